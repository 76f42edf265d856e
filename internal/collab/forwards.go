package collab

import (
	"cmp"
	"context"
	"errors"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/tenant"
)

// Forward is one time that a recipient passed an invitation on to a colleague.
type Forward struct {
	Position    int64  // 1 is the first
	LinkGUID    string // of the invitation that was passed on
	FromName    string
	FromEmail   string
	NameHidden  bool // FromName came from the preferred contact, and is not for the sender
	EmailHidden bool
	ToName      string
	ToEmail     string
	At          time.Time
	Language    string // of the colleague's mails; "" is the request's
}

const forwardColumns = `f.position, f.link_guid, f.from_name, f.from_email, f.name_hidden, f.email_hidden, f.to_name, f.to_email, f.forwarded_at, f.language`

func (f *Forward) fields() []any {
	return []any{&f.Position, &f.LinkGUID, &f.FromName, &f.FromEmail, &f.NameHidden, &f.EmailHidden, &f.ToName, &f.ToEmail, &f.At, &f.Language}
}

// shown is what the sender's side sees of it. Who passed it on has accepted
// nothing, and so stays hidden for good.
func (f Forward) shown() Forward {
	if f.NameHidden {
		f.FromName = ""
	}
	if f.EmailHidden {
		f.FromEmail = ""
	}
	return f
}

func (f *Forward) insert(ctx context.Context, tx *db.Tx, customerID int64, request string) error {
	_, err := tx.Exec(ctx, `
		insert into request_forwards (customer_id, request_guid, position, link_guid, from_name, from_email, name_hidden, email_hidden,
			to_name, to_email, forwarded_at, language)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
		customerID, request, f.Position, f.LinkGUID, f.FromName, f.FromEmail, f.NameHidden, f.EmailHidden, f.ToName, f.ToEmail, f.At, f.Language)
	return err
}

// Forwards returns how a request that by sees was passed on, the first time first.
func (rs *Requests) Forwards(ctx context.Context, by actor.Actor, guid string) ([]Forward, error) {
	if err := by.Need(actor.RequestsR); err != nil {
		return nil, err
	}
	r, err := rs.seen(ctx, rs.DB, by, guid)
	if err != nil || r.ForwardCount == 0 {
		return nil, err
	}
	all, err := forwardsOf(ctx, rs.DB, by.CustomerID, guid)
	for i := range all {
		all[i] = all[i].shown()
	}
	return all, err
}

func forwardsOf(ctx context.Context, c db.Conn, customerID int64, request string) ([]Forward, error) {
	return db.All(ctx, c, (*Forward).fields, `
		select `+forwardColumns+` from request_forwards f where f.customer_id = $1 and f.request_guid = $2 order by f.position`,
		customerID, request)
}

// passedOn returns how the invitation of a link was passed on, or nil.
func passedOn(ctx context.Context, c db.Conn, customerID int64, link string) (*Forward, error) {
	f, err := db.One(ctx, c, (*Forward).fields, `
		select `+forwardColumns+` from request_forwards f where f.customer_id = $1 and f.link_guid = $2`, customerID, link)
	if errors.Is(err, db.ErrNone) {
		return nil, nil //nolint:nilnil // most are not passed on
	}
	return &f, err
}

// writtenTo is the language of the mails to a request's recipient: that of who
// passed the invitation on, and else the request's.
func (r *Request) writtenTo(ctx context.Context, c db.Conn, customer *tenant.Customer) (string, error) {
	if r.ForwardCount == 0 {
		return r.writtenIn(customer), nil
	}
	passed, err := db.Value[string](ctx, c, `
		select language from request_forwards where customer_id = $1 and request_guid = $2 order by position desc limit 1`,
		r.CustomerID, r.GUID)
	return cmp.Or(passed, r.writtenIn(customer)), err
}
