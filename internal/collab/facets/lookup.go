package facets

import (
	"encoding/binary"
	"sync"
)

// firstWindow is how many positions a condition is looked up in at first: enough for a
// page of most. Each window is widenBy times as wide as the one before, so that a walk
// to the end has few.
const (
	firstWindow = 4096
	widenBy     = 4
)

// lookUp finds the positions of a condition that few requests meet. Any other is
// asked of each request that meets the rest.
func (w *walk) lookUp(most int) {
	b := w.base
	for _, a := range w.q.Among {
		n := 0
		if a.Companies != nil {
			n += b.ofCompany.most(a.Companies)
		}
		if a.Senders != nil {
			n += b.ofSender.most(a.Senders)
		}
		if n > most {
			w.tested = append(w.tested, a)
			continue
		}
		room := newScratch(b.n)
		if a.Companies != nil {
			room.trails = b.ofCompany.trails(room.trails, a.Companies, b.n)
		}
		if a.Senders != nil {
			room.trails = b.ofSender.trails(room.trails, a.Senders, b.n)
		}
		w.found = append(w.found, room)
		w.each = append(w.each, room.bitmap)
	}
	w.low, w.window = w.to, firstWindow
	if w.q.OldestFirst { // trails lead the other way
		w.window = w.to
		w.widen()
	}
}

// widen looks up what the walk comes to next.
func (w *walk) widen() {
	w.low = max(w.low-w.window, w.from) &^ 63
	w.window *= widenBy
	for _, room := range w.found {
		room.follow(w.low)
	}
}

// end leaves room for the next, empty.
func (w *walk) end() {
	for _, room := range w.found {
		clear(room.bitmap[w.low>>6:])
		room.trails = room.trails[:0]
		scratches.Put(room)
	}
}

// scratch is where a condition is looked up: a bitmap that is used for one question
// after the other, and empty in between, and what is left of the way.
type scratch struct {
	bitmap
	trails []trail
}

// trail is what is left of the positions of a value.
type trail struct {
	at    int // where it has come to
	steps []byte
}

// follow sets the bits of the positions that trails lead to, down to low.
func (s *scratch) follow(low int) {
	left := s.trails[:0]
	for _, t := range s.trails {
		for len(t.steps) > 0 {
			step, size := uint64(t.steps[0]), 1
			if step >= 0x80 {
				step, size = binary.Uvarint(t.steps)
			}
			if t.at-int(step) < low {
				left = append(left, t)
				break
			}
			t.at, t.steps = t.at-int(step), t.steps[size:]
			s.set(t.at)
		}
	}
	s.trails = left
}

var scratches = sync.Pool{New: func() any { return new(scratch) }}

func newScratch(n int) *scratch {
	s := scratches.Get().(*scratch) //nolint:forcetypeassert // nothing else is in there
	if words := (n + 63) / 64; cap(s.bitmap) < words {
		s.bitmap = make(bitmap, words)
	} else {
		s.bitmap = s.bitmap[:words]
	}
	return s
}

// trails appends where some values lead; n is how many positions there are.
func (p *postings) trails(all []trail, of *Some, n int) []trail {
	for _, id := range of.ids {
		if int(id) < len(p.start)-1 && p.start[id] < p.start[id+1] {
			all = append(all, trail{n, p.steps[p.start[id]:p.start[id+1]]})
		}
	}
	return all
}
