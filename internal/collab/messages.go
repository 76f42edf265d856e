package collab

import (
	"context"
	"errors"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// Messages is the collection of what the two sides of requests write to each
// other. Every verb says on which side the actor stands: as one who sees the
// sent request, or as the user who received it.
type Messages struct {
	DB       *db.DB
	Now      func() time.Time // db.Now but in tests
	Requests *Requests
}

// thread is a request as one of its sides has come to it.
type thread struct {
	customerID int64 // the sender's
	guid       string
	side       Side
	by         actor.Actor
	recipient  *subject // with the recipient's customer and user; nil while nobody has accepted
	mates      int64    // colleagues of the recipient, who are in or invited
}

// reach returns the request of that guid, if the actor comes to it on its side.
func (rs *Requests) reach(ctx context.Context, c db.Conn, by actor.Actor, side Side, guid string) (thread, error) {
	t := thread{customerID: by.CustomerID, guid: guid, side: side, by: by}
	if side == Requester {
		_, err := rs.seen(ctx, c, by, guid)
		return t, err
	}
	var err error
	t.customerID, err = db.Value[int64](ctx, c, `
		select sender_customer_id from received
		where customer_id = $1 and user_guid = $2 and request_guid = $3`, by.CustomerID, by.UserGUID, guid)
	return t, notFound(err)
}

// need refuses who lacks what the requester's side takes; the recipient's takes
// no right.
func (s Side) need(by actor.Actor, right actor.Right) error {
	if s == Requestee {
		return nil
	}
	return by.Need(right)
}

// MessagePage says which of a request's messages are asked for.
type MessagePage struct {
	Newest        bool // first
	Limit, Offset int
}

// List returns messages of a request as the actor reads them.
func (ms *Messages) List(ctx context.Context, by actor.Actor, side Side, guid string, p MessagePage) (all []Message, err error) {
	return all, ms.Each(ctx, by, side, guid, p, func(m *Message) error {
		all = append(all, *m)
		return nil
	})
}

// messagesAtATime is how many messages one statement reads: they can be long,
// and both sides may write many.
const messagesAtATime = 100

// Each calls yield with messages of a request as the actor reads them. It reads
// some at a time; a message that is there throughout comes once.
func (ms *Messages) Each(ctx context.Context, by actor.Actor, side Side, guid string, p MessagePage, yield func(*Message) error) error {
	if err := side.need(by, actor.RequestsR); err != nil {
		return err
	}
	t, err := ms.Requests.reach(ctx, ms.DB, by, side, guid)
	if err != nil {
		return err
	}
	last, next := int64(0), ` and m.number > $5 order by m.number`
	if p.Newest {
		last, next = maxMessages+1, ` and m.number < $5 order by m.number desc`
	}
	for p.Limit > 0 {
		most := min(p.Limit, messagesAtATime)
		some, err := db.All(ctx, ms.DB, (*Message).fields, t.messages()+next+` limit $6 offset $7`,
			t.customerID, guid, by.CustomerID, by.UserGUID, last, most, p.Offset)
		if err != nil {
			return err
		}
		for i := range some {
			if err := yield(&some[i]); err != nil {
				return err
			}
		}
		if len(some) < most {
			return nil
		}
		last, p.Offset, p.Limit = some[most-1].Number, 0, p.Limit-most
	}
	return nil
}

// One returns a message of a request as the actor reads it.
func (ms *Messages) One(ctx context.Context, by actor.Actor, side Side, guid, message string) (m Message, err error) {
	if err := side.need(by, actor.RequestsR); err != nil {
		return m, err
	}
	t, err := ms.Requests.reach(ctx, ms.DB, by, side, guid)
	if err != nil {
		return m, err
	}
	m, err = db.One(ctx, ms.DB, (*Message).fields, t.messages()+` and m.guid = $5`, t.customerID, guid, by.CustomerID, by.UserGUID, message)
	return m, notFound(err)
}

// messages selects those of a thread: $1 and $2 are the request, $3 and $4 who reads.
func (t *thread) messages() string {
	return `
		select ` + messageColumns + ` from request_messages m
		left join message_reads d on d.customer_id = $3 and d.user_guid = $4 and d.request_guid = m.request_guid
		where m.customer_id = $1 and m.request_guid = $2`
}

// talking is the condition that the sides may still write: an invitation is
// open, or the access that it gave runs. $1 is the customer, $3 now.
const talking = `(r.status = 'Pending' and r.awaiting = 'answer' and r.window_ends_at > $3
		or (r.status = 'Active' or r.status = 'Resolved') and r.access_ends_at > $3)
	and exists (select 1 from customers cu where cu.id = $1 and cu.is_active)`

// Post writes to the other side. What a sender writes before the invitation is
// accepted waits for that: there is nobody yet who could read it.
func (ms *Messages) Post(ctx context.Context, by actor.Actor, side Side, guid, body string) (m Message, err error) {
	if err := side.need(by, actor.RequestsRW); err != nil {
		return m, err
	}
	if body, err = cleanBody(body); err != nil {
		return m, err
	}
	err = ms.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		t, err := ms.Requests.reach(ctx, tx, by, side, guid)
		if err != nil {
			return err
		}
		if m, err = ms.write(ctx, tx, &t, body); err != nil {
			return err
		}
		t.record(ctx, tx, "message.create", m.GUID)
		return ms.announce(ctx, tx, &t)
	})
	return m, err
}

// write numbers a message and keeps it. The statement that numbers it decides
// whether there may be one, and holds the request: messages come one by one.
func (ms *Messages) write(ctx context.Context, tx *db.Tx, t *thread, body string) (Message, error) {
	now := ms.Now()
	m := Message{
		CustomerID: t.customerID, RequestGUID: t.guid, GUID: db.NewIDAt(now), Side: t.side,
		AuthorGUID: t.by.UserGUID, AuthorName: t.by.FormalName, Body: body, CreatedAt: now, Version: 1,
	}
	type numbered struct {
		number        int64
		recipientName string // as this sender knows it
		customerID    *int64
		userGUID      *string
		colleagues    int64
	}
	n, err := db.One(ctx, tx, func(n *numbered) []any {
		return []any{&n.number, &n.recipientName, &n.customerID, &n.userGUID, &n.colleagues}
	}, `
		update access_requests as r set messages = messages + 1
		where r.customer_id = $1 and r.guid = $2 and r.messages < $4 and `+talking+`
		returning messages, formal_name, recipient_customer_id, recipient_guid, colleagues`, t.customerID, t.guid, now, maxMessages)
	if errors.Is(err, db.ErrNone) {
		return m, ms.whyNot(ctx, tx, t)
	}
	if err != nil {
		return m, err
	}
	m.Number = n.number
	if n.customerID != nil && n.userGUID != nil {
		t.recipient = &subject{*n.customerID, *n.userGUID}
	}
	t.mates = n.colleagues
	if t.side == Requestee {
		if m.AuthorName, err = t.signs(ctx, tx, n.recipientName); err != nil {
			return m, err
		}
	}
	_, err = tx.Exec(ctx, `
		insert into request_messages (customer_id, request_guid, number, guid, side, author_guid, author_name, body, created_at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		m.CustomerID, m.RequestGUID, m.Number, m.GUID, m.Side, m.AuthorGUID, m.AuthorName, m.Body, m.CreatedAt)
	return m, err
}

// signs returns how the sender knows who acts on the recipient's side.
func (t *thread) signs(ctx context.Context, c db.Conn, recipientName string) (string, error) {
	if t.recipient != nil && t.recipient.guid == t.by.UserGUID {
		return recipientName, nil
	}
	name, err := db.Value[string](ctx, c, `
		select formal_name from request_colleagues
		where customer_id = $1 and request_guid = $2 and user_guid = $3`, t.customerID, t.guid, t.by.UserGUID)
	return name, notFound(err)
}

// whyNot says why nothing more can be written in a request.
func (ms *Messages) whyNot(ctx context.Context, tx *db.Tx, t *thread) error {
	type state struct {
		status Status
		isFull bool
	}
	s, err := db.One(ctx, tx, func(s *state) []any { return []any{&s.status, &s.isFull} }, `
		select r.status, r.messages >= $4 and `+talking+` from access_requests r
		where r.customer_id = $1 and r.guid = $2`, t.customerID, t.guid, ms.Now(), maxMessages)
	if err != nil {
		return err
	}
	if s.isFull {
		return fault.New(fault.Conflict, "This request has had %d messages, which is the most.", maxMessages)
	}
	return fault.New(fault.Conflict, "Messages are written while an invitation is open or its access runs; this request is %s.", s.status.word())
}
