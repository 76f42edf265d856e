package web

import (
	"maps"
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

// profile gives a person of a customer a profile, in a subsidiary if one is named.
func (s *site) profile(t *testing.T, c *apitest.Customer, p *apitest.Person, name string, sub tenant.Customer, roles ...string) identity.Access {
	t.Helper()
	a, err := s.Accesses.Create(t.Context(), actor.System(c.ID), p.GUID, identity.AccessDraft{
		Type: identity.Profile, Name: &name, CustomerID: sub.ID, Roles: roles,
	})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func (s *site) subsidiary(t *testing.T, c *apitest.Customer, name string) tenant.Customer {
	t.Helper()
	sub, err := s.Customers.Create(t.Context(), actor.System(0), tenant.NewCustomer{Name: name, ParentGUID: c.GUID})
	if err != nil {
		t.Fatal(err)
	}
	return sub
}

func (v *visitor) switchTo(t *testing.T, accessID int64) reply {
	t.Helper()
	return v.post(t, "/switch", url.Values{"access": {strconv.FormatInt(accessID, 10)}})
}

// sits returns the browser as it is now, with its present secret.
func (v *visitor) sits() *visitor {
	old := v.site.visitor()
	maps.Copy(old.cookies, v.cookies)
	return old
}

// Who has profiles chooses after signing in, switches without signing in again,
// and sees which one acts. The record says through which access each thing was done.
func TestSwitch(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		v.get(t, "/account").lacks(t, "Switch")
		sub := s.subsidiary(t, s.A, "Blue Seas South")
		south := s.profile(t, s.A, s.A.Admin, "Reading in the south", sub, "GATEHOUSE_PORTFOLIO_R")
		chooser := s.visitor()
		chooser.post(t, "/sign-in", url.Values{"email": {s.A.Admin.Email}, "password": {password}}).
			want(t, 200, "Where to?", "Your own access", "Reading in the south")

		v.get(t, "/inbox").want(t, 200, "Switch")
		v.get(t, "/switch").want(t, 200, "Blue Seas Your own access You act here now", "Blue Seas South Reading in the south")
		old := v.sits()
		v.switchTo(t, south.ID).leads(t, "/")
		old.isOut(t)
		v.get(t, "/").leads(t, "/home") // the profile sees the portfolio, and not the outbox
		v.get(t, "/outbox").want(t, 403)
		v.get(t, "/inbox").want(t, 200, "Reading in the south Blue Seas South")
		v.get(t, "/account").want(t, 200, "The profile Reading in the south", "Blue Seas South")
		login := s.access(t, s.A.Admin, identity.UIConnection)
		if n := s.events(t, "session.switch", south.ID); n != 1 {
			t.Errorf("%d events where the switch led", n)
		}
		if n := s.events(t, "session.switch", login); n != 1 {
			t.Errorf("%d events where it led away", n)
		}
		v.post(t, "/account/sessions/end", url.Values{"which": {"others"}}).leads(t, "/account?done=others")
		if a, b := s.events(t, "session.end", south.ID), s.events(t, "session.end", login); a != 0 || b != 0 {
			t.Errorf("%d and %d sessions ended, of none besides", a, b)
		}
		own, _ := v.ends(t)
		back := v.sits()
		v.switchTo(t, login).leads(t, "/")
		back.post(t, own, nil).want(t, 401)
		v.get(t, "/outbox").want(t, 200)
		own, _ = v.ends(t)
		v.post(t, own, nil).leads(t, "/sign-in?done=out")
		if a, b := s.events(t, "session.end", south.ID), s.events(t, "session.end", login); a != 0 || b != 1 {
			t.Errorf("the end is recorded %d times under the profile, %d under the login", a, b)
		}
		left, err := db.Value[int](t.Context(), s.DB, `select count(*) from directory d
			where d.kind = 'session' and not exists (select 1 from sessions s where s.customer_id = d.customer_id and s.guid = d.ref)`)
		if err != nil || left != 0 {
			t.Errorf("%d secrets of ended sessions are left, %v", left, err)
		}
	})
}

// Nobody switches to what is not theirs, does not sign in, or has ended; the
// session stays as it is.
func TestNobodySwitchesElsewhere(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		sub, closed := s.subsidiary(t, s.A, "South"), s.subsidiary(t, s.A, "Closed")
		ended := s.profile(t, s.A, s.A.Admin, "Ended", sub)
		if err := s.Accesses.Delete(t.Context(), actor.System(s.A.ID), s.A.Admin.GUID, strconv.FormatInt(ended.ID, 10)); err != nil {
			t.Fatal(err)
		}
		off := s.profile(t, s.A, s.A.Admin, "Closed branch", closed)
		if _, err := s.Customers.Set(t.Context(), actor.System(0), closed.GUID, tenant.Change{IsActive: new(false)}); err != nil {
			t.Fatal(err)
		}
		s.door(t, s.A, s.A.User)
		for name, id := range map[string]int64{
			"another user's profile":        s.profile(t, s.A, s.A.User, "Theirs", sub).ID,
			"another user's login":          s.access(t, s.A.User, identity.UIConnection),
			"another customer's profile":    s.profile(t, s.B, s.B.Admin, "Foreign", tenant.Customer{}).ID,
			"one's own api_connection":      s.access(t, s.A.Admin, identity.APIConnection),
			"an ended profile":              ended.ID,
			"one of a deactivated customer": off.ID,
			"nothing":                       0,
		} {
			a := v.switchTo(t, id)
			if a.status != 404 {
				t.Errorf("%s: status %d %s", name, a.status, a.header.Get("Location"))
			}
		}
		v.post(t, "/switch", url.Values{"access": {"x"}}).want(t, 400)
		page := v.get(t, "/switch").want(t, 200, "There is no other way in which you may act.")
		page.lacks(t, "Ended", "Closed branch", "Theirs", "Foreign")
		v.staysIn(t)
	})
}

// Switching proves nothing: a proof that is too old is still too old, and no
// session lasts longer by it.
func TestSwitchCarriesOver(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		login := s.access(t, s.A.Admin, identity.UIConnection)
		north := s.profile(t, s.A, s.A.Admin, "North", tenant.Customer{})
		s.Move(identity.FreshFor)
		v.switchTo(t, north.ID).leads(t, "/")
		v.header.Set("Referer", "http://example.com/account/security")
		v.post(t, "/account/security/app", nil).leads(t, "/account/prove?next=%2Faccount%2Fsecurity")
		for range 7 {
			s.Move(100 * time.Minute)
			v.switchTo(t, login).leads(t, "/")
			v.switchTo(t, north.ID).leads(t, "/")
		}
		s.Move(10 * time.Minute) // 12 hours after the sign-in
		v.isOut(t)
	})
}

// Where a second factor was set up elsewhere after the session began, the switch
// asks for it.
func TestSwitchAsksForFactor(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		elsewhere := s.another(t, s.A.Admin, firefox)
		north := s.profile(t, s.A, s.A.Admin, "North", tenant.Customer{})
		phone, _ := elsewhere.enrolApp(t, deskBase)
		v.switchTo(t, north.ID).leads(t, "/account/prove?next=%2Fswitch")
		v.get(t, "/account").want(t, 200, "Your own access")
		v.post(t, "/account/prove", url.Values{"code": {phone.next(t)}, "next": {"/switch"}}).leads(t, "/switch")
		v.switchTo(t, north.ID).leads(t, "/")
		v.get(t, "/account").want(t, 200, "The profile North", "Password and authenticator app")
	})
}

// Of switches at the same moment with one session, one goes on.
func TestSwitchOnce(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		north := s.profile(t, s.A, s.A.Admin, "North", tenant.Customer{})
		done := make(chan int)
		for range 6 {
			twin := v.sits()
			go func() { done <- twin.switchTo(t, north.ID).status }()
		}
		went := 0
		for range 6 {
			if <-done == 303 {
				went++
			}
		}
		if went != 1 {
			t.Errorf("%d switches went on", went)
		}
	})
}

// A session gets a new secret, and the old one is dead at once, when its holder
// has proven itself, has set up a factor or has changed the password.
func TestOwnActsRenewTheSession(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		old := v.sits()
		v.post(t, "/account/prove", url.Values{"password": {password}}).leads(t, deskBase)
		old.isOut(t)
		v.staysIn(t)
		old = v.sits()
		phone, _ := v.enrolApp(t, deskBase)
		old.isOut(t)
		old = v.sits()
		v.post(t, "/account/prove", url.Values{"code": {phone.next(t)}}).leads(t, deskBase)
		old.isOut(t)
		old = v.sits()
		v.post(t, "/account/prove", url.Values{"code": {other(phone.next(t))}}).want(t, 422)
		old.staysIn(t)
		const fresh = "another horse entirely"
		v.post(t, "/account/password", url.Values{"old_password": {password}, "password": {fresh}}).leads(t, "/account/password?done=changed")
		old.isOut(t)
		v.staysIn(t)
	})
}

// What somebody else changes about a person's rights holds at once; at the next
// page the session gets a new secret, and the old one counts for five seconds
// more and not longer, however often it is shown.
func TestChangedRightsRenewTheSession(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		group, err := s.Groups.Create(t.Context(), actor.System(s.A.ID), tenant.GroupDraft{Name: "Few"})
		if err != nil {
			t.Fatal(err)
		}
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		user := func(ch identity.UserChange) {
			t.Helper()
			if _, err := s.Users.Change(t.Context(), actor.System(s.A.ID), s.A.User.GUID, ch); err != nil {
				t.Fatal(err)
			}
		}
		w := s.member(t, s.A, s.A.User, actor.AllRights()...)
		access := strconv.FormatInt(s.access(t, s.A.User, identity.UIConnection), 10)
		for name, change := range map[string]func(){
			"ratings role": func() { user(identity.UserChange{Role: new(actor.GroupAdmin)}) },
			"group":        func() { user(identity.UserChange{GroupGUID: &group.GUID}) },
			"roles": func() {
				_, err := s.Accesses.Change(t.Context(), actor.System(s.A.ID), s.A.User.GUID, access, identity.AccessChange{Roles: new([]string{"GATEHOUSE_REQUESTS_R"})})
				if err != nil {
					t.Fatal(err)
				}
			},
		} {
			old := w.sits()
			w.staysIn(t)
			if w.secret() != old.secret() {
				t.Fatalf("%s: a new secret for nothing", name)
			}
			change()
			w.staysIn(t)
			if w.secret() == old.secret() {
				t.Errorf("%s: the secret is the old one", name)
			}
			before := old.secret()
			s.Move(4 * time.Second)
			old.staysIn(t)
			if old.secret() != before {
				t.Errorf("%s: the old secret got a new one", name)
			}
			s.Move(time.Second)
			old.isOut(t)
			w.staysIn(t)
		}
		v.staysIn(t)
	})
}

func (v *visitor) secret() string { return v.cookies["__Host-"+sessionCookie].Value }

// Proofs count for ten minutes to the second, on every page that changes who
// can get in.
func TestFreshForTenMinutes(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		v.header.Set("Referer", "http://example.com/account/security")
		phone, _ := v.enrolApp(t, deskBase)
		v.post(t, "/account/prove", url.Values{"code": {phone.next(t)}}).leads(t, deskBase)
		const nobody = "00000000-0000-7000-8000-000000000000"
		access := strconv.FormatInt(s.A.Admin.Access, 10)
		sensitive := []string{
			deskBase + "/app", deskBase + "/passkey/question", deskBase + "/codes", deskBase + "/factors/" + nobody + "/remove",
			tokensPath + "/" + access, tokensPath + "/" + access + "/" + nobody + "/rotate",
		}
		asks := func(path string) bool {
			t.Helper()
			return strings.HasPrefix(v.post(t, path, url.Values{"app": {"Second"}}).header.Get("Location"), "/account/prove")
		}
		s.Move(identity.FreshFor - time.Second)
		for _, path := range sensitive {
			if asks(path) {
				t.Errorf("%s asks too early", path)
			}
		}
		s.Move(time.Second)
		for _, path := range sensitive {
			if !asks(path) {
				t.Errorf("%s does not ask", path)
			}
		}
	})
}

// A proof in the moment in which somebody else has changed the rights of a
// session is worth nothing to who has the secret of before, and an answer to
// that one takes nothing away from who has the new one. The other way round, who
// has the old one reads for a moment more, and proves nothing for the other.
func TestProofRightAfterChangedRights(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.User, actor.AllRights()...)
		changes := []actor.Role{actor.GroupAdmin, actor.User}
		change := func(n int) {
			t.Helper()
			if _, err := s.Users.Change(t.Context(), actor.System(s.A.ID), s.A.User.GUID, identity.UserChange{Role: &changes[n]}); err != nil {
				t.Fatal(err)
			}
			s.Move(identity.FreshFor)
		}
		thief := v.sits()
		change(0)
		v.post(t, "/account/prove", url.Values{"password": {password}}).leads(t, deskBase)
		stale := thief.get(t, "/account")
		stale.leads(t, "/sign-in?next=%2Faccount")
		if k := stale.header.Get("Set-Cookie"); k != "" {
			t.Errorf("a late answer sets %s", k)
		}
		v.staysIn(t)

		thief = v.sits()
		change(1)
		thief.staysIn(t) // by now it has the new secret
		v.get(t, "/account/prove").want(t, 200, "Is it still you?")
		v.post(t, "/account/prove", url.Values{"password": {password}}).want(t, 409, "Your session has just got a new secret.")
		thief.header.Set("Referer", "http://example.com/account/security")
		thief.post(t, deskBase+"/app", url.Values{"app": {"Mine"}}).leads(t, "/account/prove?next=%2Faccount%2Fsecurity")
	})
}
