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

func TestArrivalOpensTheAccessOfItsIdentity(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		idp := w.idp(t, w.acme, nil)
		u := w.user(t, w.acme, actor.PortfolioManager, "")
		a := w.sso(t, u, idp, "Sub-1", "GATEHOUSE_PORTFOLIO_RW")
		_, by := w.arrive(t, w.arrival(idp, "Sub-1"))
		if by.UserGUID != u.GUID || by.AccessID != a.ID || !by.Has(actor.PortfolioRW) {
			t.Errorf("got %+v", by)
		}
		if i := must(w.idps.One(t.Context(), w.admin, idp.GUID))(t); !i.HasSignedIn || i.Version != idp.Version {
			t.Errorf("signed in %t, version %d, want %d", i.HasSignedIn, i.Version, idp.Version)
		}
		if n := w.count(t, `select count(*) from events where action = 'sign_in' and customer_id = $1`, w.acme.ID); n != 1 {
			t.Errorf("%d sign-ins are recorded", n)
		}
	})
}

// Subjects are compared exactly, and an IdP's with nobody else's.
func TestArrivalOfAnotherIdentityIsRefused(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		idp, second, foreign := w.idp(t, w.acme, nil), w.idp(t, w.acme, nil), w.idp(t, w.other, nil)
		u := w.user(t, w.acme, actor.User, "")
		w.sso(t, u, idp, "Sub-1")
		for name, a := range map[string]identity.Arrival{
			"unknown":             w.arrival(idp, "Sub-2"),
			"other case":          w.arrival(idp, "sub-1"),
			"with a blank":        w.arrival(idp, "Sub-1 "),
			"the e-mail":          w.arrival(idp, u.Email),
			"empty":               w.arrival(idp, ""),
			"too long":            w.arrival(idp, strings.Repeat("x", 256)),
			"of another IdP":      w.arrival(second, "Sub-1"),
			"of another customer": w.arrival(foreign, "Sub-1"),
			"of none":             {CustomerID: w.acme.ID, IDP: db.NewID(), Subject: "Sub-1", Message: identity.Message{ID: "a"}},
			"in another customer": {CustomerID: w.other.ID, IDP: idp.GUID, Subject: "Sub-1", Message: identity.Message{ID: "b"}},
		} {
			ways, err := w.sessions.Arrive(t.Context(), chrome, a)
			if !fault.Is(err, fault.Unauthorized) || ways != nil {
				t.Errorf("%s: %v, %v", name, ways, err)
			}
		}
		if n := w.count(t, `select count(*) from sessions where method = 'sso'`); n != 0 {
			t.Errorf("%d tickets", n)
		}
		w.now = w.now.Add(time.Minute)
		accepted(t, w.sessions.RecordRefused(t.Context()))
		if n := w.count(t, `select count(*) from events where action = 'sign_in.refused' and subject = $1`, idp.GUID); n == 0 {
			t.Error("no refusal is recorded")
		}
	})
}

func TestArrivalOfWhoMayNotActIsRefused(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		idp := w.idp(t, w.acme, nil)
		u := w.user(t, w.acme, actor.User, "")
		w.sso(t, u, idp, "Sub-1")
		unknown := must2(w.sessions.Arrive(t.Context(), chrome, w.arrival(idp, "nobody")))
		for name, change := range map[string][2]string{
			"deactivated":       {`update users set is_active = false where guid = $1`, `update users set is_active = true where guid = $1`},
			"expired":           {`update users set expires_at = '2026-02-28' where guid = $1`, `update users set expires_at = null where guid = $1`},
			"of a closed IdP":   {`update idps set is_enabled = false where $1 <> ''`, `update idps set is_enabled = true where $1 <> ''`},
			"of a closed house": {`update customers set is_active = false where $1 <> ''`, `update customers set is_active = true where $1 <> ''`},
		} {
			exec := func(q string) { must(w.db.Exec(t.Context(), q, u.GUID))(t) }
			exec(change[0])
			err := must2(w.sessions.Arrive(t.Context(), chrome, w.arrival(idp, "Sub-1")))
			if !errors.Is(err, unknown) || unknown == nil {
				t.Errorf("%s: got %v, want %v", name, err, unknown)
			}
			exec(change[1])
		}
		w.arrive(t, w.arrival(idp, "Sub-1"))
	})
}

func must2(_ []identity.Choice, err error) error { return err }

func TestMessageCountsOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		idp := w.idp(t, w.acme, nil)
		w.sso(t, w.user(t, w.acme, actor.User, ""), idp, "Sub-1")
		a := w.arrival(idp, "Sub-1")
		var wg sync.WaitGroup
		opened := make(chan int, 8)
		for range cap(opened) {
			wg.Go(func() {
				ways, err := w.sessions.Arrive(t.Context(), chrome, a)
				if err != nil && !fault.Is(err, fault.Unauthorized) {
					t.Error(err)
				}
				opened <- len(ways)
			})
		}
		wg.Wait()
		close(opened)
		total := 0
		for n := range opened {
			total += n
		}
		if total != 1 {
			t.Errorf("one message opened %d ways", total)
		}
		w.now = w.now.Add(4 * time.Minute)
		accepted(t, w.sessions.Forget(t.Context()))
		refused(t, must2(w.sessions.Arrive(t.Context(), chrome, a)), fault.Unauthorized)
	})
}

// A session that an IdP began ends when the IdP says so.
func TestSessionEndsWhenTheIdPSaysSo(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		idp := w.idp(t, w.acme, nil)
		w.sso(t, w.user(t, w.acme, actor.PortfolioManager, ""), idp, "emma")
		a := w.arrival(idp, "emma")
		a.SessionEnds = w.now.Add(30 * time.Minute)
		cookie, _ := w.arrive(t, a)
		w.now = w.now.Add(30*time.Minute - time.Second)
		must(w.sessions.Actor(t.Context(), cookie, ip))(t)
		w.now = w.now.Add(time.Second)
		if _, err := w.sessions.Actor(t.Context(), cookie, ip); !fault.Is(err, fault.Unauthorized) {
			t.Errorf("the session lives on: %v", err)
		}
	})
}
