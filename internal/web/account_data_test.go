package web

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
)

// What is held about somebody comes as one file, to who has just proven who it is,
// and has no secret and nothing of others.
func TestOwnData(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		maria, guid := s.received(t)
		maria.post(t, "/inbox/"+guid+"/messages", url.Values{"body": {"The port is closed."}}).leads(t, "/inbox/"+guid+"?done=message")
		admin := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		admin.post(t, "/outbox/"+guid+"/messages", url.Values{"body": {"Thank you, Maria."}}).leads(t, "/outbox/"+guid+"?done=message")
		admin.post(t, "/outbox/"+guid+"/notes", url.Values{"notes": {"Difficult person."}, "tag": {""}})
		if a := maria.get(t, "/account").want(t, 200, "Your data", "Erase me"); !strings.Contains(a.body, dataPath) {
			t.Error("the account does not lead to the data")
		}
		maria.get(t, dataPath).want(t, 200, "What Gatehouse holds about you", "Download as one file")
		a := maria.get(t, dataPath+".json").want(t, 200)
		var d map[string]json.RawMessage
		if err := json.Unmarshal([]byte(a.body), &d); err != nil {
			t.Fatal(err)
		}
		for kind, says := range map[string]string{
			"user": `"email":"mcastro@blackhills.example"`, "accesses": `"type":"ui_connection"`, "sessions": `"method":"password"`,
			"mails": `"kind":"invitation"`, "events": `"action":"access_request.accept"`, "requests_received": guid,
			"messages": "The port is closed.", "shortened": "[]",
		} {
			if !strings.Contains(string(d[kind]), says) {
				t.Errorf("%s does not say %s: %s", kind, says, d[kind])
			}
		}
		for _, not := range []string{"Thank you, Maria.", "Difficult person.", "argon2", "phc"} {
			if strings.Contains(a.body, not) {
				t.Errorf("the file says %q", not)
			}
		}
		if a.header.Get("Content-Disposition") == "" {
			t.Error("the browser shows it rather than keeping it")
		}
		s.Move(11 * time.Minute)
		maria.get(t, dataPath+".json").leads(t, "/account/prove?next="+url.QueryEscape(dataPath+".json"))
		s.visitor().get(t, dataPath+".json").leads(t, "/sign-in?next="+url.QueryEscape(dataPath+".json"))
		admin.get(t, erasePath).want(t, 200, "An administrator does that")
		admin.post(t, erasePath, url.Values{"email": {s.A.Admin.Email}})
		admin = s.visitor()
		admin.post(t, "/sign-in", url.Values{"email": {s.A.Admin.Email}, "password": {password}}).leads(t, "/")
		admin.post(t, erasePath, url.Values{"email": {s.A.Admin.Email}}).want(t, 403)
	})
}

// traces returns the rows of the whole database that hold one of texts.
func (s *site) traces(t *testing.T, texts ...string) (found []string) {
	t.Helper()
	for table, rows := range s.Snapshot(t) {
		for _, row := range rows {
			if slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(strings.ToLower(row), strings.ToLower(text)) }) {
				found = append(found, table+": "+row)
			}
		}
	}
	return found
}

// Who is erased is nowhere any more, as a recipient and as a colleague; what it was
// part of stays, the record of events is whole, and what it wants no more holds.
func TestEraseMe(t *testing.T) {
	for _, words := range []bool{false, true} {
		each(t, func(t *testing.T, s *site) {
			maria, guid := s.received(t)
			page := "/inbox/" + guid + "/colleagues"
			maria.post(t, page, tom).leads(t, page+"?done=invited")
			s.Drain(t)
			colleague := s.comes(t, guid)
			maria.post(t, "/inbox/"+guid+"/messages", url.Values{"body": {"The port is closed."}}).leads(t, "/inbox/"+guid+"?done=message")
			colleague.post(t, "/inbox/"+guid+"/messages", url.Values{"body": {"It is indeed."}}).leads(t, "/inbox/"+guid+"?done=message")
			s.Drain(t)
			admin := s.member(t, s.A, s.A.Admin, actor.AllRights()...)

			form := url.Values{"email": {"tom@blackhills.example"}}
			if words {
				form.Set("words", "yes")
			}
			colleague.get(t, erasePath).want(t, 200, "It cannot be undone", "Type your address, tom@blackhills.example")
			colleague.post(t, erasePath, url.Values{"email": {"mcastro@blackhills.example"}}).want(t, 422, "This is not your address.")
			colleague.post(t, erasePath, form).leads(t, "/account/erased")
			s.Drain(t)
			if found := s.traces(t, "tom@blackhills", "Tom Baker", "Tom <Baker>"); len(found) != 0 {
				t.Errorf("of the colleague there is\n%s", strings.Join(found, "\n"))
			}
			admin.get(t, "/outbox/"+guid).want(t, 200, "Maria Castro", "The port is closed.", "Active")

			s.Move(11 * time.Minute)
			form.Set("email", "mcastro@blackhills.example")
			form.Set("stop", "yes")
			if a := maria.post(t, erasePath, form); !strings.HasPrefix(a.header.Get("Location"), "/account/prove") {
				t.Fatalf("erased without a fresh proof: %d %s", a.status, a.header.Get("Location"))
			}
			maria.post(t, "/account/prove", url.Values{"password": {password}, "next": {erasePath}}).leads(t, erasePath)
			maria.post(t, erasePath, form).leads(t, "/account/erased")
			if len(maria.cookies) != 0 {
				t.Errorf("the browser still has %v", maria.cookies)
			}
			maria.get(t, "/account/erased").want(t, 200, "You have been erased")
			maria.get(t, "/inbox").leads(t, "/sign-in?next=%2Finbox")
			s.Drain(t)
			if found := s.traces(t, "mcastro@blackhills", "Maria Castro"); len(found) != 0 {
				t.Errorf("of the recipient there is\n%s", strings.Join(found, "\n"))
			}
			if err := audit.Seal(t.Context(), s.DB); err != nil {
				t.Fatal(err)
			}
			if _, wrong, err := audit.Verify(t.Context(), s.DB, nil); err != nil || len(wrong) != 0 {
				t.Errorf("the record is broken: %v %v", wrong, err)
			}

			a := admin.get(t, "/outbox/"+guid).want(t, 200, "Erased person", "Inactive", "had everything about themselves erased", "Please address these <concerns>.")
			if said := strings.Contains(a.body, "The port is closed."); said == words {
				t.Errorf("what was written is there: %t", said)
			}
			admin.get(t, "/outbox?q=castro").want(t, 200, "Nothing")
			again := s.send(t, s.maria())[0]
			s.Mails.Take()
			if mails := s.Mails.Take(); len(mails) != 0 || again.Status != collab.Pending {
				t.Errorf("who wants no mail gets %v", mails)
			}
		})
	}
}

// Files and what was asked for more time lose their author, or go with what it wrote.
func TestEraseWhatWasHandedIn(t *testing.T) {
	for _, words := range []bool{false, true} {
		each(t, func(t *testing.T, s *site) {
			guid, maria := s.aLetter(t)
			inbox := "/inbox/" + guid
			form := filled(t, maria.get(t, inbox), "status-1", "fixed", "comment-1", "Closed on Monday")
			maria.handIn(t, inbox+"/findings", form, handedIn{"file-1", "firewall.png", aPicture}).leads(t, inbox+"?done=remediation")
			maria.post(t, inbox+"/more-time", url.Values{"days": {"14"}, "why": {"The vendor is slow."}}).leads(t, inbox+"?done=asked")
			if a := maria.get(t, dataPath+".json").want(t, 200); !strings.Contains(a.body, `"firewall.png"`) || !strings.Contains(a.body, "The vendor is slow.") {
				t.Errorf("the file does not name what was handed in: %s", a.body)
			}
			erase := url.Values{"email": {"mcastro@blackhills.example"}}
			if words {
				erase.Set("words", "yes")
			}
			maria.post(t, erasePath, erase).leads(t, "/account/erased")
			s.Drain(t)
			if found := s.traces(t, "mcastro@blackhills", "Maria Castro"); len(found) != 0 {
				t.Errorf("of the recipient there is\n%s", strings.Join(found, "\n"))
			}
			admin := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
			a := admin.get(t, "/outbox/"+guid).want(t, 200, "Erased person", "Telnet is open Fixed")
			for _, said := range []string{"Closed on Monday", "firewall.png"} {
				if strings.Contains(a.body, said) == words {
					t.Errorf("%q is there: %t", said, !words)
				}
			}
			left, err := db.Value[int64](t.Context(), s.DB, `select bytes from file_budgets where customer_id = $1`, s.A.ID)
			if want := map[bool]int64{false: int64(len(aPicture))}[words]; err != nil || left != want {
				t.Errorf("%d bytes are counted, want %d: %v", left, want, err)
			}
		})
	}
}
