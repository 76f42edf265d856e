package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
)

type backup struct {
	Store
	File string `arg:"" help:"File to write; it must not exist."`
}

// Run is "gatehouse backup". The key stays out of the copy: whoever finds a
// backup must not be able to open the links in mails with it.
func (b *backup) Run(ctx context.Context, p *Process) error {
	if b.DatabaseURL != "" {
		return misused(errors.New("a PostgreSQL database is backed up with pg_dump; keep the server key beside it"))
	}
	parts, err := open(ctx, &b.Store)
	if err != nil {
		return err
	}
	defer parts.close()
	if err := parts.db.Backup(ctx, b.File); err != nil {
		if errors.Is(err, fs.ErrExist) {
			return already("%s is there already: nothing was written", b.File)
		}
		return err
	}
	_, err = fmt.Fprintf(p.Out, "%s\nThe server key, %s, is not in it: keep a copy of that elsewhere.\n", b.File, b.keyFile())
	return err
}
