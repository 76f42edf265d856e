package audit

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"time"

	"gatehouse/internal/db"
)

// Head is how far a customer's chain had come at a time. Kept outside the
// database, it convicts a tail that was cut off or written anew.
type Head struct {
	Customer int64     `json:"customer"`
	Seq      int64     `json:"seq"`
	Hash     string    `json:"hash"`
	At       time.Time `json:"at"`
}

// Finding is one thing that is wrong with the record.
type Finding struct {
	Customer int64  `json:"customer"`
	Seq      int64  `json:"seq"`
	Problem  string `json:"problem"` // changed, missing, reordered, unsealed, cut off, details changed
	Detail   string `json:"detail"`
}

func (f Finding) String() string {
	return fmt.Sprintf("customer %d, event %d: %s: %s", f.Customer, f.Seq, f.Problem, f.Detail)
}

// Sealed returns how far each customer's chain is sealed.
func Sealed(ctx context.Context, d *db.DB) ([]Head, error) {
	now := db.Now()
	return db.All(ctx, d, func(h *Head) []any {
		h.At = now
		return []any{&h.Customer, &h.Seq, &h.Hash}
	}, `
		select e.customer_id, e.seq, e.hash from events e
		where e.hash is not null and e.seq = (
			select max(seq) from events s where s.customer_id = e.customer_id and s.hash is not null)
		order by e.customer_id`)
}

// WriteHeads appends the heads to w, one JSON object a line.
func WriteHeads(w io.Writer, heads []Head) error {
	enc := json.NewEncoder(w)
	for _, h := range heads {
		if err := enc.Encode(h); err != nil {
			return err
		}
	}
	return nil
}

// ReadHeads reads what WriteHeads wrote.
func ReadHeads(r io.Reader) ([]Head, error) {
	var heads []Head
	for dec := json.NewDecoder(r); ; {
		var h Head
		if err := dec.Decode(&h); errors.Is(err, io.EOF) {
			return heads, nil
		} else if err != nil {
			return nil, fmt.Errorf("head %d: %w", len(heads)+1, err)
		}
		heads = append(heads, h)
	}
}

// Verify computes every chain again and returns what is wrong: events changed,
// missing, reordered or unsealed, details that do not match their hash, and
// tails cut off against the heads of the database and against known.
func Verify(ctx context.Context, d *db.DB, known []Head) (events int64, findings []Finding, err error) {
	ends, err := db.All(ctx, d, func(h *Head) []any { return []any{&h.Customer, &h.Seq} },
		`select customer_id, seq from heads order by customer_id`)
	if err != nil {
		return 0, nil, err
	}
	for _, end := range ends {
		v := verifier{customer: end.Customer, known: make(map[int64]string)}
		for _, h := range known {
			if h.Customer == end.Customer {
				v.known[h.Seq] = h.Hash
			}
		}
		if err := v.walk(ctx, d); err != nil {
			return 0, nil, err
		}
		for seq := v.next; seq <= end.Seq; seq++ {
			v.find(seq, "cut off", "the head of the customer counts it, the record does not have it")
		}
		for seq := range v.known {
			v.find(seq, "cut off", "a head kept outside the database knows it, the record does not have it")
		}
		if err := v.details(ctx, d); err != nil {
			return 0, nil, err
		}
		events += v.events
		findings = append(findings, v.findings...)
	}
	return events, findings, nil
}

type verifier struct {
	customer int64
	known    map[int64]string
	events   int64
	next     int64 // the seq that must come now
	hash     string
	gap      bool // the event before is missing: nothing to link to
	last     row
	fresh    time.Time // what is newer may wait for its seal; nothing may, if it is zero
	findings []Finding
	more     int64 // how many findings are counted and not kept
}

func (v *verifier) find(seq int64, problem, detail string) {
	v.findings = append(v.findings, Finding{v.customer, seq, problem, detail})
}

func (v *verifier) walk(ctx context.Context, d *db.DB) error {
	v.next = 1
	return db.Each(ctx, d, (*row).fields, v.step,
		`select `+columns+` from events where customer_id = $1 order by seq`, v.customer)
}

func (v *verifier) step(r *row) error {
	v.events++
	v.gap = false
	for ; v.next < r.Seq; v.next++ {
		v.find(v.next, "missing", "there is no such event")
		v.gap = true
	}
	v.next = r.Seq + 1
	if r.hash == nil && !v.fresh.IsZero() && r.At.After(v.fresh) {
		return nil
	}
	if r.hash == nil {
		v.find(r.Seq, "unsealed", "it is not part of the chain yet")
		return nil
	}
	want, err := r.link(v.hash)
	if err != nil {
		return err
	}
	switch {
	case want == *r.hash || v.gap: // what follows a missing event cannot be checked
	case r.At.Before(v.last.At) || r.At.Equal(v.last.At) && r.GUID < v.last.GUID:
		v.find(r.Seq, "reordered", "it is older than the event before, and its hash does not follow from it")
	default:
		v.find(r.Seq, "changed", "its hash does not follow from it and from the event before")
	}
	if hash, ok := v.known[r.Seq]; ok {
		if hash != *r.hash {
			v.find(r.Seq, "changed", "a head kept outside the database has another hash for it")
		}
		delete(v.known, r.Seq)
	}
	v.hash, v.last = *r.hash, *r
	return nil
}

// between looks at the events after one seq and until another, as a step of a
// longer check: what it begins with, the step before has told.
func (v *verifier) between(ctx context.Context, d *db.DB, after, until int64) error {
	err := db.Each(ctx, d, (*row).fields, v.step,
		`select `+columns+` from events where customer_id = $1 and seq > $2 and seq <= $3 order by seq`, v.customer, after, until)
	if err != nil {
		return err
	}
	if lost := until - v.next + 1; lost > keptFindings { // a record that is gone is no list of millions
		v.more += lost - keptFindings
	}
	for seq := v.next; seq <= until && seq < v.next+keptFindings; seq++ {
		v.find(seq, "cut off", "the head of the customer counts it, the record does not have it")
	}
	if v.next <= until {
		v.gap = true
	}
	for seq := range v.known {
		v.find(seq, "cut off", "a head kept outside the database knows it, the record does not have it")
	}
	return v.compare(ctx, d, after, until)
}

// details compares the details that still exist with the hashes in the chain.
func (v *verifier) details(ctx context.Context, d *db.DB) error {
	return v.compare(ctx, d, 0, math.MaxInt64)
}

func (v *verifier) compare(ctx context.Context, d *db.DB, after, until int64) error {
	type detail struct {
		seq              int64
		salt, body, hash string
	}
	return db.Each(ctx, d, func(x *detail) []any { return []any{&x.seq, &x.salt, &x.body, &x.hash} },
		func(x *detail) error {
			if hashDetails(x.salt, x.body) != x.hash {
				v.find(x.seq, "details changed", "they do not match the hash in the chain")
			}
			return nil
		}, `
		select p.seq, p.salt, p.body, e.details_hash
		from event_details p join events e on e.customer_id = p.customer_id and e.seq = p.seq
		where p.customer_id = $1 and p.seq > $2 and p.seq <= $3 order by p.seq`, v.customer, after, until)
}
