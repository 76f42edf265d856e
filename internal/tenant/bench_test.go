package tenant_test

import (
	"fmt"
	"testing"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/tenant"
)

// BenchmarkWhatIf asks about a customer of 200 groups, 10,000 companies and 2,000
// users, also about a group that was put all companies into just now.
func BenchmarkWhatIf(b *testing.B) {
	for _, engine := range dbtest.Engines() {
		d := dbtest.Open(b, engine)
		w := newWorld(b, d, nil)
		large(b, w)
		groups, err := w.groups.List(b.Context(), w.admin)
		ok(b, err)
		companies, err := w.groups.Companies(b.Context(), w.admin, groups[5].GUID)
		ok(b, err)
		w.exec(b, `insert into group_companies (customer_id, group_guid, company_guid) select customer_id, $2, guid from companies
			where customer_id = $1 on conflict (customer_id, group_guid, company_guid) do nothing`, w.c.ID, groups[7].GUID)
		user, err := db.Value[string](b.Context(), d, `select user_guid from memberships where customer_id = $1 and group_guid = $2 limit 1`, w.c.ID, groups[5].GUID)
		ok(b, err)
		for name, s := range map[string]tenant.Shift{
			"default": {Groups: []tenant.GroupShift{{GUID: groups[5].GUID, MakeDefault: true}}},
			"all":     {Groups: []tenant.GroupShift{{GUID: groups[5].GUID, AllCompanies: new(true)}}},
			"delete":  {Groups: []tenant.GroupShift{{GUID: groups[5].GUID, Delete: true}}},
			"full":    {Groups: []tenant.GroupShift{{GUID: groups[7].GUID, Delete: true}, {GUID: groups[5].GUID, MakeDefault: true}}},
			"other":   {Users: []tenant.UserShift{{GUID: user, GroupGUID: &groups[7].GUID}}},
			"move":    {Groups: []tenant.GroupShift{{GUID: groups[5].GUID, Remove: companies[:1000]}, {GUID: groups[6].GUID, Add: companies[:1000]}}},
		} {
			b.Run(string(engine)+"/"+name, func(b *testing.B) {
				for b.Loop() {
					if e, err := w.groups.WhatIf(b.Context(), w.admin, s); err != nil || e.Gains.Pairs+e.Loses.Pairs == 0 {
						b.Fatal(e, err)
					}
				}
			})
		}
	}
}

// large gives a customer 200 groups of 2,500 companies each, 10,000 companies and
// 2,000 users, 400 of whom are in no group.
func large(t testing.TB, w *world) {
	t.Helper()
	now := w.customers.Now()
	ok(t, w.db.Tx(t.Context(), func(tx *db.Tx) error {
		for _, q := range []string{
			`insert into groups (customer_id, guid, id, name, name_lower, created_at, updated_at)
				select $1, 'aaaaaaaa-0000-7000-8000-' || cast(100000000000 + n as text), 1000000 + n, 'Group ' || n, 'group ' || n, $2, $2
				from (` + numbers(200) + `) s`,
			`insert into companies (customer_id, guid, name, name_lower, created_at, updated_at)
				select $1, 'bbbbbbbb-0000-7000-8000-' || cast(100000000000 + n as text), 'Company ' || n, 'company ' || n, $2, $2
				from (` + numbers(10000) + `) s`,
			`insert into users (customer_id, guid, id, email, email_lower, formal_name, created_at, updated_at)
				select $1, 'cccccccc-0000-7000-8000-' || cast(100000000000 + n as text), 2000000 + n, 'l' || n || '@x.example', 'l' || n || '@x.example', 'User ' || n, $2, $2
				from (` + numbers(2000) + `) s`,
		} {
			if _, err := tx.Exec(t.Context(), q, w.c.ID, now); err != nil {
				return err
			}
		}
		for _, q := range []string{
			`insert into memberships (customer_id, user_guid, role, group_guid)
				select $1, 'cccccccc-0000-7000-8000-' || cast(100000000000 + n as text), 'customer_user', 'aaaaaaaa-0000-7000-8000-' || cast(100000000000 + n % 200 as text)
				from (` + numbers(1600) + `) s`,
			`insert into group_companies (customer_id, group_guid, company_guid)
				select $1, g.guid, c.guid from groups g join companies c on c.customer_id = g.customer_id
				where g.customer_id = $1 and not g.is_default and (length(c.guid) + cast(substr(c.guid, 33) as bigint) + cast(substr(g.guid, 33) as bigint)) % 4 = 0`,
		} {
			if _, err := tx.Exec(t.Context(), q, w.c.ID); err != nil {
				return err
			}
		}
		return nil
	}))
}

// numbers is a query of the numbers n from 0.
func numbers(n int) string {
	return fmt.Sprintf(`with recursive r(n) as (select 0 union all select n + 1 from r where n < %d) select n from r`, n-1)
}
