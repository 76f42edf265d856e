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

// heads notes the ends of the record in a file outside the database. Who
// changes the database afterwards cannot make the record agree with the file.
type heads struct {
	db    *db.DB
	file  string
	log   *slog.Logger
	noted map[int64]int64 // customer -> seq
}

// noteEvery is how much of the record's end an intruder could cut off unseen.
const noteEvery = time.Hour

// run notes the heads now, every hour, and when ctx ends.
func (h *heads) run(ctx context.Context) {
	tick := time.NewTicker(noteEvery)
	defer tick.Stop()
	for {
		ended := ctx.Err() != nil
		if err := h.note(context.WithoutCancel(ctx)); err != nil {
			h.log.ErrorContext(ctx, "note the ends of the record", "file", h.file, "err", err)
		}
		if ended {
			return
		}
		select {
		case <-ctx.Done():
		case <-tick.C:
		}
	}
}

// note appends the heads that have moved since the last time.
func (h *heads) note(ctx context.Context) error {
	all, err := audit.Heads(ctx, h.db)
	if err != nil {
		return err
	}
	var moved []audit.Head
	for _, head := range all {
		if h.noted[head.Customer] != head.Seq {
			moved = append(moved, head)
		}
	}
	if len(moved) == 0 {
		return nil
	}
	f, err := os.OpenFile(h.file, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	if err := errors.Join(audit.WriteHeads(f, moved), f.Sync(), f.Close()); err != nil {
		return err
	}
	for _, head := range moved {
		h.noted[head.Customer] = head.Seq
	}
	return nil
}
