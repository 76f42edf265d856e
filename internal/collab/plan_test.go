package collab_test

import (
	"encoding/json"
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// A page is read from an index in its order, row by row: nothing sorts, nothing
// scans, and no more rows are read than are answered. So a list takes as long in
// an outbox of a million as in one of a thousand.
func TestListsReadNoMoreThanTheyAnswer(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := stock(t, d, 6000)
		manager := s.senders[2]
		for _, tt := range []struct {
			name  string
			by    actor.Actor
			f     collab.Filter
			index string // that leads on SQLite
			most  int    // rows that PostgreSQL may read for 50 that it answers
		}{
			{"all", s.admin, collab.Filter{}, "access_requests_page", 50},
			{"a status", s.admin, collab.Filter{Statuses: []string{"Declined"}}, "access_requests_status", 50},
			{"statuses", s.admin, collab.Filter{Statuses: []string{"Declined", "Never"}}, "access_requests_status", 55},
			{"a company", s.admin, collab.Filter{Companies: s.companies[:1]}, "access_requests_company", 50},
			{"companies", s.admin, collab.Filter{Companies: s.companies[:20]}, "access_requests_company", 75},
			{"a requester", s.admin, collab.Filter{Requesters: []string{manager.UserGUID}}, "access_requests_requester", 50},
			{"a group", s.admin, collab.Filter{Groups: []string{s.small}}, "access_requests_requester", 55},
			{"a vector", s.admin, collab.Filter{Vectors: []string{"spf"}}, "sqlite_autoindex_request_vectors_1", 100}, // two tables
			{"a reason", s.admin, collab.Filter{Reasons: []string{"other"}}, "access_requests_reason", 50},
			{"a folder", s.admin, collab.Filter{Folders: []string{s.folder}}, "access_requests_company", 55},
			{"no such folder", s.admin, collab.Filter{Folders: []string{db.NewID()}}, "", 0},
			{"no such status", s.admin, collab.Filter{Statuses: []string{"Gone"}}, "", 0},
			{"a month", s.admin, collab.Filter{From: new(s.now.AddDate(0, -6, 0)), Before: new(s.now.AddDate(0, -5, 0))}, "access_requests_page", 50},
			{"a manager's", manager, collab.Filter{}, "access_requests_company", 60},
			{"the oldest first", s.admin, collab.Filter{Sort: []collab.SortKey{{Name: "created_time"}}}, "access_requests_page", 50},
			{"by status", s.admin, collab.Filter{Sort: []collab.SortKey{{Name: "status"}}}, "access_requests_status", 50},
		} {
			t.Run(tt.name, func(t *testing.T) {
				tt.f.Limit = 50
				s.reads(t, tt.by, tt.f, tt.index, tt.most)
				if len(tt.f.Sort) == 0 && tt.most > 0 {
					tt.f.After = (&collab.Row{GUID: s.requests[3000].GUID, CreatedAt: s.requests[3000].CreatedAt}).Cursor()
					s.reads(t, tt.by, tt.f, tt.index, tt.most)
				}
			})
		}
	})
}

func (s *shelf) reads(t *testing.T, by actor.Actor, f collab.Filter, index string, most int) {
	t.Helper()
	query, args, err := s.desk.requests.Statement(t.Context(), by, f)
	if err != nil {
		t.Fatal(err)
	}
	if s.Dialect() == db.Postgres {
		text, err := db.Value[[]byte](t.Context(), s.DB, `explain (analyze, format json) `+query, args...)
		if err != nil {
			t.Fatal(err)
		}
		var plans []struct{ Plan node }
		if err := json.Unmarshal(text, &plans); err != nil {
			t.Fatal(err)
		}
		if read, wrong := plans[0].Plan.read(); read > most || wrong != "" && most > 0 {
			t.Errorf("reads %d rows, want at most %d; %s\n%s", read, most, wrong, text)
		}
		return
	}
	type step struct {
		id, parent, unused int
		text               string
	}
	steps, err := db.All(t.Context(), s.DB, func(p *step) []any { return []any{&p.id, &p.parent, &p.unused, &p.text} },
		`explain query plan `+query, args...)
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, p := range steps {
		found = found || strings.Contains(p.text, " INDEX "+index+" (")
		if strings.HasPrefix(p.text, "SCAN") || strings.Contains(p.text, "TEMP B-TREE") {
			t.Errorf("%s\n%s", p.text, query)
		}
	}
	if !found && index != "" {
		t.Errorf("%s does not lead: %+v\n%s", index, steps, query)
	}
}

// node is a step of a plan of PostgreSQL's.
type node struct {
	Type    string  `json:"Node Type"`
	Rows    float64 `json:"Actual Rows"`
	Removed float64 `json:"Rows Removed by Filter"`
	Loops   float64 `json:"Actual Loops"`
	Plans   []node
}

// read returns how many rows are read, and what should not be in the plan.
func (n *node) read() (rows int, wrong string) {
	if strings.Contains(n.Type, "Scan") {
		rows = int((n.Rows + n.Removed) * n.Loops)
	}
	if n.Type == "Sort" || strings.Contains(n.Type, "Seq Scan") || strings.Contains(n.Type, "Bitmap") {
		wrong = n.Type
	}
	for _, below := range n.Plans {
		r, w := below.read()
		rows += r
		if wrong == "" {
			wrong = w
		}
	}
	return rows, wrong
}
