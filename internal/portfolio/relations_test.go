package portfolio_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
)

func TestRelationships(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		c := w.fill(t, 3)
		by := w.user(t, actor.PortfolioManager, w.group(t, "North", nil, c[0]))
		done, err := w.relations.Relate(t.Context(), by, []portfolio.Relating{
			{CompanyGUID: strings.ToUpper(c[0]), Type: "Strategic Partner"},
			{CompanyGUID: c[1], Type: "vendor"},
			{CompanyGUID: c[0], Type: "friend"},
			{CompanyGUID: db.NewID()},
		})
		ok(t, err)
		if len(done.Updated) != 1 || done.Updated[0].Type != "strategic_partner" || done.Updated[0].Creator != "Emma Waters" ||
			len(done.NotUpdated) != 2 || done.NotUpdated[0].CompanyGUID != c[1] || done.NotUpdated[1].Type != "friend" || len(done.NotRemoved) != 1 {
			t.Errorf("got %+v", done)
		}
		// The same again changes nothing; another moves it and says who did.
		events := w.count(t, `select count(*) from events`)
		w.now = w.now.Add(time.Hour)
		_, err = w.relations.Relate(t.Context(), by, []portfolio.Relating{{CompanyGUID: c[0], Type: "strategic_partner"}})
		ok(t, err)
		if n := w.count(t, `select count(*) from events`); n != events {
			t.Errorf("%d events, were %d", n, events)
		}
		done, err = w.relations.Relate(t.Context(), w.admin, []portfolio.Relating{{CompanyGUID: c[0], Type: "other"}, {CompanyGUID: c[1], Type: "vendor"}})
		ok(t, err)
		if len(done.Updated) != 2 || done.Updated[0].Version != 2 || !done.Updated[0].UpdatedAt.Equal(w.now) || done.Updated[0].CreatedAt.Equal(w.now) {
			t.Errorf("got %+v", done)
		}
		for name, tt := range map[string]struct {
			by   actor.Actor
			f    portfolio.RelationshipFilter
			want int
		}{
			"all":          {w.admin, portfolio.RelationshipFilter{}, 2},
			"a group's":    {by, portfolio.RelationshipFilter{}, 1},
			"types":        {w.admin, portfolio.RelationshipFilter{Types: []string{"VENDOR", "nonsense"}}, 1},
			"nobody":       {w.admin, portfolio.RelationshipFilter{Types: []string{}}, 0},
			"a company":    {w.admin, portfolio.RelationshipFilter{Companies: c[:1]}, 1},
			"words":        {w.admin, portfolio.RelationshipFilter{Q: "pany 01"}, 1},
			"unseen":       {by, portfolio.RelationshipFilter{Companies: c[1:]}, 0},
			"a page of it": {w.admin, portfolio.RelationshipFilter{Paging: portfolio.Paging{Sort: []string{"-company_name"}, Limit: 1, Offset: 1}}, 1},
		} {
			found, _, err := w.relations.List(t.Context(), tt.by, tt.f)
			if err != nil || len(found) != tt.want {
				t.Errorf("%s: %v, %v", name, found, err)
			}
		}
		wantList(t, w, w.admin, "portfolio", portfolio.Filter{Relationships: []string{"vendor", "other"}}, "Company 00", "Company 01")
		wantList(t, w, w.admin, "by relationship", portfolio.Filter{Sort: []string{"-relationship.name"}}, "Company 01", "Company 00", "Company 02")
		done, err = w.relations.Relate(t.Context(), w.admin, []portfolio.Relating{{CompanyGUID: c[0]}, {CompanyGUID: c[0]}})
		ok(t, err)
		if len(done.Removed) != 1 || len(done.NotRemoved) != 1 {
			t.Errorf("got %+v", done)
		}
		_, err = w.relations.Relate(t.Context(), w.admin, []portfolio.Relating{{CompanyGUID: "x", Type: "vendor"}})
		wants(t, err, fault.Invalid)
		_, err = w.relations.Relate(t.Context(), w.admin, make([]portfolio.Relating, 1001))
		wants(t, err, fault.Invalid)
		_, err = w.relations.Relate(t.Context(), w.user(t, actor.User, w.group(t, "South", nil)), nil)
		wants(t, err, fault.Forbidden)
	})
}

func TestLifeCycles(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		c := w.fill(t, 3)
		by := w.user(t, actor.PortfolioManager, w.group(t, "North", nil, c[0], c[1]))
		move := func(next string, companies ...string) string {
			t.Helper()
			done, err := w.lives.Move(t.Context(), by, companies, next)
			ok(t, err)
			return fmt.Sprintf("%d added, %d completed, %d not", len(done.Added), len(done.Completed), len(done.Not))
		}
		for _, step := range []struct {
			next, want string
			companies  []string
		}{
			{"Onboarding", "2 added, 0 completed, 2 not", []string{c[0], c[1], c[1], c[2], db.NewID()}},
			{"onboarding", "0 added, 0 completed, 1 not", c[:1]},
			{"monitoring", "1 added, 1 completed, 0 not", c[:1]},
			{"Re-Assessment", "1 added, 1 completed, 0 not", c[:1]},
			{"", "0 added, 1 completed, 1 not", []string{c[1], c[2]}},
			{"", "0 added, 0 completed, 1 not", c[1:2]},
		} {
			w.now = w.now.Add(36 * time.Hour)
			if got := move(step.next, step.companies...); got != step.want {
				t.Errorf("%s: got %s, want %s", step.next, got, step.want)
			}
		}
		tier, err := w.tiers.Create(t.Context(), w.admin, portfolio.TierDraft{Name: "Gold"})
		ok(t, err)
		_, err = w.tiers.Move(t.Context(), w.admin, tier.GUID, portfolio.Members{Add: c[:1]})
		ok(t, err)
		private, err := w.folders.Create(t.Context(), w.admin, portfolio.FolderDraft{Name: "P", Sharing: &portfolio.SharingChange{IsShared: new(false)}})
		ok(t, err)
		_, err = w.folders.Move(t.Context(), w.admin, private.GUID, portfolio.Members{Add: c[:1]})
		ok(t, err)
		for name, tt := range map[string]struct {
			by   actor.Actor
			f    portfolio.LifeCycleFilter
			want int
		}{
			"all":              {w.admin, portfolio.LifeCycleFilter{}, 4},
			"open":             {by, portfolio.LifeCycleFilter{IsCompleted: new(false)}, 1},
			"completed":        {by, portfolio.LifeCycleFilter{IsCompleted: new(true)}, 3},
			"a type":           {by, portfolio.LifeCycleFilter{Types: []string{"onboarding", "re-assessment"}}, 3},
			"a company":        {by, portfolio.LifeCycleFilter{Companies: c[1:2]}, 1},
			"a tier":           {by, portfolio.LifeCycleFilter{Tiers: []string{tier.GUID}}, 3},
			"a folder":         {w.admin, portfolio.LifeCycleFilter{Folders: []string{private.GUID}}, 3},
			"an unseen folder": {by, portfolio.LifeCycleFilter{Folders: []string{private.GUID}}, 0},
			"a word":           {by, portfolio.LifeCycleFilter{Q: "01"}, 1},
		} {
			found, total, err := w.lives.List(t.Context(), tt.by, tt.f)
			if err != nil || len(found) != tt.want || total != tt.want {
				t.Errorf("%s: %v, %v", name, found, err)
			}
		}
		last, _, err := w.lives.List(t.Context(), by, portfolio.LifeCycleFilter{Companies: c[:1]})
		ok(t, err)
		if last[0].Type != "re_assessment" || last[0].Days(w.now) != 3 || last[1].CompletedAt == nil || last[1].Days(w.now) != 1 {
			t.Errorf("got %+v", last)
		}
		wantList(t, w, w.admin, "by life cycle", portfolio.Filter{LifeCycles: []string{"re_assessment"}}, "Company 00")
		wantList(t, w, w.admin, "one that is over", portfolio.Filter{LifeCycles: []string{"monitoring"}})
		_, err = w.lives.Move(t.Context(), by, c, "retired")
		wants(t, err, fault.Invalid)
		_, err = w.lives.Move(t.Context(), by, []string{"x"}, "monitoring")
		wants(t, err, fault.Invalid)
	})
}

// Whoever moves a company at once with others: it is in one life cycle.
func TestRacingLifeCycles(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		c := w.fill(t, 3)
		var wg sync.WaitGroup
		for i := range 12 {
			wg.Go(func() {
				_, err := w.lives.Move(t.Context(), w.admin, c, string(portfolio.LifeCycleTypes[i%3]))
				if err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if n := w.count(t, `select count(*) from life_cycles where completed_at is null`); n != 3 {
			t.Errorf("%d are open, want 3", n)
		}
	})
}
