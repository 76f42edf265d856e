package jobs

import (
	"context"
	"time"
)

// turnedBack is how far the wall clock may fall behind one that nobody can turn before
// what it put off is woken.
const turnedBack = time.Minute

// wake makes every periodic job due if the wall clock was turned back: while it was
// ahead, they were put off until a time that would be long in coming.
func (r *Runner) wake(ctx context.Context) error {
	if !r.waking.TryLock() {
		return nil // another worker looks
	}
	defer r.waking.Unlock()
	wall, running := r.now().Round(0), time.Now()
	expected := wall
	if !r.running.IsZero() {
		expected = r.wall.Add(running.Sub(r.running))
	}
	if expected.Sub(wall) < turnedBack {
		if expected.After(wall) {
			wall = expected // many small steps are one large one
		}
		r.wall, r.running = wall, running
		return nil
	}
	for kind := range r.periodic {
		_, err := r.db.Exec(ctx, `update jobs set run_at = $2 where id = $1 and run_at > $2 and leased_until is null`, kind, wall)
		if err != nil {
			return err // it is as late the next time
		}
	}
	r.wall, r.running = wall, running
	return nil
}
