package web

import (
	"time"

	"gatehouse/internal/fault"
)

// sample is a page filled with what it may have to show.
type sample struct {
	name string
	view view
}

var sampleWords = &words{"Every way in can be seen, limited, renewed and closed.", ""}

var sampleTime = time.Date(2026, 3, 3, 10, 42, 0, 0, time.UTC)

func samples() []sample {
	return []sample{
		{"sign-in", sampleSignIn(nil)},
		{"sign-in-wrong", sampleSignIn(&fault.Error{Kind: fault.Invalid, Detail: "E-mail and password do not belong together."})},
		{"choose", chooseView{page: threshold("Where to?", ajar, sampleWords), Doors: []door{
			{"1", "Blue Seas International", "emma@blueseas.com", "BI"}, {"2", "Black Hills Technologies", "Vendor access", "BT"},
		}}},
		{"set-password", setPasswordView{Customer: "Blue Seas International", page: threshold("Choose your password", ajar, sampleWords), Code: sampleCode("", ""), Password: passwordField()}},
		{"outbox", sampleOutbox()},
		{"outbox-empty", outboxView{page: sampleConsole("Outbox", "outbox"), Counters: []counter{{"All", "/outbox", 0, true}}, Filtered: false}},
		{"request", sampleRequest()},
		{"registration-to-decide", sampleToDecide()},
		{"inbox", sampleInbox()},
		{"letter", sampleLetter()},
		{"form", sampleForm(nil)},
		{"form-wrong", sampleForm(&fault.Error{Kind: fault.Invalid, Fields: map[string]string{
			"email": "must be an e-mail address", "terms": "must be accepted",
		}})},
		{"look-into-your-mail", messageView{
			page: threshold("Look into your mail", ajar, sampleWords), Heading: "Look into your mail",
			Lead:  "If the address you gave can be written to, a mail is on its way to it.",
			Steps: []string{"Open the mail “Confirm your registration” from Gatehouse.", "Follow its link in this browser, or have the six-digit code at hand.", "Click once to confirm. Then your registration exists."},
			Foot:  "Nothing came after ten minutes? Look into the spam folder, or fill in the form again.",
		}},
		{"registration", confirmView{page: threshold("Confirm your registration", ajar, sampleWords), Heading: "Confirm your registration", Button: "Confirm and register", Foot: "If you did not register anywhere, close this page: without your click nothing happens.", Lead: "Blue Seas International asks you to confirm that this address is yours.", AsksCode: true, Code: sampleCode("", "")}},
		{"invitation", sampleInvitation()},
		{"thanks", messageView{page: threshold("Thank you", open, sampleWords), Heading: "Thank you, you are registered", Lead: "Blue Seas International has your registration and will look at it. You will get a mail either way.", Ways: []way{{"Go to the start", "/"}}}},
		{"fault", faultView{page: page{Title: "There is nothing here", Gate: shut, Centred: true}, Status: 404, Name: "Not Found", Heading: answers[fault.NotFound].heading, Detail: "No page has this address.", Help: answers[fault.NotFound].help, Ways: []way{{"Sign in", "/sign-in"}}}},
	}
}

func sampleConsole(title, here string) page {
	return page{Title: title, Here: here, Who: &who{Name: "Emma Waters", Customer: "Blue Seas International", SeesOutbox: true}}
}

func sampleCode(value, problem string) field {
	return field{ID: "code", Name: "code", Label: "Code from the mail", Type: "text", Value: value, Hint: "Six digits. They stand in the mail that brought you here.", Problem: problem, Required: true, Six: true, InputMode: "numeric"}
}

func sampleField(name, label, value string, required bool) field {
	return field{ID: name, Name: name, Label: label, Type: "text", Value: value, Required: required, MaxLength: 255}
}

func sampleSignIn(f *fault.Error) view {
	v := signInView{page: threshold("Sign in", open, sampleWords), Email: sampleField("email", "E-mail", "", true), Password: sampleField("password", "Password", "", true)}
	v.Password.Type = "password"
	v.Wrong = complain(f, &v.Email, &v.Password)
	return v
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

func sampleRequest() view {
	return requestView{
		page: sampleConsole("Maria Castro", "outbox"), Base: "/outbox/g", Initials: "MC", Name: "Maria Castro", Email: "mcastro@blackhills.com",
		Company: "Black Hills Technologies", CompanyHref: "/outbox?company=c", State: state{"active", "Active"}, Notice: "The invitation is on its way again.",
		Facts:   []fact{{"Reason", "Remediation"}, {"Sent by", "Emma Waters"}, {"Rating when sent", "690 (1 Mar 2026)"}, {"Access", "45 days, until 17 Apr 2026"}, {"Shared findings", "3 findings"}, {"Copies to", "it@blackhills.com"}, {"Last sign-in", "2 Mar 2026"}},
		Message: "Please address these concerns before our review in April. We are glad to walk you through them.\n\nEmma", Notes: "Contract renews in June.",
		Vectors: []vector{{"Open ports", "D"}, {"DNSSEC", "C"}, {"SSL configurations", "F"}},
		Story: []event{
			{"", "Emma Waters asked Maria Castro", "", sampleTime.AddDate(0, 0, -5)},
			{"", "Introduction sent to 3 people", "", sampleTime.AddDate(0, 0, -5)},
			{"bad", "Invitation refused by the mail server", "550 5.1.1 mailbox unavailable", sampleTime.AddDate(0, 0, -5)},
			{"", "Accepted; access began", "", sampleTime.AddDate(0, 0, -1)},
			{"ahead", "Access ends", "", sampleTime.AddDate(0, 0, 44)},
		},
		CanResolve: true, CanRevoke: true, CanResend: true, CanAct: true, Why: field{ID: "why", Name: "why", Label: "Why", Rows: 3, Required: true, Hint: "Kept in the record of events."},
	}
}

func sampleToDecide() view {
	return requestView{
		page: sampleConsole("Jonas Lindqvist", "outbox"), Base: "/outbox/g", Initials: "JL", Name: "Jonas Lindqvist", Email: "jonas.lindqvist@northwind-shipping.com",
		Company: "Northwind Shipping & Logistics", CompanyHref: "/outbox?company=c", State: state{"pending", "Pending approval"},
		Waiting: "This person registered through a form and confirmed the address. Decide whether to invite them.",
		Facts:   []fact{{"Reason", "Registered"}, {"Form", "Client programme"}}, CanApprove: true, CanAct: true,
		Typed: []fact{{"Name", "Jonas Lindqvist"}, {"Company", "Northwind Shipping"}, {"Website", "northwind-shipping.com"}, {"Phone", "+46 8 123 456"}},
		Story: []event{{"", "Registered and confirmed the address", "", sampleTime}},
	}
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
	}
}

func sampleForm(f *fault.Error) view {
	v := formView{
		page: threshold("Client programme", ajar, sampleWords), Initials: "BI", Customer: "Blue Seas International", Heading: "Client programme",
		Description: "Register to see how we rate the companies you work with.", Action: "/app/static/pages/access-request?token=t", Trap: "fax",
		Name: sampleField("name", "Your name", "Jonas Lindqvist", true), Email: sampleField("email", "Work e-mail", "jonas", true), Company: sampleField("company", "Company", "", true),
		Website: sampleField("website", "Website", "", true), Phone: sampleField("phone", "Phone", "", false), Message: field{ID: "message", Name: "message", Label: "Message", Rows: 4},
		Terms: field{ID: "terms", Name: "terms", Label: "I agree that Blue Seas International keeps what I enter here to answer my registration.", Required: true, Short: "Terms"},
	}
	v.Centred = false
	v.Wrong = complain(f, &v.Name, &v.Email, &v.Company, &v.Website, &v.Phone, &v.Message, &v.Terms)
	return v
}

func sampleInvitation() view {
	p := threshold("Invitation", ajar, sampleWords)
	p.Centred = false
	return invitationView{
		page: p, Initials: "EW", Requester: "Emma Waters", RequesterCompany: "Blue Seas International",
		Heading: "You are invited to work on the security of Black Hills Technologies", Lead: "Emma Waters asks Maria Castro to look at findings about your company and answer them.",
		Message: "Please address these concerns before our review in April. We are glad to walk you through them.\n\nEmma", Action: "/invitations/t", Email: field{ID: "username", Name: "username", Label: "You will sign in as", Type: "email", Value: "mcastro@blackhills.com", Required: true, Fixed: true},
		Facts:  []fact{{"Why", "Remediation: findings to be fixed"}, {"What you get", "Access for 45 days from the moment you accept"}, {"Answer until", "17 Mar 2026"}},
		Shared: []string{"Telnet open on 192.0.2.7 (Open ports)", "Certificate expired (SSL certificates)", "No DNSSEC (DNSSEC)"},
		Code:   sampleCode("123", "is not the code of the mail"), Password: passwordField(), Terms: field{ID: "terms", Name: "terms", Label: "I accept the terms: what I see here is confidential, and my answers go to the sender.", Required: true},
		DeclineCode: field{ID: "decline-code", Name: "code", Label: "Code from the mail", Type: "text", Required: true, Six: true}, Why: field{ID: "why", Name: "why", Label: "Why", Rows: 3, Required: true},
		Stops: []option{{"", "Only this invitation", true}, {"sender", "No more invitations from Blue Seas International", false}, {"server", "No more invitations from this server", false}},
		Foot:  "The link works once and until 17 Mar 2026. If you do nothing, the invitation ends by itself.",
	}
}
