package portfolio_test

import (
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
)

func TestFolders(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w, other := newWorld(t, d, nil), newWorld(t, d, nil)
		c := w.fill(t, 3)
		north, err := w.folders.Create(t.Context(), w.admin, portfolio.FolderDraft{Name: " North\n Sea ", Description: "cold"})
		ok(t, err)
		if north.Name != "North Sea" || *north.OwnerName != "Emma Waters" || north.Position != 1 || len(north.Companies) != 0 {
			t.Errorf("got %+v", north)
		}
		_, err = other.folders.Create(t.Context(), other.admin, portfolio.FolderDraft{Name: "North Sea"})
		ok(t, err) // names are each customer's own
		south, err := w.folders.Create(t.Context(), w.admin, portfolio.FolderDraft{Name: strings.Repeat("ß", 255)})
		ok(t, err)

		before := w.rows(t)
		reader := w.admin
		reader.Roles = []string{string(actor.PortfolioR)}
		for name, tt := range map[string]struct {
			kind fault.Kind
			err  error
		}{
			"same name":   {fault.Conflict, second(w.folders.Create(t.Context(), w.admin, portfolio.FolderDraft{Name: "NORTH SEA"}))},
			"no name":     {fault.Invalid, second(w.folders.Create(t.Context(), w.admin, portfolio.FolderDraft{Name: " "}))},
			"long name":   {fault.Invalid, second(w.folders.Create(t.Context(), w.admin, portfolio.FolderDraft{Name: strings.Repeat("x", 256)}))},
			"long text":   {fault.Invalid, second(w.folders.Create(t.Context(), w.admin, portfolio.FolderDraft{Name: "x", Description: strings.Repeat("x", 256)}))},
			"no days":     {fault.Invalid, second(w.folders.Create(t.Context(), w.admin, portfolio.FolderDraft{Name: "x", ContentExpiryDays: new(int64(0))}))},
			"no right":    {fault.Forbidden, second(w.folders.Create(t.Context(), reader, portfolio.FolderDraft{Name: "x"}))},
			"taken":       {fault.Conflict, second(w.folders.Change(t.Context(), w.admin, south.GUID, portfolio.FolderChange{Name: new("north sea")}))},
			"unknown":     {fault.NotFound, second(w.folders.Change(t.Context(), w.admin, db.NewID(), portfolio.FolderChange{}))},
			"foreign":     {fault.NotFound, second(w.folders.Change(t.Context(), other.admin, south.GUID, portfolio.FolderChange{}))},
			"foreign put": {fault.NotFound, second(w.folders.Move(t.Context(), other.admin, south.GUID, portfolio.Members{Add: c}))},
			"both":        {fault.Invalid, second(w.folders.Move(t.Context(), w.admin, south.GUID, portfolio.Members{Add: c, Remove: c[:1]}))},
			"not a guid":  {fault.Invalid, second(w.folders.Move(t.Context(), w.admin, south.GUID, portfolio.Members{Add: []string{"x"}}))},
			"read only":   {fault.Forbidden, second(w.folders.Move(t.Context(), reader, south.GUID, portfolio.Members{Add: c}))},
			"delete":      {fault.Forbidden, w.folders.Delete(t.Context(), reader, south.GUID)},
		} {
			if !fault.Is(tt.err, tt.kind) {
				t.Errorf("%s: got %v, want %s", name, tt.err, tt.kind)
			}
		}
		if after := w.rows(t); after != before {
			t.Errorf("refusals changed %s, was %s", after, before)
		}

		days := new(int64(30))
		changed, err := w.folders.Change(t.Context(), w.admin, north.GUID, portfolio.FolderChange{Name: new("north sea"), ContentExpiryDays: &days})
		ok(t, err)
		if changed.Name != "north sea" || *changed.ContentExpiryDays != 30 || changed.Description != "cold" || changed.Version != 2 {
			t.Errorf("got %+v", changed)
		}
		moved, err := w.folders.Move(t.Context(), w.admin, north.GUID, portfolio.Members{Add: []string{c[0], c[1], strings.ToUpper(c[0])}})
		ok(t, err)
		if len(moved.Added) != 2 || len(moved.NotAdded) != 0 || len(moved.Companies) != 2 || moved.Detail() != "" {
			t.Errorf("got %+v", moved)
		}
		moved, err = w.folders.Move(t.Context(), w.admin, north.GUID, portfolio.Members{Add: []string{c[0], c[2], db.NewID()}, Remove: []string{c[1], db.NewID()}})
		ok(t, err)
		if !slices.Equal(moved.Added, c[2:]) || len(moved.NotAdded) != 2 || !slices.Equal(moved.Removed, c[1:2]) || len(moved.NotRemoved) != 1 || len(moved.Companies) != 2 ||
			moved.Detail() != "2 not added: in it already, or not in your portfolio. 1 not removed: not in it." {
			t.Errorf("got %+v, %s", moved, moved.Detail())
		}
		ok(t, w.folders.Delete(t.Context(), w.admin, north.GUID))
		wants(t, w.folders.Delete(t.Context(), w.admin, north.GUID), fault.NotFound)
		if n := w.count(t, `select count(*) from folder_companies`); n != 0 {
			t.Errorf("%d companies are still in the deleted folder", n)
		}
	})
}

func second[T any](_ T, err error) error { return err }

// Who sees only some companies deletes the folders it made, and no tier.
func TestWhoDeletes(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		by := w.user(t, actor.PortfolioManager, w.group(t, "North", nil))
		own, err := w.folders.Create(t.Context(), by, portfolio.FolderDraft{Name: "Own"})
		ok(t, err)
		if !own.DeletableBy(by) || !own.DeletableBy(w.admin) {
			t.Error("not deletable")
		}
		ok(t, w.folders.Delete(t.Context(), by, own.GUID))
		tier, err := w.tiers.Create(t.Context(), by, portfolio.TierDraft{Name: "Own"})
		ok(t, err)
		wants(t, w.tiers.Delete(t.Context(), by, tier.GUID), fault.Forbidden)
		wants(t, w.tiers.Delete(t.Context(), w.admin, tier.GUID), "")
	})
}

// Of those who race for a name one gets it.
func TestRacingForAName(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		var wg sync.WaitGroup
		var won atomic.Int64
		for range 20 {
			wg.Go(func() {
				_, err := w.tiers.Create(t.Context(), w.admin, portfolio.TierDraft{Name: "Gold"})
				_, err2 := w.folders.Create(t.Context(), w.admin, portfolio.FolderDraft{Name: "North"})
				for _, err := range []error{err, err2} {
					if err == nil {
						won.Add(1)
					} else if !fault.Is(err, fault.Conflict) {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		if won.Load() != 2 {
			t.Errorf("%d won, want 2", won.Load())
		}
	})
}

func TestTiers(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w, other := newWorld(t, d, nil), newWorld(t, d, nil)
		c := w.fill(t, 3)
		gold, err := w.tiers.Create(t.Context(), w.admin, portfolio.TierDraft{Name: "Gold", Rank: 1})
		ok(t, err)
		silver, err := w.tiers.Create(t.Context(), w.admin, portfolio.TierDraft{Name: "Silver", Rank: 2, EmailEnabled: true})
		ok(t, err)
		before := w.rows(t)
		for name, tt := range map[string]struct {
			kind fault.Kind
			err  error
		}{
			"same name": {fault.Conflict, second(w.tiers.Create(t.Context(), w.admin, portfolio.TierDraft{Name: "gold"}))},
			"long name": {fault.Invalid, second(w.tiers.Create(t.Context(), w.admin, portfolio.TierDraft{Name: strings.Repeat("x", 256)}))},
			"rank":      {fault.Invalid, second(w.tiers.Create(t.Context(), w.admin, portfolio.TierDraft{Name: "x", Rank: -1}))},
			"taken":     {fault.Conflict, second(w.tiers.Change(t.Context(), w.admin, silver.GUID, portfolio.TierChange{Name: new("GOLD")}))},
			"foreign":   {fault.NotFound, second(w.tiers.Change(t.Context(), other.admin, silver.GUID, portfolio.TierChange{}))},
			"unknown":   {fault.NotFound, second(w.tiers.Move(t.Context(), w.admin, db.NewID(), portfolio.Members{Add: c}))},
		} {
			if !fault.Is(tt.err, tt.kind) {
				t.Errorf("%s: got %v, want %s", name, tt.err, tt.kind)
			}
		}
		if after := w.rows(t); after != before {
			t.Errorf("refusals changed %s, was %s", after, before)
		}
		_, err = w.tiers.Move(t.Context(), w.admin, gold.GUID, portfolio.Members{Add: c[:2]})
		ok(t, err)
		moved, err := w.tiers.Move(t.Context(), w.admin, silver.GUID, portfolio.Members{Add: c[1:]})
		ok(t, err)
		if len(moved.Added) != 2 || len(moved.Companies) != 2 {
			t.Errorf("got %+v", moved)
		}
		all, err := w.tiers.List(t.Context(), w.admin)
		ok(t, err)
		if len(all) != 2 || all[0].Name != "Gold" || !slices.Equal(all[0].Companies, c[:1]) || !slices.Equal(all[1].Companies, c[1:]) {
			t.Errorf("a company is in one tier at most: %+v", all)
		}
		// Taking it out of the tier that it is not in does nothing.
		moved, err = w.tiers.Move(t.Context(), w.admin, gold.GUID, portfolio.Members{Remove: c})
		ok(t, err)
		if !slices.Equal(moved.Removed, c[:1]) || len(moved.NotRemoved) != 2 {
			t.Errorf("got %+v", moved)
		}
		ok(t, w.tiers.Delete(t.Context(), w.admin, silver.GUID))
		if n := w.count(t, `select count(*) from companies where tier_guid is not null`); n != 0 {
			t.Errorf("%d companies are still in the deleted tier", n)
		}
	})
}
