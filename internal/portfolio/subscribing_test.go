package portfolio_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
)

// How companies are named, and what becomes of them.
func TestFill(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, map[string]*int64{monitoring: new(int64(3)), "alerts-only": nil})
		w.imports(t, "name,domains\nAcme,acme.com\nApex,apex.com shared.com\nBolt,bolt.com shared.com\nTwin,t1.com\nTwin,t2.com\nHidden,hidden.com\n", portfolio.ImportOptions{})
		seen := []string{}
		for _, name := range []string{"acme", "apex", "bolt"} {
			seen = append(seen, w.company(t, name).GUID)
		}
		acme, hidden := w.company(t, "acme"), w.company(t, "hidden")
		fill := func(by actor.Actor, kind, folder string, named ...portfolio.Named) portfolio.Ordered {
			t.Helper()
			done, err := w.companies.Fill(t.Context(), by, []portfolio.Order{{Type: kind, Companies: named, Folder: folder}})
			ok(t, err)
			return done[0]
		}
		told := func(o portfolio.Ordered) string {
			var all []string
			for _, c := range o.Companies {
				all = append(all, string(c.Result))
			}
			return fmt.Sprintf("%d %d %d %d: %s", o.Added, o.NotAdded, o.Switched, o.NotSwitched, strings.Join(all, " "))
		}
		got := fill(w.admin, monitoring, "New", portfolio.Named{GUID: strings.ToUpper(acme.GUID)}, portfolio.Named{URL: "https://www.mail.apex.com/x"},
			portfolio.Named{URL: "shared.com"}, portfolio.Named{URL: "shared.com", Name: "BOLT"}, portfolio.Named{Name: "twin"},
			portfolio.Named{Name: "nobody"}, portfolio.Named{URL: "no address"}, portfolio.Named{URL: "gmail.com"}, portfolio.Named{},
			portfolio.Named{GUID: db.NewID()}, portfolio.Named{Name: "Acme"}, portfolio.Named{Name: "Hidden"})
		if want := "3 9 0 0: sucess sucess multiple_companies sucess multiple_companies no_matching_company invalid_url no_matching_company " +
			"no_matching_company no_matching_company company_exists_in_folder error_adding_company"; told(got) != want {
			t.Errorf("got  %s\nwant %s", told(got), want)
		}
		if last := got.Companies[len(got.Companies)-1]; last.GUID != hidden.GUID || last.Name != "Hidden" ||
			last.Reason != "The licence has 3 subscriptions of type continuous_monitoring, of which groups have reserved 0 and use 3 of the rest: this is one too many." {
			t.Errorf("got %+v", last)
		}
		if n := w.count(t, `select count(*) from folder_companies`); n != 3 {
			t.Errorf("%d companies are in the folder", n)
		}
		// A group neither finds what it does not see, nor switches what is another's.
		by := w.user(t, actor.PortfolioManager, w.group(t, "North", nil, seen...))
		got = fill(by, "alerts-only", "", portfolio.Named{Name: "Hidden"}, portfolio.Named{URL: "hidden.com"}, portfolio.Named{GUID: hidden.GUID}, portfolio.Named{Name: "Acme"})
		if want := "1 3 0 0: no_matching_company no_matching_company no_matching_company sucess"; told(got) != want {
			t.Errorf("got %s", told(got))
		}
		// Its own it switches; an admin the fullest, which stays its owner's.
		got = fill(by, "countries", "", portfolio.Named{Name: "Acme"})
		if want := "0 0 1 0: sucess"; told(got) != want {
			t.Errorf("got %s", told(got))
		}
		w.sound(t)
		w.now = w.now.Add(48 * time.Hour)
		got = fill(w.admin, "vendor-selection", "", portfolio.Named{Name: "Acme"}, portfolio.Named{Name: "Acme"})
		if want := "0 1 1 0: sucess subscription_exists"; told(got) != want {
			t.Errorf("got %s", told(got))
		}
		subs, err := w.companies.Subscriptions(t.Context(), w.admin, acme.GUID)
		ok(t, err)
		if len(subs) != 2 || subs[0].Type != "countries" || subs[0].GroupGUID != by.GroupGUID || subs[1].Type != "vendor-selection" || subs[1].GroupGUID != w.admin.GroupGUID {
			t.Errorf("got %+v", subs)
		}
		ended, total, err := w.companies.Expired(t.Context(), by, portfolio.SubscribedFilter{})
		ok(t, err)
		if total != 2 || ended[0].Type != monitoring || !ended[0].StartedAt.Equal(w.now.Add(-48*time.Hour)) || !ended[0].EndedAt.Equal(w.now) || ended[1].Type != "alerts-only" {
			t.Errorf("got %+v", ended)
		}
		w.sound(t)
		// What has no place stays as it is: one is free of three.
		got = fill(w.admin, monitoring, "", portfolio.Named{Name: "Acme"}, portfolio.Named{Name: "Hidden"})
		if want := "0 1 1 0: sucess error_adding_company"; told(got) != want {
			t.Errorf("got %s", told(got))
		}
		got = fill(w.admin, "alerts-only", "", portfolio.Named{Name: "Hidden"})
		got2 := fill(w.admin, monitoring, "", portfolio.Named{Name: "Hidden"})
		if told(got) != "1 0 0 0: sucess" || told(got2) != "0 0 0 1: error_adding_company" {
			t.Errorf("got %s, %s", told(got), told(got2))
		}
		w.sound(t)
	})
}

func TestFillIsRefused(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		c := w.fill(t, 1)
		by := w.user(t, actor.PortfolioManager, w.group(t, "North", nil, c[0]))
		private, err := w.folders.Create(t.Context(), w.admin, portfolio.FolderDraft{Name: "P", Sharing: &portfolio.SharingChange{IsShared: new(false)}})
		ok(t, err)
		public, err := w.folders.Create(t.Context(), w.admin, portfolio.FolderDraft{Name: "All"})
		ok(t, err)
		reader := w.admin
		reader.Roles = []string{string(actor.PortfolioR)}
		before := w.rows(t)
		for name, tt := range map[string]struct {
			by   actor.Actor
			o    portfolio.Order
			kind fault.Kind
		}{
			"no right":         {reader, portfolio.Order{Type: monitoring}, fault.Forbidden},
			"no such type":     {by, portfolio.Order{Type: "gold", Companies: []portfolio.Named{{GUID: c[0]}}}, fault.Invalid},
			"not a guid":       {by, portfolio.Order{Type: monitoring, Companies: []portfolio.Named{{GUID: "x"}}}, fault.Invalid},
			"a long name":      {by, portfolio.Order{Type: monitoring, Companies: []portfolio.Named{{Name: strings.Repeat("x", 256)}}}, fault.Invalid},
			"too many":         {by, portfolio.Order{Type: monitoring, Companies: make([]portfolio.Named, 1001)}, fault.Invalid},
			"an unseen folder": {by, portfolio.Order{Type: monitoring, Folder: private.GUID, Companies: []portfolio.Named{{GUID: c[0]}}}, fault.NotFound},
			"unknown folder":   {by, portfolio.Order{Type: monitoring, Folder: db.NewID(), Companies: []portfolio.Named{{GUID: c[0]}}}, fault.NotFound},
			"another's folder": {by, portfolio.Order{Type: monitoring, Folder: public.GUID, Companies: []portfolio.Named{{GUID: c[0]}}}, fault.Forbidden},
		} {
			_, err := w.companies.Fill(t.Context(), tt.by, []portfolio.Order{tt.o})
			if !fault.Is(err, tt.kind) {
				t.Errorf("%s: got %v, want %s", name, err, tt.kind)
			}
		}
		if after := w.rows(t); after != before {
			t.Errorf("refusals changed %s, was %s", after, before)
		}
	})
}

// Twenty calls of five companies race for seven places, half of them by switching.
func TestRacingFills(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, map[string]*int64{monitoring: new(int64(7)), "alerts-only": nil})
		c := w.fill(t, 100)
		for _, guid := range c[:50] {
			ok(t, w.companies.Subscribe(t.Context(), w.admin, guid, "alerts-only", ""))
		}
		var wg sync.WaitGroup
		var won atomic.Int64
		for part := range slices.Chunk(c, 5) {
			wg.Go(func() {
				o := portfolio.Order{Type: monitoring}
				for _, guid := range part {
					o.Companies = append(o.Companies, portfolio.Named{GUID: guid})
				}
				done, err := w.companies.Fill(t.Context(), w.admin, []portfolio.Order{o})
				if err != nil {
					t.Error(err)
					return
				}
				won.Add(int64(done[0].Added + done[0].Switched))
			})
		}
		wg.Wait()
		if n := w.count(t, `select count(*) from subscriptions where subscription_type = $1`, monitoring); n != 7 || won.Load() != 7 {
			t.Errorf("%d subscriptions, %d winners, want 7", n, won.Load())
		}
		w.sound(t)
	})
}

// One company is switched by everybody at once: it happens once.
func TestRacingSwitches(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		c := w.fill(t, 1)
		ok(t, w.companies.Subscribe(t.Context(), w.admin, c[0], "alerts-only", ""))
		var wg sync.WaitGroup
		var won atomic.Int64
		for i := range 20 {
			wg.Go(func() {
				kind := []string{monitoring, "countries"}[i%2]
				done, err := w.companies.Fill(t.Context(), w.admin, []portfolio.Order{{Type: kind, Companies: []portfolio.Named{{GUID: c[0]}}}})
				if err == nil {
					won.Add(int64(done[0].Switched))
				} else if !fault.Is(err, fault.Conflict) {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if n := w.count(t, `select count(*) from subscriptions`); n != 1 || won.Load() == 0 || w.count(t, `select count(*) from ended_subscriptions`) != won.Load() {
			t.Errorf("%d subscriptions, %d switches", n, won.Load())
		}
		w.sound(t)
	})
}

func TestBulk(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, map[string]*int64{monitoring: new(int64(2))})
		c := w.fill(t, 6)
		ok(t, w.companies.Subscribe(t.Context(), w.admin, c[0], monitoring, ""))
		ok(t, w.companies.Subscribe(t.Context(), w.admin, c[1], monitoring, ""))
		ok(t, w.companies.Subscribe(t.Context(), w.admin, c[5], "countries", ""))
		tier, err := w.tiers.Create(t.Context(), w.admin, portfolio.TierDraft{Name: "Gold"})
		ok(t, err)
		unknown := db.NewID()
		done, err := w.companies.Bulk(t.Context(), w.admin, portfolio.Bulk{
			Add: []portfolio.Addition{
				{GUID: c[2], Type: monitoring, Folders: []string{"North", "South"}, Tier: "gold"},
				{GUID: c[4], Type: monitoring},
				{GUID: c[3], Type: monitoring},
				{GUID: c[5], Type: "alerts-only"},
				{GUID: unknown, Type: monitoring},
				{GUID: c[4], Type: "gold"},
				{GUID: c[4], Type: "countries", Tier: "lead"},
				{GUID: c[4], Type: "countries", Folders: []string{unknown}},
			},
			Delete: []string{c[0], c[4]},
			Move:   [][2]string{{c[1], c[3]}, {c[1], c[2]}, {c[3], unknown}},
		})
		ok(t, err)
		if !slices.Equal(done.Added, []string{c[2]}) || !slices.Equal(done.Modified, []string{c[0], c[3], c[5]}) {
			t.Errorf("got %+v", done)
		}
		var told []string
		for _, e := range done.Errors {
			told = append(told, fmt.Sprint(slices.Index(c, e.CompanyGUID), " ", e.Err.Detail))
		}
		want := []string{
			"4 Company 04 has no such subscription.", "2 The company has no subscription.", "-1 There is no such company.",
			"4 The licence has 2 subscriptions of type continuous_monitoring, of which groups have reserved 0 and use 2 of the rest: this is one too many.",
			"3 Company 03 has a subscription of type continuous_monitoring already.", "-1 There is no such company.",
			`4 subscription_type: "gold" is not a subscription type`, "4 There is no such tier.", "4 There is no such folder.",
		}
		if !slices.Equal(told, want) {
			t.Errorf("got  %q\nwant %q", told, want)
		}
		two := w.company(t, "company 02")
		if two.TierGUID == nil || *two.TierGUID != tier.GUID || w.count(t, `select count(*) from folder_companies where company_guid = $1`, c[2]) != 2 {
			t.Errorf("got %+v", two)
		}
		w.sound(t)
	})
}
