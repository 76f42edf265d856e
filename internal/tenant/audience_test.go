package tenant_test

import (
	"fmt"
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
)

// An admin is told who sees a company; anybody else whether its own group does.
func TestAudience(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w, other := newWorld(t, d, nil), newWorld(t, d, nil)
		acme, apex := w.company(t, "Acme"), w.company(t, "Apex")
		north, south := w.newGroup(t, "North", nil), w.newGroup(t, "South", nil)
		_, err := w.groups.SetCompanies(t.Context(), w.admin, north.GUID, []string{acme})
		ok(t, err)
		_, err = w.groups.SetCompanies(t.Context(), w.admin, south.GUID, []string{apex})
		ok(t, err)
		manager := w.user(t, actor.PortfolioManager, north.GUID)
		w.user(t, actor.User, north.GUID)

		told := func(by actor.Actor, company string) string {
			a, err := w.groups.Audience(t.Context(), by, company)
			ok(t, err)
			all := []string{fmt.Sprint(a.Admins, ":")}
			for _, g := range a.Groups {
				all = append(all, fmt.Sprintf("%s %t %d", g.Name, g.AllCompanies, g.UserCount))
			}
			return strings.Join(all, " ")
		}
		if got, want := told(w.admin, acme), "1: All Companies true 1 North false 2"; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
		manager.AllCompanies = false
		if got, want := told(manager, acme), "1: North false 2"; got != want {
			t.Errorf("a manager: got %s, want %s", got, want)
		}
		_, err = w.groups.Audience(t.Context(), manager, apex)
		wants(t, err, fault.NotFound)
		_, err = w.groups.Audience(t.Context(), other.admin, acme)
		wants(t, err, fault.NotFound)
		manager.Roles = nil
		_, err = w.groups.Audience(t.Context(), manager, acme)
		wants(t, err, fault.Forbidden)
	})
}
