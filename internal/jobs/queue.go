package jobs

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/trace"
)

const (
	lease       = 2 * time.Minute
	settling    = 10 * time.Second // to write down how a job ended, also while the server stops
	maxAttempts = 12
)

// handler runs jobs of one kind, and leaves in each how it went.
type handler func(context.Context, []*job)

type job struct {
	id, kind, args         string
	attempt                int64
	every                  *int64 // milliseconds; nil for a job that runs once
	requestID, traceParent string // of the request that queued it

	span   trace.Span
	result error
	done   bool // a transaction of its handler has removed it, if it was committed
}

func (j *job) fields() []any {
	return []any{&j.id, &j.kind, &j.args, &j.attempt, &j.every, &j.requestID, &j.traceParent}
}

const remove = `delete from jobs where id = $1 and attempt = $2`

// claim leases a job, so that no other worker takes it before the lease ends, with
// more of its kind if they run together. The look before the claim, unless there is
// likely one, keeps an idle SQLite server from writing every second. A job whose kind
// nobody here knows is another node's, of a newer version.
func (r *Runner) claim(ctx context.Context, likely bool) (claimed []*job, err error) {
	now := r.now()
	kinds := r.free(now)
	if likely && r.turns.isClocks(now) {
		due := dueAt(now, kinds)
		due.And(`run_at > ?`, atOnce)
		if claimed, err = r.claimOf(ctx, due, now, false); !errors.Is(err, db.ErrNone) {
			return claimed, err
		}
		r.turns.rest(now)
	}
	return r.claimOf(ctx, dueAt(now, kinds), now, likely)
}

func (r *Runner) claimOf(ctx context.Context, due *db.Where, now time.Time, likely bool) (claimed []*job, err error) {
	if r.db.Dialect() == db.Postgres { // each is one statement, which is a transaction by itself
		return r.takeRound(ctx, r.db, due, now)
	}
	if !likely {
		if _, err := db.Value[string](ctx, r.db, `select id from jobs`+due.String()+` limit 1`, due.Args()...); err != nil {
			return nil, err
		}
	}
	err = r.db.Tx(ctx, func(tx *db.Tx) error {
		claimed, err = r.takeRound(ctx, tx, due.Clone(), now)
		return err
	})
	return claimed, err
}

// turns give what the clock has made due its share of a queue that is never empty:
// jobs for at once have a time before every clock's, and would always come first. Every
// other claim looks for a job of the clock; where there is none, not for a second. As
// long as workers find nothing to do in between, all are run anyway.
type turns struct {
	mu     sync.Mutex
	isEven bool
	rested time.Time
}

func (t *turns) isClocks(now time.Time) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if now.Sub(t.rested).Abs() < time.Second {
		return false
	}
	t.isEven = !t.isEven
	return t.isEven
}

func (t *turns) rest(now time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.rested, t.isEven = now, false
}

// take leases what has waited longest of what is due. SQLite has one writer at a time
// and needs no row locks; PostgreSQL asks for an array once, whatever its plan.
func take(ctx context.Context, c db.Conn, due *db.Where, now time.Time, most int) ([]*job, error) {
	until := due.Arg(now.Add(lease))
	first := `select id from jobs` + due.String() + ` order by run_at, id limit ` + strconv.Itoa(most)
	those := `id in (` + first + `)`
	if c.Dialect() == db.Postgres {
		those = `id = any(array(` + first + ` for update skip locked))`
	}
	taken, err := db.All(ctx, c, (*job).fields, `
		update jobs set attempt = attempt + 1, leased_until = `+until+`
		where `+those+`
		returning id, kind, args, attempt, every_ms, request_id, trace_parent`, due.Args()...)
	if err == nil && len(taken) == 0 {
		err = db.ErrNone
	}
	all := make([]*job, 0, len(taken))
	for i := range taken {
		all = append(all, &taken[i])
	}
	return all, err
}

// dueAt are the jobs of those kinds that may run at a time.
func dueAt(now time.Time, kinds []string) *db.Where {
	var due db.Where
	at := due.Arg(now)
	due.And(`run_at <= ` + at + ` and failed_at is null and (leased_until is null or leased_until < ` + at + `)`)
	due.In("kind", kinds)
	return &due
}

// within is ctx for what is done for this job: with the request id of the call that
// queued it, and as a part of the trace of this run.
func (j *job) within(ctx context.Context) context.Context {
	return j.span.Within(actor.WithCall(context.WithValue(ctx, running{}, j), "", j.requestID))
}

// endWith removes the job as part of tx.
func (j *job) endWith(ctx context.Context, tx *db.Tx) error {
	j.done = true
	return tx.Later(ctx, remove, j.id, j.attempt)
}

// run runs jobs of one kind. With a panic all have failed that have not ended: what is
// said of those that have changes nothing.
func (r *Runner) run(ctx context.Context, all []*job) {
	defer func() {
		p := recover()
		if p == nil {
			return
		}
		for _, j := range all {
			if j.result == nil {
				j.result = fmt.Errorf("panic: %v", p)
			}
		}
	}()
	if all[0].every != nil && r.Clock != nil {
		if all[0].result = r.Clock(ctx); all[0].result != nil {
			return
		}
	}
	r.handlers[all[0].kind](ctx, all)
}

// settle removes a job that is done, and puts off or gives up one that is not.
// The attempt in each condition keeps a worker that lost its lease from
// settling what another one is doing.
func (r *Runner) settle(ctx context.Context, j *job, result error) error {
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
	done       = "done"
	failed     = "failed" // and tried again
	givenUp    = "given_up"
	handedBack = "handed_back"
)

func outcome(j *job, result error) string {
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
func (r *Runner) handBack(ctx context.Context, j *job) error {
	_, err := r.db.Exec(ctx, `
		update jobs set leased_until = null, attempt = attempt - 1
		where id = $1 and attempt = $2`, j.id, j.attempt)
	return err
}

// backoff is 1s, 16s, 81s, … and at the end four hours: patient with a mail
// server that is down for a day. A job that comes back waits no longer than
// its interval.
func (r *Runner) backoff(j *job) time.Duration {
	n := time.Duration(j.attempt)
	wait := n * n * n * n * time.Second
	if j.every != nil {
		return min(wait, time.Duration(*j.every)*time.Millisecond)
	}
	return min(wait, 4*time.Hour)
}
