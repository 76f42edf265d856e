package bench

import (
	"context"
	"errors"
	"syscall"
	"time"

	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/identity"
)

const checkedIn = 15 * time.Microsecond

// checks finds out who calls, as every request does first, in this process.
func (b *bench) checks(ctx context.Context, f *figures) error {
	b.note("%s: token check", f.name())
	for _, s := range f.stores {
		c, err := b.check(ctx, s)
		if err != nil {
			return err
		}
		f.checks = append(f.checks, c)
	}
	f.atMost("token check, processor time", f.checks[len(f.checks)-1].Seconds(), checkedIn.Seconds(), asMicros)
	return nil
}

func (b *bench) check(ctx context.Context, s *store) (cpu time.Duration, err error) {
	d, err := db.Open(ctx, s.url)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	doors := &identity.Doors{DB: d, Heads: &audit.Heads{DB: d}, Now: db.Now}
	var all []time.Duration
	for range b.runs + 1 {
		began, used := time.Now(), usedCPU()
		rate, err := together(b.span/2, func() error {
			_, err := doors.Token(ctx, s.admin, "127.0.0.1")
			return err
		})
		if err != nil {
			return 0, err
		}
		all = append(all, time.Duration(float64(usedCPU()-used)/(rate*time.Since(began).Seconds())))
	}
	return median(all[1:]), nil // the first warms up
}

// usedCPU is the processor time that this process has taken.
func usedCPU() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
