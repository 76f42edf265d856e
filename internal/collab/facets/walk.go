package facets

import "math/bits"

// walk goes through the base, a word of 64 positions at a time.
type walk struct {
	q        *Query
	base     *base
	from, to int        // positions: from ≤ i < to
	word     int        // that left is of; beyond the ends before the first and after the last
	left     uint64     // of the word
	each     []bitmap   // the bit must be set in each
	all      []anyOf    // of each, one bit must be set
	found    []*scratch // positions that conditions were looked up in
	low      int        // those from here on were
	window   int        // how many are next
	tested   []Among    // conditions that are asked of each
	dead     []int      // still to come, in the order
}

// anyOf are bitmaps of which one must have the bit.
type anyOf []bitmap

// walk begins one. A condition that more positions meet than most is asked of each.
func (s *Set) walk(q *Query, most int) *walk {
	b := s.base
	w := &walk{q: q, base: b, to: b.n, dead: s.dead}
	if q.Statuses != Any {
		w.any(b.statuses[:], uint64(q.Statuses))
	}
	if q.Reasons != Any {
		w.any(b.reasons[:], uint64(q.Reasons))
	}
	if q.Vectors != 0 {
		w.any(b.vectors[:], q.Vectors)
	}
	for v := range b.marks {
		if q.Marks>>v&1 != 0 {
			w.any(b.marks[v:v+1], 1)
		}
	}
	w.bounds()
	w.lookUp(most)
	w.word = (w.to-1)>>6 + 1 // before the first
	if q.OldestFirst {
		w.word = w.from>>6 - 1
	}
	return w
}

// any adds a condition: the bit must be set in one of those bitmaps that of says.
func (w *walk) any(maps []bitmap, of uint64) {
	var one anyOf
	for v, m := range maps {
		if of>>v&1 != 0 && m != nil {
			one = append(one, m)
		}
	}
	if len(one) == 1 {
		w.each = append(w.each, one[0])
		return
	}
	w.all = append(w.all, one)
}

// bounds turns bounds of time into positions.
func (w *walk) bounds() {
	q, b := w.q, w.base
	if q.From != nil {
		w.from = b.since(*q.From)
	}
	if q.Before != nil {
		w.to = b.since(*q.Before)
	}
	if q.After == nil {
		return
	}
	at := b.from(*q.After)
	if !q.OldestFirst {
		w.to = min(w.to, at)
		return
	}
	if at < b.n && b.place(at) == *q.After {
		at++
	}
	w.from = max(w.from, at)
}

// next returns the next position, if there is one.
func (w *walk) next() (int, bool) {
	for {
		for w.left == 0 {
			if !w.load() {
				return 0, false
			}
		}
		var i int
		if w.q.OldestFirst {
			i = bits.TrailingZeros64(w.left)
		} else {
			i = 63 - bits.LeadingZeros64(w.left)
		}
		w.left &^= 1 << i
		i += w.word << 6
		if w.alive(i) && w.q.among(w.base.company[i], w.base.sender[i], w.tested) {
			return i, true
		}
	}
}

// load takes the next word with a bit in it.
func (w *walk) load() bool {
	step := -1
	if w.q.OldestFirst {
		step = 1
	}
	each, word := w.each, w.word
	for word += step; word<<6 < w.to && (word+1)<<6 > w.from; word += step {
		if word<<6 < w.low {
			w.widen()
		}
		left := ^uint64(0)
		for _, m := range each {
			left &= m[word]
		}
		if left == 0 {
			continue
		}
		for _, any := range w.all {
			var one uint64
			for _, m := range any {
				one |= m[word]
			}
			left &= one
		}
		if over := (word+1)<<6 - w.to; over > 0 {
			left &= ^uint64(0) >> over
		}
		if under := w.from - word<<6; under > 0 {
			left &= ^uint64(0) << under
		}
		if left != 0 {
			w.word, w.left = word, left
			return true
		}
	}
	w.word = word
	return false
}

// alive reports whether a position counts still.
func (w *walk) alive(i int) bool {
	if w.q.OldestFirst {
		for len(w.dead) > 0 && w.dead[0] < i {
			w.dead = w.dead[1:]
		}
		return len(w.dead) == 0 || w.dead[0] != i
	}
	for len(w.dead) > 0 && w.dead[len(w.dead)-1] > i {
		w.dead = w.dead[:len(w.dead)-1]
	}
	return len(w.dead) == 0 || w.dead[len(w.dead)-1] != i
}
