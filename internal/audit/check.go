package audit

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/jobs"
)

// Check is the newest check of a customer's record: how far it has come, and
// what is wrong.
type Check struct {
	GUID      string
	AskedBy   string     // guid of a user
	StartedAt time.Time  //
	EndedAt   *time.Time // nil while it goes on
	Until     int64      // the newest event when it was asked for
	Done      int64      // the newest that was looked at
	Events    int64      // how many were
	Hash      string     // of the newest
	Wrong     int64      // how many findings there are
	Findings  []Finding  // the first of them

	findings, state string
}

const checkColumns = `guid, asked_by, started_at, ended_at, until, done, looked_at, hash, wrong, findings, state`

func (c *Check) fields() []any {
	return []any{&c.GUID, &c.AskedBy, &c.StartedAt, &c.EndedAt, &c.Until, &c.Done, &c.Events, &c.Hash, &c.Wrong, &c.findings, &c.state}
}

// carried is what one step of a check tells the next.
type carried struct {
	At   time.Time `json:"at"`
	GUID string    `json:"guid"`
	Gap  bool      `json:"gap"`
}

// check is the job that takes one more step of a customer's check.
const check jobs.Kind[int64] = "audit.check"

const (
	step         = 20_000 // events that one step looks at
	keptFindings = 100
	sealedWithin = time.Minute // what is newer may wait for its seal
)

// Work makes r go on with checks.
func (es *Events) Work(r *jobs.Runner) {
	jobs.Handle(r, check, es.goOn)
	jobs.Every(r, "audit.changes", time.Hour, es.forgetChanges)
}

// Checked returns the newest check of by's customer, or nil.
func (es *Events) Checked(ctx context.Context, by actor.Actor) (*Check, error) {
	if err := by.Need(actor.AuditR); err != nil {
		return nil, err
	}
	return es.checkOf(ctx, es.DB, by.CustomerID)
}

func (es *Events) checkOf(ctx context.Context, c db.Conn, customerID int64) (*Check, error) {
	k, err := db.One(ctx, c, (*Check).fields, `select `+checkColumns+` from event_checks where customer_id = $1`, customerID)
	if errors.Is(err, db.ErrNone) {
		return nil, nil //nolint:nilnil // nobody has asked yet
	}
	if err != nil {
		return nil, err
	}
	return &k, json.Unmarshal([]byte(k.findings), &k.Findings)
}

// Check computes the chain of by's customer again. What fits into one step is
// done when it returns; the rest is a job's. While one goes on, it is returned.
// allow is asked first within the transaction that begins it.
func (es *Events) Check(ctx context.Context, by actor.Actor, allow func(context.Context, *db.Tx) error) (*Check, error) {
	if err := by.Need(actor.AuditR); err != nil {
		return nil, err
	}
	began := false
	err := es.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := allow(ctx, tx); err != nil {
			return err
		}
		now := es.Now()
		n, err := tx.Exec(ctx, `
			insert into event_checks (customer_id, guid, asked_by, started_at, until)
			select customer_id, $2, $3, $4, seq from heads where customer_id = $1
			on conflict (customer_id) do update set guid = excluded.guid, asked_by = excluded.asked_by, started_at = excluded.started_at,
				ended_at = null, until = excluded.until, done = 0, looked_at = 0, hash = '', wrong = 0, findings = '[]', state = '{}'
			where event_checks.ended_at is not null`, by.CustomerID, tx.NewID(now), by.UserGUID, now)
		if began = n > 0; err != nil || !began {
			return err
		}
		return check.AddAt(ctx, tx, now.Add(time.Second), by.CustomerID) // the first step is taken here
	})
	if err == nil && began {
		err = es.takeStep(ctx, by.CustomerID)
	}
	if err != nil {
		return nil, err
	}
	return es.checkOf(ctx, es.DB, by.CustomerID)
}

// goOn takes a step, and leaves the next to a new job.
func (es *Events) goOn(ctx context.Context, customerID int64) error {
	if err := es.takeStep(ctx, customerID); err != nil {
		return err
	}
	return es.DB.Tx(ctx, func(tx *db.Tx) error {
		k, err := es.checkOf(ctx, tx, customerID)
		if err != nil || k == nil || k.EndedAt != nil {
			return err
		}
		return check.Add(ctx, tx, customerID)
	})
}

// takeStep looks at the next events of a check. It reads outside of a
// transaction, and writes only if nobody took the same step meanwhile.
func (es *Events) takeStep(ctx context.Context, customerID int64) error {
	k, err := es.checkOf(ctx, es.DB, customerID)
	if err != nil || k == nil || k.EndedAt != nil {
		return err
	}
	var last carried
	if err := json.Unmarshal([]byte(k.state), &last); err != nil {
		return err
	}
	until := min(k.Until, k.Done+step)
	v := verifier{
		customer: customerID, known: make(map[int64]string), next: k.Done + 1, hash: k.Hash, gap: last.Gap,
		last: row{At: last.At, GUID: last.GUID}, fresh: k.StartedAt.Add(-sealedWithin),
	}
	if err := es.known(ctx, &v, k.Done, until, k.Until); err != nil {
		return err
	}
	if err := v.between(ctx, es.DB, k.Done, until); err != nil {
		return err
	}
	return es.keep(ctx, customerID, k, &v, until)
}

// known tells the verifier which heads were noted outside of the database.
func (es *Events) known(ctx context.Context, v *verifier, after, until, end int64) error {
	if es.Known == nil {
		return nil
	}
	heads, err := es.Known(ctx, v.customer)
	for _, h := range heads {
		if h.Seq > after && (h.Seq <= until || until == end) {
			v.known[h.Seq] = h.Hash
		}
	}
	return err
}

func (es *Events) keep(ctx context.Context, customerID int64, k *Check, v *verifier, until int64) error {
	k.Findings = append(k.Findings, v.findings[:min(len(v.findings), keptFindings-len(k.Findings))]...)
	findings, err := json.Marshal(k.Findings)
	if err != nil {
		return err
	}
	state, err := json.Marshal(carried{v.last.At, v.last.GUID, v.gap})
	if err != nil {
		return err
	}
	var ended *time.Time
	if until == k.Until {
		ended = new(es.Now())
	}
	wrong := k.Wrong + int64(len(v.findings)) + v.more
	return es.DB.Tx(ctx, func(tx *db.Tx) error {
		n, err := tx.Exec(ctx, `
			update event_checks set ended_at = $5, done = $4, looked_at = looked_at + $6, hash = $7, wrong = $8, findings = $9, state = $10
			where customer_id = $1 and guid = $2 and done = $3 and ended_at is null`,
			customerID, k.GUID, k.Done, until, ended, v.events, v.hash, wrong, string(findings), string(state))
		if err != nil || n == 0 || ended == nil {
			return err
		}
		by := actor.System(customerID)
		by.UserGUID = k.AskedBy
		Record(ctx, tx, by, customerID, Event{
			Action: "record.verify", Subject: k.GUID, Details: map[string]any{"events": k.Events + v.events, "findings": wrong},
		})
		return nil
	})
}
