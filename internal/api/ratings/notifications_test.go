package ratings_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gatehouse/internal/api/apitest"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/identity"
	"gatehouse/internal/mail"
)

const notifications = "/ratings/v1/notifications"

func notified(t testing.TB, s *apitest.Server, token, query string) document {
	t.Helper()
	a := s.Do(t, token, "GET", notifications+query, "")
	if a.Status != 200 {
		t.Fatalf("%s: %d %s", query, a.Status, a.Body)
	}
	return apitest.JSON[document](t, a)
}

func TestNotifications(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		d := create(t, s, s.A.Admin.Token, newRequest(s.A, nil))
		accept(t, s, maria)
		got := notified(t, s, s.A.Admin.Token, "")
		first := got["data"].([]any)[0].(document)
		want := document{
			"data": []any{document{
				"date": "2026-03-02", "id": first["id"], "status": "Success", "subject": "Your invitation was accepted", "type": "Collaboration",
				"text":   "Your invitation to Maria Castro of Black Hills Technologies was accepted: the access has begun.",
				"unread": true, "link": d["link"],
			}},
			"limit": "100", "page": 1.0, "total": 1.0,
			"meta": document{
				"num_filtered": 1.0, "num_read": 0.0, "num_unread": 1.0, "num_unseen_count": 1.0, "types": []any{
					document{"id": 1.0, "name": "Subscription"},
					document{"id": 2.0, "name": "Folder"},
					document{"id": 3.0, "name": "Report"},
					document{"id": 4.0, "name": "Collaboration"},
					document{"id": 5.0, "name": "File Download"},
				},
			},
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		one := notifications + "/" + fmt.Sprintf("%.0f", first["id"])
		if diff := cmp.Diff(first, apitest.JSON[document](t, s.Do(t, s.A.Admin.Token, "GET", one, ""))); diff != "" {
			t.Error(diff)
		}
		for name, token := range map[string]string{"a colleague": s.A.GroupAdmin.Token, "another customer": s.B.Admin.Token} {
			if n := notified(t, s, token, "")["total"]; n != 0.0 {
				t.Errorf("%s has %v", name, n)
			}
			for method, body := range map[string]string{"GET": "", "PATCH": `{"data":{"unread":false}}`} {
				if a := s.Do(t, token, method, one, body); a.Status != 404 {
					t.Errorf("%s: %s: %d", name, method, a.Status)
				}
			}
			if a := s.Do(t, token, "POST", notifications+"/mark-all-as-read", ""); a.Status != 200 {
				t.Errorf("%s marks all of its own: %d %s", name, a.Status, a.Body)
			}
		}
		if n := notified(t, s, s.A.Admin.Token, "")["meta"].(document)["num_unread"]; n != 1.0 {
			t.Errorf("others have marked it: %v are unread", n)
		}
		before := version(t, s, s.A.ID)
		a := s.Do(t, s.A.Admin.Token, "PATCH", one, `{"data":{"unread":false}}`)
		if got := apitest.JSON[document](t, a); a.Status != 200 || got["unread"] != false || version(t, s, s.A.ID) == before {
			t.Errorf("%d %s", a.Status, a.Body)
		}
		meta := notified(t, s, s.A.Admin.Token, "")["meta"].(document)
		if meta["num_read"] != 1.0 || meta["num_unread"] != 0.0 {
			t.Errorf("%v", meta)
		}
	})
}

func TestOwnNotifications(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		token := s.A.Reader.Token // who has no right at all
		for i := range 3 {
			s.Move(time.Second)
			a := s.Do(t, token, "POST", notifications, fmt.Sprintf(`{"data":{"subject":" N%d\n","text":"It is done.","type":"Report","status":"Failed","date":"1999-01-01","id":7}}`, i))
			got := apitest.JSON[document](t, a)
			want := document{
				"date": "2026-03-02", "id": got["id"], "status": "Failed", "subject": fmt.Sprintf("N%d", i), "text": "It is done.",
				"type": "Report", "unread": true, "link": nil,
			}
			if diff := cmp.Diff(want, got); a.Status != 200 || diff != "" || got["id"] == 7.0 {
				t.Errorf("%d %s", a.Status, diff)
			}
		}
		s.Move(time.Second)
		s.Do(t, token, "POST", notifications, `{"data":{"subject":"read","text":"x","type":"Folder","unread":false}}`)
		for query, want := range map[string]string{
			"": "read N2 N1 N0", "?limit=2": "read N2", "?limit=2&page=2": "N1 N0", "?limit=2&page=3": "", "?limit=2&offset=1": "N2 N1",
			"?unread=True": "N2 N1 N0", "?unread=false": "read", "?type=Folder": "read", "?type=Folder,Report&limit=1": "read", "?type=x": "",
		} {
			got := notified(t, s, token, query)
			var subjects []string
			for _, n := range got["data"].([]any) {
				subjects = append(subjects, n.(document)["subject"].(string))
			}
			if strings.Join(subjects, " ") != want || got["total"] != 4.0 {
				t.Errorf("%s: %v of %v", query, subjects, got["total"])
			}
		}
		if got := notified(t, s, token, "?unread=true&limit=1"); got["meta"].(document)["num_filtered"] != 3.0 || got["limit"] != "1" {
			t.Errorf("%v", got)
		}
		if csv := s.Do(t, token, "GET", notifications+"?format=csv&fields=subject,unread&limit=2", "").Body; csv != "unread,subject\nfalse,read\ntrue,N2\n" {
			t.Errorf("as csv: %q", csv)
		}
		if got := notified(t, s, token, "?fields=subject&limit=1")["data"]; !cmp.Equal(got, []any{document{"subject": "read"}}) {
			t.Errorf("picked: %v", got)
		}
		for body, unread := range map[string]float64{"": 0, `{"data":{"unread":true}}`: 4, `{"data":{"unread":false}}`: 0} {
			a := s.Do(t, token, "POST", notifications+"/mark-all-as-read", body)
			if got := notified(t, s, token, "")["meta"].(document)["num_unread"]; a.Status != 200 || a.Body != "" || got != unread {
				t.Errorf("%s: %d %q, %v unread", body, a.Status, a.Body, got)
			}
		}
	})
}

func TestNotificationRefusals(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		for _, tt := range []struct{ field, body string }{
			{"data", `{"subject":"x","text":"y","type":"Report"}`},
			{"subject", `{"data":{"text":"y","type":"Report"}}`},
			{"subject", `{"data":{"subject":" ","text":"y","type":"Report"}}`},
			{"subject", `{"data":{"subject":"` + strings.Repeat("x", 256) + `","text":"y","type":"Report"}}`},
			{"text", `{"data":{"subject":"x","type":"Report"}}`},
			{"text", `{"data":{"subject":"x","text":"` + strings.Repeat("x", 5001) + `","type":"Report"}}`},
			{"type", `{"data":{"subject":"x","text":"y","type":"Gossip"}}`},
			{"status", `{"data":{"subject":"x","text":"y","type":"Report","status":"Perhaps"}}`},
		} {
			a := s.Do(t, s.A.Admin.Token, "POST", notifications, tt.body)
			if a.Status != 400 || apitest.JSON[document](t, a)[tt.field] == nil {
				t.Errorf("%s: %d %.200s", tt.field, a.Status, a.Body)
			}
		}
		for _, query := range []string{"?limit=0", "?limit=501", "?page=0", "?page=x", "?unread=perhaps", "?format=xml"} {
			if a := s.Do(t, s.A.Admin.Token, "GET", notifications+query, ""); a.Status != 400 {
				t.Errorf("%s: %d", query, a.Status)
			}
		}
	})
}

// What becomes of a request is told to who sent it, and that somebody registered
// to who decides.
func TestWhatNotifies(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		subjects := func(token string) (all []string) {
			for _, n := range notified(t, s, token, "")["data"].([]any) {
				d := n.(document)
				all = append(all, d["status"].(string)+": "+d["subject"].(string))
				if d["type"] != "Collaboration" {
					t.Errorf("%v", d)
				}
			}
			slices.Sort(all)
			return all
		}
		invite := func(email string) {
			create(t, s, s.A.User.Token, newRequest(s.A, map[string]any{"requestee_email": email, "third_parties": nil}))
		}
		invite("a@blackhills.example")
		if err := decline(s, t, "a@blackhills.example", collab.NoStop); err != nil {
			t.Fatal(err)
		}
		s.Mails.Fail, s.Mails.To = &mail.Refusal{Answer: "550 no such user"}, "b@blackhills.example"
		invite("b@blackhills.example")
		s.Drain(t)
		invite("c@blackhills.example")
		accept(t, s, "c@blackhills.example")
		guid := list(t, s, s.A.Admin.Token, "?q=c@")[0]["guid"].(string)
		if _, err := s.Messages.Post(t.Context(), recipient(t, s, "c@blackhills.example"), collab.Requestee, guid, "Hello"); err != nil {
			t.Fatal(err)
		}
		invite("d@blackhills.example")
		s.Move(15 * 24 * time.Hour)
		s.Drain(t)
		want := []string{
			"Failed: Your invitation could not be delivered", "Failed: Your invitation was declined",
			"Failed: Your invitation was not answered", "Failed: Your invitation was not answered",
			"Success: Maria Castro wrote to you", "Success: Your invitation was accepted",
		}
		if diff := cmp.Diff(want, subjects(s.A.User.Token)); diff != "" {
			t.Error(diff)
		}
		if got := subjects(s.A.Admin.Token); len(got) != 0 {
			t.Errorf("who did not send reads %v", got)
		}
		register(t, s, s.A, "ada@blackhills.example", "Black Hills")
		if diff := cmp.Diff([]string{"Success: A registration awaits a decision"}, subjects(s.A.Admin.Token)); diff != "" {
			t.Error(diff)
		}
	})
}

// A preferred contact that the sender does not see is in no notification.
func TestNotificationsHideTheContact(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		create(t, s, s.A.Admin.Token, newRequest(s.A, map[string]any{
			"requestee_company_guid": s.A.Companies["Saperix"], "requestee_email": nil, "requestee_formal_name": nil, "third_parties": nil,
		}))
		if err := decline(s, t, "richard.kuga@saperix.example", collab.NoStop); err != nil {
			t.Fatal(err)
		}
		got := notified(t, s, s.A.Admin.Token, "")["data"].([]any)[0].(document)
		if got["text"] != "Your invitation to your contact of Saperix was declined." {
			t.Errorf("%v", got)
		}
	})
}

func TestNotificationsAreBounded(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		err := s.DB.Tx(t.Context(), func(tx *db.Tx) error {
			for i := range 505 {
				at := apitest.Start.Add(time.Duration(i) * time.Minute)
				n := identity.Notification{
					CustomerID: s.A.ID, UserGUID: s.A.Reader.GUID, Type: identity.Collaboration, Status: identity.Success,
					Subject: strconv.Itoa(i), Text: "x",
				}
				if err := identity.Notify(t.Context(), tx, at, n); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		got := notified(t, s, s.A.Reader.Token, "?limit=1&page=500")
		if last := got["data"].([]any); got["total"] != 500.0 || len(last) != 1 || last[0].(document)["subject"] != "5" {
			t.Errorf("%v", got)
		}
	})
}
