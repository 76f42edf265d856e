package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
)

// Known or not, with a password or without: the first step leads everybody to
// the same page.
func TestSecondStepIsTheSameForEverybody(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.door(t, s.A, s.A.Admin, actor.AllRights()...)
		var pages []string
		for _, email := range []string{s.A.Admin.Email, s.A.Reader.Email, "nobody@blueseas.example"} {
			v := s.visitor()
			v.post(t, "/sign-in", url.Values{"email": {email}, "next": {"/inbox"}}).leads(t, "/sign-in/password?next=%2Finbox")
			page := v.get(t, "/sign-in/password?next=%2Finbox").want(t, 200, "You sign in as")
			pages = append(pages, strings.ReplaceAll(page.body, email, "-"))
			wrong := v.post(t, "/sign-in", url.Values{"email": {email}, "password": {"wrong horse battery"}}).want(t, 422)
			pages[len(pages)-1] += strings.ReplaceAll(wrong.body, email, "-") + strconv.Itoa(len(wrong.header))
		}
		if pages[0] != pages[1] || pages[0] != pages[2] {
			t.Error("the pages differ")
		}
	})
}

// A program that keeps passwords finds address and password in each form, and
// nothing stands in the way of pasting.
func TestPasswordManagersFindTheirWay(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		v.post(t, "/sign-in", url.Values{"email": {s.A.Admin.Email}})
		address := `type="email" value="` + s.A.Admin.Email + `" autocomplete="username"`
		for path, wants := range map[string][]string{
			"/sign-in":          {`name="email" type="email" value="` + s.A.Admin.Email + `" autocomplete="username webauthn"`},
			"/sign-in/password": {address, `type="password" value="" autocomplete="current-password"`},
			"/account/password": {address, `autocomplete="current-password"`, `autocomplete="new-password"`},
		} {
			a := v.get(t, path).want(t, 200)
			for _, want := range wants {
				if !strings.Contains(a.body, want) {
					t.Errorf("%s lacks %s", path, want)
				}
			}
			_, form, _ := strings.Cut(a.body, "<main") // the console's search is not filled in by anybody else
			if strings.Contains(form, "onpaste") || strings.Contains(form, `autocomplete="off"`) {
				t.Errorf("%s hinders pasting", path)
			}
			for _, field := range strings.Split(a.body, "<input")[1:] {
				if field, _, _ = strings.Cut(field, ">"); strings.Contains(field, `type="password"`) && strings.Contains(field, "maxlength") {
					t.Errorf("%s cuts what is pasted", path)
				}
			}
		}
	})
}

// After some wrong passwords the right one, too, has to wait, and the page says
// how long. A browser in which one signed in before is not held up by others.
func TestTooManyTriesWait(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		known := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		k := known.cookies["__Host-gatehouse-browser"]
		if k == nil || !k.HttpOnly || !k.Secure || k.SameSite != http.SameSiteLaxMode || k.MaxAge < 100*24*3600 || strings.Contains(k.Value, "@") {
			t.Fatalf("cookie %+v", k)
		}
		for _, email := range []string{s.A.Admin.Email, "nobody@blueseas.example"} {
			v := s.visitor()
			for range 5 {
				v.post(t, "/sign-in", url.Values{"email": {email}, "password": {"wrong horse battery"}}).want(t, 422)
			}
			a := v.post(t, "/sign-in", url.Values{"email": {email}, "password": {password}}).
				want(t, 429, "Too many tries that failed. Try again in 1 s.")
			if a.header.Get("Retry-After") != "1" || v.cookies["__Host-gatehouse-browser"] != nil {
				t.Errorf("header %v, cookies %v", a.header, v.cookies)
			}
		}
		known.post(t, "/sign-in", url.Values{"email": {s.A.Admin.Email}, "password": {password}}).leads(t, "/")
		s.Move(time.Second)
		s.visitor().post(t, "/sign-in", url.Values{"email": {s.A.Admin.Email}, "password": {password}}).leads(t, "/")
	})
}

// In the browser that asked, the link of the mail needs no code; in another it
// does. A look at it changes nothing.
func TestForgottenPassword(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.door(t, s.A, s.A.Admin, actor.AllRights()...)
		v := s.visitor()
		v.post(t, "/sign-in", url.Values{"email": {s.A.Admin.Email}})
		if a := v.get(t, "/forgotten-password").want(t, 200, "Forgotten your password?"); !strings.Contains(a.body, s.A.Admin.Email) {
			t.Error("the address has to be typed again")
		}
		v.post(t, "/forgotten-password", url.Values{"email": {"x"}}).want(t, 422, "This is not an e-mail address.")
		for _, email := range []string{"nobody@blueseas.example", s.A.Admin.Email} {
			v.post(t, "/forgotten-password", url.Values{"email": {email}}).leads(t, "/forgotten-password/sent")
		}
		v.get(t, "/forgotten-password/sent").want(t, 200, "Look into your mail")
		s.Drain(t)
		path, code := s.Link(t, s.A.Admin.Email)
		before := s.state(t)
		for _, who := range []*visitor{v, s.visitor()} {
			who.get(t, path).want(t, 200, "Choose your password", "You sign in as")
			who.do(t, http.MethodHead, path, nil).want(t, 200)
		}
		if after := s.state(t); strings.Join(before, "\n") != strings.Join(after, "\n") {
			t.Error("a look has changed something")
		}
		if a := v.get(t, path); strings.Contains(a.body, `name="code"`) {
			t.Error("the browser that asked is asked for the code")
		}
		s.visitor().get(t, path).want(t, 200, "Code from the mail")
		s.visitor().post(t, path, url.Values{"password": {"another horse battery"}}).want(t, 422, "6 digits")
		s.visitor().post(t, path, url.Values{"code": {code}, "password": {"Password2026!"}}).want(t, 422, "Is known to everybody")
		v.post(t, path, url.Values{"password": {"another horse battery"}}).leads(t, "/sign-in?done=password")
		if v.cookies["__Host-gatehouse-browser"] == nil {
			t.Error("the browser is not known")
		}
		s.visitor().post(t, path, url.Values{"code": {code}, "password": {"a third horse battery"}}).want(t, 410, "This link has done its work")
		v.post(t, "/sign-in", url.Values{"email": {s.A.Admin.Email}, "password": {"another horse battery"}}).leads(t, "/")
		for range 7 {
			v.post(t, "/forgotten-password", url.Values{"email": {"nobody@blueseas.example"}}).leads(t, "/forgotten-password/sent")
		}
		v.post(t, "/forgotten-password", url.Values{"email": {"nobody@blueseas.example"}}).leads(t, "/forgotten-password/sent")
		if a := v.post(t, "/forgotten-password", url.Values{"email": {"nobody@blueseas.example"}}).want(t, 429, "asked for too often"); a.header.Get("Retry-After") == "" {
			t.Error("without saying how long")
		}
	})
}

func TestChangeOwnPassword(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		other := s.visitor()
		other.post(t, "/sign-in", url.Values{"email": {s.A.Admin.Email}, "password": {password}}).leads(t, "/")
		s.visitor().get(t, "/account/password").leads(t, "/sign-in?next=%2Faccount%2Fpassword")
		v.post(t, "/account/password", url.Values{"old_password": {"wrong horse battery"}, "password": {"another horse battery"}}).
			want(t, 422, "This is not your present password.")
		v.post(t, "/account/password", url.Values{"old_password": {password}, "password": {"blueseas-1"}}).want(t, 422, "Is hardly more than your name")
		v.post(t, "/account/password", url.Values{"old_password": {password}, "password": {"another horse battery"}}).leads(t, "/account/password?done=changed")
		v.get(t, "/account/password?done=changed").want(t, 200, "Your password is changed.")
		other.get(t, "/outbox").leads(t, "/sign-in?next=%2Foutbox")
		s.Drain(t)
		told, err := db.Value[int](t.Context(), s.DB, `select count(*) from mails where template = 'password_changed' and recipient = $1 and state = 'sent'`, s.A.Admin.Email)
		if err != nil || told != 1 {
			t.Errorf("%d mails, %v", told, err)
		}
	})
}

// On a phone, in the dark: the way in, back and forth, a password forgotten and
// chosen anew by the link, and changed once more from within.
func TestSignInInBrowser(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.door(t, s.A, s.A.Admin, actor.AllRights()...)
		b := newBrowser(t)
		b.window(t, 390, "dark")
		home := s.listen(t)
		b.open(t, home+"/outbox")
		b.shows(t, "Sign in", "E-mail")
		if got := eval[string](t, b, `document.activeElement.id`); got != "email" {
			t.Errorf("the focus is on %q", got)
		}
		b.do(t, chromedp.SendKeys(chromedp.ID("email"), s.A.Admin.Email))
		b.press(t, "form.fields button")
		b.shows(t, "You sign in as")
		if got := eval[string](t, b, `document.activeElement.id + " " + document.getElementById("username").value`); got != "password "+s.A.Admin.Email {
			t.Errorf("the second step has %q", got)
		}
		b.do(t, chromedp.SendKeys(chromedp.ID("password"), "wrong horse battery"))
		b.press(t, "form.fields button")
		b.shows(t, "The e-mail address or the password is wrong.")
		eval[bool](t, b, `history.back() === undefined`)
		b.do(t, chromedp.WaitNotPresent(".wrong"))
		b.shows(t, "You sign in as")
		b.open(t, home+"/sign-in/password") // the same page, which may have come out of the browser's memory
		b.press(t, `a[href="/forgotten-password"]`)
		b.shows(t, "Send the link")
		b.press(t, "form.fields button")
		b.shows(t, "Look into your mail")
		s.Drain(t)
		path, _ := s.Link(t, s.A.Admin.Email)
		b.open(t, home+path)
		b.shows(t, "Choose your password")
		b.do(t, chromedp.SendKeys(chromedp.ID("password"), "another horse battery"))
		b.press(t, "form.fields button")
		b.shows(t, "Your password is set. Sign in with it.")
		b.press(t, "form.fields button") // the address is still there
		b.do(t, chromedp.SendKeys(chromedp.ID("password"), "another horse battery"))
		b.press(t, "form.fields button")
		b.shows(t, "Outbox")
		b.window(t, 1280, "light")
		b.open(t, home+"/account/password")
		b.do(t,
			chromedp.SendKeys(chromedp.ID("old_password"), "another horse battery"),
			chromedp.SendKeys(chromedp.ID("password"), "a third horse battery"),
		)
		b.press(t, "main form button")
		b.shows(t, "Your password is changed.")
	})
}
