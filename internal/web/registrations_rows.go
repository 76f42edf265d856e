package web

import (
	"context"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
)

// registrationRow is one registration with what is known beside it.
type registrationRow struct {
	GUID, Initials string
	Name           phrase
	Email, Company string
	CompanyHref    string
	State          state
	Created        time.Time
	Form           phrase
	Message        string
	Typed, Known   []fact
	Notes          []state // what to look at twice
	Companies      []option
	CanDecide      bool
}

// registrationRows puts what is known beside registrations.
func (c *Web) registrationRows(ctx context.Context, by actor.Actor, docs []collab.Document, created []time.Time) ([]registrationRow, error) {
	guids := make([]string, len(docs))
	for i := range docs {
		guids[i] = docs[i].GUID
	}
	known, err := c.Registrations.Known(ctx, by, guids)
	if err != nil {
		return nil, err
	}
	rows := make([]registrationRow, len(docs))
	for i := range docs {
		rows[i] = newRegistrationRow(by, &docs[i], created[i], known[guids[i]])
	}
	return rows, nil
}

func newRegistrationRow(by actor.Actor, d *collab.Document, created time.Time, k *collab.Known) registrationRow {
	name := recipient(d)
	row := registrationRow{
		GUID: d.GUID, Initials: initials(d.RequesteeFormalName), Name: name, Email: d.RequesteeEmail, Company: d.RequesteeCompanyName,
		CompanyHref: "/companies/" + d.RequesteeCompanyGUID, State: stateOf(d), Created: created, Message: d.Message,
		CanDecide: by.Has(actor.RequestsRW) && d.Awaiting != nil && *d.Awaiting == collab.Approval,
	}
	if !by.Has(actor.PortfolioR) {
		row.CompanyHref = ""
	}
	if k == nil { // it came from elsewhere, or went while it was read
		return row
	}
	if !k.SeesCompany {
		row.CompanyHref = ""
	}
	row.Form = plain(k.FormName)
	row.Typed = registered(k.Typed)
	row.Known = knownFacts(k)
	if k.FreeMail {
		row.Notes = append(row.Notes, state{"pending", say("Free mail: anybody can have such an address")})
	}
	if k.IsNewCompany {
		row.Notes = append(row.Notes, state{"never", say("New company, as typed")})
	}
	if len(k.Fits) > 1 && row.CanDecide {
		for _, f := range k.Fits {
			row.Companies = append(row.Companies, option{f.GUID, plain(f.Name), f.GUID == k.CompanyGUID})
		}
	}
	return row
}

// registered is what was typed into the form: nothing of it is proven but the
// address.
func registered(typed []collab.Registration) []fact {
	if len(typed) == 0 {
		return nil
	}
	t := typed[0]
	facts := known(
		fact{say("Name"), plain(t.FormalName)}, fact{say("Company"), plain(t.CompanyName)}, fact{say("Website"), plain(t.Website)}, fact{say("Phone"), plain(t.Phone)},
	)
	for _, a := range t.Answers {
		value := plain(a.Value)
		if a.Kind == collab.CheckField {
			value = map[bool]phrase{true: say("Yes"), false: say("No")}[a.Value != ""]
		}
		facts = append(facts, fact{plain(a.Label), value})
	}
	return facts
}

// knownFacts is what the customer knows about person and company.
func knownFacts(k *collab.Known) []fact {
	facts := []fact{}
	if k.LastState != nil {
		facts = append(facts, fact{say("Earlier requests to this person"), say("%s, the last %s", amount(k.Before), statuses[*k.LastState])})
	} else {
		facts = append(facts, fact{say("Earlier requests to this person"), say("Not one")})
	}
	facts = append(facts, fact{say("Other requests to the company"), amount(k.OfCompany)})
	switch {
	case k.Rating != nil && k.RatingDate != nil:
		facts = append(facts, fact{say("Rating"), say("%d of %s", *k.Rating, sayDay(k.RatingDate))})
	case k.Rating != nil:
		facts = append(facts, fact{say("Rating"), say("%d", *k.Rating)})
	}
	if k.CompanyDomain != "" {
		facts = append(facts, fact{say("Domain of the company"), plain(k.CompanyDomain)})
	}
	switch {
	case k.IsContact:
		facts = append(facts, fact{say("Contacts"), say("%s, this person among them", amount(k.Contacts))})
	case k.Contacts.N > 0:
		facts = append(facts, fact{say("Contacts"), say("%s, this person not among them", amount(k.Contacts))})
	}
	return facts
}
