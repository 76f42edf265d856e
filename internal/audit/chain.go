package audit

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"gatehouse/internal/db"
)

// row is an event as it is stored and chained.
type row struct {
	Customer    int64     `json:"customer"`
	Seq         int64     `json:"seq"`
	GUID        string    `json:"guid"`
	At          time.Time `json:"at"`
	Action      string    `json:"action"`
	User        string    `json:"user"`
	Access      int64     `json:"access"`
	Subject     string    `json:"subject"`
	DetailsHash string    `json:"details"`
	hash        *string
}

const columns = `customer_id, seq, guid, at, action, actor_user, actor_access, subject, details_hash, hash`

func (r *row) fields() []any {
	return []any{&r.Customer, &r.Seq, &r.GUID, &r.At, &r.Action, &r.User, &r.Access, &r.Subject, &r.DetailsHash, &r.hash}
}

// link returns the hash of an event that follows one with the hash before:
// SHA-256 of the hash before, a newline and the event as JSON.
func (r *row) link(before string) (string, error) {
	text, err := json.Marshal(r)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(append([]byte(before+"\n"), text...))
	return hex.EncodeToString(sum[:]), nil
}

// sealAtOnce bounds the events that one transaction seals.
const sealAtOnce = 1000

// Seal continues every customer's chain over the events that have none yet, in
// the order of their seq. It is a job: it runs on one node at a time.
func Seal(ctx context.Context, d *db.DB) error {
	customers, err := db.Column[int64](ctx, d, `select distinct customer_id from events where hash is null`)
	if err != nil {
		return err
	}
	for _, id := range customers {
		for {
			n, err := sealCustomer(ctx, d, id)
			if err != nil {
				return fmt.Errorf("seal customer %d: %w", id, err)
			}
			if n < sealAtOnce {
				break
			}
		}
	}
	return nil
}

func sealCustomer(ctx context.Context, d *db.DB, customerID int64) (sealed int, err error) {
	err = d.Tx(ctx, func(tx *db.Tx) error {
		open, err := db.All(ctx, tx, (*row).fields, `
			select `+columns+` from events
			where customer_id = $1 and hash is null
			order by seq limit $2`, customerID, sealAtOnce)
		if err != nil || len(open) == 0 {
			sealed = 0
			return err
		}
		before, err := db.Value[*string](ctx, tx,
			`select hash from events where customer_id = $1 and seq = $2`, customerID, open[0].Seq-1)
		if errors.Is(err, db.ErrNone) {
			before, err = new(string), nil // the first event, or one whose predecessor was removed
		}
		if err != nil {
			return err
		}
		hash := *before
		for _, r := range open {
			if hash, err = r.link(hash); err != nil {
				return err
			}
			if err := tx.Later(ctx, `
				update events set hash = $3
				where customer_id = $1 and seq = $2 and hash is null`,
				customerID, r.Seq, hash); err != nil {
				return err
			}
		}
		sealed = len(open)
		return nil
	})
	return sealed, err
}
