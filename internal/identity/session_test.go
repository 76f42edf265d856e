package identity_test

import (
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/tenant"
)

const password = "correct horse"

func TestSession(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		u, ui, cookie := w.person(t, w.acme, actor.Admin, password, "GATEHOUSE_REQUESTS_RW")
		got := must(w.sessions.Actor(t.Context(), cookie, ip))(t)
		if got.UserGUID != u.GUID || got.AccessID != ui.ID || got.AccessType != "ui_connection" || got.SessionGUID == "" ||
			got.TokenGUID != "" || got.CustomerID != w.acme.ID || !got.Has(actor.RequestsRW) || got.IP != ip {
			t.Errorf("%+v", got)
		}
		if other := w.enter(t, u.Email, password); other == cookie || !regexp.MustCompile(`^[0-9A-Za-z]{27}$`).MatchString(cookie) { // of 160 bits
			t.Errorf("the secrets are %s and %s", cookie, other)
		}
		if n := w.count(t, `select count(*) from sessions where hash = $1`, cookie); n != 0 {
			t.Error("the cookie is in the database")
		}
		if n := w.count(t, `select count(*) from events where action = 'sign_in' and actor_user = $1 and subject = $1`, u.GUID); n != 2 {
			t.Errorf("%d events", n)
		}
		if at := must(w.users.One(t.Context(), w.admin, u.GUID))(t).LastLoginAt; at == nil || !at.Equal(w.now) {
			t.Errorf("last sign-in %v", at)
		}
		accepted(t, w.sessions.End(t.Context(), cookie))
		accepted(t, w.sessions.End(t.Context(), cookie))
		_, err := w.sessions.Actor(t.Context(), cookie, ip)
		refused(t, err, fault.Unauthorized)
		for _, forged := range []string{"", "x", cookie + "0"} {
			_, err := w.sessions.Actor(t.Context(), forged, ip)
			refused(t, err, fault.Unauthorized)
		}
	})
}

// Everything that stops a session stops it at once.
func TestSessionStops(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		for _, tt := range []struct {
			name string
			stop func(t *testing.T, c tenant.Customer, u identity.User, ui identity.Access)
		}{
			{"12 hours", func(t *testing.T, _ tenant.Customer, _ identity.User, _ identity.Access) {
				w.now = w.now.Add(12 * time.Hour)
			}},
			{"2 hours without use", func(t *testing.T, _ tenant.Customer, _ identity.User, _ identity.Access) {
				w.now = w.now.Add(2 * time.Hour)
			}},
			{"user deactivated", func(t *testing.T, c tenant.Customer, u identity.User, _ identity.Access) {
				must(w.users.Change(t.Context(), actor.System(c.ID), u.GUID, identity.UserChange{IsActive: new(false)}))(t)
				must(w.users.Change(t.Context(), actor.System(c.ID), u.GUID, identity.UserChange{IsActive: new(true)}))(t) // does not bring it back
			}},
			{"user expired", func(t *testing.T, c tenant.Customer, u identity.User, _ identity.Access) {
				must(w.users.Change(t.Context(), actor.System(c.ID), u.GUID, identity.UserChange{ExpiresAt: new("2020-01-01")}))(t)
			}},
			{"user deleted", func(t *testing.T, c tenant.Customer, u identity.User, _ identity.Access) {
				accepted(t, w.users.Delete(t.Context(), actor.System(c.ID), u.GUID))
			}},
			{"access deleted", func(t *testing.T, c tenant.Customer, u identity.User, ui identity.Access) {
				accepted(t, w.accesses.Delete(t.Context(), actor.System(c.ID), u.GUID, id(ui)))
			}},
			{"customer inactive", func(t *testing.T, c tenant.Customer, _ identity.User, _ identity.Access) {
				must(w.customers.Set(t.Context(), actor.System(0), c.GUID, tenant.Change{IsActive: new(false)}))(t)
			}},
			{"a new password", func(t *testing.T, c tenant.Customer, u identity.User, ui identity.Access) {
				accepted(t, w.accesses.SendLink(t.Context(), actor.System(c.ID), u.GUID, id(ui)))
				secret, code := w.mailed(t, u.Email)
				accepted(t, w.passwords.Set(t.Context(), secret, code, "another horse"))
			}},
		} {
			t.Run(tt.name, func(t *testing.T) {
				c := w.customer(t, "Shop", "")
				u, ui, cookie := w.person(t, c, actor.User, password)
				must(w.sessions.Actor(t.Context(), cookie, ip))(t)
				tt.stop(t, c, u, ui)
				_, err := w.sessions.Actor(t.Context(), cookie, ip)
				refused(t, err, fault.Unauthorized)
			})
		}
	})
}

// The customer's own limits end a session, to the second and at once, also one
// that was open before; a longer limit makes no open session longer.
func TestSessionLimitsOfCustomer(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		limit := func(hours, idle int) {
			t.Helper()
			must(w.customers.SetSettings(t.Context(), w.admin, func(s *tenant.Settings) error {
				s.SessionHours, s.SessionIdleMinutes = hours, idle
				return nil
			}))(t)
		}
		is := func(cookie string, in bool) {
			t.Helper()
			if _, err := w.sessions.Actor(t.Context(), cookie, ip); (err == nil) != in {
				t.Errorf("in %v: %v", in, err)
			}
		}
		_, _, cookie := w.person(t, w.acme, actor.User, password)
		w.now = w.now.Add(30 * time.Minute)
		is(cookie, true)
		limit(0, 5)
		w.now = w.now.Add(5*time.Minute - time.Second)
		is(cookie, true)
		w.now = w.now.Add(5 * time.Minute)
		is(cookie, false)
		limit(0, 480)
		is(cookie, false) // what was over is over

		limit(1, 480)
		_, _, short := w.person(t, w.acme, actor.User, password)
		limit(24, 480)
		w.now = w.now.Add(time.Hour)
		is(short, false)
		_, _, long := w.person(t, w.acme, actor.User, password)
		for range 3 {
			w.now = w.now.Add(8*time.Hour - time.Second)
			is(long, true)
		}
		w.now = w.now.Add(3 * time.Second)
		is(long, false)

		_, _, cut := w.person(t, w.acme, actor.User, password)
		w.now = w.now.Add(time.Hour)
		is(cut, true)
		limit(1, 480)
		is(cut, false)
	})
}

// Use keeps a session alive, until its time is over.
func TestSessionIsKeptByUse(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		_, _, cookie := w.person(t, w.acme, actor.User, password)
		for range 7 {
			w.now = w.now.Add(100 * time.Minute)
			must(w.sessions.Actor(t.Context(), cookie, ip))(t)
		}
		w.now = w.now.Add(30 * time.Minute)
		_, err := w.sessions.Actor(t.Context(), cookie, ip)
		refused(t, err, fault.Unauthorized)
		accepted(t, w.sessions.Forget(t.Context()))
		if n := w.count(t, `select count(*) from directory where kind = 'session'`) + w.count(t, `select count(*) from sessions`); n != 0 {
			t.Errorf("%d rows of ended sessions left", n)
		}
	})
}

// A profile is chosen after signing in, maybe in a subsidiary; its roles
// replace the login's, and it ends with either.
func TestProfile(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		u, ui, _ := w.person(t, w.acme, actor.Admin, password, "GATEHOUSE_REQUESTS_RW")
		profile := must(w.accesses.Create(t.Context(), w.admin, u.GUID, identity.AccessDraft{
			Type: "profile", Name: new("South"), CustomerID: w.sub.ID, Roles: []string{"GATEHOUSE_PORTFOLIO_R"},
		}))(t)
		choices := must(w.sessions.SignIn(t.Context(), strings.ToUpper(u.Email), password, ip, ""))(t)
		if len(choices) != 2 || choices[0].AccessID != ui.ID || choices[1].AccessID != profile.ID || choices[1].Name != "South" || choices[1].CustomerID != w.sub.ID {
			t.Fatalf("%+v", choices)
		}
		if _, err := w.sessions.Actor(t.Context(), choices[0].Ticket, ip); err == nil {
			t.Error("a ticket is a session")
		}
		stranger := w.api(t, w.user(t, w.acme, actor.Admin, ""), actor.AllRights()...)
		for _, wrong := range []int64{stranger.ID, w.admin.AccessID, w.api(t, u, "GATEHOUSE_USERS_R").ID, 0} {
			again := must(w.sessions.SignIn(t.Context(), u.Email, password, ip, ""))(t)
			_, err := w.sessions.Open(t.Context(), again[0].Ticket, wrong, ip, "")
			refused(t, err, fault.Unauthorized)
		}
		cookie := must(w.sessions.Open(t.Context(), choices[1].Ticket, profile.ID, ip, ""))(t)
		by := must(w.sessions.Actor(t.Context(), cookie, ip))(t)
		if by.CustomerID != w.sub.ID || by.Role != actor.User || by.Has(actor.RequestsR) || !by.Has(actor.PortfolioR) || by.AccessType != "profile" {
			t.Errorf("%+v", by)
		}
		_, err := w.sessions.Open(t.Context(), choices[1].Ticket, profile.ID, ip, "")
		refused(t, err, fault.Unauthorized) // a ticket opens one session
		accepted(t, w.accesses.SendLink(t.Context(), w.admin, u.GUID, id(ui)))
		secret, code := w.mailed(t, u.Email)
		accepted(t, w.passwords.Set(t.Context(), secret, code, "another horse"))
		_, err = w.sessions.Actor(t.Context(), cookie, ip)
		refused(t, err, fault.Unauthorized) // it came in by the old password
		choices = must(w.sessions.SignIn(t.Context(), u.Email, "another horse", ip, ""))(t)
		cookie = must(w.sessions.Open(t.Context(), choices[1].Ticket, profile.ID, ip, ""))(t)
		accepted(t, w.accesses.Delete(t.Context(), w.admin, u.GUID, id(ui)))
		_, err = w.sessions.Actor(t.Context(), cookie, ip)
		refused(t, err, fault.Unauthorized)
	})
}

// Of two that come with one ticket, one gets a session.
func TestTicketOpensOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		u, ui, _ := w.person(t, w.acme, actor.User, password)
		choice := must(w.sessions.SignIn(t.Context(), u.Email, password, ip, ""))(t)[0]
		var wg sync.WaitGroup
		errs := make([]error, 6)
		for i := range errs {
			wg.Go(func() { _, errs[i] = w.sessions.Open(t.Context(), choice.Ticket, ui.ID, ip, "") })
		}
		wg.Wait()
		opened := 0
		for _, err := range errs {
			if err == nil {
				opened++
			} else {
				refused(t, err, fault.Unauthorized)
			}
		}
		if opened != 1 {
			t.Errorf("%d opened", opened)
		}
		late := must(w.sessions.SignIn(t.Context(), u.Email, password, ip, ""))(t)[0]
		w.now = w.now.Add(10 * time.Minute)
		_, err := w.sessions.Open(t.Context(), late.Ticket, ui.ID, ip, "")
		refused(t, err, fault.Unauthorized)
	})
}

// An address that several customers hold: the password says which, and where it
// fits several, the person.
func TestSignInAcrossCustomers(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		join := func(c tenant.Customer, pw string) identity.Access {
			u := must(w.users.Create(t.Context(), actor.System(c.ID), identity.UserDraft{Email: "emma@acme.example", FirstName: "Emma"}))(t)
			ui := must(w.accesses.Create(t.Context(), actor.System(c.ID), u.GUID, identity.AccessDraft{Type: "ui_connection"}))(t)
			secret, code := w.mailed(t, u.Email)
			accepted(t, w.passwords.Set(t.Context(), secret, code, pw))
			return ui
		}
		first, second, third := join(w.acme, password), join(w.other, password), join(w.sub, "another horse")
		got := make(map[int64]bool)
		for _, c := range must(w.sessions.SignIn(t.Context(), "emma@acme.example", password, ip, ""))(t) {
			got[c.AccessID] = true
		}
		if len(got) != 2 || !got[first.ID] || !got[second.ID] {
			t.Errorf("%v", got)
		}
		if c := must(w.sessions.SignIn(t.Context(), "emma@acme.example", "another horse", ip, ""))(t); len(c) != 1 || c[0].AccessID != third.ID {
			t.Errorf("%v", c)
		}
	})
}

// Whatever is wrong with a sign-in, the answer is the same.
func TestSignInIsRefused(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		_, want := w.sessions.SignIn(t.Context(), "nobody@acme.example", password, ip, "")
		refused(t, want, fault.Unauthorized)
		u, _, _ := w.person(t, w.acme, actor.User, password)
		off, _, _ := w.person(t, w.acme, actor.User, password)
		must(w.users.Change(t.Context(), w.admin, off.GUID, identity.UserChange{IsActive: new(false)}))(t)
		unset := w.user(t, w.acme, actor.User, "")
		must(w.accesses.Create(t.Context(), w.admin, unset.GUID, identity.AccessDraft{Type: "ui_connection"}))(t)
		api := w.api(t, w.user(t, w.acme, actor.User, ""))
		for name, try := range map[string][2]string{
			"wrong password": {u.Email, "incorrect horse"},
			"overlong":       {u.Email, password + strings.Repeat("x", 10_000)},
			"no password":    {u.Email, ""},
			"deactivated":    {off.Email, password},
			"not set yet":    {unset.Email, ""},
			"no login":       {must(w.users.One(t.Context(), w.admin, api.UserGUID))(t).Email, password},
			"nothing":        {"", ""},
		} {
			if _, err := w.sessions.SignIn(t.Context(), try[0], try[1], ip, ""); err == nil || err.Error() != want.Error() {
				t.Errorf("%s: got %v, want %v", name, err, want)
			}
		}
	})
}

// Refused sign-ins are counted per account, network and minute, and become one
// event each.
func TestRefusedSignInsAreCounted(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		u, _, _ := w.person(t, w.acme, actor.User, password)
		tok, secret := w.token(t, w.api(t, u), identity.TokenDraft{AllowedIPs: []string{ip}})
		for _, from := range []string{"198.51.100.1", "198.51.100.2", "203.0.113.1", "2001:db8::1", "2001:db8:0:7::1"} {
			_, err := w.sessions.SignIn(t.Context(), u.Email, "wrong", from, "")
			refused(t, err, fault.Unauthorized)
			_, err = w.sessions.SignIn(t.Context(), from+"@nowhere.example", "wrong", from, "")
			refused(t, err, fault.Unauthorized)
		}
		_, err := w.doors.Token(t.Context(), secret, "203.0.113.1")
		refused(t, err, fault.Unauthorized)
		events := func(subject string) int {
			return w.count(t, `select count(*) from events where customer_id = $1 and action = 'sign_in.refused' and subject = $2`, w.acme.ID, subject)
		}
		accepted(t, w.sessions.RecordRefused(t.Context()))
		if events(u.GUID) != 0 {
			t.Error("recorded before the minute was over")
		}
		w.now = w.now.Add(time.Minute)
		for range 2 {
			accepted(t, w.sessions.RecordRefused(t.Context()))
		}
		if n := events(u.GUID); n != 3 {
			t.Errorf("%d events for three networks", n)
		}
		if n := events(tok.GUID); n != 1 {
			t.Errorf("%d events for the token", n)
		}
		if n := w.count(t, `
			select coalesce(sum(r.count), 0) from refused_sign_ins r
			join directory d on d.kind = 'email' and d.hash = r.account
			where d.ref = $1`, u.GUID); n != 5 {
			t.Errorf("%d counted", n)
		}
		if n := w.count(t, `select count(*) from refused_sign_ins where customer_id = 0 and is_recorded`); n != 3 {
			t.Errorf("%d rows kept, of which some are of nobody", n)
		}
		if n := w.count(t, `select count(*) from events where action = 'sign_in.refused'`); n != 4 {
			t.Errorf("%d events, of which some are of nobody", n)
		}
		w.now = w.now.Add(25 * time.Hour)
		accepted(t, w.sessions.RecordRefused(t.Context()))
		if n := w.count(t, `select count(*) from refused_sign_ins`); n != 0 {
			t.Errorf("%d rows kept", n)
		}
	})
}

// A recipient may sign in while one of its requests still gives access.
func TestRecipientSignsInWhileARequestLasts(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		phc := must(identity.HashPassword(t.Context(), password))(t)
		u := w.recipient(t, "kuga@saperix.example", phc)
		_, err := w.sessions.SignIn(t.Context(), u.Email, password, ip, "")
		refused(t, err, fault.Unauthorized)
		w.request(t, u, w.now.Add(time.Hour))
		w.request(t, u, w.now.Add(-time.Hour))
		cookie := w.enter(t, u.Email, password)
		by := must(w.sessions.Actor(t.Context(), cookie, ip))(t)
		if by.CustomerKind != tenant.VendorAccess || len(by.Roles) != 0 || by.AllCompanies {
			t.Errorf("%+v", by)
		}
		if n := w.count(t, `select count(*) from jobs where kind = 'collab.refresh'`); n != 1 {
			t.Errorf("%d jobs for the date of the last sign-in", n)
		}
		w.enter(t, u.Email, password)
		if n := w.count(t, `select count(*) from jobs where kind = 'collab.refresh'`); n != 1 {
			t.Errorf("%d jobs on the same day", n)
		}
		w.now = w.now.Add(time.Hour)
		_, err = w.sessions.Actor(t.Context(), cookie, ip)
		refused(t, err, fault.Unauthorized)
	})
}
