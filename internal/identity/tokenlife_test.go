package identity_test

import (
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/tenant"
)

// policy lets tokens of a customer live for so many days; 0 as long as an admin says.
func (w *world) policy(t *testing.T, c tenant.Customer, days int) {
	t.Helper()
	most := &days
	if days == 0 {
		most = nil
	}
	must(w.customers.Set(t.Context(), actor.System(0), c.GUID, tenant.Change{TokenDays: &most}))(t)
}

func (w *world) days(n int) *time.Time { return new(w.now.AddDate(0, 0, n)) }

// No token of a customer outlives its policy, whoever makes it and however.
func TestPolicyBoundsEveryNewToken(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		company := &identity.CompanyTokens{Users: w.users, Accesses: w.accesses, Tokens: w.tokens}
		u := w.user(t, w.acme, actor.Admin, "")
		a := w.api(t, u, actor.AllRights()...)
		forever, _ := w.token(t, a, identity.TokenDraft{Forever: true})
		long, _ := w.token(t, a, identity.TokenDraft{ExpiresAt: w.days(400)})
		_, err := w.tokens.Send(t.Context(), w.admin, u.GUID, id(a), identity.TokenDraft{ExpiresAt: w.days(400)})
		accepted(t, err) // waits while the policy becomes stricter
		w.policy(t, w.acme, 90)
		last := w.days(90)
		ends := func(what string, tok identity.Token, err error) {
			t.Helper()
			if err != nil || tok.ExpiresAt == nil || !tok.ExpiresAt.Equal(*last) {
				t.Errorf("%s: expires %v, %v, want %v", what, tok.ExpiresAt, err, last)
			}
		}
		for _, by := range []actor.Actor{w.admin, actor.System(w.acme.ID)} {
			for _, draft := range []identity.TokenDraft{{Forever: true}, {ExpiresAt: w.days(91)}} {
				_, _, err := w.tokens.Create(t.Context(), by, u.GUID, id(a), draft)
				refused(t, err, fault.Invalid)
				_, err = w.tokens.Send(t.Context(), by, u.GUID, id(a), draft)
				refused(t, err, fault.Invalid)
			}
		}
		tok, _, err := w.tokens.Create(t.Context(), w.admin, u.GUID, id(a), identity.TokenDraft{})
		ends("made", tok, err)
		for what, old := range map[string]identity.Token{"forever": forever, "long": long} {
			tok, _, err = w.tokens.Rotate(t.Context(), w.admin, u.GUID, id(a), old.GUID, 1)
			ends("rotated "+what, tok, err)
		}
		secret, code := w.mailed(t, u.Email)
		fetched := must(w.tokens.Fetch(t.Context(), secret, code))(t)
		by := must(w.doors.Token(t.Context(), fetched, ip))(t)
		tok, err = w.tokens.One(t.Context(), w.admin, u.GUID, id(a), by.TokenGUID)
		ends("fetched", tok, err)
		ct, _, err := company.Create(t.Context(), w.admin, "current", identity.CompanyTokenDraft{Description: "SIEM"})
		if err != nil || ct.ExpiresAt == nil || !ct.ExpiresAt.Equal(*last) {
			t.Errorf("company token: %v, %v", ct.ExpiresAt, err)
		}
		// A longer policy gives nobody but an admin more than a year.
		w.policy(t, w.acme, 3650)
		south := w.group(t, w.acme, "South")
		groupAdmin := w.actor(t, w.acme, actor.GroupAdmin, south, "GATEHOUSE_USERS_RW")
		b := w.api(t, w.user(t, w.acme, actor.User, south))
		_, _, err = w.tokens.Create(t.Context(), groupAdmin, b.UserGUID, id(b), identity.TokenDraft{ExpiresAt: w.days(366)})
		refused(t, err, fault.Forbidden)
		tok = must3(w.tokens.Create(t.Context(), w.admin, b.UserGUID, id(b), identity.TokenDraft{ExpiresAt: w.days(3650)}))(t)
		if !tok.ExpiresAt.Equal(*w.days(3650)) {
			t.Errorf("an admin's token ends %v", tok.ExpiresAt)
		}
	})
}

// A policy belongs to the customer that the access is in, and ends no token.
func TestPolicyIsTheCustomersAndEndsNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		u := w.user(t, w.acme, actor.User, "")
		a := w.api(t, u)
		_, secret := w.token(t, a, identity.TokenDraft{Forever: true})
		_, other := w.token(t, w.api(t, w.user(t, w.other, actor.User, "")), identity.TokenDraft{Forever: true})
		beyond := func(c tenant.Customer) int {
			t.Helper()
			c = must(w.customers.One(t.Context(), c.ID))(t)
			return must(tenant.TokensBeyond(t.Context(), d, c.ID, c.Settings, w.now))(t)
		}
		if n := beyond(w.acme); n != 0 {
			t.Errorf("without a policy %d tokens are beyond it", n)
		}
		w.policy(t, w.acme, 30)
		all := w.count(t, `select count(*) from tokens where customer_id = $1`, w.acme.ID)
		if n := beyond(w.acme); n != all || beyond(w.other) != 0 {
			t.Errorf("%d tokens beyond the policy, want %d; of another customer %d", n, all, beyond(w.other))
		}
		for _, s := range []string{secret, other} {
			must(w.doors.Token(t.Context(), s, ip))(t)
		}
		draft := apiDraft()
		draft.CustomerID = w.sub.ID
		below := must(w.accesses.Create(t.Context(), w.admin, u.GUID, draft))(t)
		tok := must3(w.tokens.Create(t.Context(), w.admin, u.GUID, id(below), identity.TokenDraft{}))(t)
		if !tok.ExpiresAt.Equal(*w.days(365)) {
			t.Errorf("in a subsidiary without a policy it ends %v", tok.ExpiresAt)
		}
		for _, days := range []int{-1, 3651} {
			most := &days
			_, err := w.customers.Set(t.Context(), actor.System(0), w.acme.GUID, tenant.Change{TokenDays: &most})
			refused(t, err, fault.Invalid)
		}
		w.policy(t, w.acme, 0)
		must3(w.tokens.Create(t.Context(), w.admin, u.GUID, id(a), identity.TokenDraft{Forever: true}))(t)
	})
}

// must3 is must for what comes with a secret.
func must3[T any](v T, _ string, err error) func(testing.TB) T { return must(v, err) }
