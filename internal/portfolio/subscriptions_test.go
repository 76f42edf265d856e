package portfolio_test

import (
	"fmt"
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

// sound fails the test unless quotas, licences and subscriptions agree.
func (w *world) sound(t *testing.T) {
	t.Helper()
	for what, q := range map[string]string{
		"use": `select count(*) from quotas q where q.used <> (select count(*) from subscriptions s
			where s.customer_id = q.customer_id and s.group_guid = q.group_guid and s.subscription_type = q.subscription_type)`,
		"shared use": `select count(*) from licences l where l.shared_used <> coalesce((select sum(q.used) from quotas q
			where q.customer_id = l.customer_id and q.subscription_type = l.subscription_type and q.allocated is null), 0)`,
		"quota": `select count(*) from subscriptions s where not exists (select 1 from quotas q
			where q.customer_id = s.customer_id and q.group_guid = s.group_guid and q.subscription_type = s.subscription_type)`,
	} {
		if n := w.count(t, q); n != 0 {
			t.Errorf("%d rows with a wrong %s", n, what)
		}
	}
}

func (w *world) fill(t *testing.T, n int) []string {
	t.Helper()
	var file strings.Builder
	file.WriteString("name,domain\n")
	for i := range n {
		fmt.Fprintf(&file, "Company %02d,c%d.com\n", i, i)
	}
	w.imports(t, file.String(), portfolio.ImportOptions{})
	found, _, err := w.companies.List(t.Context(), w.admin, portfolio.Filter{})
	ok(t, err)
	var guids []string
	for _, c := range found {
		guids = append(guids, c.GUID)
	}
	return guids
}

func TestSubscribe(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, map[string]*int64{monitoring: new(int64(3))})
		c := w.fill(t, 4)
		north := w.group(t, "North", new(int64(1)), c[0], c[1])
		manager := w.user(t, actor.PortfolioManager, north)
		subscribe := func(by actor.Actor, company, kind, group string) error {
			return w.companies.Subscribe(t.Context(), by, company, kind, group)
		}
		before := w.rows(t)
		wants(t, subscribe(manager, c[2], monitoring, ""), fault.NotFound)
		wants(t, subscribe(manager, db.NewID(), monitoring, ""), fault.NotFound)
		wants(t, subscribe(manager, c[0], monitoring, w.admin.GroupGUID), fault.Forbidden)
		wants(t, subscribe(manager, c[0], "gold", ""), fault.Invalid)
		wants(t, subscribe(w.admin, c[0], monitoring, db.NewID()), fault.NotFound)
		wants(t, subscribe(w.user(t, actor.User, north), c[0], monitoring, ""), fault.Forbidden)
		if after := w.rows(t); after != before {
			t.Errorf("refusals changed %s, was %s", after, before)
		}
		wants(t, subscribe(manager, c[0], monitoring, ""), "")
		wants(t, subscribe(manager, c[0], monitoring, ""), fault.Conflict)
		err := subscribe(manager, c[1], monitoring, "")
		wants(t, err, fault.Exhausted)
		if !strings.Contains(fmt.Sprint(err), "The group North may own 1 subscriptions of type continuous_monitoring and owns 1") {
			t.Errorf("it does not say which limit: %v", err)
		}
		wants(t, subscribe(w.admin, c[1], monitoring, ""), "")
		wants(t, subscribe(w.admin, c[2], monitoring, ""), "")
		wants(t, subscribe(w.admin, c[3], monitoring, ""), fault.Exhausted)
		w.sound(t)

		wants(t, w.companies.Unsubscribe(t.Context(), manager, c[1], monitoring), fault.Forbidden)
		wants(t, w.companies.Unsubscribe(t.Context(), manager, c[2], monitoring), fault.NotFound)
		wants(t, w.companies.Unsubscribe(t.Context(), manager, c[0], monitoring), "")
		wants(t, w.companies.Unsubscribe(t.Context(), manager, c[0], monitoring), fault.NotFound)
		w.sound(t)
		// The owning group sees what it pays for.
		wants(t, subscribe(w.admin, c[3], monitoring, north.GUID), "")
		_, err = w.companies.One(t.Context(), manager, c[3])
		wants(t, err, "")
		subs, err := w.companies.Subscriptions(t.Context(), manager, c[3])
		ok(t, err)
		if len(subs) != 1 || subs[0].GroupGUID != north.GUID {
			t.Errorf("got %v", subs)
		}
		w.sound(t)
	})
}

// 50 subscriptions race for 7 places: as single ones, and as imports.
func TestRacingSubscriptions(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, map[string]*int64{monitoring: new(int64(20))})
		c := w.fill(t, 50)
		north := w.group(t, "North", new(int64(7)))
		var wg sync.WaitGroup
		var won atomic.Int64
		for i, guid := range c {
			wg.Go(func() {
				var err error
				if i%2 == 0 {
					err = w.companies.Subscribe(t.Context(), w.admin, guid, monitoring, north.GUID)
				} else {
					var report portfolio.Report
					file := fmt.Sprintf("guid,subscription_type,group\n%s,%s,North\n", guid, monitoring)
					report, err = w.companies.Import(t.Context(), w.admin, strings.NewReader(file), portfolio.ImportOptions{AllOrNothing: true})
					if err == nil && report.Updated == 1 {
						won.Add(1)
					}
					if fault.Is(err, fault.Invalid) && strings.Contains(report.Rows[0].String(), "The group North may own 7") {
						return
					}
				}
				switch {
				case err != nil && !fault.Is(err, fault.Exhausted):
					t.Error(err)
				case err == nil && i%2 == 0:
					won.Add(1)
				}
			})
		}
		wg.Wait()
		if n := w.count(t, `select count(*) from subscriptions`); n != 7 || won.Load() != 7 {
			t.Errorf("%d subscriptions, %d winners, want 7", n, won.Load())
		}
		w.sound(t)
	})
}

// The same company is subscribed by everybody at once: one does it.
func TestRacingForOneCompany(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, nil)
		c := w.fill(t, 1)[0]
		var wg sync.WaitGroup
		var won atomic.Int64
		for range 20 {
			wg.Go(func() {
				err := w.companies.Subscribe(t.Context(), w.admin, c, monitoring, "")
				if err == nil {
					won.Add(1)
				} else if !fault.Is(err, fault.Conflict) {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if won.Load() != 1 {
			t.Errorf("%d won", won.Load())
		}
		w.sound(t)
	})
}

// A refused subscription refuses its row; the rows around it count.
func TestImportWithinAQuota(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, map[string]*int64{monitoring: new(int64(5)), "alerts-only": nil})
		w.group(t, "North", new(int64(2)))
		file := "name,subscription_type,group\nA,continuous_monitoring,north\nB,continuous_monitoring alerts-only,North\n" +
			"C,alerts-only continuous_monitoring,North\nD,,North\nE,continuous_monitoring,\nA,continuous_monitoring,North\n"
		dry := w.imports(t, file, portfolio.ImportOptions{DryRun: true})
		if n := w.count(t, `select cast(coalesce(sum(used), 0) as bigint) from quotas`); n != 0 {
			t.Errorf("the dry run used %d", n)
		}
		report := w.imports(t, file, portfolio.ImportOptions{})
		wantTally(t, report, "4 added, 0 updated, 1 unchanged, 1 refused")
		wantTally(t, dry, tally(report))
		if got := report.Rows[0].String(); !strings.HasPrefix(got, "line 4: C refused: subscription_type The group North may own 2") {
			t.Errorf("got %s", got)
		}
		w.sound(t)
		wantTally(t, w.imports(t, file, portfolio.ImportOptions{}), "0 added, 0 updated, 5 unchanged, 1 refused")
		w.sound(t)
	})
}

// Two imports of the same file at the same time add every company once.
func TestRacingImports(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, map[string]*int64{monitoring: new(int64(1500))})
		var file strings.Builder
		file.WriteString("name,domain,folder,tier,subscription_type,contact_email\n")
		for i := range 1500 {
			fmt.Fprintf(&file, "Company %d,c%d.com,F%d,T%d,%s,a@c%d.com\n", i, i, i%5, i%3, monitoring, i)
		}
		var wg sync.WaitGroup
		for i := range 4 {
			wg.Go(func() {
				_, err := w.companies.Import(t.Context(), w.admin, strings.NewReader(file.String()),
					portfolio.ImportOptions{AllOrNothing: i%2 == 0})
				if err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		for table, want := range map[string]int64{
			"companies": 1500, "folder_companies": 1500, "subscriptions": 1500, "contacts": 1500, "folders": 5, "tiers": 3,
		} {
			if n := w.count(t, `select count(*) from `+table); n != want {
				t.Errorf("%d %s, want %d", n, table, want)
			}
		}
		w.sound(t)
	})
}
