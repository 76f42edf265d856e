package web

import (
	"net/http"
	"slices"
	"strconv"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// groupQuotas shows what a group has of each subscription type.
func (c *Web) groupQuotas(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	return c.showGroupQuotas(w, r, by, http.StatusOK, nil)
}

func (c *Web) showGroupQuotas(w http.ResponseWriter, r *http.Request, by actor.Actor, status int, f *fault.Error) error {
	g, err := c.oneGroup(r, by)
	if err != nil {
		return err
	}
	licences, err := tenant.Licences(r.Context(), c.Groups.DB, by.CustomerID) // of their names alone
	if err != nil {
		return err
	}
	v := newGroup(by, &g, "/quotas")
	for _, l := range licences {
		if i := slices.IndexFunc(g.Quotas, func(q tenant.Quota) bool { return q.Type == l.Type }); i >= 0 {
			v.Quotas = append(v.Quotas, barOfQuota(g.GUID, l.Name, g.Quotas[i], by.Has(actor.GroupsRW)))
		}
	}
	v.Notice, v.Wrong = groupDone(r.URL.Query(), v.Base+"/quotas"), complain(f)
	v.page = v.failed(v.Wrong)
	v.Calls = []apiCall{c.call(say("Read the group with its quotas"), "GET", groupsByAPI+"/"+g.GUID, nil)}
	if by.Has(actor.GroupsRW) {
		v.Calls = append(v.Calls, c.call(say("Give up an allocation"), "PATCH", groupsByAPI+"/"+g.GUID, map[string]any{
			"subscription_types": map[string]any{licences[0].Type: map[string]any{"total_allocated_quota": nil}},
		}))
	}
	return render(w, r, status, v)
}

// releaseQuota has a group give up what it has reserved of a type.
func (c *Web) releaseQuota(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := by.Need(actor.GroupsRW); err != nil {
		return err
	}
	r.SetPathValue("guid", r.PostFormValue("group"))
	g, err := c.oneGroup(r, by)
	if err != nil {
		return err
	}
	kind, back := r.PostFormValue("type"), groupsPath+"/"+g.GUID+"/quotas"
	at := slices.IndexFunc(g.Quotas, func(q tenant.Quota) bool { return q.Type == kind })
	if at < 0 || g.Quotas[at].Allocated == nil {
		return c.tellGroup(w, r, by, back, "unmoved", 0, nil)
	}
	after, err := c.Groups.Change(r.Context(), by, g.GUID, tenant.GroupChange{Quotas: map[string]tenant.QuotaDraft{kind: {None: true}}})
	if f := formFault(err, fault.Conflict, fault.Exhausted); err != nil && f != nil {
		return c.showGroupQuotas(w, r, by, groupStatus(f), f)
	}
	if err != nil {
		return err
	}
	return c.tellGroup(w, r, by, back, "released", 0, &groupUndo{
		Group: g.GUID, Version: after.Version, Change: &tenant.GroupChange{Quotas: map[string]tenant.QuotaDraft{kind: {Allocated: g.Quotas[at].Allocated}}},
	})
}

// groupSettings shows what can be changed about a group.
func (c *Web) groupSettings(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	g, err := c.oneGroup(r, by)
	if err != nil {
		return err
	}
	return c.showGroupSettings(w, r, by, &g, newGroupSettings(by, &g), http.StatusOK, nil)
}

func newGroupSettings(by actor.Actor, g *tenant.Group) *groupSettings {
	check := func(id string, is bool, label, hint phrase) field {
		f := field{ID: id, Name: id, Label: label, Hint: hint}
		if is {
			f.Value = "yes"
		}
		return f
	}
	return &groupSettings{
		Name:      field{ID: "name", Name: "name", Label: say("Name"), Type: "text", Value: g.Name, Autocomplete: "off", MaxLength: 255, Required: true},
		Bundled:   check("allow_bundled_companies", g.AllowBundledCompanies, say("Bundled companies are allowed"), say("Kept for programs that ask for it.")),
		Scope:     check("can_set_tier_scope", g.CanSetTierScope, say("It can set the scope of tiers"), say("Kept for programs that ask for it.")),
		Version:   g.Version,
		CanChange: by.Has(actor.GroupsRW), SeesAll: g.AllCompanies, IsDefault: g.IsDefault,
	}
}

func (c *Web) showGroupSettings(w http.ResponseWriter, r *http.Request, by actor.Actor, g *tenant.Group, s *groupSettings, status int, f *fault.Error) error {
	v := newGroup(by, g, "/settings")
	v.Settings, v.Notice, v.Wrong = s, groupDone(r.URL.Query(), v.Base+"/settings"), complain(f, &s.Name)
	v.page = v.failed(v.Wrong)
	if s.CanChange {
		v.Calls = []apiCall{
			c.call(say("Change the group"), "PATCH", groupsByAPI+"/"+g.GUID, map[string]any{"name": g.Name, "all_companies": g.AllCompanies}),
			c.call(say("Ask what deleting would do"), "POST", groupsByAPI+"/what-if", map[string]any{"groups": []any{map[string]any{"guid": g.GUID, "delete": true}}}),
			c.call(say("Delete the group"), "DELETE", groupsByAPI+"/"+g.GUID, nil),
		}
	} else {
		v.Calls = []apiCall{c.call(say("Read the group"), "GET", groupsByAPI+"/"+g.GUID, nil)}
	}
	return render(w, r, status, v)
}

// editGroup changes what nobody's sight depends on.
func (c *Web) editGroup(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := by.Need(actor.GroupsRW); err != nil {
		return err
	}
	g, err := c.oneGroup(r, by)
	if err != nil {
		return err
	}
	name, bundled, scope := r.PostFormValue("name"), r.PostFormValue("allow_bundled_companies") != "", r.PostFormValue("can_set_tier_scope") != ""
	ctx := r.Context()
	if version, err := strconv.ParseInt(r.PostFormValue("version"), 10, 64); err == nil {
		ctx = tenant.WithVersions(ctx, []int64{version})
	}
	after, err := c.Groups.Change(ctx, by, g.GUID, tenant.GroupChange{Name: &name, AllowBundledCompanies: &bundled, CanSetTierScope: &scope})
	if fault.Is(err, fault.PreconditionFailed) {
		err = fault.New(fault.Conflict, "The group has changed since. Look at it as it is now, and send the form again.")
	}
	if f := formFault(err, fault.Conflict); err != nil && f != nil {
		s := newGroupSettings(by, &g)
		s.Name.Value = name
		s.Bundled.Value, s.Scope.Value = yes(bundled), yes(scope)
		return c.showGroupSettings(w, r, by, &g, s, refusalStatus(f), f)
	}
	if err != nil {
		return err
	}
	if after.Name == g.Name && after.AllowBundledCompanies == g.AllowBundledCompanies && after.CanSetTierScope == g.CanSetTierScope {
		return c.tellGroup(w, r, by, groupsPath+"/"+g.GUID+"/settings", "unmoved", 0, nil)
	}
	return c.tellGroup(w, r, by, groupsPath+"/"+g.GUID+"/settings", "saved", 0, &groupUndo{
		Group: g.GUID, Version: after.Version,
		Change: &tenant.GroupChange{Name: &g.Name, AllowBundledCompanies: &g.AllowBundledCompanies, CanSetTierScope: &g.CanSetTierScope},
	})
}
