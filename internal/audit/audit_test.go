package audit_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// customers makes the rows that events need.
func customers(t testing.TB, d *db.DB, ids ...int64) {
	t.Helper()
	for _, id := range ids {
		guid := db.NewID()
		exec(t, d, `insert into customers (id, guid, name, kind, company_guid, company_name, created_at, updated_at)
			values ($1, $2, '', 'Live', '', '', $3, $3)`, id, guid, db.Now())
		exec(t, d, `insert into heads (customer_id) values ($1)`, id)
	}
}

func exec(t testing.TB, d *db.DB, q string, args ...any) {
	t.Helper()
	if _, err := d.Exec(t.Context(), q, args...); err != nil {
		t.Fatal(err)
	}
}

func record(t *testing.T, d *db.DB, customerID int64, actions ...string) {
	t.Helper()
	err := d.Tx(t.Context(), func(tx *db.Tx) error {
		for _, a := range actions {
			audit.Record(t.Context(), tx, actor.System(customerID), customerID, audit.Event{Action: a, Details: map[string]string{"why": a}})
		}
		audit.Touch(t.Context(), tx, customerID, audit.Requests)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func verify(t *testing.T, d *db.DB, known []audit.Head) []string {
	t.Helper()
	_, findings, err := audit.Verify(t.Context(), d, known)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, f := range findings {
		all = append(all, strings.SplitN(f.String(), ": ", 3)[0]+" "+f.Problem)
	}
	return all
}

func TestVerifyNamesWhatWasDone(t *testing.T) {
	for _, tt := range []struct {
		name, harm string
		want       []string
	}{
		{"nothing", ``, nil},
		{"changed", `update events set action = 'x' where customer_id = 1 and seq = 3`, []string{"customer 1, event 3 changed"}},
		{"removed", `delete from events where customer_id = 1 and seq = 3`, []string{"customer 1, event 3 missing"}},
		{"removed first", `delete from events where customer_id = 1 and seq = 1`, []string{"customer 1, event 1 missing"}},
		{
			"cut off", `delete from events where customer_id = 1 and seq >= 5`,
			[]string{"customer 1, event 5 cut off", "customer 1, event 6 cut off", "customer 1, event 6 cut off"},
		},
		{
			"cut off, heads too", `delete from events where customer_id = 1 and seq >= 6; update heads set seq = 5 where customer_id = 1`,
			[]string{"customer 1, event 6 cut off"},
		},
		{
			"unsealed", `update events set hash = null where customer_id = 1 and seq = 6`,
			[]string{"customer 1, event 6 unsealed", "customer 1, event 6 cut off"},
		},
		{
			"details changed", `update event_details set body = '{}' where customer_id = 1 and seq = 2`,
			[]string{"customer 1, event 2 details changed"},
		},
		{"details erased", `delete from event_details where customer_id = 1`, nil},
		{
			"reordered", `update events set seq = 100 where customer_id = 1 and seq = 2;
			update events set seq = 2 where customer_id = 1 and seq = 3;
			update events set seq = 3 where customer_id = 1 and seq = 100;
			delete from event_details`,
			[]string{"customer 1, event 2 changed", "customer 1, event 3 reordered", "customer 1, event 4 changed"},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, d *db.DB) {
				customers(t, d, 1, 2)
				record(t, d, 1, "a", "b")
				record(t, d, 2, "other")
				record(t, d, 1, "c", "d")
				record(t, d, 1, "e", "f")
				if err := audit.Seal(t.Context(), d); err != nil {
					t.Fatal(err)
				}
				known, err := audit.Sealed(t.Context(), d)
				if err != nil || len(known) != 2 || known[0].Seq != 6 {
					t.Fatalf("heads %v %v", known, err)
				}
				for q := range strings.SplitSeq(tt.harm, ";") {
					if strings.TrimSpace(q) != "" {
						exec(t, d, q)
					}
				}
				if got := verify(t, d, known); !slices.Equal(got, tt.want) {
					t.Errorf("got %q, want %q", got, tt.want)
				}
			})
		})
	}
}

// Events of transactions that run side by side are numbered without a gap, and
// one that fails leaves none.
func TestNumbersHaveNoGaps(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		customers(t, d, 1, 2)
		var wg sync.WaitGroup
		for i := range 40 {
			wg.Go(func() {
				err := d.Tx(t.Context(), func(tx *db.Tx) error {
					for _, id := range []int64{1 + int64(i%2), 2 - int64(i%2)} { // in both orders
						audit.Record(t.Context(), tx, actor.System(id), id, audit.Event{Action: "x"})
					}
					if i%4 == 3 {
						return db.ErrNone
					}
					return nil
				})
				if err != nil && i%4 != 3 {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if err := audit.Seal(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		n, findings, err := audit.Verify(t.Context(), d, nil)
		if n != 60 || len(findings) != 0 || err != nil {
			t.Errorf("%d events, %v, %v", n, findings, err)
		}
	})
}

func TestTouchMovesOneTopic(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		customers(t, d, 1)
		record(t, d, 1, "a")
		type heads struct{ requests, portfolio, identity int64 }
		got, err := db.One(t.Context(), d, func(h *heads) []any { return []any{&h.requests, &h.portfolio, &h.identity} },
			`select requests, portfolio, identity from heads where customer_id = 1`)
		if err != nil || got != (heads{1, 0, 0}) {
			t.Errorf("got %v %v", got, err)
		}
	})
}
