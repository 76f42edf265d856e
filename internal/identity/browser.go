package identity

import (
	"crypto/subtle"
	"strconv"
	"strings"
	"time"
)

// Browser is where somebody signs in.
//
// One in which somebody signed in to an account before is no stranger to that
// account: what strangers do does not hold it up. It holds a mark that says so.
// The mark opens nothing, names nobody, and is not stored here.
type Browser struct {
	IP, Agent string
	Mark      string // from [Sessions.Mark]; "" of one that never signed in
	Answers   bool   // on the way to an invitation, which a recipient may answer who has no access yet
}

// lets reports whether somebody who has proven who they are gets a ticket. What
// that opens is asked once more when it is used.
func (b *Browser) lets(p *principal, now time.Time) bool {
	return p.live(now) || b.Answers && p.stands(now)
}

const (
	// MarkLife is how long a browser stays known to an account.
	MarkLife = 180 * 24 * time.Hour

	mostMarks = 8 // accounts that a browser is known to: the latest
	markWords = "browser of"
)

// Mark returns what a browser is to hold from now on, instead of what it held,
// because somebody proved in it to be who has an address.
func (ss *Sessions) Mark(mark, email string) string {
	now := ss.Now()
	id, known := ss.readMark(mark, now)
	if id == "" {
		id = randomText()
	}
	email = plainEmail(email)
	parts := []string{id, ss.signMark(id, email, day(now.Add(MarkLife)))}
	for _, k := range known {
		if len(parts) <= mostMarks && !ss.isMark(k, id, email) {
			parts = append(parts, k)
		}
	}
	return strings.Join(parts, ".")
}

// marked returns what a browser is called if it is known to an address.
func (ss *Sessions) marked(mark, email string, now time.Time) (id string, ok bool) {
	id, known := ss.readMark(mark, now)
	for _, k := range known {
		ok = ss.isMark(k, id, email) || ok
	}
	return id, ok
}

// readMark takes a mark apart, and leaves out what is over.
func (ss *Sessions) readMark(mark string, now time.Time) (id string, known []string) {
	parts := strings.Split(mark, ".")
	if len(parts[0]) != randomDigits || len(parts) > 1+mostMarks {
		return "", nil
	}
	for _, k := range parts[1:] {
		until, _, _ := strings.Cut(k, "-")
		if n, err := strconv.ParseInt(until, 10, 64); err == nil && n >= day(now) {
			known = append(known, k)
		}
	}
	return parts[0], known
}

// signMark says that a browser is known to an address up to a day.
func (ss *Sessions) signMark(id, email string, until int64) string {
	day := itoa(until)
	return day + "-" + ss.Key.Sign(markWords, strings.Join([]string{id, day, hashOf(email)}, " "))
}

func (ss *Sessions) isMark(known, id, email string) bool {
	until, _, _ := strings.Cut(known, "-")
	n, err := strconv.ParseInt(until, 10, 64)
	return err == nil && subtle.ConstantTimeCompare([]byte(known), []byte(ss.signMark(id, email, n))) == 1
}

// day numbers the days.
func day(t time.Time) int64 { return t.Unix() / int64((24 * time.Hour).Seconds()) }

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// plainEmail is an address as it is compared.
func plainEmail(typed string) string { return strings.ToLower(strings.TrimSpace(typed)) }
