package web

import (
	"cmp"
	"slices"

	"gatehouse/internal/actor"
)

// whoIs says who acts, and what they may go to. The verbs behind the pages
// check it again.
func whoIs(by actor.Actor) *who {
	name := cmp.Or(by.FormalName, by.Email)
	w := &who{
		Name: name, Initials: initials(name), Customer: by.CustomerName, Profile: by.Profile, CanSwitch: by.CanSwitch,
		SeesOutbox: by.Has(actor.RequestsR), SeesForms: by.Has(actor.LinksR), SeesPortfolio: by.Has(actor.PortfolioR),
		MayInvite: by.Has(actor.RequestsRW), Offices: offices(by),
	}
	w.SeesHome = w.SeesOutbox || w.SeesForms || w.SeesPortfolio
	return w
}

// offices are the pages of administration that by may go to.
func offices(by actor.Actor) []tab {
	settings := by.IsAdmin() && by.Has(actor.SettingsR)
	var all []tab
	for _, o := range []struct {
		tab
		open bool
	}{
		{tab{Name: say("Groups"), Href: "/groups"}, by.Has(actor.GroupsR)},
		{tab{Name: say("Users"), Href: "/users"}, by.Has(actor.UsersR)},
		{tab{Name: say("Roles"), Href: "/roles"}, by.Has(actor.UsersR)},
		{tab{Name: say("Single sign-on"), Href: idpsPath}, settings},
		{tab{Name: say("Mails"), Href: "/mails"}, settings},
		{tab{Name: say("Webhooks"), Href: hooksPath}, by.Has(actor.WebhooksR)},
		{tab{Name: say("Audit"), Href: "/audit"}, by.Has(actor.AuditR)},
		{tab{Name: say("Settings"), Href: "/settings"}, settings},
	} {
		if o.open {
			all = append(all, o.tab)
		}
	}
	return all
}

// Offices are the pages of administration, on each of them.
func (p page) Offices() []tab {
	if p.Who == nil {
		return nil
	}
	all := slices.Clone(p.Who.Offices)
	here := slices.IndexFunc(all, func(t tab) bool { return t.Href == "/"+p.Here })
	if here < 0 {
		return nil
	}
	all[here].Current = true
	return all
}

// tongue is a language of the pages, by its own name.
type tongue struct{ Code, Name string }

func tongues() []tongue { return []tongue{{"en", "English"}, {"fr", "Français"}, {"de", "Deutsch"}} }

// icons are lines on a square of 16: where a part of the console leads to.
var icons = map[string]string{
	"invite":        "M8 3v10M3 8h10",
	"seek":          "M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.4 10.4 14 14",
	"home":          "M3 14V7.5a5 5 0 0 1 10 0V14M6.3 14v-3.7a1.7 1.7 0 0 1 3.4 0V14M1.8 14h12.4",
	"outbox":        "M2.3 7.7 13.8 2.5 10.6 13.7 7.6 9.3zM7.6 9.3l6.2-6.8",
	"registrations": "M6 8a2.6 2.6 0 1 0 0-5.2A2.6 2.6 0 0 0 6 8zM1.7 13.6c.2-2.3 1.9-3.6 4.3-3.6s4.1 1.3 4.3 3.6M10.7 7.4l1.5 1.5 2.5-3",
	"forms":         "M3.7 2.3h8.6v11.4H3.7zM6.2 5.7h3.6M6.2 8.2h3.6M6.2 10.7h2",
	"portfolio":     "M1.8 13.7h12.4M3.6 13.7V5.3l4.6-2.5v10.9M8.2 6.6h4.3v7.1M5.6 7.3h.6M5.6 10h.6",
	"inbox":         "M2.2 9.3 3.9 3.2h8.2l1.7 6.1v3.9H2.2zM2.2 9.3h3.5a2.3 2.3 0 0 0 4.6 0h3.5",
	"offices":       "M10.3 9.1a3.3 3.3 0 1 0-3-2L2.3 12v1.9h2.2v-1.5h1.6v-1.6h1.3l.9-.9a3.3 3.3 0 0 0 2-.8zM11.3 5.1v.1",
	"api":           "M5.5 4.5 2 8l3.5 3.5M10.5 4.5 14 8l-3.5 3.5",
}
