package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dump"
)

type backup struct {
	Store
	File string `arg:"" help:"File to write; it must not exist."`
}

// Run is "gatehouse backup". The key stays out of the copy: whoever finds a
// backup must not be able to open the links in mails with it.
func (b *backup) Run(ctx context.Context, p *Process) error {
	if err := b.find(); err != nil {
		return err
	}
	number, _ := built()
	var sums []dump.Sum
	err := db.Snapshot(ctx, b.database(), func(tx *db.Tx) (err error) {
		sums, err = dump.Save(ctx, tx, b.File, number)
		return err
	})
	if errors.Is(err, fs.ErrExist) {
		return already("%s is there already: nothing was written", b.File)
	}
	if err != nil {
		return fmt.Errorf("back up: %w", err)
	}
	rows := int64(0)
	for _, sum := range sums {
		rows += sum.Rows
	}
	_, err = fmt.Fprintf(p.Out, "%s\n%d rows of %d tables\nThe server key, %s, is not in it: keep a copy of that elsewhere.\n",
		b.File, rows, len(sums), b.keyFile())
	return err
}
