package db_test

import (
	"database/sql"
	"slices"
	"testing"
	"time"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

func TestPending(t *testing.T) {
	for _, engine := range dbtest.Engines() {
		t.Run(string(engine), func(t *testing.T) {
			d, err := db.Open(t.Context(), dbtest.URL(t, engine))
			if err != nil {
				t.Fatal(err)
			}
			defer d.Close()
			before, err := db.Pending(t.Context(), d)
			if err != nil || len(before) == 0 {
				t.Fatalf("a new database lacks %v, %v", before, err)
			}
			applied, err := db.Migrate(t.Context(), d)
			if err != nil || len(applied) != len(before) {
				t.Fatalf("%v were pending, %v were applied, %v", before, applied, err)
			}
			if _, err := d.Exec(t.Context(), `delete from migrations where name = $1`, applied[1]); err != nil {
				t.Fatal(err)
			}
			after, err := db.Pending(t.Context(), d)
			if err != nil || len(after) != 1 || after[0] != applied[1] {
				t.Errorf("got %v, %v, want %s", after, err, applied[1])
			}
		})
	}
}

func TestDamage(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		if broken, err := d.Damage(t.Context()); err != nil || len(broken) > 0 {
			t.Errorf("a new database is damaged: %v, %v", broken, err)
		}
	})
	t.Run("an orphan", func(t *testing.T) {
		path := dbtest.URL(t, db.SQLite)
		d, err := db.Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		defer d.Close()
		if _, err := db.Migrate(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		other, err := sql.Open("sqlite", path) // as a tool would that knows of no foreign keys
		if err != nil {
			t.Fatal(err)
		}
		defer other.Close()
		if _, err := other.Exec(`insert into heads (customer_id) values (7)`); err != nil {
			t.Fatal(err)
		}
		broken, err := d.Damage(t.Context())
		if want := []string{"heads refers to a row of customers that is not there"}; err != nil || !slices.Equal(broken, want) {
			t.Errorf("got %q, %v, want %q", broken, err, want)
		}
	})
}

func TestClock(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		at, err := d.Clock(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if off := time.Since(at).Abs(); off > time.Minute || at.Location() != time.UTC {
			t.Errorf("got %v, which is %v off", at, off)
		}
	})
}
