package web

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"gatehouse/internal/collab"
)

// outboxColumn is a column that the ledger can have, beside the recipient. Its
// name in an address is that of the document's field.
type outboxColumn struct {
	name  string
	label phrase
	short phrase // before the cell where there is no head: on a phone
	sort  string // the name by which the list can be sorted
	class string
	cell  func(d *collab.Document, row *collab.Row) ledgerCell
}

// ledgerCell is what stands in a column of a row: one of these.
type ledgerCell struct {
	Class string
	Label phrase // where there is no head
	State *state
	Said  phrase
	Text  string
	Href  string     // of Text
	At    *time.Time // a day
}

// IsEmpty reports whether nothing stands there.
func (c ledgerCell) IsEmpty() bool {
	return c.State == nil && c.Said == nil && c.Text == "" && c.At == nil
}

func cellOf(s string) ledgerCell   { return ledgerCell{Text: s} }
func cellSaid(p phrase) ledgerCell { return ledgerCell{Said: p} }
func cellDay(d *string) ledgerCell { return ledgerCell{At: dayOf(d)} }
func figure(n int64) phrase        { return phrase{"%d", n} }

// dayOf is [dayStart] of a date that may be absent.
func dayOf(d *string) *time.Time {
	if d == nil {
		return nil
	}
	return dayStart(*d)
}

// unsorted stands for the columns that the list cannot be sorted by.
const unsorted = ""

// outboxColumns are all of them, in the order in which they are shown.
var outboxColumns = []outboxColumn{
	{"requestee_email", say("E-mail"), nil, unsorted, "wide", func(d *collab.Document, _ *collab.Row) ledgerCell { return cellOf(d.RequesteeEmail) }},
	{"requestee_company_name", say("Company"), nil, "requestee_company_name", "wide", func(d *collab.Document, _ *collab.Row) ledgerCell {
		return ledgerCell{Text: d.RequesteeCompanyName, Href: "/companies/" + d.RequesteeCompanyGUID}
	}},
	{"status", say("Status"), nil, "status", "state", func(d *collab.Document, _ *collab.Row) ledgerCell {
		s := stateOf(d)
		return ledgerCell{State: &s}
	}},
	{"reason", say("Reason"), nil, unsorted, "rest", func(d *collab.Document, _ *collab.Row) ledgerCell { return cellSaid(reasons[d.Reason]) }},
	{"requester_formal_name", say("Sent by"), say("by"), unsorted, "rest", func(d *collab.Document, _ *collab.Row) ledgerCell { return cellOf(requester(d)) }},
	{"created_time", say("Created"), say("created"), "created_time", "rest", func(_ *collab.Document, row *collab.Row) ledgerCell { return ledgerCell{At: &row.CreatedAt} }},
	{"email_sent_date", say("Sent"), say("sent"), "email_sent_date", "rest", func(d *collab.Document, _ *collab.Row) ledgerCell { return cellDay(d.EmailSentDate) }},
	{"until", say("Until"), say("until"), unsorted, "rest", func(d *collab.Document, _ *collab.Row) ledgerCell {
		if d.Status != collab.Pending && d.Status != collab.Active {
			return ledgerCell{}
		}
		return cellDay(cmp.Or(d.AccessEndDate, d.ExpiresDate))
	}},
	{"expires_date", say("Answer by"), say("answer by"), unsorted, "rest", func(d *collab.Document, _ *collab.Row) ledgerCell { return cellDay(d.ExpiresDate) }},
	{"access_end_date", say("Access until"), say("access until"), unsorted, "rest", func(d *collab.Document, _ *collab.Row) ledgerCell { return cellDay(d.AccessEndDate) }},
	{"requestee_tos_date", say("Accepted"), say("accepted"), unsorted, "rest", func(d *collab.Document, _ *collab.Row) ledgerCell { return cellDay(d.RequesteeTOSDate) }},
	{"requestee_last_login", say("Last sign-in"), say("last sign-in"), unsorted, "rest", func(d *collab.Document, _ *collab.Row) ledgerCell { return cellDay(d.RequesteeLastLogin) }},
	{"resolved_date", say("Resolved on"), say("resolved"), unsorted, "rest", func(d *collab.Document, _ *collab.Row) ledgerCell { return cellDay(d.ResolvedDate) }},
	{"trial_duration", say("Days of access"), say("days of access"), unsorted, "figure", func(d *collab.Document, _ *collab.Row) ledgerCell { return cellSaid(figure(d.TrialDuration)) }},
	{"mail_status", say("Mail"), say("mail"), unsorted, "rest", func(d *collab.Document, _ *collab.Row) ledgerCell {
		if d.MailStatus == nil {
			return ledgerCell{}
		}
		return cellSaid(mailWords[*d.MailStatus])
	}},
	{"sent_count", say("Times sent"), say("times sent"), unsorted, "figure", func(d *collab.Document, _ *collab.Row) ledgerCell { return cellSaid(figure(d.SentCount)) }},
	{"context.rating", say("Rating"), say("rating"), unsorted, "figure", func(d *collab.Document, _ *collab.Row) ledgerCell {
		if d.Context.Rating == nil {
			return ledgerCell{}
		}
		return cellSaid(figure(*d.Context.Rating))
	}},
	{"context.risk_vectors", say("Risk vectors"), nil, unsorted, "rest", func(d *collab.Document, _ *collab.Row) ledgerCell {
		var names []phrase
		for _, v := range d.Context.RiskVectors {
			names = append(names, sayVector(v.RiskVector.Slug))
		}
		return cellSaid(listed(names...))
	}},
	{"shared_observations_count", say("Findings"), say("findings"), unsorted, "figure", func(d *collab.Document, _ *collab.Row) ledgerCell {
		if d.SharedObservations == 0 {
			return ledgerCell{}
		}
		return cellSaid(figure(d.SharedObservations))
	}},
	{"requestee_phone", say("Phone"), nil, unsorted, "rest", func(d *collab.Document, _ *collab.Row) ledgerCell { return cellOf(strings.TrimSpace(d.RequesteePhone)) }},
	{"notes", say("Notes"), nil, unsorted, "note", func(d *collab.Document, _ *collab.Row) ledgerCell {
		if d.Notes == nil {
			return ledgerCell{}
		}
		return cellOf(shortened(*d.Notes))
	}},
}

// usualColumns are shown unless somebody chooses others.
var usualColumns = []string{"requestee_company_name", "status", "reason", "requester_formal_name", "created_time", "until"}

// mailWords say how far the mail with the invitation has come.
var mailWords = map[string]phrase{"queued": say("on its way"), "sent": say("sent"), "refused": say("refused")}

// shortened is the beginning of a longer text.
func shortened(s string) string {
	const most = 120
	if r := []rune(s); len(r) > most {
		return strings.TrimSpace(string(r[:most])) + "…"
	}
	return s
}

// readColumns returns the columns that an address names; nil are the usual ones.
// A name that is none is left out: a saved view may be older than this program.
func readColumns(sent []string) []string {
	var names []string
	for _, name := range split(strings.Join(sent, ","), mostValues) {
		if slices.ContainsFunc(outboxColumns, func(c outboxColumn) bool { return c.name == name }) {
			names = append(names, name)
		}
	}
	sorted := make([]string, 0, len(names))
	for _, c := range outboxColumns {
		if slices.Contains(names, c.name) {
			sorted = append(sorted, c.name)
		}
	}
	if len(sorted) == 0 || slices.Equal(sorted, usualColumns) {
		return nil
	}
	return sorted
}

// shown returns the columns of the page.
func (f outboxAsk) shown() []outboxColumn {
	names := f.columns
	if names == nil {
		names = usualColumns
	}
	var all []outboxColumn
	for _, c := range outboxColumns {
		if slices.Contains(names, c.name) {
			all = append(all, c)
		}
	}
	return all
}

// ledgerHead is the head of a column, with the way to sort by it.
type ledgerHead struct {
	Class string
	Label phrase
	Href  string
	Order string // of aria-sort; "" if it is not the one
	Hint  phrase // what a click does
}

// heads are those of the recipient and of the columns.
func (f outboxAsk) heads() []ledgerHead {
	all := []ledgerHead{f.head(say("Recipient"), "requestee_email", "name")}
	for _, c := range f.shown() {
		all = append(all, f.head(c.label, c.sort, c.class))
	}
	return all
}

// head leads to the order by a column: first the usual one, then the other.
func (f outboxAsk) head(label phrase, name, class string) ledgerHead {
	h := ledgerHead{Class: class, Label: label}
	if name == unsorted {
		return h
	}
	up, down := name, "-"+name
	first := up
	if strings.HasSuffix(name, "_time") || strings.HasSuffix(name, "_date") {
		first = down
	}
	now := cmp.Or(f.sort, newestFirst)
	next := first
	switch now {
	case up:
		h.Order, next = "ascending", down
	case down:
		h.Order, next = "descending", up
	}
	h.Hint = say("Sort by %s, ascending", label)
	if strings.HasPrefix(next, "-") {
		h.Hint = say("Sort by %s, descending", label)
	}
	if next == newestFirst {
		next = ""
	}
	h.Href = f.sorted(next).href()
	return h
}

// choices are all columns, for the form that chooses among them.
func (f outboxAsk) choices() []option {
	shown := f.shown()
	all := make([]option, len(outboxColumns))
	for i, c := range outboxColumns {
		all[i] = option{c.name, c.label, slices.ContainsFunc(shown, func(s outboxColumn) bool { return s.name == c.name })}
	}
	return all
}
