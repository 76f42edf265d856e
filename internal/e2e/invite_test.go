package e2e

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/db"
)

// TestInviteIsKilled kills the server while it invites the people of a file, and
// runs the same command again: every one of them is invited, and nobody twice.
func TestInviteIsKilled(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *site) {
		const people = 2000
		admin := s.found(t)
		s.oneCompany(t, admin.Token)
		file := filepath.Join(t.TempDir(), "people.csv")
		var text bytes.Buffer
		text.WriteString("company,email,contact_name\n")
		for i := range people {
			fmt.Fprintf(&text, "blackhills.example,p%d@blackhills.example,P %d\n", i, i)
		}
		if err := os.WriteFile(file, text.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		temporary := t.TempDir()
		s.env = append(s.env, "GATEHOUSE_TOKEN="+admin.Token, "TMPDIR="+temporary)
		command := func() (code int, stdout, stderr string) { return s.try(t, "invite", file, "--server", s.url) }

		s.serve(t)
		d := s.openDB(t)
		defer d.Close()
		type end struct {
			code        int
			out, stderr string
		}
		ended := make(chan end, 1)
		go func() {
			code, out, stderr := command()
			ended <- end{code, out, stderr}
		}()
		requests := func() int {
			n, err := db.Value[int](t.Context(), d, `select count(*) from access_requests`)
			if err != nil {
				t.Error(err)
			}
			return n
		}
		for tick := time.NewTicker(2 * time.Millisecond); requests() < 300 && !t.Failed(); {
			select {
			case <-tick.C:
			case e := <-ended:
				t.Fatalf("the command exits with %d before the kill: %s%s", e.code, e.out, e.stderr)
			}
		}
		s.kill()
		first, half := <-ended, requests()
		if first.code != 1 || half >= people || !strings.Contains(first.stderr, "Run the same command again") {
			t.Fatalf("after the kill %d are invited, the command exits with %d: %s%s", half, first.code, first.out, first.stderr)
		}

		if left, err := os.ReadDir(temporary); err != nil || len(left) > 0 {
			t.Errorf("the killed server has left %v, %v", left, err)
		}

		s.serve(t)
		code, out, stderr := command()
		want := fmt.Sprintf("%d rows: %d invited, 0 sent again, 0 open already, 0 invited before, 0 refused, %d done before\n", people, people-half, half)
		if code != 0 || out != want {
			t.Errorf("the second run exits with %d and prints\n%s%swant\n%s", code, out, stderr, want)
		}
		rows := s.outbox(t, admin.Token, "?fields=guid,requestee_email,sent_count")
		invited := make(map[any]int)
		for _, row := range rows {
			invited[row["requestee_email"]]++
		}
		if len(rows) != people || len(invited) != people {
			t.Errorf("%d requests to %d people, want %d", len(rows), len(invited), people)
		}
		s.stop(t)
		s.recorded(t, rows)
	})
}
