package web

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
)

// inviteesAsked says which companies are to be invited.
type inviteesAsked struct {
	filter portfolio.Filter
	given  bool
}

func readInviteesAsked(q url.Values) (a inviteesAsked, err error) {
	p := fault.Problems{}
	f := portfolio.Filter{Q: strings.TrimSpace(q.Get("q")), Limit: mostMany + 1, Uninvited: q.Get("uninvited") != ""}
	if q.Get("reachable") != "" {
		f.HasPreferred = new(true)
	}
	for _, list := range []struct {
		name string
		to   *[]string
	}{{"company", &f.GUIDs}, {"folder_guid", &f.Folders}, {"tier_guid", &f.Tiers}} {
		for _, guid := range split(strings.ToLower(strings.Join(q[list.name], ",")), mostMany) {
			p.Require(portfolio.IsGUID(guid), list.name, "must be a guid")
			*list.to = append(*list.to, guid)
		}
		p.Require(len(*list.to) <= mostMany, list.name, "must be no more than %d", mostMany)
		a.given = a.given || *list.to != nil
	}
	p.Take(checkSearch(f.Q))
	a.filter, a.given = f, a.given || f.Q != "" || f.HasPreferred != nil || f.Uninvited
	return a, p.Err()
}

// chooseInvitees shows the form for the companies that are asked for.
func (c *Web) chooseInvitees(w http.ResponseWriter, r *http.Request, by actor.Actor, q url.Values) error {
	asked, err := readInviteesAsked(q)
	if err != nil {
		return err
	}
	if !by.Has(actor.PortfolioR) {
		return render(w, r, http.StatusOK, inviteManyView{page: console(by, say("Invite many companies"), "invite"), Ways: inviteWays(invitePath + "/many")})
	}
	in := many{reason: string(collab.Other)}
	more := false
	if asked.given {
		if in.rows, more, err = c.suggestMany(r.Context(), by, asked.filter); err != nil {
			return err
		}
	}
	v, err := c.manyForm(r.Context(), by, in)
	if err != nil {
		return err
	}
	v.More, v.IsChosen = more, asked.given
	v.Query.Value, v.Reachable, v.Uninvited = asked.filter.Q, asked.filter.HasPreferred != nil, asked.filter.Uninvited
	if !asked.given { // what one mostly wants
		v.Reachable, v.Uninvited = true, true
	}
	mark(v.Folders, asked.filter.Folders)
	mark(v.Tiers, asked.filter.Tiers)
	return render(w, r, http.StatusOK, v)
}

func mark(options []option, values []string) {
	for i := range options {
		options[i].Chosen = slices.Contains(values, options[i].Value)
	}
}

// suggestMany returns the companies that a filter leaves, with whom to invite at
// each. Those with an open request are there and are not ticked.
func (c *Web) suggestMany(ctx context.Context, by actor.Actor, f portfolio.Filter) (rows []inviteeLine, more bool, err error) {
	found, err := c.Requests.Companies.First(ctx, by, f)
	if err != nil {
		return nil, false, err
	}
	more = len(found) > mostMany
	found = found[:min(len(found), mostMany)]
	guids := make([]string, len(found))
	for i := range found {
		guids[i] = found[i].GUID
	}
	people, open, err := c.peopleAt(ctx, by, guids)
	if err != nil {
		return nil, false, err
	}
	for _, l := range found {
		p, known := people[l.GUID]
		rows = append(rows, inviteeLine{
			company: l.GUID, name: cmp.Or(p.FormalName, p.FriendlyName), email: p.Email, taken: known && open[l.GUID] == 0,
		})
	}
	return rows, more, nil
}

// peopleAt returns whom to invite at companies, and how many open requests each
// has.
func (c *Web) peopleAt(ctx context.Context, by actor.Actor, guids []string) (people map[string]portfolio.Contact, open map[string]int64, err error) {
	if people, err = c.Requests.Contacts.Suggest(ctx, by, guids); err != nil {
		return nil, nil, err
	}
	open, err = c.Requests.OpenAt(ctx, by, guids)
	return people, open, err
}
