package collab

import (
	"context"
	"errors"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/tenant"
)

// Kept is what organisations have written down about an address by themselves: it
// is theirs, and stays when the person is erased.
type Kept struct {
	Contacts    int64
	Invitations int64 // that were never accepted
}

var errRehearsed = errors.New("rehearsed")

// EraseUser is [People.Erase] by the operator, of whoever has asked for it in
// another way: in the customer that by is of. Rehearsed, it changes nothing, and
// says how much would go.
func (ps *People) EraseUser(ctx context.Context, by actor.Actor, user string, d EraseDraft, rehearse bool) (done Erased, err error) {
	if !by.IsSystem() {
		return done, actor.Denied()
	}
	err = ps.DB.Tx(ctx, func(tx *db.Tx) (err error) {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		if done, err = ps.erase(ctx, tx, by, user, d); err == nil && rehearse {
			return errRehearsed
		}
		return err
	})
	if errors.Is(err, errRehearsed) {
		return done, nil
	}
	return done, err
}

// Each goes customer by customer, by an index: joined otherwise, SQLite reads all rows.
const (
	keptContacts = `
		select count(*) from customers c cross join contacts k where k.customer_id = c.id and k.email_lower = $1`
	keptInvitations = `
		select count(*) from customers c cross join access_requests r
		where r.customer_id = c.id and r.email_lower = $1 and r.recipient_guid is null`
)

// Kept counts what organisations have written down about an address, in lower case.
func (ps *People) Kept(ctx context.Context, address string) (k Kept, err error) {
	if k.Contacts, err = db.Value[int64](ctx, ps.DB, keptContacts, address); err != nil {
		return k, err
	}
	k.Invitations, err = db.Value[int64](ctx, ps.DB, keptInvitations, address)
	return k, err
}

// Forgetting is how many records of events still wait to lose what they say of
// somebody who was erased.
func (ps *People) Forgetting(ctx context.Context) (int64, error) {
	return forgetDetails.Left(ctx, ps.DB)
}
