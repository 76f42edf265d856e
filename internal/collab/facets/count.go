package facets

import "math/bits"

// PerStatus is a number for each status.
type PerStatus [MaxStatus]int

// Count returns how many of the requests that are asked for have each status,
// wherever they stand in the order.
func (s *Set) Count(q *Query) (n PerStatus) {
	s.count(q, func(status, _ int, some uint64) { n[status] += bits.OnesCount64(some) }, func(r *Row) { n[r.Status]++ })
	return n
}

// CountByCompany is the same for each of so many companies, by their numbers.
func (s *Set) CountByCompany(q *Query, companies int) []PerStatus {
	n := make([]PerStatus, companies)
	s.count(q, func(status, from int, some uint64) {
		for ; some != 0; some &= some - 1 {
			n[s.base.company[from+bits.TrailingZeros64(some)]][status]++
		}
	}, func(r *Row) { n[r.Company][r.Status]++ })
	return n
}

// count calls have with those that have a status, as bits for the positions from one
// on, and changed with each that has changed.
func (s *Set) count(q *Query, have func(status, from int, some uint64), changed func(*Row)) {
	if q.Nothing {
		return
	}
	all := *q
	all.After, all.OldestFirst = nil, false
	for i := range s.changed {
		if r := &s.changed[i]; all.holds(r) {
			changed(r)
		}
	}
	w := s.walk(&all, s.base.n/2)
	defer w.end()
	for w.load() {
		left := w.alone()
		for status, m := range s.base.statuses {
			if m == nil {
				continue
			}
			if some := left & m[w.word]; some != 0 {
				have(status, w.word<<6, some)
			}
		}
	}
}

// alone is what is left of the word without those that count no more, or meet not
// what is asked of each, on a walk from the newest.
func (w *walk) alone() uint64 {
	left := w.left
	for last := len(w.dead) - 1; last >= 0 && w.dead[last]>>6 >= w.word; last-- {
		if w.dead[last]>>6 == w.word {
			left &^= 1 << (w.dead[last] & 63)
		}
		w.dead = w.dead[:last]
	}
	if len(w.tested) == 0 && w.q.NotFrom == nil {
		return left
	}
	for some := left; some != 0; some &= some - 1 {
		i := bits.TrailingZeros64(some)
		if at := w.word<<6 + i; !w.q.among(w.base.company[at], w.base.sender[at], w.tested) {
			left &^= 1 << i
		}
	}
	return left
}
