package web

import (
	"net/http"
	"strconv"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/portfolio"
)

// companyRow is a company in the ledger.
type companyRow struct {
	GUID, Name, Domain string
	Rating             *rating
	Tier               string
	Folders            []way
	Subscription       string
	Open               phrase // requests
	OpenHref           string
	Contact            string
	ContactEmail       string
}

// companyRows adds to companies of a page what is told of them elsewhere.
func (c *Web) companyRows(r *http.Request, by actor.Actor, found []portfolio.Listed) ([]companyRow, error) {
	if len(found) == 0 {
		return nil, nil
	}
	ctx, guids := r.Context(), make([]string, len(found))
	for i := range found {
		guids[i] = found[i].GUID
	}
	folders, err := c.Folders.Of(ctx, by, guids)
	if err != nil {
		return nil, err
	}
	contacts, err := c.Contacts.PreferredOf(ctx, by, guids)
	if err != nil {
		return nil, err
	}
	var open map[string]int64
	if by.Has(actor.RequestsR) {
		if open, err = c.Requests.OpenAt(ctx, by, guids); err != nil {
			return nil, err
		}
	}
	rows := make([]companyRow, len(found))
	for i := range found {
		contact := contacts[found[i].GUID]
		rows[i] = newCompanyRow(&found[i], folders[found[i].GUID], &contact, open[found[i].GUID])
	}
	return rows, nil
}

func newCompanyRow(l *portfolio.Listed, folders []portfolio.Folder, contact *portfolio.Contact, open int64) companyRow {
	row := companyRow{
		GUID: l.GUID, Name: l.Name, Domain: l.PrimaryDomain, Rating: ratingOf(&l.Company), Contact: contact.FormalName, ContactEmail: contact.Email,
	}
	if row.Contact == "" {
		row.Contact = contact.Email
	}
	for _, f := range folders {
		row.Folders = append(row.Folders, way{plain(f.Name), foldersPath + "/" + f.GUID})
	}
	if l.TierName != nil {
		row.Tier = *l.TierName
	}
	if l.SubscriptionName != nil {
		row.Subscription = *l.SubscriptionName
	}
	if open > 0 {
		row.Open, row.OpenHref = sayOpen(open), "/outbox?company="+l.GUID+"&status=Pending,Active"
	}
	return row
}

// sayOpen says how many open requests there are, as far as they were counted.
func sayOpen(n int64) phrase {
	return amount(collab.Amount{N: n, More: n >= collab.MostOpen})
}

// rating is a rating with the part of the scale that it is in.
type rating struct {
	N     string
	Class string
	Range phrase
	Day   phrase
}

var rangeNames = map[string]phrase{"basic": say("Basic"), "intermediate": say("Intermediate"), "advanced": say("Advanced")}

func ratingOf(c *portfolio.Company) *rating {
	if c.Rating == nil {
		return nil
	}
	in := portfolio.RangeOf(*c.Rating)
	return &rating{N: strconv.FormatInt(*c.Rating, 10), Class: in.Slug, Range: rangeNames[in.Slug], Day: sayDay(c.RatingDate)}
}
