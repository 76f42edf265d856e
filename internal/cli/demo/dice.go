package demo

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"time"
)

// dice decide what happens in the demo. Each purpose has its own, so that a
// change to one part leaves the others as they were.
type dice struct{ *rand.Rand }

// source returns the random bits of a purpose.
func source(seed uint64, purpose string) *rand.ChaCha8 {
	return rand.NewChaCha8(sha256.Sum256(fmt.Appendf(nil, "gatehouse demo %d %s", seed, purpose)))
}

func newDice(seed uint64, purpose string) dice { return dice{rand.New(source(seed, purpose))} } //nolint:gosec // nothing secret comes from here

func (d dice) chance(p float64) bool { return d.Float64() < p }

// between returns a whole number from low to high, both included.
func (d dice) between(low, high int) int { return low + d.IntN(high-low+1) }

// within returns a moment in [from, to).
func (d dice) within(from, to time.Time) time.Time {
	if !to.After(from) {
		return from
	}
	return from.Add(time.Duration(d.Int64N(int64(to.Sub(from))))).Truncate(time.Microsecond)
}

// days returns a span from low to high days.
func (d dice) days(low, high int) time.Duration {
	return time.Duration((float64(low) + d.Float64()*float64(high-low)) * 24 * float64(time.Hour))
}

// delay returns how long somebody takes: half of them less than the median, a
// few very much longer.
func (d dice) delay(median time.Duration) time.Duration {
	return time.Duration(float64(median) * math.Exp(d.NormFloat64()*1.1))
}

func pick[T any](d dice, from []T) T { return from[d.IntN(len(from))] }

// weigh picks one of several by weight.
func weigh[T any](d dice, from []T, weight func(T) float64) T {
	sums := make([]float64, len(from))
	sum := 0.0
	for i, one := range from {
		sum += weight(one)
		sums[i] = sum
	}
	i, _ := slices.BinarySearchFunc(sums, d.Float64()*sum, func(s, x float64) int {
		if s <= x {
			return -1
		}
		return 1
	})
	return from[min(i, len(from)-1)]
}

// odds pairs something with its weight.
type odds[T any] struct {
	what   T
	weight float64
}

func draw[T any](d dice, from []odds[T]) T {
	return weigh(d, from, func(o odds[T]) float64 { return o.weight }).what
}

// some returns n of from, or all, in their order.
func some[T any](d dice, from []T, n int) []T {
	places := d.Perm(len(from))[:min(n, len(from))]
	slices.Sort(places)
	chosen := make([]T, len(places))
	for i, place := range places {
		chosen[i] = from[place]
	}
	return chosen
}

// office is when people are at work, on weekdays, in UTC.
type office struct{ opens, closes time.Duration }

var (
	london  = office{8 * time.Hour, 17*time.Hour + 30*time.Minute}  // the demo customer's
	america = office{13*time.Hour + 30*time.Minute, 23 * time.Hour} // the companies'
)

// next returns t if it is in office hours, or else a moment soon after the next
// opening.
func (o office) next(d dice, t time.Time) time.Time {
	midnight := t.Truncate(24 * time.Hour)
	for {
		opens, closes := midnight.Add(o.opens), midnight.Add(o.closes)
		if weekday := midnight.Weekday(); weekday != time.Saturday && weekday != time.Sunday && t.Before(closes) {
			if t.Before(opens) {
				t = d.within(opens, opens.Add(3*time.Hour))
			}
			return t.Truncate(time.Microsecond)
		}
		midnight = midnight.AddDate(0, 0, 1)
		t = midnight
	}
}

// day returns a moment of the working day, most likely in its middle.
func (o office) day(d dice, midnight time.Time) time.Time {
	span := float64(o.closes - o.opens)
	at := o.opens + time.Duration((d.Float64()+d.Float64())/2*span)
	return midnight.Add(at).Truncate(time.Microsecond)
}

// lastWorkday returns the last working day before a day.
func lastWorkday(day time.Time) time.Time {
	for {
		day = day.AddDate(0, 0, -1)
		if w := day.Weekday(); w != time.Saturday && w != time.Sunday {
			return day
		}
	}
}

func earliest(all ...time.Time) time.Time {
	return slices.MinFunc(all, func(a, b time.Time) int { return cmp.Compare(a.UnixMicro(), b.UnixMicro()) })
}
