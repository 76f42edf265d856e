package e2e

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// onPostgres returns a site without customers over a database of PostgreSQL.
func onPostgres(t *testing.T) *site {
	t.Helper()
	return newSite(t, db.Postgres, dbtest.URL(t, db.Postgres))
}

// beside returns another node: the same database, the same key, the same public
// address, and a folder of its own.
func (s *site) beside(t *testing.T) *site {
	t.Helper()
	b := newSite(t, db.Postgres, s.database())
	s.public = s.url
	b.public = s.url
	b.env = append(b.env, "GATEHOUSE_KEY_FILE="+filepath.Join(s.data, "server.key"))
	return b
}

// TestTwoNodes starts two servers at once on an empty database: one makes the
// tables, the other waits. Then whatever one of them does, the other knows, and
// each job is done once.
func TestTwoNodes(t *testing.T) {
	t.Parallel()
	a := onPostgres(t)
	b := a.beside(t)
	box := newMailbox(t)
	if err := os.MkdirAll(a.data, 0o700); err != nil { // where the first of them makes the key
		t.Fatal(err)
	}
	options := []string{"--smtp-url", box.url(), "--user-calls", "60", "--log-level", "warn"}
	a.begin(t, options...)
	b.begin(t, options...)
	for _, s := range []*site{a, b} {
		if !s.ready(t) {
			t.Fatalf("a node ended:\n%s", s.log.tail(4000))
		}
	}
	admin := a.found(t)
	a.importCompany(t)
	company := a.company(t, admin.Token, "Black Hills Technologies")

	sharedJobs(t, a, b, box, admin.Token, company)
	sharedSessions(t, a, b)
	sharedTokens(t, a, b)
	sharedLimits(t, a, b)

	a.stop(t)
	b.stop(t)
	if got := a.run(t, "audit", "verify"); !strings.Contains(got, "events checked") {
		t.Errorf("audit verify prints %s", got)
	}
}

// sharedJobs invites people at both nodes: each mail comes once.
func sharedJobs(t *testing.T, a, b *site, box *mailbox, token, company string) {
	all, l := newWriters(a, token, company, 4, killSeed)
	var wg sync.WaitGroup
	for i, w := range all {
		if i%2 == 1 {
			w.s = b
		}
		wg.Go(func() {
			for range 12 {
				if err := w.create(t, 2); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
	rows := b.outbox(t, token, "")
	l.check(t, rows)
	if mails := allArrived(t, box, rows); mails.repeated > 0 {
		t.Errorf("%d mails came twice: their jobs ran on both nodes", mails.repeated)
	}
}

// sharedSessions signs in at one node, works at the other, and signs out there.
func sharedSessions(t *testing.T, a, b *site) {
	session := a.signIn(t)
	if status := b.page(t, session, "/account"); status != http.StatusOK {
		t.Errorf("signed in at one node, the other answers %d", status)
	}
	b.form(t, session, "/sign-out", nil)
	if status := a.page(t, session, "/account"); status != http.StatusSeeOther {
		t.Errorf("signed out at one node, the other answers %d", status)
	}
}

// signIn makes a user and signs it in, and returns the cookies of its session.
func (s *site) signIn(t *testing.T) []*http.Cookie {
	t.Helper()
	const email, password = "flora@blueseas.example", "correct horse battery staple"
	made := read[struct {
		Link string `json:"set_password"`
		Code string `json:"set_password_code"`
	}](t, s.run(t, "user", "add", "--name", "Flora Reef", "--email", email, "--json"))
	_, path, _ := strings.Cut(strings.TrimPrefix(made.Link, "http://"), "/")
	s.form(t, nil, "/"+path, url.Values{"code": {made.Code}, "password": {password}})
	return s.form(t, nil, "/sign-in", url.Values{"email": {email}, "password": {password}})
}

// form sends a form of a page as a browser would, and returns the cookies.
func (s *site) form(t *testing.T, cookies []*http.Cookie, path string, fields url.Values) []*http.Cookie {
	t.Helper()
	request, err := http.NewRequest("POST", s.url+path, strings.NewReader(fields.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	status, header := s.browse(t, cookies, request)
	if status != http.StatusSeeOther {
		t.Fatalf("%s answers %d", path, status)
	}
	return (&http.Response{Header: header}).Cookies()
}

func (s *site) page(t *testing.T, cookies []*http.Cookie, path string) (status int) {
	t.Helper()
	request, err := http.NewRequest("GET", s.url+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	status, _ = s.browse(t, cookies, request)
	return status
}

// browse does not follow where it is led.
func (s *site) browse(t *testing.T, cookies []*http.Cookie, request *http.Request) (status int, header http.Header) {
	t.Helper()
	for _, c := range cookies {
		request.AddCookie(c)
	}
	resp, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	return resp.StatusCode, resp.Header
}

// sharedTokens makes a token at one node, calls the other with it, and revokes
// it at the first.
func sharedTokens(t *testing.T, a, b *site) {
	c := read[struct {
		Token    string `json:"token"`
		User     string `json:"user_guid"`
		AccessID int64  `json:"access_id"`
	}](t, a.run(t, "token", "new", "--user", "emma@blueseas.example", "--name", "short-lived", "--json"))
	b.get(t, c.Token, requests)
	path := fmt.Sprintf("/user/v1/users/%s/access/%d/tokens", c.User, c.AccessID)
	listed := read[struct {
		Data struct {
			Results []struct {
				ID string `json:"id"`
			} `json:"results"`
		} `json:"data"`
	}](t, a.get(t, c.Token, path))
	a.call(t, c.Token, "DELETE", path+"/"+listed.Data.Results[0].ID, nil, http.StatusNoContent)
	begun := time.Now()
	eventually(t, "a revoked token is refused at the other node", func() bool {
		got, err := b.ask(http.DefaultClient, c.Token, "GET", requests, "")
		return err == nil && got.status == http.StatusUnauthorized
	})
	t.Logf("a revoked token was refused at the other node after %s", time.Since(begun).Round(time.Millisecond))
}

// sharedLimits calls both nodes with one token as often as it may call, and more.
func sharedLimits(t *testing.T, a, b *site) {
	const most, period = 60, 300
	for range 2 { // a new period may begin in between
		token := read[credentials](t, a.run(t, "token", "new", "--user", "emma@blueseas.example", "--name", "limited", "--json")).Token
		begun := time.Now().Unix() / period
		taken := 0
		for i := range 2 * most {
			got, err := []*site{a, b}[i%2].ask(http.DefaultClient, token, "GET", "/user/v1/roles", "")
			if err != nil {
				t.Fatal(err)
			}
			if got.status == http.StatusOK {
				taken++
			} else if got.status != http.StatusTooManyRequests || got.header.Get("Retry-After") == "" {
				t.Fatalf("%d %s", got.status, got.body)
			}
		}
		if time.Now().Unix()/period != begun {
			continue
		}
		if taken != most {
			t.Errorf("both nodes together took %d calls of %d", taken, most)
		}
		return
	}
}

// eventually waits until something is so.
func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	for tick := time.NewTicker(10 * time.Millisecond); !is(); {
		select {
		case <-ctx.Done():
			t.Fatalf("it does not come to that: %s", what)
		case <-tick.C:
		}
	}
}

// TestRollingRestart replaces one node after the other behind a balancer that
// looks at /readyz, while four writers work: no call is refused or lost.
func TestRollingRestart(t *testing.T) {
	t.Parallel()
	a := onPostgres(t)
	nodes := []*site{a, a.beside(t)}
	admin := a.found(t)
	a.importCompany(t)
	options := []string{"--drain-seconds", "1", "--log-level", "warn"}
	for _, s := range nodes {
		s.serve(t, options...)
	}
	front := balance(t, nodes)
	company := front.company(t, admin.Token, "Black Hills Technologies")
	all, l := newWriters(front.site, admin.Token, company, 4, killSeed)
	working, stop := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	for _, w := range all {
		wg.Go(func() {
			for working.Err() == nil {
				if err := w.write(t); err != nil {
					t.Errorf("a call was refused: %v", err)
					return
				}
			}
		})
	}
	for _, s := range nodes {
		<-l.next()
		s.stop(t)
		<-l.next()
		s.serve(t, options...)
		front.wait(t, s)
	}
	<-l.next()
	stop()
	wg.Wait()
	l.check(t, front.outbox(t, admin.Token, ""))
	t.Logf("%d writes answered over two restarts", l.answered)
	for _, s := range nodes {
		s.stop(t)
	}
}

// front is a balancer before several nodes, which can be called as a site.
type front struct {
	*site
	up sync.Map // *site -> bool: /readyz said so a moment ago
}

// balance starts a balancer that asks every node whether it is ready, 20 times a
// second, and gives calls to those that are, in turn.
func balance(t *testing.T, nodes []*site) *front {
	t.Helper()
	f := &front{site: &site{env: nodes[0].env, program: nodes[0].program}}
	var turn atomic.Int64
	asking, stop := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	for _, s := range nodes {
		f.up.Store(s, true)
		wg.Go(func() {
			for tick := time.NewTicker(50 * time.Millisecond); asking.Err() == nil; <-tick.C {
				resp, err := http.Get("http://" + s.listen.Load().(string) + "/readyz")
				if err == nil {
					resp.Body.Close()
				}
				f.up.Store(s, err == nil && resp.StatusCode == http.StatusOK)
			}
		})
	}
	t.Cleanup(func() {
		stop()
		wg.Wait()
	})
	f.url = apitest.Proxy(t, func() string {
		for range nodes {
			s := nodes[turn.Add(1)%int64(len(nodes))]
			if up, _ := f.up.Load(s); up == true {
				return "http://" + s.listen.Load().(string)
			}
		}
		return "http://127.0.0.1:1" // nobody
	})
	return f
}

// wait waits until the balancer uses a node.
func (f *front) wait(t *testing.T, s *site) {
	t.Helper()
	eventually(t, "the balancer uses the node", func() bool {
		up, _ := f.up.Load(s)
		return up == true
	})
}
