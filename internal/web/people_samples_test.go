package web

import (
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/tenant"
)

// peopleSamples are the pages about users, their accesses, and roles.
func peopleSamples() []sample {
	by := sampleActor()
	by.Role, by.Roles = actor.Admin, actor.AllRights()
	c := &Web{PublicURL: "https://gatehouse.blueseas.example", Now: func() time.Time { return sampleTime }}
	c.Users, c.Tokens, c.Roles = &identity.Users{Now: c.Now}, &identity.Tokens{Now: c.Now}, &identity.Roles{Now: c.Now}
	d := sampleUserDesk()
	alone := userDesk{user: d.user, within: fault.New(fault.Forbidden, "You may change the users of your own group only.")}
	badForm := formOfUser(&d.user)
	badForm.Wrong = complain(fault.Of(fault.Field("expires_at", "must be a date such as 2026-01-31, or null")), badForm.fields()...)
	return append([]sample{
		{"users", sampleUsers(c, by, &d)},
		{"no users", sampleNobody(c, by)},
		{"a user", c.newUserPage(by, &d, formOfUser(&d.user))},
		{"user above", c.newUserPage(by, &alone, formOfUser(&d.user))},
		{"user with complaints", c.newUserPage(by, &d, badForm)},
		{"new user", c.newUserAsk(by, d.groups, newUserForm(), actor.User, "", byMail)},
	}, sampleWaysIn(c, by, &d)...)
}

func sampleUserDesk() userDesk {
	last, ends := sampleTime.Add(-3*time.Hour), "2026-03-20"
	u := identity.User{
		CustomerID: 1, GUID: "0199b2c4-6a58-7d3e-9f10-2b3c4d5e6f80", ID: 1640964986, Email: "anneliese.bold-waterstone@blueseas.example", FirstName: "Anneliese",
		LastName: "Bold-Waterstone", FormalName: "Anneliese Bold-Waterstone", Phone: "+44 1632 960 001", Language: "fr", IsActive: true, ExpiresAt: &ends,
		CreatedAt: sampleTime.AddDate(-1, 0, 0), CreatedBy: identity.Person{GUID: "p", FirstName: "Emma", LastName: "Waters"}, LastLoginAt: &last,
		Role: actor.PortfolioManager, GroupGUID: "g-2", GroupName: "Suppliers in Europe",
	}
	reports := "Reports of the evening"
	login := identity.Access{CustomerID: 1, ID: 433515, UserGUID: u.GUID, Type: identity.UIConnection, TwoFA: true, LastLoginAt: &last, CreatedAt: u.CreatedAt, Roles: actor.Usual(actor.PortfolioManager)}
	program := identity.Access{CustomerID: 1, ID: 433516, UserGUID: u.GUID, Type: identity.APIConnection, Name: &reports, CreatedAt: u.CreatedAt, Roles: []string{"GATEHOUSE_REQUESTS_RW", "GATEHOUSE_LINKS_RW", "CLIENTNMS_WEBSERVICE_EVENT_R"}}
	d := userDesk{
		user: u, groups: []tenant.Group{{GUID: "g-1", Name: "All Companies", IsDefault: true}, {GUID: "g-2", Name: "Suppliers in Europe"}},
		standing: identity.Standing{Login: &login, IDPs: []string{"Blue Seas directory"}, Factors: []identity.Factor{
			{GUID: "f-1", Kind: identity.FactorTOTP, Name: "Telephone", CreatedAt: u.CreatedAt, LastUsedAt: &last},
			{GUID: "f-2", Kind: identity.FactorPasskey, Name: "Key on the ring", CreatedAt: u.CreatedAt},
		}},
		sessions: []identity.OpenSession{{
			CustomerID: 1, GUID: "s-1", CustomerName: "Blue Seas International", Method: "password", Factor: "totp", IP: "2001:db8:85a3::8a2e:370:7334",
			Agent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", CreatedAt: last, SeenAt: sampleTime,
		}},
	}
	for _, a := range []identity.Access{login, program} {
		r := identity.AccessRights{Access: a, CustomerName: "Blue Seas International", Role: u.Role, GroupName: u.GroupName, Effects: identity.Effects(u.Role, a.Roles)}
		if a.Type == identity.APIConnection {
			r.Own = a.Roles[2:]
		}
		d.rights = append(d.rights, r)
	}
	return d
}

func sampleUsers(c *Web, by actor.Actor, d *userDesk) usersView {
	other := d.user
	other.GUID, other.FormalName, other.Email, other.Role, other.IsActive, other.LastLoginAt, other.ExpiresAt = "u-2", "Ben Still", "ben@blueseas.example", actor.Admin, false, nil, nil
	robot := d.user
	robot.GUID, robot.FormalName, robot.IsService, robot.Role = "u-3", "Nightly export", true, actor.User
	f := usersFilter{query: "b", factor: "false"}
	v := c.newUsers(by, f, []identity.User{d.user, other, robot}, map[string]identity.Marks{
		d.user.GUID: {Kinds: []string{identity.UIConnection, identity.APIConnection}, HasFactor: true, IsProvisioned: true},
		"u-2":       {Kinds: []string{identity.UIConnection}}, "u-3": {Kinds: []string{identity.APIConnection}},
	}, "next")
	v.Filter = f.fields(d.groups)
	for i, k := range f.counters(sampleTime) {
		v.Counters = append(v.Counters, counter{Name: k.name, Href: usersPath + k.filter.address(), Current: i == 2})
		v.Counters[i].Amount.N = int64(1240 / (i + 1) * (4 - i) / 4)
	}
	v.Showing, v.Gone = say("%d+ users", int64(10_000)), userNotices["deleted"]
	return v
}

func sampleNobody(c *Web, by actor.Actor) usersView {
	v := c.newUsers(by, usersFilter{query: "nobody"}, nil, nil, "")
	v.Filter = usersFilter{query: "nobody"}.fields(nil)
	return v
}

func sampleWaysIn(c *Web, by actor.Actor, d *userDesk) []sample {
	offers := sampleOffers()
	ask := newAccessForm(identity.APIConnection)
	ask.Picks = rolePicks(offers, d.user.Role, nil)
	sso := newAccessForm(identity.SSOConnection)
	sso.Picks, sso.IDPs = rolePicks(offers, d.user.Role, nil), []option{{"i-1", plain("Blue Seas directory"), true}, {"i-2", plain("Google"), false}}
	sso.complain(fault.Field("sso_id", "must not be empty"))
	until, used, from, why := sampleTime.AddDate(0, 3, 0), sampleTime.Add(-time.Hour), "2001:db8:85a3::8a2e:370:7334", "It stood in a mail"
	desk := accessDesk{userDesk: *d, access: d.rights[1], offers: offers, tokens: []identity.Token{
		{GUID: "t-1", Prefix: "8FkQ2mZx", Last4: "0aQz", AllowedIPs: []string{"192.0.2.0/24", "2001:db8::/32"}, CreatedAt: sampleTime.AddDate(0, -2, 0), ExpiresAt: &until, LastUsedAt: &used, LastUsedIP: &from},
		{GUID: "t-2", Prefix: "1FkQ2mZx", Last4: "9aQz", CreatedAt: sampleTime.AddDate(-1, 0, 0), RevokedAt: &used, RevokeReason: &why},
	}}
	form := newAccessForm(identity.APIConnection)
	form.Name.Value, form.Picks = *desk.access.Name, rolePicks(offers, desk.access.Role, desk.access.Roles)
	wrongToken := newTokenAsk()
	wrongToken.IsStale, wrongToken.Wrong = true, complain(fault.Of(fault.Field("allowed_ips", "must be addresses or networks such as 192.0.2.0/24 or 2001:db8::/32")), wrongToken.fields()...)
	login := accessDesk{userDesk: *d, access: d.rights[0], offers: offers}
	asPassword := newAccessForm(identity.UIConnection)
	asPassword.Picks, asPassword.IsStale = rolePicks(offers, login.access.Role, login.access.Roles), true
	move := identity.UserChange{Role: new(actor.User), GroupGUID: new("g-1")}
	moved := c.newMove(by, d, move)
	moved.Hurdles = failures([]error{fault.New(fault.Conflict, "This is the last admin of the customer: make another one first.")})
	moved.Sight = effectOnOne(&tenant.Effect{
		Gains: tenant.Sights{Pairs: 118, Users: 1, Examples: []tenant.Pair{{UserName: "Pat Moss", CompanyName: "Saperix", CompanyGUID: "c-1"}}},
		Loses: tenant.Sights{Pairs: 1, Users: 1, Examples: []tenant.Pair{{UserName: "Pat Moss", CompanyName: "Acme Paper", CompanyGUID: "c-2"}}},
	})
	entries := []identity.Entry{{Role: identity.Role{ID: "CLIENTNMS_WEBSERVICE_EVENT_R", Description: "Reads the events of the client's network."}, IsOwn: true, Holds: true, Users: 3}}
	var own []identity.Entry
	for i, r := range actor.Catalogue() {
		own = append(own, identity.Entry{Role: identity.Role{ID: string(r.Right)}, Holds: i%3 > 0, Users: i})
	}
	roles := c.newRoles(by, append(own, entries...), true)
	roles.Wrong = complain(fault.Of(fault.Field("id", "must begin with a letter and have at most 100 letters, digits and _ . : -")), &roles.ID, &roles.About)
	return []sample{
		{"new access", c.newAccessAsk(by, d, ask)},
		{"new access with complaints", c.newAccessAsk(by, d, sso)},
		{"new access that is there", c.newAccessAsk(by, d, newAccessForm(identity.UIConnection))},
		{"access", c.newAccessPage(by, &desk, form, newTokenAsk())},
		{"access with a wrong token", c.newAccessPage(by, &desk, form, wrongToken)},
		{"access by password", c.newAccessPage(by, &login, asPassword, newTokenAsk())},
		{"move user", moved},
		{"move user nowhere", c.newMove(by, d, identity.UserChange{})},
		{"roles", roles},
		{"no roles of one's own", c.newRoles(by, own, false)},
		{"role", c.newRole(by, own[1], []identity.User{d.user}, true)},
		{"own role", c.newRole(by, entries[0], nil, true)},
		{"their secret", sampleTheirSecret(by)},
		{"idp trial", sampleTrial(c, by)},
		{"idp rehearsal", sampleRehearsal(c, by, true)},
		{"idp rehearsal in vain", sampleRehearsal(c, by, false)},
	}
}

func sampleOffers() []identity.Offer {
	var all []identity.Offer
	for i, r := range actor.Catalogue() {
		o := identity.Offer{Role: identity.Role{ID: string(r.Right), Description: r.Description}, Holds: i%4 != 3}
		if left := actor.Working(actor.PortfolioManager, []string{o.ID}); len(left) == 1 {
			o.Left = actor.Right(left[0])
		}
		all = append(all, o)
	}
	return append(all, identity.Offer{Role: identity.Role{ID: "CLIENTNMS_WEBSERVICE_EVENT_R"}, IsOwn: true, Holds: true, Left: "CLIENTNMS_WEBSERVICE_EVENT_R"})
}

func sampleTheirSecret(by actor.Actor) secretView {
	v := newSecret(console(by, say("The new API token of %s", "Anneliese Bold-Waterstone"), "users"), "gth_8FkQ2mZxR1vTq7LbN4cWd6YhJ3pKs9Aa000aQz")
	v.Heading, v.Back = v.Title, &way{say("Back to the access"), "/users/u/accesses/1"}
	return v
}

func sampleTrial(c *Web, by actor.Actor) trialView {
	said := func(format string, args ...any) fault.Text { return fault.Text{Format: format, Args: args} }
	return c.newTrial(by, &identity.IDP{GUID: "i-1", Name: "Blue Seas directory", Protocol: identity.OIDC}, []identity.Check{
		{Code: "enabled", State: identity.Good, Found: said("It is enabled.")},
		{Code: "discovery", State: identity.Bad, Found: said("%s cannot be fetched: %s.", "https://login.microsoftonline.com/3f2a0c1e-0b52-4b9a-9d6e-6d6f4b1f2c3d/v2.0/.well-known/openid-configuration", said("it took too long to answer")), Advice: said("Look whether the address is right, and whether this server may reach it.")},
		{Code: "clock", State: identity.Warning, Found: said("Its clock and ours are %d seconds apart.", int64(48)), Advice: said("Set both by NTP: messages that seem too old, or of the future, are refused.")},
		{Code: "scim_token", State: identity.Good, Found: said("A token for SCIM works.")},
	})
}

func sampleRehearsal(c *Web, by actor.Actor, opens bool) trialView {
	v := c.newTrial(by, &identity.IDP{GUID: "i-1", Name: "Blue Seas directory", Protocol: identity.SAML}, nil)
	v.Headline, v.Said.Value = nil, "mail = ann@blueseas.example\ngroups = Risk team"
	r := identity.Rehearsal{Opens: opens, IsNew: opens, Email: "ann@blueseas.example", Name: "Ann Bold", Role: actor.PortfolioManager, Group: "Suppliers in Europe", Roles: actor.Usual(actor.PortfolioManager)}
	if !opens {
		r.Why = fault.Text{Format: "The user is locked, or has expired."}
		v.Wrong = complain(fault.Of(errSaid), &v.Subject, &v.Said)
	}
	v.Outcome = sayRehearsal(&r)
	return v
}
