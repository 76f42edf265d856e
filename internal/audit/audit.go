// Package audit keeps the record of who did what, and the version of what a
// customer's lists are made of.
//
// Both are written by the last two statements of the transaction that changes
// something: one update of the customer's row in heads, whose seq numbers the
// events, and one insert of the events. A change and its record are kept or
// lost together; a customer's transactions queue for its head only while they
// commit.
package audit

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
)

// Event is one line of the record.
type Event struct {
	Action  string // "access_request.create": noun and verb
	Subject string // guid or id of what it happened to
	Details any    // JSON; kept apart from the chain, so that it can be erased
}

// Topics are the parts of a customer that lists depend on. They combine with |.
type Topics uint8

// The topics of heads.
const (
	Requests Topics = 1 << iota
	Portfolio
	Identity
)

type entry struct {
	event Event
	by    actor.Actor
}

// ledger collects what a transaction records, customer by customer.
type ledger struct {
	events    map[int64][]entry
	topics    map[int64]Topics
	changed   map[int64][]string // see [Changed]
	listeners map[int64]int64    // how many more there are; nil of nearly all
}

type ledgerKey struct{}

func ledgerOf(tx *db.Tx) *ledger {
	value := tx.AtEnd(ledgerKey{}, func() (any, func(context.Context, *db.Tx) error) {
		l := &ledger{events: make(map[int64][]entry), topics: make(map[int64]Topics)}
		return l, l.write
	})
	return value.(*ledger) //nolint:forcetypeassert // only the line above makes it
}

// Record adds an event to the record of a customer as part of tx.
func Record(_ context.Context, tx *db.Tx, by actor.Actor, customerID int64, e Event) {
	l := ledgerOf(tx)
	l.events[customerID] = append(l.events[customerID], entry{e, by})
	l.topics[customerID] |= 0
}

// Touch says that lists which depend on the topics may have changed with tx.
func Touch(_ context.Context, tx *db.Tx, customerID int64, topics Topics) {
	ledgerOf(tx).topics[customerID] |= topics
}

// Made returns the subjects of the events of tx that something was made: those
// whose action ends in .create, in order.
func Made(tx *db.Tx) (made []string) {
	l := ledgerOf(tx)
	for _, customerID := range slices.Sorted(maps.Keys(l.events)) {
		for _, e := range l.events[customerID] {
			if strings.HasSuffix(e.event.Action, ".create") {
				made = append(made, e.event.Subject)
			}
		}
	}
	return made
}

// Versions are a customer's row in heads: the number of its newest event, and the
// versions of its topics, in the epoch in which they were read. What has the same
// ones depends on nothing that has changed in between; of two epochs nothing can be
// said, see [db.Dialect.Epoch].
type Versions struct{ Epoch, Seq, Requests, Portfolio, Identity int64 }

func (v *Versions) fields() []any {
	return []any{&v.Epoch, &v.Seq, &v.Requests, &v.Portfolio, &v.Identity}
}

// Of leaves the versions of those topics, with their epoch; of others, and of events, 0.
func (t Topics) Of(v Versions) Versions {
	v.Seq = 0
	if t&Requests == 0 {
		v.Requests = 0
	}
	if t&Portfolio == 0 {
		v.Portfolio = 0
	}
	if t&Identity == 0 {
		v.Identity = 0
	}
	return v
}

// write moves the heads in ascending order of customers, so that two
// transactions that touch the same ones cannot wait for each other. Nothing is
// waited for: with the commit it is one way to PostgreSQL and back, on which the
// customer's other transactions wait for this one.
func (l *ledger) write(ctx context.Context, tx *db.Tx) error {
	for _, customerID := range slices.Sorted(maps.Keys(l.topics)) {
		events, topics, untold := l.events[customerID], l.topics[customerID], l.untold(customerID)
		bump := func(t Topics) int64 { return int64(topics&t) / max(int64(t), 1) }
		requests := bump(Requests)
		if len(untold) > mostTold {
			requests, untold = Leap, nil
		}
		err := tx.Later(ctx, `
			update heads set seq = seq + $2, requests = requests + $3, portfolio = portfolio + $4, identity = identity + $5
			where customer_id = $1`,
			customerID, len(events), requests, bump(Portfolio), bump(Identity))
		if err != nil {
			return fmt.Errorf("move the head of customer %d: %w", customerID, err)
		}
		if err := insert(ctx, tx, customerID, events); err != nil {
			return fmt.Errorf("record events: %w", err)
		}
		if err := tell(ctx, tx, customerID, untold); err != nil {
			return fmt.Errorf("tell what has changed: %w", err)
		}
		if more := l.listeners[customerID]; more != 0 {
			if err := tx.Later(ctx, `update heads set listeners = listeners + $2 where customer_id = $1`, customerID, more); err != nil {
				return err
			}
		}
	}
	return nil
}

// isFrom reports whether details say which address their event came from.
func isFrom(body string) bool { return strings.Contains(body, `"ip":`) }

// details are the event's, with the address that it came from: it is somebody's,
// and must be erasable as they are. nil if there are none.
func (e *entry) details() ([]byte, error) {
	var body []byte
	if e.event.Details != nil {
		var err error
		if body, err = json.Marshal(e.event.Details); err != nil {
			return nil, err
		}
	}
	if e.by.IP == "" || body != nil && (body[0] != '{' || isFrom(string(body))) {
		return body, nil
	}
	ip, err := json.Marshal(e.by.IP)
	if err != nil {
		return nil, err
	}
	if body == nil || string(body) == "{}" {
		return append(append([]byte(`{"ip":`), ip...), '}'), nil
	}
	return append(append(append(body[:len(body)-1], `,"ip":`...), ip...), '}'), nil
}

// chunk bounds the rows of one insert, and with them its parameters.
const chunk = 500

// insert writes the events. Their numbers are the last ones of the head, which was
// just moved by as many; without a head they have none, and the row is refused.
func insert(ctx context.Context, tx *db.Tx, customerID int64, events []entry) error {
	now := db.Now()
	later := len(events) // events from here on
	for part := range slices.Chunk(events, chunk) {
		var rows, details db.Where
		var rowValues, detailValues []string
		for _, e := range part {
			hash := ""
			body, err := e.details()
			if err != nil {
				return err
			}
			later--
			if body != nil {
				salt := rand.Text()
				hash = hashDetails(salt, string(body))
				detailValues = append(detailValues, values(&details, customerID, later, salt, string(body)))
			}
			rowValues = append(rowValues, values(&rows, customerID, later, db.NewID(), now, e.event.Action,
				e.by.Name(), e.by.AccessID, e.event.Subject, hash))
		}
		err := tx.Later(ctx, `
			insert into events (customer_id, seq, guid, at, action, actor_user, actor_access, subject, details_hash)
			values `+strings.Join(rowValues, ", "), rows.Args()...)
		if err != nil {
			return err
		}
		if detailValues == nil {
			continue
		}
		err = tx.Later(ctx, `insert into event_details (customer_id, seq, salt, body) values `+
			strings.Join(detailValues, ", "), details.Args()...)
		if err != nil {
			return err
		}
	}
	return nil
}

// values are the columns of an event: the customer, how many events come after it,
// and the rest.
func values(w *db.Where, customerID int64, later int, rest ...any) string {
	customer := w.Arg(customerID)
	marks := []string{customer, `(select seq from heads where customer_id = ` + customer + `) - ` + w.Arg(later)}
	for _, a := range rest {
		marks = append(marks, w.Arg(a))
	}
	return "(" + strings.Join(marks, ", ") + ")"
}

func hashDetails(salt, body string) string {
	sum := sha256.Sum256([]byte(strconv.Itoa(len(salt)) + ":" + salt + body))
	return hex.EncodeToString(sum[:])
}
