package tenant

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/jobs"
)

// Keys remembers which calls came with an Idempotency-Key, so that a client that
// did not hear the answer can make a call again.
//
// A key is claimed by the first statement of the transaction that does what the
// call asks for, in [Check]: both are kept or lost together. Of two calls at the
// same moment the second waits in that statement, on PostgreSQL for another
// node's commit, and then finds the key taken.
type Keys struct {
	DB  *db.DB
	Now func() time.Time // db.Now but in tests
}

// keyLife is how long a key is remembered.
const keyLife = 24 * time.Hour

// ErrClaimed ends a transaction whose call another one has made already.
var ErrClaimed = errors.New("the idempotency key is taken")

// Claim is the key of one call, on its way to the transaction.
type Claim struct {
	hash, body, call string
	customerID       int64
	status           int
	now              time.Time
	isKept           bool // a transaction of the call has claimed it
	made             []string
	outcome          string // of a transaction that did many things
}

// Kept is what is remembered of a call.
type Kept struct {
	Body   string // hash of what was sent
	Call   string
	Status int
	Made   []string // guids and ids of what it made, in order
}

func (k *Kept) fields() []any { return []any{&k.Body, &k.Call, &k.Status, (*texts)(&k.Made)} }

// Claim returns the claim of a call: key is the caller's, body is what was sent,
// and status what is answered if all goes well.
func (ks *Keys) Claim(by actor.Actor, path, key string, body []byte, status int) *Claim {
	return &Claim{
		customerID: by.CustomerID, hash: hashOf(strconv.FormatInt(by.AccessID, 10), path, key), body: hashOf(string(body)),
		call: rand.Text(), status: status, now: ks.Now(),
	}
}

func hashOf(parts ...string) string {
	h := sha256.New()
	for _, part := range parts {
		fmt.Fprintf(h, "%d:%s", len(part), part)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// ID names the key, and the access and path that it belongs to.
func (c *Claim) ID() string { return strconv.FormatInt(c.customerID, 10) + " " + c.hash }

// IsOf reports whether k is remembered of the same body.
func (c *Claim) IsOf(k Kept) bool { return c.body == k.Body }

// IsOwn reports whether k was claimed by this very call.
func (c *Claim) IsOwn(k Kept) bool { return c.call == k.Call }

type claimKey struct{}

// WithClaim returns a context in which the first transaction takes the claim.
func WithClaim(ctx context.Context, c *Claim) context.Context {
	return context.WithValue(ctx, claimKey{}, c)
}

// Step returns the context of one of several transactions of a call, each of
// which is done once however often the call is made. A step that was done before
// ends with [ErrClaimed]. Steps of another body are others: the key is not its
// own before the whole call is done.
func Step(ctx context.Context, name string) context.Context {
	c, ok := ctx.Value(claimKey{}).(*Claim)
	if !ok {
		return ctx
	}
	step := *c
	step.hash, step.isKept = hashOf(c.hash, c.body, name), false
	return WithClaim(ctx, &step)
}

// Made notes what a call of several transactions did, for [Keys.Keep].
func Made(ctx context.Context, made []string) {
	if c, ok := ctx.Value(claimKey{}).(*Claim); ok {
		c.made = made
	}
}

// Outcome notes what one transaction did of many things, or what a call that does
// nothing has found, as JSON: a repeat of the call answers that, and not what was
// made.
func Outcome(ctx context.Context, done any) error {
	c, ok := ctx.Value(claimKey{}).(*Claim)
	if !ok {
		return nil
	}
	text, err := json.Marshal(done)
	c.outcome = string(text)
	return err
}

// claim takes the claim of ctx, if there is one, as part of tx.
func claim(ctx context.Context, tx *db.Tx) error {
	c, ok := ctx.Value(claimKey{}).(*Claim)
	if !ok {
		return nil
	}
	if err := c.take(ctx, tx); err != nil {
		return err
	}
	c.isKept = true
	tx.AtEnd(claimKey{}, func() (any, func(context.Context, *db.Tx) error) {
		return nil, func(ctx context.Context, tx *db.Tx) error {
			made := audit.Made(tx)
			if c.outcome != "" {
				made = []string{c.outcome}
			}
			if len(made) == 0 {
				return nil
			}
			_, err := tx.Exec(ctx, `update idempotency_keys set made = $3 where customer_id = $1 and hash = $2`,
				c.customerID, c.hash, asText(made))
			return err
		}
	})
	return nil
}

func (c *Claim) take(ctx context.Context, tx *db.Tx) error {
	n, err := tx.Exec(ctx, `
		insert into idempotency_keys (customer_id, hash, body, call, status, made, created_at)
		values ($1, $2, $3, $4, $5, $6, $7)
		on conflict (customer_id, hash) do update set body = excluded.body, call = excluded.call, status = excluded.status,
			made = excluded.made, created_at = excluded.created_at
		where idempotency_keys.created_at <= $8`,
		c.customerID, c.hash, c.body, c.call, c.status, asText(c.made), c.now, c.now.Add(-keyLife))
	if err == nil && n == 0 {
		return ErrClaimed
	}
	return err
}

// Keep remembers a call that no single transaction has claimed: it changed
// nothing, or went step by step.
func (ks *Keys) Keep(ctx context.Context, c *Claim) error {
	if c.isKept {
		return nil
	}
	if c.outcome != "" {
		c.made = []string{c.outcome}
	}
	return ks.DB.Tx(ctx, func(tx *db.Tx) error { return c.take(ctx, tx) })
}

// Find returns what is remembered of a call, or false.
func (ks *Keys) Find(ctx context.Context, c *Claim) (k Kept, ok bool, err error) {
	k, err = db.One(ctx, ks.DB, (*Kept).fields, `
		select body, call, status, made from idempotency_keys
		where customer_id = $1 and hash = $2 and created_at > $3`, c.customerID, c.hash, c.now.Add(-keyLife))
	if errors.Is(err, db.ErrNone) {
		return k, false, nil
	}
	return k, err == nil, err
}

// Work makes r forget the keys of the day before.
func (ks *Keys) Work(r *jobs.Runner) {
	jobs.Every(r, "tenant.forget_keys", time.Hour, ks.Forget)
}

// Forget removes the keys that nobody may rely on any more.
func (ks *Keys) Forget(ctx context.Context) error {
	_, err := ks.DB.Exec(ctx, `delete from idempotency_keys where created_at <= $1`, ks.Now().Add(-keyLife))
	return err
}

// texts is a column of JSON.
type texts []string

// Scan reads the column.
func (t *texts) Scan(v any) error { return db.ScanJSON(v, (*[]string)(t)) }

func asText(list []string) string {
	if len(list) == 0 {
		return "[]"
	}
	text, err := json.Marshal(list)
	if err != nil {
		panic(err) // texts always marshal
	}
	return string(text)
}
