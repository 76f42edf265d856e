package collab

import (
	"context"
	"strconv"

	"gatehouse/internal/db"
)

const (
	// nearby is how many rows of the order are looked at for those of a page, before
	// many are sorted.
	nearby = 3000

	// mostTold is how many rows are sorted of which an index tells all that puts them
	// in order: a million requests are not walked as soon.
	mostTold = 200_000
)

// tellsAll reports whether a list is found, and put in order, by what its only lead leads
// through, without the requests themselves. What the actor sees would be another lead.
func (l *listing) tellsAll() bool {
	return l.order.Name == created && len(l.leads) == 1 && len(l.scope.rest) == 0 && l.leads[0].set[0].joins
}

// turn makes of a walk for n rows a list that is sorted, if it begins far from what
// matches. Requests that have one of many words are found at once by a walk if those where
// it begins have them, and only after a million others if the oldest do.
func (rs *Requests) turn(ctx context.Context, l *listing, n int) error {
	if l.lead != nil || !l.tellsAll() {
		return nil
	}
	n = min(n, nearby)
	query, args := l.near(n)
	found, err := db.Value[int](ctx, rs.DB, query, args...)
	if err != nil || found == n {
		return err
	}
	query, args = l.counting(&l.leads[0], mostTold+1)
	if found, err = db.Value[int](ctx, rs.DB, query, args...); err == nil && found <= mostTold {
		l.lead, l.few = &l.leads[0], true
	}
	return err
}

// near counts the rows that match among the nearby ones of the first stretch, up to n.
func (l *listing) near(n int) (query string, args []any) {
	w := l.args()
	w.And(`r.customer_id = $1`)
	l.within(w, "r.created_at", "r.guid", "")
	first := `select r.search from access_requests r` + w.String() +
		` order by ` + l.orderBy("r.created_at", "r.guid", "") + ` limit ` + strconv.Itoa(nearby)
	of := w.Beside()
	of.And(l.leads[0].filter(of))
	return `select count(*) from (select 1 from (` + first + `) r` + of.String() + ` limit ` + strconv.Itoa(n) + `) n`, of.Args()
}
