package e2e

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"gatehouse/internal/db"
)

// killsEnv says how often the server is killed; see "make kill".
const (
	killsEnv     = "GATEHOUSE_KILLS"
	defaultKills = 8
	writers      = 8
	killSeed     = 20260302 // of the moments and of what is written
)

// TestKill kills the server at random moments while eight writers and the mails
// they cause keep it busy, and starts it again on what it left. In the end every
// answered write is there, each invitation's two mails have arrived, none of
// them under two ids, and the record of events is whole.
//
// On PostgreSQL the database lives on: what is killed is Gatehouse.
func TestKill(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *site) {
		kills, long := killCount(t)
		box := newMailbox(t)
		admin := s.found(t)
		company := s.oneCompany(t, admin.Token)
		serve := func() { s.serve(t, "--smtp-url", box.url(), "--log-level", "warn") }

		all, l := newWriters(s, admin.Token, company, writers, killSeed)
		moments := rand.New(rand.NewPCG(killSeed, 0))
		life := time.Second
		if s.isPostgres() {
			life = 3 * time.Second // its new connections are slow at first
		}
		begun := time.Now()
		for range kills {
			if moments.IntN(4) == 0 { // now and then it does not even get ready
				s.begin(t, "--smtp-url", box.url())
				<-time.After(within(moments, 200*time.Millisecond))
				s.kill()
			}
			serve()
			busy := l.next()
			var wg sync.WaitGroup
			for _, w := range all {
				wg.Go(func() { w.work(t) })
			}
			select {
			case <-busy:
			case <-time.After(10 * time.Second):
			}
			<-time.After(within(moments, life))
			s.kill()
			wg.Wait()
			if t.Failed() {
				return
			}
		}
		loaded := time.Since(begun)

		if !long {
			s.endLeases(t)
		}
		serve()
		rows := s.outbox(t, admin.Token, "")
		l.check(t, rows)
		mails := allArrived(t, box, rows)
		s.settled(t, admin.Token)
		s.stop(t)

		if got := s.run(t, "audit", "verify"); !strings.Contains(got, "events checked") {
			t.Errorf("audit verify prints %s", got)
		}
		s.recorded(t, rows)
		report := fmt.Sprintf("%d kills in %.0f s: %d writes answered, %d cut off, %d requests; %d mails, %d of them twice with one id",
			kills, loaded.Seconds(), l.answered, l.cut, len(rows), len(mails.ids), mails.repeated)
		t.Log(report)
		if engine := filepath.Base(t.Name()); long && !t.Failed() {
			writeDown(t, "kill-"+engine, fmt.Sprintf("# Killed %d times, on %s\n\n%s. `make kill KILLS=%d`\n\n%s.\n"+
				"Nothing that was answered was lost, no mail came under two ids, and the record was whole.\n",
				kills, engine, time.Now().UTC().Format(time.DateTime), kills, report))
		}
	})
}

// within returns a random moment, not long from now.
func within(random *rand.Rand, most time.Duration) time.Duration {
	return time.Duration(random.Int64N(int64(most)))
}

func killCount(t *testing.T) (n int, long bool) {
	t.Helper()
	text := os.Getenv(killsEnv)
	if text == "" {
		return defaultKills, false
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > 1000 {
		t.Fatalf("%s=%s is not a number from 1 to 1000", killsEnv, text)
	}
	return n, true
}

// oneCompany imports the company that invitations go to, and returns its guid.
func (s *site) oneCompany(t *testing.T, token string) string {
	t.Helper()
	s.importCompany(t)
	s.serve(t)
	defer s.stop(t)
	return s.company(t, token, "Black Hills Technologies")
}

func (s *site) importCompany(t *testing.T) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "companies.csv")
	if err := os.WriteFile(file, []byte("name,primary_domain\nBlack Hills Technologies,blackhills.example\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.run(t, "import", "companies", file)
}

// endLeases lets the next server take up what the last one was doing when it
// was killed. A lease ends by itself after two minutes, which "make kill" waits.
func (s *site) endLeases(t *testing.T) {
	t.Helper()
	d := s.openDB(t)
	defer d.Close()
	if _, err := d.Exec(t.Context(), `update jobs set leased_until = null`); err != nil {
		t.Fatal(err)
	}
}

// posting is a mail as its recipient tells it from others.
type posting struct{ to, subject string }

// postings returns the mails of a request: those that have to come, and one
// that may, because the request was resolved and its link is dead.
func postings(row object) (due []posting, maybe *posting) {
	to := row["requestee_email"].(string)
	due = append(due, posting{to, "Blue Seas International invites Black Hills Technologies to work on security together"})
	invitation := posting{to, "Your invitation from Blue Seas International"}
	if row["status"] == "Resolved" {
		return due, &invitation
	}
	return append(due, invitation), nil
}

// arrivals is what came of the mails that were due.
type arrivals struct {
	read     int // of the mailbox
	ids      map[posting]string
	missing  map[posting]bool
	repeated int // came again, with the id of the first time
}

// allArrived waits for the mails of every request. None may come under two ids,
// and none that belongs to no request.
func allArrived(t *testing.T, box *mailbox, rows []object) *arrivals {
	t.Helper()
	a := &arrivals{ids: make(map[posting]string), missing: make(map[posting]bool)}
	known := make(map[posting]bool)
	for _, row := range rows {
		due, maybe := postings(row)
		for _, p := range due {
			a.missing[p], known[p] = true, true
		}
		if maybe != nil {
			known[*maybe] = true
		}
	}
	box.until(t, 10*time.Minute, func() bool {
		a.take(t, box.since(a.read), known)
		return len(a.missing) == 0
	})
	for p := range a.missing {
		t.Errorf("the mail %q to %s never came", p.subject, p.to)
	}
	return a
}

func (a *arrivals) take(t *testing.T, letters []letter, known map[posting]bool) {
	t.Helper()
	a.read += len(letters)
	for _, l := range letters {
		if !strings.HasSuffix(l.to, "@blackhills.example") {
			continue // the admin's, from init
		}
		p := posting{l.to, l.subject}
		switch id, again := a.ids[p]; {
		case !known[p]:
			t.Errorf("the mail %q to %s belongs to no request", p.subject, p.to)
		case again && id != l.id:
			t.Errorf("the mail %q to %s came with the ids %s and %s", p.subject, p.to, id, l.id)
		case again:
			a.repeated++
		}
		a.ids[p] = l.id
		delete(a.missing, p)
	}
}

// settled waits until the server has written down what became of every mail that
// counts: a resolved request has none any more.
func (s *site) settled(t *testing.T, token string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	for tick := time.NewTicker(50 * time.Millisecond); ; {
		open := 0
		for _, row := range s.outbox(t, token, "?status=Pending&fields=mail_status") {
			if row["mail_status"] == "queued" {
				open++
			}
		}
		if open == 0 {
			return
		}
		select {
		case <-ctx.Done():
			t.Fatalf("%d mails are sent and still called queued", open)
		case <-tick.C:
		}
	}
}

// recorded checks that every request has one event that tells of its making.
func (s *site) recorded(t *testing.T, rows []object) {
	t.Helper()
	d := s.openDB(t)
	defer d.Close()
	made, err := db.Column[string](t.Context(), d, `select subject from events where action = 'access_request.create'`)
	if err != nil {
		t.Fatal(err)
	}
	counts := make(map[any]int)
	for _, guid := range made {
		counts[guid]++
	}
	for _, row := range rows {
		if counts[row["guid"]] != 1 {
			t.Errorf("%d events tell of the making of %s", counts[row["guid"]], row["guid"])
		}
	}
	if len(made) != len(rows) {
		t.Errorf("%d events tell of the making of %d requests", len(made), len(rows))
	}
}
