package web

import (
	"context"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

func requestFacts(d *collab.Document) []fact {
	by := say("Sent by")
	if d.Reason == collab.SelfRequested { // whoever made the form, then whoever approved
		by = say("Responsible")
	}
	facts := known(
		fact{say("Reason"), reasons[d.Reason]},
		fact{by, plain(requester(d))},
		fact{say("Phone"), plain(strings.TrimSpace(d.RequesteePhone))},
		fact{say("Invitation ends"), sayDay(d.ExpiresDate)},
		fact{say("Access"), count(d.TrialDuration, "%d day", "%d days")},
		fact{say("Access until"), sayDay(d.AccessEndDate)},
		fact{say("Last sign-in"), sayDay(d.RequesteeLastLogin)},
	)
	if d.Context.Rating != nil {
		facts = append(facts, fact{say("Rating when sent"), say("%d of %s", *d.Context.Rating, sayDay(d.Context.Date))})
	}
	if d.SharedObservations > 0 {
		facts = append(facts, fact{say("Shared"), count(d.SharedObservations, "%d finding", "%d findings")})
	}
	if d.CCs != nil {
		facts = append(facts, fact{say("Copies to"), plain(strings.ReplaceAll(*d.CCs, ",", ", "))})
	}
	for _, t := range d.ThirdParties {
		facts = append(facts, fact{say("Third party"), plain(strings.TrimSpace(t.Name + " " + t.Email))})
	}
	return facts
}

func vectors(d *collab.Document) []vector {
	var all []vector
	for _, rv := range d.Context.RiskVectors {
		v := vector{Name: sayVector(rv.RiskVector.Slug)}
		if rv.Grade != nil {
			v.Grade = *rv.Grade
		}
		all = append(all, v)
	}
	return all
}

// fitting returns the companies that a registration's address belongs to, as
// far as the actor sees them, if there is a choice.
func (c *Web) fitting(ctx context.Context, by actor.Actor, d *collab.Document) ([]option, error) {
	found, err := c.Requests.Companies.ByDomain(ctx, c.Requests.DB, by.CustomerID, portfolio.DomainOf(d.RequesteeEmail))
	if err != nil || len(found) < 2 {
		return nil, err
	}
	var fit []option
	for _, company := range found {
		sees, err := tenant.Sees(ctx, c.Requests.DB, by, company.GUID)
		if err != nil {
			return nil, err
		}
		if sees {
			fit = append(fit, option{company.GUID, plain(company.Name), company.GUID == d.RequesteeCompanyGUID})
		}
	}
	if len(fit) < 2 {
		return nil, nil
	}
	return fit, nil
}
