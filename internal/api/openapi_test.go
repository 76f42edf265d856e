package api_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"

	"gatehouse/internal/api"
)

func TestDescriptionIsServed(t *testing.T) {
	d := api.Describe("v1.2.3")
	ask := func(method, path, etag string) *httptest.ResponseRecorder {
		r := httptest.NewRequestWithContext(t.Context(), method, path, nil)
		r.Header.Set("If-None-Match", etag)
		w := httptest.NewRecorder()
		api.Documents(func() *api.Description { return d }, http.NotFoundHandler()).ServeHTTP(w, r)
		return w
	}
	for path, kind := range map[string]string{"/openapi.json": "application/json", "/openapi.yaml": "application/yaml"} {
		got := ask("GET", path, "")
		if got.Code != 200 || got.Header().Get("Content-Type") != kind || got.Header().Get("Access-Control-Allow-Origin") != "*" {
			t.Errorf("%s: %d %v", path, got.Code, got.Header())
		}
		if !strings.Contains(got.Body.String(), "v1.2.3") {
			t.Errorf("%s: the version is not in it", path)
		}
		if etag := got.Header().Get("ETag"); etag == "" || ask("GET", path, etag).Code != 304 {
			t.Errorf("%s: ETag %q", path, etag)
		}
		if head := ask("HEAD", path, ""); head.Code != 200 || head.Body.Len() != 0 {
			t.Errorf("HEAD %s: %d, %d bytes", path, head.Code, head.Body.Len())
		}
		if post := ask("POST", path, ""); post.Code != 404 {
			t.Errorf("POST %s: %d", path, post.Code)
		}
	}
}

// Both forms say the same.
func TestDescriptionIsTheSameInBothForms(t *testing.T) {
	d := api.Describe("v1.2.3")
	var fromYAML, fromJSON any
	if err := yaml.Unmarshal(d.YAML, &fromYAML); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(d.JSON, &fromJSON); err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(fromYAML)
	if err != nil {
		t.Fatal(err)
	}
	var again any
	if err := json.Unmarshal(text, &again); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(again, fromJSON); diff != "" {
		t.Error(diff)
	}
	if !strings.HasPrefix(string(d.JSON), `{"openapi":"3.1.0","info":{"title":`) {
		t.Errorf("another order: %.60s", d.JSON)
	}
}
