package ratings_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"gatehouse/internal/api/apitest"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

// invited returns the secret of the invitation that was last mailed, and its code.
func invited(t testing.TB, s *apitest.Server, email string) (secret, code string) {
	t.Helper()
	path, code := s.Link(t, email)
	return path[strings.LastIndexByte(path, '/')+1:], code
}

const password = "correct horse battery"

func accept(t testing.TB, s *apitest.Server, email string) collab.Request {
	t.Helper()
	secret, code := invited(t, s, email)
	r, err := s.Requests.Accept(t.Context(), collab.AnswerDraft{Secret: secret, Code: code, Answering: identity.Answering{Password: password}, Terms: true})
	if err != nil {
		t.Fatalf("accept: %v", err)
	}
	return r
}

func decline(s *apitest.Server, t *testing.T, email string, stop collab.Stop) error {
	t.Helper()
	secret, code := invited(t, s, email)
	_, err := s.Requests.Decline(t.Context(), collab.AnswerDraft{Secret: secret, Code: code, Why: "No time", Stop: stop})
	return err
}

func one(t *testing.T, s *apitest.Server, guid any) document {
	t.Helper()
	return apitest.JSON[document](t, s.Do(t, s.A.Admin.Token, "GET", requests+"/"+guid.(string), ""))
}

const maria = "mcastro@blackhills.example"

// The table of DESIGN.md §4.2: from each status, what each verb makes of it.
func TestStates(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		n := 0
		type made struct{ guid, email string }
		pending := func(t *testing.T) made {
			n++
			email := strings.Repeat("x", n) + "@blackhills.example"
			d := create(t, s, s.A.Admin.Token, newRequest(s.A, map[string]any{"requestee_email": email, "trial_duration": 3}))
			return made{d["guid"].(string), email}
		}
		active := func(t *testing.T) made { m := pending(t); accept(t, s, m.email); return m }
		from := map[string]func(t *testing.T) made{
			"Pending":  pending,
			"Active":   active,
			"Never":    func(t *testing.T) made { m := pending(t); s.Move(15 * 24 * time.Hour); s.Drain(t); return m },
			"Inactive": func(t *testing.T) made { m := active(t); s.Move(4 * 24 * time.Hour); s.Drain(t); return m },
			"Resolved": func(t *testing.T) made {
				m := pending(t)
				s.Do(t, s.A.Admin.Token, "PATCH", requests+"/"+m.guid, `{"status":"resolved"}`)
				return m
			},
			"Declined": func(t *testing.T) made {
				m := pending(t)
				if err := decline(s, t, m.email, collab.NoStop); err != nil {
					t.Fatal(err)
				}
				return m
			},
		}
		for status, make := range from {
			for verb, want := range map[string]map[string]string{
				"resolve": {"Pending": "Resolved", "Active": "Resolved", "Never": "Resolved", "Inactive": "Resolved"},
				"approve": {}, "reject": {},
				"revoke":  {"Active": "Inactive"},
				"resend":  {"Never": "Pending"},
				"accept":  {"Pending": "Active"},
				"decline": {"Pending": "Declined"},
			} {
				t.Run(status+" "+verb, func(t *testing.T) {
					m := make(t)
					if got := one(t, s, m.guid)["status"]; got != status {
						t.Fatalf("began as %v", got)
					}
					ok := do(t, s, verb, m.guid, m.email)
					end, can := want[status]
					if !can {
						end = status
					}
					if got := one(t, s, m.guid)["status"]; got != end || ok != can {
						t.Errorf("got %v (allowed %v), want %v (%v)", got, ok, end, can)
					}
				})
			}
		}
	})
}

// do tries a verb on a request and reports whether it was allowed. Refusals
// must be 400 or 409.
func do(t *testing.T, s *apitest.Server, verb, guid, email string) bool {
	t.Helper()
	path := requests + "/" + guid
	var a apitest.Answer
	switch verb {
	case "resolve", "approve", "reject":
		status := map[string]string{"resolve": "Resolved", "approve": "Approved", "reject": "Rejected"}[verb]
		a = s.Do(t, s.A.Admin.Token, "PATCH", path, `{"status":"`+status+`"}`)
		if verb != "resolve" && a.Status != 400 {
			t.Errorf("%s: %d", verb, a.Status)
		}
	case "revoke":
		a = s.Do(t, s.A.Admin.Token, "POST", path+"/revoke", `{"reason":"over"}`)
	case "resend":
		a = s.Do(t, s.A.Admin.Token, "POST", path+"/resend", "")
	case "accept":
		secret, code := invited(t, s, email)
		_, err := s.Requests.Accept(t.Context(), collab.AnswerDraft{Secret: secret, Code: code, Answering: identity.Answering{Password: password}, Terms: true})
		return err == nil
	case "decline":
		return decline(s, t, email, collab.NoStop) == nil
	}
	if a.Status != 200 && a.Status != 400 && a.Status != 409 {
		t.Errorf("%s: %d %s", verb, a.Status, a.Body)
	}
	return a.Status == 200
}

// What is allowed goes by the clock, also before a job has shown it.
func TestWindowCloses(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		d := create(t, s, s.A.Admin.Token, newRequest(s.A, nil))
		secret, code := invited(t, s, maria)
		s.Move(14*24*time.Hour - time.Second)
		s.Drain(t)
		if got := one(t, s, d["guid"])["status"]; got != "Pending" {
			t.Errorf("a second before the end: %v", got)
		}
		s.Move(time.Second)
		_, err := s.Requests.Accept(t.Context(), collab.AnswerDraft{Secret: secret, Code: code, Answering: identity.Answering{Password: password}, Terms: true})
		if !fault.Is(err, fault.NotFound) && !fault.Is(err, fault.Conflict) {
			t.Errorf("accepted after the end: %v", err)
		}
		s.Mails.Take()
		s.Drain(t)
		if got := one(t, s, d["guid"])["status"]; got != "Never" {
			t.Errorf("after the end: %v", got)
		}
		if mails := s.Mails.Take(); len(mails) != 1 || mails[0].To.Email != s.A.Admin.Email {
			t.Errorf("told %v", mails)
		}
	})
}

func TestTrialEnds(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		d := create(t, s, s.A.Admin.Token, newRequest(s.A, map[string]any{"trial_duration": 2}))
		accept(t, s, maria)
		got := one(t, s, d["guid"])
		if got["status"] != "Active" || got["recipient_customer_access"] != "active" ||
			got["access_end_date"] != "2026-03-04" || got["requestee_tos_date"] != "2026-03-02" {
			t.Errorf("accepted: %v", got)
		}
		s.Move(48 * time.Hour)
		s.Drain(t)
		if got := one(t, s, d["guid"]); got["status"] != "Inactive" || got["recipient_customer_access"] != "inactive" {
			t.Errorf("ended: %v", got)
		}
	})
}

// A request that was resolved keeps its status when the access ends, and shows
// the end; so does one whose access is revoked.
func TestResolvedAccessRunsOn(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		resolved := func(email string) string {
			guid := create(t, s, s.A.Admin.Token, newRequest(s.A, map[string]any{"requestee_email": email, "trial_duration": 2}))["guid"].(string)
			accept(t, s, email)
			s.Do(t, s.A.Admin.Token, "PATCH", requests+"/"+guid, `{"status":"Resolved"}`)
			if got := one(t, s, guid); got["status"] != "Resolved" || got["recipient_customer_access"] != "active" {
				t.Errorf("resolved: %v", got)
			}
			return guid
		}
		ends, revoked := resolved(maria), resolved("zoe@blackhills.example")
		if a := s.Do(t, s.A.Admin.Token, "POST", requests+"/"+revoked+"/revoke", `{"reason":"over"}`); a.Status != 200 {
			t.Errorf("revoke: %d %s", a.Status, a.Body)
		}
		if got := one(t, s, revoked); got["status"] != "Resolved" || got["recipient_customer_access"] != "inactive" {
			t.Errorf("revoked: %v", got)
		}
		s.Move(48 * time.Hour)
		s.Drain(t)
		if got := one(t, s, ends); got["status"] != "Resolved" || got["recipient_customer_access"] != "inactive" {
			t.Errorf("ended: %v", got)
		}
	})
}

// An invitation that is resolved before its mail left has no mail.
func TestResolvedBeforeTheMailLeft(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		d := create(t, s, s.A.Admin.Token, newRequest(s.A, nil))
		s.Do(t, s.A.Admin.Token, "PATCH", requests+"/"+d["guid"].(string), `{"status":"Resolved"}`)
		s.Drain(t)
		if got := one(t, s, d["guid"]); got["mail_status"] != nil {
			t.Errorf("mail_status is %v", got["mail_status"])
		}
	})
}

// Five sendings, one a day; each kills the link before it.
func TestResend(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		d := create(t, s, s.A.Admin.Token, newRequest(s.A, nil))
		path := requests + "/" + d["guid"].(string)
		for sending := 2; sending <= 5; sending++ {
			if a := s.Do(t, s.A.Admin.Token, "POST", path+"/resend", ""); a.Status != 409 {
				t.Errorf("sending %d within a day: %d", sending, a.Status)
			}
			old, code := invited(t, s, maria)
			s.Move(24 * time.Hour)
			s.Drain(t)
			if one(t, s, d["guid"])["can_resend_email"] != true {
				t.Errorf("sending %d: can_resend_email is not true after a day", sending)
			}
			a := s.Do(t, s.A.Admin.Token, "POST", path+"/resend", "")
			if got := apitest.JSON[document](t, a); a.Status != 200 || got["sent_count"] != float64(sending) || got["can_resend_email"] != false {
				t.Fatalf("sending %d: %d %s", sending, a.Status, a.Body)
			}
			_, err := s.Requests.Accept(t.Context(), collab.AnswerDraft{Secret: old, Code: code, Answering: identity.Answering{Password: password}, Terms: true})
			if !fault.Is(err, fault.NotFound) {
				t.Errorf("the old link of sending %d works: %v", sending-1, err)
			}
		}
		s.Move(48 * time.Hour)
		s.Drain(t)
		if a := s.Do(t, s.A.Admin.Token, "POST", path+"/resend", ""); a.Status != 409 || one(t, s, d["guid"])["can_resend_email"] != false {
			t.Errorf("a sixth sending: %d %s", a.Status, a.Body)
		}
		accept(t, s, maria)
	})
}

// One of two who answer at the same moment is heard.
func TestAnswersRace(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		create(t, s, s.A.Admin.Token, newRequest(s.A, nil))
		secret, code := invited(t, s, maria)
		var wg sync.WaitGroup
		errs := make([]error, 4)
		for i := range errs {
			wg.Go(func() {
				if i%2 == 0 {
					_, errs[i] = s.Requests.Accept(t.Context(), collab.AnswerDraft{Secret: secret, Code: code, Answering: identity.Answering{Password: password}, Terms: true})
				} else {
					_, errs[i] = s.Requests.Decline(t.Context(), collab.AnswerDraft{Secret: secret, Code: code, Why: "no"})
				}
			})
		}
		wg.Wait()
		heard := 0
		for _, err := range errs {
			if err == nil {
				heard++
			} else if !fault.Is(err, fault.NotFound) && !fault.Is(err, fault.Conflict) {
				t.Error(err)
			}
		}
		if heard != 1 {
			t.Errorf("%d were heard: %v", heard, errs)
		}
	})
}

func TestDeclineAndStop(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		create(t, s, s.A.Admin.Token, newRequest(s.A, nil))
		if err := decline(s, t, maria, collab.StopSender); err != nil {
			t.Fatal(err)
		}
		if a := s.Do(t, s.A.Admin.Token, "POST", requests, newRequest(s.A, nil)); a.Status != 409 {
			t.Errorf("no more from this sender: %d %s", a.Status, a.Body)
		}
		other := create(t, s, s.B.Admin.Token, newRequest(s.B, nil)) // another sender may
		if other["hubspot_status"] != "CREATED" {
			t.Errorf("B learns that A asked: %v", other["hubspot_status"])
		}
		if err := decline(s, t, maria, collab.StopServer); err != nil {
			t.Fatal(err)
		}
		s.Drain(t)
		s.Mails.Take()
		s.Move(time.Minute)
		create(t, s, s.B.Admin.Token, newRequest(s.B, nil))
		s.Drain(t)
		for _, m := range s.Mails.Take() { // those who get a copy still do: the sender may be one of them
			if m.To.Email == maria {
				t.Errorf("none from this server, and yet %q", m.Subject)
			}
		}
		// The sender must not be able to tell.
		got := apitest.JSON[[]document](t, s.Do(t, s.B.Admin.Token, "GET", requests, ""))[0]
		if got["status"] != "Pending" || got["mail_status"] != "sent" || got["sent_count"] != 1.0 {
			t.Errorf("got %v", got)
		}
	})
}

// E-mail is never identity across customers: nothing of what a recipient did
// for one sender shows to another.
func TestNothingLeaksBetweenSenders(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		create(t, s, s.A.Admin.Token, newRequest(s.A, nil))
		accept(t, s, maria)
		d := create(t, s, s.B.Admin.Token, newRequest(s.B, nil))
		for field, want := range map[string]any{
			"hubspot_status": "CREATED", "requestee_last_login": nil, "requestee_tos_date": nil,
			"recipient_customer_access": "inactive", "status": "Pending",
		} {
			if d[field] != want {
				t.Errorf("%s is %v", field, d[field])
			}
		}
		// Who is a user already proves it: a link alone signs nobody in.
		secret, code := invited(t, s, maria)
		_, err := s.Requests.Accept(t.Context(), collab.AnswerDraft{Secret: secret, Code: code, Answering: identity.Answering{Password: "another password"}, Terms: true})
		if !fault.Is(err, fault.Unauthorized) {
			t.Errorf("a stranger's password was taken: %v", err)
		}
		accept(t, s, maria)
		if n := count(t, s, `select count(*) from users where email_lower = '`+maria+`'`); n != 1 {
			t.Errorf("%d users", n)
		}
		if n := count(t, s, `select count(*) from received`); n != 2 {
			t.Errorf("%d received", n)
		}
	})
}

// A recipient reads its inbox with its own access, and nothing else.
func TestInbox(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		d := create(t, s, s.A.Admin.Token, newRequest(s.A, map[string]any{"notes": "between us"}))
		accept(t, s, maria)
		if all := apitest.JSON[[]document](t, s.Do(t, s.A.Admin.Token, "GET", requests+"/received", "")); len(all) != 0 {
			t.Errorf("the sender received %v", all)
		}
		by := recipient(t, s, maria)
		var docs []string
		err := s.Inbox.List(t.Context(), by, func(row *collab.Row) error { docs = append(docs, string(row.Document)); return nil })
		if err != nil || len(docs) != 1 || strings.Contains(docs[0], "between us") || !strings.HasSuffix(docs[0], `,"read":false}`) {
			t.Fatalf("inbox %v %v", docs, err)
		}
		if err := s.Inbox.MarkAll(t.Context(), by); err != nil {
			t.Fatal(err)
		}
		doc, _, err := s.Inbox.One(t.Context(), by, d["guid"].(string))
		if err != nil || !strings.HasSuffix(string(doc), `,"read":true}`) {
			t.Errorf("read: %s %v", doc, err)
		}
		s.Do(t, s.A.Admin.Token, "PATCH", requests+"/"+d["guid"].(string), `{"status":"Resolved"}`)
		doc, _, _ = s.Inbox.One(t.Context(), by, d["guid"].(string))
		if !strings.Contains(string(doc), `"status":"Resolved"`) {
			t.Errorf("the inbox shows %s", doc)
		}
	})
}

func TestBulk(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		a := create(t, s, s.A.Admin.Token, newRequest(s.A, nil))["guid"].(string)
		for _, body := range []string{
			`[{"guid":"` + a + `","status":"approved"}]`,
			`{"modify":[{"guid":"` + a + `","status":"Rejected"}]}`,
		} {
			got := apitest.JSON[map[string][]document](t, s.Do(t, s.A.Admin.Token, "POST", requests+"/bulk", body))
			if len(got["modified"]) != 0 || len(got["not_modified"]) != 1 || got["not_modified"][0]["guid"] != a {
				t.Errorf("%s: %v", body, got)
			}
		}
		got := apitest.JSON[map[string][]document](t, s.Do(t, s.A.Admin.Token, "POST", requests+"/bulk", `{"modify":[{"guid":"`+a+`","status":"RESOLVED"}]}`))
		if len(got["modified"]) != 1 || got["modified"][0]["status"] != "Resolved" {
			t.Errorf("got %v", got)
		}
		for _, body := range []string{`{}`, `{"modify":1}`, `[1]`, `[{"guid":"x","status":"Resolved"}]`, `[{"guid":"` + a + `","status":"Open"}]`} {
			if a := s.Do(t, s.A.Admin.Token, "POST", requests+"/bulk", body); a.Status != 400 {
				t.Errorf("%s: %d %s", body, a.Status, a.Body)
			}
		}
		if d := one(t, s, a); d["resolved_by"].(document)["formal_name"] != "Emma Waters" || d["resolved_date"] != "2026-03-02" {
			t.Errorf("resolved_by %v", d["resolved_by"])
		}
	})
}

// By a clock that is not to be trusted no window is closed and no trial ended.
func TestUntrustedClockEndsNothing(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		d := create(t, s, s.A.Admin.Token, newRequest(s.A, nil))
		wrong := fault.New(fault.Unavailable, "The clock was turned.")
		s.Requests.Clock = func(context.Context) error { return wrong }
		s.Move(400 * 24 * time.Hour)
		if err := s.Requests.Tick(t.Context()); !errors.Is(err, wrong) {
			t.Errorf("the clock went on: %v", err)
		}
		if got := one(t, s, d["guid"])["status"]; got != "Pending" {
			t.Errorf("got %v", got)
		}
	})
}
