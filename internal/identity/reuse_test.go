package identity_test

import (
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

// A secret that was rotated and is used after its overlap is an event, once for
// each neighbourhood and hour, and a mail to the admins, once a day.
func TestReuseOfARotatedSecretIsNoticed(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		u, _, _ := w.person(t, w.acme, actor.Admin, "correct horse battery", actor.AllRights()...)
		a := w.api(t, w.user(t, w.acme, actor.User, ""))
		old, secret := w.token(t, a, identity.TokenDraft{})
		_, _, err := w.tokens.Rotate(t.Context(), w.admin, a.UserGUID, id(a), old.GUID, 1)
		accepted(t, err)
		use := func(secret, from string) {
			t.Helper()
			_, err := w.doors.Token(t.Context(), secret, from)
			refused(t, err, fault.Unauthorized)
		}
		minute := func() {
			t.Helper()
			w.now = w.now.Add(time.Minute)
			accepted(t, w.sessions.RecordRefused(t.Context()))
		}
		events := func() int {
			return w.count(t, `select count(*) from events where action = 'token.reused' and subject = $1`, old.GUID)
		}
		mails := func() int {
			return w.count(t, `select count(*) from mails where template = 'token_reused' and recipient = $1`, u.Email)
		}
		want := func(when string, wantEvents, wantMails int) {
			t.Helper()
			if events() != wantEvents || mails() != wantMails {
				t.Errorf("%s: %d events and %d mails, want %d and %d", when, events(), mails(), wantEvents, wantMails)
			}
		}
		must(w.doors.Token(t.Context(), secret, ip))(t)
		minute()
		want("within the overlap", 0, 0)
		w.now = w.now.Add(time.Hour).Truncate(time.Hour)
		for range 5 {
			use(secret, ip)
		}
		use(secret, "192.0.2.200") // the same neighbourhood
		minute()
		want("after the overlap", 1, 1)
		use(secret, ip)
		use(secret, "203.0.113.9")
		minute()
		want("from a second neighbourhood", 2, 1)
		w.now = w.now.Add(time.Hour)
		use(secret, ip)
		minute()
		want("an hour later", 3, 1)
		w.now = w.now.Add(24 * time.Hour)
		use(secret, ip)
		minute()
		want("a day later", 4, 2)
		// What was revoked or has expired without having been rotated is only refused.
		for _, end := range []func(tok identity.Token){
			func(tok identity.Token) {
				accepted(t, w.tokens.Revoke(t.Context(), w.admin, a.UserGUID, id(a), tok.GUID, ""))
			},
			func(identity.Token) { w.now = w.now.Add(48 * time.Hour) },
		} {
			tok, secret := w.token(t, a, identity.TokenDraft{ExpiresAt: w.days(1)})
			end(tok)
			use(secret, ip)
			minute()
			if n := w.count(t, `select count(*) from events where action = 'token.reused' and subject = $1`, tok.GUID); n != 0 {
				t.Errorf("%d events of a token that was not rotated", n)
			}
		}
		// However many networks take part, the record is not flooded.
		for i := range 40 {
			use(secret, "10."+itoa(i)+".0.1")
		}
		minute()
		if n := events(); n > 4+20 {
			t.Errorf("%d events in an hour", n-4)
		}
	})
}

// A flood of tokens from one place, known or not, writes no more than so many rows.
func TestAFloodOfTokensWritesLittle(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		for range 400 {
			secret, _, _, _ := identity.NewToken()
			_, err := w.doors.Token(t.Context(), secret, ip)
			refused(t, err, fault.Unauthorized)
		}
		if n := w.count(t, `select sum(count) from refused_sign_ins`); n != 300 {
			t.Errorf("%d were counted, want 300", n)
		}
		if n := w.count(t, `select count(*) from refused_sign_ins`); n != 1 {
			t.Errorf("%d rows, want 1", n)
		}
		w.now = w.now.Add(time.Minute)
		secret, _, _, _ := identity.NewToken()
		_, err := w.doors.Token(t.Context(), secret, ip)
		refused(t, err, fault.Unauthorized)
		if n := w.count(t, `select sum(count) from refused_sign_ins`); n != 301 {
			t.Errorf("%d were counted, want 301: the next minute counts again", n)
		}
	})
}
