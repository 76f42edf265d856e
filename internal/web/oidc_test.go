package web

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
	"gatehouse/internal/e2e/idp"
	"gatehouse/internal/fetch"
	"gatehouse/internal/identity"
	"gatehouse/internal/identity/oidc"
)

// party is a customer's IdP that runs, as far as both sides know each other.
type party struct {
	*idp.OIDC
	identity.IDP
	customer *apitest.Customer
	site     *site
}

// authority is the one by which the providers of a test are. The site trusts it.
func (s *site) authority(t *testing.T) *idp.Authority {
	t.Helper()
	if s.web.OIDC == nil {
		s.trusts = idp.NewAuthority(t)
		client := s.trusts.Client(t)
		client.Jar = nil
		s.web.OIDC = &oidc.Providers{HTTP: client, Now: s.Now}
	}
	return s.trusts
}

// partner connects a customer with a provider, in the present: tokens say when
// they end.
func (s *site) partner(t *testing.T, c *apitest.Customer, p *idp.OIDC, changes ...func(*identity.IDPChange)) *party {
	t.Helper()
	s.present()
	ch := identity.IDPChange{
		Name: new("Login of " + c.Name), Protocol: new(identity.OIDC), Issuer: &p.Issuer,
		ClientID: new("gatehouse-" + strconv.FormatInt(c.ID, 10)), ClientSecret: new(strings.Repeat("secret", 8)),
	}
	for _, change := range changes {
		change(&ch)
	}
	made, err := s.IDPs.Create(t.Context(), actor.System(c.ID), ch)
	if err != nil {
		t.Fatal(err)
	}
	base := s.web.PublicURL + "/oidc/" + c.GUID
	p.Register(t, idp.Object{
		"client_id": made.ClientID, "client_secret": *ch.ClientSecret, "redirect_uris": []string{base + "/callback/" + made.GUID},
		"post_logout_redirect_uris": []string{s.web.PublicURL + "/sign-in?done=out"},
		"backchannel_logout_uri":    base + "/logout/" + made.GUID, "backchannel_logout_session_required": true,
		"grant_types": []string{"authorization_code"}, "response_types": []string{"code"},
	})
	return &party{p, made, c, s}
}

// present moves the clock to what providers believe it is.
func (s *site) present() { s.Move(time.Since(s.Now())) }

// knows gives a person of the customer the sso_connection of somebody there.
func (p *party) knows(t *testing.T, who *apitest.Person, subject string, roles ...string) {
	t.Helper()
	_, err := p.site.Accesses.Create(t.Context(), actor.System(p.customer.ID), who.GUID, identity.AccessDraft{
		Type: identity.SSOConnection, SSOID: &subject, IDP: &p.GUID, Roles: roles,
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (p *party) login() string { return "/oidc/" + p.customer.GUID + "/login/" + p.GUID }

func (p *party) callback() string { return "/oidc/" + p.customer.GUID + "/callback/" + p.GUID }

// setOut has a browser begin at the IdP, and returns where that leads.
func (p *party) setOut(t *testing.T, v *visitor, path string) string {
	t.Helper()
	p.site.present()
	a := v.get(t, path)
	to := a.header.Get("Location")
	if a.status != http.StatusSeeOther || !strings.HasPrefix(to, p.Issuer+"/auth?") {
		t.Fatalf("%d to %q: %s", a.status, to, text(a.body))
	}
	return to
}

// signIn has somebody sign in there in a browser, and returns what this server
// says to it when it is back.
func (p *party) signIn(t *testing.T, v *visitor, login string) reply {
	t.Helper()
	back := p.SignIn(t, p.setOut(t, v, p.login()), login)
	p.site.present()
	return v.get(t, back.RequestURI())
}

// enters follows a reply of signIn to where the session is open.
func (v *visitor) enters(t *testing.T, a reply) {
	t.Helper()
	a.leads(t, "/sso/arrived")
	v.get(t, "/sso/arrived").leads(t, "/")
	if a := v.get(t, "/account"); a.status != http.StatusOK {
		t.Fatalf("%d %s", a.status, text(a.body))
	}
}

const untrusted = "The answer of your identity provider cannot be trusted"

func noOne(t *testing.T, v *visitor) {
	t.Helper()
	v.get(t, "/account").leads(t, "/sign-in?next=%2Faccount")
}

// reasons are why messages of IdPs were refused, as the record has them.
func (s *site) reasons(t *testing.T) string {
	t.Helper()
	s.Move(2 * time.Minute)
	if err := s.Sessions.RecordRefused(t.Context()); err != nil {
		t.Fatal(err)
	}
	all, err := db.Column[string](t.Context(), s.DB, `
		select d.body from events e join event_details d on d.customer_id = e.customer_id and d.seq = e.seq
		where e.action = 'sign_in.refused' order by e.customer_id, e.seq`)
	if err != nil {
		t.Fatal(err)
	}
	s.present()
	return strings.Join(all, "\n")
}

var maria = map[string]idp.Object{
	"maria": {"name": "Maria Castro", "email": "maria@blackhills.example", "email_verified": true},
	"Maria": {"name": "Another Maria", "email": "another@blackhills.example", "email_verified": true},
}

// Who is known by exactly (customer, IdP, subject) gets in; who is known by the
// e-mail address, in another case or at another customer, does not.
func TestOIDCSignIn(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		provider := idp.NewOIDC(t, s.authority(t), idp.Options{People: maria})
		a, b := s.partner(t, s.A, provider), s.partner(t, s.B, provider)
		a.knows(t, s.A.User, "maria")
		v := s.visitor()
		v.enters(t, a.signIn(t, v, "maria"))
		v.get(t, "/account").want(t, http.StatusOK, s.A.User.Email)
		for name, try := range map[string]func(v *visitor) reply{
			"another case":     func(v *visitor) reply { return a.signIn(t, v, "Maria") },
			"an address here":  func(v *visitor) reply { return a.signIn(t, v, s.A.Admin.Email) },
			"another customer": func(v *visitor) reply { return b.signIn(t, v, "maria") },
		} {
			t.Run(name, func(t *testing.T) {
				v := s.visitor()
				try(v).want(t, http.StatusUnauthorized, "that opens nothing here")
				noOne(t, v)
			})
		}
	})
}

// Who is new gets a user if the IdP makes some; never one that is there already.
func TestOIDCJustInTime(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		for i, conforms := range []bool{false, true} { // claims of the ID token, or of userinfo
			people := map[string]idp.Object{
				"new":   {"name": "Maria Castro", "email": "maria" + strconv.Itoa(i) + "@blackhills.example"},
				"taken": {"name": "Somebody", "email": s.A.Admin.Email, "email_verified": true}, "nameless": {},
				"unproven": {"name": "Somebody", "email": "some@blackhills.example", "email_verified": false},
			}
			p := s.partner(t, s.A, idp.NewOIDC(t, s.authority(t), idp.Options{People: people, Conforms: conforms}), func(ch *identity.IDPChange) {
				ch.Name, ch.IsJIT = new("Login "+strconv.Itoa(i)), new(true)
			})
			for login, why := range map[string]string{
				"taken": "somebody here has your e-mail address already", "unproven": "does not say your name or your e-mail address",
				"nameless": "does not say your name or your e-mail address",
			} {
				v := s.visitor()
				p.signIn(t, v, login).want(t, http.StatusUnauthorized, why)
				noOne(t, v)
			}
			for range 2 { // the first time, and again
				v := s.visitor()
				v.enters(t, p.signIn(t, v, "new"))
				v.get(t, "/account").want(t, http.StatusOK, "Maria Castro", "@blackhills.example")
			}
		}
		n, err := db.Value[int](t.Context(), s.DB, `select count(*) from users where email like '%@blackhills.example'`)
		if err != nil || n != 2 {
			t.Errorf("%d users were made, %v", n, err)
		}
	})
}

// A flow ends in the browser that began it, at the IdP that it began at, once.
func TestOIDCFlowIsBound(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		provider := idp.NewOIDC(t, s.authority(t), idp.Options{People: maria})
		p := s.partner(t, s.A, provider)
		p.knows(t, s.A.User, "maria")
		evil := s.partner(t, s.A, idp.NewOIDC(t, s.authority(t), idp.Options{People: maria}), func(ch *identity.IDPChange) { ch.Name = new("Evil") })
		other := s.partner(t, s.B, provider)
		elsewhere := "begun in another browser"
		mine := s.visitor()
		back := p.SignIn(t, p.setOut(t, mine, p.login()), "maria")
		others := s.visitor()
		p.setOut(t, others, p.login())
		for name, try := range map[string]struct {
			v    *visitor
			path string
			says string
		}{
			"no browser":               {s.visitor(), back.RequestURI(), elsewhere},
			"another browser's state":  {others, back.RequestURI(), untrusted},
			"another IdP's address":    {mine, evil.callback() + "?" + back.RawQuery, elsewhere},
			"another customer's":       {mine, other.callback() + "?" + back.RawQuery, elsewhere},
			"an address of no IdP":     {mine, "/oidc/" + s.A.GUID + "/callback/none?" + back.RawQuery, "no such identity provider"},
			"of another customer's":    {mine, "/oidc/" + s.B.GUID + "/callback/" + p.GUID + "?" + back.RawQuery, "no such identity provider"},
			"a state that was made up": {others, p.callback() + "?state=_a-b-c&code=x&iss=" + url.QueryEscape(p.Issuer), untrusted},
		} {
			v := try.v.sits()
			if a := v.get(t, try.path); !strings.Contains(text(a.body), try.says) || a.status < 400 {
				t.Errorf("%s: %d %s", name, a.status, text(a.body))
			}
			noOne(t, v)
		}
		late := mine.sits()
		late.enters(t, mine.sits().get(t, back.RequestURI()).seenBy(late))
		again := mine.sits()
		again.get(t, back.RequestURI()).want(t, http.StatusUnauthorized, untrusted) // the code, for the second time
		noOne(t, again)
		s.Move(11 * time.Minute)
		mine.get(t, back.RequestURI()).want(t, http.StatusForbidden, elsewhere)
		for _, why := range []string{"not begun in this browser", "wrong state", "the code was not exchanged: invalid_grant"} {
			if all := s.reasons(t); !strings.Contains(all, why) {
				t.Errorf("the record does not say %q: %s", why, all)
			}
		}
	})
}

// seenBy gives another browser the cookies that a reply set.
func (a reply) seenBy(v *visitor) reply {
	for _, k := range (&http.Response{Header: a.header}).Cookies() {
		if k.MaxAge >= 0 {
			v.cookies[k.Name] = k
		}
	}
	return a
}

// A token that was taken once is taken no second time, by whatever way it comes,
// and none whose time is over.
func TestOIDCTokenCountsOnce(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		p := s.partner(t, s.A, idp.NewOIDC(t, s.authority(t), idp.Options{People: maria}))
		p.knows(t, s.A.User, "maria")
		v := s.visitor()
		back := p.SignIn(t, p.setOut(t, v, p.login()), "maria")
		var answer idp.Object
		p.Change("/token", func(a idp.Object) { answer = a })
		again := v.sits()
		v.enters(t, v.get(t, back.RequestURI()))
		// The provider gives its answer for a code that was used: whoever sits
		// between would do so.
		p.Stand("/token", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			json.NewEncoder(w).Encode(answer)
		})
		again.get(t, back.RequestURI()).want(t, http.StatusUnauthorized, "that opens nothing here")
		noOne(t, again)
		if all := s.reasons(t); !strings.Contains(all, "replayed") {
			t.Errorf("the record does not say why: %s", all)
		}
		p.Stand("/token", nil)
		p.Change("/token", func(a idp.Object) {
			claims := idp.Claims(t, a["id_token"].(string))
			claims["exp"] = s.Now().Add(-2 * time.Minute).Unix()
			a["id_token"] = p.Sign(t, claims)
		})
		late := s.visitor()
		p.signIn(t, late, "maria").want(t, http.StatusUnauthorized, untrusted)
		noOne(t, late)
	})
}

// What a provider says of sessions that have ended ends them here: those that it
// names, of whom it names, and no others. A token that says so counts once.
func TestOIDCBackChannelLogout(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		provider := idp.NewOIDC(t, s.authority(t), idp.Options{People: maria})
		p, other := s.partner(t, s.A, provider), s.partner(t, s.B, provider)
		p.knows(t, s.A.User, "maria")
		p.knows(t, s.A.Reader, "Maria")
		other.knows(t, s.B.User, "maria")
		in := func(p *party, login string) (*visitor, string) {
			v, sid := s.visitor(), ""
			p.Change("/token", func(a idp.Object) { sid, _ = idp.Claims(t, a["id_token"].(string))["sid"].(string) })
			v.enters(t, p.signIn(t, v, login))
			p.Change("/token", nil)
			if sid == "" {
				t.Fatal("the provider names no session")
			}
			return v, sid
		}
		first, sid := in(p, "maria")
		second, _ := in(p, "maria")
		reader, _ := in(p, "Maria")
		elsewhere, _ := in(other, "maria")
		seq := 0
		token := func(changes idp.Object) string {
			seq++
			claims := idp.Object{
				"iss": p.Issuer, "aud": p.ClientID, "iat": s.Now().Unix(), "exp": s.Now().Unix() + 120, "jti": strconv.Itoa(seq), "sub": "maria",
				"events": idp.Object{"http://schemas.openid.net/event/backchannel-logout": idp.Object{}},
			}
			maps.Copy(claims, changes)
			return p.Sign(t, claims)
		}
		send := func(p *party, raw string) reply {
			return (&visitor{site: s, cookies: map[string]*http.Cookie{}, header: http.Header{}}).
				post(t, "/oidc/"+p.customer.GUID+"/logout/"+p.GUID, url.Values{"logout_token": {raw}})
		}
		live := func(step string, want ...bool) {
			t.Helper()
			for i, v := range []*visitor{first, second, reader, elsewhere} {
				if got := v.sits().get(t, "/account").status == http.StatusOK; got != want[i] {
					t.Errorf("%s: session %d lives: %t, want %t", step, i, got, want[i])
				}
			}
		}
		for name, raw := range map[string]string{
			"of another client": token(idp.Object{"aud": other.ClientID}), "with a nonce": token(idp.Object{"nonce": "x"}), "none": "",
			"of a stranger": strings.TrimSuffix(token(nil), "A") + "AAAA",
		} {
			if a := send(p, raw); a.status != http.StatusBadRequest {
				t.Errorf("%s: %d", name, a.status)
			}
		}
		live("nothing that counts", true, true, true, true)
		one := token(idp.Object{"sid": sid})
		send(p, one).want(t, http.StatusOK)
		live("one session", false, true, true, true)
		send(p, one).want(t, http.StatusBadRequest, "used before")
		send(p, token(idp.Object{"sub": "Maria", "sid": "of-nobody"})).want(t, http.StatusOK)
		live("a session of nobody", false, true, true, true)
		send(p, token(nil)).want(t, http.StatusOK)
		live("all of somebody", false, false, true, true)
	})
}

// Who signs out here is sent to the provider's logout, with what it knows the
// session by, and comes back to the front page.
func TestOIDCSignOut(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		p := s.partner(t, s.A, idp.NewOIDC(t, s.authority(t), idp.Options{People: maria}))
		p.knows(t, s.A.User, "maria")
		v := s.visitor()
		v.enters(t, p.signIn(t, v, "maria"))
		was := v.sits()
		a := v.post(t, "/sign-out", nil).want(t, http.StatusOK, "You are signed out here")
		noOne(t, was)
		_, to, _ := strings.Cut(a.header.Get("Refresh"), "url=")
		u, err := url.Parse(to)
		if err != nil || !strings.HasPrefix(to, p.Issuer+"/session/end?") {
			t.Fatalf("leads to %q", to)
		}
		if q := u.Query(); idp.Claims(t, q.Get("id_token_hint"))["sub"] != "maria" || q.Get("post_logout_redirect_uri") != s.web.PublicURL+"/sign-in?done=out" {
			t.Errorf("leads to %s", to)
		}
		p.Stand("/.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "no", http.StatusBadGateway) })
		v = s.visitor()
		v.enters(t, p.signIn(t, v, "maria"))
		s.Move(2 * time.Hour)
		was = v.sits()
		v.post(t, "/sign-out", nil).leads(t, "/sign-in?done=out") // that it cannot be reached keeps nobody in
		noOne(t, was)
	})
}

// A sensitive action asks the provider again, which has to ask the person again:
// the same one, now.
func TestOIDCProof(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		p := s.partner(t, s.A, idp.NewOIDC(t, s.authority(t), idp.Options{People: maria}))
		p.knows(t, s.A.User, "maria")
		p.knows(t, s.A.Reader, "Maria")
		v := s.visitor()
		v.enters(t, p.signIn(t, v, "maria"))
		s.Move(11 * time.Minute)
		stale := func() bool {
			t.Helper()
			return v.sits().post(t, "/account/tokens/"+strconv.FormatInt(s.A.User.Access, 10), nil).status == http.StatusSeeOther
		}
		if !stale() {
			t.Fatal("a proof lasts longer than ten minutes")
		}
		prove := func(login string) reply {
			t.Helper()
			back := p.SignIn(t, p.setOut(t, v, "/account/prove/idp?next=/account/tokens"), login)
			a := v.get(t, back.RequestURI())
			if a.status == http.StatusSeeOther {
				a = v.get(t, a.header.Get("Location"))
			}
			return a
		}
		s.Move(-11 * time.Minute)
		s.ageProofs(t)
		prove("Maria").want(t, http.StatusForbidden, "as somebody else")
		if !stale() {
			t.Error("somebody else's proof counts")
		}
		p.Change("/token", func(a idp.Object) {
			claims := idp.Claims(t, a["id_token"].(string))
			claims["auth_time"] = s.Now().Add(-10 * time.Minute).Unix()
			a["id_token"] = p.Sign(t, claims)
		})
		prove("maria").want(t, http.StatusUnauthorized, untrusted)
		if !stale() {
			t.Error("an old proof counts")
		}
		p.Change("/token", nil)
		before := v.cookies[v.site.web.cookieName(sessionCookie)].Value
		prove("maria").leads(t, "/account/tokens")
		if stale() || v.cookies[v.site.web.cookieName(sessionCookie)].Value == before {
			t.Error("it is not proven, or the session has its old secret")
		}
		// In a browser that is signed in as nobody, or as somebody else, it counts for nothing.
		s.ageProofs(t)
		back := p.SignIn(t, p.setOut(t, v, "/account/prove/idp"), "maria")
		out := v.sits()
		delete(out.cookies, out.site.web.cookieName(sessionCookie))
		out.get(t, back.RequestURI()).leads(t, "/sso/arrived")
		out.get(t, "/sso/arrived").want(t, http.StatusForbidden, "in another browser")
		noOne(t, out)
	})
}

// ageProofs makes all that was proven as old as can be.
func (s *site) ageProofs(t *testing.T) {
	t.Helper()
	if _, err := s.DB.Exec(t.Context(), `update sessions set proved_at = $1`, s.Now().Add(-time.Hour)); err != nil {
		t.Fatal(err)
	}
}

// An IdP that cannot be used says so, to whoever wants to sign in there and in the
// record, and nothing is sent to it by a stranger more than once in a while.
func TestOIDCProviderIsDown(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		p := s.partner(t, s.A, idp.NewOIDC(t, s.authority(t), idp.Options{People: maria}))
		p.Stand("/.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "<b>no</b>", http.StatusBadGateway) })
		for range 3 {
			s.visitor().get(t, p.login()).want(t, http.StatusServiceUnavailable, "Your identity provider cannot be reached")
		}
		if n := p.Calls("/.well-known/openid-configuration"); n != 1 {
			t.Errorf("it was asked %d times", n)
		}
		if all := s.reasons(t); !strings.Contains(all, "cannot be discovered") || strings.Contains(all, "<b>") {
			t.Errorf("the record says %s", all)
		}
	})
}

// No provider leads this server into the network that it is in: not by its
// issuer, and not by what it says of itself.
func TestOIDCStaysOutside(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		inside := s.partner(t, s.A, idp.NewOIDC(t, s.authority(t), idp.Options{People: maria}))
		guarded, err := fetch.New(fetch.Options{CA: []byte(s.trusts.PEM)})
		if err != nil {
			t.Fatal(err)
		}
		s.web.OIDC = &oidc.Providers{HTTP: guarded.HTTP(), Now: s.Now}
		s.visitor().get(t, inside.login()).want(t, http.StatusServiceUnavailable, "Your identity provider cannot be reached")
		if n := inside.Calls("/.well-known/openid-configuration"); n != 0 {
			t.Error("an address inside was asked")
		}
		// This one may be asked, and names the other.
		outside := s.partner(t, s.A, idp.NewOIDC(t, s.trusts, idp.Options{People: maria}), func(ch *identity.IDPChange) { ch.Name = new("Outside") })
		at, err := url.Parse(outside.Issuer)
		if err != nil {
			t.Fatal(err)
		}
		for _, endpoint := range []string{"token_endpoint", "jwks_uri", "userinfo_endpoint"} {
			only := s.trusts.Client(t)
			only.Jar, only.Transport = nil, oneHost{at.Host, only.Transport, guarded.HTTP().Transport}
			s.web.OIDC = &oidc.Providers{HTTP: only, Now: s.Now}
			outside.Change("/.well-known/openid-configuration", func(a idp.Object) { a[endpoint] = inside.Issuer + "/" + endpoint })
			outside.Change("/token", func(a idp.Object) { // so that it has to ask
				claims := idp.Claims(t, a["id_token"].(string))
				delete(claims, "email")
				a["id_token"] = outside.Sign(t, claims)
			})
			v := s.visitor()
			outside.signIn(t, v, "maria").want(t, http.StatusUnauthorized, untrusted)
			noOne(t, v)
			if n := inside.Calls("/" + endpoint); n != 0 {
				t.Errorf("%s: an address inside was asked", endpoint)
			}
		}
	})
}

// oneHost reaches one host as if it was outside.
type oneHost struct {
	host         string
	free, guards http.RoundTripper
}

func (o oneHost) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Host == o.host {
		return o.free.RoundTrip(r)
	}
	return o.guards.RoundTrip(r)
}
