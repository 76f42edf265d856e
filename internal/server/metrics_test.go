package server

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"gatehouse/internal/actor"
)

func TestPlaceOf(t *testing.T) {
	for _, tt := range []struct{ pattern, path, family, route string }{
		{"GET /ratings/v1/access-requests/{guid}", "/ratings/v1/access-requests/0198", "ratings", "/v1/access-requests/{guid}"},
		{"GET /customer-api/v1/access-requests/{guid}/{$}", "", "ratings", "/v1/access-requests/{guid}"},
		{"GET /v2/users", "", "ratings", "/v2/users"},
		{"GET /ratings/v1/{$}", "", "ratings", "/v1"},
		{"PATCH /user/v1/users/{user}", "", "user", "/v1/users/{user}"},
		{"GET /users", "", "web", "/users"},
		{"POST /scim/v2/Users", "", "scim", "/v2/Users"},
		{"POST /oauth/token", "", "oauth", "/oauth/token"},
		{"GET /{$}", "/", "web", "/"},
		{"GET /invitations/{token}", "/invitations/secret", "web", "/invitations/{token}"},
		{"/healthz", "/healthz", "health", "/healthz"},
		{"/openapi.json", "/openapi.json", "documents", "/openapi.json"},
		{"", "/ratings/v1/secret", "api", "none"},
		{"", "/wp-login.php", "web", "none"},
	} {
		if family, route := placeOf(tt.pattern, tt.path); family != tt.family || route != tt.route {
			t.Errorf("%q (%s): got %s %s, want %s %s", tt.pattern, tt.path, family, route, tt.family, tt.route)
		}
	}
}

// What it costs to count a request: compare the two.
func BenchmarkObserve(b *testing.B) {
	for _, metered := range []bool{false, true} {
		b.Run(fmt.Sprintf("metered=%v", metered), func(b *testing.B) {
			s := newServer(b, nil)
			s.Metered = metered
			h := s.observe(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
				actor.Reached(r.Context(), "GET /ratings/v1/access-requests/{guid}")
			}))
			r := httptest.NewRequest(http.MethodGet, "/ratings/v1/access-requests/x", nil)
			for b.Loop() {
				h.ServeHTTP(httptest.NewRecorder(), r)
			}
		})
	}
}
