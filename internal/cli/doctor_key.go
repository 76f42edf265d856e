package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"gatehouse/internal/db"
	"gatehouse/internal/mail"
)

func (d *doctor) checkKey(ctx context.Context, _ *Process) []finding {
	const what = "server key"
	file, err := os.Stat(d.keyFile())
	const advice = "Bring the key back from where you keep its copy. All nodes have the same."
	if errors.Is(err, fs.ErrNotExist) {
		if d.wantsKey(ctx) {
			return []finding{bad(what, fmt.Errorf("%s is not there, and the database was used with a key", d.keyFile()), advice)}
		}
		return []finding{doubtful(what, d.keyFile()+" is not there yet", "It is made when the server starts.")}
	}
	if err == nil {
		err = d.compareKey(ctx)
	}
	if err != nil {
		return []finding{bad(what, err, advice)}
	}
	if mode := file.Mode().Perm(); mode&0o077 != 0 {
		return []finding{bad(what, fmt.Errorf("%s can be read by other users (%v)", d.keyFile(), mode), "chmod 600 "+d.keyFile())}
	}
	return []finding{fine(what, "%s", d.keyFile())}
}

// compareKey looks whether the key can be read, and is the database's.
func (d *doctor) compareKey(ctx context.Context) error {
	key, err := mail.LoadKey(d.keyFile())
	if err != nil {
		return err
	}
	return d.ask(ctx, func(open *db.DB) error { return key.Belongs(ctx, open) })
}

// wantsKey reports whether the database was used with a key.
func (d *doctor) wantsKey(ctx context.Context) (has bool) {
	err := d.ask(ctx, func(open *db.DB) (err error) {
		has, err = mail.HasKey(ctx, open)
		return err
	})
	return err == nil && has
}

// ask asks the database something, if it is there and up to date: else that is said
// elsewhere.
func (d *doctor) ask(ctx context.Context, f func(*db.DB) error) error {
	open, _ := d.connect(ctx)
	if open == nil {
		return nil
	}
	defer open.Close()
	if pending, err := db.Pending(ctx, open); err != nil || len(pending) > 0 {
		return nil
	}
	return f(open)
}
