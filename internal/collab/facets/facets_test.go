package facets

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"gatehouse/internal/db"
)

// Of random requests that change at random, on a base that is built anew at any
// moment, every question has the answer that looking at all of them gives.
func TestSetAnswersAsLookingAtAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := &model{rows: make(map[Place]Row), names: NewNames()}
		for i := range 5 {
			m.names.Company(GUID{15: byte(i)})
			if _, err := m.names.Sender(GUID{15: byte(i)}); err != nil {
				t.Fatal(err)
			}
		}
		first := m.draw(t, rapid.IntRange(0, 300).Draw(t, "first"))
		slices.SortFunc(first, func(a, b Row) int { return a.Compare(b.Place) })
		first = slices.CompactFunc(first, func(a, b Row) bool { return a.Place == b.Place })
		m.take(first)
		set := Build(len(first)/2, func(yield func(*Row) bool) {
			for i := range first {
				if !yield(&first[i]) {
					return
				}
			}
		})
		for range rapid.IntRange(0, 6).Draw(t, "steps") {
			before, compact := set, set.Compact()
			some := m.draw(t, rapid.IntRange(0, 30).Draw(t, "changed"))
			m.take(some)
			set = set.With(some)
			if rapid.Bool().Draw(t, "a new base") {
				onto, ok := set.Onto(before, compact)
				if _, again := set.Onto(onto, compact); !ok || again {
					t.Fatalf("a set comes from its own base: %v, and from another: %v", ok, again)
				}
				set = onto
			}
			m.compare(t, set)
		}
		m.compare(t, set)
	})
}

// model is what a set should be.
type model struct {
	rows  map[Place]Row
	names *Names
}

// draw returns rows, of which some are in the model already.
func (m *model) draw(t *rapid.T, n int) (rows []Row) {
	for range n {
		at := int64(rapid.IntRange(0, 400).Draw(t, "at"))
		r := Row{
			Place:   Place{at, GUID{15: byte(rapid.IntRange(0, 1).Draw(t, "guid"))}},
			Company: uint32(rapid.IntRange(0, 4).Draw(t, "company")), Sender: uint16(rapid.IntRange(0, 4).Draw(t, "sender")),
			Status: uint8(rapid.IntRange(0, MaxStatus-1).Draw(t, "status")), Reason: uint8(rapid.IntRange(0, MaxReason-1).Draw(t, "reason")),
			Marks: uint8(rapid.IntRange(0, 1<<MaxMarks-1).Draw(t, "marks")), Vectors: rapid.Uint64Range(0, 15).Draw(t, "vectors"),
		}
		if rapid.Bool().Draw(t, "made for its time") {
			r.GUID = joined(highOf(at), uint64(r.GUID[15]))
		}
		rows = append(rows, r)
	}
	return rows
}

func (m *model) take(rows []Row) {
	for _, r := range rows {
		m.rows[r.Place] = r
	}
}

func (m *model) compare(t *rapid.T, set *Set) {
	if set.Len() != len(m.rows) {
		t.Fatalf("%d requests, want %d", set.Len(), len(m.rows))
	}
	var all []Row
	for r := range set.All() {
		all = append(all, *r)
	}
	for i, r := range all {
		if m.rows[r.Place] != r || i > 0 && all[i-1].Compare(r.Place) >= 0 {
			t.Fatalf("%+v, want %+v", r, m.rows[r.Place])
		}
	}
	for range 10 {
		q := m.question(t)
		var got, want []Place
		most := rapid.IntRange(1, 400).Draw(t, "most")
		set.Each(q, func(p Place) bool {
			got = append(got, p)
			return len(got) < most
		})
		for p, r := range m.rows {
			if !q.Nothing && q.holds(&r) {
				want = append(want, p)
			}
		}
		slices.SortFunc(want, func(a, b Place) int {
			if q.OldestFirst {
				return a.Compare(b)
			}
			return b.Compare(a)
		})
		if want = want[:min(most, len(want))]; !slices.Equal(got, want) {
			t.Fatalf("%+v\ngot  %v\nwant %v", q, got, want)
		}
		m.compareCounts(t, set, q)
	}
}

func (m *model) compareCounts(t *rapid.T, set *Set, q *Query) {
	all := *q
	all.After = nil // counts know no order
	var want PerStatus
	byCompany := make([]PerStatus, 5)
	for _, r := range m.rows {
		if !q.Nothing && all.holds(&r) {
			want[r.Status]++
			byCompany[r.Company][r.Status]++
		}
	}
	if got := set.Count(q); got != want {
		t.Fatalf("%+v: counted %v, want %v", q, got, want)
	}
	if got := set.CountByCompany(q, 5); !slices.Equal(got, byCompany) {
		t.Fatalf("%+v: counted by company %v, want %v", q, got, byCompany)
	}
}

func (m *model) question(t *rapid.T) *Query {
	some := func(what string) *Some {
		var guids []GUID
		for i := range rapid.IntRange(0, 6).Draw(t, what) {
			guids = append(guids, GUID{15: byte(i)})
		}
		s := m.names.Companies(guids) // and senders: they have the same numbers
		return &s
	}
	bounds := rapid.Int64Range(-10, 410)
	q := &Query{Statuses: Any, Reasons: Any, OldestFirst: rapid.Bool().Draw(t, "oldest first"), Nothing: rapid.IntRange(0, 20).Draw(t, "nothing") == 0}
	for _, set := range []func(){
		func() { q.Statuses = rapid.Uint8().Draw(t, "statuses") },
		func() { q.Reasons = rapid.Uint8().Draw(t, "reasons") },
		func() { q.Marks = uint8(rapid.IntRange(0, 1<<MaxMarks-1).Draw(t, "with marks")) },
		func() { q.Vectors = rapid.Uint64Range(0, 31).Draw(t, "of vectors") },
		func() { q.Among = append(q.Among, Among{Companies: some("companies")}) },
		func() { q.Among = append(q.Among, Among{Senders: some("senders")}) },
		func() { q.Among = append(q.Among, Among{some("either"), some("or")}) },
		func() { q.NotFrom = some("not from") },
		func() { q.From = new(bounds.Draw(t, "from")) },
		func() { q.Before = new(bounds.Draw(t, "before")) },
		func() {
			q.After = &Place{bounds.Draw(t, "after"), GUID{15: byte(rapid.IntRange(0, 2).Draw(t, "guid"))}}
		},
	} {
		if rapid.IntRange(0, 3).Draw(t, "is asked") == 0 {
			set()
		}
	}
	return q
}

// The guids of requests begin with their time, so that this half of them takes no
// memory; and what is kept of a request is small.
func TestRequestsTakeFewBytes(t *testing.T) {
	const n, companies, senders = 200_000, 10_000, 60
	random := rand.New(rand.NewPCG(1, 2))
	at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	row := func() *Row {
		at = at.Add(time.Duration(1+random.Int64N(1e6)) * time.Microsecond)
		guid, ok := ParseGUID(db.NewIDAt(at))
		if !ok {
			t.Fatal("an id of the database is none here")
		}
		return &Row{
			Place: Place{at.UnixMicro(), guid}, Company: uint32(random.IntN(companies)), Sender: uint16(random.IntN(senders)),
			Status: uint8(random.IntN(7)), Reason: uint8(random.IntN(5)), Vectors: 1 << random.IntN(23),
		}
	}
	set := Build(n, func(yield func(*Row) bool) {
		for range n {
			if !yield(row()) {
				return
			}
		}
	})
	if len(set.base.odd) > 0 {
		t.Errorf("%d guids do not begin as their times say", len(set.base.odd))
	}
	if got := set.Bytes(); got > 32*n {
		t.Errorf("%d bytes a request, want at most 32", got/n)
	}
}

func TestGUIDs(t *testing.T) {
	for _, text := range []string{db.NewID(), "00000000-0000-0000-0000-000000000000", "0123abcd-0000-7fff-8fff-ffffffffffff"} {
		if g, ok := ParseGUID(text); !ok || g.String() != text {
			t.Errorf("%s is read as %s, %v", text, g, ok)
		}
	}
	for _, text := range []string{
		"", "0", "0123ABCD-0000-7fff-8fff-ffffffffffff", "0123abcd-0000-7fff-8fff-fffffffffffg", "0123abcd00000-7fff-8fff-ffffffffffff",
		"{123abcd-0000-7fff-8fff-ffffffffffff", "0123abcd-0000-7fff-8fff-fffffffffff-", "0123abcd-0000-7fff-8fff-fffffffffff\x00",
	} {
		if g, ok := ParseGUID(text); ok {
			t.Errorf("%q is read as %s", text, g)
		}
	}
}

func BenchmarkEach(b *testing.B) {
	const n, companies, senders = 1_000_000, 10_000, 60
	random := rand.New(rand.NewPCG(1, 2))
	at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	set := Build(n, func(yield func(*Row) bool) {
		for i := range n {
			at = at.Add(time.Duration(1+random.Int64N(1e6)) * time.Microsecond)
			r := Row{
				Place: Place{at.UnixMicro(), joined(highOf(at.UnixMicro()), random.Uint64())}, Company: uint32(random.IntN(companies)),
				Sender: uint16(random.IntN(senders)), Status: uint8(random.IntN(6)), Reason: uint8(random.IntN(4)), Vectors: 1 << random.IntN(8),
			}
			if i%10_000 == 0 {
				r.Status, r.Vectors = 6, 1<<9
			}
			if !yield(&r) {
				return
			}
		}
	})
	set = set.With(slices.Collect(func(yield func(Row) bool) {
		for i := range 2500 {
			r := set.base.row(i * 300)
			r.Status = 1
			if !yield(r) {
				return
			}
		}
	}))
	some := func(from, n int) *Some {
		s := &Some{has: make(bitmap, companies/64+1)}
		for i := range n {
			s.ids = append(s.ids, uint32(from+i))
			s.has.set(from + i)
		}
		return s
	}
	for _, q := range []struct {
		name string
		Query
	}{
		{"all", Query{Statuses: Any, Reasons: Any}},
		{"status", Query{Statuses: 2, Reasons: Any}},
		{"company", Query{Statuses: Any, Reasons: Any, Among: []Among{{Companies: some(7, 1)}}}},
		{"50 companies or own", Query{Statuses: Any, Reasons: Any, Among: []Among{{some(7, 50), some(3, 1)}}}},
		{"folder of 200", Query{Statuses: Any, Reasons: Any, Among: []Among{{Companies: some(7, 200)}}}},
		{"folder of 200 and a rare status", Query{Statuses: 1 << 6, Reasons: Any, Among: []Among{{Companies: some(7, 200)}}}},
		{"folder of half", Query{Statuses: Any, Reasons: Any, Among: []Among{{Companies: some(7, 5000)}}}},
		{"group", Query{Statuses: Any, Reasons: Any, Among: []Among{{Senders: some(7, 10)}}}},
		{"rare pair", Query{Statuses: 1 << 6, Reasons: Any, Vectors: 1 << 9}},
	} {
		b.Run(q.name, func(b *testing.B) {
			found := 0
			for b.Loop() {
				found = 0
				set.Each(&q.Query, func(Place) bool {
					found++
					return found < 101
				})
			}
			b.ReportMetric(float64(found), "found")
		})
		b.Run(q.name+", counted", func(b *testing.B) {
			for b.Loop() {
				set.Count(&q.Query)
			}
		})
		b.Run(q.name+", counted by company", func(b *testing.B) {
			for b.Loop() {
				set.CountByCompany(&q.Query, companies)
			}
		})
	}
	b.Run("compact", func(b *testing.B) {
		for b.Loop() {
			set.Compact()
		}
	})
	fmt.Fprintln(b.Output(), set.Bytes()/n, "bytes a request")
}
