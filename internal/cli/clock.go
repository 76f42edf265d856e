package cli

import (
	"context"
	"time"

	"gatehouse/internal/fault"
)

// clock compares the time of the wall clock with two others. What Gatehouse
// does by time, it must not do by a clock that somebody has turned.
type clock struct {
	now     func() time.Time                         // the wall clock
	running func() time.Duration                     // since the start, by a clock that cannot be turned
	newest  func(context.Context) (time.Time, error) // event; zero if there is none
	start   time.Time
}

// tolerance is how far the clocks may be apart.
const tolerance = time.Hour

func newClock(newest func(context.Context) (time.Time, error)) *clock {
	begun := time.Now()
	return &clock{
		now:     time.Now,
		running: func() time.Duration { return time.Since(begun) }, // by the monotonic clock
		newest:  newest,
		start:   begun.Round(0),
	}
}

// check says what is wrong with the clock. Events of the past are nothing to
// wonder at: the server may have stood still.
func (c *clock) check(ctx context.Context) error {
	now := c.now()
	if off := now.Round(0).Sub(c.start) - c.running(); off.Abs() > tolerance {
		return fault.New(fault.Unavailable,
			"The clock was turned by %s while the server ran. Set it right and start the server again.", off.Round(time.Minute))
	}
	newest, err := c.newest(ctx)
	if err != nil {
		return err
	}
	if ahead := newest.Sub(now); ahead > tolerance {
		return fault.New(fault.Unavailable,
			"The clock is behind: the newest event is %s ahead of it. Set it right.", ahead.Round(time.Minute))
	}
	return nil
}
