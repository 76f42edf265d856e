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

func TestCreateCustomer(t *testing.T) {
	for _, tt := range []struct {
		name string
		by   actor.Actor
		in   tenant.NewCustomer
		want fault.Kind
	}{
		{"plain", actor.System(0), tenant.NewCustomer{Name: "Acme"}, ""},
		{"same name again", actor.System(0), tenant.NewCustomer{Name: "Blue Seas International"}, ""},
		{"no name", actor.System(0), tenant.NewCustomer{Name: " "}, fault.Invalid},
		{"long name", actor.System(0), tenant.NewCustomer{Name: strings.Repeat("x", 256)}, fault.Invalid},
		{"zero character", actor.System(0), tenant.NewCustomer{Name: "a\x00b"}, fault.Invalid},
		{"unknown kind", actor.System(0), tenant.NewCustomer{Name: "Acme", Kind: "Gold"}, fault.Invalid},
		{"vendor without a domain", actor.System(0), tenant.NewCustomer{Name: "Acme", Kind: tenant.VendorAccess}, fault.Invalid},
		{"unknown parent", actor.System(0), tenant.NewCustomer{Name: "Acme", ParentGUID: db.NewID()}, fault.Invalid},
		{"negative licence", actor.System(0), tenant.NewCustomer{Name: "Acme", Licences: map[string]*int64{monitoring: new(int64(-1))}}, fault.Invalid},
		{"odd type", actor.System(0), tenant.NewCustomer{Name: "Acme", Licences: map[string]*int64{"A b": new(int64(1))}}, fault.Invalid},
		{"not the operator", actor.Actor{Role: actor.Admin, Roles: actor.AllRights()}, tenant.NewCustomer{Name: "Acme"}, fault.Forbidden},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, d *db.DB) {
				w := newWorld(t, d, nil)
				before := w.count(t, `select count(*) from customers`)
				_, err := w.customers.Create(t.Context(), tt.by, tt.in)
				wants(t, err, tt.want)
				made := w.count(t, `select count(*) from customers`) - before
				if (made == 1) != (tt.want == "") {
					t.Errorf("%d customers made", made)
				}
			})
		})
	}
}

func TestCustomerStartsWithAGroupAndAHead(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, map[string]*int64{monitoring: new(int64(5)), "countries": nil, "own-type": new(int64(1))})
		groups, err := w.groups.List(t.Context(), actor.System(w.c.ID))
		ok(t, err)
		if len(groups) != 1 || groups[0].Name != "All Companies" || !groups[0].IsDefault || !groups[0].AllCompanies {
			t.Errorf("groups %+v", groups)
		}
		if got := w.count(t, `select seq from heads where customer_id = $1`, w.c.ID); got != 1 {
			t.Errorf("the head stands at %d", got)
		}
		licences, err := tenant.Licences(t.Context(), d, w.c.ID)
		ok(t, err)
		var got []string
		for _, l := range licences {
			got = append(got, fmt.Sprintf("%s %d", l.Type, orMinus(l.Licence)))
		}
		want := []string{"continuous_monitoring 5", "alerts-only -1", "vendor-selection -1", "countries -1", "own-type 1"}
		if !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
		c, err := w.customers.ByGUID(t.Context(), strings.ToUpper(w.c.GUID))
		ok(t, err)
		if c.ID != w.c.ID || c.CompanyDomain != "blueseas.example" || c.Kind != tenant.Live || !c.CreatedAt.Equal(w.c.CreatedAt) {
			t.Errorf("got %+v", c)
		}
		_, err = w.customers.One(t.Context(), 1)
		wants(t, err, fault.NotFound)
	})
}

func TestSetCustomer(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, map[string]*int64{monitoring: new(int64(10))})
		g := w.newGroup(t, "One", new(int64(4)))
		ok(t, w.take(t, w.group, 3))
		system := actor.System(0)
		set := func(ch tenant.Change) (tenant.Customer, error) {
			return w.customers.Set(t.Context(), system, w.c.GUID, ch)
		}
		for _, tt := range []struct {
			licence *int64
			want    fault.Kind
		}{{new(int64(6)), fault.Conflict}, {new(int64(7)), ""}, {nil, ""}, {new(int64(6)), fault.Conflict}, {new(int64(8)), ""}} {
			_, err := set(tenant.Change{Licences: map[string]*int64{monitoring: tt.licence}})
			wants(t, err, tt.want)
		}
		if got := orMinus(w.quota(t, w.group).Available); got != 1 {
			t.Errorf("%d available, want 1", got)
		}
		_, err := set(tenant.Change{Licences: map[string]*int64{"brand-new": new(int64(2))}})
		ok(t, err)
		off, name, domain := false, "  Seas  ", "SEAS.example"
		c, err := set(tenant.Change{CompanyName: &name, CompanyDomain: &domain, IsActive: &off})
		ok(t, err)
		stored, err := w.customers.One(t.Context(), c.ID)
		ok(t, err)
		for _, c := range []tenant.Customer{c, stored} {
			if c.CompanyName != "Seas" || c.CompanyDomain != "seas.example" || c.IsActive || c.Name != w.c.Name {
				t.Errorf("got %+v", c)
			}
		}
		if got := w.count(t, `select count(*) from jobs where kind = 'collab.refresh'`); got != 1 {
			t.Errorf("%d refreshes queued, want 1", got)
		}
		_, err = w.customers.Set(t.Context(), w.admin, w.c.GUID, tenant.Change{})
		wants(t, err, fault.Forbidden)
		_, err = w.customers.Set(t.Context(), system, g.GUID, tenant.Change{})
		wants(t, err, fault.NotFound)
	})
}

func TestTree(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		make := func(name, parent string) tenant.Customer {
			c, err := w.customers.Create(t.Context(), actor.System(0), tenant.NewCustomer{Name: name, ParentGUID: parent})
			ok(t, err)
			return c
		}
		child := make("Child", w.c.GUID)
		grandchild := make("Grandchild", child.GUID)
		other := make("Other", "")
		trees := map[int64][]int64{
			w.c.ID: {w.c.ID, child.ID, grandchild.ID}, child.ID: {child.ID, grandchild.ID}, other.ID: {other.ID},
		}
		for id, want := range trees {
			got, err := w.customers.Tree(t.Context(), d, id)
			ok(t, err)
			if !slices.Equal(got, want) {
				t.Errorf("got %v, want %v", got, want)
			}
		}
		move := func(c tenant.Customer, parent string) error {
			_, err := w.customers.Set(t.Context(), actor.System(0), c.GUID, tenant.Change{ParentGUID: &parent})
			return err
		}
		wants(t, move(w.c, grandchild.GUID), fault.Conflict)
		wants(t, move(w.c, w.c.GUID), fault.Conflict)
		ok(t, move(child, ""))
		ok(t, move(w.c, grandchild.GUID))
		got, err := w.customers.Tree(t.Context(), d, child.ID)
		ok(t, err)
		if want := []int64{child.ID, grandchild.ID, w.c.ID}; !slices.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
	})
}

// TestParentsMakeNoRing races two moves that each would be fine alone.
func TestParentsMakeNoRing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		for range 10 {
			a, b := w.c, w.c
			for _, c := range []*tenant.Customer{&a, &b} {
				var err error
				*c, err = w.customers.Create(t.Context(), actor.System(0), tenant.NewCustomer{Name: "One of two"})
				ok(t, err)
			}
			var wg sync.WaitGroup
			for _, pair := range [][2]string{{a.GUID, b.GUID}, {b.GUID, a.GUID}} {
				wg.Go(func() {
					_, err := w.customers.Set(t.Context(), actor.System(0), pair[0], tenant.Change{ParentGUID: &pair[1]})
					if err != nil && !fault.Is(err, fault.Conflict) {
						t.Error(err)
					}
				})
			}
			wg.Wait()
			if got := w.count(t, `select count(*) from customers where parent_id in ($1, $2)`, a.ID, b.ID); got != 1 {
				t.Errorf("%d of two have a parent, want 1", got)
			}
		}
	})
}

func TestVendorIsMadeOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		var wg sync.WaitGroup
		ids := make([]int64, 12)
		for i := range ids {
			wg.Go(func() {
				if err := d.Tx(t.Context(), func(tx *db.Tx) error {
					c, err := w.customers.Vendor(t.Context(), tx, "Saperix.example")
					ids[i] = c.ID
					return err
				}); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if slices.Sort(ids); ids[0] == 0 || ids[0] != ids[len(ids)-1] {
			t.Errorf("got %v", ids)
		}
		_, all, err := tenant.DefaultGroup(t.Context(), d, ids[0])
		ok(t, err)
		if all {
			t.Error("recipients see all companies of their customer")
		}
	})
}

func TestSettings(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		if s := w.c.Settings; s.TrialDays() != 30 || s.MailsPerDay() != 100_000 {
			t.Errorf("defaults are %d days and %d mails", s.TrialDays(), s.MailsPerDay())
		}
		set := func(by actor.Actor, days int) error {
			_, err := w.customers.SetSettings(t.Context(), by, func(s *tenant.Settings) error {
				s.TrialDuration = days
				return nil
			})
			return err
		}
		ok(t, set(w.admin, 60))
		wants(t, set(w.admin, 366), fault.Invalid)
		if got := w.c.Settings.MailLanguage(); got != "en" {
			t.Errorf("mails are in %s by default", got)
		}
		_, err := w.customers.SetSettings(t.Context(), w.admin, func(s *tenant.Settings) error { s.Language = "nl"; return nil })
		wants(t, err, fault.Invalid)
		wants(t, set(w.user(t, actor.GroupAdmin, w.group), 10), fault.Forbidden)
		c, err := w.customers.One(t.Context(), w.c.ID)
		ok(t, err)
		if got := c.Settings.TrialDays(); got != 60 {
			t.Errorf("got %d, want 60", got)
		}

		var wg sync.WaitGroup
		for range 10 {
			wg.Go(func() {
				_, err := w.customers.SetSettings(t.Context(), w.admin, func(s *tenant.Settings) error {
					s.TrialDuration++
					return nil
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		c, err = w.customers.One(t.Context(), w.c.ID)
		ok(t, err)
		if got := c.Settings.TrialDays(); got != 70 {
			t.Errorf("got %d after ten more days, want 70", got)
		}
	})
}
