package web

import (
	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

func init() { sampleSets = append(sampleSets, groupSamples) } //nolint:gochecknoinits // each area has samples of its own

const sampleGroup = "0199b2c4-6a58-7d3e-9f10-2b3c4d5e6f90"

func sampleGroups() []tenant.Group {
	n := func(v int64) *int64 { return &v }
	return []tenant.Group{
		{GUID: "0199b2c4-6a58-7d3e-9f10-2b3c4d5e6f91", Name: "All Companies", AllCompanies: true, IsDefault: true, UserCount: 214},
		{GUID: sampleGroup, Name: "Suppliers in Europe", UserCount: 12, Version: 4, Quotas: []tenant.Quota{
			{Type: "continuous_monitoring", Allocated: n(120), Used: 84, Available: n(36)}, {Type: "alerts-only", Used: 7, Available: n(33)}, {Type: "countries", Used: 0},
		}},
		{GUID: "0199b2c4-6a58-7d3e-9f10-2b3c4d5e6f92", Name: "Everything that flies, sails or rolls for the holding", UserCount: 1},
	}
}

func sampleLicences() []tenant.LicenceUse {
	n := func(v int64) *int64 { return &v }
	return []tenant.LicenceUse{
		{Licence: tenant.Licence{Type: "continuous_monitoring", Name: "Continuous Monitoring", Licence: n(500), Allocated: 260, SharedUsed: 90}, AllocatedUsed: 180},
		{Licence: tenant.Licence{Type: "alerts-only", Name: "Alerts Only", SharedUsed: 7}},
	}
}

func sampleEffect() tenant.Effect {
	e := tenant.Effect{
		Gains: tenant.Sights{Pairs: 36, Users: 12}, Loses: tenant.Sights{Pairs: 1, Users: 1},
		Parts: []tenant.Part{
			{From: tenant.GroupName{GUID: sampleGroup, Name: "Suppliers in Europe"}, To: tenant.GroupName{GUID: sampleGroup, Name: "Suppliers in Europe"}, Users: 12, Gained: 3},
			{From: tenant.GroupName{GUID: "x", Name: "Shipping"}, To: tenant.GroupName{GUID: "y", Name: "All Companies"}, Users: 1, Lost: 1},
			{From: tenant.GroupName{GUID: "x", Name: "Shipping"}, Users: 2, Gained: 1},
		},
	}
	for _, l := range sampleListed()[:3] {
		e.Gains.Examples = append(e.Gains.Examples, tenant.Pair{UserGUID: sampleGroup, UserName: "Fergus Cole", CompanyGUID: l.GUID, CompanyName: l.Name})
	}
	e.Loses.Examples = append(e.Loses.Examples, tenant.Pair{UserGUID: sampleGroup, UserEmail: "noname@blueseas.example", CompanyGUID: sampleCompany, CompanyName: "Acme Paper"})
	return e
}

// groupSamples are the pages about groups, in every state.
func groupSamples() []sample {
	by := sampleManager()
	reader := by
	reader.Roles = []string{string(actor.GroupsR), string(actor.PortfolioR)}
	c := &Web{PublicURL: "https://gatehouse.blueseas.example"}
	all := sampleGroups()
	list := c.newGroups(by, groupList{}, all, map[string]int64{sampleGroup: 48, all[2].GUID: 1001}, sampleLicences())
	list.turns, list.Form = groupList{}.turns(all, 0, 3), newGroupForm(sampleLicences())
	list.Notice = groupDone(map[string][]string{"done": {"deleted"}}, groupsPath)
	wrong := list
	wrong.Form.Name.Value, wrong.Form.Quotas[0].Value, wrong.Form.IsOpen = "Suppliers", "many", true
	p := fault.Problems{}
	p.Require(false, "quota.continuous_monitoring", "must be a number from %d to %d", 0, mostReserved)
	wrong.Wrong = complain(fault.Of(p.Err()), wrong.Form.fields()...)
	wrong.page = wrong.failed(wrong.Wrong)
	none := c.newGroups(reader, groupList{query: "x", sort: "-users"}, nil, nil, nil)
	return []sample{
		{"groups", list},
		{"groups-wrong", wrong},
		{"groups-none", none},
		{"group", sampleGroupPage(c, by, false)},
		{"group-add", sampleGroupPage(c, by, true)},
		{"group-empty", sampleEmptyGroup(c, by)},
		{"group-users", sampleGroupUsers(by)},
		{"group-quotas", sampleGroupQuotas(by)},
		{"group-settings", sampleGroupSettings(by, nil)},
		{"group-settings-wrong", sampleGroupSettings(by, fault.Of(fault.Field("name", "must not be empty")))},
		{"group-to-look-at", sampleGroupSettings(reader, nil)},
		{"group-change", sampleChange(by, "move", sampleEffect())},
		{"group-delete", sampleChange(by, "delete", tenant.Effect{Hurdles: []error{
			fault.New(fault.Conflict, "The group %s owns subscriptions (%s). End them, or give them to another group, first.", "Suppliers in Europe", "countries"),
			fault.New(fault.Conflict, "The group %s has %d users. Put them into another one first.", "Suppliers in Europe", 12),
		}})},
		{"group-quota-move", sampleQuotaMove(by, 10)},
		{"group-quota-wrong", sampleQuotaMove(by, 900)},
		{"group-explain", sampleExplain(by)},
		{"group-audience", sampleAudience(by)},
	}
}

func sampleGroupPage(c *Web, by actor.Actor, adding bool) view {
	g := sampleGroups()[1]
	v, path, l := newGroup(by, &g, ""), groupsPath+"/"+g.GUID, memberList{}
	if adding {
		path, l.query = path+"/add", "o"
	}
	v.Facts = append([]phrase{say("%d", 48)}, v.Facts...)
	gc := &groupCompanies{members: l.members(v.Base, path, 4800, 4, count(4800, "%d company", "%d companies")), CanTake: !adding}
	gc.Ticks = true
	for _, listed := range sampleListed() {
		owner := sampleGroup
		listed.SubscribedBy = &owner
		gc.Rows = append(gc.Rows, newGroupCompany(&listed, &g))
	}
	if adding {
		gc.Field = &field{ID: "listed", Name: "listed", Label: say("Names or domains"), Hint: say("One a line: each is looked for exactly."), Rows: 4, Value: "Nowhere"}
		v.Wrong = complain(fault.Of(fault.Field("listed", "there is no company %q", "Nowhere")), gc.Field)
	} else {
		gc.Groups = []option{{Value: "x", Name: plain("All Companies")}}
		v.Notice = groupDone(map[string][]string{"done": {"moved"}, "n": {"10"}, "undo": {sampleGroup}}, path)
	}
	v.Companies, v.Calls = gc, c.companyCalls(by, &g, gc)
	return v
}

func sampleEmptyGroup(c *Web, by actor.Actor) view {
	g := sampleGroups()[2]
	g.AllCompanies = true
	v := newGroup(by, &g, "")
	gc := &groupCompanies{members: memberList{}.members(v.Base, v.Base, 0, 0, nil), SeesAll: true, CanTake: true}
	v.Companies, v.Calls = gc, c.companyCalls(by, &g, gc)
	return v
}

func sampleGroupUsers(by actor.Actor) view {
	g := sampleGroups()[1]
	v := newGroup(by, &g, "/users")
	gu := &groupUsers{members: memberList{}.members(v.Base, v.Base+"/users/add", 2, 2, count(2, "%d user", "%d users")), Others: say("%d more belong to the organisation above.", 2)}
	gu.Ticks = true
	gu.Rows = []groupUser{
		{GUID: sampleGroup, Name: "Fergus Cole", Email: "fergus.cole@blueseas.example", Role: sayRole(actor.PortfolioManager)},
		{GUID: sampleCompany, Name: "long.address.of.somebody@subsidiary.blueseas-international.example", Role: sayRole(actor.User), Group: "All Companies", State: &state{"inactive", say("Inactive")}},
	}
	v.Users = gu
	return v
}

func sampleGroupQuotas(by actor.Actor) view {
	g := sampleGroups()[1]
	v := newGroup(by, &g, "/quotas")
	for i, name := range []string{"Continuous Monitoring", "Alerts Only", "Countries"} {
		v.Quotas = append(v.Quotas, barOfQuota(g.GUID, name, g.Quotas[i], true))
	}
	return v
}

func sampleGroupSettings(by actor.Actor, f *fault.Error) view {
	g := sampleGroups()[1]
	v := newGroup(by, &g, "/settings")
	v.Settings = newGroupSettings(by, &g)
	v.Wrong = complain(f, &v.Settings.Name)
	v.page = v.failed(v.Wrong)
	return v
}

func sampleChange(by actor.Actor, do string, e tenant.Effect) view {
	c, all := &Web{PublicURL: "https://gatehouse.blueseas.example"}, sampleGroups()
	ch := &groupChange{Do: do, Group: sampleGroup, To: all[0].GUID, Companies: []string{sampleCompany}, Back: groupsPath + "/" + sampleGroup}
	if do == "delete" {
		ch.To, ch.Companies = "", nil
	}
	v := newGroupChange(by, ch, &all[1], &all[0], &e)
	v.Calls = c.changeCalls(ch)
	return v
}

func sampleQuotaMove(by actor.Actor, n int64) view {
	left := tenant.Licence{Type: "continuous_monitoring", Name: "Continuous Monitoring", Licence: new(int64(500)), Allocated: 260, SharedUsed: 90}
	after := left
	after.Allocated += n
	sum := &tenant.Reckoning{Licence: left, After: after, Lines: []tenant.Line{{GUID: sampleGroup, Name: "Suppliers in Europe", Used: 84, Before: new(int64(120)), After: new(120 + n)}}}
	if n > 150 {
		sum.LicenceErr = fault.New(fault.Exhausted, "The licence has %d subscriptions of type %s, of which groups have reserved %d and use %d of the rest: %s.",
			500, "continuous_monitoring", 260, 90, fault.Text{Format: "this is %d too many", Args: []any{n - 150}})
	}
	a := quotaAsk{kind: "continuous_monitoring", to: sampleGroup, count: units(float64(n))}
	v := newQuotas(by, a, []tenant.GroupName{{GUID: sampleGroup, Name: "Suppliers in Europe"}}, sampleLicences())
	v.reckoned(a, sum)
	return v
}

func sampleExplain(by actor.Actor) view {
	user := choiceRow{GUID: sampleGroup, Name: "Fergus Cole", Under: "fergus.cole@blueseas.example", Chosen: true}
	company := choiceRow{GUID: sampleCompany, Name: "Black Hills Technologies", Under: "blackhills.com"}
	e := tenant.Explanation{
		UserGUID: sampleGroup, CompanyGUID: sampleCompany, Role: actor.User, GroupGUID: sampleGroup, GroupName: "Suppliers in Europe",
		Missing: []tenant.Lack{
			{Of: "company", Text: fault.Text{Format: "The company is not in the group %s.", Args: []any{"Suppliers in Europe"}}},
			{Of: "user", Text: fault.Text{Format: "The user is not active."}},
		},
		Reasons: []fault.Text{{Format: "The user was put into it."}},
	}
	return explainView{
		page: console(by, say("Who may see what?"), "groups"),
		User: finder{Field: findField("who", say("Person"), "fergus"), Name: "user", Legend: say("Which person?"), Choices: []choiceRow{user}, More: true},
		Company: finder{
			Field: findField("what", say("Company"), "nobody"), Name: "company", Legend: say("Which company?"), Choices: []choiceRow{company},
			None: say("No company is found by that name or domain."),
		},
		Told: newTold(by, &e, &user, &company),
	}
}

func sampleAudience(by actor.Actor) view {
	a := tenant.Audience{Admins: 2, Groups: []tenant.Onlooker{
		{GUID: sampleGroup, Name: "Suppliers in Europe", UserCount: 12}, {GUID: sampleCompany, Name: "All Companies", AllCompanies: true, UserCount: 214},
	}}
	v := newAudiencePage(by, sampleCompany, sampleListed()[0].Name, &a)
	v.members = memberList{query: "f"}.members(v.Back, v.Back+"/audience", 120, 2, nil)
	v.Users = sampleGroupUsers(by).(groupView).Users.Rows
	return v
}
