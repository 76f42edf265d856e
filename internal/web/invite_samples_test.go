package web

import (
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

func init() { sampleSets = append(sampleSets, inviteSamples) } //nolint:gochecknoinits // each area has samples of its own

// inviteSamples are the pages on which companies are invited, in every state.
func inviteSamples() []sample {
	by := sampleInviter()
	found := inviteView{
		page: console(by, say("Invite"), "invite"), Ways: inviteWays(invitePath), CanList: true, Ready: true, More: true,
		Word: field{ID: "q", Name: "q", Type: "search", Label: say("Company"), MaxLength: 200},
	}
	for _, name := range []string{"Black Hills Technologies", "Consolidated Vehicle Group Holdings International", "Saperix, Inc.", "Northwind Shipping & Logistics"} {
		found.Rows = append(found.Rows, inviteRow{name, strings.ToLower(strings.Fields(name)[0]) + ".example", "/invite?company=c", name[0] != 'S'})
	}
	found.Script = "invite.js"
	none := found
	none.Rows, none.Query, none.Word.Value = nil, "blackhils", "blackhils"
	d := sampleDesk()
	in := d.suggestion()
	full := newInviteForm(by, &d, in, nil)
	full.ContextOpen, full.CopiesOpen = true, true
	in.Set("to", toTyped)
	in.Set("requestee_email", "mcastro@elsewhere.example")
	in.Set("ccs", "x@elsewhere.example")
	wrongForm := newInviteForm(by, &d, in, &fault.Error{Kind: fault.Invalid, Fields: map[string]string{
		"requestee_email": "Email is unrelated to this company", "ccs": "must be at the recipient's or your own domain", "rolledup_observation_ids": "must be at most 10",
	}})
	empty := d
	empty.contacts, empty.findings, empty.domains = nil, nil, nil
	return []sample{
		{"invite", found},
		{"invite-none", none},
		{"invite-denied", inviteView{page: console(sampleActor(), say("Invite"), "invite"), Denied: true}},
		{"invite-form", full},
		{"invite-form-wrong", wrongForm},
		{"invite-form-bare", newInviteForm(by, &empty, empty.suggestion(), nil)},
		{"invite-preview", sampleInvitePreview(by)},
		{"invite-many", sampleInviteMany(by)},
		{"invite-many-first", inviteManyView{page: console(by, say("Invite many companies"), "invite"), Ways: inviteWays(invitePath + "/many"), CanList: true, Query: field{Label: say("Name or domain")}}},
		{"invite-csv", newInviteCSV(by, fault.Of(fault.Field("file", "has no rows below its first line")))},
		{"invite-rows", sampleInviteRows(by, false)},
		{"invite-rows-sent", sampleInviteRows(by, true)},
	}
}

func sampleInviter() actor.Actor {
	by := sampleActor()
	by.Role, by.Roles = actor.Admin, actor.AllRights()
	return by
}

func sampleDesk() inviteDesk {
	seen := "2026-02-14"
	return inviteDesk{
		company: portfolio.Company{
			GUID: "0199b2c4-6a58-7d3e-9f10-2b3c4d5e6f70", Name: "Black Hills Technologies",
			Grades: portfolio.Grades{"dkim": "F", "open_ports": "D", "dnssec": "C", "spf": "A", "patching_cadence": "B"},
		},
		domains: []string{"blackhills.example", "blackhills-technologies.example"},
		contacts: []portfolio.Contact{
			{GUID: "k-1", FormalName: "Maria Castro", Email: "mcastro@blackhills.example", Role: "Head of information security", IsPreferred: true},
			{GUID: "k-2", FormalName: "Jonas Lindqvist", Email: "jonas.lindqvist@blackhills-technologies.example", IsBackup: true},
			{GUID: "k-3", Email: "security@blackhills.example"},
		},
		findings: []portfolio.Finding{
			{ID: "a/1", Vector: "open_ports", Severity: "severe", Title: "Telnet open on 192.0.2.7", LastSeen: &seen},
			{ID: "a/2", Vector: "dkim", Severity: "minor", Title: "Weak key of selector 2019"},
			{ID: "a/3", Vector: "dnssec"},
		},
		trial: 30, budget: collab.Budget{Left: 99_412, Most: 100_000},
	}
}

func sampleInvitePreview(by actor.Actor) view {
	intro := mail.InvitationIntro{
		RequesterName: "Emma Waters", RequesterCompany: "Blue Seas International", CustomerName: "Blue Seas", CompanyName: "Black Hills Technologies",
		Message: "Please address these concerns before our review in April.\n\nEmma", Reason: "remediation", RecipientName: "Maria Castro", InvitationDays: 14, TrialDays: 45,
	}
	h := collab.Rehearsal{
		Company: intro.CompanyName, Mails: 3, Copies: []mail.Address{{Email: "richard.kuga@saperix.example"}},
		Request: collab.Request{
			FormalName: "Maria Castro", Email: "mcastro@blackhills.example", Reason: collab.Remediation, TrialDays: 45, FindingsCount: 2,
			Vectors: collab.Vectors{{Slug: "open_ports"}, {Slug: "dkim"}}, Notes: new("Renews in June."),
		},
	}
	for c, to := range map[mail.Content]*mail.Rendered{intro: &h.Introduction, mail.Invitation(intro): &h.Invitation} {
		m, err := mail.Preview{
			PublicURL: "https://gatehouse.blueseas.example", Content: c, Now: sampleTime, Until: sampleTime.AddDate(0, 0, 14),
		}.Render()
		if err != nil {
			panic(err)
		}
		*to = m
	}
	v := newInvitePreview(by, "d", &h, collab.Budget{Left: 2, Most: 100})
	for i := range v.Mails {
		v.Mails[i].Href = "" // the frame stays empty: who serves the samples has no mails
	}
	return v
}

func sampleInviteMany(by actor.Actor) view {
	v := newInviteMany(by, many{reason: "validation", message: "Please look at what we see."}, &tenant.Settings{})
	v.Reachable, v.Uninvited, v.More, v.Budget = true, true, true, sayBudget(collab.Budget{Left: 99_412, Most: 100_000})
	v.Folders = []option{{"f", plain("Critical vendors"), true}, {"g", plain("Suppliers in Europe"), false}}
	v.Tiers = []option{{"t", plain("Tier 1"), false}}
	people := []portfolio.Contact{{GUID: "k-1", FormalName: "Maria Castro", Email: "mcastro@blackhills.example", IsPreferred: true}, {}, {GUID: "k-2", FormalName: "Aiko Watanabe", Email: "watanabe@kyoto-precision.example"}}
	for i, name := range []string{"Black Hills Technologies", "Consolidated Vehicle Group Holdings International", "Kyoto Precision"} {
		company := portfolio.Listed{Company: portfolio.Company{Name: name, PrimaryDomain: strings.ToLower(strings.Fields(name)[0]) + ".example"}}
		v.add(inviteeLine{"c", people[i].FormalName, people[i].Email, i != 1}, &company, people[i], i == 2)
	}
	return v
}

func sampleInviteRows(by actor.Actor, sent bool) view {
	kept := tenant.Upload{GUID: "u", Name: "people of the spring.csv"}
	guid := "0192c2e7"
	refused := fault.Of(fault.Field("requestee_email", "Email is unrelated to this company"))
	open := fault.Of(fault.New(fault.Conflict, "This person has an open request at this company already."))
	report := collab.ImportReport{
		DryRun: true, Rows: 4, WouldInvite: 2, AlreadyOpen: 1, Refused: 1, Mails: 4, Unknown: []string{"colour", "remark"},
		Results: []collab.ImportRow{
			{Line: 2, Result: collab.WouldInvite, Company: "blackhills.example", CompanyName: "Black Hills Technologies", CompanyGUID: "c", Email: "mcastro@blackhills.example", Mails: 2},
			{Line: 3, Result: collab.WouldInvite, Company: "Saperix, Inc.", CompanyGUID: "c", Mails: 2},
			{Line: 4, Result: collab.AlreadyOpen, Company: "Northwind Shipping & Logistics", Email: "jonas.lindqvist@northwind-shipping.example", GUID: &guid, Fault: open},
			{Line: 7, Result: collab.RowRefused, Company: "Consolidated Vehicle Group Holdings International", Email: "x@elsewhere.example", Fault: refused},
		},
	}
	if sent {
		kept.Name = ""
		report.WouldInvite, report.DoneBefore, report.Mails = 0, 2, 0
		for i := range 2 {
			report.Results[i].Result, report.Results[i].DoneBefore, report.Results[i].GUID, report.Results[i].Mails = collab.Invited, true, &guid, 0
		}
	}
	return newInviteRows(by, &kept, &report, collab.Budget{Left: 3, Most: 100}, rowsAsked{existing: collab.SkipExisting}, nil)
}
