package audit_test

import (
	"strings"
	"testing"
	"time"

	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// A page reads what it answers and little more among many events, whatever is asked
// for: an index finds it, in its order; and where one finds either a person or a
// kind, no more than so many are looked through.
func TestPagesAmongManyEvents(t *testing.T) {
	const n = 60_000
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		customers(t, d, 1)
		exec(t, d, `insert into events (customer_id, seq, guid, at, action, actor_user, subject, hash)
			with recursive n (i) as (select 1 union all select i + 1 from n where i < 60000)
			select 1, i, 'g', $1, case when i = 7 then 'tier.update' when i % 3 = 0 then 'sign_in' else 'access_request.create' end,
				case when i = 9 then $3 else $2 end, 's', 'h' from n`, db.Now(), guidOf("emma"), guidOf("noor"))
		exec(t, d, `update heads set seq = 60000 where customer_id = 1`)
		if d.Dialect() == db.Postgres {
			exec(t, d, `analyze events`)
		}
		es, by := &audit.Events{DB: d, Now: db.Now}, admin(1, guidOf("emma"))
		past := db.Now().Add(-5 * time.Hour)
		for name, tt := range map[string]struct {
			f      audit.Filter
			events int
			next   int64
			index  string
			most   int // rows that may be read for it
		}{
			"everything":    {audit.Filter{}, 50, n - 49, "sqlite_autoindex_events_1", 300},
			"deep":          {audit.Filter{Before: n / 2}, 50, n/2 - 50, "sqlite_autoindex_events_1", 300},
			"a rare action": {audit.Filter{Actions: []string{"tier"}}, 1, 0, "events_action", 300},
			"kinds":         {audit.Filter{Actions: []string{"sign_ins", "refusals", "token"}}, 50, n - 147, "events_action", 400},
			"somebody rare": {audit.Filter{Who: guidOf("noor")}, 1, 0, "events_actor", 300},
			"rare of many":  {audit.Filter{Who: guidOf("emma"), Actions: []string{"tier"}}, 0, 20_001, "events_actor", 40_100},
			"none of it":    {audit.Filter{Subject: "none"}, 0, 0, "events_subject", 300},
			"before":        {audit.Filter{Until: &past}, 0, 0, "sqlite_autoindex_events_1", 300},
		} {
			p, err := es.Page(t.Context(), by, tt.f)
			if err != nil || len(p.Events) != tt.events || p.Next != tt.next {
				t.Errorf("%s: %d events, next %d, %v", name, len(p.Events), p.Next, err)
			}
			query, args, err := es.Statement(t.Context(), by, tt.f)
			if err != nil {
				t.Fatal(err)
			}
			if d.Dialect() == db.Postgres {
				plan := dbtest.Explain(t, d, query, args...)
				if read, _ := plan.Read(); read > tt.most {
					t.Errorf("%s reads %d rows, want at most %d: %+v", name, read, tt.most, plan)
				}
				continue
			}
			steps := dbtest.Steps(t, d, query, args...)
			if all := strings.Join(steps, "\n"); !strings.Contains(all, tt.index+" (customer_id=? AND ") || strings.Contains(all, "SCAN events") {
				t.Errorf("%s is not led by %s:\n%s", name, tt.index, all)
			}
		}
	})
}
