package collab_test

import (
	"cmp"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// Whatever leads a list, it has the rows that the rules name, in their order,
// and so do its pages.
func TestOutboxMatchesTheRules(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := stock(t, d, 600)
		random := rand.New(rand.NewPCG(3, 4))
		actors := append([]actor.Actor{s.admin}, s.senders...)
		for range 150 {
			f, by := s.filter(random), actors[random.IntN(len(actors))]
			var want []string
			for _, p := range s.requests {
				if s.sees(by, p) && s.matches(by, &f, p) {
					want = append(want, p.GUID)
				}
			}
			if got := s.list(t, by, f); !slices.Equal(got, want) {
				t.Fatalf("%+v as %s of %s: %d rows, want %d", f, by.Role, by.GroupGUID, len(got), len(want))
			}
			if got := s.pages(t, by, f, 30); !slices.Equal(got, want) {
				t.Fatalf("%+v as %s of %s, by pages: %d rows, want %d", f, by.Role, by.GroupGUID, len(got), len(want))
			}
			f.Limit, f.Offset = 5, random.IntN(30)
			if got := s.list(t, by, f); !slices.Equal(got, want[min(f.Offset, len(want)):min(f.Offset+5, len(want))]) {
				t.Fatalf("%+v: wrong rows", f)
			}
			f.Limit, f.Offset = 0, 0
			if got, err := s.desk.requests.Count(t.Context(), by, f); err != nil || got.Total != len(want) {
				t.Fatalf("%+v: %d are counted, want %d: %v", f, got.Total, len(want), err)
			}
			s.amounts(t, by, f, want)
		}
	})
}

// amounts compares what a page tells of a list with the list itself.
func (s *shelf) amounts(t *testing.T, by actor.Actor, f collab.Filter, want []string) {
	t.Helper()
	counts := make(collab.StatusCounts)
	for _, p := range s.requests {
		if slices.Contains(want, p.GUID) {
			counts[p.Status] = collab.Amount{N: counts[p.Status].N + 1}
		}
	}
	got, err := s.desk.requests.CountByStatus(t.Context(), by, f)
	if err != nil || !maps.Equal(got, counts) {
		t.Fatalf("%+v: counted %v, want %v: %v", f, got, counts, err)
	}
	if total := got.Total(); total != (collab.Amount{N: int64(len(want))}) {
		t.Fatalf("%+v: %v in total, want %d", f, total, len(want))
	}
	for _, most := range []int{7, len(want), len(want) + 1} {
		first, more, err := s.desk.requests.Guids(t.Context(), by, f, most)
		if err != nil || more != (most < len(want)) || !slices.Equal(first, want[:min(most, len(want))]) {
			t.Fatalf("%+v: the first %d are %d, %v, %v", f, most, len(first), more, err)
		}
	}
}

// filter makes up a filter: of each of its lists sometimes none, one, some or
// many values, a stranger and a repetition among them.
func (s *shelf) filter(random *rand.Rand) (f collab.Filter) {
	some := func(values ...string) []string {
		if random.IntN(3) > 0 {
			return nil
		}
		list := []string{}
		for range random.IntN(min(4, len(values)) + 1) {
			list = append(list, values[random.IntN(len(values))])
		}
		return list
	}
	stranger := db.NewID()
	f.Companies = some(append(s.companies[:8:8], stranger)...)
	if random.IntN(8) == 0 {
		f.Companies = s.companies[:collab.MostBranches+3]
	}
	f.Requesters = some(s.senders[0].UserGUID, s.senders[2].UserGUID, s.senders[4].UserGUID, stranger)
	f.ExcludeRequesters = some(s.senders[0].UserGUID, s.senders[1].UserGUID)
	f.Groups = some(s.small, s.large, s.admin.GroupGUID, stranger)
	f.Folders, f.Tiers = some(s.folder, stranger), some(s.tier, stranger)
	f.Statuses = some(string(collab.Never), string(collab.Declined), string(collab.Rejected))
	f.Reasons = some(string(collab.Other), string(collab.Validation))
	f.Vectors = some(append(shelved, "dnssec")...)
	if random.IntN(4) == 0 {
		f.From = new(s.now.AddDate(0, -random.IntN(12), 0))
	}
	if random.IntN(4) == 0 {
		f.Before = new(s.now.AddDate(0, -random.IntN(12), 0))
	}
	if random.IntN(6) == 0 {
		f.Query = "p1"
	}
	return f
}

func (s *shelf) list(t *testing.T, by actor.Actor, f collab.Filter) (guids []string) {
	t.Helper()
	if err := s.desk.requests.Outbox(t.Context(), by, f, func(r *collab.Row) error {
		guids = append(guids, r.GUID)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return guids
}

// pages reads a list page by page, each after the last row of the one before.
func (s *shelf) pages(t *testing.T, by actor.Actor, f collab.Filter, limit int) (guids []string) {
	t.Helper()
	f.Limit = limit
	for {
		n := len(guids)
		if err := s.desk.requests.Outbox(t.Context(), by, f, func(r *collab.Row) error {
			guids, f.After = append(guids, r.GUID), r.Cursor()
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		if len(guids)-n < limit {
			return guids
		}
	}
}

func TestOutboxSorts(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := stock(t, d, 200)
		status := func(p *collab.Past) string { return string(p.Status) }
		sent := func(p *collab.Past) string {
			if p.EmailSentAt == nil {
				return "~" // after every date
			}
			return p.EmailSentAt.Format(time.RFC3339Nano)
		}
		email := func(p *collab.Past) string { return p.Email }
		for _, tt := range []struct {
			sort []collab.SortKey
			key  func(*collab.Past) string
		}{
			{[]collab.SortKey{{Name: "created_time"}}, func(p *collab.Past) string { return p.GUID }},
			{[]collab.SortKey{{Name: "status"}}, status},
			{[]collab.SortKey{{Name: "requestee_email"}}, email},
			{[]collab.SortKey{{Name: "email_sent_date"}}, sent},
			{[]collab.SortKey{{Name: "status"}, {Name: "requestee_email"}}, func(p *collab.Past) string { return status(p) + " " + email(p) }},
		} {
			want := slices.Clone(s.requests)
			slices.SortStableFunc(want, func(a, b *collab.Past) int { return cmp.Compare(tt.key(a), tt.key(b)) })
			got := s.list(t, s.admin, collab.Filter{Sort: tt.sort})
			if !slices.EqualFunc(got, want, func(guid string, p *collab.Past) bool { return guid == p.GUID }) {
				t.Errorf("%v: not in order", tt.sort)
			}
		}
	})
}
