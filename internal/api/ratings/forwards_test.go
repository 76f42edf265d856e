package ratings_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gatehouse/internal/api/apitest"
	"gatehouse/internal/collab"
)

// forward passes an invitation on.
func forward(t *testing.T, s *apitest.Server, from, name, to string) {
	t.Helper()
	secret, code := invited(t, s, from)
	if _, err := s.Requests.Forward(t.Context(), collab.ForwardDraft{Secret: secret, Code: code, Name: name, Email: to}); err != nil {
		t.Fatal(err)
	}
}

// An invitation that its recipient passed on says so, in the outbox, in every
// format, and in the inbox of who took it over; one that nobody did, does not.
func TestForwardsInTheDocument(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		guid := create(t, s, s.A.Admin.Token, newRequest(s.A, nil))["guid"].(string)
		if _, ok := one(t, s, guid)["forwards"]; ok {
			t.Error("it says that it was passed on")
		}
		s.Drain(t)
		forward(t, s, maria, "Tom Wolf", "tom@blackhills.example")
		want := []any{document{
			"date": "2026-03-02", "from_formal_name": "Maria Castro", "from_email": "mcastro@blackhills.example",
			"to_formal_name": "Tom Wolf", "to_email": "tom@blackhills.example",
		}}
		d := one(t, s, guid)
		if diff := cmp.Diff(want, d["forwards"]); diff != "" {
			t.Error(diff)
		}
		for field, value := range map[string]any{
			"requestee_formal_name": "Tom Wolf", "requestee_friendly_name": "Tom Wolf", "requestee_first_name": "Tom", "requestee_last_name": "Wolf",
			"requestee_email": "tom@blackhills.example", "requestee_phone": "", "status": "Pending", "awaiting": "answer", "hubspot_status": "CREATED",
			"mail_status": "queued", "sent_count": 1.0, "can_resend_email": false, "expires_date": "2026-03-16",
		} {
			if d[field] != value {
				t.Errorf("%s is %v, want %v", field, d[field], value)
			}
		}
		if all := list(t, s, s.A.Admin.Token, "?q=wolf"); len(all) != 1 {
			t.Errorf("%d requests are found by the colleague", len(all))
		}
		if all := list(t, s, s.A.Admin.Token, "?q=castro"); len(all) != 0 {
			t.Errorf("%d requests are found by who passed it on", len(all))
		}
		a := s.Do(t, s.A.Admin.Token, "GET", requests+"?format=csv&fields=forwards", "")
		if a.Body != "forwards\n2026-03-02 Tom Wolf <tom@blackhills.example>\n" {
			t.Errorf("csv: %q", a.Body)
		}
		s.Drain(t)
		accept(t, s, "tom@blackhills.example")
		received, _, err := s.Inbox.One(t.Context(), recipient(t, s, "tom@blackhills.example"), guid)
		if err != nil {
			t.Fatal(err)
		}
		var inbox document
		if err := json.Unmarshal(received, &inbox); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, inbox["forwards"]); diff != "" {
			t.Error(diff)
		}
		// as it is once the colleague has had everything about themselves erased
		if _, err := s.DB.Exec(t.Context(), `update access_requests set document = replace(document, 'tom@blackhills.example', '') where guid = $1`, guid); err != nil {
			t.Fatal(err)
		}
		a = s.Do(t, s.A.Admin.Token, "GET", requests+"?format=csv&fields=forwards", "")
		if a.Body != "forwards\n2026-03-02 Tom Wolf\n" {
			t.Errorf("csv without an address: %q", a.Body)
		}
	})
}

// The same person may be invited again once another has taken the request over,
// and whom it was passed on to has one open.
func TestForwardedFreesThePlace(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		create(t, s, s.A.Admin.Token, newRequest(s.A, nil))
		s.Drain(t)
		forward(t, s, maria, "Tom Wolf", "tom@blackhills.example")
		create(t, s, s.A.Admin.Token, newRequest(s.A, nil))
		if a := s.Do(t, s.A.Admin.Token, "POST", requests, newRequest(s.A, map[string]any{"requestee_email": "Tom@blackhills.example"})); a.Status != 409 {
			t.Errorf("%d %s", a.Status, a.Body)
		}
	})
}
