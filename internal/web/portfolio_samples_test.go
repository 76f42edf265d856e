package web

import (
	"net/url"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

const (
	sampleCompany = "0199b2c4-6a58-7d3e-9f10-2b3c4d5e6f80"
	sampleFolder  = "0199b2c4-6a58-7d3e-9f10-2b3c4d5e6f81"
)

func sampleManager() actor.Actor {
	return actor.Actor{FormalName: "Emma Waters", CustomerName: "Blue Seas International", Role: actor.Admin, Roles: actor.AllRights(), AllCompanies: true}
}

// portfolioSamples are the pages about companies, in every state.
func portfolioSamples() []sample {
	by := sampleManager()
	reader := by
	reader.Roles = []string{string(actor.PortfolioR)}
	return []sample{
		{"portfolio", samplePortfolio(by, nil)},
		{"portfolio-empty", portfolioView{
			page: console(by, say("Portfolio"), "portfolio"), Tabs: portfolioTabs(by, portfolioPath), IsEmpty: true, CanChange: true, ImportPage: importPath,
		}},
		{"portfolio-nothing", sampleNothing(reader)},
		{"folder", samplePortfolio(by, sampleContainers(by, ofFolders)[0])},
		{"folder-wrong", sampleWrongFolder(by)},
		{"folders", sampleContainerList(by, ofFolders, nil)},
		{"tiers", sampleContainerList(by, ofTiers, fault.Of(fault.Field("rank", "must be an integer")))},
		{"no folders", newContainers(reader, ofFolders, nil, newContainerForm(ofFolders, foldersPath))},
		{"company", sampleCompanyPage(by, nil)},
		{"company-wrong", sampleCompanyPage(by, fault.Of(fault.Field("email", "Enter a valid email address.")))},
		{"company-to-look-at", newCompany(reader, &portfolio.Listed{Company: portfolio.Company{GUID: sampleCompany, Name: "Acme Paper", CreatedAt: sampleTime}})},
		{"contacts", sampleContacts(by)},
		{"no contacts", newContacts(by, contactBook{}, nil, nil, 0)},
		{"contact", sampleContact(by)},
		{"import", newImport(by, portfolio.OfCompanies, nil)},
		{"import-wrong", newImport(by, portfolio.OfFindings, fault.Of(fault.Field("file", "must be chosen")))},
		{"import-preview", newPending(by, samplePending(portfolio.Previewed), 0)},
		{"imported", newPending(by, samplePending(portfolio.Imported), 0)},
		{"importing", newPending(by, samplePending(portfolio.Importing), 0)},
	}
}

func sampleListed() []portfolio.Listed {
	n := func(v int64) *int64 { return &v }
	s := func(v string) *string { return &v }
	day := s("2026-02-01")
	return []portfolio.Listed{
		{Company: portfolio.Company{GUID: sampleCompany, Name: "Black Hills Technologies", PrimaryDomain: "blackhills.com", Industry: "Technology", Sector: "Software", Location: "Rapid City, South Dakota", Employees: n(1420), CustomID: s("V-10442"), Rating: n(690), RatingDate: day, Grades: portfolio.Grades{"dkim": "A", "open_ports": "D", "patching_cadence": "F"}, Source: portfolio.FromImport, CreatedAt: sampleTime}, TierName: s("Critical"), SubscriptionName: s("Continuous Monitoring"), Subscription: s("continuous_monitoring")},
		{Company: portfolio.Company{GUID: "0199b2c4-6a58-7d3e-9f10-2b3c4d5e6f82", Name: "Consolidated Vehicle Group Holdings International", PrimaryDomain: "consolidated-vehicle-group.com", Rating: n(810), RatingDate: day}, TierName: s("Standard")},
		{Company: portfolio.Company{GUID: "0199b2c4-6a58-7d3e-9f10-2b3c4d5e6f83", Name: "Kyoto Precision", PrimaryDomain: "kyoto-precision.co.jp", Rating: n(420), RatingDate: day}, SubscriptionName: s("Alerts Only")},
		{Company: portfolio.Company{GUID: "0199b2c4-6a58-7d3e-9f10-2b3c4d5e6f84", Name: "Northwind Shipping & Logistics"}},
	}
}

func samplePortfolio(by actor.Actor, in *container) view {
	f := portfolioFilter{query: "o", limit: pageSize, sort: "-rating", subscription: "alerts-only"}
	path := portfolioPath
	if in != nil {
		f, path = portfolioFilter{limit: pageSize}, in.Form.Action
	}
	v := portfolioView{
		page: console(by, say("Portfolio"), "portfolio"), Tabs: portfolioTabs(by, portfolioPath), Container: in, Action: path, Filtered: f.narrows(),
		CanChange: true, CanInvite: true, SeesRequests: true, Columns: f.columns(path, true), CSV: "/portfolio.csv", XLSX: "/portfolio.xlsx",
		Counters: f.counters(path, portfolio.Tally{Total: 1204, Invited: 310, Preferred: 1100}, true),
		Filter: portfolioFields{
			Query: f.query, Sort: f.sort, IsOpen: in == nil, Folders: []option{{sampleFolder, plain("Vendors in Europe"), false}}, Tiers: []option{{"t", plain("Critical"), false}},
			Preferred: []option{{"true", say("With"), false}}, Invited: []option{{"true", say("Invited"), false}},
			FolderParam: folderParam, TierParam: tierParam, SubscriptionParam: subscriptionParam, FromParam: fromParam, ToParam: toParam,
			PreferredParam: preferredParam, InvitedParam: invitedParam,
		},
		Bulk: bulkFields{Back: path, Folders: []option{{sampleFolder, plain("Vendors in Europe"), in != nil}}, Tiers: []option{{"t", plain("Critical"), false}}, Chosen: map[string]bool{sampleCompany: true}},
	}
	v.Notice = doneOf(url.Values{"done": {"placed"}, "n": {"12"}, "undo": {sampleFolder}}, path)
	if in != nil {
		v.page = console(by, plain(in.Name), "portfolio")
		in.fix(&v)
	}
	folders := []portfolio.Folder{{GUID: sampleFolder, Name: "Vendors in Europe"}, {GUID: sampleFolder, Name: "Renewals in June"}}
	for i, l := range sampleListed() {
		contact := portfolio.Contact{FormalName: "Maria Castro", Email: "maria.castro@blackhills.com"}
		if i > 0 {
			folders, contact = nil, portfolio.Contact{}
		}
		v.Rows = append(v.Rows, newCompanyRow(&l, folders, &contact, int64(i*60)))
	}
	v.pages(path, f.at(50), 1204, 50)
	return v
}

func sampleNothing(by actor.Actor) view {
	f := portfolioFilter{query: "zzz", limit: pageSize}
	return portfolioView{
		page: console(by, say("Portfolio"), "portfolio"), Tabs: portfolioTabs(by, portfolioPath), Action: portfolioPath, Filtered: true,
		Counters: f.counters(portfolioPath, portfolio.Tally{}, false), CSV: "/portfolio.csv", XLSX: "/portfolio.xlsx", Filter: portfolioFields{Query: "zzz"},
	}
}

func sampleContainers(by actor.Actor, k containerKind) []*container {
	if k == ofTiers {
		return []*container{
			ofTier(by, &portfolio.Tier{GUID: "t", Name: "Critical", Description: "Nothing works without them", Rank: 1}),
			ofTier(by, &portfolio.Tier{GUID: "u", Name: "Standard", Rank: 2}),
		}
	}
	name := "Emma Waters"
	return []*container{
		ofFolder(by, &portfolio.Folder{GUID: sampleFolder, Name: "Vendors in Europe", Description: "Whom the new regulation is about", OwnerName: &name, Sharing: portfolio.Sharing{IsShared: true, WithAll: true}}),
		ofFolder(by, &portfolio.Folder{GUID: "g", Name: "Renewals in June", OwnerName: &name, Sharing: portfolio.Sharing{IsShared: true, With: []portfolio.Share{{}, {}}}}),
		ofFolder(by, &portfolio.Folder{GUID: "h", Name: "Mine", OwnerName: &name}),
	}
}

func sampleContainerList(by actor.Actor, k containerKind, f *fault.Error) view {
	var rows []container
	for i, in := range sampleContainers(by, k) {
		in.Count = int64(i * 1204)
		rows = append(rows, *in)
	}
	v := newContainers(by, k, rows, newContainerForm(k, k.base()))
	v.Notice = doneOf(url.Values{"done": {"deleted"}, "undo": {sampleFolder}}, k.base())
	v.Wrong = complain(f, v.Form.fields()...)
	return v
}

func sampleWrongFolder(by actor.Actor) view {
	in := sampleContainers(by, ofFolders)[0]
	v := samplePortfolio(by, in).(portfolioView)
	v.Notice, v.Wrong = nil, complain(fault.Of(fault.Field("name", "must be set")), in.Form.fields()...)
	return v
}

func sampleCompanyPage(by actor.Actor, f *fault.Error) view {
	l := sampleListed()[0]
	relation, life := portfolio.RelationshipType("vendor"), portfolio.LifeCycleType("monitoring")
	l.Relationship, l.LifeCycle, l.IsGenerated = &relation, &life, true
	v := newCompany(by, &l)
	v.Domains = []string{"blackhills.com", "blackhills-cloud.com", "bht.example"}
	v.Notice = doneOf(url.Values{"done": {"removed"}, "undo": {sampleFolder}}, v.Base)
	v.AllRequests = "/outbox?company=" + sampleCompany
	for i, s := range []state{{"pending", say("Pending")}, {"active", say("Active")}, {"declined", say("Declined")}} {
		v.Requests = append(v.Requests, companyRequest{"r", plain("Maria Castro"), say("Remediation"), s, sampleTime.AddDate(0, 0, -i)})
	}
	first, last := "2026-01-12", "2026-03-01"
	for _, found := range []portfolio.Finding{
		{ID: "1", Vector: "open_ports", Severity: "severe", Title: "Telnet open on 192.0.2.7", Evidence: "192.0.2.7:23 answers \"login:\"", FirstSeen: &first, LastSeen: &last},
		{ID: "2", Vector: "dnssec"},
	} {
		v.Findings = append(v.Findings, newCompanyFinding(&found))
	}
	v.MoreFindings = true
	for _, c := range sampleBook() {
		v.Contacts = append(v.Contacts, newContactRow(&c, nil, true))
	}
	v.ContactCount, v.AllContacts = 42, contactsPath+"?company="+sampleCompany
	v.Folders = []companyFolder{{sampleFolder, "Vendors in Europe", true}, {"g", "Renewals in June", false}}
	v.MoreFolders, v.Tiers = []option{{"h", plain("Mine"), false}}, []option{{"t", plain("Critical"), true}, {"u", plain("Standard"), false}}
	v.Subscriptions = []companySubscription{{Name: "Continuous Monitoring", Since: sampleTime.AddDate(-1, 0, 0)}}
	v.Audience = newAudience(tenant.Audience{Admins: 2, Groups: []tenant.Onlooker{{Name: "All Companies", AllCompanies: true, UserCount: 31}, {Name: "Suppliers in Europe", UserCount: 1}}})
	if f != nil {
		v.NewContact.read(asked(url.Values{"email": {"maria"}, "relation_type": {portfolio.Backup}}))
	}
	v.Wrong = complain(f, v.NewContact.fields()...)
	return v
}

func sampleBook() []portfolio.Contact {
	return []portfolio.Contact{
		{GUID: "p", CompanyGUID: sampleCompany, FormalName: "Maria Castro", Email: "maria.castro@blackhills.com", Role: "Head of security", Phone: "+1 605 555 0134", IsPreferred: true},
		{GUID: "q", CompanyGUID: sampleCompany, FormalName: "Jonas Lindqvist", Email: "jonas.lindqvist@blackhills-cloud.com", IsBackup: true},
		{GUID: "r", CompanyGUID: sampleCompany, Email: "security@blackhills.com"},
	}
}

func sampleContacts(by actor.Actor) view {
	v := newContacts(by, contactBook{query: "blackhills", company: sampleCompany, offset: 50}, sampleBook(), map[string]portfolio.Choice{
		sampleCompany: {GUID: sampleCompany, Name: "Black Hills Technologies"},
	}, 204)
	return v
}

func sampleContact(by actor.Actor) view {
	c := sampleBook()[1]
	c.CreatedAt, c.UpdatedAt = sampleTime, sampleTime.Add(48*time.Hour)
	return newContact(by, &c, &portfolio.Company{GUID: sampleCompany, Name: "Black Hills Technologies"}, formOfContact(&c))
}

func samplePending(s portfolio.ImportState) *portfolio.Pending {
	p := &portfolio.Pending{GUID: sampleFolder, Name: "suppliers 2026.csv", State: s}
	p.Kind = portfolio.OfCompanies
	p.Report = portfolio.Report{Added: 1204, Updated: 31, Unchanged: 480, Refused: 2, Applied: s == portfolio.Imported, Unknown: []string{"Remark", "Cost centre"}, Rows: []portfolio.RowReport{
		{Line: 2, Action: portfolio.Updated, Subject: "Black Hills Technologies", GUID: sampleCompany, Changed: []string{"rating", "rating_date", "folder"}},
		{Line: 14, Action: portfolio.Refused, Subject: "Consolidated Vehicle Group Holdings International", Problems: map[string]string{"primary_domain": "gmail.com is the domain of a mail provider", "rating": "must be between 250 and 900"}},
		{Line: 19, Action: portfolio.Added, Subject: "Saperix", Note: "another company of this name has the domain saperix.org: if it is the same, give its guid"},
		{Line: 30, Action: portfolio.Refused, Subject: "a row", Problems: map[string]string{"row": "has 11 cells, the header has 12"}},
	}}
	return p
}
