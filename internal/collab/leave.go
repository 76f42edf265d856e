package collab

import (
	"context"
	"strings"
	"unicode/utf8"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/mail"
	"gatehouse/internal/tenant"
)

// maxWord bounds what goes with a small decision, in letters.
const maxWord = 1000

// cleanWord tidies a text that may be left out.
func cleanWord(field, text string) (string, error) {
	if utf8.RuneCountInString(text) > maxWord {
		return "", fault.Field(field, "Ensure this field has no more than 1,000 characters.")
	}
	return strings.TrimSpace(mail.CleanText(text)), nil
}

// Leave ends the access that a request gave to the actor, its recipient, at once,
// as a revocation does: Active becomes Inactive, Resolved stays. What was said and
// shown stays with the sender, who is told.
func (rs *Requests) Leave(ctx context.Context, by actor.Actor, guid, why string) error {
	why, err := cleanWord("why", why)
	if err != nil {
		return err
	}
	return rs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		t, err := rs.reach(ctx, tx, by, Requestee, guid)
		if err != nil {
			return err
		}
		if err := t.isRecipient(ctx, tx); err != nil {
			return err
		}
		name, err := t.nameOf(ctx, tx)
		if err != nil {
			return err
		}
		n, err := tx.Exec(ctx, `
			update access_requests
			set status = case when status = 'Active' then 'Inactive' else status end,
				access_ends_at = $3, access_runs = $5, left_at = $3, left_why = $4
			where customer_id = $1 and guid = $2 and status in ('Active', 'Resolved') and access_ends_at > $3`,
			t.customerID, t.guid, rs.Now(), why, false)
		if err != nil {
			return err
		}
		if n == 0 {
			return fault.New(fault.Conflict, "Your access to this request has ended already.")
		}
		for _, customer := range []int64{t.customerID, by.CustomerID} {
			audit.Record(ctx, tx, by, customer, audit.Event{Action: "access_request.leave", Subject: t.guid, Details: map[string]any{"why": why, "who": name}})
		}
		audit.Touch(ctx, tx, t.customerID, audit.Requests)
		audit.Touch(ctx, tx, by.CustomerID, audit.Requests|audit.Identity)
		err = rs.tell(ctx, tx, t.customerID, t.guid, func(r told) mail.Content {
			r.Why = why
			return mail.RequestLeft(r)
		})
		if err != nil {
			return err
		}
		if err := closeAsks(ctx, tx, rs.Now(), subject{t.customerID, t.guid}); err != nil {
			return err
		}
		r, err := rs.render(ctx, tx, t.customerID, t.guid)
		if err != nil {
			return err
		}
		return rs.tellColleagues(ctx, tx, &r, by)
	})
}

// tellColleagues lets those who worked on a request beside the recipient know that
// its access has ended for them, too.
func (rs *Requests) tellColleagues(ctx context.Context, tx *db.Tx, r *Request, by actor.Actor) error {
	readers, err := db.All(ctx, tx, (*subject).fields, readersOf, r.CustomerID, r.GUID)
	if err != nil {
		return err
	}
	for _, reader := range readers {
		if reader.guid == by.UserGUID {
			continue
		}
		err := identity.Notify(ctx, tx, rs.Now(), identity.Notification{
			CustomerID: reader.customerID, UserGUID: reader.guid, Type: identity.Collaboration, Status: identity.Failed, Path: "/inbox/" + r.GUID,
			Subject: "Your access to a request has ended", Text: "Who accepted the invitation has left, and so ended the access for all.",
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// isRecipient refuses who has received the request but did not accept it.
func (t *thread) isRecipient(ctx context.Context, c db.Conn) error {
	n, err := db.Value[int64](ctx, c, `
		select count(*) from access_requests where customer_id = $1 and guid = $2 and recipient_customer_id = $3 and recipient_guid = $4`,
		t.customerID, t.guid, t.by.CustomerID, t.by.UserGUID)
	if err == nil && n == 0 {
		return fault.New(fault.Forbidden, "Only who accepted the invitation can end its access.")
	}
	return err
}
