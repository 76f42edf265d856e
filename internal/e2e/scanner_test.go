package e2e

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/db"
)

// scan does to every mail what a mail scanner does to it, before the recipient
// sees it: it GETs and HEADs each link, as many times as it likes. Nothing may
// change by it.
func (y *story) scan(t *testing.T) {
	t.Helper()
	y.quiet(t)
	before := y.everything(t)
	for _, l := range y.box.letters() {
		for _, link := range l.links() {
			if !strings.HasPrefix(link, y.url) {
				t.Errorf("%q has a link to %s", l.subject, link)
				continue
			}
			for _, method := range []string{"GET", "HEAD", "GET"} {
				follow(t, method, link)
				y.scanned++
			}
		}
	}
	after := y.everything(t)
	for what, was := range before {
		if after[what] != was {
			t.Errorf("a mail scanner changed %s from\n%s\nto\n%s", what, was, after[what])
		}
	}
}

func follow(t *testing.T, method, link string) {
	t.Helper()
	request, err := http.NewRequest(method, link, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("User-Agent", "Mozilla/5.0 (compatible; a scanner of mails)")
	resp, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	io.Copy(io.Discard, resp.Body)
	if resp.StatusCode >= 500 {
		t.Errorf("%s %s: %d", method, link, resp.StatusCode)
	}
}

// quiet waits until the server has done what is due: mails, and documents whose
// names or last sign-in have changed.
func (y *story) quiet(t *testing.T) {
	t.Helper()
	d := y.openDB(t)
	defer d.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	for tick := time.NewTicker(20 * time.Millisecond); ; {
		queued, err := db.Value[int](ctx, d, `
			select (select count(*) from mails where state = 'queued')
				+ (select count(*) from jobs where every_ms is null and failed_at is null and run_at <= $1)`, db.Now())
		if err != nil {
			t.Fatal(err)
		}
		if queued == 0 {
			return
		}
		select {
		case <-ctx.Done():
			t.Fatal("the queue does not get empty")
		case <-tick.C:
		}
	}
}

// everything is all that the API shows an admin, and how many events there are.
func (y *story) everything(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{"events": y.run(t, "audit", "verify", "--json")}
	for _, path := range []string{
		requests, requests + "/counts", requests + "/received", "/ratings/v1/client-access-links", "/ratings/v1/access-groups",
		"/ratings/v1/portfolio", "/ratings/v1/folders", "/ratings/v1/tiers", "/user/v1/users", "/user/v1/access", "/user/v1/roles",
	} {
		all[path] = y.get(t, y.admin.Token, path)
	}
	return all
}
