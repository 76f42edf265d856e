package collab_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"gatehouse/internal/actor"
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
		s.finds59(t, s.admin, collab.Filter{}, func(*collab.Past) bool { return true })
	})
}

// What else is asked, and what the actor does not see, narrows a list that words lead to,
// however it is read.
func TestWordsShowNoMoreThanIsSeen(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := stock(t, d, 6000)
		manager, middle := s.senders[2], s.now.AddDate(0, 0, -362)
		for _, few := range []int{0, 1, 150} { // as it is, nothing leads, the words do
			s.desk.requests.Few(few)
			s.finds59(t, manager, collab.Filter{}, func(p *collab.Past) bool {
				return p.RequesterGUID == manager.UserGUID || slices.Contains(s.companies[:3], p.CompanyGUID)
			})
			s.finds59(t, s.admin, collab.Filter{Statuses: []string{"Never"}}, func(p *collab.Past) bool { return p.Status == collab.Never })
			s.finds59(t, s.admin, collab.Filter{ExcludeRequesters: []string{manager.UserGUID}}, func(p *collab.Past) bool {
				return p.RequesterGUID != manager.UserGUID
			})
			s.finds59(t, s.admin, collab.Filter{From: &middle}, func(p *collab.Past) bool { return !p.CreatedAt.Before(middle) })
			s.finds59(t, s.admin, collab.Filter{Before: &middle}, func(p *collab.Past) bool { return p.CreatedAt.Before(middle) })
		}
	})
}

// finds59 reads all pages of those whose address begins with p59, and of these the ones
// that a filter and an actor leave.
func (s *shelf) finds59(t *testing.T, by actor.Actor, f collab.Filter, left func(*collab.Past) bool) {
	t.Helper()
	var want []string
	for i, p := range s.requests {
		if strings.HasPrefix(strconv.Itoa(i), "59") && left(p) {
			want = append(want, p.GUID)
		}
	}
	if len(want) == 0 {
		t.Fatal("nothing is to be found")
	}
	f.Query = "p59"
	for _, page := range []struct{ limit, offset int }{{30, 0}, {1, 0}, {30, 7}, {200, 0}} {
		f.Limit, f.Offset, f.After = page.limit, page.offset, ""
		for rest := want[min(f.Offset, len(want)):]; len(rest) > 0; {
			got, after := s.page(t, by, f)
			if n := min(f.Limit, len(rest)); !slices.Equal(got, rest[:n]) {
				t.Fatalf("%+v: %d requests %v, want %v", f, len(got), got, rest[:n])
			}
			rest, f.After, f.Offset = rest[len(got):], after, 0
		}
		if got, _ := s.page(t, by, f); f.After != "" && len(got) > 0 {
			t.Fatalf("%+v: %v after the last one", f, got)
		}
	}
}
