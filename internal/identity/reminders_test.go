package identity_test

import (
	"context"
	"errors"
	"fmt"
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

func (w *world) reminders() *identity.Reminders {
	return &identity.Reminders{DB: w.db, Now: func() time.Time { return w.now }, Links: w.links}
}

// told returns how many mails of a template an address was sent.
func (w *world) told(t *testing.T, template, email string) int {
	t.Helper()
	return w.count(t, `select count(*) from mails where template = $1 and recipient = $2`, template, email)
}

// A token's user is reminded 30, 7 and 1 days before its end, each time once, of
// the stages that lay ahead when it was made.
func TestTokensAreRemindedOf(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		for _, tt := range []struct {
			life int
			want []int // days before the end
		}{{90, []int{30, 7, 1}}, {31, []int{30, 7, 1}}, {30, []int{7, 1}}, {5, []int{1}}, {1, nil}} {
			w := newWorld(t, d)
			a := w.api(t, w.user(t, w.acme, actor.User, ""))
			tok, _ := w.token(t, a, identity.TokenDraft{ExpiresAt: w.days(tt.life)})
			u := must(w.users.One(t.Context(), w.admin, a.UserGUID))(t)
			var got []int
			for hour := 0; hour <= tt.life*24+24; hour += 12 {
				before := w.told(t, "token_expires", u.Email)
				for range 2 {
					accepted(t, w.reminders().Remind(t.Context()))
				}
				switch n := w.told(t, "token_expires", u.Email) - before; n {
				case 0:
				case 1:
					got = append(got, int(tok.ExpiresAt.Sub(w.now).Hours()/24))
				default:
					t.Errorf("%d mails at once", n)
				}
				w.now = w.now.Add(12 * time.Hour)
			}
			if fmt.Sprint(got) != fmt.Sprint(tt.want) {
				t.Errorf("of a life of %d days: reminded %v days before the end, want %v", tt.life, got, tt.want)
			}
		}
	})
}

// Whoever is stopped, and what is revoked or rotated, is not written about; who
// slept through a stage is told once, of what is left.
func TestWhatNeedsNoReminder(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		system := actor.System(w.acme.ID)
		for name, stop := range map[string]func(a identity.Access, tok identity.Token){
			"revoked": func(a identity.Access, tok identity.Token) {
				accepted(t, w.tokens.Revoke(t.Context(), system, a.UserGUID, id(a), tok.GUID, ""))
			},
			"rotated": func(a identity.Access, tok identity.Token) {
				must3(w.tokens.Rotate(t.Context(), system, a.UserGUID, id(a), tok.GUID, 168))(t)
			},
			"deactivated": func(a identity.Access, _ identity.Token) {
				must(w.users.Change(t.Context(), system, a.UserGUID, identity.UserChange{IsActive: new(false)}))(t)
			},
			"deleted": func(a identity.Access, _ identity.Token) {
				accepted(t, w.users.Delete(t.Context(), system, a.UserGUID))
			},
		} {
			a := w.api(t, w.user(t, w.acme, actor.User, ""))
			tok, _ := w.token(t, a, identity.TokenDraft{ExpiresAt: w.days(40)})
			stop(a, tok)
			w.now = w.now.AddDate(0, 0, 38)
			accepted(t, w.reminders().Remind(t.Context()))
			if n := w.count(t, `select count(*) from reminders where subject = $1`, tok.GUID); n != 0 {
				t.Errorf("%s: %d reminders", name, n)
			}
		}
		a := w.api(t, w.user(t, w.acme, actor.User, ""))
		u := must(w.users.One(t.Context(), w.admin, a.UserGUID))(t)
		w.token(t, a, identity.TokenDraft{ExpiresAt: w.days(40)})
		w.now = w.now.AddDate(0, 0, 37) // nobody looked for 37 days
		accepted(t, w.reminders().Remind(t.Context()))
		if n := w.told(t, "token_expires", u.Email); n != 1 {
			t.Errorf("after a long sleep: %d mails, want 1", n)
		}
		rs := w.reminders()
		rs.Clock = func(context.Context) error { return errors.New("turned") }
		if err := rs.Remind(t.Context()); err == nil {
			t.Error("by a clock that is not to be trusted people are reminded")
		}
	})
}

// Many nodes that remind at the same moment send one mail.
func TestRemindOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		a := w.api(t, w.user(t, w.acme, actor.User, ""))
		u := must(w.users.One(t.Context(), w.admin, a.UserGUID))(t)
		for range 4 {
			w.token(t, a, identity.TokenDraft{ExpiresAt: w.days(40)})
		}
		w.now = w.now.AddDate(0, 0, 12)
		var wg sync.WaitGroup
		for range 6 {
			wg.Go(func() { accepted(t, w.reminders().Remind(t.Context())) })
		}
		wg.Wait()
		if n := w.told(t, "token_expires", u.Email); n != 4 {
			t.Errorf("%d mails of 4 tokens", n)
		}
	})
}

// A user is told of its last day, and the admins that they can extend it: in the
// language of each, never of the same day twice, and anew after an extension.
func TestUsersAreRemindedOf(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		admin, _, _ := w.person(t, w.acme, actor.Admin, "correct horse battery", actor.AllRights()...)
		u := must(w.users.Create(t.Context(), actor.System(w.acme.ID), identity.UserDraft{
			Email: "guest@acme.example", FormalName: "Gerda Gast", Language: "de", ExpiresAt: w.days(40).Format(time.DateOnly),
		}))(t)
		stopped := must(w.users.Create(t.Context(), actor.System(w.acme.ID), identity.UserDraft{
			Email: "stopped@acme.example", FormalName: "Stopped", ExpiresAt: w.days(40).Format(time.DateOnly),
		}))(t)
		must(w.users.Change(t.Context(), w.admin, stopped.GUID, identity.UserChange{IsActive: new(false)}))(t)
		var days []int
		for range 42 * 3 {
			before := w.told(t, "access_expires", u.Email)
			accepted(t, w.reminders().Remind(t.Context()))
			if w.told(t, "access_expires", u.Email) > before {
				last := must(time.Parse(time.DateOnly, *u.ExpiresAt))(t)
				days = append(days, int(last.Sub(w.now.Truncate(24*time.Hour)).Hours()/24))
			}
			w.now = w.now.Add(8 * time.Hour)
		}
		if got := fmt.Sprint(days, w.told(t, "access_expires", u.Email), w.told(t, "renewal_due", admin.Email), w.told(t, "access_expires", stopped.Email)); got != "[30 7 1] 3 3 0" {
			t.Errorf("days, mails, mails to the admin, mails to who is stopped: %s", got)
		}
		if n := w.count(t, `select count(*) from mails where template = 'access_expires' and recipient = $1 and language = 'de'`, u.Email); n != 3 {
			t.Errorf("%d mails in German", n)
		}
		if n := w.told(t, "renewal_due", u.Email); n != 0 {
			t.Errorf("the user was asked to extend itself %d times", n)
		}
	})
}

// Nobody is told of a stage that was past when their last day was set.
func TestUsersAreNotRemindedOfStagesBeforeTheirTime(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		for _, tt := range []struct{ days, want int }{{40, 3}, {20, 2}, {5, 1}, {1, 0}} {
			w := newWorld(t, d)
			u := must(w.users.Create(t.Context(), actor.System(w.acme.ID), identity.UserDraft{
				Email: "guest@acme.example", FormalName: "Gerda Gast", ExpiresAt: w.days(tt.days).Format(time.DateOnly),
			}))(t)
			before := w.told(t, "access_expires", u.Email)
			for range (tt.days + 2) * 2 {
				accepted(t, w.reminders().Remind(t.Context()))
				w.now = w.now.Add(12 * time.Hour)
			}
			if got := w.told(t, "access_expires", u.Email) - before; got != tt.want {
				t.Errorf("who stays for %d days is reminded %d times, want %d", tt.days, got, tt.want)
			}
		}
	})
}

// Reminders are forgotten a month after what they were about; those by which
// somebody was extended, once no extension is measured by them any more.
func TestRemindersAreForgotten(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		must(w.users.Create(t.Context(), actor.System(w.acme.ID), identity.UserDraft{
			Email: "guest@acme.example", FormalName: "Gerda Gast", ExpiresAt: w.days(10).Format(time.DateOnly),
		}))(t)
		kept := func(days, want int) {
			t.Helper()
			w.now = w.now.AddDate(0, 0, days)
			accepted(t, w.reminders().Remind(t.Context()))
			if n := w.count(t, `select count(*) from reminders`); n != want {
				t.Errorf("on %s: %d reminders, want %d", w.now.Format(time.DateOnly), n, want)
			}
		}
		kept(5, 1) // of the stage of seven days
		must(w.users.Extend(t.Context(), w.admin, w.reminder(t, "user")))(t)
		kept(13, 2) // of the tenth day, renewed, and of the twentieth
		kept(30, 2)
		kept(4, 1)
		kept(342, 1)
		kept(13, 0)
	})
}

func (w *world) reminder(t *testing.T, kind string) identity.Reminder {
	t.Helper()
	guid := must(db.Value[string](t.Context(), w.db, `select guid from reminders where kind = $1 order by made_at desc limit 1`, kind))(t)
	return must(w.reminders().One(t.Context(), w.admin, guid))(t)
}

// A user is extended by as long as it was given before, once for each reminder, by
// somebody else who may change it.
func TestExtendUser(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		u := must(w.users.Create(t.Context(), actor.System(w.acme.ID), identity.UserDraft{
			Email: "guest@acme.example", FormalName: "Gerda Gast", ExpiresAt: w.days(60).Format(time.DateOnly), Role: actor.Admin,
		}))(t)
		itself := w.signIn(t, w.api(t, u, actor.AllRights()...))
		for i, want := range []int{120, 180} {
			w.now = w.now.AddDate(0, 0, 55)
			accepted(t, w.reminders().Remind(t.Context()))
			m := w.reminder(t, "user")
			for _, by := range []actor.Actor{itself, w.actor(t, w.acme, actor.User, "", "GATEHOUSE_USERS_R"), w.actor(t, w.acme, actor.GroupAdmin, w.group(t, w.acme, "G"+itoa(i)), "GATEHOUSE_USERS_RW")} {
				if _, err := w.users.Extend(t.Context(), by, m); err == nil {
					t.Error("extended by who may not")
				}
			}
			got := must(w.users.Extend(t.Context(), w.admin, m))(t)
			if day := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, want).Format(time.DateOnly); *got.ExpiresAt != day {
				t.Errorf("extended to %s, want %s", *got.ExpiresAt, day)
			}
			if _, err := w.users.Extend(t.Context(), w.admin, m); !errors.Is(err, identity.ErrRenewed) {
				t.Errorf("a second time: %v", err)
			}
			if _, err := w.reminders().One(t.Context(), w.otherAdmin, m.GUID); err == nil {
				t.Error("another customer sees the reminder")
			}
		}
	})
}

// A mailed link renews the token of its user once: a new secret, as long a life as
// policy and rank leave now, the old one until its own end.
func TestRenewToken(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		a := w.api(t, w.user(t, w.acme, actor.User, ""))
		u := must(w.users.One(t.Context(), w.admin, a.UserGUID))(t)
		old, oldSecret := w.token(t, a, identity.TokenDraft{ExpiresAt: w.days(600), AllowedIPs: []string{"192.0.2.0/24"}})
		w.now = w.now.AddDate(0, 0, 575)
		accepted(t, w.reminders().Remind(t.Context()))
		first, firstCode := w.mailed(t, u.Email)
		w.now = w.now.AddDate(0, 0, 20)
		accepted(t, w.reminders().Remind(t.Context()))
		link, code := w.mailed(t, u.Email)
		if _, err := w.tokens.Renew(t.Context(), first, firstCode); err == nil {
			t.Error("the link of an older mail works")
		}
		if _, err := w.tokens.Renew(t.Context(), link, wrongCode(code)); err == nil {
			t.Error("renewed with a wrong code")
		}
		secret := must(w.tokens.Renew(t.Context(), link, code))(t)
		by := must(w.doors.Token(t.Context(), secret, ip))(t)
		if by.UserGUID != u.GUID || !by.TokenExpires.Equal(*w.days(365)) {
			t.Errorf("%s until %v: an admin's choice is not the user's", by.UserGUID, by.TokenExpires)
		}
		if _, err := w.doors.Token(t.Context(), secret, "203.0.113.1"); err == nil {
			t.Error("the new token lost its networks")
		}
		if by := must(w.doors.Token(t.Context(), oldSecret, ip))(t); !by.TokenExpires.Equal(*old.ExpiresAt) {
			t.Errorf("the old one ends %v", by.TokenExpires)
		}
		if _, err := w.tokens.Renew(t.Context(), link, code); err == nil {
			t.Error("renewed twice")
		}
		w.now = *old.ExpiresAt
		accepted(t, w.reminders().Remind(t.Context()))
		if _, err := w.doors.Token(t.Context(), oldSecret, ip); err == nil {
			t.Error("the old one outlives its end")
		}
	})
}

func wrongCode(code string) string {
	if code[0] == '9' {
		return "0" + code[1:]
	}
	return "9" + code[1:]
}

// What became of the token and of its user since the mail was sent counts.
func TestRenewAsksAgain(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		for name, change := range map[string]func(w *world, a identity.Access, tok identity.Token){
			"revoked": func(w *world, a identity.Access, tok identity.Token) {
				accepted(t, w.tokens.Revoke(t.Context(), w.admin, a.UserGUID, id(a), tok.GUID, ""))
			},
			"rotated": func(w *world, a identity.Access, tok identity.Token) {
				must3(w.tokens.Rotate(t.Context(), w.admin, a.UserGUID, id(a), tok.GUID, 168))(t)
			},
			"deactivated": func(w *world, a identity.Access, _ identity.Token) {
				must(w.users.Change(t.Context(), w.admin, a.UserGUID, identity.UserChange{IsActive: new(false)}))(t)
			},
			"access deleted": func(w *world, a identity.Access, _ identity.Token) {
				accepted(t, w.accesses.Delete(t.Context(), w.admin, a.UserGUID, id(a)))
			},
			"customer inactive": func(w *world, _ identity.Access, _ identity.Token) {
				must(w.customers.Set(t.Context(), actor.System(0), w.acme.GUID, tenant.Change{IsActive: new(false)}))(t)
			},
			"expired": func(w *world, _ identity.Access, _ identity.Token) { w.now = w.now.AddDate(0, 0, 30) },
			"ten live tokens": func(w *world, a identity.Access, _ identity.Token) {
				for range 9 {
					w.token(t, a, identity.TokenDraft{})
				}
			},
		} {
			w := newWorld(t, d)
			a := w.api(t, w.user(t, w.acme, actor.User, ""))
			u := must(w.users.One(t.Context(), w.admin, a.UserGUID))(t)
			tok, _ := w.token(t, a, identity.TokenDraft{ExpiresAt: w.days(40)})
			w.now = w.now.AddDate(0, 0, 20)
			accepted(t, w.reminders().Remind(t.Context()))
			link, code := w.mailed(t, u.Email)
			change(w, a, tok)
			before := w.count(t, `select count(*) from tokens`)
			if _, err := w.tokens.Renew(t.Context(), link, code); err == nil || w.count(t, `select count(*) from tokens`) != before {
				t.Errorf("%s: renewed, %v", name, err)
			}
		}
	})
}

// Who has no longer the mailbox renews no longer: a link in the old one dies when
// the address becomes another.
func TestRenewalEndsWithTheAddress(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		a := w.api(t, w.user(t, w.acme, actor.User, ""))
		u := must(w.users.One(t.Context(), w.admin, a.UserGUID))(t)
		w.token(t, a, identity.TokenDraft{ExpiresAt: w.days(60)})
		w.now = w.now.AddDate(0, 0, 31)
		accepted(t, w.reminders().Remind(t.Context()))
		link, code := w.mailed(t, u.Email)
		must(w.users.Change(t.Context(), w.admin, u.GUID, identity.UserChange{Email: new("moved@acme.example")}))(t)
		secret, proof := w.mailed(t, "moved@acme.example")
		accepted(t, w.users.ConfirmEmail(t.Context(), secret, proof))
		_, err := w.tokens.Renew(t.Context(), link, code)
		refused(t, err, fault.NotFound)
		w.now = w.now.AddDate(0, 0, 22)
		accepted(t, w.reminders().Remind(t.Context()))
		link, code = w.mailed(t, "moved@acme.example")
		must(w.tokens.Renew(t.Context(), link, code))(t)
	})
}
