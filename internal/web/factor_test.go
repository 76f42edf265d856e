package web

import (
	"context"
	"crypto/sha256"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/identity"
)

var seedIn = regexp.MustCompile(`<code class="seed">([A-Z2-7 ]+)</code>`)

// app is an authenticator app that scanned a page.
type app struct {
	site *site
	seed string
}

// scan reads the key from the page of an enrolment.
func (s *site) scan(t *testing.T, a reply) *app {
	t.Helper()
	found := seedIn.FindStringSubmatch(a.body)
	if found == nil {
		t.Fatalf("no key on the page: %s", text(a.body))
	}
	return &app{s, strings.ReplaceAll(found[1], " ", "")}
}

func (a *app) code(t *testing.T) string {
	t.Helper()
	code, err := totp.GenerateCode(a.seed, a.site.Now())
	if err != nil {
		t.Fatal(err)
	}
	return code
}

// next moves the clock to where the app shows another code.
func (a *app) next(t *testing.T) string {
	t.Helper()
	a.site.Move(30 * time.Second)
	return a.code(t)
}

var codeIn = regexp.MustCompile(`<li><code>([a-z2-7-]+)</code></li>`)

// enrolApp sets up an app where base is, and returns it with the recovery codes.
func (v *visitor) enrolApp(t *testing.T, base string) (*app, []string) {
	t.Helper()
	v.post(t, base+"/app", url.Values{"app": {"Telephone"}}).leads(t, base+"/app")
	page := v.get(t, base+"/app").want(t, 200, "Set up an authenticator app")
	a := v.site.scan(t, page)
	picture := v.get(t, base+"/app.svg").want(t, 200)
	if picture.header.Get("Content-Type") != "image/svg+xml" || picture.header.Get("Cache-Control") != "no-store" || !strings.Contains(page.body, base+"/app.svg") {
		t.Errorf("the picture: %v", picture.header)
	}
	v.post(t, base+"/app/confirm", url.Values{"code": {other(a.code(t))}}).want(t, 422, "clock")
	done := v.post(t, base+"/app/confirm", url.Values{"code": {a.code(t)}}).want(t, 200, "Your recovery codes")
	var codes []string
	for _, m := range codeIn.FindAllStringSubmatch(done.body, -1) {
		codes = append(codes, m[1])
	}
	if len(codes) != 10 {
		t.Fatalf("%d recovery codes", len(codes))
	}
	return a, codes
}

// isIn reports whether the browser holds the secret of a session.
func (v *visitor) isIn() bool {
	k := v.cookies["__Host-"+sessionCookie]
	if k == nil {
		return false
	}
	_, err := v.site.Sessions.Actor(context.Background(), k.Value, "192.0.2.1")
	return err == nil
}

// password signs in by the password alone, which must lead to step.
func (v *visitor) password(t *testing.T, email, next, step string) {
	t.Helper()
	v.post(t, "/sign-in", url.Values{"email": {email}, "password": {password}, "next": {next}}).leads(t, step)
	if v.isIn() {
		t.Fatal("a session by the password alone")
	}
}

// Who has set up an app is asked for its code after the password, and let in
// where they wanted to go.
func TestFactorAtSignIn(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		v.get(t, "/account/security").want(t, 200, "You have none.")
		a, codes := v.enrolApp(t, deskBase)
		page := v.get(t, "/account/security?done=added").want(t, 200, "Telephone", "10 of ten are left", "It is set up")
		for _, secret := range append(slices.Clone(codes), a.seed) {
			if strings.Contains(page.body, secret) {
				t.Error("a secret is shown again")
			}
		}
		v = s.visitor()
		v.password(t, s.A.Admin.Email, "/outbox", "/sign-in/factor?next=%2Foutbox")
		v.get(t, "/outbox").leads(t, "/sign-in?next=%2Foutbox")
		v.get(t, "/sign-in/factor?next=%2Foutbox").want(t, 200, "Your second factor", s.A.Admin.Email)
		v.post(t, "/sign-in/factor", url.Values{"code": {other(a.next(t))}}).want(t, 422, "This code is wrong")
		v.post(t, "/sign-in/factor", url.Values{"code": {a.code(t)}, "next": {"/outbox"}}).leads(t, "/outbox")
		v.get(t, "/outbox").want(t, 200)
		if v.cookies["__Host-"+ticketCookie] != nil {
			t.Error("the ticket is still there")
		}
		v = s.visitor()
		v.password(t, s.A.Admin.Email, "", "/sign-in/factor")
		v.post(t, "/sign-in/factor", url.Values{"code": {codes[0]}}).leads(t, "/")
		v.get(t, "/account/security").want(t, 200, "9 of ten are left")
	})
}

// Five wrong codes lead back to the beginning; the next waits, and says so.
func TestWrongFactorCodes(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		a, _ := s.member(t, s.A, s.A.Admin).enrolApp(t, deskBase)
		v := s.visitor()
		v.password(t, s.A.Admin.Email, "", "/sign-in/factor")
		wrong := url.Values{"code": {other(a.next(t))}}
		for range 4 {
			v.post(t, "/sign-in/factor", wrong).want(t, 422, "This code is wrong")
		}
		v.post(t, "/sign-in/factor", wrong).want(t, 422, "There were too many wrong codes. Sign in again.")
		v.get(t, "/sign-in/factor").leads(t, "/sign-in")
		v.post(t, "/sign-in/factor", url.Values{"code": {a.code(t)}}).leads(t, "/sign-in")
		v.password(t, s.A.Admin.Email, "", "/sign-in/factor")
		if got := v.post(t, "/sign-in/factor", url.Values{"code": {a.code(t)}}).want(t, 429, "too many wrong tries").header.Get("Retry-After"); got != "60" {
			t.Errorf("Retry-After %q", got)
		}
	})
}

// Without a ticket there is nothing at these doors.
func TestDoorsNeedATicket(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.visitor()
		for _, path := range []string{"/sign-in/factor", "/sign-in/enrol", "/sign-in/enrol/app", "/sign-in/enrol/app.svg"} {
			v.get(t, path).leads(t, "/sign-in")
		}
		for _, path := range []string{"/sign-in/factor", "/sign-in/factor/question", "/sign-in/enrol/app", "/sign-in/enrol/app/confirm", "/sign-in/enrol/passkey", "/sign-in/enrol/passkey/question"} {
			v.post(t, path, nil).leads(t, "/sign-in")
		}
		v.post(t, "/sign-in/continue", nil).want(t, 422, "Sign in again.")
		v.post(t, "/sign-in/passkey", url.Values{"answer": {"{}"}}).want(t, 422, "That took too long: try again.")
		a := v.post(t, "/sign-in/passkey/question", nil).want(t, 200)
		if a.header.Get("Content-Type") != "application/json" || strings.Contains(a.body, "allowCredentials") {
			t.Errorf("%v %s", a.header, a.body)
		}
		if v.isIn() {
			t.Error("a session out of nothing")
		}
	})
}

// Where a factor is required, it is set up before there is a session.
func TestEnrolmentBeforeSession(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.User, "GATEHOUSE_REQUESTS_R")
		if err := s.Users.RequireFactor(t.Context(), actor.System(s.A.ID), s.A.User.GUID); err != nil {
			t.Fatal(err)
		}
		v.get(t, "/inbox").leads(t, "/sign-in?next=%2Finbox")
		v.password(t, s.A.User.Email, "/inbox", "/sign-in/enrol?next=%2Finbox")
		v.get(t, "/sign-in/enrol?next=%2Finbox").want(t, 200, "Blue Seas requires one", "Authenticator app")
		v.post(t, "/sign-in/continue", nil).leads(t, "/sign-in/enrol")
		v.enrolApp(t, doorBase)
		if v.isIn() {
			t.Fatal("a session before the codes were seen")
		}
		v.post(t, "/sign-in/continue", url.Values{"next": {"/inbox"}}).leads(t, "/inbox")
		v.get(t, "/inbox").want(t, 200)
		page := v.get(t, "/account/security").want(t, 200, "Your organisation requires one.")
		guid := regexp.MustCompile(`factors/([0-9a-f-]+)/remove`).FindStringSubmatch(page.body)[1]
		v.post(t, "/account/security/factors/"+guid+"/remove", nil).want(t, 422, "set up another one first")
	})
}

// Right after the password is chosen the factor is set up, where one is required;
// with one that is there already, the link is no way past it.
func TestPasswordLinkLeadsToFactor(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		yes := true
		access, err := s.Accesses.Create(t.Context(), actor.System(s.A.ID), s.A.User.GUID, identity.AccessDraft{Type: identity.UIConnection, TwoFA: &yes})
		if err != nil {
			t.Fatal(err)
		}
		path, code := s.Link(t, s.A.User.Email)
		v := s.visitor()
		v.post(t, path, url.Values{"code": {code}, "password": {password}}).leads(t, "/sign-in/enrol")
		v.enrolApp(t, doorBase)
		v.post(t, "/sign-in/continue", nil).leads(t, "/")
		v.get(t, "/inbox").want(t, 200)

		if err := s.Accesses.SendLink(t.Context(), actor.System(s.A.ID), s.A.User.GUID, strconv.FormatInt(access.ID, 10)); err != nil {
			t.Fatal(err)
		}
		path, code = s.Link(t, s.A.User.Email)
		v = s.visitor()
		v.post(t, path, url.Values{"code": {code}, "password": {password}}).leads(t, "/sign-in?done=password")
		if v.isIn() {
			t.Fatal("a session by a link")
		}
		v.password(t, s.A.User.Email, "", "/sign-in/factor")
	})
}

// Of two customers of one name the link goes on in its own: that the other one
// requires a factor there is no matter here.
func TestPasswordLinkGoesOnInItsCustomer(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		first, second := s.A, s.B
		if first.ID > second.ID { // the order in which a sign-in finds them
			first, second = second, first
		}
		if first.Name != second.Name {
			t.Fatalf("%q and %q", first.Name, second.Name)
		}
		for _, of := range []*apitest.Customer{first, second} {
			if _, err := s.DB.Exec(t.Context(), `update users set email = 'eva@blueseas.com', email_lower = 'eva@blueseas.com' where guid = $1`, of.User.GUID); err != nil {
				t.Fatal(err)
			}
			_, err := s.DB.Exec(t.Context(), `update directory set hash = $1 where kind = 'email' and ref = $2`,
				fmt.Sprintf("%x", sha256.Sum256([]byte("eva@blueseas.com"))), of.User.GUID)
			if err != nil {
				t.Fatal(err)
			}
			requires := of == first
			_, err = s.Accesses.Create(t.Context(), actor.System(of.ID), of.User.GUID, identity.AccessDraft{Type: identity.UIConnection, TwoFA: &requires})
			if err != nil {
				t.Fatal(err)
			}
			path, code := s.Link(t, "eva@blueseas.com")
			want := "/sign-in?done=password"
			if requires {
				want = "/sign-in/enrol"
			}
			s.visitor().post(t, path, url.Values{"code": {code}, "password": {password}}).leads(t, want)
		}
	})
}

// An existing recipient who has a factor accepts once it has shown it: neither the
// link nor the password is a way past it, and nothing is accepted before. That
// holds as well while it has no access at all, and it comes back to the invitation.
func TestAcceptanceWaitsForFactor(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.visitor()
		a, first, _ := s.accepts(t, v, password)
		a.leads(t, "/inbox/"+first+"?done=accepted")
		phone, _ := v.enrolApp(t, deskBase)
		for _, status := range []string{"resolved", "over"} {
			if status == "over" {
				s.revoke(t, first)
			} else {
				s.resolve(t, first)
			}
			v = s.visitor()
			a, guid, path := s.accepts(t, v, password)
			a.leads(t, "/sign-in/factor?next="+url.QueryEscape(path))
			v.get(t, "/sign-in/factor?next="+url.QueryEscape(path)).want(t, 200, "Your second factor")
			if is := s.status(t, guid); is != "Pending" || v.isIn() {
				t.Fatalf("%s: the request is %s before the factor was shown", status, is)
			}
			if page := v.get(t, path).want(t, 200); !strings.Contains(page.body, `name="password"`) {
				t.Error("the page takes the password for enough")
			}
			v.post(t, "/sign-in/factor", url.Values{"code": {phone.next(t)}, "next": {path}}).leads(t, path)
			page := v.get(t, path).want(t, 200, "You are signing in as")
			if strings.Contains(page.body, `name="password"`) || v.isIn() {
				t.Error("the page asks for the password again, or the link signed somebody in")
			}
			_, code := s.Link(t, s.maria().Email)
			v.post(t, path, url.Values{"answer": {"accept"}, "code": {other(code)}, "terms": {"yes"}}).want(t, 422)
			v.post(t, path, url.Values{"answer": {"accept"}, "code": {code}, "terms": {"yes"}}).leads(t, "/inbox/"+guid+"?done=accepted")
			v.get(t, "/inbox/"+guid).want(t, 200)
			first = guid
		}
	})
}

// Who is signed in as the recipient accepts by the code alone; who is signed in as
// somebody else, does not.
func TestAcceptanceBySession(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.visitor()
		_, first, _ := s.accepts(t, v, password)
		s.resolve(t, first)
		stranger := s.member(t, s.A, s.A.User, "GATEHOUSE_REQUESTS_R")
		a, second, path := s.accepts(t, stranger, "")
		a.want(t, 422, "The e-mail address or the password is wrong.")
		_, code := s.Link(t, s.maria().Email)
		session := v.cookies["__Host-gatehouse"].Value
		v.post(t, path, url.Values{"answer": {"accept"}, "code": {code}, "terms": {"yes"}}).leads(t, "/inbox/"+second+"?done=accepted")
		if v.cookies["__Host-gatehouse"].Value != session || s.status(t, second) != "Active" {
			t.Error("the session went, or the request is not accepted")
		}
	})
}

// Where somebody else was signed in in the browser, that session ends.
func TestAcceptanceEndsTheSessionBefore(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.User, "GATEHOUSE_REQUESTS_R")
		before := *v.cookies["__Host-gatehouse"]
		a, guid, _ := s.accepts(t, v, password)
		a.leads(t, "/inbox/"+guid+"?done=accepted")
		v.get(t, "/inbox/"+guid).want(t, 200)
		old := s.visitor()
		old.cookies[before.Name] = &before
		old.get(t, "/inbox").leads(t, "/sign-in?next=%2Finbox")
	})
}

// accepts invites Maria and answers yes in a browser.
func (s *site) accepts(t *testing.T, v *visitor, password string) (a reply, guid, path string) {
	t.Helper()
	request := s.send(t, s.maria())[0]
	path, code := s.Link(t, request.Email)
	return v.post(t, path, url.Values{"answer": {"accept"}, "code": {code}, "password": {password}, "terms": {"yes"}}), request.GUID, path
}

func (s *site) resolve(t *testing.T, guid string) {
	t.Helper()
	if _, err := s.Requests.Change(t.Context(), s.by(t, s.A.Admin), collab.Change{GUID: guid, Status: "Resolved"}); err != nil {
		t.Fatal(err)
	}
}

// revoke ends all that a recipient has.
func (s *site) revoke(t *testing.T, guid string) {
	t.Helper()
	s.resolve(t, guid)
	if _, err := s.DB.Exec(t.Context(), `update access_requests set access_ends_at = $1 where access_ends_at > $1`, s.Now()); err != nil {
		t.Fatal(err)
	}
}

func (s *site) status(t *testing.T, guid string) string {
	t.Helper()
	status, err := db.Value[string](t.Context(), s.DB, `select status from access_requests where guid = $1`, guid)
	if err != nil {
		t.Fatal(err)
	}
	return status
}

// What changes who can get in asks for a proof that is not older than ten
// minutes, and leads back to where it was asked.
func TestProveAgain(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin)
		v.header.Set("Referer", "http://example.com/account/security")
		s.Move(identity.FreshFor)
		const prove = "/account/prove?next=%2Faccount%2Fsecurity"
		v.post(t, "/account/security/app", nil).leads(t, prove)
		v.post(t, "/account/security/passkey/question", nil).leads(t, prove)
		for from, back := range map[string]string{ // behind a proxy that has changed the Host header, and from elsewhere
			apitest.PublicURL: "%2Faccount%2Fsecurity", "https://evil.example": "%2F", "http://gatehouse.example": "%2F",
		} {
			v.header.Set("Referer", from+"/account/security")
			v.post(t, "/account/security/app", nil).leads(t, "/account/prove?next="+back)
		}
		v.header.Set("Referer", "http://example.com/account/security")
		v.get(t, prove).want(t, 200, "Is it still you?", "Password")
		v.post(t, "/account/prove", url.Values{"password": {"wrong horse"}}).want(t, 422, "This is not your password.")
		v.post(t, "/account/prove", url.Values{"password": {password}, "next": {"/account/security"}}).leads(t, "/account/security")
		a, codes := v.enrolApp(t, deskBase)
		s.Move(identity.FreshFor)
		v.post(t, "/account/security/codes", nil).leads(t, prove)
		v.get(t, prove).want(t, 200, "authenticator app")
		v.post(t, "/account/prove", url.Values{"password": {password}}).want(t, 422, "second factor is needed")
		v.post(t, "/account/prove", url.Values{"code": {a.code(t)}, "next": {"https://evil.example"}}).leads(t, "/account/security")
		fresh := v.post(t, "/account/security/codes", nil).want(t, 200, "Your recovery codes")
		if strings.Contains(fresh.body, codes[0]) {
			t.Error("an old code again")
		}
		page := v.get(t, "/account/security")
		guid := regexp.MustCompile(`factors/([0-9a-f-]+)/remove`).FindStringSubmatch(page.body)[1]
		v.post(t, "/account/security/factors/"+guid+"/remove", nil).leads(t, "/account/security?done=removed")
		v.get(t, "/account/security?done=removed").want(t, 200, "It is removed", "You have none.")
	})
}

// by is a person as its token.
func (s *site) by(t *testing.T, p *apitest.Person) actor.Actor {
	t.Helper()
	by, err := s.Doors.Token(t.Context(), p.Token, "192.0.2.1")
	if err != nil {
		t.Fatal(err)
	}
	return by
}

// The picture of an app fits into a QR code, however long the names in it are.
func TestPictureOfLongNames(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		long := s.subsidiary(t, s.A, strings.Repeat("社", 255))
		_, err := s.Accesses.Create(t.Context(), actor.System(s.A.ID), s.A.User.GUID, identity.AccessDraft{Type: identity.UIConnection, CustomerID: long.ID})
		if err != nil {
			t.Fatal(err)
		}
		path, code := s.Link(t, s.A.User.Email)
		v := s.visitor()
		v.post(t, path, url.Values{"code": {code}, "password": {password}}).leads(t, "/sign-in?done=password")
		v.post(t, "/sign-in", url.Values{"email": {s.A.User.Email}, "password": {password}}).leads(t, "/")
		v.enrolApp(t, deskBase)
	})
}
