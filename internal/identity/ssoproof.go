package identity

import (
	"context"
	"errors"
	"time"

	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// provedWithin is how long ago somebody may have proven itself at an IdP that was
// asked for it now.
const provedWithin = 5 * time.Minute

var (
	errSomebodyElse = fault.New(fault.Forbidden, "You have signed in at your identity provider as somebody else than here. Try again as the same person.")
	errNotAsked     = fault.New(fault.Forbidden, "Your identity provider remembered you, and did not ask who you are. Sign out there, then try again.")
)

// SignsInAtIDP reports whether the holder signs in at an IdP.
func (h *Holder) SignsInAtIDP() bool { return h.loginType == SSOConnection }

// SessionGUID returns the session of the holder, or its ticket.
func (h *Holder) SessionGUID() string { return h.by.SessionGUID }

// Flow returns the request that a ticket answers; "" if it was none.
func (h *Holder) Flow() string { return h.flow }

// WaysOf returns what a ticket opens, as the sign-in that gave it did.
func (ss *Sessions) WaysOf(ctx context.Context, ticket string, h Holder) ([]Choice, error) {
	return choicesOf(ctx, ss.DB, h.principal.as(h.by.IP), ticket, ss.Now())
}

// ProveAtIDP is the fresh proof of a session whose person signs in at an IdP:
// the ticket is what the same person got for an answer that was asked for. It is
// spent, and opens nothing any more.
func (ss *Sessions) ProveAtIDP(ctx context.Context, h Holder, ticket string) error {
	err := ss.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, h.by); err != nil {
			return err
		}
		p, err := ss.redeem(ctx, tx, ticket, ss.Now())
		if err != nil {
			return err
		}
		switch {
		case h.isTicket || p.how.method != bySSO || p.login != h.login:
			return errSomebodyElse
		case ss.Now().Sub(p.how.at) > provedWithin:
			return errNotAsked
		}
		return ss.provedAtIDP(ctx, tx, h, p)
	})
	if err != nil {
		return orElse(ss.Discard(ctx, ticket), err)
	}
	return nil
}

// provedAtIDP writes that the person has just proven itself there, and in which
// session of the IdP: the one that a logout message will name.
func (ss *Sessions) provedAtIDP(ctx context.Context, tx *db.Tx, h Holder, p proof) error {
	n, err := tx.Exec(ctx, `
		update sessions set factor = $3, proved_at = $4, idp_subject = $5, idp_session = $6, idp_hint = $7, idp_ends_at = $8,
			expires_at = case when expires_at > $9 then $9 else expires_at end
		where customer_id = $1 and guid = $2 and is_open`,
		h.by.CustomerID, h.by.SessionGUID, p.how.factor, p.how.at, p.from.subject, p.from.session, p.from.hint,
		p.from.ends, p.from.until(ss.Now().Add(LongestSession)))
	if err == nil && n == 0 {
		return errEnded
	}
	audit.Record(ctx, tx, h.by, h.by.CustomerID, audit.Event{
		Action: "session.prove", Subject: h.by.SessionGUID, Details: map[string]any{"factor": p.how.factor, "idp": p.from.idp},
	})
	if err != nil {
		return err
	}
	return h.rekey.run(ctx, tx, h.by, ss.Now())
}

// Discard ends a ticket that is to open nothing.
func (ss *Sessions) Discard(ctx context.Context, ticket string) error {
	return ss.DB.Tx(ctx, func(tx *db.Tx) error {
		_, err := ss.redeem(ctx, tx, ticket, ss.Now())
		if errors.Is(err, errEnded) {
			return nil
		}
		return err
	})
}
