package identity

import (
	"context"
	"errors"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/mail"
)

// ReachesLink returns a Forbidden error if by lacks anything that is held by the
// user whom a mailed link is about, or by the one of by's customer who has the
// address that it went to. Nobody else's link gives what they hold: a link never
// signs in somebody who has another way in.
func ReachesLink(ctx context.Context, c db.Conn, by actor.Actor, l mail.Link, email string) error {
	about, err := linkedUser(ctx, c, l)
	if err != nil {
		return err
	}
	if about != "" {
		u, err := userByGUID(ctx, c, about)
		if err != nil {
			return err
		}
		if err := reaches(ctx, c, by, u); err != nil {
			return err
		}
	}
	u, err := userByEmail(ctx, c, by.CustomerID, email)
	switch {
	case errors.Is(err, errNotFound) || err == nil && u.GUID == about:
		return nil
	case err != nil:
		return err
	}
	return reaches(ctx, c, by, u)
}

// linkedUser returns the guid of the user whom a link is about, "" if it is about
// none. A link whose subject is gone is NotFound.
func linkedUser(ctx context.Context, c db.Conn, l mail.Link) (string, error) {
	switch l.Kind {
	case mail.EmailLink:
		return l.Subject, nil
	case mail.SetPasswordLink, mail.TokenLink:
		key, err := parseSubject(l.Subject)
		if err != nil {
			return "", err
		}
		guid, err := db.Value[string](ctx, c, `select user_guid from accesses where customer_id = $1 and id = $2`, key.customerID, key.id)
		return guid, orNotFound(err)
	case mail.RenewLink:
		guid, err := db.Value[string](ctx, c, `
			select a.user_guid from tokens t join accesses a on a.customer_id = t.customer_id and a.id = t.access_id
			where t.customer_id = $1 and t.guid = $2`, l.CustomerID, l.Subject)
		return guid, orNotFound(err)
	}
	return "", nil
}
