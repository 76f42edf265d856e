package web

import (
	"context"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/identity"
	"gatehouse/internal/portfolio"
)

// mostCalled is how many companies a part of a name may stand for.
const mostCalled = 20

// companiesCalled returns the companies that by sees in whose name or domain the
// words of text are; of a guid it is that one.
func (c *Web) companiesCalled(ctx context.Context, by actor.Actor, text string) ([]string, error) {
	guids := split(strings.ToLower(text))
	areGUIDs := len(guids) > 0
	for _, guid := range guids {
		areGUIDs = areGUIDs && portfolio.IsGUID(guid)
	}
	if areGUIDs || !by.Has(actor.PortfolioR) {
		if !areGUIDs {
			guids = nil
		}
		return guids, nil
	}
	found, _, err := c.Companies.List(ctx, by, portfolio.Filter{Q: firstRunes(text, longQuery), Limit: mostCalled})
	guids = nil
	for _, company := range found {
		guids = append(guids, company.GUID)
	}
	return guids, err
}

// userCalled returns the guid of the user that by sees by their e-mail address.
func (c *Web) userCalled(ctx context.Context, by actor.Actor, email string) (string, error) {
	if !by.Has(actor.UsersR) {
		return "", nil
	}
	found, _, err := c.Users.List(ctx, by, identity.UserFilter{Lists: identity.UserLists{Emails: []string{email}}, Limit: 1})
	if err != nil || len(found) == 0 {
		return "", err
	}
	return found[0].GUID, nil
}

func firstRunes(s string, most int) string {
	r := []rune(s)
	return string(r[:min(len(r), most)])
}
