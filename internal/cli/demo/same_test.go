package demo

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/mail"
)

// tables are what has to be the same every time: all but secrets, and the record
// of when the demo was really made.
var tables = map[string]string{
	"customers": "id, guid, name, domain, company_guid, created_at", "groups": "guid, id, name, created_at",
	"group_companies": "group_guid, company_guid", "quotas": "group_guid, subscription_type, allocated, used",
	"users": "customer_id, guid, id, email, formal_name, created_at", "memberships": "user_guid, role, group_guid",
	"accesses": "customer_id, id, user_guid, type, name, last_login_at, created_at", "access_roles": "access_id, role, position",
	"companies":       "guid, name, rating, rating_date, grades, tier_guid, version, created_at, updated_at",
	"company_domains": "company_guid, domain", "subscriptions": "company_guid, subscription_type, group_guid, started_at",
	"folders": "guid, name, position, owner_guid", "folder_companies": "folder_guid, company_guid", "tiers": "guid, name, rank",
	"contacts": "guid, company_guid, email, formal_name, is_preferred", "findings": "id, company_guid, risk_vector, title, evidence, first_seen, last_seen",
	"client_access_links": "guid, name, is_active, created_at, updated_at", "registrations": "guid, form_guid, email, created_at, request_guid",
	"access_requests":  "guid, document, created_at, window_ends_at, accepted_at, access_ends_at, recipient_guid, message, notes",
	"request_vectors":  "slug, created_at, request_guid",
	"request_findings": "request_guid, finding_id, position, remediation, comment", "request_messages": "request_guid, number, side, author_guid, body, created_at", "received": "customer_id, user_guid, request_guid, is_read, document",
}

// dump writes the tables as lines of text, whatever the engine.
func dump(ctx context.Context, t *testing.T, d *db.DB) map[string][]string {
	t.Helper()
	all := make(map[string][]string)
	for table, columns := range tables {
		names := strings.Split(columns, ", ")
		lines, err := db.All(ctx, d, func(line *[]any) []any {
			*line = make([]any, len(names))
			var to []any
			for i, name := range names {
				if strings.HasSuffix(name, "_at") {
					(*line)[i] = new(*time.Time)
				} else {
					(*line)[i] = new(*string)
				}
				to = append(to, (*line)[i])
			}
			return to
		}, `select `+columns+` from `+table)
		if err != nil {
			t.Fatalf("%s: %v", table, err)
		}
		for _, line := range lines {
			var b strings.Builder
			for _, v := range line {
				switch v := v.(type) {
				case **time.Time:
					if *v != nil {
						fmt.Fprint(&b, (*v).UTC().Format(time.RFC3339Nano))
					}
				case **string:
					if *v != nil {
						b.WriteString(**v)
					}
				}
				b.WriteByte('|')
			}
			all[table] = append(all[table], strings.NewReplacer("|1|", "|true|", "|0|", "|false|").Replace(b.String()))
		}
		slices.Sort(all[table])
	}
	return all
}

// TestSameEveryTime: also on the other engine.
func TestSameEveryTime(t *testing.T) {
	d := dbtest.Open(t, db.SQLite)
	first := fill(t, d, 7)
	want := dump(t.Context(), t, d)
	same := func(t *testing.T, engine db.Dialect) {
		d := dbtest.Open(t, engine)
		made, err := Fill(t.Context(), d, mail.Key{2}, Options{Seed: 7, Now: today.Add(20 * time.Hour), PublicURL: publicURL})
		if err != nil {
			t.Fatal(err)
		}
		if made.Password == first.Password || made.Secret == first.Secret {
			t.Error("the secrets are the same, too")
		}
		for table, lines := range dump(t.Context(), t, d) {
			if len(lines) == 0 || len(lines) != len(want[table]) {
				t.Errorf("%s has %d rows, had %d", table, len(lines), len(want[table]))
				continue
			}
			for i, line := range lines {
				if line != want[table][i] {
					t.Errorf("%s:\ngot  %s\nwant %s", table, line, want[table][i])
					break
				}
			}
		}
	}
	for _, engine := range dbtest.Engines() {
		t.Run(string(engine), func(t *testing.T) { same(t, engine) })
	}
}

func TestAnotherSeed(t *testing.T) {
	one, other := dbtest.Open(t, db.SQLite), dbtest.Open(t, db.SQLite)
	fill(t, one, 1)
	fill(t, other, 2)
	a, b := dump(t.Context(), t, one), dump(t.Context(), t, other)
	for _, table := range []string{"customers", "users", "companies", "contacts", "findings", "access_requests", "received"} {
		if slices.Equal(a[table], b[table]) {
			t.Errorf("%s are the same", table)
		}
	}
}
