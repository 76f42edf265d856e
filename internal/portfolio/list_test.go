package portfolio_test

import (
	"slices"
	"testing"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
)

func TestFilters(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		w.imports(t, `name,domain,industry,rating,tier,folder,subscription_type,dkim,spf
Acme,acme.com,"Food, Drink & Co",700,Gold,North,continuous_monitoring alerts-only,A,F
Apex,apex.org,Air,500,Silver,North,alerts-only,B,
Bolt 100%,bolt.com,,,,South,,,
Çelik,celik.example,Air,600,Gold,,vendor-selection,A,C
`, portfolio.ImportOptions{})
		gold, silver := *w.company(t, "acme").TierGUID, *w.company(t, "apex").TierGUID
		folders, err := w.folders.List(t.Context(), w.admin)
		ok(t, err)
		north := folders[slices.IndexFunc(folders, func(f portfolio.Folder) bool { return f.Name == "North" })].GUID
		n := func(v int64) *int64 { return &v }
		for _, tt := range []struct {
			name string
			f    portfolio.Filter
			want []string
		}{
			{"words", portfolio.Filter{Q: "AC  com"}, []string{"Acme"}},
			{"word of a domain", portfolio.Filter{Q: "org"}, []string{"Apex"}},
			{"no pattern", portfolio.Filter{Q: "_"}, nil},
			{"a percent sign", portfolio.Filter{Name: "0%"}, []string{"Bolt 100%"}},
			{"beyond ASCII", portfolio.Filter{Name: "çEL"}, []string{"Çelik"}},
			{"not text", portfolio.Filter{Q: "a\x00c\xff"}, []string{"Acme"}},
			{"tiers", portfolio.Filter{Tiers: []string{gold, silver}}, []string{"Acme", "Apex", "Çelik"}},
			{"nobody's tier", portfolio.Filter{Tiers: []string{db.NewID()}}, nil},
			{"none of nothing", portfolio.Filter{GUIDs: []string{}}, nil},
			{"folder", portfolio.Filter{Folders: []string{north}}, []string{"Acme", "Apex"}},
			{"industry slug", portfolio.Filter{Industries: []string{"FOOD_drink_co", "x"}}, []string{"Acme"}},
			{"industry name", portfolio.Filter{IndustryNames: []string{"food, drink & co"}}, []string{"Acme"}},
			{"subscription", portfolio.Filter{Subscriptions: []string{"alerts-only"}}, []string{"Acme", "Apex"}},
			{"no subscription", portfolio.Filter{NotSubscriptions: []string{"alerts-only", "vendor-selection"}}, []string{"Bolt 100%"}},
			{"rating", portfolio.Filter{Ratings: []int64{500, 600}}, []string{"Apex", "Çelik"}},
			{"below", portfolio.Filter{Below: n(600)}, []string{"Apex"}},
			{"between", portfolio.Filter{NotAbove: n(700), Above: n(500)}, []string{"Acme", "Çelik"}},
			{"at least", portfolio.Filter{NotBelow: n(600)}, []string{"Acme", "Çelik"}},
			{"has a grade", portfolio.Filter{Vectors: []string{"spf"}}, []string{"Acme", "Çelik"}},
			{"grade of a vector", portfolio.Filter{Vectors: []string{"dkim", "spf"}, VectorGrades: []string{"f"}}, []string{"Acme"}},
			{"any grade", portfolio.Filter{VectorGrades: []string{"B", "C"}}, []string{"Apex", "Çelik"}},
			{"no vector", portfolio.Filter{Vectors: []string{"nonsense"}}, nil},
			{"by rating", portfolio.Filter{Sort: []string{"rating"}}, []string{"Apex", "Çelik", "Acme", "Bolt 100%"}},
			{"by rating down", portfolio.Filter{Sort: []string{"-rating"}}, []string{"Acme", "Çelik", "Apex", "Bolt 100%"}},
			{"by tier, name down", portfolio.Filter{Q: "a", Sort: []string{"tier", "-name"}}, []string{"Çelik", "Acme", "Apex"}},
			{"by subscription", portfolio.Filter{Sort: []string{"-subscription_type.name"}}, []string{"Çelik", "Acme", "Apex", "Bolt 100%"}},
			{"by what nobody knows", portfolio.Filter{Q: "a", Sort: []string{"life_cycle.name", "relationship.name", "rating"}}, []string{"Apex", "Çelik", "Acme"}},
			{"a page", portfolio.Filter{Sort: []string{"rating"}, Limit: 2, Offset: 1}, []string{"Çelik", "Acme"}},
			{"the rest", portfolio.Filter{Sort: []string{"rating"}, Offset: 3}, []string{"Bolt 100%"}},
			{"beyond", portfolio.Filter{Offset: 10}, nil},
		} {
			wantList(t, w, w.admin, tt.name, tt.f, tt.want...)
		}
		_, _, err = w.companies.List(t.Context(), w.admin, portfolio.Filter{Sort: []string{"guid; drop table"}})
		wants(t, err, fault.Invalid)
		acme := w.company(t, "acme")
		if *acme.Subscription != monitoring || *acme.SubscriptionName != "Continuous Monitoring" || *acme.TierName != "Gold" || *acme.TierRank != 1 {
			t.Errorf("got %+v", acme)
		}
	})
}

// A list that is read in batches has every company once, in order.
func TestEachInBatches(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		const n = 4500
		w.fill(t, n)
		seen := make(map[string]bool)
		last := ""
		ok(t, w.companies.Each(t.Context(), w.admin, portfolio.Filter{}, func(c *portfolio.Listed) error {
			seen[c.GUID] = true
			last = c.Name
			if len(seen) == 1 { // a company that comes meanwhile disturbs nobody
				w.imports(t, "name\nAAA\n", portfolio.ImportOptions{})
			}
			return nil
		}))
		if len(seen) != n || last == "AAA" {
			t.Errorf("%d companies, last %s", len(seen), last)
		}
	})
}
