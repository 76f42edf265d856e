package db_test

import (
	"testing"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

func TestWatchedIsToldOfEveryStatement(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		var got []string
		w := d.Watched(func(query string) { got = append(got, query) })
		want := []string{`select 1`, `delete from jobs where id = 'a'`, `select 2`, `delete from jobs where id = 'b'`}
		if _, err := db.Value[int](t.Context(), w, want[0]); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Exec(t.Context(), want[1]); err != nil {
			t.Fatal(err)
		}
		err := w.Tx(t.Context(), func(tx *db.Tx) error {
			if _, err := db.Value[int](t.Context(), tx, want[2]); err != nil {
				return err
			}
			_, err := tx.Exec(t.Context(), want[3])
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.Value[int](t.Context(), d, `select 3`); err != nil {
			t.Fatal(err)
		}
		if len(got) != len(want) {
			t.Fatalf("told of %q", got)
		}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("told of %q, want %q", got[i], want[i])
			}
		}
	})
}
