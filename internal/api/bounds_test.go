package api_test

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gatehouse/internal/api"
)

// A body may hold a field of its own in every ten bytes: to name them all must
// not take much longer than to read them: some 20,000 times, when each was
// compared with all before it.
func TestManyIgnoredFields(t *testing.T) {
	var body strings.Builder
	for i := range 100_000 {
		fmt.Fprintf(&body, `,"x%d":1`, i)
	}
	var in struct {
		Name string `json:"name"`
	}
	text := json.RawMessage(`{"name":"a"` + body.String() + `}`)
	start := time.Now()
	if err := json.Unmarshal(text, new(map[string]any)); err != nil {
		t.Fatal(err)
	}
	reading := time.Since(start)
	w, start := httptest.NewRecorder(), time.Now()
	if err := api.Decode(w, text, false, &in); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(start); took > 100*reading {
		t.Errorf("to read it takes %v, to name what is ignored %v", reading, took)
	}
	if named := w.Header().Get("X-Ignored-Fields"); !strings.HasPrefix(named, "x0, x1, ") || len(named) > 500 || in.Name != "a" {
		t.Errorf("%+v, and ignored are %q", in, named)
	}
}

// What is sorted by once is not sorted by again: a list of 2,000 names would be
// compared 2,000 times.
func TestSortsNameEachOnce(t *testing.T) {
	got, err := api.Sorts(url.Values{"sort": {"name,-rank,-name", strings.Repeat("rank,", 2000)}}, "name", "rank")
	if diff := cmp.Diff([]api.Sort{{Name: "name"}, {Name: "rank", Desc: true}}, got); err != nil || diff != "" {
		t.Errorf("%v: %s", err, diff)
	}
}
