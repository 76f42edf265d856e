package web

import (
	"net/url"
	"strconv"

	"gatehouse/internal/actor"
	"gatehouse/internal/tenant"
)

// newSettingsForm is the page with what the form holds; what is shown beside it
// is filled in by who has read it.
func newSettingsForm(by actor.Actor, c *tenant.Customer, in url.Values) settingsView {
	v := settingsView{
		page: console(by, say("Settings"), "settings"), CanChange: by.Has(actor.SettingsRW), Version: strconv.FormatInt(c.Version, 10),
		Logo: c.Branding().Logo,
		Name: field{
			ID: "display_name", Name: "display_name", Label: say("Name that strangers read"), Type: "text", Value: in.Get("display_name"), MaxLength: 100,
			Hint: say("On your forms, in your invitations and mails. Empty: %s.", c.Name),
		},
		Colour: field{
			ID: "accent", Name: "accent", Label: say("Colour"), Type: "text", Value: in.Get("accent"), MaxLength: 7, Placeholder: plain("#0b5e51"),
			Hint: say("Of buttons and links on those pages, such as #7a1fa2. White text must be readable on it: a contrast of at least 4.5 to 1. In the dark it is lightened. Empty: Gatehouse’s green."),
		},
		LogoField: field{
			ID: "logo", Name: "logo", Label: say("Logo"), Type: "file",
			Hint: say("A PNG of at most 200 kB and 2,000 pixels. A form with a logo of its own keeps that."),
		},
		NoLogo:    field{ID: "no_logo", Name: "no_logo", Label: say("Take the logo away"), Value: in.Get("no_logo")},
		Languages: marked(mailLanguages, in.Get("language")),
		Limits:    limitFields(in),
		Checks:    checkFields(in),
		Retention: retentionFields(in),
	}
	if !v.CanChange {
		v.lock()
	}
	return v
}

func numberField(in url.Values, name string, label, hint phrase, placeholder string) field {
	return field{
		ID: name, Name: name, Label: label, Hint: hint, Type: "text", InputMode: "numeric", Value: in.Get(name), MaxLength: 9, Placeholder: plain(placeholder),
	}
}

func limitFields(in url.Values) []field {
	return []field{
		numberField(in, "trial_duration", say("Days of access after acceptance"),
			say("Of requests that say nothing else: 1 to 365. Empty: 30."), "30"),
		numberField(in, "invitation_mails_per_day", say("Mails with invitations a day"),
			say("Of the whole organisation; what is more is refused until the next day. Empty: 100,000."), "100000"),
		numberField(in, "max_token_days", say("Days that a token may live"),
			say("1 to 3,650. Tokens that live longer already are left alone. Empty: whoever makes one chooses."), ""),
		numberField(in, "session_hours", say("Hours that a session lasts"),
			say("However much it is used: 1 to 24. A shorter time holds at once. Empty: 12."), "12"),
		numberField(in, "session_idle_minutes", say("Minutes until an unused session ends"),
			say("5 to 480. Empty: 120."), "120"),
	}
}

func checkFields(in url.Values) []field {
	check := func(name string, label, hint phrase) field {
		return field{ID: name, Name: name, Label: label, Hint: hint, Value: in.Get(name)}
	}
	return []field{
		check("require_second_factor", say("Nobody signs in with a password alone"),
			say("Who has no second factor sets one up at the next sign-in. Sessions that a password alone opened end. Off by default.")),
		check("auto_approve_invited", say("Approve registrations of people who were invited before"),
			say("When their last invitation at the same company ended by itself. Off by default: somebody decides.")),
		check("refuse_free_mail", say("Refuse addresses of free-mail providers in forms"),
			say("Disposable addresses too. Off by default.")),
		check("allow_other_cc_domains", say("Allow copies of invitations to any domain"),
			say("Off by default: copies go to the recipient’s and the sender’s domains.")),
	}
}

func retentionFields(in url.Values) []field {
	return []field{
		numberField(in, "keep_mails", say("Days that mails are kept"),
			say("What was sent to whom, with its text; mails that wait are never erased. 30 to 3,650. Empty: for good."), ""),
		numberField(in, "keep_notifications", say("Days that notifications are kept"),
			say("Of everybody here, read or not. 30 to 3,650. Empty: for good."), ""),
		numberField(in, "keep_event_details", say("Days that the details of events are kept"),
			say("Names, addresses and what was changed. The events themselves and their chain stay, and who did what and when. 90 to 3,650. Empty: for good."), ""),
	}
}

// lock shows the settings to who may not change them.
func (v *settingsView) lock() {
	for _, list := range [][]field{v.Limits, v.Retention} {
		for i := range list {
			list[i].Fixed = true
		}
	}
	v.Name.Fixed, v.Colour.Fixed = true, true
}
