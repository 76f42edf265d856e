package collab

import (
	"context"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/tenant"
)

// Resend sends the invitation again, with a new link that ends the old one and
// a new window: at most five times, once a day, from Pending or Never.
func (rs *Requests) Resend(ctx context.Context, by actor.Actor, guid string) (r Request, err error) {
	if err := by.Need(actor.RequestsRW); err != nil {
		return r, err
	}
	err = rs.change(ctx, by, guid, func(tx *db.Tx, r *Request) error {
		customer, err := tenant.Read(ctx, tx, r.CustomerID)
		if err != nil {
			return err
		}
		return rs.sendAgain(ctx, tx, by, &customer, r)
	}, &r)
	return r, err
}

// sendAgain sends r if that is allowed now; otherwise it says why not, and has
// written nothing. What r said when it was read only makes a better answer: the
// statement decides.
func (rs *Requests) sendAgain(ctx context.Context, tx *db.Tx, by actor.Actor, customer *tenant.Customer, r *Request) error {
	if err := r.refuse(Resending, rs.Now()); err != nil {
		return err
	}
	if err := refused(ctx, tx, r); err != nil {
		return err
	}
	n, err := tx.Exec(ctx, `
		update access_requests set status = 'Pending', awaiting = 'answer'
		where customer_id = $1 and guid = $2
			and (status = 'Never' or status = 'Pending' and awaiting = 'answer')
			and sent_count < $3 and email_sent_at <= $4 and email_lower = $5`,
		r.CustomerID, r.GUID, maxSendings, rs.Now().Add(-sendingPause), r.EmailLower)
	if db.IsUnique(err) {
		return errOpen
	}
	if err != nil {
		return err
	}
	if n == 0 { // somebody was faster
		return r.obstruct(SentToday)
	}
	if err := rs.send(ctx, tx, by, customer, r); err != nil {
		return err
	}
	audit.Record(ctx, tx, by, r.CustomerID, audit.Event{
		Action: "access_request.resend", Subject: r.GUID, Details: map[string]any{"sending": r.SentCount + 1},
	})
	return nil
}

// Revoke ends the access that an accepted request gave, at once. A request that
// was resolved meanwhile stays resolved.
func (rs *Requests) Revoke(ctx context.Context, by actor.Actor, guid, why string) (r Request, err error) {
	if err := by.Need(actor.RequestsRW); err != nil {
		return r, err
	}
	if err := checkWhy(&why); err != nil {
		return r, err
	}
	err = rs.change(ctx, by, guid, func(tx *db.Tx, r *Request) error {
		if err := r.refuse(Revoking, rs.Now()); err != nil {
			return err
		}
		n, err := tx.Exec(ctx, `
			update access_requests
			set status = case when status = 'Active' then 'Inactive' else status end,
				access_ends_at = $3, access_runs = $5, revoked_why = $4
			where customer_id = $1 and guid = $2 and status in ('Active', 'Resolved') and access_ends_at > $3`,
			r.CustomerID, r.GUID, rs.Now(), why, false)
		if err != nil {
			return err
		}
		if n == 0 {
			return r.obstruct(GivesNoAccess)
		}
		audit.Record(ctx, tx, by, r.CustomerID, audit.Event{
			Action: "access_request.revoke", Subject: r.GUID, Details: map[string]any{"reason": why},
		})
		if r.RecipientCID != nil {
			audit.Touch(ctx, tx, *r.RecipientCID, audit.Requests|audit.Identity)
		}
		return closeAsks(ctx, tx, rs.Now(), subject{r.CustomerID, r.GUID})
	}, &r)
	return r, err
}
