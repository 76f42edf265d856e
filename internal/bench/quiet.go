package bench

import (
	"context"
	"os"
	"strconv"
	"strings"
	"time"
)

const (
	quietSpans = 60   // how many spans the machine may take to come to rest
	quietShare = 0.10 // of its cores that may be busy then
)

// quiet waits until the machine has next to nothing to do. A server that is asked for
// its first list goes on to read what lists are found by, and so does its database. It
// does not wait for ever, and not where nothing tells how busy the machine is.
func (b *bench) quiet(ctx context.Context) error {
	busy, all, ok := coresTime()
	for calm, n := 0, 0; ok && calm < 2; n++ {
		if n == 4*quietSpans {
			b.note("the machine does not come to rest")
			break
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(b.span / 4):
		}
		wasBusy, before := busy, all
		if busy, all, ok = coresTime(); float64(busy-wasBusy) < quietShare*float64(all-before) {
			calm++
		} else {
			calm = 0
		}
	}
	return nil
}

// coresTime is how long all cores together were busy, and how long they were there, in
// ticks since the machine was started: see proc_stat(5). ok is false where that is not said.
func coresTime() (busy, all int64, ok bool) {
	text, err := os.ReadFile("/proc/stat")
	line, _, _ := strings.Cut(string(text), "\n")
	fields := strings.Fields(line)
	if err != nil || len(fields) < 9 {
		return 0, 0, false
	}
	for i, field := range fields[1:9] { // guests' time is in that of users
		n, err := strconv.ParseInt(field, 10, 64)
		if err != nil {
			return 0, 0, false
		}
		all += n
		if i != 3 && i != 4 { // idle, and waiting for the disk
			busy += n
		}
	}
	return busy, all, true
}
