// Package facets keeps in memory what lists of requests are filtered by: the
// place of every request of a customer in time, its company, its sender, and a
// bit for each of its few other qualities. It knows no database.
//
// A [Set] never changes, so that any number may read it. Most of it is a base of
// bitmaps and columns, of about 30 bytes a request; what has changed since the base
// was built lies beside it, until [Set.Compact] builds another.
package facets

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"slices"
	"sync"
)

// GUID is a UUID as bytes, which have the order of its text.
type GUID [16]byte

// ParseGUID reads a UUID as this server writes them: in lower case. Others are
// not equal as texts to what they are equal to as bytes.
func ParseGUID[T string | []byte](s T) (g GUID, ok bool) {
	if len(s) != 36 || s[8] != '-' || s[13] != '-' || s[18] != '-' || s[23] != '-' {
		return g, false
	}
	at := 0
	for i := range g {
		if s[at] == '-' {
			at++
		}
		high, low := digits[s[at]], digits[s[at+1]]
		if high|low > 15 {
			return g, false
		}
		g[i] = high<<4 | low
		at += 2
	}
	return g, true
}

// digits are the values of hexadecimal digits in lower case; of others 255.
var digits = func() (all [256]byte) {
	for i := range all {
		all[i] = 255
	}
	for i, c := range []byte("0123456789abcdef") {
		all[c] = byte(i)
	}
	return all
}()

func (g GUID) String() string {
	var b [36]byte
	hex.Encode(b[:8], g[:4])
	hex.Encode(b[9:13], g[4:6])
	hex.Encode(b[14:18], g[6:8])
	hex.Encode(b[19:23], g[8:10])
	hex.Encode(b[24:], g[10:])
	b[8], b[13], b[18], b[23] = '-', '-', '-', '-'
	return string(b[:])
}

func (g GUID) halves() (high, low uint64) {
	return binary.BigEndian.Uint64(g[:8]), binary.BigEndian.Uint64(g[8:])
}

func joined(high, low uint64) (g GUID) {
	binary.BigEndian.PutUint64(g[:8], high)
	binary.BigEndian.PutUint64(g[8:], low)
	return g
}

// Place is where a request stands in the order of time.
type Place struct {
	At   int64 // of creation, in microseconds
	GUID GUID
}

// Compare is negative if p comes before q, the older first.
func (p Place) Compare(q Place) int {
	return cmp.Or(cmp.Compare(p.At, q.At), bytes.Compare(p.GUID[:], q.GUID[:]))
}

// Row is a request. The numbers of companies, senders and vectors are those of
// the [Names] that its set was built with; the others are the caller's.
type Row struct {
	Place
	Company uint32
	Sender  uint16
	Status  uint8 // < MaxStatus
	Reason  uint8 // < MaxReason
	Marks   uint8 // a bit for each of MaxMarks
	Vectors uint64
}

// The bounds of what has a bitmap for each of its values.
const (
	MaxStatus  = 8
	MaxReason  = 8
	MaxMarks   = 2
	MaxVectors = 64
	maxSenders = 1 << 16
)

// ErrTooMany is that a customer has more senders or risk vectors than there are
// numbers for.
var ErrTooMany = errors.New("too many to be numbered")

// Names numbers companies, senders and risk vectors, in the order in which they
// come. It may be used by several at once.
type Names struct {
	mu        sync.RWMutex
	companies map[GUID]uint32
	senders   map[GUID]uint16
	vectors   []string
}

// NewNames returns names without any.
func NewNames() *Names {
	return &Names{companies: make(map[GUID]uint32), senders: make(map[GUID]uint16)}
}

// Company returns the number of a company, and gives it one if it has none.
func (n *Names) Company(g GUID) uint32 {
	n.mu.Lock()
	defer n.mu.Unlock()
	i, ok := n.companies[g]
	if !ok {
		i = uint32(len(n.companies))
		n.companies[g] = i
	}
	return i
}

// Sender is the same of a sender.
func (n *Names) Sender(g GUID) (uint16, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	i, ok := n.senders[g]
	if !ok {
		if len(n.senders) == maxSenders {
			return 0, ErrTooMany
		}
		i = uint16(len(n.senders))
		n.senders[g] = i
	}
	return i, nil
}

// Vector returns the bit of a risk vector, and gives it one if it has none.
func (n *Names) Vector(slug string) (uint64, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	i := slices.Index(n.vectors, slug)
	if i < 0 {
		if i = len(n.vectors); i == MaxVectors {
			return 0, ErrTooMany
		}
		n.vectors = append(n.vectors, slug)
	}
	return 1 << i, nil
}

// Vectors returns the bits of those that any request has.
func (n *Names) Vectors(slugs []string) (bits uint64) {
	n.mu.RLock()
	defer n.mu.RUnlock()
	for _, slug := range slugs {
		if i := slices.Index(n.vectors, slug); i >= 0 {
			bits |= 1 << i
		}
	}
	return bits
}

// Companies returns the numbers of those that any request is to.
func (n *Names) Companies(guids []GUID) Some {
	n.mu.RLock()
	defer n.mu.RUnlock()
	return numbered(n.companies, guids)
}

// Senders is the same of senders.
func (n *Names) Senders(guids []GUID) Some {
	n.mu.RLock()
	defer n.mu.RUnlock()
	return numbered(n.senders, guids)
}

// CompanyGUIDs are those of the companies, by their numbers.
func (n *Names) CompanyGUIDs() []GUID {
	n.mu.RLock()
	defer n.mu.RUnlock()
	guids := make([]GUID, len(n.companies))
	for guid, i := range n.companies {
		guids[i] = guid
	}
	return guids
}

// Known is how many companies and senders have a number: of guids that were
// looked up before, only then others may have one.
func (n *Names) Known() int {
	n.mu.RLock()
	defer n.mu.RUnlock()
	return len(n.companies) + len(n.senders)
}

// Bytes is about how much memory the names take.
func (n *Names) Bytes() int {
	n.mu.RLock()
	defer n.mu.RUnlock()
	return 48 * (len(n.companies) + len(n.senders))
}

// Some are some of the companies, or of the senders. The zero value is none.
type Some struct {
	ids []uint32
	has bitmap
}

func numbered[N uint16 | uint32](ids map[GUID]N, guids []GUID) (s Some) {
	s.has = make(bitmap, (len(ids)+63)/64)
	for _, g := range guids {
		if id, ok := ids[g]; ok && !s.has.at(int(id)) {
			s.has.set(int(id))
			s.ids = append(s.ids, uint32(id))
		}
	}
	return s
}

// includes reports whether a number is among them. Of those that came later none is.
func (s *Some) includes(id uint32) bool {
	return int(id>>6) < len(s.has) && s.has.at(int(id))
}

// bitmap has a bit for every number from 0 on.
type bitmap []uint64

func (b bitmap) set(i int)     { b[i>>6] |= 1 << (i & 63) }
func (b bitmap) at(i int) bool { return b[i>>6]>>(i&63)&1 != 0 }
