package identity_test

import (
	"slices"
	"sync"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

func TestToken(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		a := w.api(t, w.user(t, w.acme, actor.User, ""))
		tok, secret, err := w.tokens.Create(t.Context(), w.admin, a.UserGUID, id(a), identity.TokenDraft{
			AllowedIPs: []string{"192.0.2.9/24", "2001:DB8::1", "::ffff:198.51.100.7", "192.0.2.0/24"},
		})
		if err != nil {
			t.Fatal(err)
		}
		if want := w.now.AddDate(0, 0, 365); !tok.ExpiresAt.Equal(want) || tok.CreatedBy.GUID != w.admin.UserGUID || tok.RevokedAt != nil || tok.LastUsedAt != nil {
			t.Errorf("%+v", tok)
		}
		if want := []string{"192.0.2.0/24", "2001:db8::1/128", "198.51.100.7/32"}; !slices.Equal(tok.AllowedIPs, want) {
			t.Errorf("allowed %v, want %v", tok.AllowedIPs, want)
		}
		if n := w.count(t, `select count(*) from tokens where hash = $1 or prefix = $1 or last4 = $1`, secret); n != 0 {
			t.Error("the secret is in the database")
		}
		if all := must(w.tokens.List(t.Context(), w.admin, a.UserGUID, id(a)))(t); len(all) != 1 || all[0].GUID != tok.GUID {
			t.Errorf("%v", all)
		}
		ui := must(w.accesses.Create(t.Context(), w.admin, a.UserGUID, identity.AccessDraft{Type: "ui_connection"}))(t)
		_, _, err = w.tokens.Create(t.Context(), w.admin, a.UserGUID, id(ui), identity.TokenDraft{})
		refused(t, err, fault.Conflict)
		for _, draft := range []identity.TokenDraft{
			{ExpiresAt: new(w.now)},
			{ExpiresAt: new(w.now.AddDate(200, 0, 0))},
			{AllowedIPs: []string{"192.0.2.0/33"}},
			{AllowedIPs: []string{"example.com"}},
			{AllowedIPs: make([]string, 101)},
		} {
			_, _, err = w.tokens.Create(t.Context(), w.admin, a.UserGUID, id(a), draft)
			refused(t, err, fault.Invalid)
		}
		forever, _, err := w.tokens.Create(t.Context(), w.admin, a.UserGUID, id(a), identity.TokenDraft{Forever: true})
		if err != nil || forever.ExpiresAt != nil {
			t.Errorf("%v %v", forever.ExpiresAt, err)
		}
	})
}

// A token without end, or beyond a year, is an admin's choice.
func TestLongTokensAreAnAdmins(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		south := w.group(t, w.acme, "South")
		by := w.actor(t, w.acme, actor.GroupAdmin, south, "GATEHOUSE_USERS_RW")
		a := w.api(t, w.user(t, w.acme, actor.User, south))
		for _, d := range []identity.TokenDraft{{Forever: true}, {ExpiresAt: new(w.now.AddDate(2, 0, 0))}} {
			_, _, err := w.tokens.Create(t.Context(), by, a.UserGUID, id(a), d)
			refused(t, err, fault.Forbidden)
		}
		_, _, err := w.tokens.Create(t.Context(), by, a.UserGUID, id(a), identity.TokenDraft{ExpiresAt: new(w.now.AddDate(0, 6, 0))})
		accepted(t, err)
	})
}

// Of many that are asked for at once, an access gets ten.
func TestTenLiveTokens(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		a := w.api(t, w.user(t, w.acme, actor.User, ""))
		var wg sync.WaitGroup
		errs := make([]error, 14)
		toks := make([]identity.Token, len(errs))
		for i := range errs {
			wg.Go(func() {
				toks[i], _, errs[i] = w.tokens.Create(t.Context(), w.admin, a.UserGUID, id(a), identity.TokenDraft{})
			})
		}
		wg.Wait()
		var made []identity.Token
		for i, err := range errs {
			if err == nil {
				made = append(made, toks[i])
			} else {
				refused(t, err, fault.Conflict)
			}
		}
		if len(made) != 10 {
			t.Fatalf("%d made, want 10", len(made))
		}
		_, _, err := w.tokens.Rotate(t.Context(), w.admin, a.UserGUID, id(a), made[0].GUID, 1)
		refused(t, err, fault.Conflict) // with an overlap they would be eleven
		_, _, err = w.tokens.Rotate(t.Context(), w.admin, a.UserGUID, id(a), made[0].GUID, 0)
		accepted(t, err)
		accepted(t, w.tokens.Revoke(t.Context(), w.admin, a.UserGUID, id(a), made[1].GUID, ""))
		_, _, err = w.tokens.Create(t.Context(), w.admin, a.UserGUID, id(a), identity.TokenDraft{})
		accepted(t, err)
	})
}

func TestRotate(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		a := w.api(t, w.user(t, w.acme, actor.User, ""))
		works := func(secret string) bool {
			_, err := w.doors.Token(t.Context(), secret, ip)
			return err == nil
		}
		start := w.now
		old, oldSecret := w.token(t, a, identity.TokenDraft{ExpiresAt: new(w.now.AddDate(0, 0, 30)), AllowedIPs: []string{"192.0.2.0/24"}})
		w.now = w.now.AddDate(0, 0, 10)
		for _, hours := range []int{-1, 169} {
			_, _, err := w.tokens.Rotate(t.Context(), w.admin, a.UserGUID, id(a), old.GUID, hours)
			refused(t, err, fault.Invalid)
		}
		next, nextSecret, err := w.tokens.Rotate(t.Context(), w.admin, a.UserGUID, id(a), old.GUID, 24)
		if err != nil {
			t.Fatal(err)
		}
		if !next.ExpiresAt.Equal(w.now.AddDate(0, 0, 30)) || !slices.Equal(next.AllowedIPs, old.AllowedIPs) {
			t.Errorf("the new one: %+v", next)
		}
		_, _, err = w.tokens.Rotate(t.Context(), w.admin, a.UserGUID, id(a), old.GUID, 24)
		refused(t, err, fault.Conflict)
		for _, tok := range must(w.tokens.List(t.Context(), w.admin, a.UserGUID, id(a)))(t) {
			if tok.GUID == old.GUID && (*tok.ReplacedBy != next.GUID || !tok.ExpiresAt.Equal(w.now.Add(24*time.Hour))) {
				t.Errorf("the old one: %+v", tok)
			}
		}
		if !works(oldSecret) || !works(nextSecret) {
			t.Error("both must work during the overlap")
		}
		w.now = w.now.Add(24 * time.Hour)
		if works(oldSecret) || !works(nextSecret) {
			t.Error("after the overlap only the new one works")
		}
		// The overlap never lengthens a life.
		w.now = start
		short, _ := w.token(t, a, identity.TokenDraft{ExpiresAt: new(w.now.Add(time.Hour))})
		if _, _, err = w.tokens.Rotate(t.Context(), w.admin, a.UserGUID, id(a), short.GUID, 168); err != nil {
			t.Fatal(err)
		}
		for _, tok := range must(w.tokens.List(t.Context(), w.admin, a.UserGUID, id(a)))(t) {
			if tok.GUID == short.GUID && !tok.ExpiresAt.Equal(*short.ExpiresAt) {
				t.Errorf("rotation moved the end from %v to %v", short.ExpiresAt, tok.ExpiresAt)
			}
		}
	})
}

// Of two that rotate the same token, one succeeds.
func TestRotateOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		a := w.api(t, w.user(t, w.acme, actor.User, ""))
		tok, _ := w.token(t, a, identity.TokenDraft{})
		var wg sync.WaitGroup
		errs := make([]error, 6)
		for i := range errs {
			wg.Go(func() { _, _, errs[i] = w.tokens.Rotate(t.Context(), w.admin, a.UserGUID, id(a), tok.GUID, 1) })
		}
		wg.Wait()
		rotated := 0
		for _, err := range errs {
			if err == nil {
				rotated++
			} else {
				refused(t, err, fault.Conflict)
			}
		}
		if n := w.count(t, `select count(*) from tokens where access_id = $1`, a.ID); rotated != 1 || n != 2 {
			t.Errorf("%d rotated, %d tokens", rotated, n)
		}
	})
}

// A user looks after the tokens of its own accesses without any role, and after
// nobody else's.
func TestOwnTokens(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		u := w.user(t, w.acme, actor.User, "")
		a := w.api(t, u)
		tok, secret := w.token(t, a, identity.TokenDraft{})
		by := must(w.doors.Token(t.Context(), secret, ip))(t)
		for _, ref := range []string{u.GUID, itoa(int(u.ID))} {
			if all := must(w.tokens.List(t.Context(), by, ref, id(a)))(t); len(all) != 1 {
				t.Errorf("%d tokens", len(all))
			}
		}
		_, _, err := w.tokens.Create(t.Context(), by, u.GUID, id(a), identity.TokenDraft{})
		refused(t, err, fault.Forbidden)
		fresh, secret, err := w.tokens.Rotate(t.Context(), by, u.GUID, id(a), tok.GUID, 1)
		if err != nil {
			t.Fatal(err)
		}
		by = must(w.doors.Token(t.Context(), secret, ip))(t)
		other := w.api(t, w.user(t, w.acme, actor.User, ""))
		theirs, _ := w.token(t, other, identity.TokenDraft{})
		_, err = w.tokens.List(t.Context(), by, other.UserGUID, id(other))
		refused(t, err, fault.Forbidden)
		_, err = w.tokens.List(t.Context(), by, db.NewID(), "1")
		refused(t, err, fault.Forbidden) // before any look-up
		refused(t, w.tokens.Revoke(t.Context(), by, other.UserGUID, id(other), theirs.GUID, ""), fault.Forbidden)
		refused(t, w.tokens.Revoke(t.Context(), by, u.GUID, id(a), theirs.GUID, ""), fault.NotFound)
		accepted(t, w.tokens.Revoke(t.Context(), by, u.GUID, id(a), fresh.GUID, "done"))
		refused(t, w.tokens.Revoke(t.Context(), by, u.GUID, id(a), fresh.GUID, "done"), fault.Unauthorized)
		accepted(t, w.tokens.Revoke(t.Context(), w.admin, u.GUID, id(a), fresh.GUID, "again"))
		if n := w.count(t, `select count(*) from tokens where guid = $1 and revoke_reason = 'done'`, fresh.GUID); n != 1 {
			t.Error("a second revocation changed the first")
		}
	})
}

// GATEHOUSE_TOKENS_RW alone manages the tokens of others, below the ceiling.
func TestTokensRole(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		by := w.actor(t, w.acme, actor.Admin, "", "GATEHOUSE_TOKENS_RW")
		plain, mighty := w.api(t, w.user(t, w.acme, actor.User, "")), w.api(t, w.user(t, w.acme, actor.Admin, ""), "GATEHOUSE_AUDIT_R")
		_, _, err := w.tokens.Create(t.Context(), by, plain.UserGUID, id(plain), identity.TokenDraft{})
		accepted(t, err)
		_, _, err = w.tokens.Create(t.Context(), by, mighty.UserGUID, id(mighty), identity.TokenDraft{})
		refused(t, err, fault.Forbidden)
		foreign := w.api(t, w.user(t, w.other, actor.User, ""))
		_, _, err = w.tokens.Create(t.Context(), by, foreign.UserGUID, id(foreign), identity.TokenDraft{})
		refused(t, err, fault.NotFound)
	})
}
