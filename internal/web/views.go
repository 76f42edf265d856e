package web

import (
	"cmp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"gatehouse/internal/collab"
)

// way is a place to go on to.
type way struct{ Text, Href string }

// fact is one line of a list of facts.
type fact struct{ Name, Value string }

// longWord is what half the width of a phone holds.
const longWord = 16

// Wide says that the fact needs a row of its own where the page is narrow, lest
// an address be broken in two.
func (f fact) Wide() bool {
	for word := range strings.FieldsSeq(f.Value) {
		if utf8.RuneCountInString(word) > longWord {
			return true
		}
	}
	return false
}

// option is one choice of a list.
type option struct {
	Value, Name string
	Chosen      bool
}

// state is how far a request has come, as a word and a class of the stylesheet.
type state struct{ Class, Text string }

func stateOf(d *collab.Document) state {
	s := state{strings.ToLower(string(d.Status)), string(d.Status)}
	if d.Awaiting != nil && *d.Awaiting == collab.Approval {
		s.Text = "Pending approval"
	}
	return s
}

// reasons says in words why a company was invited.
var reasons = map[collab.Reason]string{
	collab.Informational: "For information",
	collab.Remediation:   "Remediation",
	collab.Validation:    "Validation",
	collab.Other:         "Other",
	collab.SelfRequested: "Registered",
}

// recipient is what a list calls the one who was asked. The name may be hidden
// until they accept.
func recipient(d *collab.Document) string {
	return cmp.Or(d.RequesteeFormalName, d.RequesteeEmail, "Preferred contact")
}

func requester(d *collab.Document) string {
	return cmp.Or(d.RequesterFormalName, d.RequesterEmail, d.RequesterCustomerName)
}

// initials of a name, at most two letters.
func initials(name string) string {
	var first, last rune
	for w := range strings.FieldsSeq(name) {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			continue
		}
		last = unicode.ToUpper(r)
		if first == 0 {
			first, last = last, 0
		}
	}
	if first == 0 {
		return "·"
	}
	if last == 0 {
		return string(first)
	}
	return string(first) + string(last)
}

// number writes n with commas between thousands.
func number(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// counted writes n of a thing: 1 finding, 3 findings.
func counted(n int64, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return number(n) + " " + thing + "s"
}

// dayForm is how people write a date, with blanks that no line breaks at.
const dayForm = "2\u00a0Jan\u00a02006"

// sayDay writes a date as people do; "" for none.
func sayDay(date *string) string {
	if date == nil {
		return ""
	}
	t, err := time.Parse(time.DateOnly, *date)
	if err != nil {
		return *date
	}
	return t.Format(dayForm)
}

// sayTime writes the day of a time; "" for none.
func sayTime(t *time.Time) string {
	if t == nil {
		return ""
	}
	return t.UTC().Format(dayForm)
}

// sayVector turns the slug of a risk vector into words.
func sayVector(slug string) string {
	upper := map[string]string{"dkim": "DKIM", "dmarc": "DMARC", "dnssec": "DNSSEC", "spf": "SPF", "ssl": "SSL", "appsec": "app security", "comm": "communication"}
	parts := strings.Split(slug, "_")
	for i, p := range parts {
		parts[i] = cmp.Or(upper[p], p)
	}
	return capital(strings.Join(parts, " "))
}

// capital writes s with a capital letter at its beginning.
func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

// vector is a risk vector in question, with its grade when it was shared.
type vector struct{ Name, Grade string }

// known keeps the facts that are known.
func known(facts ...fact) []fact {
	kept := facts[:0]
	for _, f := range facts {
		if f.Value != "" {
			kept = append(kept, f)
		}
	}
	return kept
}
