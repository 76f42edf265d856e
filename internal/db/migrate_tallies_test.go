package db_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// The requests that were there before are counted, too, and have the moments that
// only their links knew.
func TestTalliesOfWhatWasThere(t *testing.T) {
	at := time.Date(2026, 1, 31, 23, 59, 59, 999999000, time.UTC)
	for _, engine := range dbtest.Engines() {
		t.Run(string(engine), func(t *testing.T) {
			d := before(t, engine, "0026_tallies")
			exec := func(q string, args ...any) {
				t.Helper()
				if _, err := d.Exec(t.Context(), q, args...); err != nil {
					t.Fatal(err)
				}
			}
			exec(`insert into customers (id, guid, name, kind, company_guid, company_name, created_at, updated_at)
				values (1, 'c', 'C', 'Live', 'o', 'C', $1, $1)`, at)
			exec(`insert into companies (customer_id, guid, name, name_lower, created_at, updated_at) values (1, 'co', 'C', 'c', $1, $1), (1, 'no', 'N', 'n', $1, $1)`, at)
			for i, r := range []struct {
				status, reason string
				sent           int
				accepted       *time.Time
			}{
				{"Pending", "other", 1, nil},
				{"Pending", "other", 1, nil},
				{"Pending", "self_requested", 0, nil},
				{"Declined", "other", 1, nil},
				{"Resolved", "other", 1, &at},
			} {
				exec(`insert into access_requests (customer_id, guid, created_at, status, reason, requester_guid, company_guid, email, email_lower,
						trial_days, is_real, hubspot_status, document, sent_count, accepted_at)
					values (1, $1, $2, $3, $4, 'u', 'co', $1, $1, 30, $5, '', '', $6, $7)`,
					fmt.Sprint("r", i), at.Add(time.Duration(i%2)*time.Microsecond), r.status, r.reason, true, r.sent, r.accepted)
			}
			for i, l := range []struct {
				subject      string
				opened, used *time.Time
			}{{"r0", nil, nil}, {"r1", new(at.Add(2 * time.Hour)), nil}, {"r1", new(at.Add(time.Hour)), nil}, {"r3", new(at.Add(time.Hour)), new(at.Add(3 * time.Hour))}} {
				exec(`insert into links (customer_id, guid, kind, subject, hash, code_hash, created_at, expires_at, opened_at, used_at, ended)
					values (1, $1, 'invitation', $2, '', '', $3, $3, $4, $5, 'superseded')`, fmt.Sprint("l", i), l.subject, at, l.opened, l.used)
			}
			if _, err := db.Migrate(t.Context(), d); err != nil {
				t.Fatal(err)
			}
			tallies, err := db.Column[string](t.Context(), d, `
				select month || ' ' || reason || ' ' || status || ' ' || stage || ' ' || n from request_tallies where customer_id = 1`)
			slices.Sort(tallies)
			want := []string{
				"2026-01 other Pending invited 1", "2026-01 other Resolved accepted 1", "2026-01 self_requested Pending registered 1",
				"2026-02 other Declined opened 1", "2026-02 other Pending opened 1",
			}
			if err != nil || !slices.Equal(tallies, want) {
				t.Errorf("got %q, %v, want %q", tallies, err, want)
			}
			invited, err := db.Column[string](t.Context(), d, `select guid from companies where is_invited`)
			if err != nil || !slices.Equal(invited, []string{"co"}) {
				t.Errorf("invited are %q, %v", invited, err)
			}
			type moments struct{ opened, answered *time.Time }
			for guid, want := range map[string]moments{
				"r0": {}, "r1": {opened: new(at.Add(time.Hour))}, "r3": {new(at.Add(time.Hour)), new(at.Add(3 * time.Hour))}, "r4": {&at, &at},
			} {
				got, err := db.One(t.Context(), d, func(m *moments) []any { return []any{&m.opened, &m.answered} },
					`select opened_at, answered_at from access_requests where customer_id = 1 and guid = $1`, guid)
				if err != nil || say(got.opened) != say(want.opened) || say(got.answered) != say(want.answered) {
					t.Errorf("%s: opened %s, answered %s, %v; want %s, %s", guid, say(got.opened), say(got.answered), err, say(want.opened), say(want.answered))
				}
			}
		})
	}
}

func say(t *time.Time) string {
	if t == nil {
		return "never"
	}
	return t.UTC().Format(time.RFC3339)
}
