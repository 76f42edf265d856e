package bench

import (
	"context"
	"errors"
	"syscall"
	"time"

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
	f.atMost("token check, processor time", f.checks[len(f.checks)-1].cpu.Seconds(), checkedIn.Seconds(), asMicros)
	return nil
}

func (b *bench) check(ctx context.Context, s *store) (c check, err error) {
	d, err := db.Open(ctx, s.url)
	if err != nil {
		return c, err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	doors := &identity.Doors{DB: d, Now: db.Now}
	var cpu, wall []time.Duration
	for range b.runs + 1 {
		n, began, used := 0, time.Now(), usedCPU()
		for ; time.Since(began) < b.span/2; n++ {
			if _, err := doors.Token(ctx, s.admin, "127.0.0.1"); err != nil {
				return c, err
			}
		}
		cpu = append(cpu, (usedCPU()-used)/time.Duration(n))
		wall = append(wall, time.Since(began)/time.Duration(n))
	}
	return check{median(cpu[1:]), median(wall[1:])}, nil // the first warms up
}

// usedCPU is the processor time that this process has taken.
func usedCPU() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
