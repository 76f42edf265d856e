package audit

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// Events is the record of a customer, to be looked through. Only admins hold the
// right to read it: it tells of everybody and of every company.
type Events struct {
	DB  *db.DB
	Now func() time.Time // db.Now but in tests

	// Known returns the heads of a customer that were noted outside the database.
	// nil knows none.
	Known func(ctx context.Context, customerID int64) ([]Head, error)
}

// Recorded is an event as it is read.
type Recorded struct {
	Seq         int64
	GUID        string
	At          time.Time
	Action      string
	User        string // guid, or the name of an IdP; "" is the server
	UserName    string // "" of who is gone
	UserEmail   string
	AccessID    int64 // 0 without one
	AccessType  string
	Subject     string
	Details     json.RawMessage // nil if there are none, or they were erased
	DetailsHash string          // "" if there never were any
	Hash        string          // of the chain; "" until it is sealed

	details, hash *string
}

const recordedColumns = `e.seq, e.guid, e.at, e.action, e.actor_user, coalesce(u.formal_name, ''), coalesce(u.email, ''),
	e.actor_access, coalesce(a.type, ''), e.subject, d.body, e.details_hash, e.hash`

const recordedJoins = `
	left join event_details d on d.customer_id = e.customer_id and d.seq = e.seq
	left join users u on u.guid = e.actor_user
	left join accesses a on a.customer_id = e.customer_id and a.id = e.actor_access`

func (r *Recorded) fields() []any {
	return []any{
		&r.Seq, &r.GUID, &r.At, &r.Action, &r.User, &r.UserName, &r.UserEmail, &r.AccessID, &r.AccessType, &r.Subject,
		&r.details, &r.DetailsHash, &r.hash,
	}
}

// whole completes an event that was read.
func (r *Recorded) whole() {
	if r.details != nil {
		r.Details = json.RawMessage(*r.details)
	}
	if r.hash != nil {
		r.Hash = *r.hash
	}
}

// Erased reports whether the event had details that are kept no more.
func (r *Recorded) Erased() bool { return r.Details == nil && r.DetailsHash != "" }

// Detail returns a detail that is text, or "".
func (r *Recorded) Detail(name string) string {
	var all map[string]any
	if json.Unmarshal(r.Details, &all) != nil {
		return ""
	}
	text, _ := all[name].(string)
	return text
}

// From returns the address that the event came from, or the network, as far as it
// is known.
func (r *Recorded) From() string {
	if ip := r.Detail("ip"); ip != "" {
		return ip
	}
	return r.Detail("network")
}

var errNoEvent = fault.New(fault.NotFound, "There is no such event.")

// One returns an event of by's customer.
func (es *Events) One(ctx context.Context, by actor.Actor, seq int64) (Recorded, error) {
	if err := by.Need(actor.AuditR); err != nil {
		return Recorded{}, err
	}
	r, err := db.One(ctx, es.DB, (*Recorded).fields, `select `+recordedColumns+` from events e`+recordedJoins+`
		where e.customer_id = $1 and e.seq = $2`, by.CustomerID, seq)
	if errors.Is(err, db.ErrNone) {
		return r, errNoEvent
	}
	r.whole()
	return r, err
}

// Last returns the newest event of an action, or nil.
func (es *Events) Last(ctx context.Context, by actor.Actor, action string) (*Recorded, error) {
	r, err := db.One(ctx, es.DB, (*Recorded).fields, `select `+recordedColumns+` from events e`+recordedJoins+`
		where e.customer_id = $1 and e.action = $2 order by e.seq desc limit 1`, by.CustomerID, action)
	if errors.Is(err, db.ErrNone) {
		return nil, nil //nolint:nilnil // it never happened
	}
	r.whole()
	return &r, err
}

// About returns the events of a customer of some actions about something, the first
// first, without the names of who did it.
func About(ctx context.Context, c db.Conn, customerID int64, subject string, actions ...string) ([]Recorded, error) {
	var w db.Where
	w.And(`e.customer_id = ?`, customerID)
	w.And(`e.subject = ?`, subject)
	w.In(`e.action`, actions)
	rows, err := db.All(ctx, c, (*Recorded).bare, `
		select e.seq, e.guid, e.at, e.action, e.actor_user, e.subject, d.body
		from events e left join event_details d on d.customer_id = e.customer_id and d.seq = e.seq`+w.String(), w.Args()...)
	for i := range rows {
		rows[i].whole()
	}
	// Sorted here: asked for the order, SQLite reads all events in it.
	slices.SortFunc(rows, func(a, b Recorded) int { return cmp.Compare(a.Seq, b.Seq) })
	return rows, err
}

// A Deed is an event of a customer's record.
type Deed struct {
	CustomerID int64
	Recorded
}

// deedsOf goes customer by customer, by an index: joined otherwise, SQLite reads all
// events.
const deedsOf = `
	select e.customer_id, e.seq, e.guid, e.at, e.action, e.actor_user, e.subject, d.body
	from customers c cross join events e
	left join event_details d on d.customer_id = e.customer_id and d.seq = e.seq
	where e.customer_id = c.id and e.actor_user = $1`

// Deeds returns what a user did, in the records of whatever customers, without its
// names.
func Deeds(ctx context.Context, c db.Conn, user string) ([]Deed, error) {
	rows, err := db.All(ctx, c, func(d *Deed) []any { return append([]any{&d.CustomerID}, d.bare()...) }, deedsOf, user)
	for i := range rows {
		rows[i].whole()
	}
	return rows, err
}

// mostPeople bounds whom a part of a name finds.
const mostPeople = 20

// people returns the guids of whom who means: a user's guid, or the beginning of
// an e-mail address or of a name in the customer. "server" is the server itself.
func (es *Events) people(ctx context.Context, customerID int64, who string) ([]string, error) {
	who = strings.ToLower(strings.TrimSpace(who))
	switch {
	case who == "":
		return nil, nil
	case who == "server":
		return []string{""}, nil
	case len(who) == 36 && strings.Count(who, "-") == 4:
		return []string{who}, nil
	}
	found, err := db.Column[string](ctx, es.DB, `
		select guid from users
		where customer_id = $1 and (email_lower like $2 escape '\' or lower(formal_name) like $2 escape '\')
		order by email_lower limit $3`, customerID, db.Prefix(who), mostPeople)
	return append([]string{}, found...), err
}
