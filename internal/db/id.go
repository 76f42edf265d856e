package db

import (
	"crypto/rand"
	"encoding/binary"
	"encoding/hex"
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
			return id(next)
		}
	}
}

// NewIDAt is [NewID] for a row that was created at t.
func NewIDAt(t time.Time) string { return id(ticks(t)) }

// ticks counts the time in the units of the first 60 bits: milliseconds, and
// in place of 12 random bits a fraction of one (RFC 9562, 6.2, method 3).
func ticks(t time.Time) uint64 {
	ms := t.UnixMilli()
	fraction := t.Sub(time.UnixMilli(ms)) * 4096 / time.Millisecond
	return uint64(ms)<<12 | uint64(fraction)
}

func id(ticks uint64) string {
	var u [16]byte
	binary.BigEndian.PutUint64(u[:8], ticks>>12<<16|0x7000|ticks&0xfff)
	rand.Read(u[8:])
	u[8] = u[8]&0x3f | 0x80
	s := hex.EncodeToString(u[:])
	return s[:8] + "-" + s[8:12] + "-" + s[12:16] + "-" + s[16:20] + "-" + s[20:]
}

const firstNumber, endOfNumbers = 100_000, 1 << 31

// NewNumber returns a random id for what clients know by an integer, in
// [100000, 2^31). Two may be equal: the column's unique index finds out, and
// the caller tries another in a new transaction.
func NewNumber() int64 {
	var b [4]byte
	for {
		rand.Read(b[:])
		if n := int64(binary.BigEndian.Uint32(b[:]) >> 1); n >= firstNumber && n < endOfNumbers {
			return n
		}
	}
}
