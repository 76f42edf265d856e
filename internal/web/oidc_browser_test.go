package web

import (
	"strconv"
	"testing"

	"github.com/chromedp/chromedp"

	"gatehouse/internal/db"
	"gatehouse/internal/e2e/idp"
	"gatehouse/internal/identity"
)

// back forgets what the browser complained of while it was at another site, whose
// fonts it cannot get here.
func (b *browser) back() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.problems = nil
}

// pressThere presses a button of another site's page.
func (b *browser) pressThere(t *testing.T, selector string) {
	t.Helper()
	b.do(t, chromedp.WaitReady(selector))
	eval[bool](t, b, `(document.querySelector(`+strconv.Quote(selector)+`).click(), true)`)
}

// fillIn fills in the provider's own form.
func (p *party) fillIn(t *testing.T, b *browser, login string) {
	t.Helper()
	b.arrives(t, `[name="login"]`)
	p.site.present()
	b.do(t, chromedp.SetValue(`[name="login"]`, login), chromedp.SetValue(`[name="password"]`, "any"))
	b.pressThere(t, ".login-submit")
}

// On a phone: the address leads to the provider, which makes a user; a sensitive
// action asks there again; signing out here signs out there, and the other way
// round.
func TestOIDCInBrowser(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		b := newBrowser(t)
		b.window(t, 390, "light")
		home := s.listen(t)
		p := s.partner(t, s.A, idp.NewOIDC(t, s.authority(t), idp.Options{People: maria}), func(ch *identity.IDPChange) { ch.IsJIT = new(true) })
		if _, err := s.DB.Exec(t.Context(), `insert into sso_domains (customer_id, domain) values ($1, 'blackhills.example')`, s.A.ID); err != nil {
			t.Fatal(err)
		}
		setOut := func() {
			t.Helper()
			b.open(t, home+"/sign-in")
			b.do(t, chromedp.SetValue(chromedp.ID("email"), "maria@blackhills.example"))
			b.press(t, `form[action="/sign-in"] button`)
			b.shows(t, "Login of Blue Seas")
			b.accessible(t)
			b.touchable(t)
			b.press(t, `a[href*="/oidc/"]`)
		}
		setOut()
		p.fillIn(t, b, "maria")
		b.do(t, chromedp.WaitReady(`[value="consent"]`))
		b.pressThere(t, "form button") // that this server may know who it is
		b.arrives(t, ".bar")
		b.back()
		b.shows(t, "Maria Castro")
		b.accessible(t)

		s.ageProofs(t)
		maria := s.userOf(t, "maria@blackhills.example")
		b.open(t, home+"/account/tokens")
		b.shows(t, maria.FormalName)
		b.open(t, home+"/account/prove?next=/account")
		b.shows(t, "Is it still you?", "Continue at your identity provider")
		b.accessible(t)
		b.press(t, `a[href^="/account/prove/idp"]`)
		p.fillIn(t, b, "maria") // although it has a session there
		b.arrives(t, ".bar")
		b.back()
		if path := eval[string](t, b, `location.pathname`); path != "/account" {
			t.Errorf("led to %s", path)
		}
		if n := s.stale(t); n != 0 {
			t.Errorf("%d sessions are not proven", n)
		}

		b.leave(t)
		b.pressThere(t, `button[value="yes"]`) // of the provider, which asks whether to sign out there, too
		b.arrives(t, `[name="email"]`)
		b.back()
		b.shows(t, "You are signed out.")

		setOut()
		p.fillIn(t, b, "maria") // it has forgotten who was there, and what it may say
		b.do(t, chromedp.WaitReady(`[value="consent"]`))
		b.pressThere(t, "form button")
		b.arrives(t, ".bar")
		b.open(t, p.Issuer+"/session/end")
		b.pressThere(t, `button[value="yes"]`)
		b.do(t, chromedp.WaitNotPresent(`button[value="yes"]`))
		b.back()
		b.open(t, home+"/account")
		b.shows(t, "Sign in")
		if path := eval[string](t, b, `location.pathname`); path != "/sign-in" {
			t.Errorf("who has signed out at the provider is at %s", path)
		}
	})
}

// userOf returns who has an address.
func (s *site) userOf(t *testing.T, email string) identity.User {
	t.Helper()
	guid, err := db.Value[string](t.Context(), s.DB, `select guid from users where email = $1`, email)
	if err != nil {
		t.Fatal(err)
	}
	by, err := s.Doors.Token(t.Context(), s.A.Admin.Token, "192.0.2.1")
	if err != nil {
		t.Fatal(err)
	}
	u, err := s.Users.One(t.Context(), by, guid)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// stale counts the sessions whose proof is old.
func (s *site) stale(t *testing.T) int {
	t.Helper()
	n, err := db.Value[int](t.Context(), s.DB, `select count(*) from sessions where is_open and proved_at < $1`, s.Now().Add(-identity.FreshFor))
	if err != nil {
		t.Fatal(err)
	}
	return n
}
