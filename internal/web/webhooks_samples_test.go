package web

import (
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/webhook"
)

func init() { sampleSets = append(sampleSets, webhookSamples) } //nolint:gochecknoinits // each area has samples of its own

// webhookSamples are the pages of webhooks, in every state.
func webhookSamples() []sample {
	c := &Web{PublicURL: "https://gatehouse.blueseas.example", Now: func() time.Time { return sampleTime }}
	by := sampleInviter()
	by.Role, by.Roles = actor.Admin, actor.AllRights()
	failing, rests, overlap := sampleTime.AddDate(0, 0, -2), sampleTime.Add(time.Minute), sampleTime.AddDate(0, 0, 1)
	siem := webhook.Endpoint{
		GUID: "01938f0e-0000-7000-8000-000000000021", Name: "SIEM", Host: "hooks.blueseas.example", Format: webhook.Standard, IsOn: true,
		Types: []string{"access_request.accepted", "user.created"}, OldUntil: &overlap,
	}
	broken := webhook.Endpoint{GUID: "01938f0e-0000-7000-8000-000000000022", Name: "Ticketing of the risk team", Host: "tickets.blueseas.example:8443", Format: webhook.Standard, IsOn: true, FailingSince: &failing, RestsUntil: &rests}
	gone := webhook.Endpoint{GUID: "01938f0e-0000-7000-8000-000000000023", Name: "#vendors", Host: "hooks.slack.com", Format: webhook.Slack, OffWhy: webhook.Gone}
	off := webhook.Endpoint{GUID: "01938f0e-0000-7000-8000-000000000024", Name: "Teams", Host: "prod-01.westeurope.logic.azure.com", Format: webhook.Teams}

	var all []webhook.Delivery
	for i, state := range webhook.States {
		at := sampleTime.Add(-time.Duration(i) * time.Hour)
		d := webhook.Delivery{
			Webhook: siem.GUID, GUID: "01938f0e-0000-7000-8000-00000000003" + string(rune('0'+i)), EventGUID: "01938f0e-0000-7000-8000-000000000041",
			Type: webhook.Types[6+i].Name, State: state, HappenedAt: at, DueAt: sampleTime.Add(time.Hour), Tries: int64(i), TriedAt: &at, TookMS: 31, Status: 204,
		}
		switch state {
		case webhook.Queued:
			d.Status, d.Why = 0, fault.Text{Format: "it took too long to answer"}
		case webhook.Failed:
			d.Status, d.Why = 500, fault.Text{Format: "the answer was %d", Args: []any{500}}
		case webhook.Dropped:
			d.Status, d.Why = 0, fault.Text{Format: "what it was about was gone before it could be told"}
		}
		all = append(all, d)
	}
	test := all[1]
	test.Type = webhook.TestType

	page := c.newHookPage(by, &siem, "https://hooks.blueseas.example/gatehouse", webhook.DeliveryFilter{}, append(all, test), true)
	page.Notice = hookNotices["changed"]
	ill := c.newHookPage(by, &broken, "https://tickets.blueseas.example:8443/in", webhook.DeliveryFilter{States: []string{webhook.Failed}}, nil, false)
	ended := c.newHookPage(by, &gone, "https://hooks.slack.com/services/T0/B0/x", webhook.DeliveryFilter{}, all[2:3], false)
	stale := ended
	stale.Form.complain(identity.ErrStale)
	reader := by
	reader.Roles = []string{string(actor.WebhooksR)}
	wrongs := hookFields("", "http://hooks.blueseas.example", webhook.Standard, nil, true)
	wrongs.IsNew = true
	p := fault.Problems{}
	p.Require(false, "name", "must have 1 to %d characters", 100)
	p.Require(false, "url", "must be an https address such as https://hooks.example/gatehouse, without a password")
	wrongs.complain(p.Err())
	body := []byte(`{"type":"access_request.accepted","timestamp":"2026-03-02T10:00:00Z","data":{"guid":"01938f0e-0000-7000-8000-000000000003","object":{"status":"Active"}}}`)
	failed := c.newDelivery(by, &siem, &all[2], body)
	failed.Notice = hookNotices["resend"]
	return []sample{
		{"webhooks", c.newHooks(by, []webhook.Endpoint{siem, broken, gone, off})},
		{"webhooks-none", c.newHooks(by, nil)},
		{"webhook", page},
		{"webhook-failing", ill},
		{"webhook-gone", stale},
		{"webhook-to-look-at", c.newHookPage(reader, &off, "https://x.example/", webhook.DeliveryFilter{}, nil, false)},
		{"new-webhook", c.newHookForm(by, newHookForm())},
		{"new-webhook-wrong", c.newHookForm(by, wrongs)},
		{"webhook-secret", newHookSecret(by, &siem, "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD8jY4Xq1mDTw=", say("For one more day each message is signed with the old one, too."))},
		{"delivery", failed},
		{"delivery-gone", c.newDelivery(by, &siem, &all[3], nil)},
		{"delivery-of-others", c.newDelivery(reader, &siem, &all[1], nil)},
	}
}
