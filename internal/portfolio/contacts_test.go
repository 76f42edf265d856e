package portfolio_test

import (
	"fmt"
	"sync"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
)

// Many make another contact the preferred one of the same company at once, and
// a file does: one is left, nobody is refused, and nobody waits forever.
func TestPreferredContactsRace(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		w.imports(t, "name,domain\nAcme,acme.com\nApex,apex.com\n", portfolio.ImportOptions{})
		companies := []string{w.company(t, "acme").GUID, w.company(t, "apex").GUID}
		var wg sync.WaitGroup
		for i := range 8 {
			wg.Go(func() {
				primary := portfolio.Primary
				var drafts []portfolio.ContactDraft
				for n := range companies {
					email := fmt.Sprintf("c%d@acme.com", i)
					// In one order and in the other.
					drafts = append(drafts, portfolio.ContactDraft{CompanyGUID: companies[(n+i)%2], Email: &email, Relation: &primary})
				}
				if _, err := w.contacts.Put(t.Context(), w.admin, drafts); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Go(func() {
			w.imports(t, "name,domain,contact_email\nApex,apex.com,file@apex.com\nAcme,acme.com,file@acme.com\n", portfolio.ImportOptions{})
		})
		wg.Wait()
		if n := w.count(t, `select count(*) from contacts where is_preferred`); n != 2 {
			t.Errorf("%d preferred contacts of two companies", n)
		}
		if n := w.count(t, `select count(*) from contacts where is_backup`); n != 16 {
			t.Errorf("%d backups", n)
		}
	})
}

// Two add the same person at once: one does.
func TestTheSameContactAtOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		w.imports(t, "name,domain\nAcme,acme.com\n", portfolio.ImportOptions{})
		company := w.company(t, "acme").GUID
		results := make([]error, 6)
		var wg sync.WaitGroup
		for i := range results {
			wg.Go(func() {
				email := "ann@acme.com"
				_, results[i] = w.contacts.Create(t.Context(), w.admin, portfolio.ContactDraft{CompanyGUID: company, Email: &email})
			})
		}
		wg.Wait()
		made := 0
		for _, err := range results {
			if err == nil {
				made++
			} else if !fault.Is(err, fault.Conflict) {
				t.Error(err)
			}
		}
		if made != 1 || w.count(t, `select count(*) from contacts`) != 1 {
			t.Errorf("%d made it", made)
		}
	})
}

// Without the right there is nothing to see and nothing to write, whoever calls
// the verb.
func TestContactsNeedARight(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		by := w.admin
		by.Roles = []string{string(actor.RequestsRW)}
		ctx := t.Context()
		_, err := w.contacts.One(ctx, by, db.NewID())
		wants(t, err, fault.Forbidden)
		_, _, err = w.contacts.Page(ctx, by, portfolio.ContactFilter{})
		wants(t, err, fault.Forbidden)
		wants(t, w.contacts.Each(ctx, by, portfolio.ContactFilter{}, nil), fault.Forbidden)
		_, err = w.contacts.At(ctx, by, nil)
		wants(t, err, fault.Forbidden)
		_, err = w.contacts.Put(ctx, by, nil)
		wants(t, err, fault.Forbidden)
		_, err = w.contacts.Delete(ctx, by, db.NewID())
		wants(t, err, fault.Forbidden)
		_, err = w.companies.CheckRecipients(ctx, by, nil, portfolio.RecipientRules{})
		wants(t, err, fault.Forbidden)
		wants(t, w.companies.Change(ctx, by, db.NewID(), portfolio.CompanyChange{}), fault.Forbidden)
	})
}
