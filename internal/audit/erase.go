package audit

import (
	"context"
	"slices"

	"gatehouse/internal/db"
)

// eraseAtOnce is how many details one statement of [Erase] looks at.
const eraseAtOnce = 2000

// Erasure says whose traces go from the record of a customer.
type Erasure struct {
	CustomerID int64    `json:"customer_id"`
	To         int64    `json:"to"`    // the number of the last event that is looked at
	User       string   `json:"user"`  // guid: what is told of it goes, whatever it says
	About      []string `json:"about"` // guids of what it took part in: there, its names count
	Person
}

// Erase deletes the details of a customer's events that say an address of a
// person, and, of those about the person and what it took part in, a name of it.
// What others did elsewhere stays, however the person was called. The chain stays
// whole: it has a salted hash of the details. It may run twice.
func Erase(ctx context.Context, d *db.DB, e Erasure) error {
	type detail struct {
		seq            int64
		body           string
		subject, actor string
	}
	slices.Sort(e.About)
	goes := func(x *detail) bool {
		if x.subject == e.User {
			return true
		}
		if _, about := slices.BinarySearch(e.About, x.subject); about || x.actor == e.User {
			return e.In(x.body, "")
		}
		return e.In(x.body)
	}
	for after := int64(0); ; {
		some, err := db.All(ctx, d, func(x *detail) []any { return []any{&x.seq, &x.body, &x.subject, &x.actor} }, `
			select d.seq, d.body, e.subject, e.actor_user from event_details d
			join events e on e.customer_id = d.customer_id and e.seq = d.seq
			where d.customer_id = $1 and d.seq > $2 and d.seq <= $3 order by d.seq limit $4`,
			e.CustomerID, after, e.To, eraseAtOnce)
		if err != nil || len(some) == 0 {
			return err
		}
		after = some[len(some)-1].seq
		some = slices.DeleteFunc(some, func(x detail) bool { return !goes(&x) })
		if len(some) == 0 {
			continue
		}
		err = d.Tx(ctx, func(tx *db.Tx) error {
			for _, x := range some {
				if _, err := tx.Exec(ctx, `delete from event_details where customer_id = $1 and seq = $2`, e.CustomerID, x.seq); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
}
