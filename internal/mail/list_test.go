package mail

import (
	"testing"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// TestAddressesAreComparedByBytes: in the order of a language, signs count for
// nothing, and the beginning of an address would not be found by its index.
func TestAddressesAreComparedByBytes(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		if d.Dialect() != db.Postgres {
			return // SQLite compares bytes
		}
		got, err := db.Value[string](t.Context(), d, `
			select coalesce(collation_name, '') from information_schema.columns
			where table_schema = current_schema() and table_name = 'mails' and column_name = 'recipient_lower'`)
		if err != nil || got != "C" {
			t.Errorf("they are compared as in %q, %v", got, err)
		}
	})
}
