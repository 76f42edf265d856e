package ratings_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
)

// talk is an accepted request with the paths of its two sides.
type talk struct {
	apitest.Vars
	vendor         int64 // the recipient's customer
	sent, received string
}

func newTalk(t testing.TB, s *apitest.Server) talk {
	t.Helper()
	v := aReceived(t, s, s.A)
	s.Drain(t)
	s.Mails.Take()
	return talk{v, recipient(t, s, v["email"]).CustomerID, requests + "/" + v["guid"], requests + "/received/" + v["guid"]}
}

// ask invites somebody known to another customer, by another name.
func ask(t testing.TB, s *apitest.Server, c *apitest.Customer, email string) (guid string) {
	t.Helper()
	return post(t, s, c, "/access-requests", strings.NewReplacer("$email", email, `"X"`, `"Mallory"`).Replace(invite))["guid"]
}

// again does, and it is accepted.
func again(t testing.TB, s *apitest.Server, c *apitest.Customer, email string) (guid string) {
	t.Helper()
	guid = ask(t, s, c, email)
	accept(t, s, email)
	return guid
}

// listed returns the messages, or the findings, of one side.
func listed(t testing.TB, s *apitest.Server, token, path string) []document {
	t.Helper()
	a := s.Do(t, token, "GET", path, "")
	if a.Status != 200 {
		t.Fatalf("%s: %d %s", path, a.Status, a.Body)
	}
	return apitest.JSON[[]document](t, a)
}

func version(t testing.TB, s *apitest.Server, customer int64) int64 {
	t.Helper()
	n, err := db.Value[int64](t.Context(), s.DB, `select requests from heads where customer_id = $1`, customer)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestMessages(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		k := newTalk(t, s)
		me := recipient(t, s, k.Vars["email"])
		ours, theirs := version(t, s, s.A.ID), version(t, s, k.vendor)
		a := s.Do(t, s.A.Admin.Token, "POST", k.sent+"/messages", `{"body":" Is port 23\u202e closed?\r\n\r\n\r\n\r\nEmma "}`)
		first := apitest.JSON[document](t, a)
		want := document{
			"guid": first["guid"], "body": "Is port 23 closed?\n\nEmma", "created_time": "2026-03-02T10:00:00Z", "updated_time": nil,
			"author": document{"guid": s.A.Admin.GUID, "formal_name": "Emma Waters"}, "side": "requester", "is_mine": true, "read": true,
		}
		if diff := cmp.Diff(want, first); a.Status != 201 || diff != "" {
			t.Errorf("%d: %s", a.Status, diff)
		}
		if version(t, s, s.A.ID) == ours || version(t, s, k.vendor) == theirs {
			t.Error("a message moved only one side's version")
		}
		s.Move(time.Minute)
		s.Do(t, k.Vars["caller"], "POST", k.received+"/messages", `{"message":{"body":"Since today."}}`)
		s.Do(t, s.A.Manager.Token, "POST", k.sent+"/messages", `{"body":"Thanks"}`)

		seen := listed(t, s, k.Vars["caller"], k.received+"/messages")
		if len(seen) != 3 {
			t.Fatalf("%v", seen)
		}
		want["is_mine"], want["read"] = false, false
		if diff := cmp.Diff(want, seen[0]); diff != "" {
			t.Errorf("the recipient reads %s", diff)
		}
		answer := document{
			"guid": seen[1]["guid"], "body": "Since today.", "created_time": "2026-03-02T10:01:00Z", "updated_time": nil,
			"author": document{"guid": me.UserGUID, "formal_name": "X"}, "side": "requestee", "is_mine": true, "read": true,
		}
		if diff := cmp.Diff(answer, seen[1]); diff != "" {
			t.Errorf("the recipient reads its own: %s", diff)
		}
		answer["is_mine"], answer["read"] = false, false
		if diff := cmp.Diff(answer, listed(t, s, s.A.Admin.Token, k.sent+"/messages")[1]); diff != "" {
			t.Errorf("the sender reads %s", diff)
		}
		for query, bodies := range map[string]string{
			"?limit=1": "Is port", "?limit=1&offset=1": "Since", "?sort=-created_time&limit=1": "Thanks", "?offset=3": "",
		} {
			page := listed(t, s, s.A.Admin.Token, k.sent+"/messages"+query)
			if bodies == "" && len(page) == 0 {
				continue
			}
			if len(page) != 1 || !strings.HasPrefix(page[0]["body"].(string), bodies) {
				t.Errorf("%s: %v", query, page)
			}
		}
		csv := s.Do(t, s.A.Admin.Token, "GET", k.sent+"/messages?format=csv&fields=side,author.formal_name,body&offset=1", "").Body
		if csv != "side,author.formal_name,body\nrequestee,X,Since today.\nrequester,Paul Mason,Thanks\n" {
			t.Errorf("as csv: %q", csv)
		}
	})
}

// What one has read is one's own: of two colleagues, each reads for itself.
func TestMessagesAreRead(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		k := newTalk(t, s)
		say(t, s, k.Vars["caller"], k.received+"/messages")
		unread := func(token, path string) (n int) {
			for _, m := range listed(t, s, token, path+"/messages") {
				if m["read"] == false {
					n++
				}
			}
			return n
		}
		before := version(t, s, s.A.ID)
		if a := s.Do(t, s.A.Admin.Token, "POST", k.sent+"/messages/mark-all-as-read", ""); a.Status != 204 {
			t.Errorf("%d %s", a.Status, a.Body)
		}
		if version(t, s, s.A.ID) == before {
			t.Error("reading moved no version")
		}
		if mine, others := unread(s.A.Admin.Token, k.sent), unread(s.A.Manager.Token, k.sent); mine != 0 || others != 1 {
			t.Errorf("unread: %d of mine, %d of a colleague's", mine, others)
		}
		say(t, s, k.Vars["caller"], k.received+"/messages")
		if n := unread(s.A.Admin.Token, k.sent); n != 1 {
			t.Errorf("%d are unread after another", n)
		}
		s.Do(t, k.Vars["caller"], "PATCH", k.received, `{"read":true}`)
		say(t, s, s.A.Admin.Token, k.sent+"/messages")
		if n := unread(k.Vars["caller"], k.received); n != 1 {
			t.Errorf("%d are unread by the recipient", n)
		}
		inbox := apitest.JSON[document](t, s.Do(t, k.Vars["caller"], "GET", k.received, ""))
		if inbox["read"] != false {
			t.Error("a request with a new message counts as read")
		}
	})
}

func TestOwnMessages(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		k := newTalk(t, s)
		guid := say(t, s, s.A.Admin.Token, k.sent+"/messages")
		answer := say(t, s, k.Vars["caller"], k.received+"/messages")
		for _, tt := range []struct {
			name, token, path string
			status            int
		}{
			{"a colleague", s.A.Manager.Token, k.sent + "/messages/" + guid, 403},
			{"the recipient", k.Vars["caller"], k.received + "/messages/" + guid, 403},
			{"the sender, of the answer", s.A.Admin.Token, k.sent + "/messages/" + answer, 403},
			{"the sender, as if it had received it", s.A.Admin.Token, k.received + "/messages/" + guid, 404},
			{"the recipient, as if it had sent it", k.Vars["caller"], k.sent + "/messages/" + answer, 403}, // it has no right
			{"another request", s.A.Admin.Token, requests + "/" + aRequest(t, s, s.A)["guid"] + "/messages/" + guid, 404},
		} {
			for method, body := range map[string]string{"PATCH": `{"body":"changed"}`, "DELETE": ""} {
				if a := s.Do(t, tt.token, method, tt.path, body); a.Status != tt.status {
					t.Errorf("%s: %s: %d %s", tt.name, method, a.Status, a.Body)
				}
			}
		}
		s.Move(time.Minute)
		theirs := version(t, s, k.vendor)
		a := s.Do(t, s.A.Admin.Token, "PATCH", k.sent+"/messages/"+guid, `{"body":"Hello again"}`)
		got := apitest.JSON[document](t, a)
		if a.Status != 200 || got["body"] != "Hello again" || got["updated_time"] != "2026-03-02T10:01:00Z" || got["created_time"] != "2026-03-02T10:00:00Z" {
			t.Errorf("%d %s", a.Status, a.Body)
		}
		if seen := listed(t, s, k.Vars["caller"], k.received+"/messages"); seen[0]["body"] != "Hello again" || version(t, s, k.vendor) == theirs {
			t.Errorf("the recipient reads %v", seen)
		}
		if a := s.Do(t, s.A.Admin.Token, "DELETE", k.sent+"/messages/"+guid, ""); a.Status != 204 {
			t.Errorf("%d %s", a.Status, a.Body)
		}
		if seen := listed(t, s, k.Vars["caller"], k.received+"/messages"); len(seen) != 1 || seen[0]["guid"] != answer {
			t.Errorf("after it was taken back: %v", seen)
		}
	})
}

// Before the invitation is accepted there is nobody to read; after the access has
// ended nobody writes.
func TestWhenMessagesAreWritten(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		v := aRequest(t, s, s.A)
		path := requests + "/" + v["guid"] + "/messages"
		s.Drain(t)
		s.Mails.Take()
		early := say(t, s, s.A.Admin.Token, path)
		s.Drain(t)
		if mails := s.Mails.Take(); len(mails) != 0 {
			t.Errorf("nobody has accepted, and yet %q", mails[0].Subject)
		}
		accept(t, s, v["email"])
		by := recipient(t, s, v["email"])
		seen, err := s.Messages.List(t.Context(), by, collab.Requestee, v["guid"], collab.MessagePage{Limit: 9})
		if err != nil || len(seen) != 1 || seen[0].GUID != early || seen[0].IsRead(collab.Requestee, by) {
			t.Errorf("after acceptance: %v, %v", seen, err)
		}

		k := newTalk(t, s)
		again(t, s, s.B, k.Vars["email"]) // lets the recipient in when A's access has ended
		mine := say(t, s, s.A.Admin.Token, k.sent+"/messages")
		answer := say(t, s, k.Vars["caller"], k.received+"/messages")
		s.Do(t, s.A.Admin.Token, "PATCH", k.sent, `{"status":"Resolved"}`)
		say(t, s, s.A.Admin.Token, k.sent+"/messages") // the access runs on
		closed := requests + "/" + aRequest(t, s, s.A)["guid"] + "/messages"
		if a := s.Do(t, s.A.Admin.Token, "POST", k.sent+"/revoke", `{"reason":"over"}`); a.Status != 200 {
			t.Fatal(a.Body)
		}
		refused := func(token, method, path string) {
			t.Helper()
			if a := s.Do(t, token, method, path, `{"body":"x"}`); a.Status != 409 {
				t.Errorf("%s %s: %d %s", method, path, a.Status, a.Body)
			}
		}
		refused(s.A.Admin.Token, "POST", k.sent+"/messages")
		refused(s.A.Admin.Token, "PATCH", k.sent+"/messages/"+mine)
		refused(s.A.Admin.Token, "DELETE", k.sent+"/messages/"+mine)
		refused(k.Vars["caller"], "POST", k.received+"/messages")
		refused(k.Vars["caller"], "PATCH", k.received+"/messages/"+answer)
		if all := listed(t, s, k.Vars["caller"], k.received+"/messages"); len(all) != 3 {
			t.Errorf("the recipient reads %v", all)
		}
		s.Move(14 * 24 * time.Hour) // no job has shown the end of the window yet
		refused(s.A.Admin.Token, "POST", closed)
		if all := listed(t, s, s.A.Admin.Token, k.sent+"/messages"); len(all) != 3 {
			t.Errorf("the sender reads %v", all)
		}
	})
}

func TestMessagesOfARegistration(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		register(t, s, s.A, "ada@blackhills.example", "Black Hills")
		guid := list(t, s, s.A.Admin.Token, "?reason=self_requested")[0]["guid"].(string)
		if a := s.Do(t, s.A.Admin.Token, "POST", requests+"/"+guid+"/messages", `{"body":"x"}`); a.Status != 409 {
			t.Errorf("%d %s", a.Status, a.Body)
		}
	})
}

func TestMessageRefusals(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		k := newTalk(t, s)
		for name, body := range map[string]string{
			"none": `{}`, "blank": `{"body":" \n\t "}`, "invisible": `{"body":"\u202e\u200b"}`,
			"too long": `{"body":"` + strings.Repeat("ä", 5001) + `"}`, "null": `{"body":null}`,
		} {
			a := s.Do(t, s.A.Admin.Token, "POST", k.sent+"/messages", body)
			if a.Status != 400 || apitest.JSON[document](t, a)["body"] == nil {
				t.Errorf("%s: %d %s", name, a.Status, a.Body)
			}
		}
		if a := s.Do(t, s.A.Admin.Token, "POST", k.sent+"/messages", `{"body":"`+strings.Repeat("ä", 5000)+`"}`); a.Status != 201 {
			t.Errorf("5,000 characters: %d %s", a.Status, a.Body)
		}
		if _, err := s.DB.Exec(t.Context(), `update access_requests set messages = 5000 where guid = $1`, k.Vars["guid"]); err != nil {
			t.Fatal(err)
		}
		if a := s.Do(t, s.A.Admin.Token, "POST", k.sent+"/messages", `{"body":"x"}`); a.Status != 409 || !strings.Contains(a.Body, "5000") {
			t.Errorf("one more than there may be: %d %s", a.Status, a.Body)
		}
		s.Do(t, s.A.Admin.Token, "POST", k.sent+"/revoke", `{"reason":"over"}`)
		if a := s.Do(t, s.A.Admin.Token, "POST", k.sent+"/messages", `{"body":"x"}`); a.Status != 409 || !strings.Contains(a.Body, "this request is Inactive") {
			t.Errorf("after the access has ended: %d %s", a.Status, a.Body)
		}
	})
}

// A burst of messages is one mail an hour and side, and none of what was read.
func TestMessageNotices(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		k := newTalk(t, s)
		told := func() (all []string) {
			s.Drain(t)
			for _, m := range s.Mails.Take() {
				all = append(all, m.To.Email+": "+m.Subject)
				if strings.Contains(m.Text+m.HTML, "Ahoy") {
					t.Errorf("the mail holds the message: %s", m.Text)
				}
				link := "/outbox/"
				if m.To.Email == k.Vars["email"] {
					link = "/inbox/"
				}
				if !strings.Contains(m.Text, apitest.PublicURL+link+k.Vars["guid"]) {
					t.Errorf("no way to the request in %s", m.Text)
				}
			}
			return all
		}
		expect := func(when string, want ...string) {
			t.Helper()
			if diff := cmp.Diff(want, told()); diff != "" {
				t.Errorf("%s: %s", when, diff)
			}
		}
		toRecipient, toSender := k.Vars["email"]+": Emma Waters wrote to you", s.A.Admin.Email+": X wrote to you"
		say(t, s, s.A.Admin.Token, k.sent+"/messages")
		say(t, s, s.A.Admin.Token, k.sent+"/messages")
		expect("at once", toRecipient)
		s.Move(10 * time.Minute)
		say(t, s, s.A.Admin.Token, k.sent+"/messages")
		say(t, s, s.A.Admin.Token, k.sent+"/messages")
		expect("within the hour")
		say(t, s, k.Vars["caller"], k.received+"/messages")
		expect("of the other side", toSender)
		s.Move(50 * time.Minute)
		expect("an hour later", toRecipient)
		s.Move(2 * time.Hour)
		say(t, s, k.Vars["caller"], k.received+"/messages")
		expect("after some time", toSender)
		say(t, s, k.Vars["caller"], k.received+"/messages")
		s.Do(t, s.A.Admin.Token, "POST", k.sent+"/messages/mark-all-as-read", "")
		s.Move(2 * time.Hour)
		expect("of what was read")
		if n := count(t, s, `select count(*) from notifications where subject like '%wrote to you'`); n != 4 {
			t.Errorf("%d notifications for 4 mails", n)
		}
		s.Move(2 * time.Hour)
		if _, err := s.DB.Exec(t.Context(), `update users set expires_at = '2026-03-01' where guid = $1`, s.A.Admin.GUID); err != nil {
			t.Fatal(err)
		}
		say(t, s, k.Vars["caller"], k.received+"/messages")
		expect("to who works here no more")
	})
}

// Who wants no more mail gets none about messages either.
func TestMessageNoticesAreRefused(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		for _, stop := range []collab.Stop{collab.StopSender, collab.StopServer} {
			k := newTalk(t, s)
			s.Do(t, s.A.Admin.Token, "PATCH", k.sent, `{"status":"Resolved"}`) // one open request a person
			ask(t, s, s.A, k.Vars["email"])
			if err := decline(s, t, k.Vars["email"], stop); err != nil {
				t.Fatal(err)
			}
			s.Drain(t)
			s.Mails.Take()
			say(t, s, s.A.Admin.Token, k.sent+"/messages")
			s.Drain(t)
			for _, m := range s.Mails.Take() {
				t.Errorf("%s: %s reads %q", stop, m.To.Email, m.Subject)
			}
		}
	})
}

// The recipient learns nothing but the messages: not the notes, not the people
// who only read, not other requests; and the sender nothing of other senders.
func TestMessagesTellNothingElse(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		k := newTalk(t, s)
		s.Do(t, s.A.Admin.Token, "PATCH", k.sent, `{"notes":"do not trust them"}`)
		theirs := version(t, s, k.vendor)
		s.Do(t, s.A.Admin.Token, "PATCH", k.sent, `{"notes":"not at all"}`)
		if version(t, s, k.vendor) != theirs {
			t.Error("the recipient can tell that a note was written")
		}
		s.Do(t, s.A.Admin.Token, "PATCH", k.sent, `{"status":"Resolved"}`)
		if version(t, s, k.vendor) == theirs {
			t.Error("the recipient's inbox has changed, and its version has not")
		}
		// B knows the same person by another name.
		b := again(t, s, s.B, k.Vars["email"])
		by := recipient(t, s, k.Vars["email"])
		if _, err := s.Messages.Post(t.Context(), by, collab.Requestee, b, "Hello"); err != nil {
			t.Fatal(err)
		}
		say(t, s, k.Vars["caller"], k.received+"/messages")
		for _, c := range []struct{ token, path, name string }{
			{s.B.Admin.Token, requests + "/" + b + "/messages", "Mallory"}, {s.A.Admin.Token, k.sent + "/messages", "X"},
		} {
			all := listed(t, s, c.token, c.path)
			if len(all) != 1 || all[0]["author"].(document)["formal_name"] != c.name {
				t.Errorf("%s: %v", c.name, all)
			}
		}
		someone := actor.Actor{CustomerID: by.CustomerID, UserGUID: db.NewID(), AccessID: by.AccessID, GroupGUID: by.GroupGUID, Role: actor.User}
		if _, err := s.Messages.List(t.Context(), someone, collab.Requestee, k.Vars["guid"], collab.MessagePage{Limit: 9}); err == nil {
			t.Error("a colleague of the recipient reads")
		}
	})
}

func TestManyMessagesAtOnce(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		k := newTalk(t, s)
		const n = 20
		done := make(chan int, n)
		for i := range n {
			go func() {
				token, path := s.A.Admin.Token, k.sent
				if i%2 == 0 {
					token, path = k.Vars["caller"], k.received
				}
				done <- s.Do(t, token, "POST", path+"/messages", `{"body":"`+strconv.Itoa(i)+`"}`).Status
			}()
		}
		for range n {
			if status := <-done; status != 201 {
				t.Errorf("%d", status)
			}
		}
		if all := listed(t, s, s.A.Admin.Token, k.sent+"/messages"); len(all) != n {
			t.Errorf("%d messages", len(all))
		}
	})
}

// A company token has no mailbox: what a recipient writes to its requests waits
// there to be read.
func TestMessageNoticesToAToken(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		a := s.Do(t, s.A.Admin.Token, "POST", "/ratings/v1/customers/current/api-tokens",
			`{"description":"SIEM","role":"customer_portfolio_manager"}`)
		token, _ := apitest.JSON[document](t, a)["token"].(string)
		email := "tina@blackhills.example"
		guid := create(t, s, token, newRequest(s.A, map[string]any{"requestee_email": email, "third_parties": nil}))["guid"].(string)
		accept(t, s, email)
		s.Drain(t)
		s.Mails.Take()
		if _, err := s.Messages.Post(t.Context(), recipient(t, s, email), collab.Requestee, guid, "x"); err != nil {
			t.Fatal(err)
		}
		s.Drain(t)
		for _, m := range s.Mails.Take() {
			t.Errorf("a mail to %v: %s", m.To, m.Subject)
		}
		if n := count(t, s, `select count(*) from message_notices where told_at is not null`); n != 1 {
			t.Errorf("%d notices", n)
		}
	})
}
