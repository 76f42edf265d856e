package tenant

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"image/png"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// Bounds of a logo. It is PNG: what every program that shows mails can show.
const (
	MaxLogo     = 200_000 // bytes
	maxLogoSide = 2000    // pixels: a small file may be a huge picture
)

var errLogo = fault.Field("logo", "must be a PNG picture")

// logoName checks that body is a picture by reading all of it, and returns what
// it is called in its address: another picture has another address. Of nothing it
// is "".
func logoName(body []byte) (string, error) {
	if len(body) == 0 {
		return "", nil
	}
	if len(body) > MaxLogo {
		return "", fault.Field("logo", "A logo may have %d kB.", MaxLogo/1000)
	}
	size, err := png.DecodeConfig(bytes.NewReader(body))
	if err != nil {
		return "", errLogo
	}
	if size.Width > maxLogoSide || size.Height > maxLogoSide {
		return "", fault.Field("logo", "A logo may be %d pixels wide and high.", maxLogoSide)
	}
	if _, err := png.Decode(bytes.NewReader(body)); err != nil {
		return "", errLogo
	}
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:12]) + ".png", nil
}

// SetLogo gives by's customer a logo, in place of the one that it has. An empty
// body takes it away.
func (cs *Customers) SetLogo(ctx context.Context, by actor.Actor, body []byte) (Customer, error) {
	return cs.ChangeSettings(ctx, by, func(*Settings) error { return nil }, &body)
}

func keepLogo(ctx context.Context, tx *db.Tx, customerID int64, name string, body []byte) error {
	if name == "" {
		_, err := tx.Exec(ctx, `delete from customer_logos where customer_id = $1`, customerID)
		return err
	}
	_, err := tx.Exec(ctx, `
		insert into customer_logos (customer_id, name, body) values ($1, $2, $3)
		on conflict (customer_id) do update set name = excluded.name, body = excluded.body`,
		customerID, name, base64.StdEncoding.EncodeToString(body))
	return err
}

// Logo returns the PNG of a customer's logo to anybody who knows its address.
func (cs *Customers) Logo(ctx context.Context, guid, name string) ([]byte, error) {
	body, err := db.Value[string](ctx, cs.DB, `
		select l.body from customers c join customer_logos l on l.customer_id = c.id
		where c.guid = $1 and l.name = $2`, strings.ToLower(guid), name)
	if errors.Is(err, db.ErrNone) {
		return nil, fault.New(fault.NotFound, "There is no such picture.")
	}
	if err != nil {
		return nil, err
	}
	return base64.StdEncoding.DecodeString(body)
}
