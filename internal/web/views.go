package web

import (
	"cmp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"gatehouse/internal/collab"
)

// way is a place to go on to.
type way struct {
	Text phrase
	Href string
}

// turns lead from one page of a list to others.
type turns struct {
	Showing               phrase // how much of the list is on this page
	First, Previous, Next string
}

// fact is one line of a list of facts.
type fact struct{ Name, Value phrase }

// longWord is what half the width of a phone holds.
const longWord = 16

// Wide says that the fact needs a row of its own where the page is narrow, lest
// an address be broken in two.
func (f fact) Wide() bool {
	for word := range strings.FieldsSeq(tellers["en"].tell(f.Value)) {
		if utf8.RuneCountInString(word) > longWord {
			return true
		}
	}
	return false
}

// Moment is the time that the fact is, if it is one: a script tells it in the
// reader's zone.
func (f fact) Moment() *time.Time {
	if len(f.Value) != 2 || f.Value[0] != "%s" {
		return nil
	}
	at, ok := f.Value[1].(moment)
	if !ok {
		return nil
	}
	return (*time.Time)(&at)
}

// option is one choice of a list.
type option struct {
	Value  string
	Name   phrase
	Chosen bool
}

// state is how far a request has come, as a word and a class of the stylesheet.
type state struct {
	Class string
	Text  phrase
}

// statuses are the words for them.
var statuses = map[collab.Status]phrase{
	collab.Pending: say("Pending"), collab.Active: say("Active"), collab.Never: say("Never"), collab.Inactive: say("Inactive"),
	collab.Resolved: say("Resolved"), collab.Rejected: say("Rejected"), collab.Declined: say("Declined"),
}

func stateOf(d *collab.Document) state {
	s := state{strings.ToLower(string(d.Status)), statuses[d.Status]}
	if d.Awaiting != nil && *d.Awaiting == collab.Approval {
		s.Text = say("Pending approval")
	}
	return s
}

// reasons says in words why a company was invited.
var reasons = map[collab.Reason]phrase{
	collab.Informational: say("For information"),
	collab.Remediation:   say("Remediation"),
	collab.Validation:    say("Validation"),
	collab.Other:         say("Other"),
	collab.SelfRequested: say("Registered"),
}

// recipient is what a list calls the one who was asked. The name may be hidden
// until they accept.
func recipient(d *collab.Document) phrase {
	return or(plain(cmp.Or(d.RequesteeFormalName, d.RequesteeEmail)), say("Preferred contact"))
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

// sayDay says a date; nil for none.
func sayDay(date *string) phrase {
	if date == nil {
		return nil
	}
	t, err := time.Parse(time.DateOnly, *date)
	if err != nil {
		return plain(*date)
	}
	return phrase{"%s", t}
}

// sayTime says the day of a time; nil for none.
func sayTime(t *time.Time) phrase {
	if t == nil {
		return nil
	}
	return phrase{"%s", *t}
}

// sayMoment says a time to the minute; nil for none.
func sayMoment(t *time.Time) phrase {
	if t == nil {
		return nil
	}
	return phrase{"%s", moment(*t)}
}

// vectorNames are those of the risk vectors that a rating knows.
var vectorNames = map[string]phrase{
	"application_security": say("Application security"), "botnet_infections": say("Botnet infections"), "data_breaches": say("Data breaches"),
	"desktop_software": say("Desktop software"), "dkim": say("DKIM"), "dmarc": say("DMARC"), "dnssec": say("DNSSEC"), "file_sharing": say("File sharing"),
	"insecure_systems": say("Insecure systems"), "malware_servers": say("Malware servers"),
	"mobile_application_security": say("Mobile application security"), "mobile_software": say("Mobile software"), "open_ports": say("Open ports"),
	"patching_cadence": say("Patching cadence"), "potentially_exploited": say("Potentially exploited"), "server_software": say("Server software"),
	"spam_propagation": say("Spam propagation"), "spf": say("SPF"), "ssl_certificates": say("SSL certificates"),
	"ssl_configurations": say("SSL configurations"), "unsolicited_comm": say("Unsolicited communication"), "web_appsec": say("Web app security"),
}

// sayVector turns the slug of a risk vector into words.
func sayVector(slug string) phrase {
	if name, ok := vectorNames[slug]; ok {
		return name
	}
	return plain(capital(strings.ReplaceAll(slug, "_", " ")))
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
type vector struct {
	Name  phrase
	Grade string
}

// known keeps the facts that are known.
func known(facts ...fact) []fact {
	kept := facts[:0]
	for _, f := range facts {
		if len(f.Value) > 0 {
			kept = append(kept, f)
		}
	}
	return kept
}

// amount says how many; of many only that there are more.
func amount(a collab.Amount) phrase {
	if a.More {
		return say("%d+", a.N)
	}
	return say("%d", a.N)
}
