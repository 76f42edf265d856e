package audit

import (
	"context"
	"strings"

	"gatehouse/internal/db"
)

// eraseAtOnce is how many details one statement of [Erase] looks at.
const eraseAtOnce = 2000

// Erase deletes the details of a customer's events that hold one of some texts, as
// JSON writes them. The chain stays whole: it has a salted hash of the details. It
// looks up to the event with the number to, and may run twice.
func Erase(ctx context.Context, d *db.DB, customerID, to int64, texts []string) error {
	type detail struct {
		seq  int64
		body string
	}
	for i := range texts {
		texts[i] = strings.ToLower(texts[i])
	}
	names := func(body string) bool {
		body = strings.ToLower(body)
		for _, text := range texts {
			if strings.Contains(body, text) {
				return true
			}
		}
		return false
	}
	for after := int64(0); ; {
		some, err := db.All(ctx, d, func(x *detail) []any { return []any{&x.seq, &x.body} }, `
			select seq, body from event_details where customer_id = $1 and seq > $2 and seq <= $3 order by seq limit $4`,
			customerID, after, to, eraseAtOnce)
		if err != nil || len(some) == 0 {
			return err
		}
		err = d.Tx(ctx, func(tx *db.Tx) error {
			for _, x := range some {
				if !names(x.body) {
					continue
				}
				if _, err := tx.Exec(ctx, `delete from event_details where customer_id = $1 and seq = $2`, customerID, x.seq); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		after = some[len(some)-1].seq
	}
}
