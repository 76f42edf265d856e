package facets

import (
	"iter"
	"slices"
	"unsafe"
)

// Set is the requests of a customer at some time.
type Set struct {
	base    *base
	changed []Row // since base was built: new ones, and those whose row there counts no more; the oldest first
	dead    []int // the positions of the latter, in order
}

// Build makes a set of rows, which come with the oldest first. n is how many are
// expected.
func Build(n int, rows iter.Seq[*Row]) *Set {
	b := newBuilder(n)
	for r := range rows {
		b.add(r)
	}
	return &Set{base: b.build()}
}

// With returns the set with rows as they are now: new ones, or those of which some
// quality has changed. Of several for one request the last counts.
func (s *Set) With(rows []Row) *Set {
	fresh := slices.Clone(rows)
	slices.SortStableFunc(fresh, func(a, b Row) int { return a.Compare(b.Place) })
	next := &Set{base: s.base, changed: make([]Row, 0, len(s.changed)+len(fresh)), dead: slices.Clone(s.dead)}
	old := s.changed
	for i, r := range fresh {
		if i+1 < len(fresh) && fresh[i+1].Place == r.Place {
			continue
		}
		for len(old) > 0 && old[0].Compare(r.Place) < 0 {
			next.changed, old = append(next.changed, old[0]), old[1:]
		}
		if len(old) > 0 && old[0].Place == r.Place {
			old = old[1:]
		}
		next.changed = append(next.changed, r)
		if at := s.base.from(r.Place); at < s.base.n && s.base.place(at) == r.Place {
			if i, known := slices.BinarySearch(next.dead, at); !known {
				next.dead = slices.Insert(next.dead, i, at)
			}
		}
	}
	next.changed = append(next.changed, old...)
	return next
}

// Len is how many requests there are.
func (s *Set) Len() int { return s.base.n - len(s.dead) + len(s.changed) }

// Changed is how many have changed since the base was built: each question looks at
// all of them.
func (s *Set) Changed() int { return len(s.changed) }

// Bytes is how much memory the set takes.
func (s *Set) Bytes() int {
	return s.base.bytes() + cap(s.changed)*int(unsafe.Sizeof(Row{})) + 8*cap(s.dead)
}

// All yields every request, the oldest first. What it yields is only so until the
// next.
func (s *Set) All() iter.Seq[*Row] {
	return func(yield func(*Row) bool) {
		changed, dead := s.changed, s.dead
		var r Row
		for i := range s.base.n {
			if len(dead) > 0 && dead[0] == i {
				dead = dead[1:]
				continue
			}
			r = s.base.row(i)
			for ; len(changed) > 0 && changed[0].Compare(r.Place) < 0; changed = changed[1:] {
				if !yield(&changed[0]) {
					return
				}
			}
			if !yield(&r) {
				return
			}
		}
		for i := range changed {
			if !yield(&changed[i]) {
				return
			}
		}
	}
}

// Compact returns the same set with nothing beside its base.
func (s *Set) Compact() *Set { return Build(s.Len(), s.All()) }

// Onto returns s on another base, compact, which is [Set.Compact] of what s was
// earlier; ok is false if s did not come from there.
func (s *Set) Onto(earlier, compact *Set) (*Set, bool) {
	if s.base != earlier.base {
		return nil, false
	}
	var rows []Row
	for i := range s.changed {
		r := &s.changed[i]
		at, known := slices.BinarySearchFunc(earlier.changed, r.Place, func(old Row, p Place) int { return old.Compare(p) })
		if !known || earlier.changed[at] != *r {
			rows = append(rows, *r)
		}
	}
	return compact.With(rows), true
}
