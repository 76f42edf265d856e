// Package jobs does work after the transaction that asked for it.
//
// A job is a row, added by the same transaction as the change that calls for
// it, so neither can exist without the other. It runs at least once, on one
// node at a time: a handler must bear being called again.
package jobs

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"gatehouse/internal/db"
	"gatehouse/internal/meter"
	"gatehouse/internal/trace"
)

// Runner runs jobs.
type Runner struct {
	Tracer *trace.Tracer // nil traces nothing

	// Clock, if set, says what is wrong with the wall clock: what comes back by time
	// does not run by one that is not to be trusted.
	Clock func(context.Context) error

	db       *db.DB
	log      *slog.Logger
	now      func() time.Time
	handlers map[string]handler
	rounds   map[string]*round // of the kinds whose jobs run together
	periodic map[string]time.Duration
	out      atomic.Bool // the database could not be reached
	turns    turns

	waking        sync.Mutex // of what follows
	wall, running time.Time  // at the same moment, see wake
}

// NewRunner returns a runner without handlers. now is db.Now but in tests.
func NewRunner(d *db.DB, log *slog.Logger, now func() time.Time) *Runner {
	return &Runner{
		db: d, log: log, now: now,
		handlers: make(map[string]handler),
		rounds:   make(map[string]*round),
		periodic: make(map[string]time.Duration),
	}
}

// Schedule makes the rows of the periodic jobs, where they do not exist yet.
func (r *Runner) Schedule(ctx context.Context) error {
	return r.db.Tx(ctx, func(tx *db.Tx) error {
		for kind, interval := range r.periodic {
			_, err := tx.Exec(ctx, `
				insert into jobs (id, kind, args, run_at, every_ms) values ($1, $1, '{}', $2, $3)
				on conflict (id) do update set every_ms = excluded.every_ms, failed_at = null`,
				kind, r.now(), interval.Milliseconds())
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// Run works through the queue with the given number of workers until ctx ends,
// and returns when the last of them has put its work down.
func (r *Runner) Run(ctx context.Context, workers int, poll time.Duration) {
	for {
		err := r.Schedule(ctx)
		if r.note(ctx, err); err == nil || !pause(ctx, poll) {
			break
		}
	}
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			worked := false
			for ctx.Err() == nil {
				err := r.wake(ctx)
				if err == nil {
					worked, err = r.next(ctx, worked)
				}
				if r.note(ctx, err); err == nil && worked {
					continue
				}
				pause(ctx, poll)
			}
		})
	}
	wg.Wait()
}

// pause waits, and reports whether ctx still goes on.
func pause(ctx context.Context, d time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}

// note logs what went wrong with the queue: an outage once, not every second by
// every worker.
func (r *Runner) note(ctx context.Context, err error) {
	switch {
	case ctx.Err() != nil:
	case err == nil:
		if r.out.Swap(false) {
			r.log.InfoContext(ctx, "the queue is back")
		}
	case !db.IsUnavailable(err):
		r.log.ErrorContext(ctx, "work on the queue", "err", err)
	case !r.out.Swap(true):
		r.log.ErrorContext(ctx, "the queue cannot be reached", "err", err)
	}
}

// Drain runs what is due now until nothing is.
func (r *Runner) Drain(ctx context.Context) error {
	for {
		if worked, err := r.Next(ctx); err != nil || !worked {
			return err
		}
	}
}

// Next runs the job that is due first, if there is one, with more of its kind where
// they run together.
func (r *Runner) Next(ctx context.Context) (worked bool, err error) { return r.next(ctx, false) }

func (r *Runner) next(ctx context.Context, likely bool) (worked bool, err error) {
	all, err := r.claim(ctx, likely)
	if errors.Is(err, db.ErrNone) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	leased, cancel := context.WithTimeout(ctx, lease)
	defer cancel()
	for _, j := range all {
		_, j.span = r.Tracer.Job(leased, j.kind, j.traceParent, j.attempt)
	}
	round, began, at := r.rounds[all[0].kind], time.Now(), r.now()
	if round != nil {
		round.begin(at)
	}
	r.run(leased, all)
	took, now := time.Since(began), r.now()
	for _, j := range all {
		err = errors.Join(err, r.end(ctx, j, took/time.Duration(len(all))))
	}
	if round != nil {
		round.end(len(all), at, now)
	}
	return true, err
}

// end writes down how a job went.
func (r *Runner) end(ctx context.Context, j *job, took time.Duration) error {
	ending, cancel := context.WithTimeout(context.WithoutCancel(j.within(ctx)), settling)
	defer cancel()
	defer j.span.End(j.result)
	if j.result != nil && (ctx.Err() != nil || errors.Is(j.result, errLeft)) { // the runner stops: that is not the job's failure
		meter.Job(j.kind, handedBack, took)
		return r.handBack(ending, j)
	}
	meter.Job(j.kind, outcome(j, j.result), took)
	if j.result == nil && j.done {
		return nil
	}
	return r.settle(ending, j, j.result)
}
