package portfolio_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

func (w *world) undos() *portfolio.Undos {
	return &portfolio.Undos{Uploads: w.uploads(), Folders: w.folders, Tiers: w.tiers, Contacts: w.contacts}
}

// undo keeps what was done and takes it back.
func (w *world) undo(t *testing.T, u portfolio.Undo) error {
	t.Helper()
	us := w.undos()
	guid, err := us.Keep(t.Context(), w.admin, u)
	ok(t, err)
	other := w.user(t, actor.Admin, tenant.Group{GUID: w.admin.GroupGUID, AllCompanies: true})
	wants(t, us.Do(t.Context(), other, guid), fault.NotFound)
	if err := us.Do(t.Context(), w.admin, guid); err != nil {
		return err
	}
	wants(t, us.Do(t.Context(), w.admin, guid), fault.NotFound) // once
	return nil
}

// tiersOf says in which tier each company is.
func (w *world) tiersOf(t *testing.T) string {
	t.Helper()
	found, _, err := w.companies.List(t.Context(), w.admin, portfolio.Filter{Q: "a"})
	ok(t, err)
	var all []string
	for _, c := range found {
		tier := "-"
		if c.TierName != nil {
			tier = *c.TierName
		}
		all = append(all, c.Name+" "+tier)
	}
	return strings.Join(all, ", ")
}

const tiered = "name,domain,tier,folder\nAa,aa.com,Gold,North\nAb,ab.com,Silver,North\nAc,ac.com,,\n"

// Companies are put into a tier together, and back to where each of them was,
// unless somebody has moved it on.
func TestTiersArePutBack(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		w.imports(t, tiered, portfolio.ImportOptions{})
		a, b, c := w.company(t, "Aa"), w.company(t, "Ab"), w.company(t, "Ac")
		all := []string{a.GUID, b.GUID, strings.ToUpper(c.GUID), db.NewID()}
		const before = "Aa Gold, Ab Silver, Ac -"

		placed, err := w.tiers.Place(t.Context(), w.admin, *a.TierGUID, all)
		ok(t, err)
		if got := w.tiersOf(t); got != "Aa Gold, Ab Gold, Ac Gold" || placed.Count() != 2 {
			t.Errorf("placed %d: %s", placed.Count(), got)
		}
		ok(t, w.undo(t, portfolio.Undo{Placed: &placed}))
		if got := w.tiersOf(t); got != before {
			t.Errorf("put back to %s", got)
		}

		none, err := w.tiers.Place(t.Context(), w.admin, "", all)
		ok(t, err)
		_, err = w.tiers.Place(t.Context(), w.admin, *b.TierGUID, []string{a.GUID})
		ok(t, err)
		ok(t, w.undo(t, portfolio.Undo{Placed: &none}))
		if got := w.tiersOf(t); got != "Aa Silver, Ab Silver, Ac -" {
			t.Errorf("put back to %s", got)
		}

		moved, err := w.tiers.Place(t.Context(), w.admin, "", []string{a.GUID, b.GUID})
		ok(t, err)
		ok(t, w.tiers.Delete(t.Context(), w.admin, *b.TierGUID))
		wants(t, w.undo(t, portfolio.Undo{Placed: &moved}), fault.Conflict)

		_, err = w.tiers.Place(t.Context(), w.admin, db.NewID(), all)
		wants(t, err, fault.NotFound)
		_, err = w.tiers.Place(t.Context(), w.admin, "", []string{"x"})
		wants(t, err, fault.Invalid)
		reader := w.admin
		reader.Roles = []string{string(actor.PortfolioR)}
		_, err = w.tiers.Place(t.Context(), reader, "", all)
		wants(t, err, fault.Forbidden)
		limited := w.user(t, actor.PortfolioManager, w.group(t, "North", nil, b.GUID))
		placed, err = w.tiers.Place(t.Context(), limited, *a.TierGUID, all)
		ok(t, err)
		if got := w.tiersOf(t); got != "Aa -, Ab Gold, Ac -" || placed.Count() != 1 {
			t.Errorf("who sees one company moved %s", got)
		}
	})
}

// A deleted tier comes back as it was; so does a folder, with what its owner
// does not see in it, and with those whom it was shared with.
func TestDeletedComesBack(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		w.imports(t, tiered, portfolio.ImportOptions{})
		a, c := w.company(t, "Aa"), w.company(t, "Ac")
		gold, err := w.tiers.One(t.Context(), w.admin, *a.TierGUID)
		ok(t, err)
		goneTier, err := w.tiers.Remove(t.Context(), w.admin, gold.GUID)
		ok(t, err)
		ok(t, w.undo(t, portfolio.Undo{Tier: goneTier}))
		back, err := w.tiers.One(t.Context(), w.admin, gold.GUID)
		ok(t, err)
		back.Version = gold.Version
		if !reflect.DeepEqual(back, gold) {
			t.Errorf("the tier is %+v, was %+v", back, gold)
		}
		_, err = w.tiers.Remove(t.Context(), w.admin, gold.GUID)
		ok(t, err)
		_, err = w.tiers.Create(t.Context(), w.admin, portfolio.TierDraft{Name: "GOLD"})
		ok(t, err)
		wants(t, w.undo(t, portfolio.Undo{Tier: goneTier}), fault.Conflict)

		owner := w.user(t, actor.PortfolioManager, w.group(t, "North", nil, a.GUID))
		mate := w.user(t, actor.PortfolioManager, w.group(t, "South", nil, c.GUID))
		f, err := w.folders.Create(t.Context(), owner, portfolio.FolderDraft{Name: "Mine"})
		ok(t, err)
		f, err = w.folders.Change(t.Context(), w.admin, f.GUID, portfolio.FolderChange{Sharing: &portfolio.SharingChange{
			With: &[]portfolio.Share{{Email: fmt.Sprintf("u%d@x.example", mate.UserID), EditsContents: true}},
		}})
		ok(t, err)
		_, err = w.folders.Move(t.Context(), owner, f.GUID, portfolio.Members{Add: []string{a.GUID}})
		ok(t, err)
		_, err = w.folders.Move(t.Context(), mate, f.GUID, portfolio.Members{Add: []string{c.GUID}})
		ok(t, err)
		f, err = w.folders.One(t.Context(), w.admin, f.GUID)
		ok(t, err)
		goneFolder, err := w.folders.Remove(t.Context(), owner, f.GUID)
		ok(t, err)
		us := w.undos()
		guid, err := us.Keep(t.Context(), owner, portfolio.Undo{Folder: goneFolder})
		ok(t, err)
		ok(t, us.Do(t.Context(), owner, guid))
		now, err := w.folders.One(t.Context(), w.admin, f.GUID)
		ok(t, err)
		now.Version = f.Version
		if !reflect.DeepEqual(now, f) || len(now.Companies) != 2 || len(now.Sharing.With) != 1 {
			t.Errorf("the folder is %+v, was %+v", now, f)
		}
		guid, err = us.Keep(t.Context(), owner, portfolio.Undo{Folder: goneFolder})
		ok(t, err)
		wants(t, us.Do(t.Context(), owner, guid), fault.Conflict) // it is there
	})
}

// What was put into a folder comes out again, and a deleted contact comes back.
func TestMovesAndContactsAreUndone(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		w.imports(t, tiered, portfolio.ImportOptions{})
		a, b, c := w.company(t, "Aa"), w.company(t, "Ab"), w.company(t, "Ac")
		folders, err := w.folders.Outlines(t.Context(), w.admin)
		ok(t, err)
		north := folders[0].GUID
		moved, err := w.folders.Move(t.Context(), w.admin, north, portfolio.Members{Add: []string{b.GUID, c.GUID}, Remove: []string{a.GUID}})
		ok(t, err)
		ok(t, w.undo(t, portfolio.Undo{Moved: &portfolio.FolderMove{Folder: north, Added: moved.Added, Removed: moved.Removed}}))
		counts, err := w.folders.Counts(t.Context(), w.admin)
		ok(t, err)
		of, err := w.folders.Of(t.Context(), w.admin, []string{a.GUID, c.GUID})
		ok(t, err)
		if counts[north] != 2 || len(of[a.GUID]) != 1 || of[a.GUID][0].Name != "North" || of[c.GUID] != nil {
			t.Errorf("the folder has %d, of %+v", counts[north], of)
		}

		email, name, relation := "ann@aa.com", "Ann Bold", portfolio.Primary
		_, err = w.contacts.Create(t.Context(), w.admin, portfolio.ContactDraft{CompanyGUID: a.GUID, Email: &email, FormalName: &name, Relation: &relation})
		ok(t, err)
		preferred, err := w.contacts.PreferredOf(t.Context(), w.admin, []string{a.GUID, b.GUID})
		ok(t, err)
		was, err := w.contacts.Delete(t.Context(), w.admin, preferred[a.GUID].GUID)
		ok(t, err)
		ok(t, w.undo(t, portfolio.Undo{Contact: &was}))
		back, n, err := w.contacts.Some(t.Context(), w.admin, a.GUID, 5)
		ok(t, err)
		if n != 1 || back[0].Email != email || back[0].FormalName != name || !back[0].IsPreferred {
			t.Errorf("the contact is %+v", back)
		}

		// Who has been made the preferred contact since stays it.
		was, err = w.contacts.Delete(t.Context(), w.admin, back[0].GUID)
		ok(t, err)
		_, err = w.contacts.Create(t.Context(), w.admin, portfolio.ContactDraft{CompanyGUID: a.GUID, Email: new("bea@aa.com"), Relation: &relation})
		ok(t, err)
		ok(t, w.undo(t, portfolio.Undo{Contact: &was}))
		back, n, err = w.contacts.Some(t.Context(), w.admin, a.GUID, 5)
		ok(t, err)
		if n != 2 || back[0].Email != "bea@aa.com" || !back[0].IsPreferred || back[1].Email != email || back[1].Relation() != portfolio.Backup {
			t.Errorf("the contacts are %+v", back)
		}
		wants(t, w.undo(t, portfolio.Undo{Contact: &was}), fault.Conflict) // it is there
	})
}

// Of folders, tiers and choices somebody sees what the companies allow.
func TestOutlines(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		w.imports(t, tiered+"Other Aa,other.com,Gold,South\n", portfolio.ImportOptions{})
		limited := w.user(t, actor.PortfolioManager, w.group(t, "North", nil, w.one(t, "aa.com")))
		for name, by := range map[string]actor.Actor{"admin": w.admin, "limited": limited} {
			tiers, err := w.tiers.Counts(t.Context(), by)
			ok(t, err)
			folders, err := w.folders.Counts(t.Context(), by)
			ok(t, err)
			choices, err := w.companies.Choices(t.Context(), by, " AA ", 10)
			ok(t, err)
			var names []string
			for _, c := range choices {
				names = append(names, c.Name)
			}
			got := fmt.Sprint(sum(tiers), sum(folders), names)
			if want := map[string]string{"admin": "3 3 [Aa Other Aa]", "limited": "1 1 [Aa]"}[name]; got != want {
				t.Errorf("%s sees %s, want %s", name, got, want)
			}
		}
		chosen, err := w.companies.Chosen(t.Context(), limited, []string{w.one(t, "aa.com"), w.one(t, "other.com")})
		ok(t, err)
		if len(chosen) != 1 || chosen[w.one(t, "aa.com")].Name != "Aa" {
			t.Errorf("chosen %+v", chosen)
		}
		tiers, err := w.tiers.Outlines(t.Context(), limited)
		ok(t, err)
		if !slices.EqualFunc(tiers, []string{"Gold", "Silver"}, func(t portfolio.Tier, name string) bool { return t.Name == name }) {
			t.Errorf("tiers %+v", tiers)
		}
		_, err = w.tiers.Outline(t.Context(), limited, db.NewID())
		wants(t, err, fault.NotFound)
		_, err = w.folders.Outline(t.Context(), limited, db.NewID())
		wants(t, err, fault.NotFound)
	})
}

func sum(counts map[string]int64) (n int64) {
	for _, c := range counts {
		n += c
	}
	return n
}

// one returns the guid of the company that has a domain.
func (w *world) one(t *testing.T, domain string) string {
	t.Helper()
	found, err := w.companies.ByDomain(t.Context(), w.db, w.c.ID, domain)
	ok(t, err)
	if len(found) != 1 {
		t.Fatalf("%d companies have %s", len(found), domain)
	}
	return found[0].GUID
}
