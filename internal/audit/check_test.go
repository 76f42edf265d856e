package audit_test

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/jobs"
)

func allowed(context.Context, *db.Tx) error { return nil }

func TestCheckFindsWhatVerifyFinds(t *testing.T) {
	for _, tt := range []struct {
		name, harm string
		want       string // problem of the first finding
		seq        int64
	}{
		{name: "nothing"},
		{"changed", `update events set action = 'x' where customer_id = 1 and seq = 3`, "changed", 3},
		{"removed", `delete from events where customer_id = 1 and seq = 3`, "missing", 3},
		{"cut off", `delete from events where customer_id = 1 and seq >= 8`, "cut off", 8},
		{"details", `update event_details set body = '{}' where customer_id = 1 and seq = 2`, "details changed", 2},
		{name: "details erased", harm: `delete from event_details where customer_id = 1`},
		{name: "another customer's", harm: `update events set action = 'x' where customer_id = 2`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, d *db.DB) {
				es, by := library(t, d), admin(1, guidOf("emma"))
				if err := audit.Seal(t.Context(), d); err != nil {
					t.Fatal(err)
				}
				if tt.harm != "" {
					exec(t, d, tt.harm)
				}
				k, err := es.Check(t.Context(), by, allowed)
				if err != nil || k.EndedAt == nil || k.Until != 8 || k.Done != 8 || k.AskedBy != by.UserGUID {
					t.Fatalf("got %+v %v", k, err)
				}
				if tt.want == "" {
					if k.Wrong != 0 || k.Events != 8 {
						t.Errorf("got %+v", k)
					}
					return
				}
				if k.Wrong == 0 || k.Findings[0].Problem != tt.want || k.Findings[0].Seq != tt.seq {
					t.Errorf("got %+v, want %s of %d", k, tt.want, tt.seq)
				}
			})
		})
	}
}

// What was noted outside the database convicts who wrote the end anew.
func TestCheckKnowsHeads(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		es, by := library(t, d), admin(1, guidOf("emma"))
		if err := audit.Seal(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		es.Known = func(_ context.Context, customerID int64) ([]audit.Head, error) {
			return []audit.Head{{Customer: customerID, Seq: 9, Hash: "gone"}}, nil
		}
		k, err := es.Check(t.Context(), by, allowed)
		if err != nil || k.Wrong != 1 || k.Findings[0].Problem != "cut off" || k.Findings[0].Seq != 9 {
			t.Errorf("got %+v %v", k, err)
		}
		_, err = es.Check(t.Context(), actor.Actor{CustomerID: 1}, allowed)
		if !fault.Is(err, fault.Forbidden) {
			t.Errorf("who may not read the record checks it: %v", err)
		}
	})
}

// A long record is looked at in steps, of which a job takes all but the first.
func TestCheckGoesOn(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		customers(t, d, 1)
		es, by := &audit.Events{DB: d, Now: db.Now}, admin(1, guidOf("emma"))
		many := make([]string, 2500)
		for i := range many {
			many[i] = "tier.update"
		}
		for range 10 {
			record(t, d, 1, many...)
		}
		if err := audit.Seal(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		exec(t, d, `update events set subject = 'x' where customer_id = 1 and seq = 22000`)
		k, err := es.Check(t.Context(), by, allowed)
		if err != nil || k.EndedAt != nil || k.Done != 20_000 || k.Wrong != 0 {
			t.Fatalf("after the first step: %+v %v", k, err)
		}
		again, err := es.Check(t.Context(), by, allowed)
		if err != nil || again.GUID != k.GUID || again.Done != 20_000 {
			t.Errorf("a second one began: %+v %v", again, err)
		}
		r := jobs.NewRunner(d, slog.New(slog.DiscardHandler), func() time.Time { return db.Now().Add(time.Minute) })
		es.Work(r)
		if err := r.Drain(t.Context()); err != nil {
			t.Fatal(err)
		}
		if k, err = es.Checked(t.Context(), by); err != nil || k.EndedAt == nil || k.Events != 25_000 || k.Wrong != 1 || k.Findings[0].Seq != 22_000 {
			t.Errorf("at the end: %+v %v", k, err)
		}
		if last, err := es.Last(t.Context(), by, "record.verify"); err != nil || last.Seq != 25_001 || last.User != by.UserGUID {
			t.Errorf("the check is recorded as %+v %v", last, err)
		}
	})
}
