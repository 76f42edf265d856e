package db

import (
	"crypto/rand"
	"encoding/binary"
	"encoding/hex"
	"io"
	"strconv"
	"sync/atomic"
	"time"
)

// Now is the present, as precisely as both databases store it.
func Now() time.Time { return time.Now().UTC().Truncate(time.Microsecond) }

// lastID is the time of the newest id of this process, in 1/4096 ms.
var lastID atomic.Uint64

// NewID returns a UUID version 7: random, and greater than every other that
// this process has made.
func NewID() string {
	for {
		last := lastID.Load()
		next := max(ticks(time.Now()), last+1)
		if lastID.CompareAndSwap(last, next) {
			return id(rand.Reader, next)
		}
	}
}

// NewIDAt is [NewID] for a row that was created at t.
func NewIDAt(t time.Time) string { return id(rand.Reader, ticks(t)) }

// IDFrom is [NewIDAt] with the random bits of a reader that never fails.
func IDFrom(random io.Reader, t time.Time) string { return id(random, ticks(t)) }

// TimeOfID returns when an id was made, to the millisecond, if it is one of ours.
func TimeOfID(id string) (at time.Time, ok bool) {
	if len(id) != 36 || id[14] != '7' {
		return at, false
	}
	ms, err := strconv.ParseInt(id[:8]+id[9:13], 16, 64)
	return time.UnixMilli(ms).UTC(), err == nil
}

// NewID is [NewID] for a row that the transaction makes at the given time. On a
// database that was [DB.Seeded] the same transactions, one after another, make
// the same ids.
func (t *Tx) NewID(at time.Time) string {
	if t.random == nil {
		return NewID()
	}
	return id(t.random, ticks(at))
}

// NewNumber is [NewNumber] with the random bits of [Tx.NewID].
func (t *Tx) NewNumber() int64 {
	if t.random == nil {
		return NewNumber()
	}
	return number(t.random)
}

// Seeded returns the database with another source for the ids that its
// transactions make: for a demo that is to be the same every time. Only one
// goroutine may use it. Secrets never come from there.
func (d *DB) Seeded(random io.Reader) *DB {
	seeded := *d
	seeded.random = random
	return &seeded
}

// ticks counts the time in the units of the first 60 bits: milliseconds, and
// in place of 12 random bits a fraction of one (RFC 9562, 6.2, method 3).
func ticks(t time.Time) uint64 {
	ms := t.UnixMilli()
	fraction := t.Sub(time.UnixMilli(ms)) * 4096 / time.Millisecond
	return uint64(ms)<<12 | uint64(fraction)
}

func id(random io.Reader, ticks uint64) string {
	var u [16]byte
	binary.BigEndian.PutUint64(u[:8], ticks>>12<<16|0x7000|ticks&0xfff)
	fill(random, u[8:])
	u[8] = u[8]&0x3f | 0x80
	s := hex.EncodeToString(u[:])
	return s[:8] + "-" + s[8:12] + "-" + s[12:16] + "-" + s[16:20] + "-" + s[20:]
}

const firstNumber, endOfNumbers = 100_000, 1 << 31

// NewNumber returns a random id for what clients know by an integer, in
// [100000, 2^31). Two may be equal: the column's unique index finds out, and
// the caller tries another in a new transaction.
func NewNumber() int64 { return number(rand.Reader) }

func number(random io.Reader) int64 {
	var b [4]byte
	for {
		fill(random, b[:])
		if n := int64(binary.BigEndian.Uint32(b[:]) >> 1); n >= firstNumber && n < endOfNumbers {
			return n
		}
	}
}

// fill panics where an id would not be unique: a source of random bits that ends
// is a mistake in the program.
func fill(random io.Reader, into []byte) {
	if _, err := io.ReadFull(random, into); err != nil {
		panic("no random bits for an id: " + err.Error())
	}
}
