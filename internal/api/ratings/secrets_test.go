package ratings_test

import (
	"net/http/httptest"
	"strings"
	"testing"

	"gatehouse/internal/api/apitest"
)

// The link and the code are mailed to the recipient alone, and no secret is in
// the database.
func TestSecretsReachTheirOwnerOnly(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		create(t, s, s.A.Admin.Token, newRequest(s.A, map[string]any{"ccs": s.A.Admin.Email}))
		secret, code := invited(t, s, maria)
		s.Drain(t)
		with := 0
		for _, m := range s.Mails.Take() {
			text := m.Subject + m.Text + m.HTML
			if strings.Contains(text, secret) && m.To.Email == maria {
				with++
			} else if strings.Contains(text, secret) || strings.Contains(text, code) {
				t.Errorf("%s reads the secret: %s", m.To.Email, m.Text)
			}
		}
		if with != 1 {
			t.Errorf("%d mails with the link", with)
		}
		accept(t, s, maria)
		for table, rows := range s.Snapshot(t) {
			for _, row := range rows {
				for _, secret := range []string{secret, s.A.Admin.Token, s.A.Admin.Token[4:31], password} {
					if strings.Contains(row, secret) {
						t.Errorf("a secret is in %s: %s", table, row)
					}
				}
			}
		}
		for _, path := range []string{requests, requests + "/counts", "/user/v1/users", "/user/v1/access", s.A.Admin.Path() + "/tokens"} {
			if a := s.Do(t, s.A.Admin.Token, "GET", path, ""); a.Status != 200 || strings.Contains(a.Body, secret) || strings.Contains(a.Body, s.A.Admin.Token) {
				t.Errorf("%s: %d %s", path, a.Status, a.Body)
			}
		}
	})
}

// A browser's session opens no API path, however it is sent.
func TestCookiesOpenNoAPI(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		create(t, s, s.A.Admin.Token, newRequest(s.A, nil))
		accept(t, s, maria)
		choices, err := s.Sessions.SignIn(t.Context(), maria, password, "192.0.2.1", "")
		if err != nil {
			t.Fatal(err)
		}
		cookie, err := s.Sessions.Open(t.Context(), choices[0].Ticket, choices[0].AccessID, "192.0.2.1", "")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Sessions.Actor(t.Context(), cookie, "192.0.2.1"); err != nil {
			t.Fatal(err)
		}
		for _, path := range []string{requests + "/received", "/user/v1/roles"} {
			for _, header := range []string{
				"Cookie: session=" + cookie, "Cookie: __Host-session=" + cookie, "Cookie: gatehouse=" + cookie,
				"Authorization: Bearer " + cookie, "Authorization: Session " + cookie,
			} {
				r := httptest.NewRequest("GET", path, nil)
				name, value, _ := strings.Cut(header, ": ")
				r.Header.Set(name, value)
				if a := s.Send(t, r); a.Status != 401 {
					t.Errorf("%.40s on %s: %d %s", header, path, a.Status, a.Body)
				}
			}
			for _, pair := range [][2]string{{maria, password}, {cookie, ""}, {s.A.Admin.Email, password}} {
				r := httptest.NewRequest("GET", path, nil)
				r.SetBasicAuth(pair[0], pair[1])
				if a := s.Send(t, r); a.Status != 401 {
					t.Errorf("%s on %s: %d %s", pair[0], path, a.Status, a.Body)
				}
			}
		}
	})
}
