package e2e

import (
	"encoding/csv"
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// resolves closes the collaboration. The access runs on.
func (y *story) resolves(t *testing.T) {
	resolved := read[object](t, y.call(t, y.robin, "PATCH", requests+"/"+y.maria, object{"status": "Resolved"}, http.StatusOK))
	wants(t, resolved, object{"status": "Resolved", "recipient_customer_access": "active"})
	if by := resolved["resolved_by"].(object); by["formal_name"] != "Robin Marsh" {
		t.Errorf("it was resolved by %v", by)
	}
	y.call(t, y.robin, "PATCH", requests+"/"+y.maria, object{"status": "Resolved"}, http.StatusConflict)
}

// readsTheOutbox in the three ways that somebody asked for.
func (y *story) readsTheOutbox(t *testing.T) {
	asked := []string{"outbox", "--server", y.url, "--token", y.robin}
	table := y.run(t, asked...)
	for _, want := range []string{"Maria Castro", "Resolved", "Richard Kuga", "Declined", blackHills} {
		if !strings.Contains(table, want) {
			t.Errorf("the table does not say %q:\n%s", want, table)
		}
	}
	if lines := strings.Split(strings.TrimSpace(table), "\n"); len(lines) != 3 || !strings.Contains(lines[2], "self_requested") {
		t.Errorf("the table is not one:\n%s", table)
	}
	fromCommand := y.run(t, append(asked, "--format", "csv")...)
	if fromServer := y.get(t, y.robin, requests+"?format=csv"); fromCommand != fromServer {
		t.Errorf("the command prints\n%s\nand the server answers\n%s", fromCommand, fromServer)
	}
	rows, err := csv.NewReader(strings.NewReader(fromCommand)).ReadAll()
	if err != nil || len(rows) != 3 {
		t.Errorf("the CSV has %d lines, %v", len(rows), err)
	}
	if some := y.run(t, append(asked, "--format", "json", "--status", "Resolved")...); len(read[[]object](t, some)) != 1 {
		t.Errorf("of the resolved ones the command prints %s", some)
	}
}

// checksTheRecord ends the day: the record is whole, and a copy of the data is
// as good as the data, on the other engine too.
func (y *story) checksTheRecord(t *testing.T) {
	y.quiet(t)
	if got := y.run(t, "audit", "verify"); !strings.Contains(got, "events checked") {
		t.Errorf("audit verify prints %s", got)
	}
	file := filepath.Join(t.TempDir(), "copy")
	y.run(t, "backup", file)
	want := y.everything(t)
	y.stop(t)
	other := db.Postgres
	if y.isPostgres() {
		other = db.SQLite
	}
	copied := newSite(t, other, dbtest.URL(t, other))
	copied.env = append(copied.env, "GATEHOUSE_KEY_FILE="+filepath.Join(y.data, "server.key"))
	copied.run(t, "restore", file)
	copied.serve(t)
	opened := &story{site: copied, admin: y.admin}
	// To ask is a use of the token, which is noted once a minute: whether there was one has
	// to be the same, not when.
	used := regexp.MustCompile(`"last_login_at":"[^"]*"`)
	const some = `"last_login_at":"once"`
	for what, got := range opened.everything(t) {
		got = used.ReplaceAllString(strings.ReplaceAll(got, copied.url, y.url), some)
		if want := used.ReplaceAllString(want[what], some); what != "events" && got != want {
			t.Errorf("%s in the backup is\n%s\nwant\n%s", what, got, want)
		}
	}
}
