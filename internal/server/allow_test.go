package server

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/identity"
)

// A token's allow-list is compared with the client's own address on every way in:
// both families, asking for a short-lived token and using one, behind proxies and
// with IPv4 in IPv6's clothes. What a client claims in X-Forwarded-For opens nothing.
func TestAllowListHoldsOnEveryWayIn(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		site := apitest.New(t, d)
		p := site.A.Admin
		_, secret, err := site.Tokens.Create(t.Context(), actor.System(site.A.ID), p.GUID, strconv.FormatInt(p.Access, 10),
			identity.TokenDraft{AllowedIPs: []string{"198.51.100.0/24", "2001:db8:1::/48", "::ffff:192.0.2.7"}})
		if err != nil {
			t.Fatal(err)
		}
		s := newServer(t, nil)
		s.API, s.HTTPS, s.Proxies = site.Handler, true, []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}
		form := url.Values{"grant_type": {"client_credentials"}, "client_id": {strconv.FormatInt(p.Access, 10)}, "client_secret": {secret}}.Encode()
		call := func(method, path, token, peer, forwarded string) *httptest.ResponseRecorder {
			body := ""
			if method == "POST" {
				body = form
			}
			r := httptest.NewRequestWithContext(t.Context(), method, path, strings.NewReader(body))
			r.RemoteAddr = peer
			if method == "POST" {
				r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			} else {
				r.Header.Set("Authorization", "Bearer "+token)
			}
			if forwarded != "" {
				r.Header.Set("X-Forwarded-For", forwarded)
			}
			w := httptest.NewRecorder()
			s.Handler().ServeHTTP(w, r)
			return w
		}
		_, short, _ := strings.Cut(call("POST", "/oauth/token", "", "10.0.0.2:1", "198.51.100.1").Body.String(), `"access_token":"`)
		short, _, _ = strings.Cut(short, `"`)
		for _, tt := range []struct {
			peer, forwarded string
			open            bool
		}{
			{"10.0.0.2:1", "198.51.100.9", true},
			{"10.0.0.2:1", "::ffff:198.51.100.9", true},
			{"[::ffff:10.0.0.2]:1", "2001:db8:1::5", true},
			{"10.0.0.2:1", "192.0.2.7", true},
			{"10.0.0.2:1", "192.0.2.8", false},
			{"10.0.0.2:1", "2001:db8:2::5", false},
			{"10.0.0.2:1", "198.51.100.9, 203.0.113.1", false}, // claimed by the client
			{"10.0.0.2:1", "", false},                          // the proxy itself
			{"127.0.0.1:1", "198.51.100.9", false},             // a stranger, not behind a proxy
		} {
			want := map[bool]int{true: http.StatusOK, false: http.StatusUnauthorized}[tt.open]
			for name, w := range map[string]*httptest.ResponseRecorder{
				"ratings":          call("GET", "/ratings/v1/folders", secret, tt.peer, tt.forwarded),
				"users":            call("GET", "/user/v1/users", secret, tt.peer, tt.forwarded),
				"grant":            call("POST", "/oauth/token", "", tt.peer, tt.forwarded),
				"short on ratings": call("GET", "/ratings/v1/folders", short, tt.peer, tt.forwarded),
				"short on users":   call("GET", "/user/v1/users", short, tt.peer, tt.forwarded),
			} {
				if w.Code != want {
					t.Errorf("%s from %s for %q: %d %.100s, want %d", name, tt.peer, tt.forwarded, w.Code, w.Body, want)
				}
			}
		}
	})
}
