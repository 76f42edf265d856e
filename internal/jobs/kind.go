package jobs

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/meter"
	"gatehouse/internal/trace"
)

// A Kind names a sort of job and fixes the type of its arguments.
type Kind[Args any] string

// Add queues a job as part of tx, to be run as soon as it is committed: its time
// lies before every clock's present. Its id says when it was added.
func (k Kind[Args]) Add(ctx context.Context, tx *db.Tx, args Args) error {
	return k.AddAt(ctx, tx, atOnce, args)
}

// Left is how many jobs of kind k have not come to a good end yet.
func (k Kind[Args]) Left(ctx context.Context, c db.Conn) (int64, error) {
	return db.Value[int64](ctx, c, `select count(*) from jobs where kind = $1`, string(k))
}

// atOnce is the time of a job that is to run as soon as it can.
var atOnce = time.Unix(0, 0).UTC()

// AddAt queues a job as part of tx, to be run at the given time.
func (k Kind[Args]) AddAt(ctx context.Context, tx *db.Tx, at time.Time, args Args) error {
	text, err := json.Marshal(args)
	if err != nil {
		return fmt.Errorf("job %s: %w", k, err)
	}
	return tx.Later(ctx, `insert into jobs (id, kind, args, run_at, request_id, trace_parent) values ($1, $2, $3, $4, $5, $6)`,
		db.NewID(), string(k), string(text), at, actor.RequestID(ctx), trace.Parent(ctx))
}

// Handle makes f the handler of the jobs of kind k.
func Handle[Args any](r *Runner, k Kind[Args], f func(context.Context, Args) error) {
	r.alone(string(k), func(ctx context.Context, text []byte) error {
		var args Args
		if err := json.Unmarshal(text, &args); err != nil {
			return Cancel(err)
		}
		return f(ctx, args)
	})
}

// alone makes f the handler of jobs that run one by one.
func (r *Runner) alone(kind string, f func(context.Context, []byte) error) {
	r.handle(kind, func(ctx context.Context, all []*job) {
		for _, j := range all {
			j.result = f(j.within(ctx), []byte(j.args))
		}
	})
}

func (r *Runner) handle(kind string, h handler) {
	meter.Jobs(kind, done, failed, givenUp, handedBack)
	r.handlers[kind] = h
}

// Every makes f run once in every interval, on one node of all. Its row is made
// when the runner starts, and survives in the database.
func Every(r *Runner, kind string, interval time.Duration, f func(context.Context) error) {
	r.alone(kind, func(ctx context.Context, _ []byte) error { return f(ctx) })
	r.periodic[kind] = interval
}

// Done removes the job that runs with ctx, as part of tx, whose commit is the last
// that the job does: it is not settled by itself after that. Outside of a job, and
// for one that comes back, it does nothing.
func Done(ctx context.Context, tx *db.Tx) error {
	j, ok := ctx.Value(running{}).(*job)
	if !ok || j.every != nil {
		return nil
	}
	return j.endWith(ctx, tx)
}

// running is the key of the job in the context of its handler.
type running struct{}

// Cancel marks err as one that trying again cannot cure.
func Cancel(err error) error { return hopeless{err} }

type hopeless struct{ error }

func (h hopeless) Unwrap() error { return h.error }
