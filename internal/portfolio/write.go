package portfolio

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// Many rows reach the database as one JSON parameter: the statement stays the
// same whatever their number, is compiled once and has no limit of parameters.
// The engines name the function that takes the JSON apart differently.

// texts returns a subquery over a JSON array of texts in parameter p.
func texts(c db.Conn, p string) string { return `select value from ` + each(c, p) }

func each(c db.Conn, p string) string {
	if c.Dialect() == db.SQLite {
		return `json_each(` + p + `) as j`
	}
	return `jsonb_array_elements_text(cast(` + p + ` as jsonb)) as j(value)`
}

// seek returns the source of a query that looks up rows of a table, one by one,
// by the texts in parameter p, which condition calls j.value.
//
// Both engines would rather read all of a customer's rows and compare: SQLite
// believes that a customer has ten, and PostgreSQL that it has as many as when
// it last looked, which an import outruns. A cross join keeps SQLite to the
// order; on PostgreSQL, the offset keeps the lookup apart from the join.
func seek(c db.Conn, p, table, alias, condition string) string {
	if c.Dialect() == db.SQLite {
		return each(c, p) + ` cross join ` + table + ` ` + alias + ` on ` + condition
	}
	return sought(c, p, table, alias, condition, `offset 0`)
}

// seekAndHold is seek for rows that nobody may change until tx ends.
func seekAndHold(tx *db.Tx, p, table, alias, condition string) string {
	if tx.Dialect() == db.SQLite {
		return seek(tx, p, table, alias, condition) // it has one writer
	}
	return sought(tx, p, table, alias, condition, `for no key update`)
}

func sought(c db.Conn, p, table, alias, condition, end string) string {
	return each(c, p) + ` cross join lateral (select * from ` + table + ` ` + alias + ` where ` + condition + ` ` + end + `) as ` + alias
}

// rows returns the source of a query over a JSON array of arrays in parameter
// p; value ->> 0 is the first of a row. PostgreSQL answers texts, to be cast. A row
// is not written as text in between, which SQLite would read again for each value.
func rows(c db.Conn, p string) string {
	if c.Dialect() == db.SQLite {
		return `jsonb_each(` + p + `) as j`
	}
	return `jsonb_array_elements(cast(` + p + ` as jsonb)) as j(value)`
}

// list encodes a parameter of texts or rows.
func list[T any](values []T) string {
	if len(values) == 0 {
		return "[]"
	}
	text, _ := json.Marshal(values) // texts, numbers and nils always encode
	return string(text)
}

// upsertCompanies inserts companies of version 1 and replaces those of higher
// ones if they still have the version before: otherwise somebody else was
// faster, and it is a Conflict.
func upsertCompanies(ctx context.Context, tx *db.Tx, customerID int64, now time.Time, companies []*Company) error {
	if len(companies) == 0 {
		return nil
	}
	values := make([][]any, len(companies))
	for i, c := range companies {
		values[i] = []any{
			c.GUID, c.Name, strings.ToLower(c.Name), c.PrimaryDomain, c.Industry, Slug(c.Industry), c.Sector, c.Location,
			c.Employees, c.CustomID, c.Rating, c.RatingDate, c.Grades.text(), number(c.IsGenerated), c.TierGUID, c.Source, c.Version,
		}
	}
	n, err := tx.Exec(ctx, `
		insert into companies (customer_id, guid, name, name_lower, primary_domain, industry, industry_slug, sector, location,
			employees, custom_id, rating, rating_date, grades, is_generated, tier_guid, source, version, created_at, updated_at)
		select cast($1 as bigint), value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7,
			cast(value ->> 8 as bigint), value ->> 9, cast(value ->> 10 as bigint), value ->> 11, value ->> 12,
			cast(value ->> 13 as bigint) = 1, value ->> 14, value ->> 15, cast(value ->> 16 as bigint), `+moment(tx, "$2")+`, `+moment(tx, "$2")+`
		from `+rows(tx, "$3")+` where true
		on conflict (customer_id, guid) do update set
			name = excluded.name, name_lower = excluded.name_lower, primary_domain = excluded.primary_domain,
			industry = excluded.industry, industry_slug = excluded.industry_slug, sector = excluded.sector,
			location = excluded.location, employees = excluded.employees, custom_id = excluded.custom_id,
			rating = excluded.rating, rating_date = excluded.rating_date, grades = excluded.grades,
			is_generated = excluded.is_generated, tier_guid = excluded.tier_guid, source = excluded.source,
			version = excluded.version, updated_at = excluded.updated_at
		where companies.version = excluded.version - 1`, customerID, now, list(values))
	if err == nil && n != int64(len(companies)) {
		return fault.New(fault.Conflict, "Somebody else changed the same companies at this moment. Please try again.")
	}
	return err
}

// moment is a parameter that holds a time, where its type is not evident.
func moment(c db.Conn, p string) string {
	if c.Dialect() == db.SQLite {
		return p
	}
	return `cast(` + p + ` as timestamp)`
}

func number(b bool) int {
	if b {
		return 1
	}
	return 0
}

// insertDomains adds pairs of company and domain that do not exist yet.
func insertDomains(ctx context.Context, tx *db.Tx, customerID int64, pairs [][]any) error {
	if len(pairs) == 0 {
		return nil
	}
	_, err := tx.Exec(ctx, `
		insert into company_domains (customer_id, company_guid, domain)
		select cast($1 as bigint), value ->> 0, value ->> 1 from `+rows(tx, "$2")+` where true
		on conflict do nothing`, customerID, list(pairs))
	return err
}
