package tenant_test

import (
	"slices"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

func TestCompaniesOfAGroup(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		var companies []string
		for range 2300 { // more than one statement takes
			companies = append(companies, db.NewID())
		}
		ok(t, d.Tx(t.Context(), func(tx *db.Tx) error {
			for _, guid := range companies {
				_, err := tx.Exec(t.Context(), `insert into companies (customer_id, guid, name, name_lower, created_at, updated_at)
					values ($1, $2, 'n', 'n', $3, $3)`, w.c.ID, guid, w.customers.Now())
				if err != nil {
					return err
				}
			}
			return nil
		}))
		g, h := w.newGroup(t, "One", nil), w.newGroup(t, "Two", nil)
		is := func(group string, want []string) {
			t.Helper()
			got, err := w.groups.Companies(t.Context(), w.admin, group)
			ok(t, err)
			if !slices.Equal(got, want) {
				t.Fatalf("got %d companies, want %d", len(got), len(want))
			}
		}
		is(w.group, companies)
		is(g.GUID, nil)
		set, err := w.groups.SetCompanies(t.Context(), w.admin, g.GUID, append(companies, companies...))
		ok(t, err)
		if !slices.Equal(set, companies) {
			t.Errorf("%d set, want %d", len(set), len(companies))
		}
		is(g.GUID, companies)
		_, err = w.groups.SetCompanies(t.Context(), w.admin, g.GUID, companies[:2])
		ok(t, err)
		is(g.GUID, companies[:2])
		ok(t, w.groups.AddCompanies(t.Context(), w.admin, companies[1:4], []string{h.GUID, g.GUID}))
		is(g.GUID, companies[:4])
		is(h.GUID, companies[1:4])
		if q := w.quota(t, g.GUID); q.Used != 0 {
			t.Errorf("seeing cost %d", q.Used)
		}

		other := newWorld(t, d, nil)
		for _, tt := range []struct {
			group string
			list  []string
			want  fault.Kind
		}{
			{g.GUID, []string{"acme"}, fault.Invalid},
			{g.GUID, []string{companies[9], db.NewID()}, fault.NotFound},
			{g.GUID, []string{other.company(t, "theirs")}, fault.NotFound},
			{other.group, companies[:1], fault.NotFound},
			{w.group, companies[:1], fault.Conflict},
			{g.GUID, []string{}, ""},
		} {
			_, err := w.groups.SetCompanies(t.Context(), w.admin, tt.group, tt.list)
			wants(t, err, tt.want)
			wants(t, w.groups.AddCompanies(t.Context(), w.admin, companies[:1], []string{other.group}), fault.NotFound)
		}
		is(g.GUID, nil)

		// A group admin of one group sees no more than that group does.
		ok(t, w.groups.AddCompanies(t.Context(), w.admin, companies[:2], []string{g.GUID}))
		chief := w.user(t, actor.GroupAdmin, g.GUID)
		_, err = w.groups.SetCompanies(t.Context(), chief, g.GUID, companies[1:3])
		wants(t, err, fault.NotFound)
		_, err = w.groups.SetCompanies(t.Context(), chief, g.GUID, companies[1:2])
		ok(t, err)
		is(g.GUID, companies[1:2])
		n, err := w.groups.CountCompanies(t.Context(), w.admin, g)
		ok(t, err)
		if n != 1 {
			t.Errorf("%d companies counted", n)
		}
	})
}

func TestVisible(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w, other := newWorld(t, d, nil), newWorld(t, d, nil)
		mine, hidden, theirs := w.company(t, "mine"), w.company(t, "hidden"), other.company(t, "theirs")
		g := w.newGroup(t, "One", nil)
		ok(t, w.groups.AddCompanies(t.Context(), w.admin, []string{mine}, []string{g.GUID}))
		member := w.user(t, actor.User, g.GUID)
		for _, tt := range []struct {
			name string
			by   actor.Actor
			want []string
		}{
			{"admin", w.admin, []string{mine, hidden}},
			{"admin in a group", w.user(t, actor.Admin, g.GUID), []string{mine, hidden}},
			{"member", member, []string{mine}},
			{"member by default", w.loner(t), []string{mine, hidden}},
			{"the server", actor.System(w.c.ID), []string{mine, hidden}},
			{"another customer", other.admin, []string{theirs}},
		} {
			t.Run(tt.name, func(t *testing.T) {
				var cond db.Where
				cond.And(`c.customer_id = ?`, tt.by.CustomerID)
				tenant.Visible(&cond, tt.by, `c.guid`)
				got, err := db.Column[string](t.Context(), d, `select c.guid from companies c`+cond.String()+` order by c.guid`, cond.Args()...)
				ok(t, err)
				if !slices.Equal(got, tt.want) {
					t.Errorf("got %q, want %q", got, tt.want)
				}
				for _, guid := range []string{mine, hidden, theirs, "\x00", "\xff"} {
					sees, err := tenant.Sees(t.Context(), d, tt.by, guid)
					ok(t, err)
					if sees != slices.Contains(tt.want, guid) {
						t.Errorf("sees %q: %v", guid, sees)
					}
				}
			})
		}
	})
}

func TestExplain(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w, other := newWorld(t, d, nil), newWorld(t, d, nil)
		c := w.company(t, "acme")
		hidden := w.company(t, "hidden")
		g := w.newGroup(t, "One", nil)
		ok(t, w.groups.AddCompanies(t.Context(), w.admin, []string{c}, []string{g.GUID}))
		member, loner := w.user(t, actor.User, g.GUID), w.loner(t)
		late, locked := w.user(t, actor.User, g.GUID), w.user(t, actor.User, g.GUID)
		w.exec(t, `update users set expires_at = '2026-02-28' where guid = $1`, late.UserGUID)
		w.exec(t, `delete from accesses where user_guid = $1`, locked.UserGUID)
		guest := other.loner(t) // of the organisation above
		w.exec(t, `insert into memberships (customer_id, user_guid, role, group_guid) values ($1, $2, 'customer_user', $3)`, w.c.ID, guest.UserGUID, g.GUID)
		for _, tt := range []struct {
			name          string
			by            actor.Actor
			user, company string
			through       string
			missing       []string
			want          fault.Kind
		}{
			{name: "listed", by: w.admin, user: member.UserGUID, company: c, through: "group"},
			{name: "not listed", by: w.admin, user: member.UserGUID, company: hidden, missing: []string{"The company is not in the group One."}},
			{name: "by default", by: w.admin, user: loner.UserGUID, company: hidden, through: "all_companies"},
			{name: "admin", by: w.admin, user: w.admin.UserGUID, company: hidden, through: "admin"},
			{name: "expired", by: w.admin, user: late.UserGUID, company: c, through: "group", missing: []string{"The user has expired."}},
			{name: "no way in", by: w.admin, user: locked.UserGUID, company: c, through: "group", missing: []string{"The user has no access."}},
			{name: "asked by a member", by: member, user: late.UserGUID, company: c, through: "group", missing: []string{"The user has expired."}},
			{name: "a user of another group", by: member, user: loner.UserGUID, company: c, want: fault.NotFound},
			{name: "a company out of sight", by: member, user: member.UserGUID, company: hidden, want: fault.NotFound},
			{name: "another customer", by: other.admin, user: member.UserGUID, company: c, want: fault.NotFound},
			{name: "a user from above", by: w.admin, user: guest.UserGUID, company: c, want: fault.NotFound},
			{name: "no user", by: w.admin, company: c, want: fault.Invalid},
			{name: "no right", by: with(w.admin), user: member.UserGUID, company: c, want: fault.Forbidden},
		} {
			t.Run(tt.name, func(t *testing.T) {
				e, err := w.groups.Explain(t.Context(), tt.by, tt.user, tt.company)
				wants(t, err, tt.want)
				if tt.want != "" {
					return
				}
				missing := make([]string, len(e.Missing))
				for i, l := range e.Missing {
					missing[i] = l.String()
				}
				if e.Through != tt.through || !slices.Equal(missing, tt.missing) ||
					e.Allowed != (tt.missing == nil) || (tt.through == "") != (e.Reasons == nil) {
					t.Errorf("got %+v", e)
				}
			})
		}
	})
}
