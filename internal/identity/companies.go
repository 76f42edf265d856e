package identity

import (
	"context"
	"slices"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// Companies returns for each of some users the companies that it is the one to
// ask about, as far as by sees them: those of by's customer.
func (us *Users) Companies(ctx context.Context, by actor.Actor, users []User) (map[string][]string, error) {
	return companiesOf(ctx, us.DB, by, users)
}

func companiesOf(ctx context.Context, c db.Conn, by actor.Actor, users []User) (map[string][]string, error) {
	type pair struct{ user, company string }
	of := make(map[string][]string)
	for part := range slices.Chunk(users, atOnce) {
		guids := make([]string, len(part))
		for i := range part {
			guids[i] = part[i].GUID
		}
		var w db.Where
		w.And("t.customer_id = ?", by.CustomerID)
		w.In("t.user_guid", guids)
		tenant.Visible(&w, by, "t.company_guid")
		all, err := db.All(ctx, c, func(p *pair) []any { return []any{&p.user, &p.company} }, `
			select t.user_guid, t.company_guid from user_companies t`+w.String()+`
			order by t.user_guid, t.company_guid`, w.Args()...)
		if err != nil {
			return nil, err
		}
		for _, p := range all {
			of[p.user] = append(of[p.user], p.company)
		}
	}
	return of, nil
}

// setCompanies replaces the companies that a user is the one to ask about, as
// far as by sees them, and reports whether that changed anything.
func setCompanies(ctx context.Context, tx *db.Tx, by actor.Actor, u User, companies []string) (changed bool, err error) {
	before, err := companiesOf(ctx, tx, by, []User{u})
	if err != nil {
		return false, err
	}
	has := before[u.GUID]
	for _, guid := range without(companies, has) {
		sees, err := tenant.Sees(ctx, tx, by, guid)
		if err != nil {
			return false, err
		}
		if !sees || u.CustomerID != by.CustomerID {
			return false, fault.Field("preferred_contact_for_entities", "there is no such company: %s", guid)
		}
		_, err = tx.Exec(ctx, `insert into user_companies (customer_id, user_guid, company_guid) values ($1, $2, $3)`,
			by.CustomerID, u.GUID, guid)
		if err != nil {
			return false, err
		}
		changed = true
	}
	for _, guid := range without(has, companies) {
		_, err := tx.Exec(ctx, `delete from user_companies where customer_id = $1 and user_guid = $2 and company_guid = $3`,
			by.CustomerID, u.GUID, guid)
		if err != nil {
			return false, err
		}
		changed = true
	}
	return changed, nil
}
