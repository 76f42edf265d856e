package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
)

func init() { sampleSets = append(sampleSets, formSamples, registrationSamples) } //nolint:gochecknoinits // each area has samples of its own

func sampleAdmin() actor.Actor {
	return actor.Actor{
		FormalName: "Emma Waters", CustomerName: "Blue Seas International", CustomerGUID: "0199b2c4-6a58-7d3e-9f10-2b3c4d5e6f70",
		Role: actor.Admin, Roles: actor.AllRights(),
	}
}

func sampleRichForm() collab.Form {
	return collab.Form{
		GUID: "19caa9ab-0560-4661-9d02-3364b13714ec", Name: "Client programme", Description: "Register to see how we rate the companies you work with.",
		Scope: collab.TPRM, IsActive: true, CustomerName: "Blue Seas International", Language: collab.AnyLanguage,
		CreatedAt: sampleTime.AddDate(0, -3, 0), CreatedBy: collab.FormPerson{FormalName: "Emma Waters"},
		UpdatedAt: sampleTime.AddDate(0, 0, -2), UpdatedBy: &collab.FormPerson{FormalName: "Noor Haddad"},
		ExpiresAt: new(time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)), MaxRegistrations: new(int64(500)), Registered: 312,
		RefusedDomains: collab.Domains{"goliath-investments.example", "rival.example"},
		Wording:        collab.Wording{Intro: "Tell us who you are and whom you work with.\nWe answer within two days."},
		Fields: collab.OwnFields{
			{Key: "suppliers", Label: "How many suppliers do you have?", Kind: collab.ChoiceField, IsRequired: true, Options: []string{"Up to 50", "51 to 500", "More"}},
			{Key: "number", Label: "Customer number", Kind: collab.TextField, Help: "It stands on every invoice."},
			{Key: "about", Label: "What would you like to know?", Kind: collab.LongField},
			{Key: "nda", Label: "We have signed a non-disclosure agreement", Kind: collab.CheckField, IsRequired: true},
		},
	}
}

func formSamples() []sample {
	by := sampleAdmin()
	f := sampleRichForm()
	closed := collab.Form{GUID: "g-2", Name: "Insurance brokers", Scope: collab.Insurance, CreatedAt: sampleTime, UpdatedAt: sampleTime}
	ended := collab.Form{GUID: "g-3", Scope: collab.TPRM, IsActive: true, ExpiresAt: new(sampleTime), UpdatedAt: sampleTime}
	full := collab.Form{GUID: "g-4", Name: "Spring conference, early registration for speakers", Scope: collab.TPRM, IsActive: true, MaxRegistrations: new(int64(50)), Registered: 50, UpdatedAt: sampleTime}
	list := newForms(by, []collab.Form{f, closed, ended, full}, map[string]collab.FormFunnel{f.GUID: {Views: 12840, Submitted: 402, Confirmed: 312, Approved: 287}}, sampleTime)
	list.Sorts, list.Showing, list.Notice = marked(formSorts, ""), count(4, "%d form", "%d forms"), formNotices["delete"]
	page := showFormPage(by, &f, "https://gatehouse.blueseas.example"+formPath+"?token="+f.GUID, sampleTime)
	page.Funnel = funnelBars(collab.FormFunnel{Views: 1284, Submitted: 402, Confirmed: 312, Approved: 287}, collab.FormFunnel{Views: 210, Submitted: 61, Confirmed: 48, Approved: 40})
	page.Notice, page.Undo, page.Logo = formNotices["activate"], page.Base+"/deactivate", staticPath("gate.svg")
	page.Registrations = registrationsPath + "?state=all&form=" + f.GUID
	page.Latest = []latestRow{
		{"/outbox/1", plain("Jonas Lindqvist"), "Northwind Shipping & Logistics", state{"pending", say("Pending approval")}, sampleTime},
		{"/outbox/2", plain("Maria Castro"), "Black Hills Technologies", state{"active", say("Active")}, sampleTime},
	}
	bare := showFormPage(by, &closed, "https://gatehouse.blueseas.example"+formPath+"?token=g-2", sampleTime)
	bare.Funnel, bare.Registrations = funnelBars(collab.FormFunnel{}, collab.FormFunnel{}), page.Registrations
	bare.LogoWrong = say("A logo may have %d kB.", 200)
	reader := by
	reader.Roles = []string{"GATEHOUSE_LINKS_R"}
	looked := showFormPage(reader, &f, page.Link, sampleTime)
	looked.Funnel = page.Funnel
	return []sample{
		{"forms", list},
		{"no-forms", newForms(by, nil, nil, sampleTime)},
		{"form-page", page},
		{"form-page-bare", bare},
		{"form-page-to-look-at", looked},
		{"new-form", showNewForm(by, newFormEditor())},
		{"new-form-wrong", sampleWrongForm(by)},
		{"delete-form", newDeleteForm(by, &f)},
		{"form-of-its-own", sampleOwnForm(&f, nil, nil)},
		{"form-of-its-own-wrong", sampleOwnForm(&f, url.Values{"own.about": {"Everything."}}, &fault.Error{Kind: fault.Invalid, Fields: map[string]string{
			"own.suppliers": "Please choose one of the options.", "own.nda": "Please check this box to go on.",
		}})},
		{"form-closed", messageView{
			page: threshold(say("This form is closed"), shut, nil), Heading: say("This form is closed"),
			Lead: say("%s took registrations here until %s.", "Blue Seas International", sampleTime), Foot: say("If you would like to register, ask whoever gave you the address of this page."),
		}},
	}
}

func sampleOwnForm(f *collab.Form, values url.Values, said *fault.Error) view {
	v := newForm(asked(values), f)
	v.Action, v.Trap, v.Logo = "/page", trap, staticPath("gate.svg")
	v.complain(said)
	return v
}

func sampleWrongForm(by actor.Actor) view {
	r := httptest.NewRequest(http.MethodPost, "/page", strings.NewReader(url.Values{
		"name": {"Clients"}, "scope": {"tprm"}, "language": {"auto"}, "own_fields[0].label": {""}, "own_fields[0].kind": {"choice"},
		"own_fields[1].label": {"Size"}, "own_fields[1].kind": {"text"}, "allowed_domains": {"nowhere"}, "max_registrations": {"0"},
	}.Encode()))
	r.Header.Set("Content-Type", plainForm)
	if err := r.ParseForm(); err != nil {
		panic(err)
	}
	e, _, err := readFormEditor(r, &collab.Form{})
	e.Action, e.Button = formsPath+"/new", say("Make the form")
	said := fault.Of(err)
	said.Fields["own_fields[0].label"], said.Fields["own_fields[0].options"] = "This field is required.", "A choice has from 1 to 50 options."
	said.Fields["allowed_domains"] = "“nowhere” is no domain"
	e.Wrong = complain(said, e.fields()...)
	return showNewForm(by, e)
}

func registrationSamples() []sample {
	by := sampleAdmin()
	row := func(guid, name, email, company string, k *collab.Known) registrationRow {
		k.FormName = "Client programme"
		k.Typed = []collab.Registration{{
			FormalName: name, CompanyName: company, Website: "northwind.example", Phone: "+46 8 123 456",
			Answers: collab.OwnAnswers{{Label: "How many suppliers do you have?", Value: "51 to 500"}, {Label: "We have signed a non-disclosure agreement", Kind: collab.CheckField, Value: "yes"}},
		}}
		return newRegistrationRow(by, &collab.Document{
			GUID: guid, RequesteeFormalName: name, RequesteeEmail: email, RequesteeCompanyName: company, RequesteeCompanyGUID: "c",
			Status: collab.Pending, Awaiting: new(collab.Approval), Message: "We would like to see how you rate us, and what we can do about it.",
		}, sampleTime, k)
	}
	v := registrationsView{
		page: sampleConsole(say("Registrations"), "registrations"), Back: registrationsPath, CanDecide: true, Filtered: true,
		Notice: decided(url.Values{"done": {"approve"}, "n": {"3"}}), Sorts: marked(registrationSorts, ""), Forms: []option{{"1", plain("Client programme"), true}},
		turns: turns{Showing: count(2, "%d registration on this page", "%d registrations on this page"), Next: "/registrations?after=x"},
		Rows: []registrationRow{
			row("r-1", "Jonas Lindqvist", "jonas@northwind.example", "Northwind Shipping & Logistics", &collab.Known{
				SeesCompany: true,
				CompanyGUID: "c", CompanyDomain: "northwind.example", Rating: new(int64(720)), RatingDate: new("2026-02-28"), Before: collab.Amount{N: 2}, LastState: new(collab.Never),
				OfCompany: collab.Amount{N: 50, More: true}, Contacts: collab.Amount{N: 3}, IsContact: true,
				Fits: []portfolio.Company{{GUID: "c", Name: "Northwind Shipping & Logistics"}, {GUID: "d", Name: "Northwind Air"}},
			}),
			row("r-2", "Katarina Øverland-Montgomery", "katarina.overland-montgomery@gmail.com", "Overland", &collab.Known{SeesCompany: true, IsNewCompany: true, FreeMail: true}),
		},
	}
	for i, verdict := range collab.Verdicts {
		v.Counters = append(v.Counters, tallied{Name: verdictNames[verdict], Count: amount(collab.Amount{N: int64(i) * 700, More: i == 3}), Href: registrationsPath, Current: i == 0, Nil: i == 0})
	}
	empty := registrationsView{page: v.page, Counters: v.Counters, Sorts: v.Sorts, Nothing: say("Nobody has been approved yet.")}
	rows := []decideRow{
		{GUID: "r-1", Href: "/outbox/r-1", Name: plain("Jonas Lindqvist"), Email: "jonas@northwind.example", Company: plain("Northwind Air"), CompanyGUID: "d"},
		{GUID: "r-2", Href: "/outbox/r-2", Name: plain("Katarina Øverland-Montgomery"), Email: "katarina@gmail.com", Company: plain("Overland"), Why: say("New company, as typed")},
	}
	refused := decideView{Verdict: "reject", Back: registrationsPath, Undone: rows[1:], Wrong: &wrong{Headline: count(1, "%d registration could not be decided.", "%d registrations could not be decided.")}}
	return []sample{
		{"registrations", v},
		{"no-registrations", empty},
		{"decide", decideView{Verdict: "approve", Back: registrationsPath, Rows: rows}.told(by)},
		{"not-decided", refused.told(by)},
	}
}
