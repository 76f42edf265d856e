package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"gatehouse/internal/actor"
)

// received has Maria of Black Hills accept what customer A asks, and returns her
// browser and the request.
func (s *site) received(t *testing.T) (maria *visitor, guid string) {
	t.Helper()
	request := s.send(t, s.maria())[0]
	path, code := s.Link(t, request.Email)
	maria = s.visitor()
	maria.post(t, path, url.Values{"answer": {"accept"}, "code": {code}, "password": {password}, "terms": {"yes"}}).
		leads(t, "/inbox/"+request.GUID+"?done=accepted")
	return maria, request.GUID
}

var tom = url.Values{"formal_name": {"Tom <Baker>"}, "email": {"tom@blackhills.example"}}

// comes has Tom accept in a browser of his own.
func (s *site) comes(t *testing.T, guid string) *visitor {
	t.Helper()
	path, code := s.Link(t, tom.Get("email"))
	v := s.visitor()
	v.post(t, path, url.Values{"answer": {"accept"}, "formal_name": {"Tom Baker"}, "code": {code}, "password": {password}, "terms": {"yes"}}).
		leads(t, "/inbox/"+guid+"?done=accepted")
	return v
}

// removeForm returns where the form goes that ends somebody's access.
func removeForm(t *testing.T, body string) string {
	t.Helper()
	before, _, ok := strings.Cut(body, `/remove"`)
	if !ok {
		t.Fatalf("nobody can be removed: %s", text(body))
	}
	return before[strings.LastIndex(before, `"`)+1:] + "/remove"
}

// The whole way with forms and links alone: a colleague is asked, says who it is,
// comes in, answers, and is removed.
func TestColleague(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		maria, guid := s.received(t)
		page := "/inbox/" + guid + "/colleagues"
		if a := maria.get(t, "/inbox/"+guid); !strings.Contains(a.body, page) {
			t.Error("the request does not lead to colleagues")
		}
		maria.get(t, page).want(t, 200, "Maria Castro (you)", "An address at blackhills.example", "There is room for 5 more.")
		a := maria.post(t, page, url.Values{"formal_name": {"Tom"}, "email": {"tom@northwind.example"}}).want(t, 422, "Must be an address at blackhills.example")
		if !strings.Contains(a.body, `value="tom@northwind.example"`) {
			t.Error("the form lost what was typed")
		}
		maria.post(t, page, tom).leads(t, page+"?done=invited")
		maria.get(t, page+"?done=invited").want(t, 200, "on its way", "Tom <Baker> Invited", "Invited by Maria Castro")
		maria.post(t, page, tom).want(t, 409, "among the colleagues already")
		s.Drain(t)

		path, code := s.Link(t, tom.Get("email"))
		before := s.state(t)
		v := s.visitor()
		for range 2 {
			v.get(t, path).want(t, 200, "Maria Castro asks you to help with a request of Blue Seas International about Black Hills Technologies",
				"Please address these <concerns>.", "Remediation", "Emma Waters, Blue Seas", "16 Apr 2026")
		}
		same(t, before, s.state(t))
		v.post(t, path, url.Values{"answer": {"accept"}, "formal_name": {"Tom"}, "code": {other(code)}, "password": {password}, "terms": {"yes"}}).want(t, 422, "4 tries left")
		v.post(t, path, url.Values{"answer": {"accept"}, "formal_name": {" "}, "code": {code}, "password": {password}}).want(t, 422, "2 things need another look.")
		if len(v.cookies) != 0 {
			t.Error("a form that was refused signs in")
		}
		v = s.comes(t, guid)
		v.get(t, "/inbox/"+guid).want(t, 200, "Please address these <concerns>.", "open until 16 Apr 2026")
		s.visitor().get(t, path).want(t, 200, "You have accepted")
		v.post(t, "/inbox/"+guid+"/messages", url.Values{"body": {"I know the shop."}}).leads(t, "/inbox/"+guid+"?done=message")
		maria.get(t, "/inbox/"+guid).want(t, 200, "Tom Baker New", "I know the shop.")
		if a := v.get(t, page).want(t, 200, "Tom Baker (you)", "Leave"); strings.Count(a.body, "/remove") != 1 {
			t.Error("a colleague may remove others")
		}

		admin := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		a = admin.get(t, "/outbox/"+guid).want(t, 200, "Who has access", "Tom Baker", "tom@blackhills.example", "I know the shop.")
		admin.get(t, page).want(t, 404)
		s.member(t, s.B, s.B.Admin, actor.AllRights()...).post(t, removeForm(t, a.body), nil).want(t, 404)
		admin.post(t, removeForm(t, a.body), nil).leads(t, "/outbox/"+guid+"?done=colleague")
		v.get(t, "/inbox/"+guid).leads(t, "/sign-in?next=%2Finbox%2F"+guid)
		maria.get(t, "/inbox/"+guid).want(t, 200, "I know the shop.")
	})
}

// Who is a user already signs in as that, by its password or in its session: link
// and code are not enough. And who leaves has left.
func TestColleagueIsKnown(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		maria, guid := s.received(t)
		draft := s.maria()
		draft.Email, draft.FormalName = tom.Get("email"), "Tom Baker"
		own := s.send(t, draft)[0].GUID
		path, code := s.Link(t, tom.Get("email"))
		v := s.visitor()
		v.post(t, path, url.Values{"answer": {"accept"}, "code": {code}, "password": {password}, "terms": {"yes"}}).leads(t, "/inbox/"+own+"?done=accepted")

		page := "/inbox/" + guid + "/colleagues"
		maria.post(t, page, tom).leads(t, page+"?done=invited")
		path, code = s.Link(t, tom.Get("email"))
		answer := url.Values{"answer": {"accept"}, "formal_name": {"Tom Baker"}, "code": {code}, "password": {"something else entirely"}, "terms": {"yes"}}
		if a := s.visitor().post(t, path, answer); a.status != http.StatusUnprocessableEntity {
			t.Fatalf("a wrong password: %d", a.status)
		}
		if a := v.get(t, path).want(t, 200, "You are signing in as"); strings.Contains(a.body, `name="password"`) {
			t.Error("asks who is signed in for the password")
		}
		v.post(t, path, answer).leads(t, "/inbox/"+guid+"?done=accepted")
		if a := v.get(t, "/inbox"); !strings.Contains(a.body, own) || !strings.Contains(a.body, guid) {
			t.Error("the inbox does not have both")
		}
		v.post(t, removeForm(t, v.get(t, page).body), nil).leads(t, "/inbox")
		v.get(t, "/inbox/"+guid).want(t, 404)
		v.get(t, "/inbox/"+own).want(t, 200)
	})
}

// Who says no is not asked again, and nobody learns of it.
func TestColleagueDeclines(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		maria, guid := s.received(t)
		page := "/inbox/" + guid + "/colleagues"
		maria.post(t, page, tom).leads(t, page+"?done=invited")
		path, code := s.Link(t, tom.Get("email"))
		v := s.visitor()
		a := v.post(t, path, url.Values{"answer": {"decline"}, "code": {other(code)}, "stop": {"server"}}).want(t, 422)
		if !strings.Contains(a.body, `<details class="fold" open>`) || !strings.Contains(a.body, `value="server" checked`) {
			t.Error("the refusal's form came back closed or empty")
		}
		v.post(t, path, url.Values{"answer": {"decline"}, "code": {code}, "stop": {"server"}}).leads(t, path)
		v.get(t, path).want(t, 200, "This invitation has been answered")
		if a := maria.get(t, page); strings.Contains(text(a.body), "Tom") {
			t.Error("who declined is still there")
		}
		s.Drain(t)
		s.Mails.Take()
		maria.post(t, page, tom).leads(t, page+"?done=invited")
		s.Drain(t)
		if n := len(s.Mails.Take()); n != 0 {
			t.Errorf("%d mails", n)
		}
		for lang, says := range map[string]string{"fr": "Qui a accès", "de": "Wer Zugang hat"} {
			maria.header = http.Header{"Accept-Language": {lang}}
			maria.get(t, page).want(t, 200, says)
		}
	})
}

// A sender hears who lets colleagues in by the name that it knows: what somebody is
// called elsewhere is not for it.
func TestColleagueInviterName(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		maria, guid := s.received(t)
		if _, err := s.DB.Exec(t.Context(), `update users set formal_name = 'Mary Elsewhere' where email = 'mcastro@blackhills.example'`); err != nil {
			t.Fatal(err)
		}
		page := "/inbox/" + guid + "/colleagues"
		maria.post(t, page, tom).leads(t, page+"?done=invited")
		s.Drain(t)
		s.comes(t, guid)
		s.Drain(t)
		for table, rows := range s.SnapshotOf(t, s.A.ID) {
			for _, row := range rows {
				if strings.Contains(row, "Mary Elsewhere") {
					t.Errorf("the sender has in %s: %s", table, row)
				}
			}
		}
	})
}
