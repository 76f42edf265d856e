package collab

import (
	"context"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// Edit changes the text of a message of the actor's own.
func (ms *Messages) Edit(ctx context.Context, by actor.Actor, side Side, guid, message, body string) (m Message, err error) {
	if err := side.need(by, actor.RequestsRW); err != nil {
		return m, err
	}
	if body, err = cleanBody(body); err != nil {
		return m, err
	}
	err = ms.own(ctx, by, side, guid, message, func(tx *db.Tx, t *thread, old *Message) error {
		m = *old
		now := ms.Now()
		m.Body, m.UpdatedAt, m.Version = body, &now, old.Version+1
		n, err := tx.Exec(ctx, `
			update request_messages set body = $5, updated_at = $3, version = version + 1
			where customer_id = $1 and request_guid = $2 and number = $4
				and exists (select 1 from access_requests r where r.customer_id = $1 and r.guid = $2 and `+talking+`)`,
			t.customerID, t.guid, now, m.Number, body)
		if err != nil {
			return err
		}
		if n == 0 {
			return ms.whyNot(ctx, tx, t)
		}
		t.record(ctx, tx, "message.edit", m.GUID)
		return nil
	})
	return m, err
}

// Delete takes back a message of the actor's own. Nothing is left of it but that
// there was one, in the record of events.
func (ms *Messages) Delete(ctx context.Context, by actor.Actor, side Side, guid, message string) error {
	if err := side.need(by, actor.RequestsRW); err != nil {
		return err
	}
	return ms.own(ctx, by, side, guid, message, func(tx *db.Tx, t *thread, m *Message) error {
		n, err := tx.Exec(ctx, `
			delete from request_messages
			where customer_id = $1 and request_guid = $2 and number = $4
				and exists (select 1 from access_requests r where r.customer_id = $1 and r.guid = $2 and `+talking+`)`,
			t.customerID, t.guid, ms.Now(), m.Number)
		if err != nil {
			return err
		}
		if n == 0 {
			return ms.whyNot(ctx, tx, t)
		}
		t.record(ctx, tx, "message.delete", m.GUID)
		return nil
	})
}

// own runs f on a message that the actor wrote on this side.
func (ms *Messages) own(ctx context.Context, by actor.Actor, side Side, guid, message string, f func(*db.Tx, *thread, *Message) error) error {
	return ms.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		t, err := ms.Requests.reach(ctx, tx, by, side, guid)
		if err != nil {
			return err
		}
		if err := t.hold(ctx, tx); err != nil {
			return err
		}
		m, err := db.One(ctx, tx, (*Message).fields, t.messages()+` and m.guid = $5`,
			t.customerID, guid, by.CustomerID, by.UserGUID, message)
		if err != nil {
			return notFound(err)
		}
		if !m.IsMine(side, by) {
			return fault.New(fault.Forbidden, "Only who wrote a message may change it.")
		}
		if err := tenant.Match(ctx, tx, `request_messages where customer_id = $1 and request_guid = $2 and number = $3`,
			t.customerID, guid, m.Number); err != nil {
			return err
		}
		return f(tx, &t, &m)
	})
}

// hold keeps the request as it is until tx ends, and learns who received it:
// lest it be accepted meanwhile, and its recipient keep what has changed.
func (t *thread) hold(ctx context.Context, tx *db.Tx) error {
	if err := hold(ctx, tx, t.customerID, []string{t.guid}); err != nil {
		return err
	}
	bound, err := db.All(ctx, tx, (*subject).fields, `
		select recipient_customer_id, recipient_guid from access_requests
		where customer_id = $1 and guid = $2 and recipient_guid is not null`, t.customerID, t.guid)
	if err == nil && len(bound) > 0 {
		t.recipient = &bound[0]
	}
	return err
}

// record writes an event for both sides, and moves the versions of both.
func (t *thread) record(ctx context.Context, tx *db.Tx, action, message string) {
	customers := []int64{t.customerID}
	if t.recipient != nil {
		customers = append(customers, t.recipient.customerID)
	}
	for _, id := range customers {
		audit.Record(ctx, tx, t.by, id, audit.Event{
			Action: action, Subject: message, Details: map[string]any{"request": t.guid, "side": t.side},
		})
		audit.Touch(ctx, tx, id, audit.Requests)
	}
}

// MarkRead notes that the actor has read everything that is written in a request.
func (ms *Messages) MarkRead(ctx context.Context, by actor.Actor, side Side, guid string) error {
	if err := side.need(by, actor.RequestsR); err != nil {
		return err
	}
	return ms.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		t, err := ms.Requests.reach(ctx, tx, by, side, guid)
		if err != nil {
			return err
		}
		n, err := tx.Exec(ctx, `
			insert into message_reads (customer_id, user_guid, request_guid, read_to)
			select cast($3 as bigint), cast($4 as text), r.guid, r.messages from access_requests r
			where r.customer_id = $1 and r.guid = $2 and r.messages > 0
			on conflict (customer_id, user_guid, request_guid) do update set read_to = excluded.read_to
			where message_reads.read_to < excluded.read_to`,
			t.customerID, guid, by.CustomerID, by.UserGUID)
		if err == nil && n > 0 {
			audit.Touch(ctx, tx, by.CustomerID, audit.Requests)
		}
		return err
	})
}
