package tenant

import (
	"context"
	"encoding/base64"
	"errors"
	"strings"
	"time"
	"unicode"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/jobs"
)

// Uploads keeps what somebody hands in on one page and confirms on the next, so
// that what is confirmed is what was looked at.
type Uploads struct {
	DB  *db.DB
	Now func() time.Time // db.Now but in tests
}

// Upload is a file, or a form that was filled in. Only its maker reads it.
type Upload struct {
	GUID      string
	Kind      string // what it is for: an upload of one kind is none of another
	Name      string // of the file
	Body      []byte
	CreatedAt time.Time
	ExpiresAt time.Time

	body string // as it is stored
}

const uploadColumns = `guid, kind, name, body, created_at, expires_at`

func (u *Upload) fields() []any {
	return []any{&u.GUID, &u.Kind, &u.Name, &u.body, &u.CreatedAt, &u.ExpiresAt}
}

// The bounds of uploads.
const (
	MaxUpload     = 5 << 20 // bytes
	uploadLife    = 24 * time.Hour
	uploadsAtOnce = 20 // of a user and kind: then the oldest goes
	maxUploadName = 255
)

// Keep stores an upload of the actor and returns its guid. Beyond twenty of a
// user and a kind the oldest are forgotten.
func (us *Uploads) Keep(ctx context.Context, by actor.Actor, kind, name string, body []byte) (guid string, err error) {
	if len(body) > MaxUpload {
		return "", fault.New(fault.TooLarge, "The file is larger than %d MiB.", MaxUpload>>20)
	}
	err = us.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := Check(ctx, tx, by); err != nil {
			return err
		}
		now := us.Now()
		guid = tx.NewID(now)
		_, err := tx.Exec(ctx, `
			insert into uploads (customer_id, guid, user_guid, kind, name, body, created_at, expires_at)
			values ($1, $2, $3, $4, $5, $6, $7, $8)`,
			by.CustomerID, guid, by.UserGUID, kind, fileName(name), base64.StdEncoding.EncodeToString(body), now, now.Add(uploadLife))
		if err != nil {
			return err
		}
		return forgetOldest(ctx, tx, by, kind)
	})
	return guid, err
}

func forgetOldest(ctx context.Context, tx *db.Tx, by actor.Actor, kind string) error {
	_, err := tx.Exec(ctx, `
		delete from uploads where customer_id = $1 and user_guid = $2 and kind = $3 and guid not in (
			select guid from uploads where customer_id = $1 and user_guid = $2 and kind = $3
			order by created_at desc, guid desc limit $4)`, by.CustomerID, by.UserGUID, kind, uploadsAtOnce)
	return err
}

// Turn makes an upload one of another kind, with another body unless that is
// nil: what is handed in is on its way. Of two who ask at once, one is told true.
func (us *Uploads) Turn(ctx context.Context, by actor.Actor, guid, from, to string, body []byte) (turned bool, err error) {
	if len(body) > MaxUpload {
		return false, fault.New(fault.TooLarge, "The file is larger than %d MiB.", MaxUpload>>20)
	}
	return turned, us.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := Check(ctx, tx, by); err != nil {
			return err
		}
		var w db.Where
		set := `kind = ` + w.Arg(to)
		if body != nil {
			set += `, body = ` + w.Arg(base64.StdEncoding.EncodeToString(body))
		}
		w.And(`customer_id = ?`, by.CustomerID)
		w.And(`guid = ?`, strings.ToLower(guid))
		w.And(`user_guid = ?`, by.UserGUID)
		w.And(`kind = ?`, from)
		n, err := tx.Exec(ctx, `update uploads set `+set+w.String(), w.Args()...)
		if turned = n > 0; err != nil || !turned {
			return err
		}
		return forgetOldest(ctx, tx, by, to)
	})
}

// fileName is what is worth keeping of the name that a browser gives a file.
func fileName(name string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Cc, unicode.Cf) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(name, ""))
	if runes := []rune(name); len(runes) > maxUploadName {
		name = string(runes[:maxUploadName])
	}
	return name
}

// One returns an upload of the actor: NotFound if there is none of this kind, or
// its day is over.
func (us *Uploads) One(ctx context.Context, by actor.Actor, kind, guid string) (Upload, error) {
	u, err := db.One(ctx, us.DB, (*Upload).fields, `
		select `+uploadColumns+` from uploads
		where customer_id = $1 and guid = $2 and user_guid = $3 and kind = $4 and expires_at > $5`,
		by.CustomerID, strings.ToLower(guid), by.UserGUID, kind, us.Now())
	if errors.Is(err, db.ErrNone) {
		return u, fault.New(fault.NotFound, "What you handed in is not kept any more. Hand it in again.")
	}
	if err != nil {
		return u, err
	}
	u.Body, err = base64.StdEncoding.DecodeString(u.body)
	return u, err
}

// Drop forgets an upload of the actor, if it is there.
func (us *Uploads) Drop(ctx context.Context, by actor.Actor, guid string) error {
	return us.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := Check(ctx, tx, by); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `delete from uploads where customer_id = $1 and guid = $2 and user_guid = $3`,
			by.CustomerID, strings.ToLower(guid), by.UserGUID)
		return err
	})
}

// Work makes r forget the uploads whose day is over.
func (us *Uploads) Work(r *jobs.Runner) {
	jobs.Every(r, "tenant.forget_uploads", time.Hour, us.Forget)
}

// Forget removes the uploads whose day is over.
func (us *Uploads) Forget(ctx context.Context) error {
	_, err := us.DB.Exec(ctx, `delete from uploads where expires_at <= $1`, us.Now())
	return err
}
