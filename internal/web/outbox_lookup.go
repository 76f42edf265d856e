package web

import (
	"context"
	"net/http"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/identity"
	"gatehouse/internal/portfolio"
)

// lookUp leads on to the filters that stand for what somebody typed: the part of
// a company's name, a sender's e-mail address. A company's guid is what the
// address had before it had the API's names.
func (c *Web) lookUp(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	q := r.URL.Query()
	company, requester := strings.TrimSpace(q.Get("company")), strings.TrimSpace(q.Get("requester"))
	q.Del("company")
	q.Del("requester")
	f, err := readOutboxAsk(q)
	if err != nil {
		return err
	}
	if company != "" {
		guids, err := c.companiesCalled(r.Context(), by, company)
		if err != nil {
			return err
		}
		if f = f.with(byCompany, guids...); len(guids) == 0 {
			return c.notCalled(w, r, by, f, company)
		}
	}
	if requester != "" {
		guid, err := c.userCalled(r.Context(), by, requester)
		if err != nil {
			return err
		}
		if guid == "" {
			return c.notCalled(w, r, by, f, requester)
		}
		f = f.with(bySender, guid)
	}
	return see(w, r, f.href())
}

func (c *Web) notCalled(w http.ResponseWriter, r *http.Request, by actor.Actor, f outboxAsk, typed string) error {
	return c.showOutbox(w, r, by, f, http.StatusUnprocessableEntity, &wrong{Headline: say("Nothing that you see is called “%s”.", typed)})
}

// mostCalled is how many companies a part of a name may stand for.
const mostCalled = 20

// companiesCalled returns the companies that by sees in whose name or domain the
// words of text are; of a guid it is that one.
func (c *Web) companiesCalled(ctx context.Context, by actor.Actor, text string) ([]string, error) {
	guids := split(strings.ToLower(text), mostValues)
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

// namesIn returns the names of what the filters mention, as far as by sees it, and
// of the reader.
func (c *Web) namesIn(ctx context.Context, by actor.Actor, f outboxAsk) (map[string]string, error) {
	ask := f.filter()
	names, err := c.Requests.NamesOf(ctx, by, &ask)
	if err != nil {
		return nil, err
	}
	names[by.UserGUID] = by.FormalName
	return names, nil
}

func firstRunes(s string, most int) string {
	r := []rune(s)
	return string(r[:min(len(r), most)])
}
