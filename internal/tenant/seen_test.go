package tenant_test

import (
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/tenant"
)

// Who sees what is answered from memory as the database answers it, at once also
// after a change, and without a statement while nothing changes.
func TestSeenAnswersAsTheDatabase(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		companies := []string{w.company(t, "A"), w.company(t, "B"), w.company(t, "C")}
		group, other := w.newGroup(t, "Group", nil).GUID, w.newGroup(t, "Other", nil).GUID
		set := func(companies []string) {
			t.Helper()
			_, err := w.groups.SetCompanies(t.Context(), w.admin, group, companies)
			ok(t, err)
		}
		set(companies[:2])
		asked := 0
		watched := d.Watched(func(string) { asked++ })
		seen := &tenant.Seen{DB: watched, Heads: &audit.Heads{DB: d}}
		by := func(role actor.Role, group string, all bool) actor.Actor {
			return actor.Actor{CustomerID: w.c.ID, Role: role, GroupGUID: group, AllCompanies: all}
		}
		all := []actor.Actor{
			by(actor.Admin, "", false), by(actor.User, group, false), by(actor.User, other, false), by(actor.User, "", false), by(actor.User, "", true),
		}
		compare := func(after string) {
			t.Helper()
			for i, who := range all {
				for _, company := range append(companies[:3:3], db.NewID(), "no guid", "") {
					want, err := tenant.Sees(t.Context(), d, who, company)
					if err != nil {
						t.Fatal(err)
					}
					if got, err := seen.Sees(t.Context(), who, company); err != nil || got != want {
						t.Errorf("after %s, actor %d sees %q: %v, %v, want %v", after, i, company, got, err, want)
					}
				}
			}
		}
		compare("nothing")
		asked = 0
		compare("that")
		if asked != 0 {
			t.Errorf("%d statements while nothing changed", asked)
		}
		for _, some := range [][]string{companies[1:], nil, companies} {
			set(some)
			compare("a change of the group")
		}
		restore := dbtest.Past(t, d, w.c.ID)
		set(companies[:1])
		compare("what is going to be lost")
		was, err := seen.Heads.Read(t.Context(), w.c.ID)
		ok(t, err)
		restore()
		set(companies[2:])
		now, err := seen.Heads.Read(t.Context(), w.c.ID)
		if was.Epoch = now.Epoch; err != nil || now != was {
			t.Fatalf("%+v, %v, want %+v as before", now, err, was)
		}
		compare("a restore")
	})
}
