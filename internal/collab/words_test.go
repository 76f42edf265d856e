package collab_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/tenant"
)

func TestFoundBy(t *testing.T) {
	long := strings.Repeat("é", 80)
	for search, want := range map[string][]string{
		"":                          nil,
		" rob tan rob@x.example x":  {"rob@x.example", "tan", "x"},
		" ann anne ann-marie annex": {"ann-marie", "annex"},
		" an a b":                   {"an", "b"},
		" " + long + " éa":          {long[:128], "éa"},
	} {
		slices.Sort(want)
		if got := collab.FoundBy(search); !slices.Equal(got, want) {
			t.Errorf("%.40q: got %q, want %q", search, got, want)
		}
	}
}

func (s *shelf) words(t *testing.T) []string {
	t.Helper()
	all, err := db.Column[string](t.Context(), s.DB, `select word || ' ' || request_guid from request_words order by request_guid, word`)
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(all) // the engines have their own order of letters
	return all
}

func (s *shelf) found(t *testing.T, query string) int {
	t.Helper()
	return len(s.list(t, s.admin, collab.Filter{Query: query}))
}

// Requests from before there were words get the same as all others, and are
// found meanwhile.
func TestFillWords(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := stock(t, d, 1100) // more than two transactions take
		want, found := s.words(t), s.found(t, "p10")
		s.exec(t, `delete from request_words`)
		s.exec(t, `insert into request_word_fills (customer_id, after_guid) values ($1, '')`, s.admin.CustomerID)
		if got := s.found(t, "p10"); got != found || found == 0 {
			t.Errorf("%d are found while there are no words, want %d", got, found)
		}
		for range 2 { // it may run twice
			if err := s.desk.requests.FillWords(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if got := s.words(t); !slices.Equal(got, want) {
			t.Errorf("%d words, want %d", len(got), len(want))
		}
		if n, err := db.Value[int](t.Context(), d, `select count(*) from request_word_fills`); n != 0 || err != nil {
			t.Errorf("%d customers are left, %v", n, err)
		}
		if got := s.found(t, "p10"); got != found {
			t.Errorf("%d are found, want %d", got, found)
		}
	})
}

// A request is found by the name that its company has now.
func TestWordsFollowNames(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := stock(t, d, 200)
		s.desk.requests.Register(s.runner)
		before, n := s.words(t), s.found(t, "007")
		rename := func(name string) {
			s.exec(t, `update companies set name = $2, name_lower = lower($2) where guid = $1`, s.companies[7], name)
			if err := d.Tx(t.Context(), func(tx *db.Tx) error {
				return tenant.Refresh.Add(t.Context(), tx, tenant.Stale{CustomerID: s.admin.CustomerID, CompanyGUID: s.companies[7]})
			}); err != nil {
				t.Fatal(err)
			}
			if err := s.runner.Drain(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		rename("Zebra Holding")
		if was, is := s.found(t, "007"), s.found(t, "zeb"); n == 0 || was != 0 || is != n {
			t.Errorf("%d are found by the old name and %d by the new, want 0 and %d", was, is, n)
		}
		rename(fmt.Sprintf("Vendor %03d", 7))
		if !slices.Equal(s.words(t), before) {
			t.Error("the words are not those from before")
		}
	})
}
