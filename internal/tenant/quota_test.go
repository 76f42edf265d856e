package tenant_test

import (
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

func TestQuota(t *testing.T) {
	const (
		alloc = "allocate"
		free  = "free"
		take  = "take"
		back  = "give back"
	)
	type step struct {
		do    string
		group int
		n     int64
		want  fault.Kind
	}
	type figures struct {
		allocated, available int64 // -1 is null
		usedAllocated, used  int64
	}
	for _, tt := range []struct {
		name    string
		licence *int64
		steps   []step
		want    []figures // of the groups
	}{
		{
			"nothing reserved, nothing licensed", nil,
			[]step{{take, 0, 7, ""}},
			[]figures{{-1, -1, 0, 7}, {-1, -1, 0, 0}},
		},
		{
			"groups without an allocation share the licence", new(int64(10)),
			[]step{{take, 0, 6, ""}, {take, 1, 5, fault.Exhausted}, {take, 1, 4, ""}, {take, 0, 1, fault.Exhausted}},
			[]figures{{-1, 0, 0, 6}, {-1, 0, 0, 4}},
		},
		{
			"an allocation is the group's alone", new(int64(10)),
			[]step{{alloc, 0, 4, ""}, {take, 0, 5, fault.Exhausted}, {take, 0, 4, ""}, {take, 1, 7, fault.Exhausted}, {take, 1, 6, ""}},
			[]figures{{4, 0, 4, 4}, {-1, 0, 0, 6}},
		},
		{
			"an allocation without a licence limits", nil,
			[]step{{alloc, 0, 2, ""}, {take, 0, 3, fault.Exhausted}, {take, 0, 1, ""}, {take, 1, 100, ""}},
			[]figures{{2, 1, 1, 1}, {-1, -1, 0, 100}},
		},
		{
			"the sum of allocations stays within the licence", new(int64(10)),
			[]step{{alloc, 0, 6, ""}, {alloc, 1, 5, fault.Exhausted}, {alloc, 1, 4, ""}},
			[]figures{{6, 6, 0, 0}, {4, 4, 0, 0}},
		},
		{
			"what is used of the rest cannot be reserved", new(int64(10)),
			[]step{{take, 1, 6, ""}, {alloc, 0, 5, fault.Exhausted}, {alloc, 0, 4, ""}},
			[]figures{{4, 4, 0, 0}, {-1, 0, 0, 6}},
		},
		{
			"use moves over to a new allocation", new(int64(10)),
			[]step{{take, 0, 6, ""}, {alloc, 0, 8, ""}, {take, 1, 3, fault.Exhausted}, {take, 1, 2, ""}},
			[]figures{{8, 2, 6, 6}, {-1, 0, 0, 2}},
		},
		{
			"an allocation cannot be below use", new(int64(10)),
			[]step{{take, 0, 6, ""}, {alloc, 0, 5, fault.Conflict}, {alloc, 0, 6, ""}, {alloc, 0, 5, fault.Conflict}},
			[]figures{{6, 0, 6, 6}, {-1, 4, 0, 0}},
		},
		{
			"use moves back when the allocation goes", new(int64(10)),
			[]step{{alloc, 0, 8, ""}, {take, 0, 5, ""}, {free, 0, 0, ""}, {take, 1, 5, ""}, {take, 0, 1, fault.Exhausted}},
			[]figures{{-1, 0, 0, 5}, {-1, 0, 0, 5}},
		},
		{
			"what is given back is there again", new(int64(3)),
			[]step{{take, 0, 3, ""}, {back, 0, 2, ""}, {take, 1, 2, ""}, {back, 0, 2, fault.Internal}},
			[]figures{{-1, 0, 0, 1}, {-1, 0, 0, 2}},
		},
		{
			"an allocation of nothing allows nothing", new(int64(10)),
			[]step{{alloc, 0, 0, ""}, {take, 0, 1, fault.Exhausted}},
			[]figures{{0, 0, 0, 0}, {-1, 10, 0, 0}},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, d *db.DB) {
				licences := map[string]*int64{}
				if tt.licence != nil {
					licences[monitoring] = tt.licence
				}
				w := newWorld(t, d, licences)
				groups := []string{w.newGroup(t, "One", nil).GUID, w.newGroup(t, "Two", nil).GUID}
				for i, s := range tt.steps {
					var err error
					switch g := groups[s.group]; s.do {
					case take:
						err = w.take(t, g, s.n)
					case back:
						err = w.giveBack(t, g, s.n)
					case alloc:
						err = w.allocate(t, g, tenant.QuotaDraft{Allocated: new(s.n)})
					case free:
						err = w.allocate(t, g, tenant.QuotaDraft{None: true})
					}
					if s.want == "" && err != nil || s.want != "" && !fault.Is(err, s.want) {
						t.Fatalf("step %d, %+v: %v", i, s, err)
					}
				}
				for i, want := range tt.want {
					q := w.quota(t, groups[i])
					got := figures{orMinus(q.Allocated), orMinus(q.Available), q.UsedAllocated(), q.Used}
					if got != want {
						t.Errorf("group %d: got %+v, want %+v", i, got, want)
					}
				}
				w.sound(t)
			})
		})
	}
}

func orMinus(n *int64) int64 {
	if n == nil {
		return -1
	}
	return *n
}

func (w *world) allocate(t *testing.T, group string, d tenant.QuotaDraft) error {
	t.Helper()
	_, err := w.groups.Change(t.Context(), w.admin, group, tenant.GroupChange{
		Quotas: map[string]tenant.QuotaDraft{monitoring: d},
	})
	return err
}

func TestRefusalNamesTheLimit(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, map[string]*int64{monitoring: new(int64(10))})
		g := w.newGroup(t, "Europe", new(int64(4)))
		ok(t, w.take(t, g.GUID, 3))
		for _, tt := range []struct {
			err  error
			want string
		}{
			{w.take(t, g.GUID, 3), "The group Europe may own 4 subscriptions of type continuous_monitoring and owns 3: this is 2 too many."},
			{w.take(t, w.group, 7), "of which groups have reserved 4 and use 0 of the rest: this is one too many."},
			{w.allocate(t, w.group, tenant.QuotaDraft{Allocated: new(int64(7))}), "this is one too many"},
			{w.take(t, db.NewID(), 1), "There is no such access group."},
		} {
			if tt.err == nil || !strings.Contains(tt.err.Error(), tt.want) {
				t.Errorf("got %v, want %q", tt.err, tt.want)
			}
		}
	})
}

// TestARefusedTakeLeavesTheTransactionAlone: an import reports the row and goes on.
func TestARefusedTakeLeavesTheTransactionAlone(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, map[string]*int64{monitoring: new(int64(2))})
		ok(t, d.Tx(t.Context(), func(tx *db.Tx) error {
			for _, step := range []struct {
				kind string
				n    int64
				want fault.Kind
			}{
				{monitoring, 1, ""},
				{monitoring, 2, fault.Exhausted},
				{"total_monitoring", 1, fault.Invalid},
				{monitoring, 1, ""},
			} {
				wants(t, tenant.Take(t.Context(), tx, w.c.ID, w.group, step.kind, step.n), step.want)
			}
			return nil
		}))
		if q := w.quota(t, w.group); q.Used != 2 {
			t.Errorf("used %d, want 2", q.Used)
		}
		w.sound(t)
	})
}

func TestFiftyRaceForTwenty(t *testing.T) {
	for _, allocated := range []*int64{nil, new(int64(20))} {
		t.Run(fmt.Sprintf("allocated %d", orMinus(allocated)), func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, d *db.DB) {
				licence := int64(20)
				if allocated != nil {
					licence = 100
				}
				w := newWorld(t, d, map[string]*int64{monitoring: &licence})
				g := w.newGroup(t, "One", allocated)
				var won, refused atomic.Int64
				var wg sync.WaitGroup
				for range 50 {
					wg.Go(func() {
						switch err := w.take(t, g.GUID, 1); {
						case err == nil:
							won.Add(1)
						case fault.Is(err, fault.Exhausted):
							refused.Add(1)
						default:
							t.Error(err)
						}
					})
				}
				wg.Wait()
				if won.Load() != 20 || refused.Load() != 30 || w.quota(t, g.GUID).Used != 20 {
					t.Errorf("%d won, %d refused, %+v", won.Load(), refused.Load(), w.quota(t, g.GUID))
				}
				w.sound(t)
			})
		})
	}
}

// TestAllocationsRaceAgainstTakes: whatever order they come in, the licence
// holds and no use is lost.
func TestAllocationsRaceAgainstTakes(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, map[string]*int64{monitoring: new(int64(30))})
		var groups []string
		for i := range 4 {
			groups = append(groups, w.newGroup(t, fmt.Sprintf("Group %d", i), nil).GUID)
		}
		var won [4]atomic.Int64
		var wg sync.WaitGroup
		for i := range 60 {
			wg.Go(func() {
				g := i % 4
				err := w.take(t, groups[g], 1)
				if err == nil {
					won[g].Add(1)
				} else if !fault.Is(err, fault.Exhausted) {
					t.Error(err)
				}
			})
			if i%3 != 0 {
				continue
			}
			wg.Go(func() {
				draft := tenant.QuotaDraft{Allocated: new(int64(i % 13))}
				if i%2 == 0 {
					draft = tenant.QuotaDraft{None: true}
				}
				err := w.allocate(t, groups[i/3%4], draft)
				if err != nil && !fault.Is(err, fault.Exhausted) && !fault.Is(err, fault.Conflict) {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		for i, g := range groups {
			if got := w.quota(t, g).Used; got != won[i].Load() {
				t.Errorf("group %d: %d used, %d won", i, got, won[i].Load())
			}
		}
		w.sound(t)
	})
}
