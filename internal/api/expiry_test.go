package api_test

import (
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/identity"
)

// In the last 30 days of a token every answer to it says when it expires: lists,
// streams, 304, refusals of every kind. Whom it does not authenticate learns nothing.
func TestAnswersSayWhenTheTokenExpires(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := apitest.New(t, d)
		by := actor.System(s.A.ID)
		token := func(p *apitest.Person, days int) string {
			t.Helper()
			_, secret, err := s.Tokens.Create(t.Context(), by, p.GUID, strconv.FormatInt(p.Access, 10),
				identity.TokenDraft{ExpiresAt: new(s.Now().AddDate(0, 0, days))})
			if err != nil {
				t.Fatal(err)
			}
			return secret
		}
		admin, reader := token(s.A.Admin, 31), token(s.A.Reader, 31)
		calls := []struct {
			name, token, method, path, body string
			want                            int
		}{
			{"a list", admin, "GET", "/ratings/v1/access-groups", "", 200},
			{"a stream", admin, "GET", "/ratings/v1/access-requests", "", 200},
			{"a sheet", admin, "GET", "/ratings/v1/portfolio?format=csv", "", 200},
			{"HEAD", admin, "HEAD", "/ratings/v1/folders", "", 200},
			{"the other family", admin, "GET", "/user/v1/users", "", 200},
			{"a POST", admin, "POST", "/user/v1/introspect", `{"token":"x"}`, 200},
			{"no content", admin, "POST", "/ratings/v1/notifications/mark-all-as-read", "", 0},
			{"what is malformed", admin, "POST", "/ratings/v1/tiers", `{`, 400},
			{"what may not be", reader, "GET", "/ratings/v1/access-groups", "", 403},
			{"what may not be there", reader, "GET", "/user/v1/users", "", 403},
			{"what is not there", admin, "GET", "/ratings/v1/access-groups/" + db.NewID(), "", 404},
			{"another type", admin, "POST", "/ratings/v1/folders", "", 400},
		}
		check := func(want string) {
			t.Helper()
			for _, c := range calls {
				a := s.Do(t, c.token, c.method, c.path, c.body)
				if c.want != 0 && a.Status != c.want {
					t.Errorf("%s: status %d %.200s, want %d", c.name, a.Status, a.Body, c.want)
				}
				if got := a.Header.Get("X-Token-Expires-At"); got != want {
					t.Errorf("%s: says %q, want %q", c.name, got, want)
				}
			}
		}
		check("")
		s.Move(24 * time.Hour)
		check("2026-04-02T10:00:00Z")

		// 304, and another token's answer to the same tag.
		known := s.Do(t, admin, "GET", "/ratings/v1/access-groups", "").Header.Get("ETag")
		for secret, want := range map[string]string{admin: "2026-04-02T10:00:00Z", s.A.Admin.Token: ""} {
			r := httptest.NewRequestWithContext(t.Context(), "GET", "/ratings/v1/access-groups", http.NoBody)
			r.SetBasicAuth(secret, "")
			r.Header.Set("If-None-Match", known)
			if a := s.Send(t, r); a.Status != 304 || a.Header.Get("X-Token-Expires-At") != want {
				t.Errorf("304: %d says %q, want %q", a.Status, a.Header.Get("X-Token-Expires-At"), want)
			}
		}
		s.Move(30 * 24 * time.Hour)
		for _, secret := range []string{admin, "", strings.Repeat("x", 37)} {
			if a := s.Do(t, secret, "GET", "/ratings/v1/access-groups", ""); a.Status != 401 || a.Header.Get("X-Token-Expires-At") != "" {
				t.Errorf("refused: %d says %q", a.Status, a.Header.Get("X-Token-Expires-At"))
			}
		}
	})
}
