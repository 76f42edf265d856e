package identity_test

import (
	"sync"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/tenant"
)

// recipient makes the user of an address in the customer of its domain.
func (w *world) recipient(t *testing.T, email, phc string) (u identity.User) {
	t.Helper()
	err := w.db.Tx(t.Context(), func(tx *db.Tx) error {
		vendor, err := w.customers.Vendor(t.Context(), tx, "saperix.example")
		if err != nil {
			return err
		}
		u, _, err = w.users.BindRecipient(t.Context(), tx, vendor, identity.RecipientDraft{Email: email, FormalName: "Richard Kuga", Phone: "+1", PHC: phc})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// request makes an accepted request of Acme, bound to a recipient.
func (w *world) request(t *testing.T, u identity.User, ends time.Time) {
	t.Helper()
	group := w.group(t, w.acme, db.NewID())
	w.company(t, w.acme, group)
	_, err := w.db.Exec(t.Context(), `
		insert into access_requests (customer_id, guid, created_at, status, reason, requester_guid, company_guid, email, email_lower,
			trial_days, is_real, hubspot_status, accepted_at, access_ends_at, recipient_customer_id, recipient_guid, document)
		select $1, $2, $3, 'Active', 'other', $4, company_guid, $5, $5, 30, true, 'CREATED', $3, $6, $7, $8, '{}'
		from group_companies where group_guid = $9`,
		w.acme.ID, db.NewID(), w.now, w.admin.UserGUID, u.Email, ends, u.CustomerID, u.GUID, group)
	if err != nil {
		t.Fatal(err)
	}
}

func TestBindRecipient(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		phc := must(identity.HashPassword(t.Context(), password))(t)
		has := must(w.users.ProveRecipient(t.Context(), "saperix.example", "kuga@saperix.example", identity.Answering{Password: password}))(t)
		if has {
			t.Error("nobody has a password yet")
		}
		u := w.recipient(t, "Kuga@saperix.example", phc)
		if u.FirstName != "Richard" || u.LastName != "Kuga" || u.Role != actor.User {
			t.Errorf("%+v", u)
		}
		if n := w.count(t, `select count(*) from access_roles r join accesses a on a.id = r.access_id where a.user_guid = $1`, u.GUID); n != 0 {
			t.Errorf("a recipient has %d roles", n)
		}
		if !must(w.users.ProveRecipient(t.Context(), "saperix.example", "kuga@saperix.example", identity.Answering{Password: password}))(t) {
			t.Error("the password was not taken")
		}
		_, err := w.users.ProveRecipient(t.Context(), "saperix.example", "kuga@saperix.example", identity.Answering{Password: "wrong horse"})
		refused(t, err, fault.Unauthorized)
		if again := w.recipient(t, "kuga@saperix.example", ""); again.GUID != u.GUID {
			t.Error("a second user was made")
		}
		// A link must not set the password of somebody who has one.
		err = w.db.Tx(t.Context(), func(tx *db.Tx) error {
			vendor, err := w.customers.Vendor(t.Context(), tx, "saperix.example")
			if err != nil {
				return err
			}
			_, _, err = w.users.BindRecipient(t.Context(), tx, vendor, identity.RecipientDraft{
				Email: u.Email, FormalName: "Eve", PHC: must(identity.HashPassword(t.Context(), "evil horse"))(t),
			})
			return err
		})
		refused(t, err, fault.Conflict)
		must(w.users.ProveRecipient(t.Context(), "saperix.example", "kuga@saperix.example", identity.Answering{Password: password}))(t)
		err = w.db.Tx(t.Context(), func(tx *db.Tx) error {
			_, _, err := w.users.BindRecipient(t.Context(), tx, w.acme, identity.RecipientDraft{Email: "a@acme.example", FormalName: "A", PHC: phc})
			return err
		})
		if err == nil {
			t.Error("a recipient became a user of a customer")
		}
	})
}

// An invitation's recipient is another person than the user of the same address
// in an existing customer.
func TestRecipientIsNoUserOfOtherCustomers(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		own := must(w.users.Create(t.Context(), w.admin, identity.UserDraft{Email: "kuga@saperix.example", FirstName: "Kuga", Role: actor.Admin}))(t)
		bound := w.recipient(t, "kuga@saperix.example", must(identity.HashPassword(t.Context(), password))(t))
		if bound.GUID == own.GUID || bound.CustomerID == w.acme.ID {
			t.Errorf("bound to %+v", bound)
		}
	})
}

// Two first acceptances at the same time make one user, with the password of
// the faster.
func TestBindRecipientOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		phc := must(identity.HashPassword(t.Context(), password))(t)
		var vendor tenant.Customer
		err := w.db.Tx(t.Context(), func(tx *db.Tx) (err error) {
			vendor, err = w.customers.Vendor(t.Context(), tx, "saperix.example")
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		var wg sync.WaitGroup
		errs := make([]error, 4)
		for i := range errs {
			wg.Go(func() {
				errs[i] = w.db.Tx(t.Context(), func(tx *db.Tx) error {
					_, _, err := w.users.BindRecipient(t.Context(), tx, vendor, identity.RecipientDraft{Email: "kuga@saperix.example", FormalName: "Richard Kuga", PHC: phc})
					return err
				})
			})
		}
		wg.Wait()
		bound := 0
		for _, err := range errs {
			if err == nil {
				bound++
			} else {
				refused(t, err, fault.Conflict)
			}
		}
		if n := w.count(t, `select count(*) from users where customer_id = $1`, vendor.ID); bound != 1 || n != 1 {
			t.Errorf("%d bound, %d users", bound, n)
		}
	})
}
