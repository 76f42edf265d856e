package cli

import (
	"fmt"
	"strconv"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/tenant"
)

// What is older than a customer wants goes, with an event of how much; what is
// younger, what waits, and what another customer keeps stays. The chain holds.
func TestRetention(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		now := db.Now()
		customers := &tenant.Customers{DB: d, Now: db.Now}
		make := func(name, settings string) int64 {
			t.Helper()
			c, err := customers.Create(t.Context(), actor.System(0), tenant.NewCustomer{Name: name})
			if err != nil {
				t.Fatal(err)
			}
			exec := func(q string, args ...any) {
				t.Helper()
				if _, err := d.Exec(t.Context(), q, args...); err != nil {
					t.Fatal(err)
				}
			}
			for i, days := range []int{10, 89, 91, 400} {
				then := now.AddDate(0, 0, -days)
				for _, state := range []string{"sent", "queued"} {
					exec(`insert into mails (customer_id, guid, template, recipient, args, state, created_at) values ($1, $2, 'x', 'x', '{}', $3, $4)`,
						c.ID, db.NewID(), state, then)
				}
				exec(`insert into notifications (customer_id, user_guid, id, type, status, subject, text, created_at)
					values ($1, 'u', $2, 'Report', 'Success', '', '', $3)`, c.ID, i, then)
			}
			err = d.Tx(t.Context(), func(tx *db.Tx) error {
				for range 3 {
					audit.Record(t.Context(), tx, actor.System(c.ID), c.ID, audit.Event{Action: "tier.update", Details: map[string]int{"n": 1}})
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			exec(`update events set at = $2 where customer_id = $1 and seq <= 3`, c.ID, now.AddDate(0, 0, -100)) // before they are sealed
			exec(`update customers set settings = $2 where id = $1`, c.ID, settings)
			return c.ID
		}
		keeps := make("Keeps", `{}`)
		erases := make("Erases", `{"keep_mails":90,"keep_notifications":30,"keep_event_details":90}`)
		if err := audit.Seal(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		rt := &tenant.Retention{DB: d, Now: func() time.Time { return now }, Keepers: keepers()}
		for range 2 { // the second time there is nothing left to do
			if err := rt.Erase(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		count := func(q string, args ...any) int {
			t.Helper()
			n, err := db.Value[int](t.Context(), d, q, args...)
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
		for id, want := range map[int64]string{keeps: "8 4 4 4", erases: "6 1 4 7"} {
			got := fmt.Sprint(
				count(`select count(*) from mails where customer_id = $1`, id), count(`select count(*) from notifications where customer_id = $1`, id),
				count(`select count(*) from event_details where customer_id = $1`, id), count(`select count(*) from events where customer_id = $1`, id))
			if got != want {
				t.Errorf("left of mails, notifications, details and events of %d: %s, want %s", id, got, want)
			}
		}
		for what, n := range map[string]int{"mails": 2, "notifications": 3, "event_details": 3} {
			if count(`select count(*) from event_details where customer_id = $1 and body like '%"erased":`+strconv.Itoa(n)+`,%"what":"`+what+`"%'`, erases) != 1 {
				t.Errorf("no event says that %d %s were erased", n, what)
			}
		}
		if err := audit.Seal(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		if _, findings, err := audit.Verify(t.Context(), d, nil); err != nil || len(findings) > 0 {
			t.Errorf("the chain: %v %v", findings, err)
		}
	})
}
