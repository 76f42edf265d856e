package demo

import (
	"context"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
)

// form is one of the three registration forms.
type form struct {
	name, description, scope string
	opens, closes            time.Duration // since the customer began; closes 0 is never
	weight                   float64       // how many register through it

	guid         string
	opened, shut time.Time
}

func newForms() []*form {
	return []*form{
		{
			name: "Supplier portal", description: "For suppliers of Blue Seas International who want to see what we see of their security.",
			scope: collab.TPRM, opens: week, weight: 5,
		},
		{
			name: "Cyber insurance applicants", description: "For clients who apply for cargo and cyber cover.",
			scope: collab.Insurance, opens: 9 * week, weight: 3,
		},
		{
			name: "Supplier day", description: "For the guests of our supplier day in Rotterdam.",
			scope: collab.TPRM, opens: 50 * week, closes: 56 * week, weight: 8,
		},
	}
}

func (h *house) makeForms(ctx context.Context) error {
	for _, f := range h.forms {
		h.after(f.opens)
		made, err := h.formsOf.Create(ctx, h.emma, collab.FormDraft{Name: f.name, Description: f.description, Scope: f.scope})
		if err != nil {
			return err
		}
		f.guid, f.opened, f.shut = made.GUID, h.now, h.today
		if f.closes > 0 {
			h.after(f.closes)
			closed := false
			if _, err := h.formsOf.Change(ctx, h.emma, f.guid, collab.FormChange{IsActive: &closed}); err != nil {
				return err
			}
			f.shut = h.now
		}
	}
	return nil
}

// small are companies that nobody had in the portfolio: they came through a
// form, and are invented like their people.
var small = []string{
	"Harbour Light Catering", "Nordkai Ship Supplies", "Tidewater Crewing", "Lindqvist Marine Electronics", "Bluefin Travel Agents",
	"Pelorus Chart Services", "Gull & Daughters Laundry", "Rotterdam Rope Works",
}

// makeSmall makes the companies of those who registered without being known.
func (h *house) makeSmall(ctx context.Context) ([]*company, error) {
	d := newDice(h.seed, "small companies")
	taken := make(map[string]bool)
	var all []*company
	for i, name := range small {
		c := &company{name: name, domain: domainFor(name), tier: len(tiers) - 1, isTyped: true}
		h.after(time.Duration(12+11*i) * week)
		err := h.db.Tx(ctx, func(tx *db.Tx) error {
			made, err := h.companies.MakeTyped(ctx, tx, actor.System(h.customer.ID), h.customer.ID, name, c.domain)
			c.guid = made.GUID
			return err
		})
		if err != nil {
			return nil, err
		}
		cast(d, c, d.between(1, 2), taken)
		all = append(all, c)
	}
	return all, nil
}

func domainFor(name string) string {
	letters := func(r rune) rune {
		if r >= 'a' && r <= 'z' {
			return r
		}
		return -1
	}
	return strings.Map(letters, strings.ToLower(name)) + ".example"
}
