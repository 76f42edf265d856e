package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dump"
)

type restore struct {
	Store
	File string `arg:"" help:"File that gatehouse backup wrote. The database must not be there yet, or be empty."`
}

// Run is "gatehouse restore". It makes no server key, and needs none.
func (r *restore) Run(ctx context.Context, p *Process) error {
	if err := r.check(); err != nil {
		return err
	}
	file, err := os.Open(r.File)
	if err != nil {
		return err
	}
	defer file.Close()
	from, closeIt, err := dump.Open(file)
	if err != nil {
		return fmt.Errorf("%s: %w", r.File, err)
	}
	defer closeIt()
	if err := os.MkdirAll(r.Data, 0o700); err != nil {
		return wrong("data", "%w", err)
	}
	var loaded dump.Loaded
	err = db.Fill(ctx, r.database(), func(tx *db.Tx) (err error) {
		loaded, err = dump.Load(ctx, tx, from)
		return err
	})
	switch {
	case errors.Is(err, dump.ErrNotEmpty):
		return already("%w: nothing was written", err)
	case err != nil:
		return fmt.Errorf("restore %s, nothing was written: %w", r.File, err)
	}
	fmt.Fprintf(p.Out, "%d rows of %d tables, as they were on %s, are there and have been compared\n",
		loaded.Rows(), len(loaded.Tables), loaded.Made.Format(time.RFC3339))
	if err := checkCopied(ctx, p, r.database()); err != nil {
		return err
	}
	say := "The server key is not in a backup: put the one of before at %s. With another no server starts.\n"
	if _, err := os.Stat(r.keyFile()); err == nil {
		say = "The server key, %s, must be the one of before. With another no server starts.\n"
	}
	_, err = fmt.Fprintf(p.Out, say, r.keyFile())
	return err
}

// checkCopied computes the record of events of a copy again. What is wrong with it
// was wrong before: it is no reason not to have the copy.
func checkCopied(ctx context.Context, p *Process, url string) error {
	d, err := db.Open(ctx, url)
	if err != nil {
		return err
	}
	defer d.Close()
	events, findings, err := verify(ctx, d, nil)
	if err != nil {
		return err
	}
	for _, f := range findings {
		fmt.Fprintln(p.Out, f)
	}
	fmt.Fprintf(p.Out, "%d events checked\n", events)
	if len(findings) > 0 {
		err = fmt.Errorf("everything has been copied, but the record of events was not as it was written even before: %d findings", len(findings))
	}
	return err
}
