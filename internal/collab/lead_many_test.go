package collab_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// What words alone say is found, and put in order, among the words: of the requests
// only the page is read. A walk that would find it at once is not asked for more.
func TestWordsAreFoundWithoutRequests(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := stock(t, d, 6000)
		s.desk.requests.Few(1) // is sorted otherwise
		for query, sorted := range map[string]bool{
			"p5":  false, // p5, p50 to p59, p500 to p599 and the last thousand
			"p59": true,  // 11 of the first 3000
		} {
			_, page, err := s.desk.requests.Statements(t.Context(), s.admin, collab.Filter{Query: query, Limit: 50})
			if err != nil || strings.Contains(page.Query, " materialized ") != sorted {
				t.Fatal(query, page, err)
			}
			if !sorted {
				continue
			}
			if d.Dialect() == db.Postgres {
				s.readsRows(t, *page, 3*111+50) // found in the index, read there and passed on
				continue
			}
			s.readsIndex(t, *page, "PRIMARY KEY")
			steps := dbtest.Steps(t, d, page.Query, page.Args...)
			ofRequests := slices.DeleteFunc(slices.Clone(steps), func(p string) bool { return !strings.HasPrefix(p, "SEARCH r ") })
			if len(ofRequests) != 1 {
				t.Errorf("%s\n%v", page.Query, steps)
			}
		}
		var want []string
		for i, r := range s.requests {
			if strings.HasPrefix(strconv.Itoa(i), "59") {
				want = append(want, r.GUID)
			}
		}
		for _, f := range []collab.Filter{{Limit: 30}, {Limit: 1}, {Limit: 30, Offset: 7}, {Limit: 200}} {
			f.Query = "p59"
			left := want[f.Offset:]
			for len(left) > 0 {
				got, after := s.page(t, s.admin, f)
				if n := min(f.Limit, len(left)); !slices.Equal(got, left[:n]) {
					t.Fatalf("%+v: %d requests %v, want %v", f, len(got), got, left[:n])
				}
				left, f.After, f.Offset = left[len(got):], after, 0
			}
		}
	})
}
