package api_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gatehouse/internal/api"
)

func TestNarrow(t *testing.T) {
	type row struct {
		name string
		n    *int64
		kind string
	}
	columns := []api.Column[row]{
		{Name: "name", Cell: func(r *row) any { return r.name }},
		{Name: "n", Cell: func(r *row) any { return r.n }},
		{Name: "kind", Cell: func(r *row) any { return r.kind }},
	}
	all := []row{
		{"Black Hills", new(int64(10)), "10"}, {"acme paper", new(int64(9)), "1a"}, {"Saperix (North)", nil, "nan"}, {"Zeta", new(int64(9)), "9"},
	}
	for _, tt := range []struct {
		query, want string
		links       string // the parameters of what is next and previous
	}{
		{"", "Black Hills, acme paper, Saperix (North), Zeta", ""},
		{"?limit=2", "Black Hills, acme paper", "limit=2&offset=2 next"},
		{"?limit=2&offset=1", "acme paper, Saperix (North)", "limit=2&offset=3 next, limit=2 previous"},
		{"?limit=2&offset=2", "Saperix (North), Zeta", "limit=2 previous"},
		{"?offset=3", "Zeta", ""},
		{"?limit=2&offset=99", "", "limit=2&offset=97 previous"},
		{"?sort=name", "acme paper, Black Hills, Saperix (North), Zeta", ""},
		{"?sort=-name&limit=1", "Zeta", "limit=1&offset=1&sort=-name next"},
		{"?sort=n", "acme paper, Zeta, Black Hills, Saperix (North)", ""},    // as numbers, and what is empty last
		{"?sort=kind", "Black Hills, acme paper, Zeta, Saperix (North)", ""}, // texts, also those that could be numbers
		{"?sort=-n,-name", "Black Hills, Zeta, acme paper, Saperix (North)", ""},
		{"?q=hil+BLA", "Black Hills", ""},
		{"?q=north", "Saperix (North)", ""},
		{"?q=orth", "", ""}, // not how a word begins
		{"?q=9&sort=-name", "Zeta, acme paper", ""},
		{"?limit=x", "limit", ""},
		{"?limit=-1", "limit", ""},
		{"?sort=rank", "sort", ""},
		{"?q=" + strings.Repeat("x", 201), "q", ""},
	} {
		w := httptest.NewRecorder()
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/things"+tt.query, http.NoBody)
		some, err := api.Narrow(w, r, "https://gatehouse.example", columns, all)
		got := make([]string, len(some))
		for i, row := range some {
			got[i] = row.name
		}
		if err != nil {
			got = []string{strings.SplitN(strings.TrimPrefix(err.Error(), "invalid: "), ":", 2)[0]}
		}
		if strings.Join(got, ", ") != tt.want {
			t.Errorf("%.40s: got %v, want %s", tt.query, got, tt.want)
		}
		links := strings.Join(w.Header().Values("Link"), ", ")
		links = strings.NewReplacer("<https://gatehouse.example/things?", "", `>; rel="`, " ", `"`, "").Replace(links)
		if diff := cmp.Diff(tt.links, links); diff != "" {
			t.Errorf("%s: links %s", tt.query, diff)
		}
	}
	if all[0].name != "Black Hills" {
		t.Error("the list itself was sorted")
	}
}
