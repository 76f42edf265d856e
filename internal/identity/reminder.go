package identity

import (
	"context"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// Reminder says that something ends, and leads to the page on which those who may
// renew it.
type Reminder struct {
	CustomerID int64
	GUID       string
	Kind       string
	Subject    string // guid of the token, the user or the access request
	EndsAt     time.Time
	Days       int64 // before the end, of Stages
	RenewedAt  *time.Time
}

// What ends.
const (
	TokenEnds = "token"
	UserEnds  = "user"
	TrialEnds = "trial"
)

// Stage is a time before an end at which people are reminded. Of several that
// have passed, while nobody looked, the last one counts.
type Stage struct{ Days, After int } // it is due from Days before the end to After before it

// Stages lists the stages, the last one first.
var Stages = []Stage{{1, 0}, {7, 1}, {30, 7}}

// Window returns between which times, the second included, what ends is due now.
func (s Stage) Window(now time.Time) (after, until time.Time) {
	return now.AddDate(0, 0, s.After), now.AddDate(0, 0, s.Days)
}

// Ahead reports whether the stage lay ahead when something that ends was made:
// what lives for five days is not said to end in a week.
func (s Stage) Ahead(made, ends time.Time) bool { return made.Before(ends.AddDate(0, 0, -s.Days)) }

const reminderColumns = `m.customer_id, m.guid, m.kind, m.subject, m.ends_at, m.days, m.renewed_at`

func (m *Reminder) fields() []any {
	return []any{&m.CustomerID, &m.GUID, &m.Kind, &m.Subject, &m.EndsAt, &m.Days, &m.RenewedAt}
}

// NotReminded is the condition that nobody was reminded of what ends in row x, at
// a stage whose days are $1.
func NotReminded(kind, customer, subject, ends string) string {
	return `not exists (
		select 1 from reminders m
		where m.customer_id = ` + customer + ` and m.kind = '` + kind + `' and m.subject = ` + subject + `
			and m.ends_at = ` + ends + ` and m.days = $1)`
}

// Claim makes a reminder as part of tx, and gives it its guid. Of two that make
// the same one, one is the first.
func (m *Reminder) Claim(ctx context.Context, tx *db.Tx, now time.Time) (first bool, err error) {
	m.GUID = db.NewID()
	n, err := tx.Exec(ctx, `
		insert into reminders (customer_id, guid, kind, subject, ends_at, days, made_at) values ($1, $2, $3, $4, $5, $6, $7)
		on conflict (customer_id, kind, subject, ends_at, days) do nothing`,
		m.CustomerID, m.GUID, m.Kind, m.Subject, m.EndsAt, m.Days, now)
	return n == 1, err
}

// Renewed notes, as part of tx, that something was renewed by one of its reminders.
func (m *Reminder) Renewed(ctx context.Context, tx *db.Tx, now time.Time) error {
	_, err := tx.Exec(ctx, `update reminders set renewed_at = $3 where customer_id = $1 and guid = $2`, m.CustomerID, m.GUID, now)
	return err
}

// ErrRenewed is the answer to who comes too late to renew something.
var ErrRenewed = fault.New(fault.Conflict, "This has been renewed or changed since the mail was sent, or has ended.")

// One returns a reminder of by's customer. What it is about, by may not see: that
// is asked by who shows it.
func (rs *Reminders) One(ctx context.Context, by actor.Actor, guid string) (Reminder, error) {
	m, err := db.One(ctx, rs.DB, (*Reminder).fields, `
		select `+reminderColumns+` from reminders m where m.customer_id = $1 and m.guid = $2`, by.CustomerID, guid)
	return m, orNotFound(err)
}
