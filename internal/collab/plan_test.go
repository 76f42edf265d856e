package collab_test

import (
	"slices"
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// reading is a list whose plan is looked at.
type reading struct {
	name  string
	by    actor.Actor
	f     collab.Filter
	index string // that leads on SQLite; "" if nothing can match, and nothing is read
	most  int    // rows that PostgreSQL may read for 50 that it answers; 0 if it scans what is as small as here
}

// A page is read from an index in its order, row by row: nothing sorts, nothing
// scans, and no more rows are read than are answered. So a list takes as long in
// an outbox of a million as in one of a thousand.
func TestListsReadNoMoreThanTheyAnswer(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := stock(t, d, 6000)
		manager := s.senders[2]
		s.desk.requests.Few(1) // the others have a test of their own
		one := func(name string, desc bool, statuses ...string) collab.Filter {
			return collab.Filter{Sort: []collab.SortKey{{Name: name, Desc: desc}}, Statuses: statuses}
		}
		const vectors, words = "sqlite_autoindex_request_vectors_1", "PRIMARY KEY"
		for _, r := range []reading{
			{"all", s.admin, collab.Filter{}, "access_requests_page", 50},
			{"a status", s.admin, collab.Filter{Statuses: []string{"Declined"}}, "access_requests_status", 50},
			{"statuses", s.admin, collab.Filter{Statuses: []string{"Declined", "Never"}}, "access_requests_status", 55},
			{"a company", s.admin, collab.Filter{Companies: s.companies[:1]}, "access_requests_company", 50},
			{"companies", s.admin, collab.Filter{Companies: s.companies[:20]}, "access_requests_company", 75},
			{"a requester", s.admin, collab.Filter{Requesters: []string{manager.UserGUID}}, "access_requests_requester", 50},
			{"a group", s.admin, collab.Filter{Groups: []string{s.small}}, "access_requests_requester", 55},
			{"a vector", s.admin, collab.Filter{Vectors: []string{"spf"}}, vectors, 100}, // two tables
			{"vectors", s.admin, collab.Filter{Vectors: []string{"spf", "dkim"}}, vectors, 110},
			{"a reason", s.admin, collab.Filter{Reasons: []string{"other"}}, "access_requests_reason", 50},
			{"a folder", s.admin, collab.Filter{Folders: []string{s.folder}}, "access_requests_company", 55},
			{"a word", s.admin, collab.Filter{Query: "007"}, words, 100},
			{"a word of all", s.admin, collab.Filter{Query: "person"}, words, 100},
			{"words", s.admin, collab.Filter{Query: "00"}, words, 150},
			{"no such folder", s.admin, collab.Filter{Folders: []string{db.NewID()}}, "", 0},
			{"no such status", s.admin, collab.Filter{Statuses: []string{"Gone"}}, "", 0},
			{"no such word", s.admin, collab.Filter{Query: "zebra"}, "", 0},
			{"a month", s.admin, collab.Filter{From: new(s.now.AddDate(0, -6, 0)), Before: new(s.now.AddDate(0, -5, 0))}, "access_requests_page", 50},
			{
				"a company in a year", s.admin,
				collab.Filter{Companies: s.companies[:1], From: new(s.now.AddDate(-1, 0, 0)), Before: new(s.now.AddDate(0, -1, 0))},
				"access_requests_company", 50,
			},
			{"a manager's", manager, collab.Filter{}, "access_requests_company", 60},
			{"the oldest first", s.admin, one("created_time", false), "access_requests_page", 50},
			{"the oldest of a status first", s.admin, one("created_time", false, "Never"), "access_requests_status", 50},
			{"by status", s.admin, one("status", false, "Declined", "Never"), "access_requests_status", 50},
			{"by status, down", s.admin, one("status", true, "Declined", "Never"), "access_requests_status", 50},
			{"by company", s.admin, one("requestee_company_name", false), "access_requests_company_name", 50},
			{"by company, down", s.admin, one("requestee_company_name", true), "access_requests_company_name", 250}, // all of a company
			{"by address", s.admin, one("requestee_email", false), "access_requests_shown_email", 50},
			{"by address, down", s.admin, one("requestee_email", true), "access_requests_shown_email", 52},
			{"by sending", s.admin, one("email_sent_date", false), "access_requests_sent", 50},
			{"by sending, down", s.admin, one("email_sent_date", true), "access_requests_sent", 52},
		} {
			t.Run(r.name, func(t *testing.T) {
				r.f.Limit = 50
				s.reads(t, r)
				if r.index != "" {
					guids, after := s.page(t, r.by, r.f)
					if r.f.After = after; len(guids) != 50 {
						t.Errorf("%d rows on the first page", len(guids))
					}
					s.reads(t, r)
				}
			})
		}
	})
}

// What leads to few rows is sorted: these are read, and no others. Of two, the
// rarer leads.
func TestListsReadTheFewThatLead(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := stock(t, d, 6000)
		manager := s.senders[4] // who sees more companies than lead
		sort := []collab.SortKey{{Name: "requestee_email", Desc: true}}
		for _, r := range []reading{
			{"a company by address", s.admin, collab.Filter{Companies: s.companies[:1], Sort: sort}, "access_requests_company", 250},
			{"a status of a company", s.admin, collab.Filter{Companies: s.companies[:1], Statuses: []string{"Never"}}, "access_requests_company", 120},
			{"a rare word of a status", s.admin, collab.Filter{Query: "p17", Statuses: []string{"Never"}}, "PRIMARY KEY", 0},
			{"a word by address", s.admin, collab.Filter{Query: "007", Sort: sort}, "PRIMARY KEY", 0},
			{"a beginning of many words", s.admin, collab.Filter{Query: "p5"}, "PRIMARY KEY", 0},
			{"nothing by a manager", manager, collab.Filter{Query: "p1234"}, "PRIMARY KEY", 0},
			{"a manager's by address", s.senders[2], collab.Filter{Sort: sort}, "access_requests_company", 0}, // both of what it sees and sent
		} {
			t.Run(r.name, func(t *testing.T) {
				r.f.Limit = 50
				s.reads(t, r)
			})
		}
	})
}

// page returns the first rows of a list and the place after them.
func (s *shelf) page(t *testing.T, by actor.Actor, f collab.Filter) (guids []string, after string) {
	t.Helper()
	if err := s.desk.requests.Outbox(t.Context(), by, f, func(r *collab.Row) error {
		guids, after = append(guids, r.GUID), r.Cursor()
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return guids, after
}

func (s *shelf) reads(t *testing.T, r reading) {
	t.Helper()
	counts, page, err := s.desk.requests.Statements(t.Context(), r.by, r.f)
	if err != nil || (page == nil) != (r.index == "") {
		t.Fatal(page, err)
	}
	if page == nil || s.Dialect() == db.Postgres && r.most == 0 {
		return
	}
	if s.Dialect() == db.Postgres {
		for _, c := range counts {
			s.readsRows(t, c, 2100) // which are read, and counted
		}
		s.readsRows(t, *page, r.most)
		return
	}
	for _, c := range counts {
		s.readsIndex(t, c, "")
	}
	s.readsIndex(t, *page, r.index)
}

// readsRows looks at a plan of PostgreSQL's.
func (s *shelf) readsRows(t *testing.T, q collab.Statement, most int) {
	t.Helper()
	plan := dbtest.Explain(t, s.DB, q.Query, q.Args...)
	read, wrong := plan.Read()
	if strings.Contains(q.Query, " materialized ") && wrong != "Seq Scan" || strings.HasPrefix(q.Query, "select count(*)") && wrong == "Bitmap Heap Scan" {
		wrong = "" // few are sorted, and counted in no order
	}
	if read > most || wrong != "" {
		t.Errorf("reads %d rows, want at most %d; %s\n%s\n%+v", read, most, wrong, q.Query, plan)
	}
}

// readsIndex looks at a plan of SQLite's.
func (s *shelf) readsIndex(t *testing.T, q collab.Statement, index string) {
	t.Helper()
	steps := dbtest.Steps(t, s.DB, q.Query, q.Args...)
	few, found := strings.Contains(q.Query, " materialized "), false
	for _, p := range steps {
		found = found || strings.Contains(p, " INDEX "+index+" (") || strings.Contains(p, " USING "+index+" (")
		scans := strings.HasPrefix(p, "SCAN") && !slices.Contains([]string{"SCAN f", "SCAN n", "SCAN m", "SCAN s"}, p) // what is in parentheses
		sorts := strings.Contains(p, "TEMP B-TREE") && !strings.HasSuffix(p, "LAST 2 TERMS OF ORDER BY") && !few
		whole := few && strings.Contains(p, " INDEX access_requests_page (customer_id=?)") // of the customer
		if scans || sorts || whole {
			t.Errorf("%s\n%s\n%v", p, q.Query, steps)
		}
	}
	if !found && index != "" {
		t.Errorf("%s does not lead: %+v\n%s", index, steps, q.Query)
	}
}

// Registrations are read from an index of their verdict, of their reason or of
// their form, in its order.
func TestRegistrationsAreReadInOrder(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := stock(t, d, 6000)
		form := db.NewID()
		for i, q := range []string{
			`update access_requests set reason = 'self_requested', form_guid = $1, status = 'Pending', awaiting = 'approval', sent_count = 0 where guid = $2`,
			`update access_requests set reason = 'self_requested', form_guid = $1, sent_count = 1 where guid = $2`,
			`update access_requests set reason = 'self_requested', form_guid = $1, status = 'Rejected', awaiting = null, sent_count = 0 where guid = $2`,
		} {
			for n := range 60 {
				s.exec(t, q, form, s.requests[i*2000+n*7].GUID)
			}
		}
		if d.Dialect() == db.Postgres {
			s.exec(t, `analyze`)
		}
		for _, tt := range []struct {
			name  string
			f     collab.Filter
			index string
			most  int
		}{
			{"to decide", collab.Filter{Verdict: collab.Undecided}, "access_requests_approval", 50},
			{"approved", collab.Filter{Verdict: collab.LetIn}, "access_requests_approved", 50},
			{"all", collab.Filter{Verdict: collab.AnyVerdict}, "access_requests_reason", 50},
			{"of a form", collab.Filter{Forms: []string{form}}, "access_requests_form", 50},
		} {
			t.Run(tt.name, func(t *testing.T) {
				tt.f.Limit = 50
				s.reads(t, reading{tt.name, s.admin, tt.f, tt.index, tt.most})
			})
		}
	})
}

// The funnel of who does not see all asks for each company's newest requests by
// themselves, whatever months it is of.
func TestFunnelReadsWhatItCounts(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := stock(t, d, 6000)
		for _, column := range []string{"company_guid", "requester_guid"} {
			q := collab.SeenStatement(s.admin.CustomerID, column, s.companies[0], s.now, 50)
			if d.Dialect() == db.Postgres {
				s.readsRows(t, q, 50)
				continue
			}
			s.readsIndex(t, q, map[string]string{"company_guid": "access_requests_company", "requester_guid": "access_requests_requester"}[column])
		}
	})
}

// The home page of who sees few companies reads what is open, was answered and was
// created last at each of them from an index, and nothing else: on PostgreSQL in
// one statement.
func TestHomeReadsWhatIsSeen(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := stock(t, d, 6000)
		s.exec(t, `update access_requests set answered_at = created_at where status = 'Declined'`)
		s.exec(t, `update access_requests set status = 'Pending', awaiting = 'answer' where status = 'Never'`)
		if d.Dialect() == db.Postgres {
			s.exec(t, `analyze`)
		}
		for index, q := range collab.Glances(d.Dialect(), s.senders[2], s.companies[:50], s.now) {
			if d.Dialect() == db.Postgres {
				s.readsRows(t, q, 2*2000+50) // found in lateral and passed on, and the companies' names
				continue
			}
			name, _, _ := strings.Cut(index, " ")
			s.readsIndex(t, q, name)
		}
	})
}
