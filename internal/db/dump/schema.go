package dump

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"gatehouse/internal/db"
)

// ErrNotEmpty says that a database cannot be copied into, because there is
// something in it.
var ErrNotEmpty = errors.New("the database is not empty")

// prepare gives an empty database the schema of a copy.
func prepare(ctx context.Context, tx *db.Tx, h *Header) error {
	wanted, err := wanted(tx.Dialect(), h)
	if err != nil {
		return err
	}
	there, err := db.Tables(ctx, tx)
	if err != nil {
		return err
	}
	if err := empty(ctx, tx, there, wanted); err != nil {
		return err
	}
	if _, err := tx.Migrate(ctx, wanted); err != nil {
		return err
	}
	got, err := tables(ctx, tx)
	if err != nil {
		return err
	}
	for _, t := range got {
		if seeded[t.Name] == "" {
			continue
		}
		if _, err := tx.Exec(ctx, `delete from "`+t.Name+`"`); err != nil {
			return err
		}
	}
	for _, t := range h.Tables {
		if i := slices.IndexFunc(got, func(g db.Table) bool { return g.Name == t.Name }); i < 0 || !reflect.DeepEqual(got[i].Columns, t.Columns) {
			return fmt.Errorf("its table %s is not one that its version of Gatehouse made", t.Name)
		}
	}
	if len(got) != len(h.Tables) {
		return fmt.Errorf("it has %d tables of %d", len(h.Tables), len(got))
	}
	return nil
}

// wanted returns the migrations of an engine that make the schema of a copy, which
// may come from the other one: those that the copy has, and up to its newest those
// that only this engine needs.
func wanted(engine db.Dialect, h *Header) ([]string, error) {
	ours, err := db.Migrations(engine)
	if err != nil {
		return nil, err
	}
	theirs, err := db.Migrations(h.Engine)
	if err != nil {
		return nil, err
	}
	if len(h.Migrations) == 0 {
		return nil, ErrDamaged
	}
	for _, name := range h.Migrations {
		if !slices.Contains(theirs, name) {
			return nil, fmt.Errorf("it is too new: version %s wrote it, which has changes of the database that this one does not know (%s): use that version, or a newer one", h.Program, name)
		}
	}
	newest := slices.Max(h.Migrations)
	return slices.DeleteFunc(ours, func(name string) bool {
		return !slices.Contains(h.Migrations, name) && (slices.Contains(theirs, name) || name > newest)
	}), nil
}

// empty fails if a database has rows, or tables of another version.
func empty(ctx context.Context, tx *db.Tx, there []db.Table, wanted []string) error {
	if len(there) == 0 {
		return nil
	}
	var found []string
	ours := false
	for _, t := range there {
		if ours = ours || t.Name == "migrations"; apart[t.Name] != "" || seeded[t.Name] != "" {
			continue
		}
		n, err := db.Value[int64](ctx, tx, `select count(*) from "`+t.Name+`"`)
		if err != nil {
			return err
		}
		if n > 0 {
			found = append(found, fmt.Sprintf("%s (%d)", t.Name, n))
		}
	}
	if len(found) > 0 {
		more := ""
		if len(found) > 5 {
			more = fmt.Sprintf(" and %d other tables", len(found)-5)
			found = found[:5]
		}
		return fmt.Errorf("%w: it has rows in %s%s", ErrNotEmpty, strings.Join(found, ", "), more)
	}
	if !ours {
		return fmt.Errorf("%w: it has tables that are not Gatehouse's, such as %s", ErrNotEmpty, there[0].Name)
	}
	applied, err := db.Applied(ctx, tx)
	if err == nil && !slices.Equal(applied, wanted) {
		err = fmt.Errorf("%w: it has the tables of another version, without rows: give a database without tables", ErrNotEmpty)
	}
	return err
}
