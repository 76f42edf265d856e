package db_test

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

const intoThings = `insert into things (id, name, at) values ($1, $2, $3)`

func later(t *testing.T, tx *db.Tx, name string) error {
	t.Helper()
	return tx.Later(t.Context(), intoThings, db.NewNumber(), name, db.Now())
}

// What runs later runs in its order, and before whatever is asked after it.
func TestLaterIsBeforeWhatIsAskedNext(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		err := d.Tx(t.Context(), func(tx *db.Tx) error {
			if err := errors.Join(later(t, tx, "a"), tx.Later(t.Context(), `update things set name = name || 'b'`), later(t, tx, "c")); err != nil {
				return err
			}
			if got := things(t, tx); !slices.Equal(got, []string{"ab", "c"}) {
				t.Errorf("asked after it: %v", got)
			}
			if err := later(t, tx, "d"); err != nil {
				return err
			}
			if n, err := tx.Exec(t.Context(), `update things set kind = $1 where name <> $2`, "x", "ab"); err != nil || n != 2 {
				t.Errorf("changed after it: %d, %v", n, err)
			}
			return later(t, tx, "e")
		})
		if err != nil {
			t.Fatal(err)
		}
		if got := things(t, d); !slices.Equal(got, []string{"ab", "c", "d", "e"}) {
			t.Error(got)
		}
	})
}

// However many there are, all of them run.
func TestLaterManyTimes(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		const n = 1001
		err := d.Tx(t.Context(), func(tx *db.Tx) error {
			for i := range n {
				if err := tx.Later(t.Context(), intoThings, i, strconv.Itoa(i), db.Now()); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil || len(things(t, d)) != n {
			t.Error(len(things(t, d)), err)
		}
	})
}

// A statement that fails takes the transaction down whenever it is sent, also with
// what was sent beside it.
func TestLaterFails(t *testing.T) {
	refused := errors.New("refused")
	orphan := func(t *testing.T, tx *db.Tx) error {
		t.Helper()
		return tx.Later(t.Context(), `insert into parts (thing) values ($1)`, 404)
	}
	for name, tt := range map[string]struct {
		f    func(t *testing.T, tx *db.Tx) error
		want error
	}{
		"with the commit": {f: orphan},
		"with the next": {f: func(t *testing.T, tx *db.Tx) error {
			if err := orphan(t, tx); err != nil {
				return err
			}
			_, err := tx.Exec(t.Context(), `update things set kind = $1`, "x")
			return err
		}},
		"with a query that is ignored": {f: func(t *testing.T, tx *db.Tx) error {
			if err := orphan(t, tx); err != nil {
				return err
			}
			_, _ = db.Value[int](t.Context(), tx, `select count(*) from things where kind = $1`, "x")
			return nil
		}},
		"while settling": {f: func(t *testing.T, tx *db.Tx) error {
			if err := orphan(t, tx); err != nil {
				return err
			}
			if err := tx.Settle(t.Context()); err == nil {
				t.Error("it settled")
			}
			if err := later(t, tx, "after it"); err == nil {
				t.Error("more could be added")
			}
			return nil
		}},
		"nothing where something has to be": {want: refused, f: func(t *testing.T, tx *db.Tx) error {
			return tx.Insist(t.Context(), db.Refusal{Is: db.IsNull, Err: refused}, `update things set kind = case when kind <> $1 then null end`, "x")
		}},
		"there twice": {want: refused, f: func(t *testing.T, tx *db.Tx) error {
			return tx.Insist(t.Context(), db.Refusal{Is: db.IsUnique, Err: refused}, `insert into things (id, name, at) select id, name, at from things where name <> $1`, "x")
		}},
		"refused, before one that fails": {want: refused, f: func(t *testing.T, tx *db.Tx) error {
			if err := tx.Insist(t.Context(), db.Refusal{Is: db.IsNull, Err: refused}, `update things set kind = case when kind <> $1 then null end`, "x"); err != nil {
				return err
			}
			return orphan(t, tx)
		}},
		"a failure that is no refusal": {f: func(t *testing.T, tx *db.Tx) error {
			return tx.Insist(t.Context(), db.Refusal{}, `insert into parts (thing) values ($1)`, 404)
		}},
		"refused by another constraint than the rule": {f: func(t *testing.T, tx *db.Tx) error {
			return tx.Insist(t.Context(), db.Refusal{Is: db.IsUnique, Err: refused}, `update things set kind = case when kind <> $1 then null end`, "x")
		}},
		"refused, with the next": {want: refused, f: func(t *testing.T, tx *db.Tx) error {
			if err := tx.Insist(t.Context(), db.Refusal{Is: db.IsNull, Err: refused}, `update things set kind = case when kind <> $1 then null end`, "x"); err != nil {
				return err
			}
			if _, err := db.Value[int](t.Context(), tx, `select count(*) from things where kind = $1`, "x"); !errors.Is(err, refused) {
				t.Errorf("the next answers %v", err)
			}
			return nil
		}},
	} {
		t.Run(name, func(t *testing.T) {
			each(t, func(t *testing.T, d *db.DB) {
				err := d.Tx(t.Context(), func(tx *db.Tx) error {
					if err := later(t, tx, "early"); err != nil {
						return err
					}
					return tt.f(t, tx)
				})
				if err == nil || errors.Is(err, refused) != (tt.want != nil) {
					t.Errorf("got %v, want %v", err, tt.want)
				}
				addThing(t, d, "after")
				if got := things(t, d); !slices.Equal(got, []string{"after"}) {
					t.Error(got)
				}
			})
		})
	}
}

// What fails behind the row at which its reader stopped undoes the transaction, and
// nobody may take that for done.
func TestFailureBehindAReader(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		enough := errors.New("enough")
		err := d.Tx(t.Context(), func(tx *db.Tx) error {
			if err := later(t, tx, "a"); err != nil {
				return err
			}
			err := db.Each(t.Context(), tx, func(n *int) []any { return []any{n} }, func(*int) error { return enough },
				`with recursive r(n) as (select 1 union all select n + 1 from r where n < 9)
				select case when n = 9 then length(cast(10 / (n - $1) as text)) else n end from r`, 9)
			if !errors.Is(err, enough) {
				t.Errorf("the reader ends with %v", err)
			}
			return nil
		})
		if got := things(t, d); (err == nil) != slices.Equal(got, []string{"a"}) {
			t.Errorf("the transaction answers %v, and has left %q", err, got)
		}
	})
}

func TestInsistIsContent(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		refused := errors.New("refused")
		err := d.Tx(t.Context(), func(tx *db.Tx) error {
			if err := later(t, tx, "a"); err != nil {
				return err
			}
			return tx.Insist(t.Context(), db.Refusal{Is: db.IsUnique, Err: refused}, `update things set name = $1`, "b")
		})
		if got := things(t, d); err != nil || !slices.Equal(got, []string{"b"}) {
			t.Error(got, err)
		}
	})
}

// A text of several statements goes alone, after what was to go before it.
func TestLaterBeforeAScript(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		err := d.Tx(t.Context(), func(tx *db.Tx) error {
			if err := later(t, tx, "a"); err != nil {
				return err
			}
			_, err := tx.Exec(t.Context(), `update things set name = name || 'b'; update things set name = name || 'c'`)
			return err
		})
		if got := things(t, d); err != nil || !slices.Equal(got, []string{"abc"}) {
			t.Error(got, err)
		}
	})
}

// To PostgreSQL a transaction goes as few times as it has to wait for.
func TestTrips(t *testing.T) {
	d, count := dbtest.Trips(t)
	createTables(t, d)
	for name, tt := range map[string]struct {
		f    func(tx *db.Tx) error
		want int64
	}{
		"nothing":    {func(*db.Tx) error { return nil }, 0},
		"only later": {func(tx *db.Tx) error { return errors.Join(later(t, tx, "a"), later(t, tx, "b"), later(t, tx, "c")) }, 1},
		"a query, and later": {func(tx *db.Tx) error {
			_, err := db.Value[int](t.Context(), tx, `select count(*) from things where name = $1`, "a")
			return errors.Join(err, later(t, tx, "d"), later(t, tx, "e"))
		}, 2},
		"a constraint": {func(tx *db.Tx) error {
			return errors.Join(later(t, tx, "f"), tx.Insist(t.Context(), db.Refusal{Is: db.IsNull, Err: errors.New("nothing")}, `update things set kind = $1`, "x"), later(t, tx, "g"))
		}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			var before int64
			for range 3 { // one to prepare the statements, and one on which nothing is new
				before = count()
				if err := d.Tx(t.Context(), tt.f); err != nil {
					t.Fatal(err)
				}
			}
			if got := count() - before; got != tt.want {
				t.Errorf("%d trips, want %d", got, tt.want)
			}
		})
	}
	if got := strings.Join(things(t, d), ""); got != "aaabbbcccdddeeefffggg" {
		t.Error(got)
	}
}
