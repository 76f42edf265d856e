package cli

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"time"

	"gatehouse/internal/audit"
	"gatehouse/internal/db"
)

// record keeps the record of events whole: it seals what is new, and notes the
// ends of the chains in a file outside the database. Who changes the database
// afterwards cannot make the record agree with the file.
//
// It is no job: taking one up and settling it would write to the disk of an
// idle server every second. That several nodes do the same does no harm.
type record struct {
	db    *db.DB
	file  string
	log   *slog.Logger
	noted map[int64]int64 // customer -> seq
}

const (
	sealEvery = time.Second
	// noteEvery is how much of the record's end an intruder could cut off unseen.
	noteEvery = time.Hour
	lastTime  = 10 * time.Second // for what came last: the database may be away
)

// run works until ctx ends, and then once more for what came last.
func (r *record) run(ctx context.Context) {
	seal, note := time.NewTicker(sealEvery), time.NewTicker(noteEvery)
	defer seal.Stop()
	defer note.Stop()
	r.seal(ctx)
	r.note(ctx)
	for {
		select {
		case <-seal.C:
			r.seal(ctx)
		case <-note.C:
			r.note(ctx)
		case <-ctx.Done():
			last, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastTime)
			defer cancel()
			r.seal(last)
			r.note(last)
			return
		}
	}
}

func (r *record) seal(ctx context.Context) {
	// An outage is the runner's to tell of, once and not every second.
	if err := audit.Seal(ctx, r.db); err != nil && ctx.Err() == nil && !db.IsUnavailable(err) {
		r.log.ErrorContext(ctx, "seal the record", "err", err)
	}
}

func (r *record) note(ctx context.Context) {
	if err := r.noteHeads(ctx); err != nil && ctx.Err() == nil {
		r.log.ErrorContext(ctx, "note the ends of the record", "file", r.file, "err", err)
	}
}

// noteHeads appends the heads that have moved since the last time.
func (r *record) noteHeads(ctx context.Context) error {
	all, err := audit.Sealed(ctx, r.db)
	if err != nil {
		return err
	}
	var moved []audit.Head
	for _, head := range all {
		if r.noted[head.Customer] != head.Seq {
			moved = append(moved, head)
		}
	}
	if len(moved) == 0 {
		return nil
	}
	f, err := os.OpenFile(r.file, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	if err := errors.Join(audit.WriteHeads(f, moved), f.Sync(), f.Close()); err != nil {
		return err
	}
	for _, head := range moved {
		r.noted[head.Customer] = head.Seq
	}
	return nil
}
