package web

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
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

var sampleWords = &words{"Every way in can be seen, limited, renewed and closed.", ""}

var sampleTime = time.Date(2026, 3, 3, 10, 42, 0, 0, time.UTC)

func samples() []sample {
	return append(idpSamples(), []sample{
		{"sign-in", newSignIn(asked(nil), "", nil)},
		{"sign-in-password", newProve(asked(nil), "emma@blueseas.com", "/inbox", nil)},
		{"sign-in-led", sampleLed()},
		{"sign-in-wrong", newProve(asked(nil), "emma@blueseas.com", "", &fault.Error{Kind: fault.Unauthorized, Detail: "The e-mail address or the password is wrong."})},
		{"sign-in-early", newProve(asked(nil), "emma@blueseas.com", "", &fault.Error{Kind: fault.TooMany, Detail: "Too many tries that failed. Try again in 32 s."})},
		{"forgotten", newForgotten(asked(url.Values{"email": {"emma@blueseas.com"}}), nil)},
		{"choose", chooseView{page: threshold("Where to?", ajar, sampleWords), Doors: []door{
			{"1", "Blue Seas International", "emma@blueseas.com", "BI"}, {"2", "Black Hills Technologies", "Vendor access", "BT"},
		}}},
		{"factor", sampleFactor(nil, identity.FactorTOTP, identity.FactorPasskey)},
		{"factor-wrong", sampleFactor(&fault.Error{Kind: fault.Invalid, Fields: map[string]string{"code": "this code is wrong, or was used before"}}, identity.FactorTOTP)},
		{"prove", sampleProof()},
		{"arrival", arrivalView{
			page: threshold("Sign in", ajar, sampleWords), Customer: "Blue Seas International", Name: "Emma Martin", Email: "emma@blueseas.com",
		}},
		{"onward", onwardView{
			page: threshold("You are signed out here", shut, nil), Heading: "You are signed out here", Lead: "Now you are signed out at Okta, too.",
			Href: "https://idp.example/logout", Button: "Go on to Okta",
		}},
		{"carry", carryView{
			page: threshold("To your identity provider", ajar, nil), Heading: "To your identity provider", Lead: "Go on to Okta and sign in there.",
			Button: "Go on", Message: saml.Outgoing{Address: "https://idp.example/sso", Field: "SAMLRequest", Value: "PHg+", State: "x"},
		}},
		{"enrol", enrolView{
			page: page{Title: "Set up a second factor", Gate: ajar, Wall: sampleWords, Centred: true, Passkeys: true, Script: passkeyScript},
			Base: doorBase, Customer: "Blue Seas International", Name: factorName(asked(nil)),
		}},
		{"app", appView{
			page: threshold("Set up an authenticator app", ajar, sampleWords), Base: doorBase, Picture: staticPath("gate.svg"), Back: doorBase,
			Seed: "JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP", Code: field{ID: "code", Name: "code", Label: "Code", Type: "text", Required: true, Six: true},
		}},
		{"codes", codesView{
			page: threshold("Your recovery codes", ajar, sampleWords), Action: "/sign-in/continue", Button: "I have kept them: go on",
			Codes: []string{"k3vq-7rt2-mabc-defg-hijk-lmno", "abcd-efgh-ijkl-mnop-qrst-uvwx"},
		}},
		{"codes-in-console", codesView{
			page: sampleConsole("Your recovery codes", "account"), Button: "I have kept them", Codes: []string{"k3vq-7rt2-mabc-defg-hijk-lmno"},
		}},
		{"account", sampleAccount()},
		{"switch", newSwitch(sampleProfile(), "", sampleWays())},
		{"security", sampleSecurity()},
		{"security-empty", securityView{page: sampleConsole("Security", "account"), Base: deskBase, Customer: "Blue Seas", Email: "emma@blueseas.com", App: factorName(asked(nil))}},
		{"set-password", setPasswordView{Customer: "Blue Seas International", page: threshold("Choose your password", ajar, sampleWords), AsksCode: true, Email: signsInAs("emma@blueseas.com"), Code: codeField(asked(nil)), Password: passwordField()}},
		{"own-password", newOwnPassword(asked(nil), sampleActor(), fault.Of(fault.Field("old_password", "This is not your present password.")))},
		{"outbox", sampleOutbox()},
		{"outbox-empty", outboxView{page: sampleConsole("Outbox", "outbox"), Counters: []counter{{"All", "/outbox", 0, true}}, Filtered: false}},
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
			page: threshold("Look into your mail", ajar, sampleWords), Heading: "Look into your mail",
			Lead:  "If the address you gave can be written to, a mail is on its way to it.",
			Steps: []string{"Open the mail “Confirm your registration” from Gatehouse.", "Follow its link in this browser, or have the six-digit code at hand.", "Click once to confirm. Then your registration exists."},
			Foot:  "Nothing came after ten minutes? Look into the spam folder, or fill in the form again.",
		}},
		{"registration", confirmView{page: threshold("Confirm your registration", ajar, sampleWords), Heading: "Confirm your registration", Button: "Confirm and register", Foot: "If you did not register anywhere, close this page: without your click nothing happens.", Lead: "Blue Seas International asks you to confirm that this address is yours.", AsksCode: true, Code: codeField(asked(nil))}},
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
			Heading: "Renew your API token", Button: "Make a new token and show it", AsksCode: true,
			Lead: "Your API token for Blue Seas International expires soon.", Foot: "The link works once.",
		}, nil)},
		{"renewed-token", newSecret(threshold("Your new API token", open, nil), "gth_"+strings.Repeat("x", 33))},
		{"renewal", confirmView{
			page: console(sampleProfile(), "Renew", ""), Action: "/renewals/x", Foot: "If it is no longer needed, close the page: it ends by itself.",
			Heading: "Extend the access of Gerda Gast", Button: "Extend it to 21 May 2026", Lead: "Gerda Gast (guest@blueseas.com) has access until 10 Apr 2026.",
		}},
		{"renewed", messageView{page: console(sampleProfile(), "Renewed", ""), Heading: "Renewed", Lead: "Gerda Gast has access until 21 May 2026."}},
		{"token", secretView{page: threshold("Your API token", open, sampleWords), Heading: "Your API token", Secret: "gth_" + strings.Repeat("x", 33), Lead: "Copy it to where it will be used.", Foot: "Whoever has this token can do what it can do."}},
		{"thanks", messageView{page: threshold("Thank you", open, sampleWords), Heading: "Thank you, you are registered", Lead: "Blue Seas International has your registration and will look at it. You will get a mail either way.", Ways: []way{{"Go to the start", "/"}}}},
		{"reference", sampleReference()},
		{"chapter", sampleChapter()},
		{"fault", faultView{page: page{Title: "There is nothing here", Gate: shut, Centred: true}, Status: 404, Name: "Not Found", Heading: answers[fault.NotFound].heading, Detail: "No page has this address.", Help: answers[fault.NotFound].help, Ways: []way{{"Sign in", "/sign-in"}}}},
	}...)
}

// sampleLed is the second step where the address leads to IdPs.
func sampleLed() proveView {
	v := newProve(asked(nil), "emma@blueseas.com", "", nil)
	v.IDPs = []idpWay{{"Blue Seas directory", "Blue Seas International", "/saml/c/login/directory"}, {"Google", "Blue Seas International", "/oidc/c/login/google"}}
	return v
}

func sampleReference() referenceView {
	v := readReference(api.Describe("1.0").YAML)
	v.page = referencePage("API reference")
	return *v
}

func sampleChapter() view {
	return chapterView{
		page: referencePage("Access requests · API reference"), Chapter: sampleReference().Tags[1],
		Others: []way{{"Access requests", "/docs/access-requests"}, {"Folders", "/docs/folders"}},
	}
}

func sampleActor() actor.Actor {
	return actor.Actor{FormalName: "Emma Waters", CustomerName: "Blue Seas International", Email: "emma@blueseas.com"}
}

func sampleConsole(title, here string) page {
	return page{Title: title, Here: here, Who: &who{Name: "Emma Waters", Customer: "Blue Seas International", SeesOutbox: true}}
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

func sampleOutbox() view {
	v := outboxView{
		page:     sampleConsole("Outbox", "outbox"),
		Counters: []counter{{"All", "/outbox", 2041, true}, {"Pending", "#", 132, false}, {"Active", "#", 310, false}, {"Never", "#", 402, false}, {"Inactive", "#", 511, false}, {"Resolved", "#", 650, false}, {"Rejected", "#", 0, false}, {"Declined", "#", 36, false}},
		Reasons:  []option{{"remediation", "Remediation", false}},
		Showing:  "50 shown, newest first", Next: "/outbox?after=x", Filtered: true, Company: &companyFilter{"Black Hills Technologies", "/outbox"},
	}
	people := []outboxRow{
		{Name: "Maria Castro", Email: "mcastro@blackhills.com", Company: "Black Hills Technologies", Reason: "Remediation", State: state{"pending", "Pending"}, Until: &until{"", "17 Mar 2026"}},
		{Name: "Jonas Lindqvist", Email: "jonas.lindqvist@northwind-shipping.com", Company: "Northwind Shipping & Logistics", Reason: "Registered", State: state{"pending", "Pending approval"}},
		{Name: "Priya Raghunathan", Email: "priya@saperix.com", Company: "Saperix, Inc.", Reason: "Validation", State: state{"active", "Active"}, Until: &until{"", "2 Apr 2026"}},
		{Name: "Preferred contact", Company: "Goliath Investments LLC", Reason: "For information", State: state{"never", "Never"}},
		{Name: "Tomás Ferreira", Email: "tomas.ferreira@consolidated-vehicle.com", Company: "Consolidated Vehicle Group Holdings International", Reason: "Remediation", State: state{"inactive", "Inactive"}},
		{Name: "Aiko Watanabe", Email: "watanabe@kyoto-precision.co.jp", Company: "Kyoto Precision", Reason: "Other", State: state{"resolved", "Resolved"}},
		{Name: "Richard Kuga", Email: "richard.kuga@saperix.com", Company: "Saperix, Inc.", Reason: "Registered", State: state{"rejected", "Rejected"}},
		{Name: "Linda Mbeki", Email: "lmbeki@actors.example", Company: "Actors Films", Reason: "Validation", State: state{"declined", "Declined"}},
	}
	for i := range 24 {
		p := people[i%len(people)]
		p.GUID, p.Sender, p.CompanyHref = "g", "Emma Waters", "/outbox?company=c"
		p.Created = sampleTime.AddDate(0, 0, -i)
		v.Rows = append(v.Rows, p)
	}
	return v
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
	r.Status, r.Reason = d.Status, d.Reason
	v := newRequest(by, &r, &d, sampleTime)
	v.Story = story(&r, &d, mails, sampleTime)
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
		Action: "/page", Unread: 1, Open: true, Older: true, Note: "The recipient reads this once the invitation is accepted.",
		Body: field{ID: "body", Name: "body", Label: "Your message", Rows: 4, Required: true, MaxLength: 5000},
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
	v.Companies = []option{{"1", "Northwind Shipping & Logistics", true}, {"2", "Northwind Air", false}}
	return v
}

func sampleInbox() view {
	return inboxView{page: sampleConsole("Inbox", "inbox"), Unread: true, Rows: []inboxRow{
		{"g", "Emma Waters, Blue Seas International", "EW", "Please address these concerns before our review in April. We are glad to walk you through them.", state{"active", "Active"}, sampleTime, false},
		{"g", "Noor Haddad, Goliath Investments", "NH", "Validation of your questionnaire", state{"resolved", "Resolved"}, sampleTime.AddDate(0, -1, 0), true},
	}}
}

func sampleLetter() view {
	return letterView{
		page: sampleConsole("Emma Waters", "inbox"), Base: "/inbox/g", Initials: "EW", Sender: "Emma Waters", SenderCompany: "Blue Seas International", SenderEmail: "emma@blueseas.com", State: state{"active", "Active"},
		Access: "You have access until 17 Apr 2026.", Message: "Please address these concerns.", Facts: []fact{{"Reason", "Remediation"}, {"About", "Black Hills Technologies"}}, Vectors: []vector{{"Open ports", "D"}},
		Open: true, Findings: sampleFindings(), Talk: sampleTalk("Emma Waters", "Maria Castro"),
	}
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
			Vectors: collab.Vectors{{Slug: "open_ports"}, {Slug: "ssl_certificates"}},
		},
		RequesterName: "Emma Waters", RequesterEmail: "emma@blueseas.com", RequesterCompany: "Blue Seas International",
		CustomerName: "Blue Seas International", CompanyName: "Black Hills Technologies",
		Findings: []collab.SharedFinding{
			{Title: "Telnet open on 192.0.2.7", Vector: "open_ports"}, {Title: "Certificate expired", Vector: "ssl_certificates"}, {Vector: "dnssec"},
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
	v.Heading, v.Lead, v.Foot = "Your second factor", "You are signing in to Blue Seas International as emma@blueseas.com.", "Lost it?"
	v.Action, v.Question = "/sign-in/factor", "/sign-in/factor/question"
	v.in(threshold(v.Heading, ajar, sampleWords))
	return v
}

func sampleProof() factorView {
	v := newFactor(place{}, &identity.Keyring{}, nil)
	v.Heading, v.Lead, v.Foot, v.Action = "Is it still you?", "Show once more that it is you.", "It counts for ten minutes.", "/account/prove"
	v.AsksPassword = true
	v.in(sampleConsole(v.Heading, "account"))
	return v
}

func sampleSecurity() securityView {
	v := securityView{
		page: sampleConsole("Security", "account"), Base: deskBase, Customer: "Blue Seas International", Email: "emma@blueseas.com",
		Notice: "It is set up, and will be asked for when you sign in.", IsRequired: true, CodesLeft: 9, Name: factorName(asked(nil)),
		App: field{ID: "app", Name: "app", Label: "Name of the app", Type: "text"},
		Rows: []factorRow{
			{"g-1", "Authenticator app", "Telephone", sampleTime, &sampleTime},
			{"g-2", "Passkey", "A security key with quite a long name that nobody shortened", sampleTime, nil},
		},
	}
	v.Passkeys, v.Script = true, passkeyScript
	return v
}
