package web

import (
	"bytes"
	"context"
	"hash/crc32"
	"io"
	"maps"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/e2e/idp"
	"gatehouse/internal/identity"
	"gatehouse/internal/portfolio"
)

// site is the pages over the data of apitest.
type site struct {
	*apitest.Server
	web     *Web
	handler http.Handler
	trusts  *idp.Authority // of identity providers
}

func newSite(t *testing.T, d *db.DB) *site {
	s := &site{Server: apitest.New(t, d)}
	s.web = &Web{
		Log: s.Log, Now: s.Now, PublicURL: apitest.PublicURL, Links: s.Links, Sessions: s.Sessions, Factors: s.Factors, IDPs: s.IDPs, SCIMTokens: s.SCIMTokens, Groups: s.Groups, Customers: s.Customers,
		Passwords: &identity.Passwords{DB: d, Now: s.Now, Links: s.Links}, Users: s.Users, Tokens: s.Tokens, Reminders: s.Reminders, Requests: s.Requests,
		Files: s.Files, Asks: s.Asks,
		Inbox: s.Inbox, Messages: s.Messages, Colleagues: s.Colleagues, People: s.People, Forms: s.Forms, Registrations: s.Registrations, Uploads: s.Uploads, Keys: s.Common.Keys, Views: &collab.Views{DB: d, Now: s.Now},
		Mails: s.Posted, Wordings: s.Wordings, Webhooks: s.Webhooks,
		Companies: s.Companies, Contacts: s.Contacts, Folders: s.Folders, Tiers: s.Tiers, Findings: s.Findings, Relationships: s.Relationships, LifeCycles: s.LifeCycles,
		Imports: &portfolio.Imports{Uploads: s.Uploads, Companies: s.Companies, Findings: s.Findings},
		Undos:   &portfolio.Undos{Uploads: s.Uploads, Folders: s.Folders, Tiers: s.Tiers, Contacts: s.Contacts},
		ExportPortfolio: func(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
			return s.Ratings.ExportPortfolio(w, r, by)
		},
		Accesses: s.Accesses, Roles: s.Roles,
		ExportUsers: func(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
			return s.UserFamily().Export(w, r, by)
		},
		Events: s.Events, ExportEvents: func(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
			return s.Ratings.ExportEvents(w, r, by)
		},
		Description: func() []byte { return api.Describe("1.0").YAML },
		Export: func(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
			_, err := w.Write([]byte(by.Email + " " + r.URL.RawQuery))
			return err
		},
	}
	s.web.Passwords.Work(s.Runner)
	s.handler = s.web.Handler()
	return s
}

// each runs f on a site over every engine.
func each(t *testing.T, f func(t *testing.T, s *site)) {
	t.Helper()
	dbtest.Each(t, func(t *testing.T, d *db.DB) { f(t, newSite(t, d)) })
}

// walk runs f, which goes through pages in Chromium, on one engine: what a page does
// there is the same with both, and takes far longer than the tests that ask for every
// page on each. Which one is the walk's name to say. Walks run beside each other. Those
// that docs/security.md names take both, by [each].
func walk(t *testing.T, f func(t *testing.T, s *site)) {
	t.Helper()
	t.Parallel()
	engines := dbtest.Engines()
	engine := engines[int(crc32.ChecksumIEEE([]byte(t.Name())))%len(engines)]
	t.Run(string(engine), func(t *testing.T) {
		t.Parallel()
		f(t, newSite(t, dbtest.Open(t, engine)))
	})
}

// visitor is a browser: it keeps cookies and says where its forms come from.
type visitor struct {
	site    *site
	cookies map[string]*http.Cookie
	header  http.Header
}

func (s *site) visitor() *visitor {
	return &visitor{site: s, cookies: make(map[string]*http.Cookie), header: http.Header{"Sec-Fetch-Site": {"same-origin"}}}
}

// reply is what came back.
type reply struct {
	status int
	header http.Header
	body   string
}

func (v *visitor) do(t *testing.T, method, path string, form url.Values) reply {
	t.Helper()
	kind := ""
	if method == http.MethodPost {
		kind = "application/x-www-form-urlencoded"
	}
	return v.send(t, method, path, kind, strings.NewReader(form.Encode()))
}

// upload sends a form with a file, and with fields: names and values in turns.
func (v *visitor) upload(t *testing.T, path, field, name, content string, fields ...string) reply {
	t.Helper()
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	for pair := range slices.Chunk(fields, 2) {
		if err := m.WriteField(pair[0], pair[1]); err != nil {
			t.Fatal(err)
		}
	}
	w, err := m.CreateFormFile(field, name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, content); err != nil {
		t.Fatal(err)
	}
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	return v.send(t, http.MethodPost, path, m.FormDataContentType(), &body)
}

func (v *visitor) send(t *testing.T, method, path, kind string, body io.Reader) reply {
	t.Helper()
	r := httptest.NewRequestWithContext(actor.WithCall(t.Context(), "192.0.2.1", "req-1"), method, path, body)
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	maps.Copy(r.Header, v.header)
	for _, k := range v.cookies {
		r.AddCookie(k)
	}
	w := httptest.NewRecorder()
	v.site.handler.ServeHTTP(w, r)
	for _, k := range w.Result().Cookies() {
		if k.MaxAge < 0 {
			delete(v.cookies, k.Name)
			continue
		}
		v.cookies[k.Name] = k
	}
	return reply{w.Code, w.Header(), w.Body.String()}
}

func (v *visitor) get(t *testing.T, path string) reply {
	t.Helper()
	return v.do(t, http.MethodGet, path, nil)
}

func (v *visitor) post(t *testing.T, path string, form url.Values) reply {
	t.Helper()
	return v.do(t, http.MethodPost, path, form)
}

// want checks the status and that the page says each of texts.
func (a reply) want(t *testing.T, status int, texts ...string) reply {
	t.Helper()
	if a.status != status {
		t.Fatalf("status %d, want %d: %s %s", a.status, status, a.header.Get("Location"), text(a.body))
	}
	for _, s := range texts {
		if !strings.Contains(text(a.body), s) {
			t.Errorf("the page does not say %q: %s", s, text(a.body))
		}
	}
	return a
}

// leads checks that the answer sends the browser on to path.
func (a reply) leads(t *testing.T, path string) {
	t.Helper()
	if got := a.header.Get("Location"); a.status != http.StatusSeeOther || got != path {
		t.Fatalf("status %d to %q, want 303 to %q: %s", a.status, got, path, text(a.body))
	}
}

var tags = regexp.MustCompile(`<[^>]*>`)

// text is what a page says, in one line.
func text(body string) string {
	if i := strings.Index(body, "<body"); i >= 0 {
		body = body[i:]
	}
	plain := strings.NewReplacer("&#39;", "'", "&#34;", `"`, "&amp;", "&", "&lt;", "<", "&gt;", ">").Replace(tags.ReplaceAllString(body, " "))
	return strings.Join(strings.Fields(plain), " ")
}

const password = "correct horse battery"

// member gives a person a ui_connection and a password by the mailed link, and
// returns the browser in which they signed in.
func (s *site) member(t *testing.T, c *apitest.Customer, p *apitest.Person, roles ...string) *visitor {
	t.Helper()
	s.door(t, c, p, roles...)
	v := s.visitor()
	v.post(t, "/sign-in", url.Values{"email": {p.Email}, "password": {password}}).leads(t, "/")
	return v
}

// door gives a person a ui_connection, and a password by the mailed link.
func (s *site) door(t *testing.T, c *apitest.Customer, p *apitest.Person, roles ...string) {
	t.Helper()
	_, err := s.Accesses.Create(t.Context(), actor.System(c.ID), p.GUID, identity.AccessDraft{Type: identity.UIConnection, Roles: roles})
	if err != nil {
		t.Fatal(err)
	}
	path, code := s.Link(t, p.Email)
	s.visitor().post(t, path, url.Values{"code": {code}, "password": {password}}).leads(t, "/sign-in?done=password")
}

// send has Emma of customer A invite somebody.
func (s *site) send(t *testing.T, drafts ...collab.Draft) []collab.Request {
	t.Helper()
	by, err := s.Doors.Token(t.Context(), s.A.Admin.Token, "192.0.2.1")
	if err != nil {
		t.Fatal(err)
	}
	made, err := s.Requests.Create(t.Context(), by, drafts)
	if err != nil {
		t.Fatal(err)
	}
	s.Drain(t)
	return made
}

// maria is whom tests invite.
func (s *site) maria() collab.Draft {
	return collab.Draft{
		CompanyGUID: s.A.Companies["Black Hills Technologies"], Email: "mcastro@blackhills.example", FormalName: "Maria Castro",
		Reason: "remediation", Message: "Please address these <concerns>.", TrialDays: 45, Vectors: []string{"dkim"},
	}
}

// state is all that a look must not change.
func (s *site) state(t *testing.T) []string {
	t.Helper()
	var all []string
	for table, n := range s.Rows(t) {
		all = append(all, table+" "+strconv.Itoa(n))
	}
	for _, q := range []string{
		`select guid || ' ' || wrong_codes || ' ' || ended || ' ' || coalesce(cast(opened_at as text), '-') || ' ' || coalesce(cast(used_at as text), '-') from links`,
		`select guid || ' ' || status || ' ' || version from access_requests`,
		`select request_guid || ' ' || document from received where is_read`,
		`select customer_id || ' ' || seq || ' ' || requests || ' ' || portfolio || ' ' || identity from heads`,
		`select guid || ' ' || coalesce(request_guid, '-') from registrations`,
	} {
		rows, err := db.Column[string](context.Background(), s.DB, q)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, rows...)
	}
	slices.Sort(all)
	return all
}
