package web

import (
	"testing"

	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/webauthn"
	"github.com/chromedp/chromedp"

	"gatehouse/internal/actor"
)

// authenticator gives the browser one that keeps passkeys and knows its user.
func (b *browser) authenticator(t *testing.T) webauthn.AuthenticatorID {
	t.Helper()
	var id webauthn.AuthenticatorID
	call(t, b, func() error {
		if _, err := chromedp.Call(b.ctx, webauthn.Enable, webauthn.EnableParams{}); err != nil {
			return err
		}
		made, err := chromedp.Call(b.ctx, webauthn.AddVirtualAuthenticator, webauthn.AddVirtualAuthenticatorParams{
			Options: &webauthn.VirtualAuthenticatorOptions{
				Protocol: webauthn.AuthenticatorProtocolCtap2, Transport: webauthn.AuthenticatorTransportInternal,
				HasResidentKey: true, HasUserVerification: true, IsUserVerified: true, AutomaticPresenceSimulation: true,
			},
		})
		id = made.AuthenticatorID
		return err
	})
	return id
}

// touches says whether somebody is there to touch the authenticator: otherwise
// even an offer in a field would be taken at once.
func (b *browser) touches(t *testing.T, id webauthn.AuthenticatorID, there bool) {
	t.Helper()
	call(t, b, func() error {
		_, err := chromedp.Call(b.ctx, webauthn.SetAutomaticPresenceSimulation,
			webauthn.SetAutomaticPresenceSimulationParams{AuthenticatorID: id, Enabled: there})
		return err
	})
}

// arrives waits until a script has led the browser to where an element is.
func (b *browser) arrives(t *testing.T, selector string) {
	t.Helper()
	b.do(t, chromedp.WaitVisible(selector))
	b.loaded(t)
}

// loaded waits for what the page loads, above all its stylesheet: an element may
// be seen before.
func (b *browser) loaded(t *testing.T) {
	t.Helper()
	call(t, b, func() error {
		_, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](
			`document.readyState === "complete" || new Promise(done => addEventListener("load", () => done(true)))`, chromedp.EvalAwaitPromise))
		return err
	})
}

// password takes both steps of signing in by one.
func (b *browser) password(t *testing.T, address, email string) {
	t.Helper()
	b.open(t, address)
	b.do(t, chromedp.SetValue(chromedp.ID("email"), email))
	b.press(t, `form[action="/sign-in"] button`)
	b.do(t, chromedp.SendKeys(chromedp.ID("password"), password))
	b.press(t, `form[action="/sign-in"] button`)
}

// withoutOffers keeps passkeys out of the address field, where a virtual
// authenticator would take them at once.
func (b *browser) withoutOffers(t *testing.T) {
	t.Helper()
	call(t, b, func() error {
		_, err := chromedp.Call(b.ctx, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{
			Source: `PublicKeyCredential.isConditionalMediationAvailable = async () => false`,
		})
		return err
	})
}

// A passkey is made, asked for after the password, enough alone, offered in the
// address field, and removed.
func TestPasskeyInBrowser(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		b := newBrowser(t)
		b.window(t, 390, "dark")
		home := s.listen(t)
		b.authenticator(t)
		b.withoutOffers(t)
		s.door(t, s.A, s.A.Admin, actor.AllRights()...)
		b.password(t, home+"/sign-in", s.A.Admin.Email)
		b.open(t, home+"/account/security")
		b.shows(t, "You have none.", "Make a passkey")
		if got := eval[int](t, b, `document.querySelector("[data-said]").offsetHeight`); got != 0 {
			t.Error("a complaint before anything was done")
		}
		b.do(t, chromedp.SendKeys(chromedp.ID("name"), "This machine"), chromedp.Click(`form[data-passkey="create"] button`))
		b.arrives(t, ".codes")
		b.shows(t, "Your recovery codes")
		b.press(t, "main a.button")
		b.shows(t, "This machine", "10 of ten are left")

		b.leave(t)
		b.password(t, home+"/sign-in", s.A.Admin.Email)
		b.shows(t, "Your second factor", "Use a passkey")
		b.do(t, chromedp.Click(`form[data-passkey] button`))
		b.arrives(t, ".console .waits, .console .begin")
		b.shows(t, "Emma Waters")

		b.leave(t)
		b.shows(t, "Sign in with a passkey")
		b.do(t, chromedp.Click(`form[action="/sign-in/passkey"] button`))
		b.arrives(t, ".console .waits, .console .begin")

		b.open(t, home+"/account/security")
		b.press(t, ".factors button")
		b.shows(t, "It is removed", "You have none.")
	})
}

// An authenticator that does not know who touches it is a second factor, and
// not enough alone.
func TestUnverifiedPasskeyInBrowser(t *testing.T) {
	walk(t, func(t *testing.T, s *site) {
		b := newBrowser(t)
		home := s.listen(t)
		key := b.authenticator(t)
		b.withoutOffers(t)
		s.door(t, s.A, s.A.Admin, actor.AllRights()...)
		b.password(t, home+"/sign-in", s.A.Admin.Email)
		b.open(t, home+"/account/security")
		b.do(t, chromedp.Click(`form[data-passkey="create"] button`))
		b.arrives(t, ".codes")
		b.leave(t)
		call(t, b, func() error {
			_, err := chromedp.Call(b.ctx, webauthn.SetUserVerified, webauthn.SetUserVerifiedParams{AuthenticatorID: key, IsUserVerified: false})
			return err
		})
		b.do(t, chromedp.Click(`form[action="/sign-in/passkey"] button`))
		b.do(t, chromedp.WaitVisible(`form[action="/sign-in/passkey"] [data-said]`))
		b.shows(t, "It was called off, or took too long.")
	})
}

// The address field offers passkeys: to take one signs in, without a word.
func TestPasskeyOfferInBrowser(t *testing.T) {
	walk(t, func(t *testing.T, s *site) {
		b := newBrowser(t)
		home := s.listen(t)
		key := b.authenticator(t)
		s.door(t, s.A, s.A.Admin, actor.AllRights()...)
		b.touches(t, key, false)
		b.password(t, home+"/sign-in", s.A.Admin.Email)
		b.touches(t, key, true)
		b.open(t, home+"/account/security")
		b.do(t, chromedp.Click(`form[data-passkey="create"] button`))
		b.arrives(t, ".codes")
		b.do(t, chromedp.Click(".who form button")) // the page that follows leads on by itself
		b.arrives(t, ".console .waits, .console .begin")
		b.shows(t, "Emma Waters")
	})
}

// A required factor, set up with an app at the door: the picture is there, and
// everything works without a script.
func TestEnrolAppInBrowser(t *testing.T) {
	walk(t, func(t *testing.T, s *site) {
		b := newBrowser(t)
		b.window(t, 1280, "light")
		home := s.listen(t)
		s.door(t, s.A, s.A.Admin, actor.AllRights()...)
		if err := s.Users.RequireFactor(t.Context(), actor.System(s.A.ID), s.A.Admin.GUID); err != nil {
			t.Fatal(err)
		}
		b.password(t, home+"/sign-in?next=%2Finbox", s.A.Admin.Email)
		b.shows(t, "Set up a second factor", "Blue Seas requires one")
		b.press(t, `form[action$="/app"] button`)
		b.shows(t, "Set up an authenticator app")
		if got := eval[int](t, b, `document.querySelector(".scan img").naturalWidth`); got == 0 {
			t.Error("there is no picture")
		}
		a := &app{s, eval[string](t, b, `document.querySelector(".seed").textContent.replaceAll(" ", "")`)}
		b.do(t, chromedp.SendKeys(chromedp.ID("code"), a.code(t)))
		b.press(t, `form[action$="/confirm"] button`)
		b.shows(t, "Your recovery codes")
		if got := eval[int](t, b, `document.querySelectorAll(".codes li").length`); got != 10 {
			t.Errorf("%d codes", got)
		}
		b.press(t, "main button")
		b.shows(t, "Inbox", "Emma Waters")
	})
}
