package demo

import (
	"fmt"
	"io"
	"slices"
	"time"

	"gatehouse/internal/collab"
	"gatehouse/internal/db"
)

// requests is how many access requests the customer has made in its two years.
const requests = 2000

// byForm is the share of them that came through forms.
const byForm = 0.11

// history is two years of work, made up in the order in which it happened.
type history struct {
	dice
	ids       io.Reader
	today     time.Time
	staff     []*member
	senders   []*member
	companies []*company
	small     []*company
	forms     []*form
	all       []*life
	taken     map[string]bool // addresses of people who came through forms
}

// live goes through the two years.
func (h *house) live(all, small []*company) *history {
	y := &history{
		dice: newDice(h.seed, "history"), ids: source(h.seed, "request ids"), today: h.today,
		staff: h.staff, companies: all, small: small, forms: h.forms, taken: make(map[string]bool),
	}
	for _, m := range h.staff {
		for _, c := range all {
			if g := h.groupGUIDs[c.group]; m.user.GroupGUID == g || m.user.GroupGUID == h.emma.GroupGUID {
				m.companies = append(m.companies, c)
			}
		}
		if m.work > 0 {
			y.senders = append(y.senders, m)
		}
	}
	began := h.today.AddDate(-2, 0, 0)
	for _, at := range y.moments(began, h.today) {
		if y.chance(byForm) {
			y.register(at)
			continue
		}
		y.invite(at)
	}
	return y
}

// moments returns when requests were made: on working days, more and more of
// them, fewer in summer and hardly any at the turn of the year.
func (y *history) moments(from, to time.Time) []time.Time {
	var days []odds[time.Time]
	for day := from.Truncate(24 * time.Hour); day.Before(to); day = day.AddDate(0, 0, 1) {
		if w := day.Weekday(); w == time.Saturday || w == time.Sunday {
			continue
		}
		grown := 0.6 + 0.8*float64(day.Sub(from))/float64(to.Sub(from))
		days = append(days, odds[time.Time]{day, grown * season(day)})
	}
	all := make([]time.Time, requests)
	for i := range all {
		all[i] = london.day(y.dice, draw(y.dice, days))
	}
	slices.SortFunc(all, time.Time.Compare)
	return all
}

func season(day time.Time) float64 {
	switch month, date := day.Month(), day.Day(); {
	case month == time.December && date > 20, month == time.January && date < 3:
		return 0.15
	case month == time.August:
		return 0.7
	case month%3 == 0 && date > 15: // the end of a quarter
		return 1.3
	}
	return 1
}

// invite makes a request that a member of the staff sends.
func (y *history) invite(at time.Time) {
	for range 50 {
		there := slices.DeleteFunc(slices.Clone(y.senders), func(m *member) bool { return m.joined.After(at) })
		sender := weigh(y.dice, there, func(m *member) float64 { return m.work })
		c := weigh(y.dice, sender.companies, func(c *company) float64 { return tiers[c.tier].work })
		p := c.people[min(y.IntN(len(c.people)), y.IntN(len(c.people)))]
		if p.busyUntil.After(at) {
			continue
		}
		l := y.begin(at, sender, p)
		y.ask(l)
		l.send(at)
		return
	}
}

// begin makes what all requests have in common.
func (y *history) begin(at time.Time, sender *member, p *person) *life {
	l := &life{history: y, person: p, sender: sender, past: &collab.Past{Request: collab.Request{
		GUID: db.IDFrom(y.ids, at), CreatedAt: at, Status: collab.Pending, RequesterGUID: sender.user.GUID,
		CompanyGUID: p.company.guid, Email: p.email, FormalName: p.name, FriendlyName: p.name,
		TrialDays: 30, HubspotStatus: "CREATED",
	}}}
	l.past.Rating, l.past.RatingDate = p.company.on(at, y.today)
	if p.wasInvited {
		l.past.HubspotStatus = "EXISTING"
	}
	p.wasInvited = true
	y.all = append(y.all, l)
	return l
}

// register makes a request of somebody who filled in a form.
func (y *history) register(at time.Time) {
	open := slices.DeleteFunc(slices.Clone(y.forms), func(f *form) bool { return f.opened.After(at) || f.shut.Before(at) })
	if len(open) == 0 {
		return
	}
	f := weigh(y.dice, open, func(f *form) float64 { return f.weight })
	p := y.registrant()
	at = at.Add(y.days(0, 1)) // people fill in forms in the evening, too
	if p.busyUntil.After(at) || at.After(y.today) {
		return
	}
	l := y.begin(at, y.staff[0], p)
	r := l.past
	r.Reason, r.FormGUID, r.Message, r.Phone = collab.SelfRequested, &f.guid, pick(y.dice, pleas), p.phone
	began := at.Add(-y.days(0, 1) / 30).Truncate(time.Microsecond)
	mailed := began.Add(time.Second)
	r.Registration = &collab.Registration{
		GUID: db.IDFrom(y.ids, began), FormGUID: f.guid, Email: p.email, FormalName: p.name, CompanyName: p.company.name,
		Website: fmt.Sprintf("https://www.%s/", p.company.domain), Phone: p.phone, Message: r.Message,
		CreatedAt: began, MailedAt: &mailed, ExpiresAt: mailed.Add(48 * time.Hour), ConfirmedAt: &at,
	}
	l.await(at)
}

// registrant is who fills in a form: somebody known, somebody else of a known
// company, or somebody of a company that nobody had in the portfolio.
func (y *history) registrant() *person {
	if y.chance(0.08) {
		return pick(y.dice, pick(y.dice, y.small).people)
	}
	c := pick(y.dice, y.companies)
	if y.chance(0.4) {
		return pick(y.dice, c.people)
	}
	for _, p := range c.people {
		y.taken[p.email] = true
	}
	return hire(y.dice, c, addresses[0], y.taken)
}
