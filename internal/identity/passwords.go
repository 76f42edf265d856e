package identity

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/mail"
)

// Passwords is what people sign in with.
type Passwords struct {
	DB    *db.DB
	Now   func() time.Time // db.Now but in tests
	Links *mail.Links
}

// PasswordLink is what the page of a link to set a password may show before its
// code is given.
type PasswordLink struct {
	CustomerName string
	State        mail.LinkState
}

// Look returns what a link is for, and changes nothing: mail scanners look too.
func (ps *Passwords) Look(ctx context.Context, secret string) (PasswordLink, error) {
	link, err := ps.Links.Look(ctx, secret)
	if err != nil {
		return PasswordLink{}, err
	}
	if link.Kind != mail.SetPasswordLink {
		return PasswordLink{}, errNotFound
	}
	name, err := customerName(ctx, ps.DB, link.CustomerID)
	return PasswordLink{CustomerName: name, State: link.State}, err
}

// Set sets the password of the access that a mailed link is for. It ends the
// sessions of the access.
func (ps *Passwords) Set(ctx context.Context, secret, code, password string) error {
	if err := CheckPassword(password); err != nil {
		return err // before the code, which must not be used up by it
	}
	link, err := checkLink(ctx, ps.Links, mail.SetPasswordLink, secret, code)
	if err != nil {
		return err
	}
	phc, err := hash(ctx, password)
	if err != nil {
		return err
	}
	return ps.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := ps.Links.Spend(ctx, tx, link); err != nil {
			return err
		}
		key, err := parseSubject(link.Subject)
		if err != nil {
			return err
		}
		a, err := accessByKey(ctx, tx, key)
		if err != nil {
			return err
		}
		if a.Type != UIConnection {
			return errNotFound
		}
		by := actor.Actor{CustomerID: a.CustomerID, UserGUID: a.UserGUID, AccessID: a.ID}
		audit.Record(ctx, tx, by, a.CustomerID, audit.Event{Action: "password.set", Subject: strconv.FormatInt(a.ID, 10)})
		return setPassword(ctx, tx, ps.Links, key, phc, ps.Now())
	})
}

var errSubject = errors.New("not the subject of a link to set a password")

func parseSubject(s string) (k accessKey, err error) {
	customer, access, ok := strings.Cut(s, "/")
	if !ok {
		return k, errSubject
	}
	if k.customerID, err = strconv.ParseInt(customer, 10, 64); err != nil {
		return k, errSubject
	}
	if k.id, err = strconv.ParseInt(access, 10, 64); err != nil {
		return k, errSubject
	}
	return k, nil
}

// setPassword sets a password as part of tx: the sessions of the access end, and
// links to set it die.
func setPassword(ctx context.Context, tx *db.Tx, links *mail.Links, k accessKey, phc string, now time.Time) error {
	_, err := tx.Exec(ctx, `
		insert into passwords (customer_id, access_id, phc, set_at) values ($1, $2, $3, $4)
		on conflict (customer_id, access_id) do update set phc = excluded.phc, set_at = excluded.set_at`,
		k.customerID, k.id, phc, now)
	if err != nil {
		return err
	}
	if err := endSessions(ctx, tx, "a.customer_id = $1 and a.id = $2", k.customerID, k.id); err != nil {
		return err
	}
	return links.Kill(ctx, tx, k.customerID, mail.SetPasswordLink, k.subject())
}

// SetPasswordIn sets the password of a ui_connection as part of tx. The caller
// has proven that its user may.
func (as *Accesses) SetPasswordIn(ctx context.Context, tx *db.Tx, customerID, accessID int64, phc string) error {
	return setPassword(ctx, tx, as.Links, accessKey{customerID, accessID}, phc, as.Now())
}
