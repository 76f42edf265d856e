package apitest

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// told is a test that takes down what it would fail by.
type told struct {
	testing.TB
	problems []string
}

func (t *told) Helper() {}

func (t *told) Error(args ...any) { t.problems = append(t.problems, fmt.Sprint(args...)) }

// Whatever way an answer comes, whole or not, all at once or in parts, what of it
// is not as described is found.
func TestComparedFindsMistakes(t *testing.T) {
	const (
		right = `{"guid":"3c1b6f0e-22d8-4a63-9f0d-6a1f3a0a7b52","name":"x","description":"","rank":1,"email_enabled":false,"companies":[]}`
		wrong = `{"guid":"3c1b6f0e-22d8-4a63-9f0d-6a1f3a0a7b52","name":"x","description":"","rank":"1","email_enabled":false,"companies":[]}`
		page  = `{"links":{"next":null,"previous":null},"count":1,"results":[`
		user  = "/user/v1/users"
		tiers = "/ratings/v1/tiers"
	)
	many := strings.Repeat(right+",", 2*mostKept/len(right))
	lines := strings.ReplaceAll(many, "},", "}\n")
	for name, tt := range map[string]struct {
		path, kind, body string
		cut              bool
		want             string // "" is nothing wrong
	}{
		"right":                       {tiers, "", "[" + right + "]", false, ""},
		"wrong":                       {tiers, "", "[" + wrong + "]", false, "body: /0/rank got string"},
		"cut off":                     {tiers, "", "[" + right + "," + right[:30], true, ""},
		"cut off before anything":     {tiers, "", "", true, ""},
		"cut off after what is wrong": {tiers, "", "[" + wrong + "," + right[:30], true, "item: /rank got string"},
		"cut off after all":           {tiers, "", `[{}]`, true, "body: /0 missing"},
		"cut off, and no list":        {tiers, "", `{"x":1`, true, ""},
		"cut off, of no format":       {tiers, "text/html", "x", true, "Content-Type"},
		"long":                        {tiers, "", "[" + many + right + "]", false, ""},
		"long, wrong at its end":      {tiers, "", "[" + many + wrong + "]", false, "item: /rank got string"},
		"long, of another form":       {tiers, "", `{"tiers":[` + many + right + `]}`, false, "one by one"},
		"long, and goes on":           {tiers, "", "[" + many + right + "][]", false, "something follows"},
		"long, and does not end":      {tiers, "", "[" + many + right, false, "EOF"},
		"long, and cut off":           {tiers, "", "[" + many + right, true, ""},
		"lines":                       {tiers, "application/x-ndjson", lines + right + "\n", false, ""},
		"lines, wrong at their end":   {tiers, "application/x-ndjson", lines + wrong + "\n", false, "line: /rank got string"},
		"lines, the last without end": {tiers, "application/x-ndjson", lines + right[:30], false, "EOF"},
		"lines, cut off":              {tiers, "application/x-ndjson", lines + right[:30], true, ""},
		"no route":                    {tiers + "/x/y", "", "[" + many + right + "]", false, "it is not described"},
		"a page":                      {"/ratings/v2/portfolio", "", page + strings.Repeat(right+",", 9000) + right + "]}", false, "item: "},
		"around a page":               {"/ratings/v2/portfolio", "", strings.Replace(page, `"count":1`, `"count":"1","x":"`+strings.Repeat("x", mostKept)+`"`, 1) + "]}", false, "what is around the items: /count"},
		"another page":                {user, "", `{"data":"` + strings.Repeat("x", mostKept) + `"}`, false, "around the items: /data"},
	} {
		t.Run(name, func(t *testing.T) {
			by := &told{TB: t}
			h := Compared(by, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				kind := tt.kind
				if kind == "" {
					kind = "application/json"
				}
				w.Header().Set("Content-Type", kind)
				for body := strings.NewReader(tt.body); body.Len() > 0; {
					if _, err := io.CopyN(w, body, 50_000); err != nil && body.Len() > 0 {
						panic(err)
					}
				}
				if tt.cut {
					panic(http.ErrAbortHandler)
				}
			}))
			w := httptest.NewRecorder()
			func() {
				defer func() { _ = recover() }()
				h.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, tt.path, http.NoBody))
			}()
			if w.Body.String() != tt.body {
				t.Errorf("%d bytes arrived, want %d", w.Body.Len(), len(tt.body))
			}
			got := strings.Join(by.problems, "\n")
			if tt.want == "" && got != "" || !strings.Contains(got, tt.want) {
				t.Errorf("got %.2000q, want %q", got, tt.want)
			}
		})
	}
}
