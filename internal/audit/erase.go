package audit

import (
	"context"
	"slices"
	"strings"

	"gatehouse/internal/db"
)

// eraseAtOnce is how many details one statement of [Erase] reads.
const eraseAtOnce = 2000

// Erasure says whose traces go from the record of a customer.
type Erasure struct {
	CustomerID int64    `json:"customer_id"`
	To         int64    `json:"to"`     // the number of the last event that is looked at
	User       string   `json:"user"`   // guid: what is told of it goes, whatever it says
	About      []string `json:"about"`  // guids of what it took part in: there, its names count
	Former     []string `json:"former"` // addresses, in lower case, that are somebody else's by now: they count there, too
	Person
}

// Erase deletes the details of a customer's events that say an address of a
// person, and, of those about the person and what it took part in, a name of it;
// and of what the person did, where from.
// What others did elsewhere stays, however the person was called. The chain stays
// whole: it has a salted hash of the details. It may run twice.
//
// Nothing is read but what an index leads to: events of the person, of what it took
// part in, and those that say an address, which are noted first as far as they
// were not before.
func Erase(ctx context.Context, d *db.DB, e Erasure) error {
	slices.Sort(e.About)
	if err := noteAddresses(ctx, d, e.CustomerID, e.To); err != nil {
		return err
	}
	for _, t := range e.trails() {
		if err := e.follow(ctx, d, t); err != nil {
			return err
		}
	}
	return nil
}

// trail is an index that leads to events which may have to do with the person, in
// their order.
type trail struct {
	table, column string
	value         any
}

func (e *Erasure) trails() []trail {
	all := []trail{{`events`, `subject`, e.User}, {`events`, `actor_user`, e.User}}
	for _, guid := range e.About {
		all = append(all, trail{`events`, `subject`, guid})
	}
	for _, address := range e.Addresses {
		for _, number := range addressNumbers(address) {
			all = append(all, trail{`event_addresses`, `address`, number})
		}
	}
	return all
}

// statement reads details at the end of a trail, after an event. Of the table that
// leads it needs nothing but what its index has.
func (t *trail) statement(customerID, after, to int64) (query string, args []any) {
	return `
		select e.seq, d.body, e.subject, e.actor_user from ` + t.table + ` t
		join events e on e.customer_id = t.customer_id and e.seq = t.seq
		join event_details d on d.customer_id = t.customer_id and d.seq = t.seq
		where t.customer_id = $1 and t.` + t.column + ` = $2 and t.seq > $3 and t.seq <= $4
		order by t.seq limit $5`, []any{customerID, t.value, after, to, eraseAtOnce}
}

// detail is what may say the person.
type detail struct {
	seq            int64
	body           string
	subject, actor string
}

func (x *detail) fields() []any { return []any{&x.seq, &x.body, &x.subject, &x.actor} }

// goes reports whether a detail says the person.
func (e *Erasure) goes(x *detail) bool {
	if x.subject == e.User {
		return true
	}
	if x.actor == e.User && isFrom(x.body) { // where the person was
		return true
	}
	if _, about := slices.BinarySearch(e.About, x.subject); about || x.actor == e.User {
		there := Person{Addresses: slices.Concat(e.Addresses, e.Former), Names: e.Names}
		return there.In(x.body, "")
	}
	return e.In(x.body)
}

// follow deletes what says the person at the end of a trail.
func (e *Erasure) follow(ctx context.Context, d *db.DB, t trail) error {
	for after := int64(0); ; {
		query, args := t.statement(e.CustomerID, after, e.To)
		some, err := db.All(ctx, d, (*detail).fields, query, args...)
		if err != nil || len(some) == 0 {
			return err
		}
		after = some[len(some)-1].seq
		some = slices.DeleteFunc(some, func(x detail) bool { return !e.goes(&x) })
		if len(some) == 0 {
			continue
		}
		if err := d.Tx(ctx, func(tx *db.Tx) error { return deleteDetails(ctx, tx, e.CustomerID, some) }); err != nil {
			return err
		}
	}
}

// deleteDetails deletes details, and what they were found by. Nobody notes their
// addresses meanwhile.
func deleteDetails(ctx context.Context, tx *db.Tx, customerID int64, some []detail) error {
	if _, err := noted(ctx, tx, customerID); err != nil {
		return err
	}
	for part := range slices.Chunk(some, chunk) {
		var w db.Where
		w.And(`customer_id = ?`, customerID)
		seqs := make([]string, len(part))
		for i := range part {
			seqs[i] = w.Arg(part[i].seq)
		}
		w.And(`seq in (` + strings.Join(seqs, `, `) + `)`)
		for _, table := range []string{`event_details`, `event_addresses`} {
			if _, err := tx.Exec(ctx, `delete from `+table+w.String(), w.Args()...); err != nil {
				return err
			}
		}
	}
	return nil
}
