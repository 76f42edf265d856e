package collab

import (
	"context"
	"errors"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/jobs"
	"gatehouse/internal/tenant"
)

// waiting names a registration that awaits approval.
type waiting struct {
	CustomerID int64  `json:"customer_id"`
	GUID       string `json:"guid"`
}

const autoApprove jobs.Kind[waiting] = "collab.auto_approve"

// autoApprove approves a registration of somebody whom the customer trusted
// before, if its setting says so: the last thing between the two about this
// company was an invitation that nobody took back. Everything else waits for an
// admin, and so does what the day's budget of mails cannot hold. For an inactive
// customer nothing is decided.
//
// It is a job, so that a stranger's confirmation neither waits for it nor tells
// by its time whether it happened.
func (rs *Requests) autoApprove(ctx context.Context, w waiting) error {
	by := actor.System(w.CustomerID)
	err := rs.DB.Tx(ctx, func(tx *db.Tx) error {
		customer, err := tenant.Read(ctx, tx, w.CustomerID)
		if err != nil || !customer.IsActive || !customer.Settings.AutoApproveInvited {
			return err
		}
		r, err := rs.seen(ctx, tx, by, w.GUID)
		if err != nil {
			return err
		}
		trusted, err := invitedBefore(ctx, tx, &r)
		if err != nil || !trusted {
			return err
		}
		// Its requester stays the maker of the form.
		sender := actor.Actor{UserGUID: r.RequesterGUID}
		sender.FormalName, err = db.Value[string](ctx, tx, `select formal_name from users where guid = $1`, r.RequesterGUID)
		if err != nil {
			return err
		}
		if err := rs.inviteRegistered(ctx, tx, sender, &r); err != nil {
			return err
		}
		audit.Record(ctx, tx, by, r.CustomerID, audit.Event{Action: "access_request.auto_approve", Subject: r.GUID})
		audit.Touch(ctx, tx, r.CustomerID, audit.Requests)
		_, err = rs.render(ctx, tx, r.CustomerID, r.GUID)
		return err
	})
	if errors.Is(err, errNoRegistration) || fault.Is(err, fault.NotFound) || fault.Is(err, fault.TooMany) {
		return nil // somebody decided meanwhile, or has to
	}
	return err
}

// invitedBefore reports whether the latest other request to the same person at
// the same company was an invitation that ended by itself: it was neither
// declined nor resolved, and its access was not revoked.
func invitedBefore(ctx context.Context, tx *db.Tx, r *Request) (bool, error) {
	type former struct {
		status  Status
		sent    int64
		revoked *string
	}
	all, err := db.All(ctx, tx, func(f *former) []any { return []any{&f.status, &f.sent, &f.revoked} }, `
		select status, sent_count, revoked_why from access_requests`+led(tx.Dialect(), "access_requests_email")+`
		where customer_id = $1 and email_lower = $2 and company_guid = $3 and guid <> $4
		order by created_at desc, guid desc limit 1`, r.CustomerID, r.EmailLower, r.CompanyGUID, r.GUID)
	if err != nil || len(all) == 0 {
		return false, err
	}
	f := all[0]
	return f.sent > 0 && f.revoked == nil && (f.status == Never || f.status == Inactive), nil
}
