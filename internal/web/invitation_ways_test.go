package web

import (
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/identity"
)

// Who has a sign-in here already may sign in first, by its password, also when
// nothing gives it access any more, and comes back to the invitation: nothing is
// opened before it is accepted.
func TestSignInOnTheWayToAnInvitation(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		_, first, _ := s.accepts(t, s.visitor(), password)
		s.revoke(t, first)
		maria := s.send(t, s.maria())[0]
		path, code := s.Link(t, maria.Email)
		v := s.visitor()
		a := v.get(t, path).want(t, 200, "Sign in first")
		if !strings.Contains(a.body, `href="/sign-in?next=`+url.QueryEscape(path)+`"`) {
			t.Error("the page does not lead to the sign-in and back")
		}
		v.get(t, "/sign-in?next="+url.QueryEscape(path)).want(t, 200)
		v.post(t, "/sign-in", url.Values{"email": {maria.Email}, "password": {"wrong horse battery"}, "next": {path}}).want(t, 422)
		v.post(t, "/sign-in", url.Values{"email": {maria.Email}, "password": {password}}).want(t, 422) // to nowhere else
		v.post(t, "/sign-in", url.Values{"email": {maria.Email}, "password": {password}, "next": {path}}).leads(t, path)
		if v.isIn() {
			t.Fatal("the sign-in opened a session of who has no access")
		}
		if a := v.get(t, path).want(t, 200, "You are signing in as"); strings.Contains(a.body, `name="password"`) {
			t.Error("the password is asked for again")
		}
		v.post(t, path, url.Values{"answer": {"accept"}, "code": {other(code)}, "terms": {"yes"}}).want(t, 422)
		v.post(t, path, url.Values{"answer": {"accept"}, "code": {code}, "terms": {"yes"}}).leads(t, "/inbox/"+maria.GUID+"?done=accepted")
		v.get(t, "/inbox/"+maria.GUID).want(t, 200)
	})
}

// A sign-in of somebody else, at a customer with a user of the same address even,
// answers no invitation.
func TestSignInAsAnotherOnTheWayToAnInvitation(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		_, first, _ := s.accepts(t, s.visitor(), password)
		s.resolve(t, first)
		twin, err := s.Users.Create(t.Context(), actor.System(s.B.ID), identity.UserDraft{Email: s.maria().Email, FormalName: "Maria Castro", Role: actor.Admin})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Accesses.Create(t.Context(), actor.System(s.B.ID), twin.GUID, identity.AccessDraft{Type: identity.UIConnection, Roles: actor.AllRights()}); err != nil {
			t.Fatal(err)
		}
		const others = "another horse battery"
		path, code := s.Link(t, twin.Email)
		s.visitor().post(t, path, url.Values{"code": {code}, "password": {others}}).leads(t, "/sign-in?done=password")
		maria := s.send(t, s.maria())[0]
		path, code = s.Link(t, maria.Email)
		v := s.visitor()
		v.post(t, "/sign-in", url.Values{"email": {maria.Email}, "password": {others}, "next": {path}}).leads(t, path)
		if a := v.get(t, path).want(t, 200); !strings.Contains(a.body, `name="password"`) {
			t.Error("the other user is taken for the recipient")
		}
		v.post(t, path, url.Values{"answer": {"accept"}, "code": {code}, "password": {others}, "terms": {"yes"}}).want(t, 422)
		if s.status(t, maria.GUID) != "Pending" || v.isIn() {
			t.Error("accepted, or signed in")
		}
	})
}

// The code that was right stands in the form when its reader comes back from the
// second factor, and in no other browser or invitation.
func TestCodeOutlastsTheSecondFactor(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.visitor()
		_, first, _ := s.accepts(t, v, password)
		phone, _ := v.enrolApp(t, deskBase)
		s.resolve(t, first)
		v = s.visitor()
		a, guid, path := s.accepts(t, v, password)
		a.leads(t, "/sign-in/factor?next="+url.QueryEscape(path))
		_, code := s.Link(t, s.maria().Email)
		if a := v.get(t, path); strings.Contains(a.body, code) {
			t.Error("the code is shown before the factor was")
		}
		v.post(t, "/sign-in/factor", url.Values{"code": {phone.next(t)}, "next": {path}}).leads(t, path)
		page := v.get(t, path).want(t, 200, "You are signing in as")
		if !strings.Contains(page.body, `value="`+code+`"`) || !strings.Contains(page.body, `id="terms" name="terms" value="yes" checked`) {
			t.Error("code or terms are asked for again")
		}
		if s.status(t, guid) != "Pending" {
			t.Error("to look accepts")
		}
		thief := s.visitor()
		thief.cookies["__Host-"+codeCookie] = v.cookies["__Host-"+codeCookie]
		if a := thief.get(t, path); strings.Contains(a.body, code) {
			t.Error("the code is shown to who has proven nothing")
		}
		v.post(t, path, url.Values{"answer": {"accept"}, "code": {code}, "terms": {"yes"}}).leads(t, "/inbox/"+guid+"?done=accepted")
		if v.cookies["__Host-"+codeCookie] != nil {
			t.Error("the code is kept")
		}
	})
}

// A recipient who signs in at an IdP is sent there, and accepts when it is back:
// by a session that it has, or by the ticket that it comes with.
func TestAcceptanceByIDP(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		_, first, _ := s.accepts(t, s.visitor(), password)
		s.resolve(t, first)
		vendor := value[int64](t, s, `select recipient_customer_id from access_requests where guid = $1`, first)
		user := value[string](t, s, `select recipient_guid from access_requests where guid = $1`, first)
		party, err := s.IDPs.Create(t.Context(), actor.System(vendor), identity.IDPChange{
			Name: new("The IdP"), Protocol: new(identity.OIDC), Issuer: new("https://idp.example"), ClientID: new("gatehouse"),
		})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Accesses.Create(t.Context(), actor.System(vendor), user, identity.AccessDraft{Type: identity.SSOConnection, SSOID: new("maria"), IDP: &party.GUID, Replace: true}); err != nil {
			t.Fatal(err)
		}
		maria := s.send(t, s.maria())[0]
		path, code := s.Link(t, maria.Email)
		v := s.visitor()
		v.post(t, path, url.Values{"answer": {"accept"}, "code": {code}, "password": {password}, "terms": {"yes"}}).
			want(t, 422, "You sign in here at your identity provider.")
		if s.status(t, maria.GUID) != "Pending" {
			t.Fatal("the link alone was enough")
		}
		p, err := s.IDPs.Of(t.Context(), vendor, party.GUID)
		if err != nil {
			t.Fatal(err)
		}
		f := v.setsOut(t, p, path, "")
		v.comesBack(t, p, &apitest.Person{User: identity.User{Email: "maria"}}, f.ID).leads(t, path)
		if a := v.get(t, path).want(t, 200, "You are signing in as"); strings.Contains(a.body, `name="password"`) {
			t.Error("a password is asked for")
		}
		v.post(t, path, url.Values{"answer": {"accept"}, "code": {code}, "terms": {"yes"}}).leads(t, "/inbox/"+maria.GUID+"?done=accepted")
		v.get(t, "/inbox/"+maria.GUID).want(t, 200)

		s.resolve(t, maria.GUID)
		again := s.send(t, s.maria())[0]
		path, code = s.Link(t, again.Email)
		v.get(t, path).want(t, 200, "You are signing in as")
		v.post(t, path, url.Values{"answer": {"accept"}, "code": {code}, "terms": {"yes"}}).leads(t, "/inbox/"+again.GUID+"?done=accepted")
	})
}

// A passkey leads back to the invitation, too, also when nothing gives its owner
// access any more.
func TestTaskAcceptByPasskeyInBrowser(t *testing.T) {
	walk(t, func(t *testing.T, s *site) {
		b := newBrowser(t)
		b.window(t, 390, "light")
		home := s.listen(t)
		b.authenticator(t)
		b.withoutOffers(t)
		maria := s.send(t, s.maria())[0]
		path, code := s.Link(t, maria.Email)
		b.open(t, home+path)
		b.do(t, chromedp.SendKeys(chromedp.ID("code"), code), chromedp.SendKeys(chromedp.ID("password"), password), chromedp.Click(chromedp.ID("terms")))
		b.press(t, "#accept form > button")
		b.open(t, home+"/account/security")
		b.do(t, chromedp.SendKeys(chromedp.ID("name"), "This machine"), chromedp.Click(`form[data-passkey="create"] button`))
		b.arrives(t, ".codes")
		b.leave(t)
		s.revoke(t, maria.GUID)
		again := s.send(t, s.maria())[0]
		path, code = s.Link(t, again.Email)

		k := newTask(b, "Accept an invitation by a passkey")
		b.open(t, home+path)
		k.press(t, "#accept a")
		b.shows(t, "Sign in with a passkey")
		k.click(t, `form[action="/sign-in/passkey"] button`)
		b.arrives(t, "#accept")
		b.shows(t, "You are signing in as")
		b.do(t, chromedp.SendKeys(chromedp.ID("code"), code))
		k.click(t, "#terms")
		k.press(t, "#accept form > button")
		b.shows(t, "Welcome.")
		k.done(t, 4)
	})
}
