package facets

import (
	"encoding/binary"
	"slices"
	"sort"
)

// base has the requests at positions from 0 on, the oldest first. A column has
// one value for each; a bitmap a bit.
type base struct {
	n   int
	at  []int64  // of creation
	low []uint64 // of the guid
	odd map[uint32]uint64

	company  []uint32
	sender   []uint16
	statuses [MaxStatus]bitmap // nil: no request has it
	reasons  [MaxReason]bitmap
	marks    [MaxMarks]bitmap
	vectors  [MaxVectors]bitmap

	ofCompany postings
	ofSender  postings
}

// highOf is the first half of a guid that is made for a time: see db.NewIDAt. A
// guid that begins otherwise is kept in odd.
func highOf(at int64) uint64 {
	ms, rest := at/1000, at%1000
	return uint64(ms)<<16 | 0x7000 | uint64(rest*4096/1000)
}

func (b *base) place(i int) Place {
	high, ok := b.odd[uint32(i)]
	if !ok {
		high = highOf(b.at[i])
	}
	return Place{b.at[i], joined(high, b.low[i])}
}

// from is the first position that does not come before p.
func (b *base) from(p Place) int {
	return sort.Search(b.n, func(i int) bool {
		if b.at[i] != p.At {
			return b.at[i] > p.At
		}
		return b.place(i).Compare(p) >= 0
	})
}

// since is the first position of a time.
func (b *base) since(at int64) int {
	i, _ := slices.BinarySearch(b.at, at)
	return i
}

func (b *base) row(i int) Row {
	r := Row{Place: b.place(i), Company: b.company[i], Sender: b.sender[i]}
	for v, bits := range b.statuses {
		if bits != nil && bits.at(i) {
			r.Status = uint8(v)
		}
	}
	for v, bits := range b.reasons {
		if bits != nil && bits.at(i) {
			r.Reason = uint8(v)
		}
	}
	for v, bits := range b.marks {
		if bits != nil && bits.at(i) {
			r.Marks |= 1 << v
		}
	}
	for v, bits := range b.vectors {
		if bits != nil && bits.at(i) {
			r.Vectors |= 1 << v
		}
	}
	return r
}

// builder makes a base of rows that come in order.
type builder struct {
	base
	words int
}

// newBuilder expects n rows, and takes others.
func newBuilder(n int) *builder {
	return &builder{words: (n + 63) / 64, base: base{
		at: make([]int64, 0, n), low: make([]uint64, 0, n), odd: make(map[uint32]uint64),
		company: make([]uint32, 0, n), sender: make([]uint16, 0, n),
	}}
}

func (b *builder) add(r *Row) {
	i := b.n
	b.n++
	high, low := r.GUID.halves()
	if high != highOf(r.At) {
		b.odd[uint32(i)] = high
	}
	b.at, b.low = append(b.at, r.At), append(b.low, low)
	b.company, b.sender = append(b.company, r.Company), append(b.sender, r.Sender)
	b.mark(&b.statuses[r.Status], i)
	b.mark(&b.reasons[r.Reason], i)
	for v := range b.marks {
		if r.Marks>>v&1 != 0 {
			b.mark(&b.marks[v], i)
		}
	}
	for v := 0; r.Vectors>>v != 0; v++ {
		if r.Vectors>>v&1 != 0 {
			b.mark(&b.vectors[v], i)
		}
	}
}

func (b *builder) mark(bits *bitmap, i int) {
	if len(*bits) <= i>>6 {
		*bits = append(*bits, make(bitmap, max(b.words, i>>6+1)-len(*bits))...)
	}
	bits.set(i)
}

func (b *builder) build() *base {
	for _, all := range [][]bitmap{b.statuses[:], b.reasons[:], b.marks[:], b.vectors[:]} {
		for v := range all {
			if all[v] != nil {
				all[v] = append(all[v], make(bitmap, max(0, (b.n+63)/64-len(all[v])))...)
			}
		}
	}
	b.ofCompany = post(b.company)
	b.ofSender = post(b.sender)
	return &b.base
}

// postings lead from each value of a column to the positions that have it, the
// newest first: as the steps from each to the next.
type postings struct {
	start []uint32 // in steps, of each value; one more is the end
	steps []byte
}

func post[N uint16 | uint32](column []N) (p postings) {
	most := -1
	for _, v := range column {
		most = max(most, int(v))
	}
	last := make([]uint32, most+1)
	sizes := make([]uint32, most+2)
	walk := func(each func(v N, step uint64)) {
		for v := range last {
			last[v] = uint32(len(column))
		}
		for i, v := range slices.Backward(column) {
			each(v, uint64(last[v])-uint64(i))
			last[v] = uint32(i)
		}
	}
	var text [binary.MaxVarintLen64]byte
	walk(func(v N, step uint64) { sizes[v+1] += uint32(binary.PutUvarint(text[:], step)) })
	for v := range last {
		sizes[v+1] += sizes[v]
	}
	p.start, p.steps = sizes, make([]byte, sizes[most+1])
	next := slices.Clone(sizes)
	walk(func(v N, step uint64) { next[v] += uint32(binary.PutUvarint(p.steps[next[v]:], step)) })
	return p
}

// most is no less than the number of positions that have one of some values.
func (p *postings) most(of *Some) (n int) {
	for _, id := range of.ids {
		if int(id) < len(p.start)-1 {
			n += int(p.start[id+1] - p.start[id])
		}
	}
	return n
}

// bytes is how much memory the base takes.
func (b *base) bytes() int {
	n := 8*(cap(b.at)+cap(b.low)) + 48*len(b.odd) + 4*cap(b.company) + 2*cap(b.sender)
	for _, all := range [][]bitmap{b.statuses[:], b.reasons[:], b.marks[:], b.vectors[:]} {
		for _, bits := range all {
			n += 8 * cap(bits)
		}
	}
	for _, p := range []*postings{&b.ofCompany, &b.ofSender} {
		n += 4*cap(p.start) + cap(p.steps)
	}
	return n
}
