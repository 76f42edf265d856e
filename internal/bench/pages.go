package bench

import (
	"context"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"
)

// paged is how long a server takes for a page, or an answer of the API, by size.
type paged struct {
	what         string
	median, most []time.Duration // the second is that of 95 of 100
	goal         bool            // it has one
}

// pages are the console's pages that are measured. An address that does not begin
// with a slash is reached by a function below.
var pages = []struct {
	what    string
	path    func(*customer) string
	limited bool // for the user who sees 50 companies; otherwise for an admin
}{
	{"home", at("/home"), false},
	{"home of a user who sees 50 companies", at("/home"), true},
	{"search of everything, a common word", at("/search?q=rob"), false},
	{"search of everything, a rare word", at("/search?q=vendor00042"), false},
	{"search of that user, a common word", at("/search?q=rob"), true},
	{"outbox", at("/outbox"), false},
	{"outbox of a user who sees 50 companies", at("/outbox"), true},
	{"outbox, a page deep in", at("deep"), false},
	{"outbox by status", at("/outbox?status=Declined"), false},
	{"outbox by reason", at("/outbox?reason=other"), false},
	{"outbox by company", func(c *customer) string { return "/outbox?company_guid=" + c.companies[0] }, false},
	{"outbox by group", func(c *customer) string { return "/outbox?group=" + c.groups[0] }, false},
	{"outbox by sender", func(c *customer) string { return "/outbox?requesterid=" + c.users[0] }, false},
	{"outbox by risk vector", at("/outbox?context.risk_vectors.risk_vector.slug=" + vectors[0]), false},
	{"outbox by risk vector and status", at("/outbox?status=Pending&context.risk_vectors.risk_vector.slug=" + vectors[0]), false},
	{"outbox, a common word", at("/outbox?q=rob"), false},
	{"outbox, a rare word", at("/outbox?q=vendor00042"), false},
	{"outbox, a word nobody has", at("/outbox?q=zebra"), false},
	{"outbox, a rare word and a status", at("/outbox?q=vendor00042&status=Declined"), false},
	{"outbox, the oldest first", at("/outbox?sort=created_time"), false},
	{"outbox sorted by status", at("/outbox?sort=status"), false},
	{"outbox sorted by company", at("/outbox?sort=requestee_company_name"), false},
	{"outbox sorted by company, down", at("/outbox?sort=-requestee_company_name"), false},
	{"outbox sorted by address", at("/outbox?sort=requestee_email"), false},
	{"outbox sorted by sending, down", at("/outbox?sort=-email_sent_date"), false},
	{"outbox of that user sorted by company", at("/outbox?sort=requestee_company_name"), true},
	{"bulk preview of 500", at("bulk"), false},
	{"a request", at("request"), false},
	{"invite, search of a company", at("/invite?q=vendor0004"), false},
	{"invite many", at("/invite/many"), false},
	{"registrations", at("/registrations"), false},
	{"forms", at("/forms"), false},
	{"portfolio", at("/portfolio"), false},
	{"portfolio by rating, down", at("/portfolio?sort=-rating"), false},
	{"portfolio by subscription", at("/portfolio?sort=subscription_type.name"), false},
	{"portfolio of a user who sees 50 companies", at("/portfolio"), true},
	{"folders", at("/portfolio/folders"), false},
	{"contacts", at("/portfolio/contacts"), false},
	{"a company", func(c *customer) string { return "/companies/" + c.companies[0] }, false},
}

func at(path string) func(*customer) string { return func(*customer) string { return path } }

// visitor is somebody who is signed in to the console of a server.
type visitor struct {
	address, cookie string
	client          *http.Client
}

// pages asks for every page of every size.
func (b *bench) pages(ctx context.Context, f *figures) error {
	b.note("%s: pages", f.name())
	f.pages = make([]paged, len(pages))
	servers, stop, err := b.servers(ctx, f.stores)
	if err != nil {
		return err
	}
	defer stop()
	for i, s := range f.stores {
		admin, err := signIn(ctx, servers[i].address, s.people[0])
		if err != nil {
			return err
		}
		limited, err := signIn(ctx, servers[i].address, s.people[1])
		if err != nil {
			return err
		}
		for j, p := range pages {
			v := admin
			if p.limited {
				v = limited
			}
			took, err := v.times(ctx, p.path(s.customer), b.asks)
			if err != nil {
				return fmt.Errorf("%s: %w", p.what, err)
			}
			f.pages[j].what = p.what
			f.pages[j].add(took)
		}
	}
	return nil
}

func signIn(ctx context.Context, address, email string) (*visitor, error) {
	v := &visitor{address: address, client: &http.Client{
		Timeout: patience, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
	got, err := v.call(ctx, http.MethodPost, "/sign-in", url.Values{"email": {email}, "password": {password}})
	if err != nil {
		return nil, err
	}
	if got.status != http.StatusSeeOther || v.cookie == "" {
		return nil, fmt.Errorf("sign in as %s: %d", email, got.status)
	}
	return v, nil
}

// times takes the time of a page, from the last byte of the request to the last
// of the answer, again and again.
func (v *visitor) times(ctx context.Context, path string, asks int) (took []time.Duration, err error) {
	if !strings.HasPrefix(path, "/") {
		if path, err = v.lead(ctx, path); err != nil {
			return nil, err
		}
	}
	for n := range asks + 2 {
		began := time.Now()
		got, err := v.call(ctx, http.MethodGet, path, nil)
		if err != nil {
			return nil, err
		}
		if got.status != http.StatusOK {
			return nil, fmt.Errorf("%s answers %d", path, got.status)
		}
		if n > 1 { // the first warm up
			took = append(took, time.Since(began))
		}
	}
	return took, nil
}

var (
	nextLink    = regexp.MustCompile(`href="(/outbox\?[^"]*after=[^"]*)"`)
	requestLink = regexp.MustCompile(`href="(/outbox/[0-9a-f-]{36})`)
)

// lead finds a page that has no address of its own.
func (v *visitor) lead(ctx context.Context, name string) (string, error) {
	switch name {
	case "deep":
		path := "/outbox"
		for range 10 {
			next, err := v.find(ctx, path, nextLink)
			if err != nil {
				return "", err
			}
			path = next
		}
		return path, nil
	case "request":
		return v.find(ctx, "/outbox", requestLink)
	case "bulk":
		got, err := v.call(ctx, http.MethodPost, "/outbox/bulk", url.Values{"action": {"resolve"}, "scope": {"all"}, "query": {"status=Never"}})
		if err == nil && got.location == "" {
			err = fmt.Errorf("a bulk is answered %d", got.status)
		}
		return got.location, err
	default:
		return "", fmt.Errorf("there is no way to %s", name)
	}
}

func (v *visitor) find(ctx context.Context, path string, link *regexp.Regexp) (string, error) {
	got, err := v.call(ctx, http.MethodGet, path, nil)
	if err != nil {
		return "", err
	}
	found := link.FindSubmatch(got.body)
	if found == nil {
		return "", fmt.Errorf("%s leads to no %s", path, link)
	}
	return html.UnescapeString(string(found[1])), nil
}

// got is what a server answered.
type got struct {
	status   int
	location string
	body     []byte
}

func (v *visitor) call(ctx context.Context, method, path string, form url.Values) (g got, err error) {
	r, err := http.NewRequestWithContext(ctx, method, v.address+path, strings.NewReader(form.Encode()))
	if err != nil {
		return g, err
	}
	r.Header.Set("Cookie", v.cookie)
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	resp, err := v.client.Do(r)
	if err != nil {
		return g, err
	}
	defer resp.Body.Close()
	for _, c := range resp.Cookies() { // their names keep them from a jar: the server believes to be reached by https
		v.cookie += c.Name + "=" + c.Value + "; "
	}
	g.status, g.location = resp.StatusCode, resp.Header.Get("Location")
	g.body, err = io.ReadAll(resp.Body)
	return g, err
}
