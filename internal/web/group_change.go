package web

import (
	"net/http"
	"net/url"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

// groupChange is what a form asks to be done to groups. It is looked at first, and
// done when it was confirmed.
type groupChange struct {
	Do               string // see groupVerbs
	Group            string // that it is done to
	To               string // that something is put into
	Companies, Users []string
	Back             string
}

// readGroupChange reads a form of the pages about groups, and what it names.
func (c *Web) readGroupChange(r *http.Request, by actor.Actor) (*groupChange, error) {
	ch := &groupChange{
		Do: r.PostFormValue("do"), Group: strings.ToLower(r.PostFormValue("group")), To: strings.ToLower(r.PostFormValue("to")),
		Companies: r.PostForm["company"], Users: r.PostForm["user"], Back: groupBack(r),
	}
	if _, ok := groupVerbs[ch.Do]; !ok {
		return nil, fault.New(fault.NotFound, "That cannot be done to groups.")
	}
	p := fault.Problems{}
	switch ch.Do {
	case "add", "move", "take":
		if err := tenant.NeedAssign(by); err != nil {
			return nil, err
		}
		if listed := r.PostFormValue("listed"); strings.TrimSpace(listed) != "" {
			more, err := c.namedCompanies(r, by, listed)
			if err != nil {
				return ch, err
			}
			ch.Companies = append(ch.Companies, more...)
		}
		p.Require(len(ch.Companies) > 0, "company", "must be chosen: tick the companies that you mean")
	case "regroup":
		if err := by.Need(actor.UsersRW); err != nil {
			return nil, err
		}
		p.Require(len(ch.Users) > 0, "user", "must be chosen: tick the users that you mean")
		p.Require(len(ch.Users) <= identity.MostRegrouped, "user", "are more than %d", identity.MostRegrouped)
	default:
		if err := by.Need(actor.GroupsRW); err != nil {
			return nil, err
		}
	}
	if ch.Do == "add" || ch.Do == "move" || ch.Do == "regroup" {
		p.Require(portfolio.IsGUID(ch.To), "to", "must be chosen")
	}
	if ch.Do != "add" && ch.Do != "regroup" {
		p.Require(portfolio.IsGUID(ch.Group), "group", "must be chosen")
	}
	return ch, p.Err()
}

// move is what is moved, without what no group is named for.
func (ch *groupChange) move() tenant.CompanyMove {
	m := tenant.CompanyMove{Companies: ch.Companies, From: ch.Group, To: ch.To}
	switch ch.Do {
	case "add":
		m.From = ""
	case "take":
		m.To = ""
	}
	return m
}

// changeGroups does what was looked at.
func (c *Web) changeGroups(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	ch, err := c.readGroupChange(r, by)
	if err != nil {
		return c.complainOfChange(w, r, by, ch, err)
	}
	if ch.Do == "regroup" { // as on the page of a user
		if err := c.Sessions.Fresh(r.Context(), by); stale(err) {
			return c.showChange(w, r, by, ch, true)
		} else if err != nil {
			return err
		}
	}
	what, n, undo, err := groupVerbs[ch.Do].do(c, r.Context(), by, ch)
	if err != nil {
		return c.complainOfChange(w, r, by, ch, err)
	}
	return c.tellGroup(w, r, by, ch.leadsTo(), what, n, undo)
}

// leadsTo is where one sees what was done.
func (ch *groupChange) leadsTo() string {
	switch {
	case ch.Do == "delete":
		return groupsPath
	case ch.Do == "add":
		return groupsPath + "/" + ch.To
	case ch.Do == "regroup" && strings.HasSuffix(pathOf(ch.Back), "/add"):
		return groupsPath + "/" + ch.To + "/users"
	}
	return ch.Back
}

func pathOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Path
}
