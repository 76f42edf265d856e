package audit

import (
	"context"
	"time"

	"gatehouse/internal/db"
	"gatehouse/internal/jobs"
)

// Span are the events of a customer from one seq to another.
type Span struct {
	CustomerID int64 `json:"customer_id"`
	From       int64 `json:"from"`
	To         int64 `json:"to"`
}

// Heard is the job that is queued with the events of a transaction if somebody
// listens to those of the customer: one, however many there are. Who listens
// handles it. A trigger of heads queues it, so that whoever moves a head need not
// wait to hear whether anybody does.
const Heard jobs.Kind[Span] = "audit.heard"

// Listen says with tx that so many more listen to the events of a customer, or
// fewer. Without anybody a change costs nothing more.
func Listen(tx *db.Tx, customerID, more int64) {
	l := ledgerOf(tx)
	if l.listeners == nil {
		l.listeners = make(map[int64]int64)
	}
	l.listeners[customerID] += more
	l.topics[customerID] |= 0
}

// Read returns the events, the first first, without the names of who did it.
func (s Span) Read(ctx context.Context, c db.Conn) ([]Recorded, error) {
	rows, err := db.All(ctx, c, (*Recorded).bare, `
		select e.seq, e.guid, e.at, e.action, e.actor_user, e.subject, d.body
		from events e left join event_details d on d.customer_id = e.customer_id and d.seq = e.seq
		where e.customer_id = $1 and e.seq >= $2 and e.seq <= $3 order by e.seq`, s.CustomerID, s.From, s.To)
	for i := range rows {
		rows[i].whole()
	}
	return rows, err
}

func (r *Recorded) bare() []any {
	return []any{&r.Seq, &r.GUID, &r.At, &r.Action, &r.User, &r.Subject, &r.details}
}

// Since returns the events of a customer from a moment on, of which the first may
// be a little older.
func Since(ctx context.Context, d *db.DB, customerID int64, at time.Time) (Span, error) {
	s := Span{CustomerID: customerID}
	var err error
	if s.To, err = LastSeq(ctx, d, customerID); err != nil {
		return s, err
	}
	s.From, err = (&Events{DB: d}).seqAt(ctx, customerID, at.Add(-slack), s.To)
	s.From = max(s.From, 1)
	return s, err
}

// LastSeq returns the seq of the newest event of a customer.
func LastSeq(ctx context.Context, c db.Conn, customerID int64) (int64, error) {
	return db.Value[int64](ctx, c, `select seq from heads where customer_id = $1`, customerID)
}
