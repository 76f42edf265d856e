package web

import (
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
	"gatehouse/internal/identity"
)

// remind makes the reminders that are due and returns the page of the newest.
func (s *site) remind(t *testing.T) (page string) {
	t.Helper()
	if err := s.Requests.RemindTrials(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := s.Reminders.Remind(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.Drain(t)
	guid, err := db.Value[string](t.Context(), s.DB, `select guid from reminders order by made_at desc, guid desc limit 1`)
	if err != nil {
		t.Fatal(err)
	}
	return "/renewals/" + guid
}

// signIn signs a person in again, whose session has ended while the clock moved.
func (v *visitor) signIn(t *testing.T, p *apitest.Person) {
	t.Helper()
	v.post(t, "/sign-in", url.Values{"email": {p.Email}, "password": {password}}).leads(t, "/")
}

// The page of a mailed link survives mail scanners: looks change nothing, and the
// click counts with the code alone.
func TestRenewTokenByMail(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		p := s.A.User
		_, _, err := s.Tokens.Create(t.Context(), actor.System(s.A.ID), p.GUID, strconv.FormatInt(p.Access, 10), identity.TokenDraft{ExpiresAt: new(s.Now().AddDate(0, 0, 60))})
		if err != nil {
			t.Fatal(err)
		}
		s.Move(54 * 24 * time.Hour)
		s.Mails.Take()
		s.remind(t)
		if sent := s.Mails.Take(); len(sent) != 1 || sent[0].To.Email != p.Email || strings.Contains(sent[0].Text, "gth_") {
			t.Fatalf("%v", sent)
		}
		path, code := s.Link(t, p.Email)
		if !strings.HasPrefix(path, "/renew-token/") {
			t.Fatalf("the mail leads to %s", path)
		}
		v := s.visitor()
		before := s.state(t)
		for _, method := range []string{"GET", "HEAD", "GET"} {
			if a := v.do(t, method, path, nil); a.status != 200 || a.header.Get("Referrer-Policy") != "no-referrer" {
				t.Errorf("%s: %d %v", method, a.status, a.header)
			}
		}
		if after := s.state(t); strings.Join(before, "\n") != strings.Join(after, "\n") {
			t.Error("a look changed something")
		}
		v.get(t, path).want(t, 200, "Renew your API token", "Blue Seas", "The old one works until it expires")
		v.post(t, path, url.Values{}).want(t, 422)
		v.post(t, path, url.Values{"code": {other(code)}}).want(t, 422, "You have 4 tries left")
		a := v.post(t, path, url.Values{"code": {code}}).want(t, 200, "It is shown here and never again")
		by, err := s.Doors.Token(t.Context(), tokenForm.FindString(a.body), "192.0.2.1")
		if err != nil || by.UserGUID != p.GUID || a.header.Get("Cache-Control") != "no-store" {
			t.Errorf("%v %v", err, a.header)
		}
		v.post(t, path, url.Values{"code": {code}}).want(t, 410)
		v.get(t, path).want(t, 410, "This link has done its work")
		for _, elsewhere := range []string{"/set-password/", "/retrieve-token/"} {
			if a := v.get(t, strings.Replace(path, "/renew-token/", elsewhere, 1)); a.status != 404 {
				t.Errorf("as %s: %d", elsewhere, a.status)
			}
		}
	})
}

// A recipient's access that ends is told to both sides, and extended by a sender who
// may, once, behind the sign-in.
func TestExtendTrial(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		admin := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		reader := s.member(t, s.A, s.A.Reader, "GATEHOUSE_REQUESTS_R")
		stranger := s.member(t, s.B, s.B.Admin, actor.AllRights()...)
		maria := s.send(t, s.maria())[0]
		path, code := s.Link(t, maria.Email)
		recipient := s.visitor()
		recipient.post(t, path, url.Values{"answer": {"accept"}, "code": {code}, "password": {password}, "terms": {"yes"}}).
			leads(t, "/inbox/"+maria.GUID+"?done=accepted")
		s.Drain(t)
		s.Mails.Take()
		var page string
		for _, days := range []int{15, 23, 6} { // 30, 7 and 1 days before the end
			s.Move(time.Duration(days) * 24 * time.Hour)
			page = s.remind(t)
			s.remind(t)
			sent := s.Mails.Take()
			if len(sent) != 2 || sent[0].To.Email == sent[1].To.Email {
				t.Fatalf("%d mails", len(sent))
			}
			for _, m := range sent {
				toSender := m.To.Email == s.A.Admin.Email
				if strings.Contains(m.Text, apitest.PublicURL+"/renewals/") != toSender || strings.Contains(m.Text, s.A.Admin.Email) == toSender {
					t.Errorf("to %s:\n%s", m.To.Email, m.Text)
				}
			}
		}
		s.visitor().get(t, page).leads(t, "/sign-in?next="+url.QueryEscape(page))
		admin.signIn(t, s.A.Admin)
		reader.signIn(t, s.A.Reader)
		stranger.signIn(t, s.B.Admin)
		before := s.state(t)
		admin.get(t, page).want(t, 200, "Extend the access of Maria Castro", "Extend it by 45 days", "16 Apr 2026")
		if after := s.state(t); strings.Join(before, "\n") != strings.Join(after, "\n") {
			t.Error("a look changed something")
		}
		for _, method := range []string{"GET", "POST"} {
			reader.do(t, method, page, nil).want(t, 403)
			stranger.do(t, method, page, nil).want(t, 404)
			admin.do(t, method, "/renewals/"+db.NewID(), nil).want(t, 404)
		}
		admin.post(t, page, nil).want(t, 200, "Maria Castro has access until 31 May 2026")
		admin.post(t, page, nil).want(t, 409)
		admin.get(t, page).want(t, 409)
		if n := s.Rows(t)["events"]; n == 0 {
			t.Error("nothing was recorded")
		}
		s.Move(2 * 24 * time.Hour)
		s.Drain(t)
		recipient.post(t, "/sign-in", url.Values{"email": {maria.Email}, "password": {password}})
		recipient.get(t, "/inbox/"+maria.GUID).want(t, 200, "31 May 2026")
		admin.signIn(t, s.A.Admin)
		admin.post(t, "/outbox/"+maria.GUID+"/resolve", nil)
		s.Mails.Take()
		s.Move(20 * 24 * time.Hour)
		if err := s.Requests.RemindTrials(t.Context()); err != nil {
			t.Fatal(err)
		}
		s.Drain(t)
		if sent := s.Mails.Take(); len(sent) != 0 {
			t.Errorf("%d mails about what was resolved", len(sent))
		}
	})
}

// The end of a company token is told to the admins, who renew it behind a fresh sign-in.
func TestRenewCompanyToken(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		admin := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		other := s.member(t, s.A, s.A.GroupAdmin, actor.AllRights()...)
		by, err := s.Doors.Token(t.Context(), s.A.Admin.Token, "192.0.2.1")
		if err != nil {
			t.Fatal(err)
		}
		made, secret, err := s.CompanyTokens.Create(t.Context(), by, identity.Current, identity.CompanyTokenDraft{Description: "SIEM export"})
		if err != nil {
			t.Fatal(err)
		}
		s.Drain(t)
		s.Mails.Take()
		s.Move(340 * 24 * time.Hour)
		page := s.remind(t)
		sent := s.Mails.Take()
		if len(sent) != 1 || sent[0].To.Email != s.A.Admin.Email || !strings.Contains(sent[0].Subject, "SIEM export") {
			t.Fatalf("%v", sent)
		}
		admin.signIn(t, s.A.Admin)
		other.signIn(t, s.A.GroupAdmin)
		other.get(t, page).want(t, 403)
		other.post(t, page, nil).want(t, 403)
		admin.get(t, page).want(t, 200, "Renew the API token “SIEM export”")
		s.Move(11 * time.Minute)
		prove := "/account/prove?next=" + url.QueryEscape(page)
		admin.get(t, page).leads(t, prove)
		admin.header.Set("Referer", "http://example.com"+page)
		admin.post(t, page, nil).leads(t, prove)
		admin.post(t, "/account/prove", url.Values{"password": {password}, "next": {page}}).leads(t, page)
		a := admin.post(t, page, nil).want(t, 200, "It is shown here and never again")
		for _, one := range []string{secret, tokenForm.FindString(a.body)} {
			if by, err := s.Doors.Token(t.Context(), one, "192.0.2.1"); err != nil || by.UserGUID != made.GUID {
				t.Errorf("%v", err)
			}
		}
		admin.post(t, page, nil).want(t, 409)
	})
}

// A user's last day is extended behind the sign-in.
func TestExtendUserPage(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		admin := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		_, err := s.Users.Create(t.Context(), actor.System(s.A.ID), identity.UserDraft{
			Email: "guest@blueseas.example", FormalName: "Gerda Gast", ExpiresAt: s.Now().AddDate(0, 0, 40).Format(time.DateOnly),
		})
		if err != nil {
			t.Fatal(err)
		}
		s.Move(35 * 24 * time.Hour)
		page := s.remind(t)
		admin.signIn(t, s.A.Admin)
		admin.get(t, page).want(t, 200, "Extend the access of Gerda Gast", "40 days")
		admin.post(t, page, nil).want(t, 200, "Gerda Gast has access until 21 May 2026")
		admin.post(t, page, nil).want(t, 409)
	})
}
