package db_test

import (
	"slices"
	"testing"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// Who came in by a password alone, where a second factor was demanded before
// there were any, is out after the migration; nobody else is.
func TestSessionsWithoutADemandedFactorEnd(t *testing.T) {
	for _, engine := range dbtest.Engines() {
		t.Run(string(engine), func(t *testing.T) {
			d := before(t, engine, "0023_mend")
			exec := func(q string, args ...any) {
				t.Helper()
				if _, err := d.Exec(t.Context(), q, args...); err != nil {
					t.Fatal(err)
				}
			}
			exec(`insert into customers (id, guid, name, kind, company_guid, company_name, created_at, updated_at)
				values (1, 'c', 'C', 'Live', 'o', 'C', $1, $1)`, db.Now())
			exec(`insert into users (customer_id, guid, id, email, email_lower, formal_name, created_at, updated_at)
				values (1, 'u', 1, 'here@x.example', 'here@x.example', 'U', $1, $1)`, db.Now())
			for id, demanded := range map[int]bool{1: true, 2: false} {
				exec(`insert into accesses (customer_id, id, user_guid, type, two_fa_enabled, created_at)
					values (1, $1, 'u', $2, $3, $4)`, id, []string{"", "ui_connection", "profile"}[id], demanded, db.Now())
			}
			for _, s := range []struct {
				guid           string
				login          int
				method, factor string
			}{
				{"password alone", 1, "password", ""},
				{"with a factor", 1, "password", "totp"},
				{"at an IdP", 1, "sso", ""},
				{"none demanded", 2, "password", ""},
			} {
				exec(`insert into sessions (customer_id, guid, access_id, login_customer_id, login_access_id, is_open, hash,
						created_at, seen_at, expires_at, method, factor)
					values (1, $1, 2, 1, $2, $3, $1, $4, $4, $4, $5, $6)`, s.guid, s.login, true, db.Now(), s.method, s.factor)
				exec(`insert into directory (kind, hash, customer_id, ref) values ('session', $1, 1, $1)`, s.guid)
			}
			if _, err := db.Migrate(t.Context(), d); err != nil {
				t.Fatal(err)
			}
			for _, q := range []string{`select guid from sessions order by guid`, `select ref from directory order by ref`} {
				got, err := db.Column[string](t.Context(), d, q)
				slices.Sort(got)
				if want := []string{"at an IdP", "none demanded", "with a factor"}; err != nil || !slices.Equal(got, want) {
					t.Errorf("%s: got %q, %v, want %q", q, got, err, want)
				}
			}
		})
	}
}
