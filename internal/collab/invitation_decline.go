package collab

import (
	"context"
	"errors"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
)

// Stop is what a recipient who says no wants for the future.
type Stop string

// No more from this sender's organisation, or none from this server at all.
const (
	NoStop     Stop = ""
	StopSender Stop = "sender"
	StopServer Stop = "server"
)

// Decline says no, for now or for good.
func (rs *Requests) Decline(ctx context.Context, a AnswerDraft) (r Request, err error) {
	p := fault.Problems{}
	why := strings.TrimSpace(mail.CleanText(a.Why))
	p.Require(why != "", "why", "Say in a few words why.")
	length(p, "why", why, 1000)
	p.Require(a.Stop == NoStop || a.Stop == StopSender || a.Stop == StopServer, "stop", "must be sender or server")
	if err := p.Err(); err != nil {
		return r, err
	}
	link, err := rs.checked(ctx, a.Secret, a.Code)
	if err != nil {
		return r, err
	}
	err = rs.DB.Tx(ctx, func(tx *db.Tx) error {
		r, err = rs.decline(ctx, tx, link, why, a.Stop)
		return err
	})
	return r, err
}

func (rs *Requests) decline(ctx context.Context, tx *db.Tx, link mail.Link, why string, stop Stop) (Request, error) {
	if err := rs.Links.Spend(ctx, tx, link); err != nil {
		return Request{}, err
	}
	email, err := db.Value[string](ctx, tx, `
		update access_requests set status = 'Declined', awaiting = null, can_resend = $3, declined_why = $4, answered_at = $5
		where customer_id = $1 and guid = $2 and status = 'Pending' and awaiting = 'answer' and window_ends_at > $5
		returning email_lower`,
		link.CustomerID, link.Subject, false, why, rs.Now())
	if errors.Is(err, db.ErrNone) {
		return Request{}, errAnswered
	}
	if err != nil {
		return Request{}, err
	}
	if err := rs.stop(ctx, tx, link.CustomerID, email, stop); err != nil {
		return Request{}, err
	}
	by := actor.System(link.CustomerID)
	audit.Record(ctx, tx, by, link.CustomerID, audit.Event{
		Action: "access_request.decline", Subject: link.Subject, Details: map[string]any{"why": why},
	})
	audit.Touch(ctx, tx, link.CustomerID, audit.Requests)
	err = rs.tell(ctx, tx, link.CustomerID, link.Subject, func(t told) mail.Content {
		t.Why = why
		return mail.RequestDeclined(t)
	})
	if err != nil {
		return Request{}, err
	}
	return rs.render(ctx, tx, link.CustomerID, link.Subject)
}

// stop keeps that a recipient wants no more. The sender learns of the first
// kind by a 409, and never of the second.
func (rs *Requests) stop(ctx context.Context, tx *db.Tx, customerID int64, email string, stop Stop) error {
	if stop == NoStop {
		return nil
	}
	if stop == StopServer {
		customerID = everywhere
	}
	_, err := tx.Exec(ctx, `
		insert into refusals (customer_id, email_hash, created_at) values ($1, $2, $3) on conflict do nothing`,
		customerID, hashEmail(email), rs.Now())
	return err
}
