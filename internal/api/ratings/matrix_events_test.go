package ratings_test

import (
	"strconv"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
)

func eventRows() []apitest.Row {
	audits := needs(actor.AuditR)
	return []apitest.Row{
		{Route: "GET /events", Need: audits, Query: "action user subject since until limit after", Status: 200},
		{Route: "GET /events/{seq}", Need: audits, Make: anEvent, Status: 200},
		{Route: "GET /events/verify", Need: audits, Make: aCheck, Status: 200},
		{Route: "POST /events/verify", Need: audits, Status: 200},
		{Route: "GET /settings", Need: needs(actor.SettingsR), Status: 200},
		{
			Route: "PATCH /settings", Need: needs(actor.SettingsRW), Status: 200,
			Body: `{"branding":{"display_name":"X"},"limits":{"trial_duration":31},"retention":{"keep_mails":90}}`,
			Fields: "branding:object branding.display_name:string? branding.accent:string? branding.logo:string? branding.language:string? " +
				"limits:object limits.trial_duration:int? limits.invitation_mails_per_day:int? limits.max_token_days:int? limits.session_hours:int? " +
				"limits.session_idle_minutes:int? limits.require_second_factor:bool? limits.allow_other_cc_domains:bool? limits.refuse_free_mail:bool? " +
				"limits.auto_approve_invited_users:bool? retention:object retention.keep_mails:int? retention.keep_notifications:int? retention.keep_event_details:int?",
		},
	}
}

// anEvent is one with a seq that no other customer's record has, beyond its end.
func anEvent(t testing.TB, s *apitest.Server, c *apitest.Customer) apitest.Vars {
	t.Helper()
	made++
	seq := strconv.Itoa(made * 1_000_000)
	_, err := s.DB.Exec(t.Context(), `insert into events (customer_id, seq, guid, at, action) values ($1, $2, $3, $4, 'tier.update')`,
		c.ID, made*1_000_000, db.NewID(), s.Now())
	if err != nil {
		t.Fatal(err)
	}
	return apitest.Vars{"seq": seq}
}

func aCheck(t testing.TB, s *apitest.Server, c *apitest.Customer) apitest.Vars {
	t.Helper()
	if a := s.Do(t, c.Admin.Token, "POST", "/ratings/v1/events/verify", ""); a.Status > 202 {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	return nil
}
