package webhook

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// Delivery is an event on its way to a webhook, or a test.
type Delivery struct {
	CustomerID int64
	Webhook    string // guid
	GUID       string
	Seq        int64  // of the event; 0 is a test
	EventGUID  string // the id of the message, in every try
	Type       string
	Subject    string // guid of what it is about
	By         string // who did it, as the record names them
	HappenedAt time.Time
	State      string
	Tries      int64
	DueAt      time.Time // of the next try, while it is queued
	Status     int64     // of the last answer; 0 is none
	Why        fault.Text
	TookMS     int64
	TriedAt    *time.Time
	Version    int64
}

// The states of a delivery.
const (
	Queued    = "queued"
	Delivered = "delivered"
	Failed    = "failed"  // after the last try: it waits to be sent again by hand
	Dropped   = "dropped" // what it was about was gone before it could be told
)

// States are all of them.
var States = []string{Queued, Delivered, Failed, Dropped}

const deliveryColumns = `customer_id, webhook_guid, guid, seq, event_guid, type, subject, by_user, happened_at, state, tries, due_at,
	status, error, took_ms, tried_at, version`

func (d *Delivery) fields() []any {
	return []any{
		&d.CustomerID, &d.Webhook, &d.GUID, &d.Seq, &d.EventGUID, &d.Type, &d.Subject, &d.By, &d.HappenedAt, &d.State, &d.Tries, &d.DueAt,
		&d.Status, (*reason)(&d.Why), &d.TookMS, &d.TriedAt, &d.Version,
	}
}

// reason is a column of why a try failed.
type reason fault.Text

// Scan reads the column.
func (r *reason) Scan(v any) error {
	if text, ok := v.(string); ok && text == "" {
		return nil
	}
	if text, ok := v.([]byte); ok && len(text) == 0 {
		return nil
	}
	return db.ScanJSON(v, (*fault.Text)(r))
}

func reasonText(t fault.Text) (string, error) {
	if t.Format == "" {
		return "", nil
	}
	b, err := json.Marshal(t)
	return string(b), err
}

// IsTest reports whether it tells of nothing that has happened.
func (d *Delivery) IsTest() bool { return d.Type == TestType }

// DeliveryFilter says which deliveries of a webhook are looked for.
type DeliveryFilter struct {
	States []string
	Types  []string
	After  string // guid of the last one of the page before
	Limit  int
}

// Deliveries returns the newest deliveries to a webhook, and whether there are more.
func Deliveries(ctx context.Context, c db.Conn, e Endpoint, f DeliveryFilter) (page []Delivery, more bool, err error) {
	var w db.Where
	w.And(`customer_id = ?`, e.CustomerID)
	w.And(`webhook_guid = ?`, e.GUID)
	w.In(`state`, f.States)
	w.AndIf(len(f.States) > 0 && !slices.Contains(f.States, Delivered), `state <> 'delivered'`) // as the index says it
	w.In(`type`, f.Types)
	w.AndIf(f.After != "", `guid < ?`, f.After)
	page, err = db.All(ctx, c, (*Delivery).fields,
		`select `+deliveryColumns+` from webhook_deliveries`+w.String()+` order by guid desc limit `+w.Arg(f.Limit+1), w.Args()...)
	if len(page) > f.Limit {
		return page[:f.Limit], true, err
	}
	return page, false, err
}

var errNoDelivery = fault.New(fault.NotFound, "There is no such delivery.")

// FindDelivery returns a delivery to a webhook.
func FindDelivery(ctx context.Context, c db.Conn, customerID int64, hook, guid string) (Delivery, error) {
	d, err := db.One(ctx, c, (*Delivery).fields,
		`select `+deliveryColumns+` from webhook_deliveries where customer_id = $1 and webhook_guid = $2 and guid = $3`, customerID, hook, guid)
	if errors.Is(err, db.ErrNone) {
		err = errNoDelivery
	}
	return d, err
}

// Resend puts a delivery to a webhook that is held into the queue again, as if it
// had not been tried, with the id that it has.
func Resend(ctx context.Context, tx *db.Tx, now time.Time, e *Endpoint, guid string) error {
	_, err := tx.Exec(ctx, `
		update webhook_deliveries set state = 'queued', tries = 0, due_at = $4, version = version + 1
		where customer_id = $1 and webhook_guid = $2 and guid = $3`, e.CustomerID, e.GUID, guid, now)
	if err != nil {
		return fmt.Errorf("queue delivery again: %w", err)
	}
	e.RestsUntil = nil // somebody wants to know
	if _, err := tx.Exec(ctx, `update webhooks set rests_until = null where customer_id = $1 and guid = $2`, e.CustomerID, e.GUID); err != nil {
		return err
	}
	return e.plan(ctx, tx, now)
}

// testLease keeps the queue from sending a test that is being sent.
const testLease = time.Minute

// AddTest makes a delivery that tries a webhook. [Post.SendTest] sends it.
func AddTest(ctx context.Context, tx *db.Tx, now time.Time, e Endpoint, by string) (Delivery, error) {
	d := Delivery{
		CustomerID: e.CustomerID, Webhook: e.GUID, GUID: db.NewID(), EventGUID: db.NewID(), Type: TestType, Subject: e.GUID, By: by,
		HappenedAt: now, State: Queued, Tries: 1, DueAt: now.Add(testLease), Version: 1,
	}
	_, err := tx.Exec(ctx, `
		insert into webhook_deliveries (customer_id, webhook_guid, guid, seq, event_guid, type, subject, by_user, happened_at, state, tries, due_at)
		values ($1, $2, $3, 0, $4, $5, $6, $7, $8, 'queued', $9, $10)`,
		d.CustomerID, d.Webhook, d.GUID, d.EventGUID, d.Type, d.Subject, d.By, d.HappenedAt, d.Tries, d.DueAt)
	return d, err
}

// Tests returns how often a webhook was tried since a moment.
func Tests(ctx context.Context, c db.Conn, e Endpoint, since time.Time) (int, error) {
	return db.Value[int](ctx, c, `
		select count(*) from webhook_deliveries where customer_id = $1 and webhook_guid = $2 and guid >= $3 and type = $4`,
		e.CustomerID, e.GUID, db.NewIDAt(since), TestType)
}

const (
	// Keep is how long a delivery is kept.
	Keep = 30 * 24 * time.Hour

	forgottenAtOnce = 2000
)

// Forget removes deliveries that are older than [Keep], whatever came of them.
func (p *Post) Forget(ctx context.Context) error {
	hooks, err := db.All(ctx, p.DB, func(r *ref) []any { return []any{&r.CustomerID, &r.GUID} }, `select customer_id, guid from webhooks order by customer_id, guid`)
	if err != nil {
		return err
	}
	for _, r := range hooks {
		if err := p.remove(ctx, r, p.Now().Add(-Keep)); err != nil {
			return err
		}
	}
	return nil
}

// clear removes what was sent to a webhook that is gone.
func (p *Post) clear(ctx context.Context, r ref) error {
	return p.remove(ctx, r, p.Now().AddDate(100, 0, 0))
}

// remove takes the deliveries that were queued first, some at a time: others
// write between two.
func (p *Post) remove(ctx context.Context, r ref, before time.Time) error {
	for {
		n, err := p.DB.Exec(ctx, `
			delete from webhook_deliveries where customer_id = $1 and webhook_guid = $2 and happened_at < $3 and guid in (
				select guid from webhook_deliveries where customer_id = $1 and webhook_guid = $2 order by guid limit $4)`,
			r.CustomerID, r.GUID, before, forgottenAtOnce)
		if err != nil || n < forgottenAtOnce {
			return err
		}
	}
}
