package identity

import (
	"context"
	"errors"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
	"gatehouse/internal/tenant"
)

// To renew a token is to make another in its place, which is shown once; the old
// one works until its own end, so that there is time to change over.

// renewable is a token that ends, with the principal that it is of.
type renewable struct {
	principal
	token Token
}

func (r *renewable) fields() []any { return append(r.principal.fields(), r.token.fields()...) }

// renewableOf returns a token that can still be renewed, or ErrRenewed.
func renewableOf(ctx context.Context, c db.Conn, now time.Time, customerID int64, guid string) (renewable, error) {
	r, err := db.One(ctx, c, (*renewable).fields, `
		select `+principalColumns+`, `+tokenColumns+`
		from tokens t left join users tb on tb.guid = t.created_by
		join accesses a on a.customer_id = t.customer_id and a.id = t.access_id`+principalTables+`
		where t.customer_id = $2 and t.guid = $3 and t.revoked_at is null and t.replaced_by is null and t.jwk = '' and t.expires_at > $1`,
		now, customerID, guid)
	if errors.Is(err, db.ErrNone) || err == nil && !r.live(now) {
		return r, ErrRenewed
	}
	return r, err
}

// LookRenewal returns what a link to renew a token is for, and changes nothing.
func (ts *Tokens) LookRenewal(ctx context.Context, token string) (Waiting, error) {
	return ts.look(ctx, mail.RenewLink, token)
}

// Renew renews the token that a mailed link is about, for whoever holds the mail:
// the token's own user. What that user and its access may do is asked now.
func (ts *Tokens) Renew(ctx context.Context, token, code string) (secret string, err error) {
	link, err := checkLink(ctx, ts.Links, mail.RenewLink, token, code, "")
	if err != nil {
		return "", err
	}
	err = ts.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := ts.Links.Spend(ctx, tx, link); err != nil {
			return err
		}
		r, err := renewableOf(ctx, tx, ts.Now(), link.CustomerID, link.Subject)
		if err != nil {
			return err
		}
		secret, err = ts.renew(ctx, tx, r.as(actor.IP(ctx)), r.token)
		return err
	})
	return secret, err
}

// RenewFor renews the token of a service user, for an admin who was reminded of it.
func (ts *Tokens) RenewFor(ctx context.Context, by actor.Actor, m Reminder) (secret string, err error) {
	if err := ts.mayRenewFor(by); err != nil {
		return "", err
	}
	err = ts.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		r, err := ts.renewableFor(ctx, tx, by, m)
		if err != nil {
			return err
		}
		u, err := userByGUID(ctx, tx, r.actor.UserGUID)
		if err != nil {
			return err
		}
		if err := reaches(ctx, tx, by, u); err != nil {
			return err
		}
		if secret, err = ts.renew(ctx, tx, by, r.token); err != nil {
			return err
		}
		return m.Renewed(ctx, tx, ts.Now())
	})
	return secret, err
}

func (ts *Tokens) mayRenewFor(by actor.Actor) error {
	if by.ShortLived {
		return errShort
	}
	return mayGovern(by)
}

// RenewableFor returns the name of a company token that by could renew.
func (ts *Tokens) RenewableFor(ctx context.Context, by actor.Actor, m Reminder) (name string, err error) {
	if err := ts.mayRenewFor(by); err != nil {
		return "", err
	}
	r, err := ts.renewableFor(ctx, ts.DB, by, m)
	return r.actor.FirstName, err
}

// renewableFor finds the company token of a reminder: of a person's token nobody
// else makes another.
func (ts *Tokens) renewableFor(ctx context.Context, c db.Conn, by actor.Actor, m Reminder) (renewable, error) {
	if m.CustomerID != by.CustomerID || m.Kind != TokenEnds {
		return renewable{}, errNotFound
	}
	r, err := renewableOf(ctx, c, ts.Now(), m.CustomerID, m.Subject)
	if err == nil && !IsServiceEmail(r.actor.Email) {
		return renewable{}, errNotFound
	}
	return r, err
}

func (ts *Tokens) renew(ctx context.Context, tx *db.Tx, by actor.Actor, old Token) (secret string, err error) {
	a, err := accessByKey(ctx, tx, accessKey{old.CustomerID, old.AccessID})
	if err != nil {
		return "", err
	}
	t, secret, err := ts.succeed(ctx, tx, by, a, old, *old.ExpiresAt)
	if err != nil {
		return "", err
	}
	record(ctx, tx, by, a.CustomerID, audit.Event{Action: "token.renew", Subject: old.GUID, Details: map[string]any{"by": t.GUID}})
	return secret, nil
}

// mostExtended is how many days a user is extended by at most.
const mostExtended = 365

// Extension is what to extend a user means now.
type Extension struct {
	User User
	Day  string // its new last day
	Days int
}

// Extension returns by how much a reminder extends a user: by as many days as it
// was given the last time, or when it was made.
func (us *Users) Extension(ctx context.Context, by actor.Actor, m Reminder) (Extension, error) {
	if err := by.Need(actor.UsersRW); err != nil {
		return Extension{}, err
	}
	u, err := findUser(ctx, us.DB, by, m.Subject)
	if err != nil {
		return Extension{}, err
	}
	return us.extension(ctx, us.DB, u, m)
}

func (us *Users) extension(ctx context.Context, c db.Conn, u User, m Reminder) (Extension, error) {
	now := us.Now()
	if m.Kind != UserEnds || u.CustomerID != m.CustomerID {
		return Extension{}, errNotFound
	}
	if u.ExpiresAt == nil || *u.ExpiresAt != today(m.EndsAt) || !u.works(today(now)) {
		return Extension{}, ErrRenewed
	}
	begin, err := db.Value[*time.Time](ctx, c, `
		select max(ends_at) from reminders
		where customer_id = $1 and kind = 'user' and subject = $2 and renewed_at is not null and ends_at < $3`,
		u.CustomerID, u.GUID, m.EndsAt)
	if err != nil {
		return Extension{}, err
	}
	if begin == nil {
		begin = &u.CreatedAt
	}
	days := min(max(int(m.EndsAt.Sub(begin.Truncate(24*time.Hour)).Hours()/24), 1), mostExtended)
	return Extension{u, today(m.EndsAt.AddDate(0, 0, days)), days}, nil
}

// Extend extends a user that by was reminded of, if by may change it. Nobody
// extends their own stay.
func (us *Users) Extend(ctx context.Context, by actor.Actor, m Reminder) (u User, err error) {
	if err := by.Need(actor.UsersRW); err != nil {
		return User{}, err
	}
	err = us.edit(ctx, by, m.Subject, func(tx *db.Tx, before User) error {
		if before.GUID == by.UserGUID {
			return fault.New(fault.Forbidden, "Nobody extends their own access: ask another administrator.")
		}
		e, err := us.extension(ctx, tx, before, m)
		if err != nil {
			return err
		}
		if err := us.apply(ctx, tx, by, before, UserChange{ExpiresAt: &e.Day}); err != nil {
			return err
		}
		return m.Renewed(ctx, tx, us.Now())
	}, &u)
	return u, err
}
