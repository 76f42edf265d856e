package tenant_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// Companies go from one group to another at once, and back the same way.
func TestCompaniesMove(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w, other := newWorld(t, d, nil), newWorld(t, d, nil)
		a, b, c := w.company(t, "A"), w.company(t, "B"), w.company(t, "C")
		north, south := w.newGroup(t, "North", nil).GUID, w.newGroup(t, "South", nil).GUID
		ok(t, w.groups.AddCompanies(t.Context(), w.admin, []string{a, b}, []string{north}))
		ok(t, w.groups.AddCompanies(t.Context(), w.admin, []string{b}, []string{south}))
		w.exec(t, `insert into licences (customer_id, subscription_type, name) values ($1, 'countries', 'Countries')`, w.c.ID)
		w.exec(t, `insert into subscriptions (customer_id, company_guid, subscription_type, group_guid, started_at) values ($1, $2, 'countries', $3, $4)`,
			w.c.ID, a, north, w.customers.Now())
		is := func(group string, want ...string) {
			t.Helper()
			got, err := w.groups.Companies(t.Context(), w.admin, group)
			ok(t, err)
			if !slices.Equal(got, want) {
				t.Errorf("got %q, want %q", got, want)
			}
		}
		all := tenant.CompanyMove{Companies: []string{a, b, c}, From: north, To: south}
		e, err := w.groups.ForeseeMove(t.Context(), w.admin, all)
		ok(t, err)
		owned, err := w.groups.CountOwned(t.Context(), w.admin, north, all.Companies)
		ok(t, err)
		if e.Gains.Pairs+e.Loses.Pairs != 0 || owned != 1 {
			t.Errorf("nobody is in the groups: %+v; %d owned", e, owned)
		}
		is(north, a, b)
		moved, err := w.groups.Move(t.Context(), w.admin, all)
		ok(t, err)
		slices.Sort(moved.Removed)
		slices.Sort(moved.Added)
		if !slices.Equal(moved.Removed, []string{a, b}) || !slices.Equal(moved.Added, []string{a, c}) {
			t.Errorf("moved %+v", moved)
		}
		is(north)
		is(south, a, b, c)
		back := []tenant.CompanyMove{{Companies: moved.Added, From: south}, {Companies: moved.Removed, To: db.NewID()}}
		if _, err = w.groups.Moves(t.Context(), w.admin, back); !fault.Is(err, fault.NotFound) {
			t.Errorf("a move to no group: %v", err)
		}
		is(south, a, b, c) // all of it or none
		back[1].To = north
		_, err = w.groups.Moves(t.Context(), w.admin, back)
		ok(t, err)
		is(north, a, b)
		is(south, b)
		again, err := w.groups.Move(t.Context(), w.admin, tenant.CompanyMove{Companies: []string{a}, To: north})
		ok(t, err)
		if again.Any() {
			t.Errorf("moved what was there: %+v", again)
		}

		governor, reader := w.user(t, actor.GroupAdmin, north), w.admin
		governor.AllCompanies, reader.Roles = false, []string{string(actor.GroupsR)}
		_, err = w.groups.Move(t.Context(), governor, tenant.CompanyMove{Companies: []string{b}, From: north})
		ok(t, err)
		is(north, a)
		for name, tt := range map[string]struct {
			by   actor.Actor
			m    tenant.CompanyMove
			want fault.Kind
		}{
			"no right":                {reader, all, fault.Forbidden},
			"no company":              {w.admin, tenant.CompanyMove{To: north}, fault.Invalid},
			"too many":                {w.admin, tenant.CompanyMove{Companies: make([]string, 1001), To: north}, fault.Invalid},
			"no group":                {w.admin, tenant.CompanyMove{Companies: []string{a}}, fault.Invalid},
			"the same":                {w.admin, tenant.CompanyMove{Companies: []string{a}, From: north, To: north}, fault.Invalid},
			"no guid":                 {w.admin, tenant.CompanyMove{Companies: []string{"x"}, To: north}, fault.Invalid},
			"no guid of a group":      {w.admin, tenant.CompanyMove{Companies: []string{a}, To: "x"}, fault.Invalid},
			"a foreign company":       {w.admin, tenant.CompanyMove{Companies: []string{other.company(t, "Far")}, To: north}, fault.NotFound},
			"a foreign group":         {other.admin, tenant.CompanyMove{Companies: []string{a}, To: north}, fault.NotFound},
			"another group":           {governor, tenant.CompanyMove{Companies: []string{a}, From: north, To: south}, fault.NotFound},
			"what it does not see":    {governor, tenant.CompanyMove{Companies: []string{c}, To: north}, fault.NotFound},
			"out of one of all":       {w.admin, tenant.CompanyMove{Companies: []string{a}, From: w.group}, fault.Conflict},
			"a group that is unknown": {w.admin, tenant.CompanyMove{Companies: []string{a}, From: db.NewID()}, fault.NotFound},
		} {
			_, err := w.groups.Move(t.Context(), tt.by, tt.m)
			if !fault.Is(err, tt.want) {
				t.Errorf("%s: %v", name, err)
			}
			if _, err := w.groups.ForeseeMove(t.Context(), tt.by, tt.m); !fault.Is(err, tt.want) {
				t.Errorf("%s foreseen: %v", name, err)
			}
		}
	})
}

// sums writes a reckoning in one line.
func sums(r *tenant.Reckoning) string {
	n := func(v *int64) string {
		if v == nil {
			return "-"
		}
		return strconv.FormatInt(*v, 10)
	}
	var s strings.Builder
	for _, l := range r.Lines {
		fmt.Fprintf(&s, "%s %s→%s of which %d; ", l.Name, n(l.Before), n(l.After), l.Used)
	}
	fmt.Fprintf(&s, "left %s→%s", n(r.Licence.Remaining()), n(r.After.Remaining()))
	return s.String()
}

// What is reserved moves with its arithmetic, which is the same before and after.
func TestQuotaMoves(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w, other := newWorld(t, d, map[string]*int64{monitoring: new(int64(20))}), newWorld(t, d, nil)
		a, b, c := w.newGroup(t, "A", new(int64(8))).GUID, w.newGroup(t, "B", new(int64(2))).GUID, w.newGroup(t, "C", nil).GUID
		ok(t, w.take(t, a, 5))
		ok(t, w.take(t, c, 4))
		for _, tt := range []struct {
			from, to string
			n        int64
			want     string
			kind     fault.Kind
		}{
			{a, b, 3, "A 8→5 of which 5; B 2→5 of which 0; left 6→6", ""},
			{a, b, 1, "A 5→4 of which 5; B 5→6 of which 0; left 6→6", fault.Conflict},
			{b, a, 6, "B 5→-1 of which 0; A 5→11 of which 5; left 6→6", fault.Conflict},
			{"", b, 6, "B 5→11 of which 0; left 6→0", ""},
			{"", b, 1, "B 11→12 of which 0; left 0→-1", fault.Exhausted},
			{b, "", 6, "B 11→5 of which 0; left 0→6", ""},
			{b, c, 3, "B 5→2 of which 0; C -→3 of which 4; left 6→10", fault.Conflict},
			{b, c, 5, "B 5→0 of which 0; C -→5 of which 4; left 6→10", ""},
			{"", b, 10, "B 0→10 of which 0; left 10→0", ""},
		} {
			m := tenant.QuotaMove{Type: monitoring, From: tt.from, To: tt.to, N: tt.n}
			r, err := w.groups.ForeseeQuota(t.Context(), w.admin, m)
			ok(t, err)
			wants(t, r.Err(), tt.kind)
			if got := sums(r); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
			before := w.quota(t, a)
			r, err = w.groups.MoveQuota(t.Context(), w.admin, m)
			wants(t, err, tt.kind)
			if got := sums(r); err == nil && got != tt.want {
				t.Errorf("did %s, want %s", got, tt.want)
			}
			if after := w.quota(t, a); err != nil && *after.Allocated != *before.Allocated {
				t.Errorf("a refused move changed %d to %d", *before.Allocated, *after.Allocated)
			}
			w.sound(t)
		}
		none := w.newGroup(t, "None", nil).GUID
		_, err := w.groups.MoveQuota(t.Context(), w.admin, tenant.QuotaMove{Type: monitoring, From: none, To: a, N: 1})
		wants(t, err, fault.Conflict)

		reader, governor := w.admin, w.user(t, actor.GroupAdmin, a)
		reader.Roles = []string{string(actor.GroupsR)}
		for name, tt := range map[string]struct {
			by   actor.Actor
			m    tenant.QuotaMove
			want fault.Kind
		}{
			"no right":      {reader, tenant.QuotaMove{Type: monitoring, From: a, N: 1}, fault.Forbidden},
			"a governor":    {governor, tenant.QuotaMove{Type: monitoring, From: a, N: 1}, fault.Forbidden},
			"no type":       {w.admin, tenant.QuotaMove{Type: "x", From: a, N: 1}, fault.Invalid},
			"nothing":       {w.admin, tenant.QuotaMove{Type: monitoring, From: a}, fault.Invalid},
			"too much":      {w.admin, tenant.QuotaMove{Type: monitoring, From: a, N: 1_000_000_001}, fault.Invalid},
			"nobody":        {w.admin, tenant.QuotaMove{Type: monitoring, N: 1}, fault.Invalid},
			"no guid":       {w.admin, tenant.QuotaMove{Type: monitoring, From: "x", N: 1}, fault.Invalid},
			"unknown":       {w.admin, tenant.QuotaMove{Type: monitoring, From: db.NewID(), N: 1}, fault.NotFound},
			"foreign group": {other.admin, tenant.QuotaMove{Type: monitoring, From: a, N: 1}, fault.NotFound},
		} {
			if _, err := w.groups.MoveQuota(t.Context(), tt.by, tt.m); !fault.Is(err, tt.want) {
				t.Errorf("%s: %v", name, err)
			}
			if _, err := w.groups.ForeseeQuota(t.Context(), tt.by, tt.m); !fault.Is(err, tt.want) {
				t.Errorf("%s foreseen: %v", name, err)
			}
		}
	})
}

// However many move and subscribe at once: nothing is reserved twice, and no
// allocation falls below its use.
func TestQuotaMovesRace(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, map[string]*int64{monitoring: new(int64(30))})
		groups := []string{w.newGroup(t, "A", new(int64(10))).GUID, w.newGroup(t, "B", new(int64(10))).GUID, w.newGroup(t, "C", nil).GUID, ""}
		var all sync.WaitGroup
		for i := range 12 {
			all.Go(func() {
				for j := range 6 {
					from, to := groups[(i+j)%4], groups[(i+2*j+1)%4]
					if from != to {
						_, err := w.groups.MoveQuota(t.Context(), w.admin, tenant.QuotaMove{Type: monitoring, From: from, To: to, N: int64(1 + i%4)})
						if err != nil && !fault.Is(err, fault.Conflict) && !fault.Is(err, fault.Exhausted) {
							t.Error(err)
						}
					}
					if err := w.take(t, groups[(i+j)%3], 1); err != nil && !fault.Is(err, fault.Conflict) && !fault.Is(err, fault.Exhausted) {
						t.Error(err)
					}
				}
			})
		}
		all.Wait()
		w.sound(t)
		if n := w.count(t, `select cast(sum(used) as bigint) from quotas where customer_id = $1`, w.c.ID); n == 0 {
			t.Error("nobody took any")
		}
	})
}
