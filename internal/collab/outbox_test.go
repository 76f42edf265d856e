package collab_test

import (
	"cmp"
	"encoding/base64"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
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
	s.desk.requests.Few(9)
	bounded := s.bounded(t, by, f)
	if !bounded.Total().More && !maps.Equal(bounded, counts) {
		t.Fatalf("%+v: counted %v and no more, want %v", f, bounded, counts)
	}
	for status, few := range bounded {
		if some := counts[status]; few.N > some.N || !few.More && few != some {
			t.Fatalf("%+v: at least %v are %s of %v", f, few, status, some)
		}
	}
	s.desk.requests.Few(0)
	for _, most := range []int{7, len(want), len(want) + 1} {
		first, next, err := s.desk.requests.Guids(t.Context(), by, f, most)
		if err != nil || (next != "") != (most < len(want)) || !slices.Equal(first, want[:min(most, len(want))]) {
			t.Fatalf("%+v: the first %d are %d, %q, %v", f, most, len(first), next, err)
		}
	}
}

// bounded counts no more than the newest.
func (s *shelf) bounded(t *testing.T, by actor.Actor, f collab.Filter) collab.StatusCounts {
	t.Helper()
	few, err := s.desk.requests.CountByStatus(t.Context(), by, f)
	if err != nil {
		t.Fatal(err)
	}
	return few
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
	if random.IntN(4) == 0 {
		queries := []string{"p1", "P12", "p", "person", "v 03", "vendor 004 p", "p17@v.example", "nobody", strings.Repeat("é", 90)}
		f.Query = queries[random.IntN(len(queries))]
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

// key is what a request is sorted by, as text in its order.
func (s *shelf) key(name string, p *collab.Past) string {
	switch name {
	case "created_time":
		return p.CreatedAt.Format(time.RFC3339Nano)
	case "status":
		return string(p.Status)
	case "requestee_company_name":
		return s.name(p)
	case "requestee_email":
		return p.Email
	case "email_sent_date":
		if p.EmailSentAt != nil {
			return p.EmailSentAt.Format(time.RFC3339Nano)
		}
	}
	return ""
}

// sort sorts requests of which the newest come first. Who was not written to
// comes last, whichever way.
func (s *shelf) sort(k collab.SortKey, requests []*collab.Past) {
	slices.SortStableFunc(requests, func(a, b *collab.Past) int {
		x, y := s.key(k.Name, a), s.key(k.Name, b)
		if (x == "") != (y == "") {
			return cmp.Compare(len(y), len(x))
		}
		if k.Desc {
			x, y = y, x
		}
		return cmp.Compare(x, y)
	})
}

// Every order has its rows in it, whole, in pages and from an offset on, of few
// requests and of many.
func TestOutboxSorts(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := stock(t, d, 600)
		random := rand.New(rand.NewPCG(5, 6))
		actors := append([]actor.Actor{s.admin}, s.senders...)
		for i := range 160 {
			f, who := collab.Filter{}, actors[random.IntN(len(actors))]
			if i%4 > 0 {
				f = s.filter(random)
			}
			k := collab.SortKey{Name: collab.SortNames[random.IntN(len(collab.SortNames))], Desc: random.IntN(2) == 0}
			f.Sort = []collab.SortKey{k}
			s.desk.requests.Few(1 + random.IntN(2)*random.IntN(200))
			var sorted []*collab.Past
			for _, p := range s.requests {
				if s.sees(who, p) && s.matches(who, &f, p) {
					sorted = append(sorted, p)
				}
			}
			s.sort(k, sorted)
			want := make([]string, len(sorted))
			for i, p := range sorted {
				want[i] = p.GUID
			}
			if got := s.list(t, who, f); !slices.Equal(got, want) {
				t.Fatalf("%+v as %s of %s: %d rows, want %d", f, who.Role, who.GroupGUID, len(got), len(want))
			}
			if got := s.pages(t, who, f, 1+random.IntN(60)); !slices.Equal(got, want) {
				t.Fatalf("%+v as %s of %s, by pages: %d rows, want %d", f, who.Role, who.GroupGUID, len(got), len(want))
			}
			f.Limit, f.Offset = 5, random.IntN(30)
			if got := s.list(t, who, f); !slices.Equal(got, want[min(f.Offset, len(want)):min(f.Offset+5, len(want))]) {
				t.Fatalf("%+v: wrong rows", f)
			}
		}
		f := collab.Filter{Sort: []collab.SortKey{{Name: "status"}, {Name: "requestee_email", Desc: true}}}
		want := slices.Clone(s.requests)
		s.sort(f.Sort[1], want)
		s.sort(f.Sort[0], want)
		if got := s.list(t, s.admin, f); !slices.EqualFunc(got, want, func(guid string, p *collab.Past) bool { return guid == p.GUID }) {
			t.Error("by two keys: not in order")
		}
	})
}

// A place counts in the order that it was taken from.
func TestPlacesBelongToTheirOrder(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := stock(t, d, 20)
		at := func(f collab.Filter) error {
			return s.desk.requests.Outbox(t.Context(), s.admin, f, func(*collab.Row) error { return nil })
		}
		var orders [][]collab.SortKey
		for _, name := range collab.SortNames {
			orders = append(orders, []collab.SortKey{{Name: name}}, []collab.SortKey{{Name: name, Desc: true}})
		}
		for i, order := range orders {
			var cursor string
			f := collab.Filter{Sort: order, Limit: 1}
			if err := s.desk.requests.Outbox(t.Context(), s.admin, f, func(r *collab.Row) error {
				cursor = r.Cursor()
				return nil
			}); err != nil {
				t.Fatal(err)
			}
			for j, other := range orders {
				if err := at(collab.Filter{Sort: other, After: cursor}); (err == nil) != (i == j) || err != nil && fault.Of(err).Fields["after"] == "" {
					t.Errorf("%v after a place of %v: %v", other, order, err)
				}
			}
			if err := at(collab.Filter{Sort: append(order, collab.SortKey{Name: "x"}), After: cursor}); fault.Of(err).Fields["after"] == "" {
				t.Errorf("by two keys after a place of %v: %v", order, err)
			}
		}
		for _, text := range []string{"", ".", "-1." + db.NewID(), "1." + db.NewID() + ".-status", "1." + db.NewID() + ".status.\x00", "1." + db.NewID() + ".status.\xff"} {
			for _, order := range [][]collab.SortKey{nil, {{Name: "status"}}, {{Name: "email_sent_date"}}} {
				after := base64.RawURLEncoding.EncodeToString([]byte(text))
				if text == "" {
					after = "?"
				}
				if err := at(collab.Filter{Sort: order, After: after}); fault.Of(err).Fields["after"] == "" {
					t.Errorf("%q in %v: %v", text, order, err)
				}
			}
		}
	})
}
