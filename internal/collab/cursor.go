package collab

import (
	"encoding/base64"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"gatehouse/internal/fault"
)

// Row is one row of a list: its document and its place in the order.
type Row struct {
	GUID      string
	CreatedAt time.Time
	Document  []byte

	order SortKey
	text  string     // what it is sorted by, unless that is its creation
	sent  *time.Time // the same of email_sent_date
}

// fields returns where to scan a row, and what it is sorted by before its
// document.
func (r *Row) fields() []any {
	switch r.order.Name {
	case created, "":
		return []any{&r.CreatedAt, &r.GUID, &r.Document}
	case sentDate:
		return []any{&r.CreatedAt, &r.GUID, &r.sent, &r.Document}
	default:
		return []any{&r.CreatedAt, &r.GUID, &r.text, &r.Document}
	}
}

// place is where a row stands in an order of one key.
type place struct {
	at   time.Time
	guid string
	text string
	sent *time.Time
}

func (r *Row) place() *place { return &place{r.CreatedAt, r.GUID, r.text, r.sent} }

// Cursor returns the place of the row in the order of its list, which has one
// key. It counts in that order alone.
func (r *Row) Cursor() string {
	text := micros(r.CreatedAt) + "." + r.GUID
	switch {
	case r.order == newestFirst || r.order == SortKey{}:
	case r.order.Name == sentDate && r.sent == nil:
		text += "." + r.order.String() + "."
	case r.order.Name == sentDate:
		text += "." + r.order.String() + "." + micros(*r.sent)
	default:
		text += "." + r.order.String() + "." + r.text
	}
	return base64.RawURLEncoding.EncodeToString([]byte(text))
}

// mostCursor bounds what is taken for a cursor: names and addresses are shorter.
const mostCursor = 4000

func parseCursor(s string, order SortKey) (*place, error) {
	text, err := base64.RawURLEncoding.DecodeString(s)
	parts := strings.SplitN(string(text), ".", 4)
	if err != nil || len(s) > mostCursor || len(parts) < 2 || len(parts[1]) != 36 || !utf8.Valid(text) || strings.Contains(string(text), "\x00") {
		return nil, errPlace
	}
	p := &place{guid: parts[1]}
	if p.at, err = parseMicros(parts[0]); err != nil {
		return nil, err
	}
	if order == newestFirst {
		if len(parts) > 2 {
			return nil, errPlace
		}
		return p, nil
	}
	if len(parts) < 4 || parts[2] != order.String() {
		return nil, errPlace
	}
	if p.text = parts[3]; order.Name == sentDate && p.text != "" {
		sent, err := parseMicros(p.text)
		p.sent = &sent
		return p, err
	}
	return p, nil
}

var errPlace = fault.Field("after", "is not a place in this list")

func micros(t time.Time) string { return strconv.FormatInt(t.UnixMicro(), 36) }

func parseMicros(s string) (time.Time, error) {
	n, err := strconv.ParseInt(s, 36, 64)
	if err != nil || n < 0 || n > 1<<53 {
		return time.Time{}, errPlace
	}
	return time.UnixMicro(n).UTC(), nil
}
