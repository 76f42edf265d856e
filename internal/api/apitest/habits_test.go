package apitest

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// What the clients that exist do with every list that can be read in pages: they
// follow links.next, or the Link header, until there is none; they count offset
// up until nothing comes; they put a slash at the end of a path. All of them
// read the same list as who asks for it whole.
func TestPagers(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := New(t, d)
		plenty(t, s)
		read := 0
		for _, o := range described().operations {
			if o.method != http.MethodGet || strings.Contains(o.path, "{") || !o.has("limit") || !o.has("offset") {
				continue
			}
			t.Run(o.path, func(t *testing.T) {
				p := &pager{Server: s, t: t, path: o.path}
				whole := p.items(p.get(o.path))
				if len(whole) > 2 {
					read++
				}
				for habit, got := range map[string][]string{
					"counts offset up": p.counting(), "follows what is next": p.following(), "puts a slash at the end": p.items(p.get(o.path + "/")),
				} {
					if diff := cmp.Diff(whole, got); diff != "" {
						t.Errorf("who %s reads another list:\n%s", habit, diff)
					}
				}
			})
		}
		if read < 6 {
			t.Errorf("only %d lists were long enough to have pages", read)
		}
	})
}

// plenty makes several of what has lists.
func plenty(t *testing.T, s *Server) {
	t.Helper()
	company := s.A.Companies["Black Hills Technologies"]
	for i := range 3 {
		n := strconv.Itoa(i)
		for path, body := range map[string]string{
			"/ratings/v1/folders":             `{"name":"Folder ` + n + `"}`,
			"/ratings/v1/tiers":               `{"name":"Tier ` + n + `","description":"x","rank":` + n + `}`,
			"/ratings/v1/client-access-links": `{"name":"Form ` + n + `"}`,
			"/ratings/v1/access-groups":       `{"name":"Group ` + n + `"}`,
			"/ratings/v1/access-requests":     `{"requestee_company_guid":"` + company + `","requestee_email":"p` + n + `@blackhills.example","requestee_formal_name":"P ` + n + `"}`,
		} {
			if a := s.Do(t, s.A.Admin.Token, http.MethodPost, path, body); a.Status != http.StatusCreated {
				t.Fatalf("%s: %d %s", path, a.Status, a.Body)
			}
		}
	}
	s.Drain(t)
}

func (o *operation) has(name string) bool {
	return slices.ContainsFunc(o.parameters, func(p parameter) bool { return p.name == name })
}

type pager struct {
	*Server
	t    *testing.T
	path string
}

func (p *pager) get(address string) Answer {
	p.t.Helper()
	r := httptest.NewRequestWithContext(p.t.Context(), http.MethodGet, address, http.NoBody)
	r.SetBasicAuth(p.A.Admin.Token, "")
	a := p.Send(p.t, r)
	if a.Status != http.StatusOK {
		p.t.Fatalf("%s: %d %s", address, a.Status, a.Body)
	}
	return a
}

// items are those of a page, whatever it is wrapped in.
func (p *pager) items(a Answer) []string {
	p.t.Helper()
	var body any
	if err := json.Unmarshal([]byte(a.Body), &body); err != nil {
		p.t.Fatal(err)
	}
	for _, inside := range []string{"data", "results", "groups"} {
		if inner, ok := object(body)[inside]; ok {
			body = inner
		}
	}
	all := []string{}
	for _, item := range list(body) {
		all = append(all, encode(item))
	}
	return all
}

// most bounds a pager that would never come to an end.
const most = 100

func (p *pager) counting() []string {
	all := []string{}
	for range most {
		page := p.items(p.get(p.path + "?limit=2&offset=" + strconv.Itoa(len(all))))
		if all = append(all, page...); len(page) == 0 {
			return all
		}
	}
	p.t.Error("offset never comes to the end")
	return all
}

var nextLink = regexp.MustCompile(`<([^>]+)>; rel="next"`)

func (p *pager) following() []string {
	address, all := p.path+"?limit=2", []string{}
	for range most {
		a := p.get(address)
		page := p.items(a)
		all = append(all, page...)
		if address = p.next(a, len(all), len(page)); address == "" {
			return all
		}
	}
	p.t.Error("what is next never comes to the end")
	return all
}

// next is the address of the page after this one, or "".
func (p *pager) next(a Answer, read, page int) string {
	p.t.Helper()
	var body struct {
		Links *struct {
			Next *string `json:"next"`
		} `json:"links"`
		Data struct {
			Total *int `json:"total"`
		} `json:"data"`
	}
	_ = json.Unmarshal([]byte(a.Body), &body) // a bare array has its links in the header
	var next string
	switch m := nextLink.FindStringSubmatch(strings.Join(a.Header.Values("Link"), ", ")); {
	case body.Links != nil:
		if body.Links.Next != nil {
			next = *body.Links.Next
		}
	case body.Data.Total != nil: // the user family says how many there are
		if read < *body.Data.Total && page > 0 {
			next = PublicURL + p.path + "?limit=2&offset=" + strconv.Itoa(read)
		}
	case m != nil:
		next = m[1]
	}
	if next == "" {
		return ""
	}
	u, err := url.Parse(next)
	if err != nil || u.Scheme+"://"+u.Host != PublicURL {
		p.t.Fatalf("the next page is at %q", next)
	}
	return u.RequestURI()
}

// A client that is told to wait, waits as long as it is told, and is let in.
func TestRetryAfter(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := New(t, d)
		s.Calls.Most = 3
		ask := func() Answer { return s.Do(t, s.A.Admin.Token, http.MethodGet, "/user/v1/roles", "") }
		for range s.Calls.Most {
			if a := ask(); a.Status != http.StatusOK {
				t.Fatalf("%d %s", a.Status, a.Body)
			}
		}
		a := ask()
		seconds, err := strconv.Atoi(a.Header.Get("Retry-After"))
		if a.Status != http.StatusTooManyRequests || err != nil {
			t.Fatalf("%d, Retry-After %q", a.Status, a.Header.Get("Retry-After"))
		}
		s.Move(time.Duration(seconds) * time.Second)
		if a := ask(); a.Status != http.StatusOK {
			t.Errorf("after waiting for %d s: %d", seconds, a.Status)
		}
	})
}

// A client that tests the connection at the root finds what the root names.
func TestRootNamesWhatIsThere(t *testing.T) {
	s := New(t, dbtest.Open(t, db.SQLite))
	for _, root := range []string{"/ratings/v1", "/ratings/v2/", "/v1", "/customer-api/v1/"} {
		a := s.Do(t, s.A.Admin.Token, http.MethodGet, root, "")
		body := JSON[struct {
			Version   int
			Name      string
			Resources []struct{ Href, Name string }
		}](t, a)
		if a.Status != http.StatusOK || body.Version == 0 || body.Name == "" || len(body.Resources) == 0 {
			t.Errorf("%s: %d %s", root, a.Status, a.Body)
		}
		for _, r := range body.Resources {
			u, err := url.Parse(r.Href)
			if err != nil || !strings.HasPrefix(r.Href, PublicURL+strings.TrimSuffix(root, "/")+"/"+r.Name) {
				t.Errorf("%s: %s is at %s", root, r.Name, r.Href)
				continue
			}
			if a := s.Do(t, s.A.Admin.Token, http.MethodOptions, u.Path, ""); a.Status != http.StatusNoContent {
				t.Errorf("%s: %s: %d", root, r.Href, a.Status)
			}
		}
	}
}
