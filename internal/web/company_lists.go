package web

import (
	"context"
	"encoding/json"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/portfolio"
)

// companyRequest is one of the last requests to the company.
type companyRequest struct {
	GUID    string
	Name    phrase
	Reason  phrase
	State   state
	Created time.Time
}

// companyFinding is a finding about the company.
type companyFinding struct {
	Title, About phrase
	Evidence     string
}

// The bounds of what the page shows at once.
const (
	shownRequests = 10
	shownFindings = 10
	shownContacts = 20
)

func (c *Web) companyDomains(ctx context.Context, by actor.Actor, guid string, v *companyView) error {
	domains, err := c.Companies.Domains(ctx, c.Companies.DB, by.CustomerID, []string{guid}) // it is one that by sees
	v.Domains = domains[guid]
	return err
}

// companyRequests are the last ones, as the outbox shows them.
func (c *Web) companyRequests(ctx context.Context, by actor.Actor, guid string, v *companyView) error {
	if !v.SeesRequests {
		return nil
	}
	v.AllRequests = "/outbox?company=" + guid
	return c.Requests.Outbox(ctx, by, collab.Filter{Companies: []string{guid}, Limit: shownRequests}, func(row *collab.Row) error {
		var d collab.Document
		if err := json.Unmarshal(row.Document, &d); err != nil {
			return err
		}
		v.Requests = append(v.Requests, companyRequest{d.GUID, recipient(&d), reasons[d.Reason], stateOf(&d), row.CreatedAt})
		return nil
	})
}

func (c *Web) companyFindings(ctx context.Context, by actor.Actor, guid string, v *companyView) error {
	found, err := c.Findings.Some(ctx, by, guid, shownFindings+1)
	if v.MoreFindings = len(found) > shownFindings; v.MoreFindings {
		found = found[:shownFindings]
	}
	for i := range found {
		v.Findings = append(v.Findings, newCompanyFinding(&found[i]))
	}
	return err
}

func newCompanyFinding(f *portfolio.Finding) companyFinding {
	shown := companyFinding{Evidence: f.Evidence}
	shown.Title, shown.About = sayFinding(f)
	return shown
}

func (c *Web) companyContacts(ctx context.Context, by actor.Actor, guid string, v *companyView) error {
	found, total, err := c.Contacts.Some(ctx, by, guid, shownContacts)
	for i := range found {
		v.Contacts = append(v.Contacts, newContactRow(&found[i], nil, v.CanChange))
	}
	if v.ContactCount = int64(total); total > len(found) {
		v.AllContacts = contactsPath + "?company=" + guid
	}
	return err
}
