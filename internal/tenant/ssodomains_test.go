package tenant_test

import (
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

// Only the operator says whose people are led where, and a domain belongs to one.
func TestDomainLeadsToOneCustomer(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		operator := actor.System(0)
		made := func(n tenant.NewCustomer) tenant.Customer {
			t.Helper()
			c, err := w.customers.Create(t.Context(), operator, n)
			if err != nil {
				t.Fatal(err)
			}
			return c
		}
		one, two := made(tenant.NewCustomer{Name: "One"}), made(tenant.NewCustomer{Name: "Two"})
		vendor := made(tenant.NewCustomer{Name: "v.example", Kind: tenant.VendorAccess, Domain: "v.example"})
		lead := func(by actor.Actor, c tenant.Customer, domains ...string) error {
			domains = append([]string{}, domains...)
			_, err := w.customers.Set(t.Context(), by, c.GUID, tenant.Change{SSODomains: &domains})
			return err
		}
		has := func(c tenant.Customer, want string) {
			t.Helper()
			got, err := w.customers.SSODomains(t.Context(), c.ID)
			if err != nil || strings.Join(got, " ") != want {
				t.Errorf("%s has %v, %v, want %s", c.Name, got, err, want)
			}
		}
		wants(t, lead(operator, one, " Example.COM", "b.example.org", "example.com"), "")
		has(one, "b.example.org example.com")
		wants(t, lead(operator, two, "two.example", "example.com"), fault.Conflict)
		has(two, "")
		wants(t, lead(operator, two, "sub.example.com"), "")
		wants(t, lead(operator, vendor, "v.example"), fault.Invalid)
		wants(t, lead(actor.Actor{CustomerID: two.ID, Role: actor.Admin, Roles: actor.AllRights()}, two, "x.example"), fault.Forbidden)
		for _, bad := range []string{"", "example", "a b.example", "@example.com", "*.example.com", "-a.example", "a..example", "example.com.", strings.Repeat("a.", 130) + "example"} {
			wants(t, lead(operator, two, bad), fault.Invalid)
		}
		has(two, "sub.example.com")
		wants(t, lead(operator, one), "")
		wants(t, lead(operator, two, "example.com"), "")
		wants(t, lead(operator, two), "")

		var wg sync.WaitGroup
		errs := make([]error, 2)
		for i, c := range []tenant.Customer{one, two} {
			wg.Go(func() { errs[i] = lead(operator, c, "raced.example") })
		}
		wg.Wait()
		if lost := slices.IndexFunc(errs, func(err error) bool { return fault.Is(err, fault.Conflict) }); lost < 0 || errs[1-lost] != nil {
			t.Errorf("got %v", errs)
		}
	})
}
