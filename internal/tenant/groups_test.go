package tenant_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

func TestCreateGroup(t *testing.T) {
	q := func(d tenant.QuotaDraft) map[string]tenant.QuotaDraft {
		return map[string]tenant.QuotaDraft{monitoring: d}
	}
	for _, tt := range []struct {
		name      string
		draft     tenant.GroupDraft
		want      fault.Kind
		allocated int64
	}{
		{"plain", tenant.GroupDraft{Name: "This Group"}, "", -1},
		{"the document's", tenant.GroupDraft{Name: "This Group", Quotas: q(tenant.QuotaDraft{Allocated: new(int64(2)), Available: new(int64(0))})}, "", 2},
		{"nothing available", tenant.GroupDraft{Name: "This Group", Quotas: q(tenant.QuotaDraft{Available: new(int64(0))})}, "", 0},
		{"nothing available, null", tenant.GroupDraft{Name: "This Group", Quotas: q(tenant.QuotaDraft{Available: new(int64(0)), None: true})}, "", 0},
		{"something available", tenant.GroupDraft{Name: "This Group", Quotas: q(tenant.QuotaDraft{Available: new(int64(5))})}, "", -1},
		{"null", tenant.GroupDraft{Name: "This Group", Quotas: q(tenant.QuotaDraft{None: true})}, "", -1},
		{"more than the licence", tenant.GroupDraft{Name: "This Group", Quotas: q(tenant.QuotaDraft{Allocated: new(int64(11))})}, fault.Exhausted, 0},
		{"negative", tenant.GroupDraft{Name: "This Group", Quotas: q(tenant.QuotaDraft{Allocated: new(int64(-1))})}, fault.Invalid, 0},
		{"enormous", tenant.GroupDraft{Name: "This Group", Quotas: q(tenant.QuotaDraft{Allocated: new(int64(1 << 62))})}, fault.Invalid, 0},
		{"unknown type", tenant.GroupDraft{Name: "This Group", Quotas: map[string]tenant.QuotaDraft{"total": {}}}, fault.Invalid, 0},
		{"no name", tenant.GroupDraft{Name: "  "}, fault.Invalid, 0},
		{"long name", tenant.GroupDraft{Name: strings.Repeat("ü", 256)}, fault.Invalid, 0},
		{"longest name", tenant.GroupDraft{Name: strings.Repeat("ü", 255)}, "", -1},
		{"name of another", tenant.GroupDraft{Name: "ALL companies "}, fault.Conflict, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, d *db.DB) {
				w := newWorld(t, d, map[string]*int64{monitoring: new(int64(10))})
				events := w.count(t, `select count(*) from events`)
				g, err := w.groups.Create(t.Context(), w.admin, tt.draft)
				wants(t, err, tt.want)
				made := w.count(t, `select count(*) from groups`) - 1
				if done := w.count(t, `select count(*) from events`) - events; made != done || (made == 1) != (tt.want == "") {
					t.Errorf("%d groups made and %d events", made, done)
				}
				if tt.want != "" {
					return
				}
				if g.Name != strings.TrimSpace(tt.draft.Name) || g.IsDefault || g.AllCompanies || g.UserCount != 0 {
					t.Errorf("got %+v", g)
				}
				if got := orMinus(w.quota(t, g.GUID).Allocated); got != tt.allocated {
					t.Errorf("allocated %d, want %d", got, tt.allocated)
				}
				if len(g.Quotas) != 4 {
					t.Errorf("%d quotas, want one of each type", len(g.Quotas))
				}
				w.sound(t)
			})
		})
	}
}

func TestSendingBackWhatWasReadChangesNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, map[string]*int64{monitoring: new(int64(2))})
		g := w.newGroup(t, "One", nil)
		ok(t, w.take(t, g.GUID, 2))
		q := w.quota(t, g.GUID) // null and 0: all is used
		ok(t, w.allocate(t, g.GUID, tenant.QuotaDraft{None: true, Available: q.Available}))
		if got := w.quota(t, g.GUID); got.Allocated != nil {
			t.Errorf("allocated %d", *got.Allocated)
		}
		// Said without a null, it is an order; two are used.
		wants(t, w.allocate(t, g.GUID, tenant.QuotaDraft{Available: new(int64(0))}), fault.Conflict)
		ok(t, w.giveBack(t, g.GUID, 2))
		ok(t, w.allocate(t, g.GUID, tenant.QuotaDraft{Available: new(int64(0))}))
		if got := w.quota(t, g.GUID); orMinus(got.Allocated) != 0 {
			t.Errorf("allocated %d, want 0", orMinus(got.Allocated))
		}
	})
}

func TestDefaultGroup(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		someone := w.loner(t)
		yes, no := true, false
		is := func(want string) {
			t.Helper()
			got, _, err := tenant.DefaultGroup(t.Context(), d, w.c.ID)
			ok(t, err)
			if got != want {
				t.Fatalf("the default is %s, want %s", got, want)
			}
		}
		change := func(guid string, to *bool) error {
			_, err := w.groups.Change(t.Context(), w.admin, guid, tenant.GroupChange{IsDefault: to})
			return err
		}
		one := w.newGroup(t, "One", nil)
		wants(t, change(w.group, &no), fault.Conflict)
		is(w.group)
		before := w.heads(t)
		ok(t, change(one.GUID, &yes))
		is(one.GUID)
		if after := w.heads(t); after[0] == before[0] || after[1] == before[1] || after[2] == before[2] {
			t.Errorf("lists cannot tell: heads %v, then %v", before, after)
		}
		ok(t, change(one.GUID, &yes)) // again, and nothing happens
		two, err := w.groups.Create(t.Context(), w.admin, tenant.GroupDraft{Name: "Two", IsDefault: true})
		ok(t, err)
		is(two.GUID)
		if !two.IsDefault || two.UserCount != 1 { // someone; the admin was put into the first
			t.Errorf("got %+v", two)
		}
		wants(t, check(t, d, someone), fault.Forbidden) // moved
		wants(t, w.groups.Delete(t.Context(), w.admin, two.GUID), fault.Conflict)
		ok(t, w.groups.Delete(t.Context(), w.admin, one.GUID))
	})
}

func (w *world) heads(t *testing.T) [3]int64 {
	t.Helper()
	h, err := db.One(t.Context(), w.db, func(h *[3]int64) []any { return []any{&h[0], &h[1], &h[2]} },
		`select requests, portfolio, identity from heads where customer_id = $1`, w.c.ID)
	ok(t, err)
	return h
}

func TestDefaultMarkRaces(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		yes := true
		var wg sync.WaitGroup
		for i := range 8 {
			g := w.newGroup(t, fmt.Sprintf("Group %d", i), nil)
			wg.Go(func() {
				if _, err := w.groups.Change(t.Context(), w.admin, g.GUID, tenant.GroupChange{IsDefault: &yes}); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if got := w.count(t, `select count(*) from groups where is_default`); got != 1 {
			t.Errorf("%d defaults", got)
		}
	})
}

func TestChangeGroup(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		g := w.newGroup(t, "One", new(int64(3)))
		name, yes := " Two ", true
		got, err := w.groups.Change(t.Context(), w.admin, strings.ToUpper(g.GUID), tenant.GroupChange{
			Name: &name, AllCompanies: &yes, AllowBundledCompanies: &yes, CanSetTierScope: &yes,
		})
		ok(t, err)
		if got.Name != "Two" || !got.AllCompanies || !got.AllowBundledCompanies || !got.CanSetTierScope || got.Version != 2 {
			t.Errorf("got %+v", got)
		}
		if q := w.quota(t, g.GUID); orMinus(q.Allocated) != 3 {
			t.Errorf("a quota that was not named changed: %+v", q)
		}
		taken := "all companies"
		for _, tt := range []struct {
			guid string
			ch   tenant.GroupChange
			want fault.Kind
		}{
			{g.GUID, tenant.GroupChange{Name: &taken}, fault.Conflict},
			{g.GUID, tenant.GroupChange{Name: new(string)}, fault.Invalid},
			{g.GUID, tenant.GroupChange{Quotas: map[string]tenant.QuotaDraft{"x": {}}}, fault.Invalid},
			{db.NewID(), tenant.GroupChange{}, fault.NotFound},
			{"none\x00", tenant.GroupChange{}, fault.NotFound},
		} {
			_, err := w.groups.Change(t.Context(), w.admin, tt.guid, tt.ch)
			wants(t, err, tt.want)
		}
	})
}

func TestDeleteGroup(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, map[string]*int64{monitoring: new(int64(10))})
		remove := func(g string) error { return w.groups.Delete(t.Context(), w.admin, g) }
		wants(t, remove(w.group), fault.Conflict)
		wants(t, remove(db.NewID()), fault.NotFound)

		owner := w.newGroup(t, "Owner", new(int64(4)))
		ok(t, w.take(t, owner.GUID, 1))
		wants(t, remove(owner.GUID), fault.Conflict)
		ok(t, w.giveBack(t, owner.GUID, 1))
		_, err := w.groups.SetCompanies(t.Context(), w.admin, owner.GUID, []string{w.company(t, "acme")})
		ok(t, err)
		ok(t, remove(owner.GUID))
		wants(t, remove(owner.GUID), fault.NotFound)
		if got := orMinus(w.quota(t, w.group).Available); got != 10 {
			t.Errorf("%d available after its allocation went, want 10", got)
		}
		w.sound(t)

		full := w.newGroup(t, "Full", nil)
		w.user(t, actor.User, full.GUID)
		wants(t, remove(full.GUID), fault.Conflict)
	})
}

// TestDeleteRacesWithTake: either the group is gone and nothing was taken, or
// it stays.
func TestDeleteRacesWithTake(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, map[string]*int64{monitoring: new(int64(100))})
		for i := range 10 {
			g := w.newGroup(t, fmt.Sprintf("Group %d", i), nil)
			var taken, deleted error
			var wg sync.WaitGroup
			wg.Go(func() { taken = w.take(t, g.GUID, 1) })
			wg.Go(func() { deleted = w.groups.Delete(t.Context(), w.admin, g.GUID) })
			wg.Wait()
			switch {
			case taken == nil && fault.Is(deleted, fault.Conflict):
			case fault.Is(taken, fault.NotFound) && deleted == nil:
			default:
				t.Errorf("taken: %v, deleted: %v", taken, deleted)
			}
		}
		w.sound(t)
	})
}

func TestWhoMayWhatWithGroups(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		g := w.newGroup(t, "One", nil)
		c := w.company(t, "acme")
		_, err := w.groups.SetCompanies(t.Context(), w.admin, g.GUID, []string{c})
		ok(t, err)
		inside := map[string]actor.Actor{
			"admin":             w.admin,
			"group admin":       w.user(t, actor.GroupAdmin, g.GUID),
			"portfolio manager": w.user(t, actor.PortfolioManager, g.GUID),
			"user":              w.user(t, actor.User, g.GUID),
			"reader":            w.user(t, actor.GroupAdmin, g.GUID),
			"nobody":            w.user(t, actor.Admin, g.GUID),
		}
		inside["reader"] = with(inside["reader"], "GATEHOUSE_GROUPS_R")
		inside["nobody"] = with(inside["nobody"], "GATEHOUSE_REQUESTS_RW")
		verbs := map[string]func(by actor.Actor) error{
			"read own":   func(by actor.Actor) error { _, err := w.groups.One(t.Context(), by, g.GUID); return err },
			"read other": func(by actor.Actor) error { _, err := w.groups.One(t.Context(), by, w.group); return err },
			"create": func(by actor.Actor) error {
				_, err := w.groups.Create(t.Context(), by, tenant.GroupDraft{Name: db.NewID()})
				return err
			},
			"change own": func(by actor.Actor) error {
				_, err := w.groups.Change(t.Context(), by, g.GUID, tenant.GroupChange{})
				return err
			},
			"delete": func(by actor.Actor) error { return w.groups.Delete(t.Context(), by, db.NewID()) },
			"set own companies": func(by actor.Actor) error {
				_, err := w.groups.SetCompanies(t.Context(), by, g.GUID, []string{c})
				return err
			},
			"set other companies": func(by actor.Actor) error {
				_, err := w.groups.SetCompanies(t.Context(), by, w.group, []string{c})
				return err
			},
			"add to own": func(by actor.Actor) error {
				return w.groups.AddCompanies(t.Context(), by, []string{c}, []string{g.GUID})
			},
			"add to other": func(by actor.Actor) error {
				return w.groups.AddCompanies(t.Context(), by, []string{c}, []string{w.group})
			},
		}
		const no, gone, clash = fault.Forbidden, fault.NotFound, fault.Conflict
		for verb, want := range map[string]map[string]fault.Kind{
			"read own":            {"nobody": no},
			"read other":          {"group admin": gone, "portfolio manager": gone, "user": gone, "reader": gone, "nobody": no},
			"create":              {"group admin": no, "portfolio manager": no, "user": no, "reader": no, "nobody": no},
			"change own":          {"group admin": no, "portfolio manager": no, "user": no, "reader": no, "nobody": no},
			"delete":              {"admin": gone, "group admin": no, "portfolio manager": no, "user": no, "reader": no, "nobody": no},
			"set own companies":   {"portfolio manager": no, "user": no, "reader": no, "nobody": no},
			"set other companies": {"admin": clash, "group admin": gone, "portfolio manager": no, "user": no, "reader": no, "nobody": no},
			"add to own":          {"portfolio manager": no, "user": no, "reader": no, "nobody": no},
			"add to other":        {"group admin": gone, "portfolio manager": no, "user": no, "reader": no, "nobody": no},
		} {
			for who, by := range inside {
				if err := verbs[verb](by); want[who] == "" && err != nil || want[who] != "" && !fault.Is(err, want[who]) {
					t.Errorf("%s, %s: got %v, want %q", who, verb, err, want[who])
				}
			}
		}
	})
}

// with gives an actor other roles, held by its access or not: it reads only.
func with(by actor.Actor, roles ...string) actor.Actor {
	by.Roles = roles
	return by
}

func TestListIsOwnGroupOrAll(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		b, a := w.newGroup(t, "b", nil), w.newGroup(t, "A", nil)
		other := newWorld(t, d, nil)
		names := func(by actor.Actor, guids []string) []string {
			t.Helper()
			groups, err := w.groups.Some(t.Context(), by, guids)
			ok(t, err)
			names := []string{}
			for _, g := range groups {
				names = append(names, g.Name)
			}
			return names
		}
		member := w.user(t, actor.GroupAdmin, b.GUID)
		for _, tt := range []struct {
			by    actor.Actor
			guids []string
			want  []string
		}{
			{w.admin, nil, []string{"A", "All Companies", "b"}},
			{w.admin, []string{b.GUID, db.NewID(), other.group}, []string{"b"}},
			{w.admin, []string{}, []string{}},
			{member, nil, []string{"b"}},
			{member, []string{a.GUID}, []string{}},
			{other.admin, nil, []string{"All Companies"}},
		} {
			if got := names(tt.by, tt.guids); !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		}
		_, err := w.groups.Some(t.Context(), w.admin, []string{"x"})
		wants(t, err, fault.Invalid)
	})
}
