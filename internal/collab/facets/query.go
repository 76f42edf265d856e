package facets

// Query says which requests are asked for. The zero value is none: what is any
// must be said.
type Query struct {
	Statuses uint8  // a bit for each that will do
	Reasons  uint8  // the same
	Marks    uint8  // a bit for each that it must have
	Vectors  uint64 // of any of these; 0: whatever it has
	Among    []Among
	NotFrom  *Some // senders
	Nothing  bool  // matches, whatever else is said

	From, Before *int64 // of creation: From ≤ created < Before
	After        *Place // in the order
	OldestFirst  bool
}

// Any is a bit for each value that will do.
const Any = 0xff

// Among is a condition: to one of these companies, or from one of these senders.
type Among struct{ Companies, Senders *Some }

func (a *Among) holds(company uint32, sender uint16) bool {
	return a.Companies != nil && a.Companies.includes(company) || a.Senders != nil && a.Senders.includes(uint32(sender))
}

func (q *Query) holds(r *Row) bool {
	return q.Statuses>>r.Status&1 != 0 && q.Reasons>>r.Reason&1 != 0 && r.Marks&q.Marks == q.Marks &&
		(q.Vectors == 0 || r.Vectors&q.Vectors != 0) && q.in(r.Place) && q.among(r.Company, r.Sender, q.Among)
}

func (q *Query) among(company uint32, sender uint16, all []Among) bool {
	for i := range all {
		if !all[i].holds(company, sender) {
			return false
		}
	}
	return q.NotFrom == nil || !q.NotFrom.includes(uint32(sender))
}

func (q *Query) in(p Place) bool {
	if q.From != nil && p.At < *q.From || q.Before != nil && p.At >= *q.Before {
		return false
	}
	return q.After == nil || q.comes(*q.After, p)
}

// comes reports whether a comes before b in the order.
func (q *Query) comes(a, b Place) bool { return a.Compare(b) < 0 == q.OldestFirst && a != b }

// Each yields the places of the requests that are asked for, in the order of time,
// until yield returns false.
func (s *Set) Each(q *Query, yield func(Place) bool) {
	if q.Nothing {
		return
	}
	late := s.changed
	catchUp := func(with Place, all bool) bool { // what has changed and comes before a place, or all that is left
		for len(late) > 0 {
			at := len(late) - 1
			if q.OldestFirst {
				at = 0
			}
			r := &late[at]
			if !all && !q.comes(r.Place, with) {
				break
			}
			if q.OldestFirst {
				late = late[1:]
			} else {
				late = late[:at]
			}
			if q.holds(r) && !yield(r.Place) {
				return false
			}
		}
		return true
	}
	w := s.walk(q, s.base.n/16)
	defer w.end()
	for i, ok := w.next(); ok; i, ok = w.next() {
		if p := s.base.place(i); !catchUp(p, false) || !yield(p) {
			return
		}
	}
	catchUp(Place{}, true)
}
