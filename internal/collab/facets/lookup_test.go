package facets

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// A walk through several windows finds what looking at all finds, whichever way it
// goes, wherever it begins and ends, and whoever has used its room before.
func TestConditionsAreLookedUpAsFarAsTheWalkGoes(t *testing.T) {
	const n, companies, senders = 30*firstWindow + 17, 2000, 200
	random := rand.New(rand.NewPCG(3, 4))
	rows := make([]Row, n)
	for i := range rows {
		at := int64(i/3) * 1000
		rows[i] = Row{
			Place: Place{at, joined(highOf(at), uint64(i))}, Status: uint8(random.IntN(3)),
			Company: uint32(random.IntN(companies)), Sender: uint16(random.IntN(senders)),
		}
	}
	set := Build(n, func(yield func(*Row) bool) {
		for i := range rows {
			if !yield(&rows[i]) {
				return
			}
		}
	})
	some := func(of, most int) *Some {
		s := &Some{has: make(bitmap, of/64+1)}
		for range random.IntN(most + 1) {
			if id := random.IntN(of + 10); id < of && !s.has.at(id) { // or one that no request has
				s.has.set(id)
				s.ids = append(s.ids, uint32(id))
			} else if id >= of {
				s.ids = append(s.ids, uint32(id))
			}
		}
		return s
	}
	lookedUp := 0
	for range 400 {
		q := &Query{Statuses: Any, Reasons: Any, OldestFirst: random.IntN(2) == 0, Among: []Among{{Companies: some(companies, 60)}}}
		for _, set := range []func(){
			func() { q.Statuses = 1 << random.IntN(4) },
			func() { q.Among = append(q.Among, Among{some(companies, 60), some(senders, 6)}) },
			func() { q.From = new(rows[random.IntN(n)].At) },
			func() { q.Before = new(rows[random.IntN(n)].At) },
			func() { q.After = new(rows[random.IntN(n)].Place) },
		} {
			if random.IntN(3) == 0 {
				set()
			}
		}
		w := set.walk(q, n/16)
		lookedUp += len(w.found)
		w.end()

		most := 1 + random.IntN(1+random.IntN(3000))
		var got, want []Place
		set.Each(q, func(p Place) bool {
			got = append(got, p)
			return len(got) < most
		})
		look := slices.All(rows)
		if !q.OldestFirst {
			look = slices.Backward(rows)
		}
		for _, r := range look {
			if q.holds(&r) && len(want) < most {
				want = append(want, r.Place)
			}
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%+v: %d found, want %d", q, len(got), len(want))
		}
		byCompany, each := set.CountByCompany(q, companies), PerStatus{}
		for _, n := range byCompany {
			for status := range n {
				each[status] += n[status]
			}
		}
		counted := PerStatus{}
		q.After = nil // counts know no order
		for i := range rows {
			if q.holds(&rows[i]) {
				counted[rows[i].Status]++
			}
		}
		if got := set.Count(q); got != counted || each != counted {
			t.Fatalf("%+v: counted %v, by company %v, want %v", q, got, each, counted)
		}
	}
	if lookedUp < 400 {
		t.Errorf("%d conditions were looked up: the questions have become others", lookedUp)
	}
}
