package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/identity"
)

func TestSignIn(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.door(t, s.A, s.A.Admin, actor.AllRights()...)
		v := s.visitor()
		v.get(t, "/").leads(t, "/sign-in")
		v.get(t, "/sign-in").want(t, 200, "Sign in", "E-mail", "Continue")
		v.get(t, "/sign-in/password?next=%2Finbox").leads(t, "/sign-in?next=%2Finbox") // nobody came yet

		email := s.A.Admin.Email
		for _, wrong := range []url.Values{
			{"email": {email}, "password": {"wrong horse battery"}},
			{"email": {"nobody@blueseas.example"}, "password": {password}},
		} {
			a := v.post(t, "/sign-in", wrong).want(t, 422, "The e-mail address or the password is wrong.")
			if !strings.Contains(a.body, wrong.Get("email")) || strings.Contains(a.body, wrong.Get("password")) {
				t.Error("the form must come back with the address and without the password")
			}
		}
		for _, nobody := range []string{" ", strings.Repeat("x", 255)} {
			v.post(t, "/sign-in", url.Values{"email": {nobody}}).want(t, 422, "Enter your e-mail address.")
			v.post(t, "/sign-in", url.Values{"email": {" "}, "password": {password}}).want(t, 422, "Enter your e-mail address.")
		}
		if len(v.cookies) != 0 {
			t.Fatalf("cookies %v", v.cookies)
		}

		v.post(t, "/sign-in", url.Values{"email": {strings.ToUpper(email)}, "next": {"/"}}).leads(t, "/sign-in/password?next=%2F")
		asked := v.get(t, "/sign-in/password").want(t, 200, "You sign in as", "Password", "Forgotten your password?")
		if !strings.Contains(asked.body, strings.ToUpper(email)) || strings.Contains(asked.header.Get("Location"), "@") {
			t.Error("the second step does not know who came")
		}
		v.post(t, "/sign-in", url.Values{"email": {strings.ToUpper(email)}, "password": {password}}).leads(t, "/")
		k := v.cookies["__Host-gatehouse"]
		if k == nil || !k.HttpOnly || !k.Secure || k.SameSite != http.SameSiteLaxMode || k.Path != "/" || k.Domain != "" {
			t.Fatalf("cookie %+v", k)
		}
		v.get(t, "/").leads(t, "/home")
		v.get(t, "/outbox").want(t, 200, "Outbox", "Emma Waters", "Blue Seas")

		old := s.visitor()
		old.cookies[k.Name] = k
		v.post(t, "/sign-out", nil).leads(t, "/sign-in?done=out")
		v.get(t, "/sign-in?done=out").want(t, 200, "You are signed out.")
		old.get(t, "/outbox").leads(t, "/sign-in?next=%2Foutbox")
	})
}

func TestSignInLeadsBack(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.door(t, s.A, s.A.Admin, actor.AllRights()...)
		for next, want := range map[string]string{
			"/outbox?status=Pending":  "/outbox?status=Pending",
			"https://evil.example":    "/",
			"//evil.example":          "/",
			`/\evil.example`:          "/",
			"javascript:alert(1)":     "/",
			"/\t/evil.example/outbox": "/",
		} {
			v := s.visitor()
			v.post(t, "/sign-in", url.Values{"email": {s.A.Admin.Email}, "password": {password}, "next": {next}}).leads(t, want)
		}
	})
}

// One address with one password in two customers: the person chooses, and gets
// into the one that was chosen only.
func TestSignInChoice(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.door(t, s.A, s.A.Admin, actor.AllRights()...)
		twin, err := s.Users.Create(t.Context(), actor.System(s.B.ID), identity.UserDraft{Email: s.A.Admin.Email, FormalName: "Emma Elsewhere"})
		if err != nil {
			t.Fatal(err)
		}
		p := *s.B.Admin
		p.User = twin
		s.door(t, s.B, &p)

		v := s.visitor()
		a := v.post(t, "/sign-in", url.Values{"email": {twin.Email}, "password": {password}, "next": {"/inbox"}}).want(t, 200, "Where to?")
		if v.cookies["__Host-gatehouse"] != nil {
			t.Fatal("a session before the choice")
		}
		doors := values(a.body, "door")
		if len(doors) != 2 {
			t.Fatalf("doors %v", doors)
		}
		login, err := db.Value[int64](t.Context(), s.DB, `select id from accesses where user_guid = $1`, twin.GUID)
		if err != nil {
			t.Fatal(err)
		}
		chosen := doors[slices.IndexFunc(doors, func(d string) bool { return strings.HasSuffix(d, "."+strconv.FormatInt(login, 10)) })]
		v.post(t, "/sign-in", url.Values{"door": {chosen}, "next": {"/inbox"}}).leads(t, "/inbox")
		v.get(t, "/inbox").want(t, 200, "Emma Elsewhere")
		s.visitor().post(t, "/sign-in", url.Values{"door": {chosen}}).want(t, 422, "Sign in again.") // a ticket opens once
		s.visitor().post(t, "/sign-in", url.Values{"door": {"x"}}).want(t, 400)
	})
}

// values returns the values of the elements of a name.
func values(body, name string) []string {
	var all []string
	for _, part := range strings.Split(body, `name="`+name+`" value="`)[1:] {
		value, _, _ := strings.Cut(part, `"`)
		all = append(all, value)
	}
	return all
}

func TestOnlySessionsOpenTheConsole(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.visitor()
		for _, path := range []string{"/outbox", "/outbox.csv", "/outbox.xlsx", "/outbox/x", "/inbox", "/inbox/x"} {
			v.get(t, path).leads(t, "/sign-in?next="+url.QueryEscape(path))
			v.do(t, http.MethodHead, path, nil).leads(t, "/sign-in?next="+url.QueryEscape(path))
		}
		for _, path := range []string{"/outbox/x/resolve", "/inbox/read", "/inbox/x/read"} {
			v.post(t, path, nil).want(t, 401, "You are not signed in")
		}
		r := s.visitor()
		r.header.Set("Authorization", "Bearer "+s.A.Admin.Token)
		r.get(t, "/outbox").leads(t, "/sign-in?next=%2Foutbox")
		r.header.Set("Authorization", basic(s.A.Admin.Token))
		r.get(t, "/outbox").leads(t, "/sign-in?next=%2Foutbox")
	})
}

func basic(token string) string {
	r := http.Request{Header: make(http.Header)}
	r.SetBasicAuth(token, "")
	return r.Header.Get("Authorization")
}

// A user without rights reaches the inbox and nothing else; one who ends is out
// at once.
func TestRightsOnPages(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Reader)
		v.get(t, "/").leads(t, "/inbox")
		a := v.get(t, "/inbox").want(t, 200, "Nothing here")
		if strings.Contains(a.body, `href="/outbox"`) {
			t.Error("a way to the outbox for who may not see it")
		}
		v.get(t, "/outbox").want(t, 403, "This gate is closed to you")
		inactive := false
		if _, err := s.Users.Change(t.Context(), actor.System(s.A.ID), s.A.Reader.GUID, identity.UserChange{IsActive: &inactive}); err != nil {
			t.Fatal(err)
		}
		v.get(t, "/inbox").leads(t, "/sign-in?next=%2Finbox")
	})
}

func TestSetPassword(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		_, err := s.Accesses.Create(t.Context(), actor.System(s.A.ID), s.A.User.GUID, identity.AccessDraft{Type: identity.UIConnection})
		if err != nil {
			t.Fatal(err)
		}
		path, code := s.Link(t, s.A.User.Email)
		v := s.visitor()
		v.get(t, path).want(t, 200, "Choose your password", "Blue Seas")
		a := v.post(t, path, url.Values{"code": {code}, "password": {"short"}}).want(t, 422, "10 characters")
		if !strings.Contains(a.body, `value="`+code+`"`) || strings.Contains(a.body, `value="short"`) {
			t.Error("the form must come back with the code and without the password")
		}
		v.post(t, path, url.Values{"code": {other(code)}, "password": {password}}).want(t, 422, "code")
		v.post(t, path, url.Values{"code": {code}, "password": {password}}).leads(t, "/sign-in?done=password")
		v.get(t, "/sign-in?done=password").want(t, 200, "Your password is set.")
		v.get(t, path).want(t, 410, "This link has done its work")
		v.post(t, path, url.Values{"code": {code}, "password": {password}}).want(t, 410)
	})
}

// other is a code of the right form that is wrong.
func other(code string) string {
	if code[0] == '9' {
		return "0" + code[1:]
	}
	return "9" + code[1:]
}

func TestFiveWrongCodesLockTheLink(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		_, err := s.Accesses.Create(t.Context(), actor.System(s.A.ID), s.A.User.GUID, identity.AccessDraft{Type: identity.UIConnection})
		if err != nil {
			t.Fatal(err)
		}
		path, code := s.Link(t, s.A.User.Email)
		v := s.visitor()
		for range 4 {
			v.post(t, path, url.Values{"code": {other(code)}, "password": {password}}).want(t, 422)
		}
		v.post(t, path, url.Values{"code": {other(code)}, "password": {password}})
		v.post(t, path, url.Values{"code": {code}, "password": {password}}).want(t, 410, "This link is locked")
		v.get(t, path).want(t, 410, "Only the link is locked, not you")
	})
}
