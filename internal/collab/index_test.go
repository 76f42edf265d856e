package collab_test

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

func newIndex(t testing.TB, d *db.DB) *collab.Index {
	t.Helper()
	ix := &collab.Index{DB: d, Heads: &audit.Heads{DB: d}, Log: slog.New(slog.DiscardHandler), Most: 64 << 20}
	t.Cleanup(ix.Close)
	return ix
}

// nodes are two, each with an index of its own over one database, and one without.
type nodes struct {
	*shelf
	random *rand.Rand
	with   []*collab.Requests
	plain  *collab.Requests
	groups *tenant.Groups
	tiers  *portfolio.Tiers
	made   int
}

func newNodes(t *testing.T, engine db.Dialect, n int) *nodes {
	t.Helper()
	url := dbtest.URL(t, engine)
	var both []*db.DB
	for range map[db.Dialect]int{db.SQLite: 1, db.Postgres: 2}[engine] { // nodes share nothing but PostgreSQL
		d, err := db.Open(t.Context(), url)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { d.Close() })
		if _, err := db.Migrate(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		both = append(both, d)
	}
	ns := &nodes{shelf: stock(t, both[0], n), random: rand.New(rand.NewPCG(7, 8))}
	now := func() time.Time { return ns.now }
	for i := range 2 {
		d := both[i%len(both)]
		rs := *ns.desk.requests
		rs.DB, rs.Index = d, newIndex(t, d)
		ns.with = append(ns.with, &rs)
	}
	plain := *ns.desk.requests
	plain.Index = nil
	ns.plain = &plain
	ns.groups, ns.tiers = &tenant.Groups{DB: both[len(both)-1], Now: now}, &portfolio.Tiers{DB: both[0], Now: now}
	ns.plain.Register(ns.runner)
	return ns
}

// What lists answer from memory is what the database answers, whatever is asked
// and whatever has changed, on this node or on another.
func TestIndexAnswersAsTheDatabase(t *testing.T) {
	for _, engine := range dbtest.Engines() {
		t.Run(string(engine), func(t *testing.T) {
			ns := newNodes(t, engine, 400)
			changes := ns.changes()
			for i := range 120 {
				change := changes[ns.random.IntN(len(changes))]
				if err := change.do(t.Context()); fault.Of(err).Kind == fault.Internal && err != nil {
					t.Fatalf("%s: %v", change.name, err)
				}
				after := fmt.Sprint(i, " ", change.name)
				ns.known(t, after)
				for range 2 {
					by, f := ns.question()
					ns.pages(t, after, by, f)
					ns.counts(t, after, by, f)
				}
			}
			var past []*collab.Past // more than one by one are told of
			for i := range 1100 {
				past = append(past, ns.past(ns.random, 10_000+i, ns.now.Add(-time.Duration(i)*time.Hour)))
			}
			if _, err := ns.plain.Backfill(t.Context(), actor.System(ns.admin.CustomerID), slices.Values(past)); err != nil {
				t.Fatal(err)
			}
			ns.known(t, "many at once")
		})
	}
}

// A customer for which there is no room is answered by the database, and not read
// again and again; and where there is room, no more documents are kept than that.
func TestIndexKeepsToItsRoom(t *testing.T) {
	for _, engine := range dbtest.Engines() {
		for room, want := range map[int64]int64{1 << 10: 0, 60 << 10: 1} { // bytes, and whether something is kept
			t.Run(fmt.Sprint(engine, " ", room), func(t *testing.T) {
				ns := newNodes(t, engine, 400)
				var begun atomic.Int64
				ix := newIndex(t, ns.plain.DB)
				ix.Most, ix.DB = room, ns.plain.DB.Watched(func(q string) {
					if strings.Contains(q, "request_tallies") {
						begun.Add(1)
					}
				})
				rs := *ns.plain
				rs.Index, ns.with = ix, []*collab.Requests{&rs, ns.plain}
				change := ns.changes()[0]
				for i := range 60 {
					if err := change.do(t.Context()); err != nil && fault.Of(err).Kind == fault.Internal {
						t.Fatal(err)
					}
					ns.pages(t, "a change", ns.admin, collab.Filter{Limit: 1 + i%20*10})
					if kept := ix.Kept(); kept > room || min(kept, 1) != want {
						t.Errorf("%d bytes are kept, of %d", kept, room)
					}
				}
				if n := begun.Load(); n != 1 {
					t.Errorf("it was read %d times", n)
				}
			})
		}
	}
}

// Of a customer with many requests the database answers until the index is read.
// While many write, everybody sees at once what was answered to it.
func TestIndexIsReadAndRenewedBeside(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		const many, writers, each = 5100, 6, 100
		s := stock(t, d, many)
		rs, ix := s.desk.requests, s.desk.requests.Index
		first := func(by actor.Actor) (guids []string) {
			if err := rs.Outbox(t.Context(), by, collab.Filter{Limit: writers}, func(r *collab.Row) error {
				guids = append(guids, r.GUID)
				return nil
			}); err != nil {
				t.Error(err)
			}
			return guids
		}
		if got := first(s.admin); len(got) != writers {
			t.Fatalf("%d rows while it is read", len(got))
		}
		if n, _ := ix.Wait(s.admin.CustomerID); n != many {
			t.Fatalf("%d requests are read, want %d", n, many)
		}
		var wg sync.WaitGroup
		for i := range writers {
			wg.Go(func() {
				for n := range each {
					made, err := rs.Create(t.Context(), s.admin, []collab.Draft{{
						CompanyGUID: s.companies[i], Email: fmt.Sprintf("many%d@v%03d.example", n, i), FormalName: "One of many",
					}})
					if err != nil {
						t.Error(err)
						return
					}
					if got := first(s.admin); !slices.Contains(got, made[0].GUID) && n < each/2 {
						f := collab.Filter{Limit: 1000, Companies: s.companies[i : i+1]}
						found := false
						if err := rs.Outbox(t.Context(), s.admin, f, func(r *collab.Row) error {
							found = found || r.GUID == made[0].GUID
							return nil
						}); err != nil || !found {
							t.Errorf("what writer %d made is not in the list: %v", i, err)
						}
					}
				}
			})
		}
		wg.Wait()
		first(s.admin)
		n, changed := ix.Wait(s.admin.CustomerID)
		if n != many+writers*each || changed >= writers*each {
			t.Errorf("%d requests, of which %d have changed", n, changed)
		}
		if weighs := ix.Kept(); weighs < 16*int64(n) {
			t.Errorf("the index says that it takes %d bytes", weighs)
		}
		ix.Most = 1000
		s.exec(t, `update heads set requests = requests + $1`, int64(audit.Leap))
		first(s.admin)
		ix.Wait(s.admin.CustomerID)
		if n, _ := ix.Wait(s.admin.CustomerID); n != 0 || ix.Kept() != 0 {
			t.Errorf("%d requests are kept in %d bytes, which is too many", n, ix.Kept())
		}
	})
}

// question is some list of some page.
func (ns *nodes) question() (actor.Actor, collab.Filter) {
	by := append([]actor.Actor{ns.admin}, ns.senders...)[ns.random.IntN(1+len(ns.senders))]
	f := ns.filter(ns.random)
	f.Query, f.Limit, f.Offset = "", 1+ns.random.IntN(40), ns.random.IntN(3)*ns.random.IntN(20)
	if f.Statuses != nil {
		f.Statuses = append(f.Statuses, []string{"pending", "Active"}[:ns.random.IntN(3)]...)
	}
	if ns.random.IntN(4) == 0 {
		f.Verdict = collab.Verdicts[ns.random.IntN(len(collab.Verdicts))]
	}
	if ns.random.IntN(4) == 0 {
		f.Sort = []collab.SortKey{{Name: "created_time"}}
	}
	return by, f
}

// known compares lists that were asked for before, of which most is remembered.
func (ns *nodes) known(t *testing.T, after string) {
	t.Helper()
	ns.pages(t, after, ns.admin, collab.Filter{Limit: 40})
	ns.pages(t, after, ns.admin, collab.Filter{Limit: 40, Tiers: []string{ns.tier}})
	ns.pages(t, after, ns.senders[2], collab.Filter{Limit: 40})
}

// pages compares what the nodes answer, page by page.
func (ns *nodes) pages(t *testing.T, after string, by actor.Actor, f collab.Filter) {
	t.Helper()
	for range 3 {
		want, next := ns.rows(t, ns.plain, by, f)
		for i, rs := range ns.with {
			if got, _ := ns.rows(t, rs, by, f); !slices.Equal(got, want) {
				t.Fatalf("after %s, %+v of %s: node %d answers %d rows, want %d\ngot  %.300q\nwant %.300q", after, f, by.Email, i, len(got), len(want), got, want)
			}
		}
		if f.After, f.Offset = next, 0; next == "" {
			return
		}
	}
}

// counts compares what the nodes count.
func (ns *nodes) counts(t *testing.T, after string, by actor.Actor, f collab.Filter) {
	t.Helper()
	want, err := ns.plain.Count(t.Context(), by, f)
	if err != nil {
		t.Fatal(err)
	}
	byCompany, err := ns.plain.CountByCompany(t.Context(), by, f)
	if err != nil {
		t.Fatal(err)
	}
	byStatus := make(collab.StatusCounts)
	for status, n := range want.Status {
		byStatus[status] = collab.Amount{N: int64(n)}
	}
	for i, rs := range ns.with {
		got, err := rs.Count(t.Context(), by, f)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("after %s, %+v of %s: node %d counts %v, %v, want %v", after, f, by.Email, i, got, err, want)
		}
		companies, err := rs.CountByCompany(t.Context(), by, f)
		if err != nil || !reflect.DeepEqual(companies, byCompany) {
			t.Fatalf("after %s, %+v of %s: node %d counts %v, %v, want %v", after, f, by.Email, i, companies, err, byCompany)
		}
		statuses, err := rs.CountByStatus(t.Context(), by, f)
		if err != nil || !maps.Equal(statuses, byStatus) {
			t.Fatalf("after %s, %+v of %s: node %d counts %v, %v, want %v", after, f, by.Email, i, statuses, err, byStatus)
		}
	}
}

// rows are the documents of a list, each after its guid and time.
func (ns *nodes) rows(t *testing.T, rs *collab.Requests, by actor.Actor, f collab.Filter) (rows []string, next string) {
	t.Helper()
	if err := rs.Outbox(t.Context(), by, f, func(r *collab.Row) error {
		next = r.Cursor()
		rows = append(rows, r.GUID+r.CreatedAt.Format(time.RFC3339Nano)+string(r.Document))
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return rows, next
}

type nodeChange struct {
	name string
	do   func(context.Context) error
}

// changes are all kinds of what moves a row from one list to another.
func (ns *nodes) changes() []nodeChange {
	oneOf := func() string {
		guid, _ := db.Column[string](context.Background(), ns.DB, `
			select guid from access_requests where customer_id = $1 order by guid desc limit 1 offset $2`, ns.admin.CustomerID, ns.random.IntN(60))
		return append(guid, "")[0]
	}
	on := func() *collab.Requests { return ns.with[ns.random.IntN(2)] }
	decide := func(d collab.Decision) func(context.Context) error {
		return func(ctx context.Context) error {
			_, err := on().Change(ctx, ns.admin, collab.Change{GUID: oneOf(), Status: string(d)})
			return err
		}
	}
	some := func() []string {
		from := ns.random.IntN(len(ns.companies))
		return ns.companies[from:min(len(ns.companies), from+ns.random.IntN(8))]
	}
	return []nodeChange{
		{"create", func(ctx context.Context) error {
			ns.made++
			i := ns.random.IntN(len(ns.companies))
			_, err := on().Create(ctx, ns.senders[ns.random.IntN(2)], []collab.Draft{{
				CompanyGUID: ns.companies[i], Email: fmt.Sprintf("new%d@v%03d.example", ns.made, i), FormalName: "New", Vectors: shelved[:ns.random.IntN(3)],
			}})
			return err
		}},
		{"register", func(ctx context.Context) error {
			ns.made++
			return ns.Tx(ctx, func(tx *db.Tx) error {
				_, _, err := on().SelfRequested(ctx, tx, collab.SelfRequest{
					CustomerID: ns.admin.CustomerID, FormGUID: db.NewID(), MakerGUID: ns.admin.UserGUID, CompanyGUID: oneOr(some(), ns.companies),
					Email: fmt.Sprintf("self%d@v.example", ns.made), FormalName: "Self",
				})
				return err
			})
		}},
		{"approve", decide(collab.Approve)},
		{"reject", decide(collab.Reject)},
		{"resolve", decide(collab.Resolve)},
		{"note", func(ctx context.Context) error {
			notes := new(fmt.Sprint("note ", ns.random.IntN(100)))
			_, err := on().Change(ctx, ns.admin, collab.Change{GUID: oneOf(), Notes: &notes})
			return err
		}},
		{"resend", func(ctx context.Context) error {
			_, err := on().Resend(ctx, ns.admin, oneOf())
			return err
		}},
		{"time", func(ctx context.Context) error {
			ns.now = ns.now.Add(time.Duration(ns.random.IntN(200)) * time.Hour)
			return on().Tick(ctx)
		}},
		{"mails", func(ctx context.Context) error {
			return ns.runner.Drain(ctx)
		}},
		{"rename", func(ctx context.Context) error {
			ns.exec1(ctx, `update users set formal_name = $2 where guid = $1`, ns.senders[0].UserGUID, fmt.Sprint("Renamed ", ns.random.IntN(100)))
			if err := ns.Tx(ctx, func(tx *db.Tx) error {
				return tenant.Refresh.Add(ctx, tx, tenant.Stale{CustomerID: ns.admin.CustomerID})
			}); err != nil {
				return err
			}
			return ns.runner.Drain(ctx)
		}},
		{"group", func(ctx context.Context) error {
			_, err := ns.groups.SetCompanies(ctx, actor.System(ns.admin.CustomerID), []string{ns.small, ns.large}[ns.random.IntN(2)], some())
			return err
		}},
		{"tier", func(ctx context.Context) error {
			_, err := ns.tiers.Place(ctx, ns.admin, "", some())
			return err
		}},
		{"past", func(ctx context.Context) error { // older than others, and without an event about each
			p := ns.past(ns.random, 1000+ns.random.IntN(1000), ns.now.Add(-time.Duration(ns.random.IntN(8000))*time.Hour))
			_, err := on().Backfill(ctx, actor.System(ns.admin.CustomerID), slices.Values([]*collab.Past{p}))
			return err
		}},
		{"leap", func(ctx context.Context) error { // a migration
			ns.exec1(ctx, `update access_requests set status = 'Declined', document = '{}' where guid = $1`, oneOf())
			ns.exec1(ctx, `update heads set requests = requests + $1`, int64(audit.Leap))
			return nil
		}},
	}
}

func (ns *nodes) exec1(ctx context.Context, query string, args ...any) {
	if _, err := ns.Exec(ctx, query, args...); err != nil {
		panic(err)
	}
}

func oneOr(some, all []string) string { return append(slices.Clip(some), all...)[0] }
