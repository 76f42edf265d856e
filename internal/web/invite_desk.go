package web

import (
	"context"
	"net/url"
	"strconv"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
)

// inviteDesk is what the form of a company is made of.
type inviteDesk struct {
	company   portfolio.Company
	domains   []string
	contacts  []portfolio.Contact
	preferred bool // there is one that the actor may not see
	findings  []portfolio.Finding
	trial     int
	language  string
	budget    collab.Budget
}

const (
	contactsShown = 12
	findingsShown = 50
)

func (c *Web) inviteDesk(ctx context.Context, by actor.Actor, guid string) (d inviteDesk, err error) {
	rs := c.Requests
	if d.company, err = portfolio.Seen(ctx, rs.DB, by, guid); err != nil {
		return d, err
	}
	guid = d.company.GUID
	domains, err := rs.Companies.Domains(ctx, rs.DB, by.CustomerID, []string{guid})
	if err != nil {
		return d, err
	}
	d.domains = domains[guid]
	if by.Has(actor.PortfolioR) {
		if d.contacts, _, err = rs.Contacts.Some(ctx, by, guid, contactsShown); err != nil {
			return d, err
		}
		if d.findings, err = rs.Findings.Some(ctx, by, guid, findingsShown); err != nil {
			return d, err
		}
	} else {
		_, err := rs.Contacts.Preferred(ctx, rs.DB, by.CustomerID, guid)
		if d.preferred = err == nil; err != nil && !fault.Is(err, fault.NotFound) {
			return d, err
		}
	}
	customer, err := rs.Customers.One(ctx, by.CustomerID)
	if err != nil {
		return d, err
	}
	d.trial, d.language = customer.Settings.TrialDays(), customer.Settings.MailLanguage()
	d.budget, err = rs.MailsLeft(ctx, by)
	return d, err
}

// suggestion is what the form says before anybody has typed.
func (d *inviteDesk) suggestion() url.Values {
	v := url.Values{
		"company": {d.company.GUID}, "nonce": {db.NewID()}, "reason": {string(collab.Other)},
		"trial_duration": {strconv.Itoa(d.trial)}, "to": {toTyped}, "language": {d.language},
	}
	switch {
	case len(d.contacts) > 0:
		v.Set("to", d.contacts[0].GUID)
	case d.preferred:
		v.Set("to", toPreferred)
	}
	return v
}
