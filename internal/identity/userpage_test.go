package identity_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

// In every order, forward and backward, the pages of a list have everybody once;
// also where somebody goes away between two of them.
func TestPagesHaveEverybodyOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		for i := range 7 {
			w.now = w.now.Add(time.Duration(i%2) * time.Hour) // some at the same moment
			must(w.users.Create(t.Context(), w.admin, identity.UserDraft{
				Email: "u" + strconv.Itoa(i%4) + "." + strconv.Itoa(i) + "@acme.example", FirstName: "Ann", LastName: "Bold" + strconv.Itoa(i%3),
			}))(t)
		}
		m := w.member(t, w.acme, actor.User)
		wants(t, m.open(t, m.ticket(t)), nil)
		for _, name := range identity.UserPageSorts {
			for _, desc := range []bool{false, true} {
				f := identity.UserFilter{Limit: 3, Sort: []identity.Sort{{Name: name, Desc: desc}}}
				var seen []string
				for after := ""; ; {
					page, next, err := w.users.Page(t.Context(), w.admin, f, after)
					if err != nil {
						t.Fatal(name, err)
					}
					for _, u := range page {
						seen = append(seen, u.GUID)
					}
					if after = next; next == "" {
						break
					}
				}
				all, total, err := w.users.List(t.Context(), w.admin, identity.UserFilter{Limit: 100})
				if err != nil {
					t.Fatal(err)
				}
				if once := slices.Compact(slices.Sorted(slices.Values(seen))); len(seen) != total || len(once) != len(all) {
					t.Errorf("by %s, %t: %d rows, %d users, want %d", name, desc, len(seen), len(once), total)
				}
			}
		}
		f := identity.UserFilter{Limit: 3}
		page, next, err := w.users.Page(t.Context(), w.admin, f, "")
		if err != nil {
			t.Fatal(err)
		}
		wants(t, w.users.Delete(t.Context(), w.admin, page[2].GUID), nil)
		second, _, err := w.users.Page(t.Context(), w.admin, f, next)
		if err != nil || slices.ContainsFunc(second, func(u identity.User) bool { return u.GUID == page[0].GUID || u.GUID == page[1].GUID }) || len(second) != 3 {
			t.Errorf("after somebody went: %d, %v", len(second), err)
		}
		for _, after := range []string{"x", "%%%", strings.Repeat("A", 5000)} {
			if _, _, err := w.users.Page(t.Context(), w.admin, f, after); !fault.Is(err, fault.Invalid) {
				t.Errorf("after %.10q: %v", after, err)
			}
		}
		if n, more, err := w.users.Count(t.Context(), w.admin, identity.UserFilter{Query: "ann"}, 5); n != 5 || !more || err != nil {
			t.Errorf("counted %d, %t, %v", n, more, err)
		}
		if n, more, err := w.users.Count(t.Context(), w.otherAdmin, identity.UserFilter{Query: "ann"}, 5); n != 0 || more || err != nil {
			t.Errorf("another customer counted %d, %t, %v", n, more, err)
		}
	})
}

// The marks of a list say how somebody gets in, and whether a password is all
// that it takes; the filter says the same.
func TestMarksOfUsers(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		with, without := w.member(t, w.acme, actor.User), w.member(t, w.acme, actor.User)
		with.app(t)
		name := "Robot"
		must(w.accesses.Create(t.Context(), actor.System(w.acme.ID), with.user.GUID, identity.AccessDraft{Type: identity.APIConnection, Name: &name}))(t)
		marks := must(w.users.Marks(t.Context(), w.admin, []identity.User{with.user, without.user}))(t)
		if m := marks[with.user.GUID]; !m.HasFactor || m.IsProvisioned || strings.Join(m.Kinds, " ") != "ui_connection api_connection" {
			t.Errorf("with a factor: %+v", m)
		}
		if m := marks[without.user.GUID]; m.HasFactor || strings.Join(m.Kinds, " ") != "ui_connection" {
			t.Errorf("without: %+v", m)
		}
		for is, want := range map[bool]string{true: with.user.GUID, false: without.user.GUID} {
			all, _, err := w.users.List(t.Context(), w.admin, identity.UserFilter{Limit: 9, Lists: identity.UserLists{HasFactor: &is}})
			if err != nil || len(all) != 1 || all[0].GUID != want {
				t.Errorf("%t: %d, %v", is, len(all), err)
			}
		}
		if marks := must(w.users.Marks(t.Context(), w.otherAdmin, []identity.User{with.user}))(t); len(marks) != 0 {
			t.Errorf("another customer sees %v", marks)
		}
	})
}

// The catalogue counts who holds a role, as far as who asks sees them.
func TestCatalogueCountsUsers(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		if err := w.roles.Add(t.Context(), w.admin, identity.Role{ID: "EVENTS_R", Description: "Reads."}); err != nil {
			t.Fatal(err)
		}
		w.member(t, w.acme, actor.User, "GATEHOUSE_AUDIT_R", "EVENTS_R")
		of := func(by actor.Actor, id string) identity.Entry {
			all := must(w.roles.Catalogue(t.Context(), by))(t)
			i := slices.IndexFunc(all, func(e identity.Entry) bool { return e.ID == id })
			if i < 0 {
				return identity.Entry{}
			}
			return all[i]
		}
		if e := of(w.admin, "GATEHOUSE_AUDIT_R"); e.Users != 3 || e.IsOwn || !e.Holds { // two admins, of the subsidiary too
			t.Errorf("got %+v", e)
		}
		if e := of(w.admin, "EVENTS_R"); e.Users != 2 || !e.IsOwn { // who added it holds it
			t.Errorf("got %+v", e)
		}
		if e := of(w.otherAdmin, "EVENTS_R"); e.ID != "" {
			t.Errorf("another customer sees %+v", e)
		}
	})
}
