package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
	"gatehouse/internal/identity"
	"gatehouse/internal/tenant"
)

// provider connects an OpenID provider to a customer, and gives a person an
// identity at it.
func (s *site) provider(t *testing.T, c *apitest.Customer, name string, people ...*apitest.Person) identity.Party {
	t.Helper()
	issuer, client := "https://idp.example/"+name, "gatehouse"
	protocol := identity.OIDC
	i, err := s.IDPs.Create(t.Context(), actor.System(c.ID), identity.IDPChange{Name: &name, Protocol: &protocol, Issuer: &issuer, ClientID: &client})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range people {
		_, err := s.Accesses.Create(t.Context(), actor.System(c.ID), p.GUID, identity.AccessDraft{
			Type: identity.SSOConnection, SSOID: &p.Email, IDP: &i.GUID, Roles: []string{"GATEHOUSE_REQUESTS_R"},
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	party, err := s.IDPs.Of(t.Context(), c.ID, i.GUID)
	if err != nil {
		t.Fatal(err)
	}
	return party
}

// setsOut begins a flow in the browser.
func (v *visitor) setsOut(t *testing.T, p identity.Party, next, session string) flow {
	t.Helper()
	w := httptest.NewRecorder()
	f, err := v.site.web.beginFlow(w, p, next, session)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range w.Result().Cookies() {
		v.cookies[k.Name] = k
	}
	return f
}

// comesBack is what a protocol does once it has checked a message of the IdP: in
// the browser, as after a form that the IdP has posted.
func (v *visitor) comesBack(t *testing.T, p identity.Party, who *apitest.Person, flowID string) reply {
	t.Helper()
	ways, err := v.site.Sessions.Arrive(t.Context(), identity.Browser{IP: "192.0.2.1"}, identity.Arrival{
		CustomerID: p.CustomerID, IDP: p.GUID, Subject: who.Email, Flow: flowID, ProvedAt: v.site.Now(),
		Message: identity.Message{ID: db.NewID(), Ends: v.site.Now().Add(time.Minute)},
	})
	if err != nil {
		t.Fatal(err)
	}
	v.site.web.setTicket(v, ways[0])
	return v.get(t, "/sso/arrived")
}

func (c *Web) setTicket(v *visitor, way identity.Choice) {
	name := c.cookieName(ticketCookie)
	v.cookies[name] = &http.Cookie{Name: name, Value: way.Ticket + "." + strconv.FormatInt(way.AccessID, 10)}
}

func (v *visitor) hasEntered() bool { return v.cookies[v.site.web.cookieName(sessionCookie)] != nil }

func TestWhoSetOutIsLetIn(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		p := s.provider(t, s.A, "Okta", s.A.Reader)
		v := s.visitor()
		f := v.setsOut(t, p, "/inbox", "")
		v.comesBack(t, p, s.A.Reader, f.ID).leads(t, "/inbox")
		v.get(t, "/account").want(t, 200, s.A.Reader.Email, "Single sign-on", "At the identity provider of")
		if v.cookies[s.web.cookieName(ssoCookie)] != nil || v.cookies[s.web.cookieName(ticketCookie)] != nil {
			t.Error("the browser keeps what it needs no more")
		}
	})
}

// A browser into which somebody else's answer is put lets nobody in: neither one
// that set out for another, nor one that never did.
func TestAnswerOfAnotherBrowserIsRefused(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		p := s.provider(t, s.A, "Okta", s.A.Reader)
		mallory := s.visitor().setsOut(t, p, "", "")
		for name, prepare := range map[string]func(v *visitor){
			"never set out":  func(*visitor) {},
			"set out itself": func(v *visitor) { v.setsOut(t, p, "", "") },
			"too long ago": func(v *visitor) {
				v.setsOut(t, p, "", "")
				s.Move(identity.FlowLife + 2*time.Second)
				mallory = s.visitor().setsOut(t, p, "", "")
			},
		} {
			v := s.visitor()
			prepare(v)
			v.comesBack(t, p, s.A.Reader, mallory.ID).want(t, 403, "another browser")
			if v.hasEntered() {
				t.Errorf("%s: it is in", name)
			}
			if v.post(t, "/sso/arrived", nil); v.hasEntered() {
				t.Errorf("%s: it is in after a click", name)
			}
		}
		if n, _ := db.Value[int64](t.Context(), s.DB, `select count(*) from sessions where method = 'sso'`); n != 0 {
			t.Errorf("%d tickets are left", n)
		}
	})
}

// Who was sent by an IdP without having asked is let in by a click of their own,
// and by no form of another site.
func TestWhoIsSentByTheIdPIsAsked(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		p := s.provider(t, s.A, "Okta", s.A.Reader)
		v := s.visitor()
		v.comesBack(t, p, s.A.Reader, "").want(t, 200, "Sign in to "+"Blue Seas"+" as", s.A.Reader.Email)
		if v.hasEntered() {
			t.Fatal("it is in without a click")
		}
		v.header.Set("Sec-Fetch-Site", "cross-site")
		v.post(t, "/sso/arrived", nil).want(t, 403)
		v.header.Set("Sec-Fetch-Site", "same-origin")
		v.post(t, "/sso/arrived", nil).leads(t, "/")
		v.get(t, "/account").want(t, 200, s.A.Reader.Email)
		v.post(t, "/sso/arrived", nil).leads(t, "/sign-in")
	})
}

func TestWhoArrivesChoosesTheirProfile(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		p := s.provider(t, s.A, "Okta", s.A.Reader)
		name := "Night shift"
		_, err := s.Accesses.Create(t.Context(), actor.System(s.A.ID), s.A.Reader.GUID, identity.AccessDraft{Type: identity.Profile, Name: &name})
		if err != nil {
			t.Fatal(err)
		}
		v := s.visitor()
		f := v.setsOut(t, p, "/inbox", "")
		page := v.comesBack(t, p, s.A.Reader, f.ID).want(t, 200, "Where to?", name)
		doors := strings.Split(page.body, `name="door" value="`)
		if len(doors) != 3 {
			t.Fatalf("%d doors", len(doors)-1)
		}
		door, _, _ := strings.Cut(doors[2], `"`)
		v.post(t, "/sign-in", url.Values{"door": {door}, "next": {"/inbox"}}).leads(t, "/inbox")
		v.get(t, "/account").want(t, 200, "The profile "+name)
	})
}

// Only a session whose person signs in at an IdP proves itself there, and only as
// the same person in the same browser.
func TestProofAtTheIdP(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		p := s.provider(t, s.A, "Okta", s.A.Reader, s.A.GroupAdmin)
		v := s.visitor()
		v.comesBack(t, p, s.A.Reader, v.setsOut(t, p, "", "").ID).leads(t, "/")
		v.get(t, "/account/prove?next=/account/tokens").want(t, 200, "Continue at your identity provider")
		s.Move(time.Hour)
		by, err := s.Sessions.Actor(t.Context(), v.cookies[s.web.cookieName(sessionCookie)].Value, "")
		if err != nil {
			t.Fatal(err)
		}
		session := by.SessionGUID
		v.comesBack(t, p, s.A.GroupAdmin, v.setsOut(t, p, "/account/tokens", session).ID).want(t, 403, "as somebody else")
		if err := s.Sessions.Fresh(t.Context(), by); err == nil {
			t.Error("somebody else proved it")
		}
		v.comesBack(t, p, s.A.Reader, v.setsOut(t, p, "/account/tokens", db.NewID()).ID).want(t, 403, "another browser")
		before := v.cookies[s.web.cookieName(sessionCookie)].Value
		v.comesBack(t, p, s.A.Reader, v.setsOut(t, p, "/account/tokens", session).ID).leads(t, "/account/tokens")
		if err := s.Sessions.Fresh(t.Context(), by); err != nil {
			t.Error(err)
		}
		if v.cookies[s.web.cookieName(sessionCookie)].Value == before {
			t.Error("the session has its old secret")
		}
	})
}

// The second step shows the IdPs of a domain to everybody with an address there,
// known or not, and to nobody else.
func TestStepTwoLeadsToTheIdPsOfTheDomain(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		p := s.provider(t, s.A, "Okta")
		s.provider(t, s.B, "Entra")
		domains := []string{"led.example"}
		if _, err := s.Customers.Set(t.Context(), actor.System(0), s.A.GUID, tenant.Change{SSODomains: &domains}); err != nil {
			t.Fatal(err)
		}
		step := func(email string) string {
			v := s.visitor()
			v.post(t, "/sign-in", url.Values{"email": {email}, "next": {"/inbox"}}).leads(t, "/sign-in/password?next=%2Finbox")
			return strings.ReplaceAll(v.get(t, "/sign-in/password?next=/inbox").want(t, 200).body, email, "…")
		}
		known := s.Person(t, s.A, "Led Zed", actor.User, "", nil)
		if _, err := s.DB.Exec(t.Context(), `update users set email = 'led@led.example', email_lower = 'led@led.example' where guid = $1`, known.GUID); err != nil {
			t.Fatal(err)
		}
		page := step("led@led.example")
		if !strings.Contains(page, "Continue with Okta") || !strings.Contains(page, "Blue Seas") || strings.Contains(page, "Entra") ||
			!strings.Contains(page, `href="`+loginPath(p)+`?next=%2Finbox"`) {
			t.Errorf("got %s", text(page))
		}
		if other := step("Nobody@LED.example"); other != page {
			t.Errorf("who is unknown sees another page: %s", text(other))
		}
		for _, email := range []string{s.A.Reader.Email, "x@sub.led.example", "x@led.example.org", "led.example"} {
			if strings.Contains(step(email), "Continue with") {
				t.Errorf("%s is led to an IdP", email)
			}
		}
		if _, err := s.DB.Exec(t.Context(), `update idps set is_enabled = false where guid = $1`, p.GUID); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(step("led@led.example"), "Continue with") {
			t.Error("a disabled IdP is shown")
		}
	})
}

// What is sealed for one browser is read in no other way.
func TestFlowIsSealed(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		p := s.provider(t, s.A, "Okta")
		v := s.visitor()
		f := v.setsOut(t, p, "https://evil.example/", "")
		sealed := v.cookies[s.web.cookieName(ssoCookie)]
		if f.Next != "" || strings.Contains(sealed.Value, f.Nonce) || !sealed.HttpOnly || !sealed.Secure || sealed.SameSite != http.SameSiteLaxMode {
			t.Errorf("%+v in %+v", f, sealed)
		}
		read := func(value string) bool {
			r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil)
			r.AddCookie(&http.Cookie{Name: sealed.Name, Value: value})
			got, ok := s.web.readFlow(r)
			return ok && got.ID == f.ID && got.Verifier == f.Verifier
		}
		if !read(sealed.Value) || read(sealed.Value[1:]) || read("") {
			t.Error("it is not read as it should be")
		}
	})
}
