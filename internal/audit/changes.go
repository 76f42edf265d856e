package audit

import (
	"context"
	"slices"
	"strings"

	"gatehouse/internal/db"
)

// Leap is by how much the version of requests moves where more has changed than is
// worth telling: whoever is so far behind reads everything anew. A migration that
// changes what lists show makes heads.requests leap, too.
const Leap = 100_000

// mostTold is how many changed requests one transaction names.
const mostTold = 1000

// Changed says that tx makes a request of a customer, or changes what lists show
// of it or find it by. It moves the version of requests.
//
// Caches come up to date by what has changed since: the subjects of events, and
// the rows of request_changes for what no event of its transaction is about.
func Changed(tx *db.Tx, customerID int64, requestGUID string) {
	l := ledgerOf(tx)
	l.topics[customerID] |= Requests
	if l.changed == nil {
		l.changed = make(map[int64][]string)
	}
	l.changed[customerID] = append(l.changed[customerID], requestGUID)
}

// untold returns the requests that have changed and that no event is about.
func (l *ledger) untold(customerID int64) (guids []string) {
	if len(l.changed[customerID]) == 0 {
		return nil
	}
	about := make(map[string]bool, len(l.events[customerID]))
	for _, e := range l.events[customerID] {
		about[e.event.Subject] = true
	}
	for _, guid := range l.changed[customerID] {
		if !about[guid] {
			about[guid] = true
			guids = append(guids, guid)
		}
	}
	return guids
}

// tell writes which requests have changed with the version that the head was just
// moved to.
func tell(ctx context.Context, tx *db.Tx, customerID int64, guids []string) error {
	for part := range slices.Chunk(guids, chunk) {
		var w db.Where
		customer := w.Arg(customerID)
		rows := make([]string, len(part))
		for i, guid := range part {
			rows[i] = `(` + customer + `, (select requests from heads where customer_id = ` + customer + `), ` + w.Arg(guid) + `)`
		}
		err := tx.Later(ctx, `insert into request_changes (customer_id, version, request_guid) values `+strings.Join(rows, `, `), w.Args()...)
		if err != nil {
			return err
		}
	}
	return nil
}

// forgetChanges removes what nobody reads any more: customer by customer, so that
// no statement keeps others from writing for long.
func (es *Events) forgetChanges(ctx context.Context) error {
	type head struct{ customerID, requests int64 }
	heads, err := db.All(ctx, es.DB, func(h *head) []any { return []any{&h.customerID, &h.requests} },
		`select customer_id, requests from heads where requests > $1`, int64(Leap))
	if err != nil {
		return err
	}
	for _, h := range heads {
		if _, err := es.DB.Exec(ctx, `delete from request_changes where customer_id = $1 and version < $2`, h.customerID, h.requests-Leap); err != nil {
			return err
		}
	}
	return nil
}
