package identity_test

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

func TestFlowProvesItself(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	ss := &identity.Sessions{Now: clock, Key: [32]byte{1}}
	id := ss.NewFlow(7, "idp")
	accepted(t, ss.CheckFlow(7, "idp", id))
	if other := ss.NewFlow(7, "idp"); other == id || strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789-_") != "" || id[0] != '_' {
		t.Errorf("%q after %q", other, id)
	}
	last := id[:len(id)-1] + string(rune('a'+(id[len(id)-1]-'a'+1)%26))
	for name, err := range map[string]error{
		"another customer's": ss.CheckFlow(8, "idp", id), "another IdP's": ss.CheckFlow(7, "other", id),
		"a changed one": ss.CheckFlow(7, "idp", last), "none": ss.CheckFlow(7, "idp", ""), "without its mark": ss.CheckFlow(7, "idp", id[1:]),
		"another server's": (&identity.Sessions{Now: clock, Key: [32]byte{2}}).CheckFlow(7, "idp", id),
	} {
		if !fault.Is(err, fault.Unauthorized) {
			t.Errorf("%s: %v", name, err)
		}
	}
	now = now.Add(identity.FlowLife)
	accepted(t, ss.CheckFlow(7, "idp", id))
	now = now.Add(2 * time.Second)
	refused(t, ss.CheckFlow(7, "idp", id), fault.Unauthorized)
	now = now.Add(-time.Hour)
	refused(t, ss.CheckFlow(7, "idp", id), fault.Unauthorized)
}

// proven returns the holder of a new session, and a ticket for a proof of it.
func (w *world) proven(t *testing.T, a identity.Arrival) string {
	t.Helper()
	return must(w.sessions.Arrive(t.Context(), chrome, a))(t)[0].Ticket
}

// A session from an IdP is as fresh as the IdP says, and proves itself there.
func TestFreshProofComesFromTheIdP(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		idp := w.idp(t, w.acme, nil)
		w.sso(t, w.user(t, w.acme, actor.User, ""), idp, "sub")
		w.sso(t, w.user(t, w.acme, actor.User, ""), idp, "other")
		fresh := func(by actor.Actor) error { return w.sessions.Fresh(t.Context(), by) }
		_, by := w.arrive(t, w.arrival(idp, "sub"))
		accepted(t, fresh(by))
		for name, at := range map[string]time.Time{"remembered": w.now.Add(-8 * time.Hour), "not said": {}} {
			a := w.arrival(idp, "sub")
			a.ProvedAt = at
			_, by := w.arrive(t, a)
			if err := fresh(by); !errors.Is(err, identity.ErrStale) {
				t.Errorf("%s: %v", name, err)
			}
		}
		w.now = w.now.Add(time.Hour)
		h := must(w.sessions.Holder(t.Context(), by))(t)
		prove := func(a identity.Arrival) error { return w.sessions.ProveAtIDP(t.Context(), h, w.proven(t, a)) }
		refused(t, prove(w.arrival(idp, "other")), fault.Forbidden)
		old := w.arrival(idp, "sub")
		old.ProvedAt = w.now.Add(-6 * time.Minute)
		refused(t, prove(old), fault.Forbidden)
		wants(t, fresh(by), identity.ErrStale)
		ticket := w.proven(t, w.arrival(idp, "sub"))
		accepted(t, w.sessions.ProveAtIDP(t.Context(), h, ticket))
		accepted(t, fresh(by))
		_, err := w.sessions.Open(t.Context(), ticket, by.AccessID, ip, "")
		refused(t, err, fault.Unauthorized)
		// Neither a password nor a factor of this server is asked for.
		refused(t, w.sessions.ProvePassword(t.Context(), h, "correct horse"), fault.Unauthorized)
		refused(t, w.sessions.ProveCode(t.Context(), h, "000000"), fault.Forbidden)
	})
}

func TestLogoutOfTheIdPEndsItsSessions(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		idp, second := w.idp(t, w.acme, nil), w.idp(t, w.acme, nil)
		w.sso(t, w.user(t, w.acme, actor.User, ""), idp, "sub")
		w.sso(t, w.user(t, w.acme, actor.User, ""), idp, "other")
		w.sso(t, w.user(t, w.acme, actor.User, ""), second, "sub")
		enter := func(i identity.IDP, subject, session string) string {
			a := w.arrival(i, subject)
			a.Session, a.Name = session, "name of "+subject
			cookie, _ := w.arrive(t, a)
			return cookie
		}
		n := 0
		bye := func(name string, sessions ...string) identity.Farewell {
			n++
			return identity.Farewell{
				CustomerID: w.acme.ID, IDP: idp.GUID, Name: name, Sessions: sessions,
				Message: identity.Message{ID: "bye" + itoa(n), Ends: w.now.Add(time.Minute)},
			}
		}
		cookies := map[string]string{
			"one": enter(idp, "sub", "s1"), "two": enter(idp, "sub", "s2"), "unnamed": enter(idp, "sub", ""),
			"other's": enter(idp, "other", "s1"), "elsewhere": enter(second, "sub", "s1"),
		}
		a := w.arrival(idp, "sub")
		a.Session, a.Name = "s1", "name of sub"
		ticket := w.proven(t, a)
		live := func(want string) {
			t.Helper()
			var got []string
			for _, name := range []string{"one", "two", "unnamed", "other's", "elsewhere"} {
				if _, err := w.sessions.Actor(t.Context(), cookies[name], ip); err == nil {
					got = append(got, name)
				}
			}
			if strings.Join(got, " ") != want {
				t.Errorf("live are %v, want %s", got, want)
			}
		}
		ends := func(f identity.Farewell, want int) {
			t.Helper()
			if got := must(w.sessions.EndAtIDP(t.Context(), f))(t); got != want {
				t.Errorf("%+v ended %d, want %d", f, got, want)
			}
		}
		ends(bye(""), 0)
		ends(bye("nobody"), 0)
		ends(bye("nobody", "s1"), 0)
		live("one two unnamed other's elsewhere")
		first := bye("name of sub", "s1", "s9")
		ends(first, 3) // with the ticket, and with the session that the IdP never named
		live("two other's elsewhere")
		_, err := w.sessions.Open(t.Context(), ticket, 0, ip, "")
		refused(t, err, fault.Unauthorized)
		_, err = w.sessions.EndAtIDP(t.Context(), first)
		refused(t, err, fault.Unauthorized)
		ends(bye("", "s1"), 1) // OpenID Connect may name the session alone
		live("two elsewhere")
		ends(bye("name of sub"), 1)
		live("elsewhere")
	})
}

// Who signs out here is told about at the IdP with what the IdP gave for that.
func TestLeavingSaysWhatTheIdPWants(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		idp := w.idp(t, w.acme, nil)
		u := w.user(t, w.acme, actor.User, "")
		w.sso(t, u, idp, "sub")
		must(w.accesses.Create(t.Context(), actor.System(w.acme.ID), u.GUID, identity.AccessDraft{Type: identity.Profile, Name: new("Other")}))(t)
		a := w.arrival(idp, "sub")
		a.Hint = "NameID of sub"
		_, by := w.arrive(t, a)
		want := identity.Leaving{CustomerID: w.acme.ID, IDP: idp.GUID, Hint: "NameID of sub"}
		if got := must(w.sessions.Leaving(t.Context(), by))(t); got != want {
			t.Errorf("got %+v", got)
		}
		ways := must(w.sessions.Ways(t.Context(), by))(t)
		cookie := must(w.sessions.Switch(t.Context(), by, ways[1].AccessID, ""))(t)
		by = must(w.sessions.Actor(t.Context(), cookie, ip))(t)
		if got := must(w.sessions.Leaving(t.Context(), by))(t); got != want {
			t.Errorf("after switching: %+v", got)
		}
		if n := w.count(t, `select count(*) from sessions where idp_hint like '%sub%' or idp_subject like '%sub%'`); n != 0 {
			t.Error("the database holds what the IdP calls somebody")
		}
	})
}

// Who disables an IdP, or gives it another entity, ends what began there.
func TestDisabledIdPEndsSessions(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		idp := w.idp(t, w.acme, nil)
		w.sso(t, w.user(t, w.acme, actor.User, ""), idp, "sub")
		for name, ch := range map[string]identity.IDPChange{
			"disabled": {IsEnabled: new(false)}, "another issuer": {Issuer: new("https://new.example")},
		} {
			must(w.idps.Change(t.Context(), w.admin, idp.GUID, identity.IDPChange{IsEnabled: new(true)}))(t)
			cookie, _ := w.arrive(t, w.arrival(idp, "sub"))
			ticket := w.proven(t, w.arrival(idp, "sub"))
			must(w.idps.Change(t.Context(), w.admin, idp.GUID, identity.IDPChange{Scopes: new(name)}))(t)
			must(w.sessions.Actor(t.Context(), cookie, ip))(t)
			must(w.idps.Change(t.Context(), w.admin, idp.GUID, ch))(t)
			if _, err := w.sessions.Actor(t.Context(), cookie, ip); !fault.Is(err, fault.Unauthorized) {
				t.Errorf("%s: %v", name, err)
			}
			if _, err := w.sessions.Waiting(t.Context(), ticket, ip); !fault.Is(err, fault.Unauthorized) {
				t.Errorf("%s: a ticket is left: %v", name, err)
			}
		}
	})
}

// Of an IdP that is disabled and an arrival at the same moment, one comes first:
// nobody is in when both are done.
func TestNobodySlipsThroughAnIdPThatIsDisabled(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		idp := w.idp(t, w.acme, nil)
		w.sso(t, w.user(t, w.acme, actor.User, ""), idp, "sub")
		for range 5 {
			must(w.idps.Change(t.Context(), w.admin, idp.GUID, identity.IDPChange{IsEnabled: new(true)}))(t)
			a := w.arrival(idp, "sub")
			var wg sync.WaitGroup
			wg.Go(func() {
				if err := must2(w.sessions.Arrive(t.Context(), chrome, a)); err != nil && !fault.Is(err, fault.Unauthorized) {
					t.Error(err)
				}
			})
			wg.Go(func() {
				_, err := w.idps.Change(t.Context(), w.admin, idp.GUID, identity.IDPChange{IsEnabled: new(false)})
				accepted(t, err)
			})
			wg.Wait()
			if n := w.count(t, `select count(*) from sessions where idp_guid = $1`, idp.GUID); n != 0 {
				t.Fatalf("%d tickets", n)
			}
		}
	})
}

// The key of a service provider is made once, whoever needs it, and is stored sealed.
func TestCustomersKeyIsMadeOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		var mu sync.Mutex
		serials := make(map[string]bool)
		var wg sync.WaitGroup
		for range 3 {
			wg.Go(func() {
				k, err := w.idps.SPKey(t.Context(), w.acme.ID)
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				defer mu.Unlock()
				serials[k.Certificate.SerialNumber.String()] = true
				if !k.Private.PublicKey.Equal(k.Certificate.PublicKey) {
					t.Error("key and certificate are of two")
				}
			})
		}
		wg.Wait()
		other := must(w.idps.SPKey(t.Context(), w.other.ID))(t)
		if len(serials) != 1 || serials[other.Certificate.SerialNumber.String()] {
			t.Errorf("keys %v, and %s of another customer", serials, other.Certificate.SerialNumber)
		}
		stranger := &identity.IDPs{DB: d, Now: w.idps.Now, Key: [32]byte{9}}
		if _, err := stranger.SPKey(t.Context(), w.acme.ID); err == nil {
			t.Error("it opens without the server key")
		}
	})
}
