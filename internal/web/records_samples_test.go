package web

import (
	"encoding/json"
	"net/url"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

func init() { sampleSets = append(sampleSets, recordSamples, settingsSamples) } //nolint:gochecknoinits // each area has samples of its own

func recordAdmin() actor.Actor {
	return actor.Actor{
		FormalName: "Emma Waters", CustomerName: "Blue Seas International", Role: actor.Admin, Roles: actor.AllRights(),
	}
}

func sampleEvents() []audit.Recorded {
	emma := audit.Recorded{User: "0199b2c4-6a58-7d3e-9f10-2b3c4d5e6f71", UserName: "Emma Waters", UserEmail: "emma@blueseas.example", AccessID: 41, AccessType: "ui_connection"}
	event := func(seq int64, ago time.Duration, by audit.Recorded, action, subject, details string) audit.Recorded {
		by.Seq, by.At, by.Action, by.Subject, by.GUID = seq, sampleTime.Add(-ago), action, subject, "0199b2c4-6a58-7d3e-9f10-2b3c4d5e6f90"
		if by.Hash = "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef"; details != "" {
			by.Details, by.DetailsHash = json.RawMessage(details), "ef2d127de37b942baad06145e54b0c619a1f22327b2ebbcfbec78f5564afe39d"
		}
		return by
	}
	return []audit.Recorded{
		event(4711, time.Minute, emma, "access_request.create", "0199b2c4-6a58-7d3e-9f10-2b3c4d5e6f80",
			`{"company":"0199b2c4-6a58-7d3e-9f10-2b3c4d5e6f81","email":"noor.haddad@saperix.example","reason":"remediation","trial_duration":30,"ip":"2001:db8:85a3::8a2e:370:7334"}`),
		event(4710, time.Hour, audit.Recorded{}, "sign_in.refused", emma.User, `{"network":"198.51.100.0/24","count":3,"minute":"2026-03-03T09:42:00Z"}`),
		event(4709, 2*time.Hour, emma, "settings.update", "0199b2c4-6a58-7d3e-9f10-2b3c4d5e6f70", `{"changed":["accent","trial_duration"],"ip":"192.0.2.4"}`),
		event(4708, 30*time.Hour, emma, "sign_in", emma.User, ""),
		event(4707, 31*time.Hour, audit.Recorded{User: "SCIM of IdP 0199b2c4-6a58-7d3e-9f10-2b3c4d5e6f72"}, "scim_user.create", "0199b2c4-6a58-7d3e-9f10-2b3c4d5e6f73", `{"email":"new@blueseas.example"}`),
		event(4706, 32*time.Hour, emma, "weather.change", "x", ""),
	}
}

func recordSamples() []sample {
	by, c := recordAdmin(), &Web{PublicURL: "https://gatehouse.blueseas.example"}
	events := sampleEvents()
	full := c.newRecord(by, recordAsk{})
	full.show(recordAsk{}, audit.Page{Events: events, Next: 4706})
	ask := recordAsk{who: "emma", action: "token.revoke", from: "2026-03-01", after: 200_001}
	sought := c.newRecord(by, ask)
	sought.show(ask, audit.Page{Sought: true, Next: 1})
	wrong := c.newRecord(by, recordAsk{from: "yesterday"})
	wrong.Wrong = complain(&fault.Error{Kind: fault.Invalid, Fields: map[string]string{"from": "must be a date such as 2026-01-31"}}, &wrong.From)
	erased := events[0]
	erased.Details, erased.Hash = nil, ""
	ended := sampleTime.Add(time.Minute)
	return []sample{
		{"record", full},
		{"record without a match", sought},
		{"record with complaints", wrong},
		{"event", c.newEvent(by, &events[0])},
		{"event without details", c.newEvent(by, &erased)},
		{"event of old", c.newEvent(by, &events[5])},
		{"check never", c.newCheck(by, nil)},
		{"check running", c.newCheck(by, &audit.Check{StartedAt: sampleTime, Until: 1_000_000, Events: 340_000, Done: 340_000, Hash: events[0].Hash})},
		{"check intact", c.newCheck(by, &audit.Check{StartedAt: sampleTime, EndedAt: &ended, Until: 4711, Events: 4711, Hash: events[0].Hash})},
		{"check damaged", c.newCheck(by, &audit.Check{StartedAt: sampleTime, EndedAt: &ended, Until: 4711, Events: 4709, Wrong: 105, Findings: []audit.Finding{
			{Seq: 12, Problem: "changed"}, {Seq: 13, Problem: "missing"}, {Seq: 14, Problem: "details changed"}, {Seq: 4711, Problem: "cut off"},
		}})},
	}
}

func settingsSamples() []sample {
	by := recordAdmin()
	c := &tenant.Customer{GUID: "0199b2c4-6a58-7d3e-9f10-2b3c4d5e6f70", Name: "Blue Seas International", Version: 4}
	facts := licenceFacts(c, []tenant.Licence{{Name: "Continuous Monitoring", Licence: new(int64(500))}, {Name: "Countries"}})
	plainly := newSettingsForm(by, c, valuesOf(&c.Settings))
	plainly.Licences, plainly.Changed = facts, say("Nobody has changed anything yet: these are the defaults.")
	chosen := *c
	chosen.Settings = tenant.Settings{
		DisplayName: "Blue Seas", Accent: "#7a1fa2", TrialDuration: 60, KeepMails: 365, SecondFactor: true, TokenDays: new(90), ActiveUsers: new(25),
	}
	full := newSettingsForm(by, &chosen, valuesOf(&chosen.Settings))
	full.Licences, full.SSODomains, full.Notice = licenceFacts(&chosen, nil), []string{"blueseas.example"}, say("Your changes are saved.")
	full.Changed, full.Logo = say("Last changed on %s by %s.", sampleTime, plain("Emma Waters")), staticPath("gate.svg")
	wrong := newSettingsForm(by, c, url.Values{"accent": {"#ffdd00"}, "trial_duration": {"400"}, "keep_event_details": {"7"}})
	wrong.complain(&fault.Error{Kind: fault.Invalid, Fields: map[string]string{
		"accent": "White text on it has a contrast of 1.3 to 1: choose a darker colour, of at least 4.5 to 1.", "trial_duration": "must be between 1 and 365",
		"keep_event_details": "must be between 90 and 3650 days, or kept for good", "logo": "must be a PNG picture",
	}})
	clash := newSettingsForm(by, c, valuesOf(&chosen.Settings))
	clash.Clash = true
	reader := by
	reader.Roles = []string{string(actor.SettingsR)}
	return []sample{
		{"settings by default", plainly},
		{"settings", full},
		{"settings with complaints", wrong},
		{"settings that changed meanwhile", clash},
		{"settings to look at", newSettingsForm(reader, &chosen, valuesOf(&chosen.Settings))},
	}
}
