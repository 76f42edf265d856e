package collab

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gatehouse/internal/db"
	"gatehouse/internal/identity"
	"gatehouse/internal/jobs"
	"gatehouse/internal/mail"
)

// noticePause is the least time between two notices to one side of a request: a
// burst of messages is one mail.
const noticePause = time.Hour

// notice says that a side of a request is to be told what is unread by then.
type notice struct {
	CustomerID int64     `json:"customer_id"` // the sender's
	GUID       string    `json:"guid"`
	Side       Side      `json:"side"`
	DueAt      time.Time `json:"due_at"`
}

const tellOfMessages jobs.Kind[notice] = "collab.tell_of_messages"

// Register makes r tell of messages.
func (ms *Messages) Register(r *jobs.Runner) { jobs.Handle(r, tellOfMessages, ms.tellOf) }

// announce lets the other side know of a message: its inbox shows the request as
// unread, and a notice goes out now, or an hour after the last one if there is
// something unread by then.
func (ms *Messages) announce(ctx context.Context, tx *db.Tx, t *thread) error {
	if t.recipient == nil {
		return nil // who accepts will see it
	}
	if err := t.unread(ctx, tx); err != nil {
		return err
	}
	n := notice{CustomerID: t.customerID, GUID: t.guid, Side: t.side.other(), DueAt: ms.Now()}
	last, err := db.Value[time.Time](ctx, tx, `
		select due_at from message_notices where customer_id = $1 and request_guid = $2 and side = $3`, n.CustomerID, n.GUID, n.Side)
	if err != nil && !errors.Is(err, db.ErrNone) {
		return err
	}
	if err == nil {
		if last.After(n.DueAt) {
			return nil // one is to come, and will tell of this message too
		}
		if next := last.Add(noticePause); next.After(n.DueAt) {
			n.DueAt = next
		}
	}
	_, err = tx.Exec(ctx, `
		insert into message_notices (customer_id, request_guid, side, due_at) values ($1, $2, $3, $4)
		on conflict (customer_id, request_guid, side) do update set due_at = excluded.due_at`,
		n.CustomerID, n.GUID, n.Side, n.DueAt)
	if err != nil {
		return err
	}
	return tellOfMessages.AddAt(ctx, tx, n.DueAt, n)
}

// unread shows the request as unread to all on the recipient's side but the author.
func (t *thread) unread(ctx context.Context, tx *db.Tx) error {
	if t.side == Requestee && t.mates == 0 {
		return nil
	}
	_, err := tx.Exec(ctx, `
		update received set is_read = $3, version = version + 1
		where sender_customer_id = $1 and request_guid = $2 and is_read and not (customer_id = $4 and user_guid = $5)`,
		t.customerID, t.guid, false, t.by.CustomerID, t.by.UserGUID)
	return err
}

// tellOf gives a notice, unless everything has been read or taken back meanwhile.
func (ms *Messages) tellOf(ctx context.Context, n notice) error {
	return ms.DB.Tx(ctx, func(tx *db.Tx) error {
		first, err := tx.Exec(ctx, `
			update message_notices set told_at = $4
			where customer_id = $1 and request_guid = $2 and side = $3 and (told_at is null or told_at < $4)`,
			n.CustomerID, n.GUID, n.Side, n.DueAt)
		if err != nil || first == 0 {
			return err
		}
		r, names, err := read(ctx, tx, n.CustomerID, n.GUID)
		if err != nil || r.RecipientCID == nil || r.RecipientGUID == nil {
			return err
		}
		to := []subject{{r.CustomerID, r.RequesterGUID}}
		if n.Side == Requestee {
			if to, err = db.All(ctx, tx, (*subject).fields, readersOf, r.CustomerID, r.GUID); err != nil {
				return err
			}
		}
		for _, reader := range to {
			if err := ms.tellReader(ctx, tx, n, &r, &names, reader); err != nil {
				return err
			}
		}
		return nil
	})
}

// tellReader tells one of a side what it has not read.
func (ms *Messages) tellReader(ctx context.Context, tx *db.Tx, n notice, r *Request, names *names, to subject) error {
	unread, err := ms.unread(ctx, tx, n, to)
	if err != nil || len(unread) == 0 {
		return err
	}
	content := mail.RequestMessage{
		AuthorName: unread[len(unread)-1], CompanyName: names.company, From: names.company,
		Count: int64(len(unread)), RequestGUID: n.GUID,
	}
	if n.Side == Requester {
		return ms.tellRequester(ctx, tx, r, names, content)
	}
	content.From, content.Received = names.customer, true
	return ms.tellRecipient(ctx, tx, r, to, content)
}

// unread returns the authors of what a user has not read of the other side.
func (ms *Messages) unread(ctx context.Context, tx *db.Tx, n notice, reader subject) ([]string, error) {
	return db.Column[string](ctx, tx, `
		select m.author_name from request_messages m
		left join message_reads d on d.customer_id = $3 and d.user_guid = $4 and d.request_guid = m.request_guid
		where m.customer_id = $1 and m.request_guid = $2 and m.side = $5 and m.number > coalesce(d.read_to, 0)
		order by m.number`, n.CustomerID, n.GUID, reader.customerID, reader.guid, n.Side.other())
}

func (ms *Messages) tellRequester(ctx context.Context, tx *db.Tx, r *Request, n *names, content mail.RequestMessage) error {
	err := identity.Notify(ctx, tx, ms.Now(), wrote(content, subject{r.CustomerID, r.RequesterGUID}, "/outbox/"+r.GUID))
	if err != nil {
		return err
	}
	return ms.Requests.mailRequester(ctx, tx, r, n, content)
}

// tellRecipient writes to the recipient, or to a colleague of it, in their own
// customer, where no sender sees the address that they have now. Who wants no mail from this sender, or from
// this server, gets none.
func (ms *Messages) tellRecipient(ctx context.Context, tx *db.Tx, r *Request, to subject, content mail.RequestMessage) error {
	if err := identity.Notify(ctx, tx, ms.Now(), wrote(content, to, "/inbox/"+r.GUID)); err != nil {
		return err
	}
	type user struct{ email, lower, name, language string }
	u, err := db.One(ctx, tx, func(u *user) []any { return []any{&u.email, &u.lower, &u.name, &u.language} }, `
		select u.email, u.email_lower, u.formal_name, u.language from users u
		where u.guid = $1 and u.is_active and u.deleted_at is null`, to.guid)
	if errors.Is(err, db.ErrNone) || err == nil && !r.accessRuns(ms.Now()) {
		return nil // nobody who could sign in and read
	}
	if err != nil {
		return err
	}
	if stopped, err := stoppedBy(ctx, tx, r, to, u.lower); err != nil || stopped {
		return err
	}
	_, err = mail.Queue(ctx, tx, ms.Now(), mail.Message{
		CustomerID: to.customerID, To: mail.Address{Name: u.name, Email: u.email}, Language: u.language,
		Content: content, RequestGUID: r.GUID,
	})
	return err
}

// wrote is the notification that goes with a mail about messages.
func wrote(c mail.RequestMessage, to subject, path string) identity.Notification {
	many := "There is a message that you have not read"
	if c.Count > 1 {
		many = fmt.Sprintf("There are %d messages that you have not read", c.Count)
	}
	return identity.Notification{
		CustomerID: to.customerID, UserGUID: to.guid, Type: identity.Collaboration, Status: identity.Success, Path: path,
		Subject: mail.CleanName(c.AuthorName) + " wrote to you", Text: many + " in the request about " + mail.CleanName(c.CompanyName) + ".",
	}
}
