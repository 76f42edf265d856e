package web

import (
	"net/url"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
)

func init() { sampleSets = append(sampleSets, letterSamples) } //nolint:gochecknoinits // each area has samples of its own

// letterSamples are the pages of who was asked, and the answer to asking for time.
func letterSamples() []sample {
	return []sample{
		{"inbox-empty", inboxView{page: sampleConsole(say("Inbox"), "inbox")}},
		{"inbox-no-match", inboxView{page: sampleConsole(say("Inbox"), "inbox"), Query: "zebra", Filtered: true, turns: turns{First: "/inbox?q=zebra"}}},
		{"letter-wrong", sampleWrongLetter()},
		{"letter-ended", sampleEndedLetter()},
		{"leave", sampleLeave()},
		{"left", messageView{page: threshold(say("You have left"), shut, nil), Heading: say("You have left"), Foot: say("You can close this page.")}},
		{"more-time", sampleWish(collab.AskOpen, nil)},
		{"more-time-wrong", sampleWish(collab.AskOpen,
			fault.Of(fault.Field("days", "would make the access run for more than %d days from today", 365)))},
		{"more-time-given", sampleWish(collab.AskGiven, nil)},
		{"request-asked", sampleAskedRequest()},
	}
}

func sampleInbox() view {
	return inboxView{
		page: sampleConsole(say("Inbox"), "inbox"), Unread: true, Senders: []option{{"g", say("Blue Seas International"), false}},
		States: []option{{"Active", statuses[collab.Active], false}}, Kind: []option{{"", say("Read and unread"), true}, {"1", say("Unread"), false}},
		Rows: []inboxRow{
			{
				GUID: "g", Sender: "Emma Waters, Blue Seas International", Initials: "EW", State: state{"active", say("Active")}, Created: sampleTime,
				Line: say("Please address these concerns before our review in April. We are glad to walk you through them."),
				Left: count(5, "%d day left", "%d days left"), Soon: true, Waits: []phrase{count(3, "%d finding to answer", "%d findings to answer"), count(1, "%d new message", "%d new messages")},
			},
			{
				GUID: "g", Sender: "Noor Haddad, Goliath Investments", Initials: "NH", Line: say("Validation of your questionnaire"),
				State: state{"resolved", say("Resolved")}, Created: sampleTime.AddDate(0, -1, 0), Read: true, Left: count(41, "%d day left", "%d days left"),
			},
		},
		turns: turns{Next: "/inbox?after=x"},
	}
}

func sampleLetterOf(form url.Values, accepted, ends time.Time, ask *collab.Ask) letterView {
	d := received{Document: collab.Document{
		GUID: "g", RequesterFormalName: "Emma Waters", RequesterCompanyName: "Blue Seas International", RequesterEmail: "emma@blueseas.com",
		Status: collab.Active, Reason: collab.Remediation, RequesteeCompanyName: "Black Hills Technologies", CreatedDate: "2026-03-02",
		Message: "Please address these concerns.",
	}}
	r := asked(form)
	r.PostForm = form
	st := collab.Standing{EndsAt: &ends, AcceptedAt: &accepted, IsRecipient: true, Ask: ask, MayAsk: ask == nil, Days: 45}
	v := newLetter(actor.Actor{Email: "maria@blackhills.example"}, &d, &st, sampleTime)
	v.page, v.Script = sampleConsole(say("Emma Waters"), "inbox"), "letter.js"
	v.Time.fill(r, &st)
	v.Vectors = []vector{{say("Open ports"), "D"}}
	v.Findings = sampleFindings()
	for i := range v.Findings {
		if v.Open {
			v.Findings[i].ask(r, &collab.SharedFinding{ID: v.Findings[i].ID, Remediation: collab.RemediationStatuses[1-i], Version: 1})
		}
	}
	v.Findings[0].Files = []fileView{
		{"f", "firewall after the change.png", "/inbox/g/files/f", say("%d kB", int64(412)), "Maria Castro", sampleTime, v.Open},
		{"e", "a_report_with_quite_a_long_name_that_somebody_has_made_up_for_it_2026-03-02_final_version_2.pdf", "/inbox/g/files/e", say("%d kB", int64(9412)), "Tom Castro", sampleTime, false},
	}
	v.Talk = sampleTalk("Emma Waters", "Maria Castro")
	v.Talk.Open = v.Open
	return v
}

func sampleLetter() view {
	return sampleLetterOf(nil, sampleTime.AddDate(0, 0, -33), sampleTime.AddDate(0, 0, 12), nil)
}

func sampleWrongLetter() view {
	v := sampleLetterOf(url.Values{
		"id-1": {"a/1"}, "status-1": {"fixed"}, "comment-1": {"It is closed since Monday."}, "days": {"900"}, "why": {""},
	}, sampleTime.AddDate(0, 0, -40), sampleTime.AddDate(0, 0, 5), nil)
	p := fault.Problems{}
	p.Require(false, "file-1", "“%s” is larger than %d MB.", "film.png", 10)
	p.Require(false, "comment-2", "This field may not be blank.")
	p.Require(false, "status-2", "must be one of open, in_progress, fixed, accepted_risk, not_applicable")
	p.Require(false, "days", "must be between 1 and %d", 365)
	v.complain(fault.Of(p.Err()))
	return v
}

func sampleEndedLetter() view {
	given, by := int64(10), "Emma Waters"
	v := sampleLetterOf(nil, sampleTime.AddDate(0, 0, -50), sampleTime.AddDate(0, 0, -5),
		&collab.Ask{State: collab.AskGiven, Days: 14, GivenDays: &given, AnsweredAt: &sampleTime, AnsweredByName: &by, Word: "Gladly, and no more after that."})
	v.State, v.Read = state{"inactive", statuses[collab.Inactive]}, true
	return v
}

func sampleLeave() view {
	ends := sampleTime.AddDate(0, 0, 12)
	return leaveView{
		page: sampleConsole(say("Leave this request"), "inbox"), Base: "/inbox/g", Sender: "Emma Waters", SenderCompany: "Blue Seas International", Ends: sayTime(&ends),
		Why: field{ID: "why", Name: "why", Label: say("A word to them"), Rows: 3, MaxLength: 1000},
	}
}

func sampleWish(is collab.AskState, f *fault.Error) view {
	ends, given, by := sampleTime.AddDate(0, 0, 12), int64(14), "Emma Waters"
	a := collab.Ask{State: is, Days: 14, Why: "The vendor of the router answers slowly.\nWe have a date for the change: 20 March.", AskerName: "Maria Castro", CreatedAt: sampleTime}
	if is != collab.AskOpen {
		a.GivenDays, a.AnsweredAt, a.AnsweredByName, a.Word = &given, &sampleTime, &by, "Good luck"
	}
	v := newAsk(actor.Actor{Roles: actor.AllRights(), Role: actor.Admin}, &a,
		&collab.Request{GUID: "g", AccessEndsAt: &ends, TrialDays: 45}, &collab.Document{RequesteeCompanyName: "Black Hills Technologies"})
	v.page = sampleConsole(say("%s asks for more time", a.AskerName), "outbox")
	v.Wrong = complain(f, &v.Days, &v.WordFor)
	return v
}

func sampleAskedRequest() view {
	v := sampleRequest(`{"status":"Active","reason":"remediation","requester_formal_name":"Emma Waters","requestee_company_name":"Black Hills Technologies",
		"requestee_formal_name":"Maria Castro","requestee_email":"maria@blackhills.example"}`, collab.Request{CreatedAt: sampleTime})
	v.Ask, v.MayGive = &collab.Ask{RequestGUID: "g", Days: 14, AskerName: "Maria Castro", Why: "The vendor of the router answers slowly."}, true
	v.Findings = sampleFindings()
	v.Findings[0].Files = []fileView{{"f", "firewall.png", "/outbox/g/files/f", say("%d kB", int64(412)), "Maria Castro", sampleTime, false}}
	return v
}
