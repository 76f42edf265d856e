package identity_test

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/jobs"
	"gatehouse/internal/mail"
	"gatehouse/internal/tenant"
)

// forget has somebody at an address ask for a new password, and the job answer.
func (w *world) forget(t *testing.T, email, from, nonce string) error {
	t.Helper()
	err := w.passwords.Forgot(t.Context(), email, from, nonce)
	if err != nil {
		return err
	}
	r := jobs.NewRunner(w.db, slog.New(slog.DiscardHandler), func() time.Time { return w.now })
	w.passwords.Work(r)
	mail.Deliver(r, &mail.Post{DB: w.db, Links: w.links, Transport: nowhere{}, PublicURL: "https://gatehouse.example", Now: func() time.Time { return w.now }})
	if err := r.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	return nil
}

// nowhere takes every mail.
type nowhere struct{}

func (nowhere) Send(context.Context, mail.Rendered) error { return nil }

func (w *world) mails(t *testing.T, template string) int {
	t.Helper()
	return w.count(t, `select count(*) from mails where template = $1`, template)
}

func TestForgottenPassword(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		u, ui, cookie := w.person(t, w.acme, actor.User, password)
		_, token := w.token(t, w.api(t, u), identity.TokenDraft{})
		accepted(t, w.forget(t, " "+strings.ToUpper(u.Email), ip, "nonce-1"))
		if n := w.mails(t, "password_forgotten"); n != 1 {
			t.Fatalf("%d mails", n)
		}
		if n := w.count(t, `select count(*) from jobs where kind = 'identity.forgotten'`) + w.count(t, `select count(*) from links where nonce_hash = 'nonce-1'`); n != 0 {
			t.Error("the nonce is kept")
		}
		must(w.sessions.Actor(t.Context(), cookie, ip))(t) // nothing has happened yet
		w.enter(t, u.Email, password)
		secret, code := w.mailed(t, u.Email)
		link := must(w.passwords.Look(t.Context(), secret))(t)
		if link.Asks("nonce-1") || !link.Asks("nonce-2") || !link.Asks("") || link.Email != u.Email || link.CustomerName != "Acme" {
			t.Errorf("%+v", link)
		}
		refused(t, w.passwords.SetFrom(t.Context(), secret, "", "nonce-2", "another horse"), fault.Invalid) // elsewhere, without the code
		refused(t, w.passwords.SetFrom(t.Context(), secret, "", "nonce-1", "Person2026"), fault.Invalid)
		accepted(t, w.passwords.SetFrom(t.Context(), secret, "", "nonce-1", "another horse"))
		refused(t, w.passwords.SetFrom(t.Context(), secret, code, "nonce-1", "a third horse"), fault.NotFound)
		_, err := w.sessions.Actor(t.Context(), cookie, ip)
		refused(t, err, fault.Unauthorized)
		_, err = w.sessions.SignIn(t.Context(), u.Email, password, ip, "")
		refused(t, err, fault.Unauthorized)
		w.enter(t, u.Email, "another horse")
		must(w.doors.Token(t.Context(), token, ip))(t) // a forgotten password is no reason to end it
		if n := w.mails(t, "password_changed"); n != 1 {
			t.Errorf("%d mails about the change", n)
		}
		if n := w.count(t, `select count(*) from events where action = 'password.forgotten' and subject = $1`, id(ui)); n != 1 {
			t.Errorf("%d events", n)
		}
	})
}

// With the code it works in any browser, once, and until a newer one is sent or
// the password is another one by then.
func TestForgottenPasswordElsewhere(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		u, _, _ := w.person(t, w.acme, actor.User, password)
		accepted(t, w.forget(t, u.Email, ip, "a"))
		first, firstCode := w.mailed(t, u.Email)
		accepted(t, w.forget(t, u.Email, ip, "b"))
		refused(t, w.passwords.SetFrom(t.Context(), first, firstCode, "a", "another horse"), fault.NotFound)
		second, code := w.mailed(t, u.Email)
		accepted(t, w.passwords.SetFrom(t.Context(), second, code, "", "another horse"))
		accepted(t, w.forget(t, u.Email, ip, "c"))
		third, code := w.mailed(t, u.Email)
		w.now = w.now.Add(24 * time.Hour)
		refused(t, w.passwords.SetFrom(t.Context(), third, code, "c", "a third horse"), fault.NotFound) // too late
		accepted(t, w.forget(t, u.Email, ip, "c"))
		fourth, code := w.mailed(t, u.Email)
		by := must(w.sessions.Actor(t.Context(), w.enter(t, u.Email, "another horse"), ip))(t)
		accepted(t, w.passwords.ChangeOwn(t.Context(), by, nil, "another horse", "a third horse"))
		refused(t, w.passwords.SetFrom(t.Context(), fourth, code, "c", "a fourth horse"), fault.NotFound)
	})
}

// Who has no password here, or may not sign in, gets no mail; the answer is that
// of everybody else.
func TestForgottenPasswordOfOthers(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		off, _, _ := w.person(t, w.acme, actor.User, password)
		must(w.users.Change(t.Context(), w.admin, off.GUID, identity.UserChange{IsActive: new(false)}))(t)
		sso := w.user(t, w.acme, actor.User, "")
		must(w.accesses.Create(t.Context(), w.admin, sso.GUID, identity.AccessDraft{Type: "sso_connection", SSOID: new("s-1")}))(t)
		api := w.api(t, w.user(t, w.acme, actor.User, ""))
		over := w.recipient(t, "kuga@saperix.example", must(identity.HashPassword(t.Context(), password))(t))
		for _, email := range []string{
			"nobody@acme.example", off.Email, sso.Email, over.Email, must(w.users.One(t.Context(), w.admin, api.UserGUID))(t).Email,
		} {
			accepted(t, w.forget(t, email, ip, "a"))
		}
		if n := w.mails(t, "password_forgotten"); n != 0 {
			t.Errorf("%d mails", n)
		}
		for _, nothing := range []string{"", "x", "a b@acme.example", strings.Repeat("x", 300) + "@acme.example"} {
			refused(t, w.forget(t, nothing, ip, "a"), fault.Invalid)
		}
		first := w.user(t, w.acme, actor.User, "") // and has never chosen one
		must(w.accesses.Create(t.Context(), w.admin, first.GUID, identity.AccessDraft{Type: "ui_connection"}))(t)
		accepted(t, w.forget(t, first.Email, "203.0.113.1", "a"))
		secret, _ := w.mailed(t, first.Email)
		accepted(t, w.passwords.SetFrom(t.Context(), secret, "", "a", "another horse"))
		if n := w.mails(t, "password_changed"); n != 0 {
			t.Errorf("%d mails about the change of nothing", n)
		}
	})
}

// An address with accounts at several organisations gets a link for each.
func TestForgottenPasswordsOfSeveralCustomers(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		for _, c := range []tenant.Customer{w.acme, w.other} {
			u := must(w.users.Create(t.Context(), actor.System(c.ID), identity.UserDraft{Email: "emma@acme.example", FirstName: "Emma"}))(t)
			must(w.accesses.Create(t.Context(), actor.System(c.ID), u.GUID, identity.AccessDraft{Type: "ui_connection"}))(t)
		}
		accepted(t, w.forget(t, "emma@acme.example", ip, "a"))
		if n := w.count(t, `select count(distinct customer_id) from mails where template = 'password_forgotten'`); n != 2 {
			t.Errorf("mails of %d customers", n)
		}
	})
}

// A person is mailed five times a day, whoever asks; the last of the links works
// until the next may be sent. A network asks ten times an hour.
func TestForgottenPasswordsAreFew(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		u, _, _ := w.person(t, w.acme, actor.User, password)
		w.now = w.now.Add(24 * time.Hour) // the first link, to set it, is not counted any more
		for range 9 {
			accepted(t, w.forget(t, u.Email, ip, "a"))
		}
		if n := w.mails(t, "password_forgotten"); n != 5 {
			t.Errorf("%d mails", n)
		}
		accepted(t, w.forget(t, "nobody@acme.example", ip, "a"))
		for _, email := range []string{u.Email, "nobody@acme.example"} {
			err := w.forget(t, email, ip, "a")
			refused(t, err, fault.TooMany)
			if wait := fault.Of(err).RetryAfter; wait <= 0 || wait > time.Hour {
				t.Errorf("wait %v", wait)
			}
		}
		secret, code := w.mailed(t, u.Email)
		w.now = w.now.Add(24*time.Hour - time.Second)
		accepted(t, w.passwords.Set(t.Context(), secret, code, "another horse"))
		w.now = w.now.Add(time.Second)
		accepted(t, w.forget(t, u.Email, ip, "a"))
		if n := w.mails(t, "password_forgotten"); n != 6 {
			t.Errorf("%d mails on the next day", n)
		}
	})
}

// Who is signed in changes the password by the present one: only that session
// goes on, and the person is told. Guesses are slowed down, and are events.
func TestChangeOwnPassword(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		u, ui, elsewhere := w.person(t, w.acme, actor.User, password)
		cookie := w.enter(t, u.Email, password)
		by := must(w.sessions.Actor(t.Context(), cookie, ip))(t)
		if !must(w.passwords.HasOwn(t.Context(), by))(t) {
			t.Error("has none")
		}
		for _, bad := range []string{"short", "1234567890", "Person-acme", password} {
			refused(t, w.passwords.ChangeOwn(t.Context(), by, nil, password, bad), fault.Invalid)
		}
		for range 5 {
			err := w.passwords.ChangeOwn(t.Context(), by, nil, "wrong horse", "another horse")
			if f := fault.Of(err); f.Kind != fault.Invalid || f.Fields["old_password"] == "" {
				t.Errorf("got %v", err)
			}
		}
		refused(t, w.passwords.ChangeOwn(t.Context(), by, nil, password, "another horse"), fault.TooMany)
		if n := w.count(t, `select count(*) from events where action = 'password.refused' and actor_user = $1`, u.GUID); n != 5 {
			t.Errorf("%d events", n)
		}
		w.now = w.now.Add(time.Second)
		accepted(t, w.passwords.ChangeOwn(t.Context(), by, nil, password, "another horse"))
		must(w.sessions.Actor(t.Context(), cookie, ip))(t)
		_, err := w.sessions.Actor(t.Context(), elsewhere, ip)
		refused(t, err, fault.Unauthorized)
		_, err = w.sessions.SignIn(t.Context(), u.Email, password, ip, "")
		refused(t, err, fault.Unauthorized)
		w.enter(t, u.Email, "another horse")
		if n := w.mails(t, "password_changed"); n != 1 {
			t.Errorf("%d mails", n)
		}
		if n := w.count(t, `select count(*) from events where action = 'password.set' and actor_user = $1 and subject = $2`, u.GUID, id(ui)); n != 2 {
			t.Errorf("%d events", n)
		}
		accepted(t, w.sessions.End(t.Context(), cookie))
		refused(t, w.passwords.ChangeOwn(t.Context(), by, nil, "another horse", "a third horse"), fault.Unauthorized)
		refused(t, w.passwords.ChangeOwn(t.Context(), w.admin, nil, password, "a third horse"), fault.Unauthorized) // a token changes none
	})
}

// A sign-in by the old password that is under way when the new one is set opens
// nothing: it would be a session that the change did not end.
func TestPasswordChangeStopsSignInsUnderWay(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		u, _, _ := w.person(t, w.acme, actor.User, password)
		by := must(w.sessions.Actor(t.Context(), w.enter(t, u.Email, password), ip))(t)
		accepted(t, identity.SignInSlowly(t.Context(), w.sessions, u.Email, func() {}))
		w.now = w.now.Add(time.Second)
		refused(t, identity.SignInSlowly(t.Context(), w.sessions, u.Email, func() {
			accepted(t, w.passwords.ChangeOwn(t.Context(), by, nil, password, "another horse"))
		}), fault.Unauthorized)
		if n := w.count(t, `select count(*) from sessions where not is_open`); n != 0 {
			t.Errorf("%d tickets are left", n)
		}
	})
}

// Of two changes by the same password one counts.
func TestPasswordChangesOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		u, _, _ := w.person(t, w.acme, actor.User, password)
		one := must(w.sessions.Actor(t.Context(), w.enter(t, u.Email, password), ip))(t)
		two := must(w.sessions.Actor(t.Context(), w.enter(t, u.Email, password), ip))(t)
		errs := make(chan error, 2)
		go func() { errs <- w.passwords.ChangeOwn(t.Context(), one, nil, password, "another horse") }()
		go func() { errs <- w.passwords.ChangeOwn(t.Context(), two, nil, password, "a third horse") }()
		first, second := <-errs, <-errs
		if first != nil {
			first, second = second, first
		}
		accepted(t, first)
		if !fault.Is(second, fault.Conflict) && !fault.Is(second, fault.Unauthorized) {
			// the slower one found the session ended, the password changed, or its own to be wrong
			refused(t, second, fault.Invalid)
		}
		if n := w.mails(t, "password_changed"); n != 1 {
			t.Errorf("%d mails", n)
		}
	})
}
