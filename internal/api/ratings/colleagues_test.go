package ratings_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/identity"
)

const inboxPath = "/ratings/v1/inbox/"

// token gives the user of a recipient a token of its own.
func token(t testing.TB, s *apitest.Server, email string) string {
	t.Helper()
	by := recipient(t, s, email)
	system, name := actor.System(by.CustomerID), "API"
	a, err := s.Accesses.Create(t.Context(), system, by.UserGUID, identity.AccessDraft{Type: "api_connection", Name: &name})
	if err != nil {
		t.Fatal(err)
	}
	_, secret, err := s.Tokens.Create(t.Context(), system, by.UserGUID, strconv.FormatInt(a.ID, 10), identity.TokenDraft{Forever: true})
	if err != nil {
		t.Fatal(err)
	}
	return secret
}

// mailed returns to whom mails of a subject that has a text went.
func mailed(s *apitest.Server, text string) (to []string) {
	for _, m := range s.Mails.Take() {
		if strings.Contains(m.Subject+m.Text, text) {
			to = append(to, m.To.Email)
		}
	}
	slices.Sort(to)
	return to
}

// A colleague is invited, accepts, works beside the recipient in its own name, and
// is removed.
func TestColleagues(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		findings(t, s, s.A, "obs-c")
		v := receive(t, s, s.A, strings.TrimSuffix(invite, "}")+`,"rolledup_observation_ids":["obs-c"]}`)
		me := recipient(t, s, v["email"])
		s.Drain(t)
		s.Mails.Take()
		path, sent := inboxPath+v["guid"]+"/colleagues", requests+"/"+v["guid"]
		a := s.Do(t, v["caller"], "POST", path, `{"formal_name":" Tom\u202e Baker ","email":"Tom@it.blackhills.example"}`)
		made := apitest.JSON[document](t, a)
		want := document{
			"guid": made["guid"], "formal_name": "Tom Baker", "email": "Tom@it.blackhills.example", "status": "invited",
			"invited_time": "2026-03-02T10:00:00Z", "joined_time": nil, "expires_time": "2026-03-16T10:00:00Z",
			"invited_by": document{"guid": me.UserGUID, "formal_name": "X"}, "is_me": false,
		}
		if diff := cmp.Diff(want, made); a.Status != 201 || diff != "" {
			t.Fatalf("%d %s", a.Status, diff)
		}
		if theirs := listed(t, s, s.A.Admin.Token, sent+"/colleagues"); len(theirs) != 0 {
			t.Errorf("the sender sees who has not accepted: %v", theirs)
		}
		s.Drain(t)
		if to := mailed(s, "/colleagues/"); !slices.Equal(to, []string{"Tom@it.blackhills.example"}) {
			t.Errorf("mailed to %v", to)
		}

		s.Move(time.Hour)
		k := join(t, s, "Thomas Baker", "tom@it.blackhills.example")[0]
		want["formal_name"], want["status"], want["joined_time"], want["expires_time"] = "Thomas Baker", "active", "2026-03-02T11:00:00Z", nil
		for token, path := range map[string]string{v["caller"]: path, s.A.Admin.Token: sent + "/colleagues"} {
			if diff := cmp.Diff([]document{want}, listed(t, s, token, path)); diff != "" {
				t.Error(diff)
			}
		}
		s.Drain(t)
		if to := mailed(s, "Thomas Baker (Tom@it.blackhills.example) sees it from now on"); !slices.Equal(to, []string{s.A.Admin.Email}) {
			t.Errorf("mailed to %v", to)
		}

		tom := token(t, s, k.EmailLower)
		d := apitest.JSON[document](t, s.Do(t, tom, "GET", requests+"/received/"+v["guid"], ""))
		if d["requestee_email"] != v["email"] || d["guid"] != v["guid"] {
			t.Errorf("the colleague sees %v", d)
		}
		s.Do(t, tom, "PATCH", requests+"/received/"+v["guid"]+"/findings/obs-c", `{"status":"fixed"}`)
		f := listed(t, s, s.A.Admin.Token, sent+"/findings")[0]["remediation"].(document)["updated_by"]
		if diff := cmp.Diff(any(document{"guid": *k.UserGUID, "formal_name": "Thomas Baker"}), f); diff != "" {
			t.Error(diff)
		}
		s.Do(t, v["caller"], "PATCH", requests+"/received/"+v["guid"], `{"read":true}`)
		s.Do(t, tom, "POST", requests+"/received/"+v["guid"]+"/messages", `{"body":"I am on it"}`)
		m := listed(t, s, v["caller"], requests+"/received/"+v["guid"]+"/messages")[0]
		if m["author"].(document)["formal_name"] != "Thomas Baker" || m["is_mine"] != false || m["side"] != "requestee" {
			t.Errorf("%v", m)
		}
		if d := apitest.JSON[document](t, s.Do(t, v["caller"], "GET", requests+"/received/"+v["guid"], "")); d["read"] != false {
			t.Error("what a colleague writes shows as read")
		}
		s.Drain(t)
		s.Mails.Take()
		s.Do(t, s.A.Admin.Token, "POST", sent+"/messages", `{"body":"Thanks"}`)
		s.Move(2 * time.Hour)
		s.Drain(t)
		if to := mailed(s, "wrote to you"); !slices.Equal(to, []string{k.Email, v["email"]}) && !slices.Equal(to, []string{v["email"], k.Email}) {
			t.Errorf("mailed to %v", to)
		}

		if a := s.Do(t, s.A.Admin.Token, "DELETE", sent+"/colleagues/"+k.GUID, ""); a.Status != 204 {
			t.Fatalf("%d %s", a.Status, a.Body)
		}
		if a := s.Do(t, tom, "GET", requests+"/received", ""); a.Status != 401 {
			t.Errorf("the removed colleague is answered %d", a.Status)
		}
		if a := s.Do(t, v["caller"], "GET", requests+"/received/"+v["guid"], ""); a.Status != 200 {
			t.Errorf("the recipient is answered %d", a.Status)
		}
		if n, err := db.Value[int](t.Context(), s.DB, `select count(*) from received where user_guid = $1`, *k.UserGUID); err != nil || n != 0 {
			t.Errorf("%d rows are left %v", n, err)
		}
	})
}

// Who may be a colleague, of whom, and how many.
func TestColleagueRules(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		v := aReceived(t, s, s.A)
		path := inboxPath + v["guid"] + "/colleagues"
		ask := func(email string) apitest.Answer {
			return s.Do(t, v["caller"], "POST", path, `{"formal_name":"X","email":"`+email+`"}`)
		}
		for _, c := range []struct {
			email  string
			status int
			says   string
		}{
			{"tom", 400, "valid email"},
			{"tom+x@blackhills.example", 400, "without the plus sign"},
			{"tom@blackhills.test", 400, "must be an address at blackhills.example"},
			{"tom@notblackhills.example", 400, "must be an address at blackhills.example"},
			{strings.ToUpper(v["email"]), 400, "whom the request was sent to"},
			{"k0@blackhills.example", 201, ""},
			{"K0@blackhills.example", 409, "among the colleagues already"},
			{"k1@sub.blackhills.example", 201, ""},
			{"k2@blackhills.example", 201, ""},
			{"k3@blackhills.example", 201, ""},
			{"k4@blackhills.example", 201, ""},
			{"k5@blackhills.example", 409, "at most 5 colleagues"},
		} {
			if a := ask(c.email); a.Status != c.status || !strings.Contains(a.Body, c.says) {
				t.Errorf("%s: %d %s", c.email, a.Status, a.Body)
			}
		}
		k := listed(t, s, v["caller"], path)
		if len(k) != 5 {
			t.Fatalf("%v", k)
		}
		for i := range 16 { // a failure costs nothing, an invitation does
			guid := k[len(k)-1]["guid"].(string)
			if a := s.Do(t, v["caller"], "DELETE", path+"/"+guid, ""); a.Status != 204 {
				t.Fatalf("%d %s", a.Status, a.Body)
			}
			want := 201
			if i == 15 {
				want = 429
			}
			if a := ask(fmt.Sprintf("n%d@blackhills.example", i)); a.Status != want {
				t.Fatalf("%d: %d %s", i, a.Status, a.Body)
			}
			k = listed(t, s, v["caller"], path)
		}
		s.Do(t, s.A.Admin.Token, "POST", requests+"/"+v["guid"]+"/resolve", "")
		s.Move(24 * time.Hour)
		if a := ask("late@blackhills.example"); a.Status != 201 {
			t.Errorf("%d %s", a.Status, a.Body)
		}
		other := aReceived(t, s, s.A) // of somebody else at the same domain
		if a := s.Do(t, other["caller"], "GET", path, ""); a.Status != 404 {
			t.Errorf("another recipient of the domain is answered %d", a.Status)
		}
	})
}

// Whether somebody wants no such mail, or is a user already, does not show.
func TestColleagueStops(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		v := aReceived(t, s, s.A)
		known := aReceived(t, s, s.B)["email"]
		s.Drain(t)
		s.Mails.Take()
		bring := func(email string) string {
			a := s.Do(t, v["caller"], "POST", inboxPath+v["guid"]+"/colleagues", `{"formal_name":"X","email":"`+email+`"}`)
			d := apitest.JSON[document](t, a)
			delete(d, "guid")
			delete(d, "email")
			return fmt.Sprint(a.Status, d)
		}
		want := bring("new@blackhills.example")
		if got := bring(known); got != want {
			t.Errorf("who is a user: %s, nobody: %s", got, want)
		}
		path, code := s.Link(t, "new@blackhills.example")
		err := s.Colleagues.Decline(t.Context(), collab.ColleagueAnswer{Secret: path[len("/colleagues/"):], Code: code, Stop: collab.StopSender})
		if err != nil {
			t.Fatal(err)
		}
		s.Drain(t)
		s.Mails.Take()
		if got := bring("new@blackhills.example"); got != want {
			t.Errorf("who wants no more: %s, nobody: %s", got, want)
		}
		s.Drain(t)
		if to := mailed(s, "/colleagues/"); len(to) != 0 {
			t.Errorf("mailed to %v", to)
		}
		s.Move(15 * 24 * time.Hour)
		if err := s.Colleagues.Expire(t.Context()); err != nil {
			t.Fatal(err)
		}
		if all := listed(t, s, v["caller"], inboxPath+v["guid"]+"/colleagues"); len(all) != 0 {
			t.Errorf("what nobody accepted is still there: %v", all)
		}
	})
}

// One mail invites to all that the inviter has, as far as its access runs there;
// each request ends by itself.
func TestColleagueOfAll(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		v := aReceived(t, s, s.A)
		second := again(t, s, s.B, v["email"])
		a := s.Do(t, v["caller"], "POST", inboxPath+v["guid"]+"/colleagues", `{"formal_name":"X","email":"all@blackhills.example","all_requests":true}`)
		if a.Status != 201 {
			t.Fatalf("%d %s", a.Status, a.Body)
		}
		if in := join(t, s, "X", "all@blackhills.example"); len(in) < 2 || in[0].RequestGUID != v["guid"] {
			t.Fatalf("let in to %v", in)
		}
		all := token(t, s, "all@blackhills.example")
		if a := s.Do(t, s.A.Admin.Token, "POST", requests+"/"+v["guid"]+"/revoke", `{"reason":"over"}`); a.Status != 200 {
			t.Fatalf("%d %s", a.Status, a.Body)
		}
		if a := s.Do(t, all, "POST", requests+"/received/"+v["guid"]+"/messages", `{"body":"x"}`); a.Status != 409 {
			t.Errorf("after the end: %d %s", a.Status, a.Body)
		}
		if a := s.Do(t, all, "POST", requests+"/received/"+second+"/messages", `{"body":"x"}`); a.Status != 201 {
			t.Errorf("in the other: %d %s", a.Status, a.Body)
		}
		guid := listed(t, s, all, inboxPath+second+"/colleagues")[0]["guid"].(string)
		if a := s.Do(t, all, "DELETE", inboxPath+second+"/colleagues/"+guid, ""); a.Status != 204 {
			t.Errorf("leaving: %d %s", a.Status, a.Body)
		}
		if a := s.Do(t, all, "GET", inboxPath+second+"/colleagues", ""); a.Status != 404 && a.Status != 401 {
			t.Errorf("who has left is answered %d", a.Status)
		}
	})
}
