// Package webhook tells programs of what happens to a customer: endpoints that
// the customer names, and signed deliveries to them.
//
// It listens to the record. A transaction that records something queues one job
// if its customer has a webhook; the job makes a delivery for each webhook that
// wants to hear of it, and another sends what is due, webhook by webhook, so
// that one that does not answer keeps no other waiting. A delivery holds no word
// of what it tells: the thing is looked up when it is sent, as an admin sees it
// then. So a delivery may say more than had happened, never less; nothing of a
// person lies in the queue; and the order of deliveries means nothing.
package webhook

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// Endpoint is a webhook: where a customer wants to be told, of what, and how.
type Endpoint struct {
	CustomerID   int64
	GUID         string
	Name         string
	Format       string
	Host         string   // of the address
	Types        []string // none is all
	IsOn         bool
	OffWhy       string // why the server switched it off: see [Gone] and [Failing]
	OldUntil     *time.Time
	Since        int64 // seq of the last event that it is not told of
	FailingSince *time.Time
	RestsUntil   *time.Time
	DueAt        *time.Time
	CreatedAt    time.Time
	CreatedBy    string
	UpdatedAt    time.Time
	Version      int64

	address, secret, oldSecret string // sealed
}

// The formats of what is sent.
const (
	Standard = "standard" // JSON, signed as standardwebhooks.com says
	Slack    = "slack"
	Teams    = "teams"
)

// Formats are all of them.
var Formats = []string{Standard, Slack, Teams}

// Why the server has switched a webhook off.
const (
	Gone    = "gone"    // it answered 410
	Failing = "failing" // it has taken nothing for days
)

// Most is how many webhooks a customer may have.
const Most = 20

const columns = `customer_id, guid, name, format, host, address, types, is_on, off_why, secret, old_secret, old_until,
	since, failing_since, rests_until, due_at, created_at, created_by, updated_at, version`

func (e *Endpoint) fields() []any {
	return []any{
		&e.CustomerID, &e.GUID, &e.Name, &e.Format, &e.Host, &e.address, (*texts)(&e.Types), &e.IsOn, &e.OffWhy, &e.secret,
		&e.oldSecret, &e.OldUntil, &e.Since, &e.FailingSince, &e.RestsUntil, &e.DueAt, &e.CreatedAt, &e.CreatedBy,
		&e.UpdatedAt, &e.Version,
	}
}

// texts is a column of JSON.
type texts []string

// Scan reads the column.
func (t *texts) Scan(v any) error { return db.ScanJSON(v, (*[]string)(t)) }

func (t texts) text() (string, error) {
	if len(t) == 0 {
		return "[]", nil
	}
	b, err := json.Marshal([]string(t))
	return string(b), err
}

var errNone = fault.New(fault.NotFound, "There is no such webhook.")

// List returns the webhooks of a customer, the oldest first.
func List(ctx context.Context, c db.Conn, customerID int64) ([]Endpoint, error) {
	return db.All(ctx, c, (*Endpoint).fields, `select `+columns+` from webhooks where customer_id = $1 order by created_at, guid`, customerID)
}

// Find returns a webhook.
func Find(ctx context.Context, c db.Conn, customerID int64, guid string) (Endpoint, error) {
	return found(db.One(ctx, c, (*Endpoint).fields,
		`select `+columns+` from webhooks where customer_id = $1 and guid = $2`, customerID, guid))
}

// Hold is [Find] that keeps others from changing it until tx ends.
func Hold(ctx context.Context, tx *db.Tx, customerID int64, guid string) (Endpoint, error) {
	return found(db.One(ctx, tx, (*Endpoint).fields,
		`select `+columns+` from webhooks where customer_id = $1 and guid = $2`+held(tx), customerID, guid))
}

func found(e Endpoint, err error) (Endpoint, error) {
	if errors.Is(err, db.ErrNone) {
		err = errNone
	}
	return e, err
}

// held locks the rows that a statement finds. SQLite has one writer at a time.
func held(tx *db.Tx) string {
	if tx.Dialect() == db.Postgres {
		return ` for update`
	}
	return ""
}

// Add keeps a new webhook as part of tx. It is told of what follows.
func (e *Endpoint) Add(ctx context.Context, tx *db.Tx, now time.Time) error {
	e.CreatedAt, e.UpdatedAt, e.Version = now, now, 1
	var err error
	if e.Since, err = audit.LastSeq(ctx, tx, e.CustomerID); err != nil {
		return err
	}
	types, err := texts(e.Types).text()
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		insert into webhooks (customer_id, guid, name, format, host, address, types, is_on, secret, since, created_at, created_by, updated_at, version)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $11, 1)`,
		e.CustomerID, e.GUID, e.Name, e.Format, e.Host, e.address, types, e.IsOn, e.secret, e.Since, e.CreatedAt, e.CreatedBy)
	if err == nil && e.IsOn {
		audit.Listen(tx, e.CustomerID, 1)
	}
	return err
}

// Save keeps the changes of a webhook that was held and was on or not before. One
// that is switched on is told of what follows, and of what was left in its queue.
func (e *Endpoint) Save(ctx context.Context, tx *db.Tx, now time.Time, wasOn bool) error {
	var err error
	switch {
	case e.IsOn && !wasOn:
		e.OffWhy, e.FailingSince, e.RestsUntil = "", nil, nil
		if e.Since, err = audit.LastSeq(ctx, tx, e.CustomerID); err != nil {
			return err
		}
		audit.Listen(tx, e.CustomerID, 1)
		if err := e.wake(ctx, tx, now); err != nil {
			return err
		}
	case !e.IsOn && wasOn:
		e.RestsUntil = nil // it sends nothing, and not until then
		audit.Listen(tx, e.CustomerID, -1)
	}
	types, err := texts(e.Types).text()
	if err != nil {
		return err
	}
	e.UpdatedAt, e.Version = now, e.Version+1
	_, err = tx.Exec(ctx, `
		update webhooks set name = $3, format = $4, host = $5, address = $6, types = $7, is_on = $8, off_why = $9, secret = $10, old_secret = $11,
			old_until = $12, since = $13, failing_since = $14, rests_until = $15, updated_at = $16, version = $17
		where customer_id = $1 and guid = $2`,
		e.CustomerID, e.GUID, e.Name, e.Format, e.Host, e.address, types, e.IsOn, e.OffWhy, e.secret, e.oldSecret,
		e.OldUntil, e.Since, e.FailingSince, e.RestsUntil, e.UpdatedAt, e.Version)
	if err != nil {
		return fmt.Errorf("save webhook: %w", err)
	}
	return e.plan(ctx, tx, now)
}

// wake lets what waits be tried now, and from the first.
func (e *Endpoint) wake(ctx context.Context, tx *db.Tx, now time.Time) error {
	_, err := tx.Exec(ctx, `
		update webhook_deliveries set due_at = $3, tries = 0, version = version + 1
		where customer_id = $1 and webhook_guid = $2 and state = 'queued'`, e.CustomerID, e.GUID, now)
	return err
}

// Drop removes a webhook that was held. What was sent to it follows by job.
func (e *Endpoint) Drop(ctx context.Context, tx *db.Tx) error {
	if _, err := tx.Exec(ctx, `delete from webhooks where customer_id = $1 and guid = $2`, e.CustomerID, e.GUID); err != nil {
		return err
	}
	if e.IsOn {
		audit.Listen(tx, e.CustomerID, -1)
	}
	return clearOut.Add(ctx, tx, ref{e.CustomerID, e.GUID})
}
