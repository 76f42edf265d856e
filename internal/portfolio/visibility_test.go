package portfolio_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
)

// Two customers have the same companies, folders and tiers; a manager's group
// sees one company of the first. Everything else does not exist for it.
func TestVisibility(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w, other := newWorld(t, d, nil), newWorld(t, d, nil)
		const file = "name,domain,tier,folder,contact_email\nAcme,acme.com,Gold,North,ann@acme.com\nApex,apex.com,Gold,North,bob@apex.com\n"
		w.imports(t, file, portfolio.ImportOptions{})
		other.imports(t, file, portfolio.ImportOptions{})
		acme, apex, foreign := w.company(t, "acme"), w.company(t, "apex"), other.company(t, "acme")
		by := w.user(t, actor.PortfolioManager, w.group(t, "North", nil, acme.GUID))
		folders, err := w.folders.List(t.Context(), w.admin)
		ok(t, err)
		folder, tier := folders[0].GUID, *acme.TierGUID
		w.exec(t, `insert into findings (customer_id, id, company_guid, risk_vector, created_at) values ($1, 'f1', $2, 'dkim', $4), ($1, 'f2', $3, 'dkim', $4)`,
			w.c.ID, acme.GUID, apex.GUID, w.now)

		t.Run("lists", func(t *testing.T) {
			for name, f := range map[string]portfolio.Filter{
				"all": {}, "by guid": {GUIDs: []string{acme.GUID, apex.GUID, foreign.GUID}}, "by tier": {Tiers: []string{tier}},
				"by folder": {Folders: []string{folder}}, "by name": {Name: "a"}, "by words": {Q: "a com"},
			} {
				wantList(t, w, by, name, f, "Acme")
				wantList(t, w, w.admin, name, f, "Acme", "Apex")
			}
			foreignTier := *foreign.TierGUID
			wantList(t, w, w.admin, "a foreign tier", portfolio.Filter{Tiers: []string{foreignTier}})
		})
		t.Run("single reads", func(t *testing.T) {
			for guid, kind := range map[string]fault.Kind{acme.GUID: "", apex.GUID: fault.NotFound, foreign.GUID: fault.NotFound, "x": fault.NotFound} {
				_, err := w.companies.One(t.Context(), by, guid)
				wants(t, err, kind)
				_, err = w.contacts.List(t.Context(), by, guid)
				wants(t, err, kind)
				_, err = w.companies.Subscriptions(t.Context(), by, guid)
				wants(t, err, kind)
			}
			known, err := w.findings.Known(t.Context(), d, by, acme.GUID, []string{"f1", "f2", "f3"})
			ok(t, err)
			if len(known) != 1 || known["f1"].CompanyGUID != acme.GUID {
				t.Errorf("got %v", known)
			}
			if known, err = w.findings.Known(t.Context(), d, by, apex.GUID, []string{"f2"}); err != nil || len(known) != 0 {
				t.Errorf("got %v, %v", known, err)
			}
		})
		t.Run("folders and tiers", func(t *testing.T) {
			for who, want := range map[*actor.Actor]int{&by: 1, &w.admin: 2} {
				f, err := w.folders.One(t.Context(), *who, folder)
				ok(t, err)
				tt, err := w.tiers.One(t.Context(), *who, tier)
				ok(t, err)
				all, err := w.tiers.List(t.Context(), *who)
				ok(t, err)
				if len(f.Companies) != want || len(tt.Companies) != want || len(all) != 1 || len(all[0].Companies) != want {
					t.Errorf("%d, %d and %v companies, want %d", len(f.Companies), len(tt.Companies), all, want)
				}
			}
			_, err := w.folders.One(t.Context(), other.admin, folder)
			wants(t, err, fault.NotFound)
			_, err = w.tiers.One(t.Context(), other.admin, tier)
			wants(t, err, fault.NotFound)
		})
		t.Run("writes", func(t *testing.T) {
			w.share(t, folder, portfolio.SharingChange{WithAll: new(true), With: &[]portfolio.Share{{Email: email(by), EditsContents: true}}})
			before := w.rows(t)
			unseen := portfolio.Members{Add: []string{apex.GUID, foreign.GUID}, Remove: []string{db.NewID()}}
			moved, err := w.folders.Move(t.Context(), by, folder, unseen)
			ok(t, err)
			if len(moved.Added)+len(moved.Removed) > 0 || len(moved.NotAdded) != 2 || !slices.Equal(moved.Companies, []string{acme.GUID}) {
				t.Errorf("got %+v", moved)
			}
			moved, err = w.tiers.Move(t.Context(), by, tier, portfolio.Members{Remove: []string{apex.GUID}})
			ok(t, err)
			if len(moved.Removed) > 0 || w.company(t, "apex").TierGUID == nil {
				t.Errorf("got %+v", moved)
			}
			wants(t, w.tiers.Delete(t.Context(), by, tier), fault.Forbidden)
			wants(t, w.folders.Delete(t.Context(), by, folder), fault.Forbidden)
			wants(t, w.tiers.Delete(t.Context(), other.admin, tier), fault.NotFound)
			wants(t, w.folders.Delete(t.Context(), other.admin, folder), fault.NotFound)
			if after := w.rows(t); after != before {
				t.Errorf("refusals changed %s, was %s", after, before)
			}
		})
		t.Run("imports", func(t *testing.T) {
			imports := func(file string) (told []string) {
				report, err := w.companies.Import(t.Context(), by, strings.NewReader(file), portfolio.ImportOptions{DryRun: true})
				ok(t, err)
				told = append(told, tally(report))
				for _, row := range report.Rows {
					told = append(told, row.String())
				}
				return told
			}
			// What it does not see and what does not exist: the same answer.
			unseen, unknown := imports("guid,sector\n"+apex.GUID+",Air\n"), imports("guid,sector\n"+db.NewID()+",Air\n")
			if len(unseen) != 2 || !strings.HasSuffix(unseen[1], "guid is not the guid of a company in your portfolio") ||
				!strings.HasSuffix(unknown[1], "guid is not the guid of a company in your portfolio") {
				t.Errorf("got %v and %v", unseen, unknown)
			}
			if got := imports("domain,sector\napex.com,Air\n"); !strings.Contains(got[1], "no company has this domain") {
				t.Errorf("got %v", got)
			}
			if got := imports("name,group\nNew,All Companies\n"); !strings.Contains(got[1], "group is not your own") {
				t.Errorf("got %v", got)
			}
			report, err := w.companies.Import(t.Context(), by, strings.NewReader("name,domain\nApex,apex.com\n"), portfolio.ImportOptions{})
			ok(t, err)
			wantTally(t, report, "1 added, 0 updated, 0 unchanged, 0 refused")
			wantList(t, w, by, "own", portfolio.Filter{}, "Acme", "Apex")
			wantList(t, w, w.admin, "both", portfolio.Filter{}, "Acme", "Apex", "Apex")
		})
	})
}

// wantList compares what an actor is answered: page, total and stream.
func wantList(t *testing.T, w *world, by actor.Actor, name string, f portfolio.Filter, want ...string) {
	t.Helper()
	page, total, err := w.companies.List(t.Context(), by, f)
	ok(t, err)
	var got, streamed []string
	for _, c := range page {
		got = append(got, c.Name)
	}
	ok(t, w.companies.Each(t.Context(), by, f, func(c *portfolio.Listed) error {
		streamed = append(streamed, c.Name)
		return nil
	}))
	if fmt.Sprint(got) != fmt.Sprint(want) || fmt.Sprint(streamed) != fmt.Sprint(want) {
		t.Errorf("%s: page %v, stream %v, want %v", name, got, streamed, want)
	}
	if f.Limit == 0 && f.Offset == 0 && total != len(want) {
		t.Errorf("%s: counted %d, want %d", name, total, len(want))
	}
}
