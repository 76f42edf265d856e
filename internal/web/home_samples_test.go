package web

import (
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
)

func homeSamples() []sample {
	return []sample{
		{"home", sampleHome()},
		{"home-calm", homeView{page: sampleConsole(say("Home"), "home"), Notice: say("Noted. From now on only what is new is counted."), Recent: sampleRecent()[:2], Funnel: newFunnel(&collab.Funnel{Months: sampleMonths()[:0], Partly: true}, "")}},
		{"home-partly", homeView{page: sampleConsole(say("Home"), "home"), Partly: true, Recent: sampleRecent()[:2], Funnel: newFunnel(&collab.Funnel{Months: sampleMonths()[:0], Partly: true}, "")}},
		{"home-first", homeView{page: sampleConsole(say("Home"), "home"), Begin: begin(actor.Actor{Role: actor.Admin, Roles: actor.AllRights()})}},
		{"search", sampleSearch()},
		{"search-nothing", searchView{page: sampleConsole(say("Search"), "search"), Query: "nobody <b>"}},
		{"search-short", searchView{page: sampleConsole(say("Search"), "search"), Query: "n", Short: true}},
		{"keyboard", keyboardView{sampleConsole(say("Keyboard"), "keyboard"), keys}},
	}
}

func sampleMonths() []collab.MonthSteps {
	var all []collab.MonthSteps
	for i, n := range []int64{0, 220, 310, 340, 280, 612, 1204, 930, 870, 990, 1110, 402} {
		all = append(all, collab.MonthSteps{
			Month: time.Date(2025, time.April+time.Month(i), 1, 0, 0, 0, 0, time.UTC), Steps: collab.Steps{Invited: n, Opened: n * 7 / 10, Accepted: n * 5 / 10, Resolved: n * 2 / 10},
		})
	}
	return all
}

func sampleRecent() []happening {
	at := sampleTime
	return []happening{
		{"accepted", "/outbox/1", say("%s accepted", "Maria Castro"), "Black Hills Technologies", at},
		{"invited", "/outbox/2", say("%s invited %s", "Emma Waters", say("%s and %s", "Richard Kuga", count(24, "%d other", "%d others"))), "", at.Add(-20 * time.Minute)},
		{"registered", "/outbox/3", say("%s registered through a form", "Jonas Lindqvist"), "Acme Paper", at.Add(-3 * time.Hour)},
		{"declined", "/outbox/4", say("%s declined", "Ann Bold"), "Saperix", at.AddDate(0, 0, -1)},
	}
}

func sampleHome() homeView {
	f := collab.Funnel{Months: sampleMonths()}
	for i, m := range f.Months {
		f.Invited, f.Opened, f.Accepted, f.Resolved = f.Invited+m.Invited, f.Opened+m.Opened, f.Accepted+m.Accepted, f.Resolved+m.Resolved
		if i < len(collab.Reasons) {
			f.Reasons = append(f.Reasons, collab.ReasonSteps{Reason: collab.Reasons[i], Steps: collab.Steps{
				Invited: 400 * int64(5-i), Opened: 290 * int64(5-i), Accepted: 180 * int64(5-i), Resolved: 70 * int64(5-i),
			}})
		}
	}
	at := sampleTime
	one := []way{{say("%s, %s", "Maria Castro", "Black Hills Technologies"), "/outbox/1"}}
	three := append(one, way{say("%s, %s", say("Preferred contact"), "Saperix"), "/outbox/2"}, way{say("%s, %s", "Jonas Lindqvist", "Acme Paper"), "/outbox/3"})
	return homeView{
		page:  sampleConsole(say("Home"), "home"),
		Since: &sinceView{From: at.AddDate(0, 0, -7), UpTo: "1"},
		Waits: []waiting{
			{Class: "decide", Amount: amount(collab.Amount{N: 3}), Text: say("registrations wait for a decision"), Under: say("The oldest is of %s.", at), Go: way{say("Decide"), "/registrations"}, Items: three},
			{Class: "said", Amount: amount(collab.Amount{N: 1}), Text: say("message that you have not read"), Go: way{say("Open the request"), "/outbox/1"}, Items: one},
			{Class: "accepted", Amount: amount(collab.Amount{N: 500, More: true}), Text: say("invitations were accepted"), Go: way{say("Active requests"), "/outbox?status=Active"}, Items: three},
			{Class: "refused", Amount: amount(collab.Amount{N: 1}), Text: say("invitation could not be delivered"), Under: say("The mail server of the recipient refused the mail."), Go: way{say("Open the request"), "/outbox/1"}, Items: one},
			{Class: "ends", Amount: amount(collab.Amount{N: 2}), Text: say("API tokens of your organisation expire within two weeks"), Items: []way{{say("%s of %s, until %s", "SIEM", "Emma Waters", at), "/renewals/x"}, {say("%s, until %s", "CI", at), ""}}},
		},
		Recent: sampleRecent(),
		Funnel: newFunnel(&f, collab.Remediation),
	}
}

func sampleSearch() searchView {
	pending := state{"pending", say("Pending")}
	return searchView{page: sampleConsole(say("Search"), "search"), Query: "black", Groups: []hits{
		{"companies", say("Companies"), "/portfolio?q=black", []hit{{Href: "/companies/1", Name: plain("Black Hills Technologies"), Under: plain("blackhills.example")}}},
		{"requests", say("People"), "/outbox?q=black", []hit{
			{"/outbox/1", plain("Maria Castro"), plain("Black Hills Technologies"), pending}, {"/outbox/2", say("Preferred contact"), plain("Black Hills Technologies"), pending},
		}},
		{"users", say("Users"), "", []hit{{Href: "/outbox?requesterid=1", Name: plain("Blackwell, Ann"), Under: say("%s: what this user sent", "ann@blueseas.com")}}},
	}}
}
