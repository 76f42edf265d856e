package cli

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dump"
)

type migrate struct {
	From       Secret `required:"" placeholder:"WHERE" help:"Data folder, or postgres://user@host/database. A password is better in PGPASSWORD or in a file (PGPASSFILE), where nobody sees it."`
	To         Secret `required:"" placeholder:"WHERE" help:"The same of the database to write, which must not be there yet, or be empty."`
	WhileInUse bool   `help:"Copy a database that others use, to try out a move. What they write after the beginning is not in the copy."`
}

// Run is "gatehouse migrate".
func (m *migrate) Run(ctx context.Context, p *Process) error {
	from, err := urlOf("from", string(m.From))
	if err != nil {
		return err
	}
	to, err := urlOf("to", string(m.To))
	if err != nil {
		return err
	}
	if from == to {
		return misused(errors.New("--from and --to are the same"))
	}
	if !strings.Contains(from, "://") {
		if _, err := os.Stat(from); err != nil {
			return misused(errors.New("--from: there is no gatehouse.db in this folder")) // it may be a mistyped address, with a password
		}
	}
	if !strings.Contains(to, "://") {
		if err := os.MkdirAll(string(m.To), 0o700); err != nil {
			return err
		}
	}
	loaded, err := m.copy(ctx, from, to)
	if len(loaded.Got) > 0 {
		if err := printSums(p.Out, &loaded); err != nil {
			return err
		}
	}
	switch {
	case errors.Is(err, dump.ErrNotEmpty):
		return already("--to: %w: nothing was written", err)
	case errors.Is(err, db.ErrInUse):
		return fmt.Errorf("nothing was written: %w: stop what uses it, or something may be written there that the copy lacks. To try out a move, take --while-in-use", err)
	case err != nil:
		return fmt.Errorf("nothing was written: %w", err)
	}
	if err := checkCopied(ctx, p, to); err != nil {
		return err
	}
	say := "Start servers on the new database, with the same server key, and never again on the old one: both would send what waits."
	if m.WhileInUse {
		say = "This was to try it out: start no server on the copy, it would send what waits on the other one, too."
	}
	_, err = fmt.Fprintln(p.Out, say)
	return err
}

// copy copies the one database to the other, unless anybody may have written to it.
func (m *migrate) copy(ctx context.Context, from, to string) (loaded dump.Loaded, err error) {
	number, _ := built()
	fill := func(source *db.Tx, still func(context.Context) error) error {
		return db.Fill(ctx, to, func(target *db.Tx) (err error) {
			if loaded, err = dump.Copy(ctx, source, target, number); err != nil {
				return err
			}
			return still(ctx)
		})
	}
	if m.WhileInUse {
		err = db.Snapshot(ctx, from, func(tx *db.Tx) error {
			return fill(tx, func(context.Context) error { return nil })
		})
	} else {
		err = db.Standstill(ctx, from, fill)
	}
	return loaded, err
}

// urlOf is what to give to package db for a folder or an address.
func urlOf(option, where string) (string, error) {
	if !strings.Contains(where, "://") {
		return (&Store{Data: where}).database(), nil
	}
	if err := db.CheckURL(where); err != nil {
		return "", misused(fmt.Errorf("--%s: %w", option, err))
	}
	return where, nil
}

// printSums lists the tables that have rows, or should have.
func printSums(w io.Writer, l *dump.Loaded) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "TABLE\tROWS\tHASH FROM\tHASH TO\tEQUAL")
	for i, from := range l.Wanted {
		if to := l.Got[i]; from.Rows > 0 || to.Rows > 0 {
			equal := "yes"
			if from != to {
				equal = "NO"
			}
			fmt.Fprintf(table, "%s\t%d\t%s\t%s\t%s\n", from.Table, from.Rows, short(from), short(to), equal)
		}
	}
	return table.Flush()
}

// short is enough of a hash to see that two differ.
func short(s dump.Sum) string { return hex.EncodeToString(s.Hash[:8]) }
