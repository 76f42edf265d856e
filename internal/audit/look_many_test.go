package audit_test

import (
	"testing"
	"time"

	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// A page costs the same among many events, whatever is asked for: what an index
// finds takes no look at the others, and a person's rare events are sought among
// so many at a time.
func TestPagesAmongManyEvents(t *testing.T) {
	if testing.Short() {
		t.Skip("makes 300,000 events")
	}
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		customers(t, d, 1)
		exec(t, d, `insert into events (customer_id, seq, guid, at, action, actor_user, subject, hash)
			with recursive n (i) as (select 1 union all select i + 1 from n where i < 300000)
			select 1, i, 'g', $1, case when i = 7 then 'tier.update' when i % 3 = 0 then 'sign_in' else 'access_request.create' end,
				case when i = 9 then $3 else $2 end, 's', 'h' from n`, db.Now(), guidOf("emma"), guidOf("noor"))
		exec(t, d, `update heads set seq = 300000 where customer_id = 1`)
		if d.Dialect() == db.Postgres {
			exec(t, d, `analyze events`)
		}
		es, by := &audit.Events{DB: d, Now: db.Now}, admin(1, guidOf("emma"))
		past := db.Now().Add(-5 * time.Hour)
		for name, tt := range map[string]struct {
			f      audit.Filter
			events int
			next   int64
		}{
			"everything":    {audit.Filter{}, 50, 299_951},
			"deep":          {audit.Filter{Before: 150_000}, 50, 149_950},
			"a rare action": {audit.Filter{Actions: []string{"tier"}}, 1, 0},
			"kinds":         {audit.Filter{Actions: []string{"sign_ins", "refusals", "token"}}, 50, 299_853},
			"somebody rare": {audit.Filter{Who: guidOf("noor")}, 1, 0},
			"rare of many":  {audit.Filter{Who: guidOf("emma"), Actions: []string{"tier"}}, 0, 260_001},
			"none of it":    {audit.Filter{Subject: "none"}, 0, 0},
			"before":        {audit.Filter{Until: &past}, 0, 0},
		} {
			best := time.Hour
			for range 3 {
				began := time.Now()
				p, err := es.Page(t.Context(), by, tt.f)
				if best = min(best, time.Since(began)); err != nil || len(p.Events) != tt.events || p.Next != tt.next {
					t.Fatalf("%s: %d events, next %d, %v", name, len(p.Events), p.Next, err)
				}
			}
			most := 50 * time.Millisecond
			if tt.f.Who != "" && tt.f.Actions != nil {
				most = 200 * time.Millisecond
			}
			if best > most {
				t.Errorf("%s: %s", name, best)
			}
			t.Logf("%s: %s", name, best)
		}
	})
}
