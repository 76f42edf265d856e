package web

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/tenant"
)

// groupChangeView shows what a change would do before it is done.
type groupChangeView struct {
	page
	Wrong   *wrong
	Back    string
	Heading phrase
	Notes   []phrase
	Effect  *effectView
	Hurdles []hurdle
	Hidden  []hidden
	Button  phrase // nil: it cannot be done
	IsGrave bool
	IsStale bool
	Calls   []apiCall
}

func (groupChangeView) file() string { return "group_change.html" }

// foreseeGroups shows what a form would do, with a button that does it.
func (c *Web) foreseeGroups(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	ch, err := c.readGroupChange(r, by)
	if err != nil {
		return c.complainOfChange(w, r, by, ch, err)
	}
	return c.showChange(w, r, by, ch, false)
}

// showChange shows a change that is not done yet; isStale says that the last proof
// is too old to do it.
func (c *Web) showChange(w http.ResponseWriter, r *http.Request, by actor.Actor, ch *groupChange, isStale bool) error {
	ctx, verb := r.Context(), groupVerbs[ch.Do]
	e, err := verb.foresee(c, ctx, by, ch)
	if err != nil {
		return c.complainOfChange(w, r, by, ch, err)
	}
	var group, to tenant.Group
	for _, end := range []struct {
		guid string
		into *tenant.Group
	}{{ch.Group, &group}, {ch.To, &to}} {
		if end.guid == "" {
			continue
		}
		if *end.into, err = c.Groups.One(ctx, by, end.guid); err != nil {
			return err
		}
	}
	v := newGroupChange(by, ch, &group, &to, &e)
	status := http.StatusOK
	if isStale {
		v.IsStale, v.Wrong, status = true, complain(fault.Of(identity.ErrStale)), http.StatusUnprocessableEntity
		v.page = v.failed(v.Wrong)
	}
	if ch.Do == "move" || ch.Do == "take" {
		owned, err := c.Groups.CountOwned(ctx, by, ch.Group, ch.Companies)
		if err != nil {
			return err
		}
		if owned > 0 {
			v.Notes = append(v.Notes, count(owned, "The group has a subscription to %d of them, and keeps it.", "The group has subscriptions to %d of them, and keeps them."))
		}
	}
	v.Calls = c.changeCalls(ch)
	return render(w, r, status, v)
}

func newGroupChange(by actor.Actor, ch *groupChange, group, to *tenant.Group, e *tenant.Effect) groupChangeView {
	verb := groupVerbs[ch.Do]
	v := groupChangeView{
		Back: ch.Back, Heading: verb.heading(group.Name, to.Name, int64(max(len(ch.Companies), len(ch.Users)))), Effect: newEffect(e),
		Button: verb.button, IsGrave: verb.isGrave, Hidden: ch.hidden(),
	}
	v.page = console(by, v.Heading, "groups")
	for _, text := range failures(e.Hurdles) {
		v.Hurdles, v.Button = append(v.Hurdles, hurdle{Text: text}), nil
	}
	switch {
	case ch.Do == "delete" && len(v.Hurdles) > 0:
		base := groupsPath + "/" + ch.Group
		for i := range v.Hurdles {
			v.Hurdles[i].Way = wayAround(e.Hurdles[i], base)
		}
		if group.UserCount > 0 && !group.IsDefault {
			v.Notes = append(v.Notes, say("What follows is how it would be with its users in the default group."))
		}
	case ch.Do == "delete":
		v.Notes = append(v.Notes, say("Its name is free again, and what it had reserved. Deleting cannot be taken back."))
	case to.AllCompanies:
		v.Notes = append(v.Notes, say("%s sees all companies anyhow.", to.Name))
	}
	return v
}

// wayAround leads to where a hurdle is cleared.
func wayAround(err error, base string) *way {
	if h, ok := errors.AsType[*tenant.Hurdle](err); ok {
		switch h.About {
		case tenant.HasUsers:
			return &way{say("Its users"), base + "/users"}
		case tenant.OwnsSubscriptions:
			return &way{say("Its quotas"), base + "/quotas"}
		case tenant.IsTheDefault:
		}
	}
	return &way{say("All groups"), groupsPath}
}

// hidden is the change as a form carries it on.
func (ch *groupChange) hidden() []hidden {
	all := []hidden{{"do", ch.Do}, {"back", ch.Back}}
	if ch.Group != "" {
		all = append(all, hidden{"group", ch.Group})
	}
	if ch.To != "" {
		all = append(all, hidden{"to", ch.To})
	}
	for _, guid := range ch.Companies {
		all = append(all, hidden{"company", guid})
	}
	for _, guid := range ch.Users {
		all = append(all, hidden{"user", guid})
	}
	return all
}

// changeCalls are the calls that do the same.
func (c *Web) changeCalls(ch *groupChange) []apiCall {
	ask := func(groups ...map[string]any) apiCall {
		return c.call(say("Ask what it would do"), "POST", groupsByAPI+"/what-if", map[string]any{"groups": groups})
	}
	patch := func(body map[string]any) apiCall {
		return c.call(say("Do it"), "PATCH", groupsByAPI+"/"+ch.Group, body)
	}
	switch ch.Do {
	case "see-all", "see-own":
		all := ch.Do == "see-all"
		return []apiCall{ask(map[string]any{"guid": ch.Group, "all_companies": all}), patch(map[string]any{"all_companies": all})}
	case "default":
		return []apiCall{ask(map[string]any{"guid": ch.Group, "is_default": true}), patch(map[string]any{"is_default": true})}
	case "delete":
		return []apiCall{ask(map[string]any{"guid": ch.Group, "delete": true}), c.call(say("Do it"), "DELETE", groupsByAPI+"/"+ch.Group, nil)}
	case "regroup":
		var users []map[string]any
		for _, guid := range ch.Users {
			users = append(users, map[string]any{"guid": guid, "group": ch.To})
		}
		return []apiCall{
			c.call(say("Ask what it would do"), "POST", groupsByAPI+"/what-if", map[string]any{"users": users}),
			c.call(say("Do it, user by user"), "PATCH", "/user/v1/users/"+ch.Users[0], map[string]any{"group": ch.To}),
		}
	}
	var groups []map[string]any
	body, m := map[string]any{"companies": ch.Companies}, ch.move()
	if m.From != "" {
		body["from"] = m.From
		groups = append(groups, map[string]any{"guid": m.From, "remove": ch.Companies})
	}
	if m.To != "" {
		body["to"] = m.To
		groups = append(groups, map[string]any{"guid": m.To, "add": ch.Companies})
	}
	return []apiCall{ask(groups...), c.call(say("Do it"), "POST", groupsByAPI+"/companies/move", body)}
}

// complainOfChange shows the page that a form came from with what is wrong, if
// there is such a page; what was typed is kept.
func (c *Web) complainOfChange(w http.ResponseWriter, r *http.Request, by actor.Actor, ch *groupChange, err error) error {
	f := formFault(err, fault.Conflict)
	if f == nil || ch == nil {
		return err
	}
	if strings.HasPrefix(ch.Back, portfolioPath) {
		return c.complainOfChosen(w, r, by, f, ch.Companies)
	}
	u, parseErr := url.Parse(ch.Back)
	if parseErr != nil {
		return parseErr
	}
	guid, rest, _ := strings.Cut(strings.TrimPrefix(u.Path, groupsPath+"/"), "/")
	l, listErr := readMembers(u.Query())
	r.SetPathValue("guid", guid)
	g, groupErr := c.oneGroup(r, by)
	if listErr != nil || groupErr != nil { // it came from elsewhere
		return err
	}
	switch rest {
	case "", "add":
		return c.showGroupCompanies(w, r, by, &g, companyPage{list: l, adding: rest == "add", status: refusalStatus(f), fault: f, typed: r.PostFormValue("listed")})
	case "users", "users/add":
		return c.showGroupUsers(w, r, by, &g, l, rest == "users/add", refusalStatus(f), f)
	}
	return c.showGroupSettings(w, r, by, &g, newGroupSettings(by, &g), refusalStatus(f), f)
}
