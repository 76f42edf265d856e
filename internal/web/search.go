package web

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/identity"
	"gatehouse/internal/portfolio"
)

// searchView is what the search of everything has found, kind by kind. A script
// shows the same while one types.
type searchView struct {
	page
	Query  string
	Short  bool // too short to look for
	Groups []hits
}

func (searchView) file() string { return "search.html" }

// hits are the first of one kind.
type hits struct {
	ID   string
	Name phrase
	All  string // where there may be more; "" is nowhere
	Hits []hit
}

type hit struct {
	Href  string
	Name  phrase
	Under phrase
	State state
}

const (
	hitsOfKind  = 6
	longSearch  = 200 // letters; what is behind them is not looked for
	leastSearch = 2
)

// search looks for what begins with the words in the address, as far as by sees.
func (c *Web) search(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	q := firstRunes(strings.Join(strings.Fields(r.URL.Query().Get("q")), " "), longSearch)
	v := searchView{page: console(by, say("Search"), "search"), Query: q, Short: utf8.RuneCountInString(q) < leastSearch}
	if !v.Short {
		for _, find := range []func(context.Context, actor.Actor, string) (hits, error){
			c.findCompanies, c.findRequests, c.findContacts, c.findForms, c.findFolders, c.findTiers, c.findUsers,
		} {
			found, err := find(r.Context(), by, q)
			if err != nil {
				return err
			}
			if len(found.Hits) > 0 {
				v.Groups = append(v.Groups, found)
			}
		}
	}
	return render(w, r, http.StatusOK, v)
}

func (c *Web) findCompanies(ctx context.Context, by actor.Actor, q string) (hits, error) {
	h := hits{ID: "companies", Name: say("Companies"), All: "/portfolio?q=" + url.QueryEscape(q)}
	if !by.Has(actor.PortfolioR) {
		return h, nil
	}
	found, err := c.Requests.Companies.Begin(ctx, by, q, hitsOfKind)
	for _, f := range found {
		h.Hits = append(h.Hits, hit{Href: "/companies/" + f.GUID, Name: plain(f.Name), Under: plain(f.Under)})
	}
	return h, err
}

// findRequests finds people who were invited or registered.
func (c *Web) findRequests(ctx context.Context, by actor.Actor, q string) (hits, error) {
	h := hits{ID: "requests", Name: say("People"), All: "/outbox?q=" + url.QueryEscape(q)}
	if !by.Has(actor.RequestsR) {
		return h, nil
	}
	return h, c.Requests.Outbox(ctx, by, collab.Filter{Query: q, Limit: hitsOfKind}, func(row *collab.Row) error {
		var d collab.Document
		if err := json.Unmarshal(row.Document, &d); err != nil {
			return err
		}
		under := plain(d.RequesteeCompanyName)
		if d.Reason == collab.SelfRequested {
			under = say("%s, registered on %s", d.RequesteeCompanyName, row.CreatedAt)
		}
		h.Hits = append(h.Hits, hit{Href: "/outbox/" + d.GUID, Name: recipient(&d), Under: under, State: stateOf(&d)})
		return nil
	})
}

func (c *Web) findContacts(ctx context.Context, by actor.Actor, q string) (hits, error) {
	h := hits{ID: "contacts", Name: say("Contacts"), All: contactsPath + "?q=" + url.QueryEscape(q)}
	if !by.Has(actor.PortfolioR) {
		return h, nil
	}
	found, err := c.Requests.Contacts.Begin(ctx, by, q, hitsOfKind)
	for _, f := range found {
		h.Hits = append(h.Hits, hit{Href: contactsPath + "/" + f.GUID, Name: or(plain(f.Name), plain(f.Under)), Under: plain(f.Under)})
	}
	return h, err
}

func (c *Web) findForms(ctx context.Context, by actor.Actor, q string) (hits, error) {
	h := hits{ID: "forms", Name: say("Forms"), All: "/forms"}
	if !by.Has(actor.LinksR) {
		return h, nil
	}
	found, _, err := c.Forms.List(ctx, by, collab.FormFilter{Query: q, Limit: hitsOfKind})
	for i := range found {
		f := &found[i]
		under := say("Accepts registrations")
		if !f.IsActive {
			under = say("Closed")
		}
		h.Hits = append(h.Hits, hit{Href: "/forms/" + f.GUID, Name: or(plain(f.Name), say("A form without a name")), Under: under})
	}
	return h, err
}

func (c *Web) findFolders(ctx context.Context, by actor.Actor, q string) (hits, error) {
	return c.findShelves(by, hits{ID: "folders", Name: say("Folders"), All: foldersPath}, foldersPath+"/", func() ([]portfolio.Hit, error) {
		return c.Folders.Begin(ctx, by, q, hitsOfKind)
	})
}

func (c *Web) findTiers(ctx context.Context, by actor.Actor, q string) (hits, error) {
	return c.findShelves(by, hits{ID: "tiers", Name: say("Tiers"), All: tiersPath}, tiersPath+"/", func() ([]portfolio.Hit, error) {
		return c.Tiers.Begin(ctx, by, q, hitsOfKind)
	})
}

// findShelves finds what companies are put into.
func (c *Web) findShelves(by actor.Actor, h hits, href string, find func() ([]portfolio.Hit, error)) (hits, error) {
	if !by.Has(actor.PortfolioR) {
		return h, nil
	}
	found, err := find()
	for _, f := range found {
		h.Hits = append(h.Hits, hit{Href: href + f.GUID, Name: plain(f.Name)})
	}
	return h, err
}

// findUsers leads to what users have sent: that is what the console shows of them.
func (c *Web) findUsers(ctx context.Context, by actor.Actor, q string) (hits, error) {
	h := hits{ID: "users", Name: say("Users")}
	if !by.Has(actor.UsersR) || !by.Has(actor.RequestsR) {
		return h, nil
	}
	found, _, err := c.Users.List(ctx, by, identity.UserFilter{Query: q, Limit: hitsOfKind, NoneBelow: true})
	for i := range found {
		u := &found[i]
		h.Hits = append(h.Hits, hit{Href: "/outbox?requesterid=" + u.GUID, Name: or(plain(u.FormalName), plain(u.Email)), Under: say("%s: what this user sent", u.Email)})
	}
	return h, err
}
