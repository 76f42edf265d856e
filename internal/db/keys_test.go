package db_test

import (
	"strings"
	"testing"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// acrossCustomers are the foreign keys, and the unique indexes, that do not begin
// with a customer, and why. A PostgreSQL that is spread over several machines by
// customers has to do without them: see docs/scaling.md.
var acrossCustomers = map[string]string{
	"customers.parent_id":        "a subsidiary names its parent",
	"memberships.user_guid":      "who works in a subsidiary is a user of the parent",
	"accesses.user_guid":         "as above",
	"folder_shares.user_guid":    "as above",
	"sessions.login_customer_id": "a session in a subsidiary was opened at the parent's door",

	"users_guid":          "a user is found by its guid alone, before its customer is known",
	"users_id":            "numbers are one sequence",
	"accesses_id":         "as above",
	"passkeys_credential": "a browser shows a passkey before anybody says whose it is",
	"sso_domains_one":     "a domain belongs to one customer",
}

// The rows that a row refers to lie with it: its foreign keys begin with the
// customer, but for those listed above.
func TestForeignKeysBeginWithTheCustomer(t *testing.T) {
	queries := map[db.Dialect]string{
		db.SQLite: `select m.name || '.' || f."from" from sqlite_master m, pragma_foreign_key_list(m.name) f
			where m.type = 'table' and f.seq = 0`,
		db.Postgres: `select cast(conrelid as regclass) || '.' || attname from pg_constraint
			join pg_attribute on attrelid = conrelid and attnum = conkey[1]
			where contype = 'f' and connamespace = cast(current_schema() as regnamespace)`,
	}
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		checkKeys(t, d, queries[d.Dialect()], 40)
	})
}

// A row is unique among those of its customer.
func TestUniqueIndexesHaveTheCustomer(t *testing.T) {
	queries := map[db.Dialect]string{
		db.SQLite: `select i.name || case when exists (select 1 from pragma_index_info(i.name) c where c.name = 'customer_id') then '.customer_id' else '' end
			from sqlite_master m, pragma_index_list(m.name) i
			where m.type = 'table' and i."unique" = 1 and i.origin = 'c' and m.name <> 'customers'`,
		db.Postgres: `select i.relname || case when exists (
				select 1 from unnest(cast(x.indkey as smallint[])) as k (n) join pg_attribute a on a.attrelid = x.indrelid and a.attnum = k.n
				where a.attname = 'customer_id') then '.customer_id' else '' end
			from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
			where x.indisunique and not x.indisprimary and c.relnamespace = cast(current_schema() as regnamespace) and c.relname <> 'customers'`,
	}
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		checkKeys(t, d, queries[d.Dialect()], 10)
	})
}

// checkKeys wants at least so many keys, of which all have the customer that are
// not excused.
func checkKeys(t *testing.T, d *db.DB, query string, least int) {
	t.Helper()
	keys, err := db.Column[string](t.Context(), d, query)
	if err != nil || len(keys) < least {
		t.Fatal(keys, err)
	}
	for _, key := range keys {
		if !strings.HasSuffix(key, ".customer_id") && acrossCustomers[key] == "" {
			t.Errorf("%s does not begin with the customer", key)
		}
	}
}
