package collab

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"image"
	_ "image/jpeg" // logos may be of these
	_ "image/png"
	"strings"

	_ "golang.org/x/image/webp" // and of this

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// Bounds of a logo.
const (
	MaxLogo     = 200_000 // bytes
	maxLogoSide = 2000    // pixels: a small file may be a huge picture
)

// Logo is the picture on a form's page.
type Logo struct {
	Type string // of media
	Body []byte
}

var logoTypes = map[string]string{"png": "image/png", "jpeg": "image/jpeg", "webp": "image/webp"}

// LogoPath is the address of the form's logo on this server, "" without one. It
// carries the hash of the picture: another picture has another address.
func (f *Form) LogoPath() string {
	if f.Logo == nil {
		return ""
	}
	return "/form-logos/" + f.GUID + "/" + *f.Logo
}

var errPicture = fault.Field("logo", "must be a picture: PNG, JPEG or WebP")

// pictureName checks that body is a picture by reading all of it, and returns
// what it is called in its address.
func pictureName(body []byte) (string, error) {
	if len(body) > MaxLogo {
		return "", fault.Field("logo", "A logo may have %d kB.", MaxLogo/1000)
	}
	size, kind, err := image.DecodeConfig(bytes.NewReader(body))
	if err != nil || logoTypes[kind] == "" {
		return "", errPicture
	}
	if size.Width > maxLogoSide || size.Height > maxLogoSide {
		return "", fault.Field("logo", "A logo may be %d pixels wide and high.", maxLogoSide)
	}
	if _, _, err := image.Decode(bytes.NewReader(body)); err != nil {
		return "", errPicture
	}
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:12]) + "." + kind, nil
}

// SetLogo gives a form a logo, in place of the one that it has.
func (fs *Forms) SetLogo(ctx context.Context, by actor.Actor, guid string, body []byte) (Form, error) {
	if err := by.Need(actor.LinksRW); err != nil {
		return Form{}, err
	}
	name, err := pictureName(body)
	if err != nil {
		return Form{}, err
	}
	return fs.logo(ctx, by, guid, &name, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `
			insert into form_logos (customer_id, form_guid, name, body) values ($1, $2, $3, $4)
			on conflict (customer_id, form_guid) do update set name = excluded.name, body = excluded.body`,
			by.CustomerID, guid, name, base64.StdEncoding.EncodeToString(body))
		return err
	})
}

// RemoveLogo takes a form's logo away.
func (fs *Forms) RemoveLogo(ctx context.Context, by actor.Actor, guid string) (Form, error) {
	if err := by.Need(actor.LinksRW); err != nil {
		return Form{}, err
	}
	return fs.logo(ctx, by, guid, nil, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `delete from form_logos where customer_id = $1 and form_guid = $2`, by.CustomerID, guid)
		return err
	})
}

func (fs *Forms) logo(ctx context.Context, by actor.Actor, guid string, name *string, keep func(*db.Tx) error) (f Form, err error) {
	err = fs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		n, err := tx.Exec(ctx, `
			update client_access_links set logo = $3, version = version + 1, updated_at = $4, updated_by = $5
			where customer_id = $1 and guid = $2`, by.CustomerID, guid, name, fs.Now(), person(by))
		if err != nil {
			return err
		}
		if n == 0 {
			return errNotFound
		}
		if err := keep(tx); err != nil {
			return err
		}
		recordForm(ctx, tx, by, "client_access_link.change", guid, map[string]any{"logo": name})
		f, err = readForm(ctx, tx, by.CustomerID, guid)
		return err
	})
	return f, err
}

// Logo returns a form's logo to anybody who knows its address.
func (fs *Forms) Logo(ctx context.Context, guid, name string) (Logo, error) {
	body, err := db.Value[string](ctx, fs.DB, `
		select l.body from directory d
		join form_logos l on l.customer_id = d.customer_id and l.form_guid = d.ref
		where d.kind = 'form' and d.hash = $1 and l.name = $2`, hashOf(strings.ToLower(guid)), name)
	if errors.Is(err, db.ErrNone) {
		return Logo{}, fault.New(fault.NotFound, "There is no such picture.")
	}
	if err != nil {
		return Logo{}, err
	}
	_, kind, _ := strings.Cut(name, ".")
	l := Logo{Type: logoTypes[kind]}
	l.Body, err = base64.StdEncoding.DecodeString(body)
	return l, err
}
