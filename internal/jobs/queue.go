package jobs

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"gatehouse/internal/db"
)

const (
	lease       = 2 * time.Minute
	settling    = 10 * time.Second // to write down how a job ended, also while the server stops
	maxAttempts = 12
)

type job struct {
	id, kind, args         string
	attempt                int64
	every                  *int64 // milliseconds; nil for a job that runs once
	requestID, traceParent string // of the request that queued it
	done                   bool   // [Done] has removed it, if its handler succeeds
}

func (j *job) fields() []any {
	return []any{&j.id, &j.kind, &j.args, &j.attempt, &j.every, &j.requestID, &j.traceParent}
}

const remove = `delete from jobs where id = $1 and attempt = $2`

// claim leases a job, so that no other worker takes it before the lease ends.
// SQLite has one writer at a time and needs no row locks. The look before the
// claim, unless there is likely one, keeps an idle SQLite server from writing every
// second. To PostgreSQL it is one statement, which is a transaction by itself. A job
// whose kind nobody here knows is another node's, of a newer version.
func (r *Runner) claim(ctx context.Context, likely bool) (claimed job, err error) {
	now := r.now()
	var due db.Where
	at := due.Arg(now)
	due.And(`run_at <= ` + at + ` and failed_at is null and (leased_until is null or leased_until < ` + at + `)`)
	due.In("kind", slices.Sorted(maps.Keys(r.handlers)))
	if r.db.Dialect() == db.SQLite && !likely {
		if _, err := db.Value[string](ctx, r.db, `select id from jobs`+due.String()+` limit 1`, due.Args()...); err != nil {
			return job{}, err
		}
	}
	until := due.Arg(now.Add(lease))
	take := func(c db.Conn, lock string) (err error) {
		claimed, err = db.One(ctx, c, (*job).fields, `
			update jobs set attempt = attempt + 1, leased_until = `+until+`
			where id = (select id from jobs`+due.String()+` order by run_at, id limit 1 `+lock+`)
			returning id, kind, args, attempt, every_ms, request_id, trace_parent`,
			due.Args()...)
		return err
	}
	if r.db.Dialect() == db.Postgres {
		err = take(r.db, `for update skip locked`)
		return claimed, err
	}
	err = r.db.Tx(ctx, func(tx *db.Tx) error { return take(tx, "") })
	return claimed, err
}

func (r *Runner) run(ctx context.Context, j job) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	if j.every != nil && r.Clock != nil {
		if err := r.Clock(ctx); err != nil {
			return err
		}
	}
	return r.handlers[j.kind](ctx, []byte(j.args))
}

// settle removes a job that is done, and puts off or gives up one that is not.
// The attempt in each condition keeps a worker that lost its lease from
// settling what another one is doing.
func (r *Runner) settle(ctx context.Context, j job, result error) error {
	now := r.now()
	if result == nil && j.every == nil {
		_, err := r.db.Exec(ctx, remove, j.id, j.attempt)
		return err
	}
	if result == nil {
		_, err := r.db.Exec(ctx, `
			update jobs set run_at = $3, leased_until = null, error = ''
			where id = $1 and attempt = $2`,
			j.id, j.attempt, now.Add(time.Duration(*j.every)*time.Millisecond))
		return err
	}
	r.log.ErrorContext(ctx, "job failed", "kind", j.kind, "id", j.id, "attempt", j.attempt, "err", result)
	if outcome(j, result) == givenUp {
		_, err := r.db.Exec(ctx, `update jobs set failed_at = $3, error = $4 where id = $1 and attempt = $2`,
			j.id, j.attempt, now, result.Error())
		return err
	}
	_, err := r.db.Exec(ctx, `
		update jobs set run_at = $3, leased_until = null, error = $4
		where id = $1 and attempt = $2`,
		j.id, j.attempt, now.Add(r.backoff(j)), result.Error())
	return err
}

// The ends of a run, as they are counted.
const (
	done    = "done"
	failed  = "failed" // and tried again
	givenUp = "given_up"
)

func outcome(j job, result error) string {
	_, cancelled := errors.AsType[hopeless](result)
	switch {
	case result == nil:
		return done
	case j.every == nil && (cancelled || j.attempt >= maxAttempts):
		return givenUp
	}
	return failed
}

// handBack leaves a job that was cut off to the next worker, as if it had not
// been tried.
func (r *Runner) handBack(ctx context.Context, j job) error {
	_, err := r.db.Exec(ctx, `
		update jobs set leased_until = null, attempt = attempt - 1
		where id = $1 and attempt = $2`, j.id, j.attempt)
	return err
}

// backoff is 1s, 16s, 81s, … and at the end four hours: patient with a mail
// server that is down for a day. A job that comes back waits no longer than
// its interval.
func (r *Runner) backoff(j job) time.Duration {
	n := time.Duration(j.attempt)
	wait := n * n * n * n * time.Second
	if j.every != nil {
		return min(wait, time.Duration(*j.every)*time.Millisecond)
	}
	return min(wait, 4*time.Hour)
}
