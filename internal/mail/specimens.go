package mail

import "time"

// Specimens returns one of every content, filled in as it may be: what previews
// and tests of a wording show.
func Specimens(now time.Time) []Content {
	const (
		customer, company = "Blue Seas International", "Black Hills Technologies"
		person, address   = "Maria Castro", "maria.castro@blackhills.example"
		sender            = "Emma Waters"
		guid              = "01938f0e-0000-7000-8000-000000000003"
	)
	soon := now.AddDate(0, 0, 30)
	intro := InvitationIntro{
		RequesterName: sender, RequesterCompany: customer, CustomerName: customer, CompanyName: company, RecipientName: person,
		Reason: "remediation", InvitationDays: 14, TrialDays: 45,
		Message: "Three of your certificates have expired. Could you have a look?\n\nMany thanks\nEmma",
	}
	told := RequestAccepted{RecipientName: person, RecipientEmail: address, CompanyName: company, RequestGUID: guid}
	declined := told
	declined.Why = "My colleague Tom Reed looks after this."
	refused := told
	refused.Why = "550 5.1.1 The mailbox does not exist."
	return []Content{
		intro, Invitation(intro),
		SetPassword{customer, person},
		PasswordForgotten{customer, person},
		PasswordChanged{customer, person},
		RegistrationConfirm{customer, "Suppliers"},
		RegistrationReceived{"Suppliers", person, address, company, guid},
		RegistrationRejected{customer, person},
		told, RequestDeclined(declined), RequestNever(told), MailRefused(refused),
		RequestForwarded{person, address, "Tom Reed", "tom.reed@blackhills.example", company, guid, now.AddDate(0, 0, 14)},
		RequestMessage{person, company, company, 2, guid, false},
		ColleagueInvitation{person, address, "Tom Reed", customer, company, 2},
		ColleagueJoined{"Tom Reed", "tom.reed@blackhills.example", person, company, guid},
		EmailChanged{"m.castro@blackhills.example", address, customer},
		EmailConfirm{customer},
		FactorChanged{customer, "added", "passkey", "My telephone", 0},
		TokenRetrieval{customer, sender, "SIEM export", address, guid},
		TokenReused{customer, "SIEM export", person, "gth_7Kq2", "w9Xz", "192.0.2.0/24", now},
		TokenExpires{customer, "SIEM export", "gth_7Kq2", "w9Xz", soon},
		AccessExpires{customer, person, soon, sender, "emma.waters@blueseas.example"},
		RenewalDue{customer, "trial", person, address, company, soon, guid},
		TimeAsked{person, company, customer, 14, "The vendor of the router answers slowly.\nWe have a date for the change.", soon, guid},
		TimeAnswered{sender, customer, company, true, soon, "Gladly.", guid},
		RequestLeft{person, address, company, "All is done.", guid},
		WebhookOff{customer, "SIEM", "hooks.blueseas.example", "failing", now.AddDate(0, 0, -5), guid},
	}
}

// Specimen returns the one of a template, nil if there is none.
func Specimen(template string, now time.Time) Content {
	for _, c := range Specimens(now) {
		if c.Template() == template {
			return c
		}
	}
	return nil
}

// Templates returns the names of all mails, those of invitations first.
func Templates() []string {
	var all []string
	for _, c := range Specimens(time.Time{}) {
		all = append(all, c.Template())
	}
	return all
}
