package web

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
	"gatehouse/internal/identity"
)

// linked returns the newest mail with a link to an address.
func (s *site) linked(t *testing.T, email string) string {
	t.Helper()
	guid, err := db.Value[string](t.Context(), s.DB, `select guid from mails
		where recipient_lower = lower($1) and link_guid is not null order by created_at desc, guid desc limit 1`, email)
	if err != nil {
		t.Fatal(err)
	}
	return guid
}

// activation has somebody without a way in mailed one, and returns the mail.
func (s *site) activation(t *testing.T, c *apitest.Customer, p *apitest.Person, roles ...string) string {
	t.Helper()
	_, err := s.Accesses.Create(t.Context(), actor.System(c.ID), p.GUID, identity.AccessDraft{Type: identity.UIConnection, Roles: roles})
	if err != nil {
		t.Fatal(err)
	}
	return s.linked(t, p.Email)
}

func (s *site) reveals(t *testing.T) int {
	t.Helper()
	n, err := db.Value[int](t.Context(), s.DB, `select count(*) from events where action = 'mail.reveal'`)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// linkRows is all that there is of links.
func (s *site) linkRows(t *testing.T) string {
	t.Helper()
	return strings.Join(s.Snapshot(t)["links"], "\n")
}

var (
	shownLink = regexp.MustCompile(`<a class="code" href="([^"]+)"`)
	shownCode = regexp.MustCompile(`<code class="code">(\d{6})</code>`)
)

// TestReveal shows what opens a link, which opens it, and leaves it as it was.
func TestReveal(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.Posted.ShowsLinks = true
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		s.send(t, s.maria())
		for _, guid := range []string{s.linked(t, s.maria().Email), s.activation(t, s.A, s.A.User)} {
			page := "/mails/" + guid
			v.get(t, page).want(t, 200, "Show link and code", "something stands that opens nothing")
			before := s.linkRows(t)
			s.Move(identity.FreshFor)
			v.post(t, page+"/reveal", nil).leads(t, "/account/prove?next="+url.QueryEscape("/"))
			v.post(t, "/account/prove", url.Values{"password": {password}, "next": {page}}).leads(t, page)
			n := s.reveals(t)
			a := v.post(t, page+"/reveal", nil).want(t, 200, "The recipient’s link is unchanged", "Link and code")
			if a.header.Get("Cache-Control") != "no-store" || strings.Contains(text(a.body), "opens nothing") {
				t.Errorf("%v %s", a.header, text(a.body))
			}
			if got := s.reveals(t); got != n+1 {
				t.Errorf("%d events, want %d", got, n+1)
			}
			email := s.maria().Email
			if n == 1 {
				email = s.A.User.Email
			}
			path, code := s.Link(t, email)
			if got := shownLink.FindStringSubmatch(a.body); got == nil || got[1] != apitest.PublicURL+path {
				t.Errorf("link %q, want %s", got, path)
			}
			if got := shownCode.FindStringSubmatch(a.body); got == nil || got[1] != code {
				t.Errorf("code %q, want %s", got, code)
			}
			if strings.Count(a.body, path) < 4 || strings.Contains(a.body, "personal-link") { // as a link and in words, in the page and in the text
				t.Errorf("the mail is not shown as it was sent: %s", a.body)
			}
			secret := path[strings.LastIndex(path, "/")+1:]
			if found := s.traces(t, secret); len(found) != 0 {
				t.Errorf("the secret is kept in %v", found)
			}
			if is := s.linkRows(t); is != before {
				t.Errorf("the links were\n%s\nand are\n%s", before, is)
			}
			s.visitor().get(t, path).want(t, 200)
			v.get(t, page).want(t, 200, "Show link and code", "something stands that opens nothing")
		}
		guid := s.linked(t, s.A.User.Email)
		path, code := s.Link(t, s.A.User.Email)
		s.visitor().post(t, path, url.Values{"code": {code}, "password": {password}}).leads(t, "/sign-in?done=password")
		n := s.reveals(t)
		v.post(t, "/mails/"+guid+"/reveal", nil).want(t, 409, "no longer works")
		v.post(t, "/mails/"+s.refuse(t, s.A.ID)+"/reveal", nil).want(t, 409, "carries no link")
		if strings.Contains(v.get(t, "/mails/"+guid).body, "/reveal") {
			t.Error("the link of a used mail is offered")
		}
		if got := s.reveals(t); got != n {
			t.Errorf("%d events of refusals", got-n)
		}
	})
}

// TestRevealDetails finds nothing in the event that opens anything.
func TestRevealDetails(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.Posted.ShowsLinks = true
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		guid := s.activation(t, s.A, s.A.User)
		v.post(t, "/mails/"+guid+"/reveal", nil).want(t, 200)
		path, code := s.Link(t, s.A.User.Email)
		details, err := db.Value[string](t.Context(), s.DB, `select d.body from events e
			join event_details d on d.customer_id = e.customer_id and d.seq = e.seq where e.action = 'mail.reveal' and e.subject = $1`, guid)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(details, "set_password") || strings.Contains(details, code) || strings.Contains(details, path[len("/set-password/"):]) {
			t.Errorf("details %s", details)
		}
		v.get(t, recordPath).want(t, 200, "Looked at the link and the code of a mail")
	})
}

// TestRevealIsRefused tries it with a mail server, without the rights, and across.
func TestRevealIsRefused(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		s.send(t, s.maria())
		stranger, una, foreign := s.linked(t, s.maria().Email), s.activation(t, s.A, s.A.User), s.activation(t, s.B, s.B.User)
		refused := func(name string, v *visitor, guid string, status int, words string) {
			t.Helper()
			if a := v.post(t, "/mails/"+guid+"/reveal", nil); a.status != status || !strings.Contains(text(a.body), words) || shownCode.MatchString(a.body) {
				t.Errorf("%s: %d %s", name, a.status, text(a.body))
			}
			if a := v.get(t, "/mails/"+guid); strings.Contains(a.body, "/reveal") {
				t.Errorf("%s: it is offered", name)
			}
		}
		refused("a mail server", v, stranger, 403, "A mail server is configured")
		s.Posted.ShowsLinks = true
		admin := func(name string, roles ...string) *visitor {
			t.Helper()
			return s.member(t, s.A, s.Person(t, s.A, name, actor.Admin, "", nil), roles...)
		}
		reader, lesser := admin("Ann Reader", string(actor.SettingsR)), admin("Les Lesser", string(actor.SettingsRW))
		refused("a reader", reader, stranger, 403, "")
		refused("a group admin", s.member(t, s.A, s.A.GroupAdmin, actor.AllRights()...), stranger, 403, "")
		refused("another customer's", v, foreign, 404, "There is no such mail.")
		refused("nobody's", v, db.NewID(), 404, "There is no such mail.")
		refused("somebody mightier", lesser, una, 403, "that you do not have")
		lesser.post(t, "/mails/"+stranger+"/reveal", nil).want(t, 200)
		v.post(t, "/mails/"+una+"/reveal", nil).want(t, 200)
		n := s.reveals(t)
		s.exec(t, `update mails set recipient = $1, recipient_lower = $2 where guid = $3`, s.A.Manager.Email, strings.ToLower(s.A.Manager.Email), stranger)
		refused("the address of somebody mightier", lesser, stranger, 403, "that you do not have")
		s.exec(t, `update access_requests set name_hidden = $1`, true)
		refused("who is hidden", v, stranger, 403, "is hidden until they accept")
		s.exec(t, `update links set expires_at = $1 where subject in (select guid from access_requests)`, s.Now())
		refused("what has expired", v, stranger, 409, "no longer works")
		if got := s.reveals(t); got != n || n != 2 {
			t.Errorf("%d events, then %d", n, got)
		}
	})
}
