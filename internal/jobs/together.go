package jobs

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"sync"
	"time"

	"gatehouse/internal/db"
)

const (
	mostTogether = 32
	quick        = 250 * time.Millisecond // for all that were taken together: then twice as many are, the next time
)

// round is how the jobs of a kind are taken that run together.
type round struct {
	mu    sync.Mutex
	pace  int       // how many at a time
	began time.Time // zero while nobody is at it
}

// isTaken reports whether one worker is quick enough for all: two would only be in
// the way of what else is done.
func (r *round) isTaken(now time.Time) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.pace > 1 && isQuick(r.began, now)
}

func (r *round) most() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.pace
}

func (r *round) begin(now time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.began = now
}

func (r *round) end(n int, began, now time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.began = time.Time{}
	if r.pace = 1; isQuick(began, now) {
		r.pace = min(2*n, mostTogether)
	}
}

// isQuick is of the wall clock, which may jump: then it was not quick.
func isQuick(began, now time.Time) bool { return now.Sub(began).Abs() < quick }

// free are the kinds that a worker may take.
func (r *Runner) free(now time.Time) []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(r.handlers)), func(kind string) bool {
		return r.rounds[kind] != nil && r.rounds[kind].isTaken(now)
	})
}

// takeRound leases a job, and more of its kind as far as they run together.
func (r *Runner) takeRound(ctx context.Context, c db.Conn, due *db.Where, now time.Time) ([]*job, error) {
	first, err := take(ctx, c, due, now, 1)
	if err != nil {
		return nil, err
	}
	kind := first[0].kind
	round := r.rounds[kind]
	if round == nil {
		return first, nil
	}
	pace := round.most()
	if pace == 1 {
		return first, nil
	}
	more, err := take(ctx, c, dueAt(now, []string{kind}), now, pace-1)
	if err != nil && !errors.Is(err, db.ErrNone) {
		if c.Dialect() == db.SQLite {
			return nil, err
		}
		r.log.ErrorContext(ctx, "take more of a kind", "kind", kind, "err", err) // the first is leased all the same
	}
	return append(first, more...), nil
}

// errLeft is the result of a task that was not come to.
var errLeft = errors.New("left for later")

// Task is one of the jobs of a kind that run together. Unless its handler says
// otherwise it has succeeded.
type Task[Args any] struct {
	Args Args
	job  *job
}

// HandleTogether makes f the handler of the jobs of kind k, several at a time: one, and
// more while that is quick, so that none waits long behind another.
func HandleTogether[Args any](r *Runner, k Kind[Args], f func(context.Context, []*Task[Args])) {
	r.rounds[string(k)] = &round{pace: 1}
	r.handle(string(k), func(ctx context.Context, all []*job) {
		tasks := make([]*Task[Args], 0, len(all))
		for _, j := range all {
			t := &Task[Args]{job: j}
			if err := json.Unmarshal([]byte(j.args), &t.Args); err != nil {
				j.result = Cancel(err)
				continue
			}
			tasks = append(tasks, t)
		}
		f(ctx, tasks)
	})
}

// Within returns ctx as the context of what is done for this task alone.
func (t *Task[Args]) Within(ctx context.Context) context.Context { return t.job.within(ctx) }

// Done is [Done] for this task: a transaction that fails must be followed by Fail.
func (t *Task[Args]) Done(ctx context.Context, tx *db.Tx) error { return t.job.endWith(ctx, tx) }

// Fail says how the task went wrong, or with nil that it did not.
func (t *Task[Args]) Fail(err error) { t.job.result = err }

// Leave puts the task back for whoever is free, as if it had not been taken.
func (t *Task[Args]) Leave() { t.job.result = errLeft }
