package web

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/identity/saml"
	"gatehouse/internal/mail"
)

// sample is a page filled with what it may have to show.
type sample struct {
	name string
	view view
}

var sampleWords = &words{say("Every way in can be seen, limited, renewed and closed."), nil}

var sampleTime = time.Date(2026, 3, 3, 10, 42, 0, 0, time.UTC)

// sampleSets are the samples of each file of tests.
var sampleSets = []func() []sample{idpSamples, homeSamples, houseSamples, guideSamples, outboxSamples, portfolioSamples, peopleSamples}

func samples() (all []sample) {
	for _, set := range sampleSets {
		all = append(all, set()...)
	}
	return all
}

func houseSamples() []sample {
	return []sample{
		{"sign-in", newSignIn(asked(nil), "", nil)},
		{"sign-in-password", newProve(asked(nil), "emma@blueseas.com", "/inbox", nil)},
		{"sign-in-led", sampleLed()},
		{"sign-in-wrong", newProve(asked(nil), "emma@blueseas.com", "", &fault.Error{Kind: fault.Unauthorized, Detail: "The e-mail address or the password is wrong."})},
		{"sign-in-early", newProve(asked(nil), "emma@blueseas.com", "", &fault.Error{Kind: fault.TooMany, Detail: "Too many tries that failed. Try again in 32 s."})},
		{"forgotten", newForgotten(asked(url.Values{"email": {"emma@blueseas.com"}}), nil)},
		{"choose", chooseView{page: threshold(say("Where to?"), ajar, sampleWords), Doors: []door{
			{"1", "Blue Seas International", "emma@blueseas.com", say("BI")}, {"2", "Black Hills Technologies", "Vendor access", say("BT")},
		}}},
		{"factor", sampleFactor(nil, identity.FactorTOTP, identity.FactorPasskey)},
		{"factor-wrong", sampleFactor(&fault.Error{Kind: fault.Invalid, Fields: map[string]string{"code": "this code is wrong, or was used before"}}, identity.FactorTOTP)},
		{"prove", sampleProof()},
		{"arrival", arrivalView{
			page: threshold(say("Sign in"), ajar, sampleWords), Customer: "Blue Seas International", Name: "Emma Martin", Email: "emma@blueseas.com",
		}},
		{"onward", onwardView{
			page: threshold(say("You are signed out here"), shut, nil), Heading: say("You are signed out here"), Lead: say("Now you are signed out at Okta, too."),
			Href: "https://idp.example/logout", Button: say("Go on to Okta"),
		}},
		{"carry", carryView{
			page: threshold(say("To your identity provider"), ajar, nil), Heading: say("To your identity provider"), Lead: say("Go on to Okta and sign in there."),
			Button: say("Go on"), Message: saml.Outgoing{Address: "https://idp.example/sso", Field: "SAMLRequest", Value: "PHg+", State: "x"},
		}},
		{"enrol", enrolView{
			page: page{Title: say("Set up a second factor"), Gate: ajar, Wall: sampleWords, Centred: true, Passkeys: true, Script: passkeyScript},
			Base: doorBase, Customer: "Blue Seas International", Name: factorName(asked(nil)),
		}},
		{"app", appView{
			page: threshold(say("Set up an authenticator app"), ajar, sampleWords), Base: doorBase, Picture: staticPath("gate.svg"), Back: doorBase,
			Seed: "JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP", Code: field{ID: "code", Name: "code", Label: say("Code"), Type: "text", Required: true, Six: true},
		}},
		{"codes", codesView{
			page: threshold(say("Your recovery codes"), ajar, sampleWords), Action: "/sign-in/continue", Button: say("I have kept them: go on"),
			Codes: []string{"k3vq-7rt2-mabc-defg-hijk-lmno", "abcd-efgh-ijkl-mnop-qrst-uvwx"},
		}},
		{"codes-in-console", codesView{
			page: sampleConsole(say("Your recovery codes"), "account"), Button: say("I have kept them"), Codes: []string{"k3vq-7rt2-mabc-defg-hijk-lmno"},
		}},
		{"account", sampleAccount()},
		{"switch", newSwitch(sampleProfile(), "", sampleWays())},
		{"security", sampleSecurity()},
		{"security-empty", securityView{page: sampleConsole(say("Security"), "account"), Base: deskBase, Customer: "Blue Seas", Email: "emma@blueseas.com", App: factorName(asked(nil))}},
		{"set-password", setPasswordView{Customer: "Blue Seas International", page: threshold(say("Choose your password"), ajar, sampleWords), AsksCode: true, Email: signsInAs("emma@blueseas.com"), Code: codeField(asked(nil)), Password: passwordField()}},
		{"own-password", newOwnPassword(asked(nil), sampleActor(), fault.Of(fault.Field("old_password", "This is not your present password.")))},
		{"request", sampleActive()},
		{"declined", sampleDeclined()},
		{"registration-to-decide", sampleToDecide()},
		{"inbox", sampleInbox()},
		{"letter", sampleLetter()},
		{"form", sampleForm(nil, nil)},
		{"form-wrong", sampleForm(url.Values{"formal_name": {"Jonas Lindqvist"}, "email": {"jonas"}}, &fault.Error{Kind: fault.Invalid, Fields: map[string]string{
			"email": "must be an e-mail address", "terms": "must be accepted",
		}})},
		{"look-into-your-mail", messageView{
			page: threshold(say("Look into your mail"), ajar, sampleWords), Heading: say("Look into your mail"),
			Lead:  say("If the address you gave can be written to, a mail is on its way to it."),
			Steps: []phrase{say("Open the mail “Confirm your registration” from Gatehouse."), say("Follow its link in this browser, or have the six-digit code at hand."), say("Click once to confirm. Then your registration exists.")},
			Foot:  say("Nothing came after ten minutes? Look into the spam folder, or fill in the form again."),
		}},
		{"registration", confirmView{page: threshold(say("Confirm your registration"), ajar, sampleWords), Heading: say("Confirm your registration"), Button: say("Confirm and register"), Foot: say("If you did not register anywhere, close this page: without your click nothing happens."), Lead: say("Blue Seas International asks you to confirm that this address is yours."), AsksCode: true, Code: codeField(asked(nil))}},
		{"invitation", sampleInvitation(nil, false, nil)},
		{"invitation-proven", sampleInvitation(nil, true, nil)},
		{"invitation-wrong", sampleInvitation(url.Values{"answer": {"accept"}, "code": {"123456"}, "terms": {"yes"}}, false, &fault.Error{
			Kind: fault.Invalid, Fields: map[string]string{"code": "This is not the code in the mail. You have 4 tries left."},
		})},
		{"decline-wrong", sampleInvitation(url.Values{"answer": {"decline"}, "code": {"123456"}, "stop": {"sender"}}, false, &fault.Error{
			Kind: fault.Invalid, Fields: map[string]string{"why": "Say in a few words why."},
		})},
		{"tokens", sampleTokens()},
		{"no tokens", newTokens(actor.Actor{FormalName: "Emma Waters"}, nil, false, sampleTime)},
		{"renew-token", newConfirm(asked(nil), confirmView{
			Heading: say("Renew your API token"), Button: say("Make a new token and show it"), AsksCode: true,
			Lead: say("Your API token for Blue Seas International expires soon."), Foot: say("The link works once."),
		}, nil)},
		{"renewed-token", newSecret(threshold(say("Your new API token"), open, nil), "gth_"+strings.Repeat("x", 33))},
		{"renewal", confirmView{
			page: console(sampleProfile(), say("Renew"), ""), Action: "/renewals/x", Foot: say("If it is no longer needed, close the page: it ends by itself."),
			Heading: say("Extend the access of Gerda Gast"), Button: say("Extend it to 21 May 2026"), Lead: say("Gerda Gast (guest@blueseas.com) has access until 10 Apr 2026."),
		}},
		{"renewed", messageView{page: console(sampleProfile(), say("Renewed"), ""), Heading: say("Renewed"), Lead: say("Gerda Gast has access until 21 May 2026.")}},
		{"token", secretView{page: threshold(say("Your API token"), open, sampleWords), Heading: say("Your API token"), Secret: "gth_" + strings.Repeat("x", 33), Lead: say("Copy it to where it will be used."), Foot: say("Whoever has this token can do what it can do.")}},
		{"thanks", messageView{page: threshold(say("Thank you"), open, sampleWords), Heading: say("Thank you, you are registered"), Lead: say("Blue Seas International has your registration and will look at it. You will get a mail either way."), Ways: []way{{say("Go to the start"), "/"}}}},
		{"reference", sampleReference()},
		{"chapter", sampleChapter()},
		{"fault", faultView{page: page{Title: say("There is nothing here"), Gate: shut, Centred: true}, Status: 404, Name: "Not Found", Heading: answers[fault.NotFound].heading, Detail: say("No page has this address."), Help: answers[fault.NotFound].help, Ways: []way{{say("Sign in"), "/sign-in"}}}},
	}
}

// sampleLed is the second step where the address leads to IdPs.
func sampleLed() proveView {
	v := newProve(asked(nil), "emma@blueseas.com", "", nil)
	v.IDPs = []idpWay{{"Blue Seas directory", "Blue Seas International", "/saml/c/login/directory"}, {"Google", "Blue Seas International", "/oidc/c/login/google"}}
	return v
}

// sampleRead is the API's description, which takes half a second to read.
var sampleRead = sync.OnceValue(func() referenceView { return *readReference(api.Describe("1.0").YAML) })

func sampleReference() referenceView {
	v := sampleRead()
	v.page = referencePage("API reference")
	return v
}

func sampleChapter() view {
	return chapterView{
		page: referencePage("Access requests · API reference"), Chapter: sampleReference().Tags[1],
		Others: []way{{say("Access requests"), "/docs/access-requests"}, {say("Folders"), "/docs/folders"}},
	}
}

func sampleActor() actor.Actor {
	return actor.Actor{FormalName: "Emma Waters", CustomerName: "Blue Seas International", Email: "emma@blueseas.com"}
}

func sampleConsole(title phrase, here string) page {
	by := actor.Actor{FormalName: "Emma Waters", CustomerName: "Blue Seas International", CanSwitch: true, Role: actor.Admin, Roles: actor.AllRights()}
	return console(by, title, here)
}

// asked is the request for a page; a form makes it that of the form's answer.
func asked(form url.Values) *http.Request {
	if form == nil {
		return httptest.NewRequest(http.MethodGet, "/page", nil)
	}
	r := httptest.NewRequest(http.MethodPost, "/page", strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return r
}

const sampleDocument = `{"guid":"0192c2e7","ccs":"it@blackhills.com,ciso@blackhills.com","requester_formal_name":"Emma Waters",
	"requestee_formal_name":"Maria Castro","requestee_email":"mcastro@blackhills.com","requestee_phone":" ","requestee_company_name":"Black Hills Technologies",
	"requestee_last_login":"2026-03-02","message":"Please address these concerns before our review in April.\n\nEmma","notes":"Contract renews in June.",
	"can_resend_email":true,"status":"Active","shared_observations_count":3,"trial_duration":45,"reason":"remediation","access_end_date":"2026-04-16",
	"context":{"date":"2026-03-01","rating":690,"risk_vectors":[{"risk_vector":{"slug":"open_ports"},"grade":"D"},{"risk_vector":{"slug":"dnssec"},"grade":null}]},
	"third_parties":[{"name":"Richard Kuga","email":"richard.kuga@saperix.com"}]}`

// sampleRequest is what an admin sees of a request with this document.
func sampleRequest(document string, r collab.Request, mails ...mail.Mail) requestView {
	var d collab.Document
	if err := json.Unmarshal([]byte(document), &d); err != nil {
		panic(err)
	}
	by := actor.Actor{FormalName: "Emma Waters", CustomerName: "Blue Seas International", Role: actor.Admin, Roles: actor.AllRights()}
	r.Status, r.Reason, r.Awaiting, r.Notes = d.Status, d.Reason, d.Awaiting, d.Notes
	v := newRequest(by, &r, &d, sampleTime)
	v.Story, v.Back, v.Notes = story(&r, &d, mails, samplePast, sampleTime), "/outbox", newNotes(asked(nil), by, &r, samplePast)
	return v
}

func sampleActive() view {
	accepted, ends := sampleTime.AddDate(0, 0, -1), sampleTime.AddDate(0, 0, 44)
	sent := sampleTime.AddDate(0, 0, -5)
	v := sampleRequest(sampleDocument, collab.Request{CreatedAt: sent, AcceptedAt: &accepted, AccessEndsAt: &ends},
		mail.Mail{Template: mail.InvitationIntro{}.Template(), State: mail.Sent, CreatedAt: sent},
		mail.Mail{Template: mail.InvitationIntro{}.Template(), State: mail.Sent, CreatedAt: sent},
		mail.Mail{Template: mail.Invitation{}.Template(), State: mail.Refused, CreatedAt: sent, Error: "550 5.1.1 mailbox unavailable"},
	)
	v.Notice = notices["resend"]
	v.Findings, v.Talk = sampleFindings(), sampleTalk("Maria Castro", "Emma Waters")
	return v
}

func sampleFindings() []findingView {
	first, last := "2026-01-12", "2026-03-01"
	return findingViews([]collab.SharedFinding{
		{ID: "a/1", Vector: "open_ports", Severity: "severe", Title: "Telnet open on 192.0.2.7", Evidence: "192.0.2.7:23 answers \"login:\"", FirstSeen: &first, LastSeen: &last, Remediation: "in_progress", Comment: "The firewall is changed on Friday.", RemediatedAt: &sampleTime, RecipientName: "Maria Castro"},
		{ID: "a/2", Vector: "dnssec", Remediation: "open"},
	}, false)
}

func sampleTalk(names ...string) talk {
	t := talk{
		Action: "/page", Unread: 1, Open: true, Older: true, Note: say("The recipient reads this once the invitation is accepted."),
		Body: field{ID: "body", Name: "body", Label: say("Your message"), Rows: 4, Required: true, MaxLength: 5000},
	}
	for i, name := range names {
		t.Messages = append(t.Messages, saying{Who: name, Body: "The port was open for maintenance.\n\nIt is closed since Monday: blackhills.example/a-very-long-address-that-has-no-place-to-break-at-all-and-goes-on", At: sampleTime, Mine: i == 1, Edited: i == 1, New: i == 0})
	}
	return t
}

func sampleDeclined() view {
	why := "I have left the company."
	return sampleRequest(`{"status":"Declined","reason":"other","requester_formal_name":"Emma Waters","requestee_company_name":"Peabody Energy"}`,
		collab.Request{CreatedAt: sampleTime, DeclinedWhy: &why})
}

func sampleToDecide() view {
	v := sampleRequest(`{"status":"Pending","awaiting":"approval","reason":"self_requested","requester_formal_name":"Emma Waters","trial_duration":30,
		"requestee_formal_name":"Jonas Lindqvist","requestee_email":"jonas@northwind.example","requestee_company_name":"Northwind Shipping & Logistics"}`,
		collab.Request{CreatedAt: sampleTime})
	v.Typed = registered([]collab.Registration{{FormalName: "Jonas Lindqvist", CompanyName: "Northwind", Website: "northwind.example", Phone: "+46 8 123 456"}})
	v.Companies = []option{{"1", say("Northwind Shipping & Logistics"), true}, {"2", say("Northwind Air"), false}}
	return v
}

func sampleForm(form url.Values, f *fault.Error) view {
	v := newForm(asked(form), &collab.Form{
		Name: "Client programme", Description: "Register to see how we rate the companies you work with.", CustomerName: "Blue Seas International",
	})
	v.Action, v.Trap = "/page", trap
	v.Wrong = complain(f, &v.Name, &v.Email, &v.Company, &v.Website, &v.Phone, &v.Message, &v.Terms)
	return v
}

func sampleInvitation(form url.Values, proven bool, f *fault.Error) view {
	ends := sampleTime.AddDate(0, 0, 14)
	return newInvitation(asked(form), &collab.Invitation{
		Request: collab.Request{
			Email: "mcastro@blackhills.com", FormalName: "Maria Castro", TrialDays: 45, Reason: collab.Remediation, WindowEndsAt: &ends,
			Message: "Please address these concerns before our review in April. We are glad to walk you through them.\n\nEmma",
			Vectors: collab.Vectors{{Slug: "open_ports", Grade: new("D")}, {Slug: "ssl_certificates"}}, EmailLower: "mcastro@blackhills.com",
		},
		PassedBy:      &collab.Forward{FromName: "Ina Wolf", FromEmail: "ina.wolf@blackhills.com"},
		RequesterName: "Emma Waters", RequesterEmail: "emma@blueseas.com", RequesterCompany: "Blue Seas International",
		CustomerName: "Blue Seas International", CompanyName: "Black Hills Technologies",
		Findings: []collab.SharedFinding{
			{Title: "Telnet open on 192.0.2.7", Vector: "open_ports", Severity: "severe"}, {Title: "Certificate expired", Vector: "ssl_certificates"}, {Vector: "dnssec"},
		},
	}, proven, f)
}

func sampleTokens() view {
	used, from, soon := sampleTime.AddDate(0, 0, -1), "2001:db8:85a3::8a2e:370:7334", sampleTime.AddDate(0, 0, 20)
	by := actor.Actor{FormalName: "Emma Waters", CustomerName: "Blue Seas International", Role: actor.Admin, Roles: actor.AllRights()}
	v := newTokens(by, []identity.OwnAccess{
		{ID: 1, Name: "SIEM export of the night shift", Tokens: []identity.Token{
			{GUID: "a", Prefix: "8FkQ2mZx", Last4: "0aQz", CreatedAt: sampleTime.AddDate(0, -2, 0), LastUsedAt: &used, LastUsedIP: &from},
			{GUID: "b", Prefix: "1FkQ2mZx", Last4: "9aQz", CreatedAt: sampleTime.AddDate(-1, 0, 0), ExpiresAt: &soon, ReplacedBy: &from},
			{GUID: "c", Prefix: "2FkQ2mZx", Last4: "7aQz", CreatedAt: sampleTime.AddDate(-1, 0, 0), ExpiresAt: &used},
		}},
		{ID: 2, Name: "Terraform"},
	}, true, sampleTime)
	v.Notice = tokenNotices["revoked"]
	return v
}

func sampleFactor(f *fault.Error, kinds ...string) factorView {
	var k identity.Keyring
	for _, kind := range kinds {
		k.Factors = append(k.Factors, identity.Factor{Kind: kind})
	}
	v := newFactor(place{}, &k, f)
	v.Heading, v.Lead, v.Foot = say("Your second factor"), say("You are signing in to Blue Seas International as emma@blueseas.com."), say("Lost it?")
	v.Action, v.Question = "/sign-in/factor", "/sign-in/factor/question"
	v.in(threshold(v.Heading, ajar, sampleWords))
	return v
}

func sampleProof() factorView {
	v := newFactor(place{}, &identity.Keyring{}, nil)
	v.Heading, v.Lead, v.Foot, v.Action = say("Is it still you?"), say("Show once more that it is you."), say("It counts for ten minutes."), "/account/prove"
	v.AsksPassword = true
	v.in(sampleConsole(v.Heading, "account"))
	return v
}

func sampleSecurity() securityView {
	v := securityView{
		page: sampleConsole(say("Security"), "account"), Base: deskBase, Customer: "Blue Seas International", Email: "emma@blueseas.com",
		Notice: say("It is set up, and will be asked for when you sign in."), IsRequired: true, CodesLeft: 9, Name: factorName(asked(nil)),
		App: field{ID: "app", Name: "app", Label: say("Name of the app"), Type: "text"},
		Rows: []factorRow{
			{"g-1", "Authenticator app", say("Telephone"), sampleTime, &sampleTime},
			{"g-2", "Passkey", say("A security key with quite a long name that nobody shortened"), sampleTime, nil},
		},
	}
	v.Passkeys, v.Script = true, passkeyScript
	return v
}
