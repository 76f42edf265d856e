package identity

import (
	"context"
	"errors"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
)

// Introspection is what another program may know of a token that it was given.
type Introspection struct {
	Caller    actor.Actor // who the token makes its bearer
	Roles     []string    // as they work now: see [actor.Working]
	IssuedAt  time.Time
	ExpiresAt *time.Time // nil is never
}

// introspected is a token as an introspection finds it.
type introspected struct {
	principal
	issued  time.Time
	expires *time.Time
	revoked *time.Time
}

func (t *introspected) fields() []any {
	return append(t.principal.fields(), &t.issued, &t.expires, &t.revoked)
}

// Introspect says what a token of by's customer, or of one below it, lets its
// bearer do now. It is no use of the token. Whatever does not work, or is
// another's, or is no token at all, is active = false after the same one query.
// From where a token may be used is not asked: that is for its use here.
func (ds *Doors) Introspect(ctx context.Context, by actor.Actor, secret string) (i Introspection, active bool, err error) {
	if err := by.Need(actor.IntrospectR); err != nil {
		return i, false, err
	}
	now := ds.Now()
	var w db.Where
	w.Arg(now) // $1 of principalColumns
	said, short := signed{}, false
	if ds.Signer != nil {
		said, short = ds.Signer.read(secret, now)
	}
	if short {
		w.And("d.kind = 'token' and d.customer_id = ? and d.ref = ?", said.Customer, said.Token)
	} else {
		w.And("d.kind = 'token' and d.hash = ?", hashOf(secret))
	}
	w.And(inTree("d.customer_id"), by.CustomerID)
	t, err := db.One(ctx, ds.DB, (*introspected).fields, `
		select `+principalColumns+`, t.created_at, t.expires_at, t.revoked_at
		from directory d
		join tokens t on t.customer_id = d.customer_id and t.guid = d.ref
		join accesses a on a.customer_id = t.customer_id and a.id = t.access_id`+
		principalTables+w.String(), w.Args()...)
	if errors.Is(err, db.ErrNone) {
		return i, false, nil
	}
	if err != nil {
		return i, false, err
	}
	if t.revoked != nil || t.expires != nil && !t.expires.After(now) || !t.live(now) {
		return i, false, nil
	}
	caller := t.as("")
	if short {
		caller = narrowed(caller, said.Scope)
		t.issued, t.expires = time.Unix(said.IssuedAt, 0), new(time.Unix(said.Expires, 0))
	}
	return Introspection{
		Caller: caller, Roles: actor.Working(caller.Role, caller.Roles), IssuedAt: t.issued, ExpiresAt: t.expires,
	}, true, nil
}
