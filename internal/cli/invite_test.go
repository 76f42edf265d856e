package cli

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"gatehouse/client"
	"gatehouse/internal/api/apitest"
)

// desk is a server that takes invitations as the real one does, as far as a
// client can tell: its calls and answers are compared with the description, too.
// The real one is in the tests of the whole.
type desk struct {
	*httptest.Server
	answer func(w http.ResponseWriter, call int) bool // instead of taking the part
	calls  int
	bodies []string
	asked  []*http.Request
	env    []string
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{}
	d.Server = httptest.NewServer(apitest.Compared(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		d.calls++
		if d.answer != nil && d.answer(w, d.calls) {
			return
		}
		d.bodies, d.asked = append(d.bodies, string(body)), append(d.asked, r)
		report := client.ImportReport{UnknownColumns: []string{"colour"}, Applied: true}
		for n, line := range strings.Split(strings.TrimSuffix(string(body), "\n"), "\n") {
			row, count := client.ImportRow{Line: n + 1, Result: client.ImportRowResultInvited, Company: "C", RequesteeEmail: line}, &report.Invited
			switch {
			case strings.Contains(line, "bad"):
				row.Result, row.Message, count = client.ImportRowResultRefused, new("requestee_email: is bad"), &report.Refused
			case r.URL.Query().Get("dry_run") == "true":
				row.Result, count = client.ImportRowResultWouldInvite, &report.WouldInvite
			}
			if n > 0 {
				report.Results = append(report.Results, row)
				report.Rows++
				*count++
			}
		}
		if err := printJSON(w, report); err != nil {
			t.Error(err)
		}
	})))
	t.Cleanup(d.Close)
	d.env = []string{"GATEHOUSE_SERVER=" + d.URL, "GATEHOUSE_TOKEN=gth_x"}
	return d
}

// people returns a file of n people; the last one's address is bad.
func people(n int) string {
	var b strings.Builder
	b.WriteString("email,company\n")
	for i := range n - 1 {
		fmt.Fprintf(&b, "p%d@c.example,C\n", i)
	}
	return b.String() + "bad@c.example,C\n"
}

func TestInvite(t *testing.T) {
	d := newDesk(t)
	file := csvFile(t, people(450))
	got := gatehouse(t, d.env, "invite", file, "--existing", "invite")
	want := "line 451: C bad@c.example,C: refused: requestee_email: is bad\n" + `column "colour" was not read` +
		"\n450 rows: 449 invited, 0 sent again, 0 open already, 0 invited before, 1 refused, 0 done before\n"
	if got.code != exitFailure || got.out != want || got.err != "gatehouse: 1 of 450 rows were refused\n" {
		t.Errorf("got %d %q, %q", got.code, got.out, got.err)
	}
	if whole := d.bodies[0] + strings.TrimPrefix(d.bodies[1], "email,company\n") + strings.TrimPrefix(d.bodies[2], "email,company\n"); d.calls != 3 || whole != people(450) {
		t.Errorf("%d calls; together they are not the file", d.calls)
	}
	q := d.asked[2].URL.Query()
	if user, _, _ := d.asked[2].BasicAuth(); user != "gth_x" || d.asked[2].URL.Path != "/ratings/v1/access-requests/import" ||
		q.Get("existing") != "invite" || q.Get("dry_run") == "true" || len(q.Get("import_id")) != 32 || d.asked[2].Header.Get("Content-Type") != "text/csv" {
		t.Errorf("it asked %s as %s", d.asked[2].URL, user)
	}
	id := q.Get("import_id")

	dry := gatehouse(t, d.env, "invite", file, "--dry-run")
	if last := d.asked[len(d.asked)-1].URL.Query(); d.calls != 4 || last.Get("dry_run") != "true" || last.Get("import_id") != id || last.Get("existing") != "skip" {
		t.Errorf("a dry run takes %d calls, the last with %v", d.calls-3, last)
	}
	if dry.code != exitFailure || strings.Count(dry.out, "would invite") != 449 || !strings.Contains(dry.out, "450 rows, but this was a dry run: 449 invited") {
		t.Errorf("a dry run prints %s", dry.out)
	}
	named := read[client.ImportReport](t, gatehouse(t, d.env, "invite", file, "--json", "--import-id", "spring").out)
	if named.Rows != 450 || named.Refused != 1 || named.ImportID != "spring" || !named.Applied || d.asked[6].URL.Query().Get("import_id") != "spring" {
		t.Errorf("got %+v", named)
	}
}

// Parts end where rows end, and lines are those of the file: with a byte order
// mark, a line that names the separator, cells of several lines and empty lines.
func TestInviteKeepsRowsWhole(t *testing.T) {
	d := newDesk(t)
	var b strings.Builder
	b.WriteString("\xef\xbb\xbfsep=;\r\nemail;company;message\r\n")
	line := 3
	for range 201 {
		b.WriteString("a@c.example;C;\"two\nlines; and \"\"quotes\"\"\"\r\n\r\n")
		line += 3
	}
	b.WriteString("bad@c.example;C;x") // in the second part, without an end
	parts, rows, err := (&invite{}).split([]byte(b.String()))
	if err != nil || rows != 202 || len(parts) != 2 {
		t.Fatalf("%d rows in %d parts, %v", rows, len(parts), err)
	}
	head := "\xef\xbb\xbfsep=;\r\nemail;company;message\r\n"
	if second := string(parts[1].body); !strings.HasPrefix(second, head) || strings.Count(second, "@") != 2 {
		t.Errorf("the second part is %q", second)
	}
	table := strings.Count(string(parts[1].body), "\n") + 1 // the line of the last row
	if got := table + parts[1].shift; got != line {
		t.Errorf("the last row is on line %d, want %d", got, line)
	}
	if _, rows, err := (&invite{}).split([]byte("email,company,remark,remark\na@c.example,C,x,y\n")); err != nil || rows != 1 {
		t.Errorf("two columns that nobody reads: %d rows, %v", rows, err)
	}
	got := gatehouse(t, d.env, "invite", csvFile(t, "email\n"))
	if got.code != exitFailure || !strings.Contains(got.err, "no rows") || d.calls != 0 {
		t.Errorf("a file without rows: %+v", got)
	}
}

// What may pass is tried again; what does not stops the command, which says how
// to go on.
func TestInviteStopsAndGoesOn(t *testing.T) {
	d := newDesk(t)
	file := csvFile(t, strings.ReplaceAll(people(450), "bad", "good"))
	d.answer = func(w http.ResponseWriter, call int) bool {
		switch call {
		case 2:
			panic(http.ErrAbortHandler) // the connection breaks
		case 3:
			w.Header().Set("Retry-After", "1")
			w.WriteHeader(http.StatusServiceUnavailable)
			io.WriteString(w, `{"detail":"The database is busy."}`)
			return true
		}
		return false
	}
	if got := must(t, d.env, "invite", file); !strings.HasPrefix(got, "column") || !strings.Contains(got, "450 rows: 450 invited") || d.calls != 5 {
		t.Errorf("%d calls, it prints %s", d.calls, got)
	}
	d.answer = func(w http.ResponseWriter, call int) bool {
		if call != 7 {
			return false
		}
		w.Header().Set("Retry-After", "40000")
		w.WriteHeader(http.StatusTooManyRequests)
		io.WriteString(w, `{"detail":"Your organisation has sent its 400 invitation mails of today."}`)
		return true
	}
	got := gatehouse(t, d.env, "invite", file)
	if got.code != exitFailure || d.calls != 7 || !strings.Contains(got.out, "200 rows: 200 invited") ||
		!strings.HasPrefix(got.err, "200 of 450 rows were read. Run the same command again to go on: nobody is invited twice.\n") ||
		!strings.HasSuffix(got.err, "429 Too Many Requests: Your organisation has sent its 400 invitation mails of today.\n") {
		t.Errorf("%d calls, got %+v", d.calls, got)
	}
}

func TestInviteRefuses(t *testing.T) {
	d := newDesk(t)
	d.answer = func(w http.ResponseWriter, _ int) bool {
		w.WriteHeader(http.StatusForbidden)
		io.WriteString(w, `{"detail":"You do not have permission to perform this action."}`)
		return true
	}
	file := csvFile(t, people(3))
	refused(t, d.env, exitFailure, "403 Forbidden: You do not have permission", "invite", file)
	if d.calls != 1 {
		t.Errorf("it asked %d times", d.calls)
	}
	refused(t, d.env, exitFailure, "no such file", "invite", file+".none")
	refused(t, d.env, exitUsage, "--existing", "invite", file, "--existing", "maybe")
	refused(t, d.env[:1], exitUsage, "--token (GATEHOUSE_TOKEN)", "invite", file)
	refused(t, d.env, exitFailure, "UTF-16", "invite", csvFile(t, "\xff\xfec\x00"))
}
