package web

import (
	"errors"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/identity"
)

// flood is a form that goes on for 6 MiB, and knows how much of it was read.
type flood struct{ read int }

func (c *flood) Read(p []byte) (int, error) {
	if c.read >= 6<<20 {
		return 0, io.EOF
	}
	for i := range p {
		p[i] = 'x'
	}
	c.read += len(p)
	return len(p), nil
}

// Who is nobody cannot make the server read a large form, of whatever kind.
func TestStrangersFormsAreNotRead(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		guid := db.NewID()
		for _, path := range []string{
			"/invite", "/invite/many", "/invite/csv", "/identity-providers/new", "/identity-providers/" + guid,
			"/forms/new", "/forms/preview", "/forms/" + guid, "/forms/" + guid + "/logo", "/portfolio/import",
		} {
			for _, kind := range []string{plainForm, fileForm + "; boundary=x"} {
				var form flood
				s.visitor().send(t, http.MethodPost, path, kind, &form).want(t, 401, "You are not signed in")
				if form.read > 0 {
					t.Errorf("%s reads %d bytes of %s", path, form.read, kind)
				}
			}
		}
	})
}

func same(t *testing.T, before, after []string) {
	t.Helper()
	if !slices.Equal(before, after) {
		t.Errorf("the database changed:\n%s\n%s", strings.Join(before, "\n"), strings.Join(after, "\n"))
	}
}

// Mail scanners open every link of every mail with GET and HEAD: nothing
// happens, and the links still work.
func TestScanners(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		form := s.form(t)
		maria := s.send(t, s.maria())[0]
		s.visitor().post(t, form, jonas()).leads(t, "/look-into-your-mail")
		_, err := s.Accesses.Create(t.Context(), actor.System(s.A.ID), s.A.User.GUID, identity.AccessDraft{Type: identity.UIConnection})
		if err != nil {
			t.Fatal(err)
		}
		email := "una.new@" + s.A.CompanyDomain
		if _, err := s.Users.Change(t.Context(), actor.System(s.A.ID), s.A.Manager.GUID, identity.UserChange{Email: &email}); err != nil {
			t.Fatal(err)
		}
		s.Drain(t)
		paths := []string{form, "/", "/sign-in", "/look-into-your-mail"}
		codes := make(map[string]string)
		for _, to := range []string{maria.Email, "jonas@northwind.example", s.A.User.Email, email} {
			path, code := s.Link(t, to)
			paths, codes[path] = append(paths, path), code
		}
		before := s.state(t)
		v := s.visitor()
		for _, path := range paths {
			for range 2 {
				a := v.get(t, path)
				b := v.do(t, http.MethodHead, path, nil)
				if a.status >= 400 || a.status != b.status {
					t.Errorf("%s: GET %d, HEAD %d", path, a.status, b.status)
				}
			}
			if code := codes[path]; code != "" {
				v.get(t, path+"?code="+code) // nor does a code in the address count
			}
		}
		same(t, before, s.state(t))
		if len(v.cookies) != 0 {
			t.Errorf("cookies %v", v.cookies)
		}
		for path, code := range codes {
			answer := url.Values{"code": {code}, "password": {password}, "answer": {"accept"}, "terms": {"yes"}}
			if a := s.visitor().post(t, path, answer); a.status != http.StatusSeeOther {
				t.Errorf("%s no longer works: %d", path, a.status)
			}
		}
	})
}

func TestHeaders(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		maria := s.send(t, s.maria())[0]
		path, _ := s.Link(t, maria.Email)
		referrer := map[string]string{
			"/sign-in": "same-origin", path: "no-referrer", "/nowhere": "same-origin", "/invitations/nonsense": "no-referrer", formPath: "same-origin",
		}
		for path, want := range referrer {
			h := s.visitor().get(t, path).header
			if got := h.Get("Referrer-Policy"); got != want {
				t.Errorf("%s: Referrer-Policy %q, want %q", path, got, want)
			}
			if h.Get("Cache-Control") != "no-store" || h.Get("X-Content-Type-Options") != "nosniff" {
				t.Errorf("%s: %v", path, h)
			}
			if h.Get("Cross-Origin-Opener-Policy") != "same-origin" || h.Get("Cross-Origin-Resource-Policy") != "same-origin" {
				t.Errorf("%s: %v", path, h)
			}
			csp := h.Get("Content-Security-Policy")
			if !strings.HasPrefix(csp, "default-src 'none';") || strings.Contains(csp, "unsafe") {
				t.Errorf("%s: policy %q", path, csp)
			}
			for _, part := range []string{"script-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"} {
				if !slices.Contains(strings.Split(csp, "; "), part) {
					t.Errorf("%s: policy %q lacks %s", path, csp, part)
				}
			}
		}
		css := s.visitor().get(t, staticPath("gatehouse.css"))
		if css.status != 200 || css.header.Get("Cache-Control") != "public, max-age=31536000, immutable" || !strings.HasPrefix(css.header.Get("Content-Type"), "text/css") {
			t.Errorf("stylesheet: %d %v", css.status, css.header)
		}
		s.visitor().get(t, "/static/gatehouse.css").want(t, 404)
	})
}

func TestFaultPages(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.visitor()
		v.get(t, "/nowhere").want(t, 404, "There is nothing here", "Sign in")
		v.get(t, "/invitations/nonsense").want(t, 404)
		v.get(t, "/registrations/%00").want(t, 400)
		v.get(t, "/sign-in?next=%ff").want(t, 400)
		v.get(t, "/outbox?q=%zz").want(t, 400)
		v.post(t, "/sign-in", url.Values{"email": {"a\x00b"}, "password": {"x"}}).want(t, 400)
		v.post(t, "/sign-in", url.Values{"email": {strings.Repeat("x", maxForm)}}).want(t, 413)
		a := v.do(t, http.MethodDelete, "/sign-in", nil).want(t, 405)
		if got := a.header.Get("Allow"); got != "GET, HEAD, POST" {
			t.Errorf("Allow %q", got)
		}
		v.post(t, "/static/x", nil).want(t, 405)

		json := s.visitor()
		json.header.Set("Content-Type", "application/json")
		json.post(t, "/sign-in", url.Values{}).want(t, 415)

		evil := s.visitor()
		evil.header.Set("Sec-Fetch-Site", "cross-site")
		evil.post(t, "/sign-in", url.Values{"email": {"a@b.example"}, "password": {"x"}}).want(t, 403, "Another site sent this form.")
		evil.get(t, "/sign-in").want(t, 200)

		maria := s.send(t, s.maria())[0]
		path, code := s.Link(t, maria.Email)
		s.Move(15 * 24 * time.Hour)
		v.get(t, path).want(t, 410, "This link has expired")
		v.post(t, path, url.Values{"answer": {"accept"}, "code": {code}, "password": {password}, "terms": {"yes"}}).want(t, 410)
	})
}

// Every kind of failure has its page, and an unforeseen one says nothing but
// the id by which the log knows it.
func TestEveryFaultHasAPage(t *testing.T) {
	for kind, a := range answers {
		if a.status < 400 || a.heading == nil || a.help == nil {
			t.Errorf("%s: %+v", kind, a)
		}
	}
	for _, state := range slices.Sorted(maps.Keys(deadLinks)) {
		if deadLinks[state].status != http.StatusGone {
			t.Errorf("%s: %+v", state, deadLinks[state])
		}
	}
	w := httptest.NewRecorder()
	r := httptest.NewRequestWithContext(actor.WithCall(t.Context(), "192.0.2.1", "req-42"), http.MethodGet, "/", nil)
	(&Web{Log: slog.New(slog.DiscardHandler)}).fail(w, r, errors.New("the secret of the house"))
	if body := text(w.Body.String()); w.Code != 500 || !strings.Contains(body, "req-42") || strings.Contains(body, "secret") {
		t.Errorf("%d %s", w.Code, body)
	}
}
