package tenant

import (
	"context"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// Audience is who sees a company.
type Audience struct {
	Admins int64 // they see every company
	Groups []Onlooker
}

// Onlooker is a group that sees a company.
type Onlooker struct {
	GUID         string
	Name         string
	AllCompanies bool // and so this one
	UserCount    int64
}

// MostOnlookers bounds the groups of an [Audience].
const MostOnlookers = 100

// Audience says who sees a company that by sees: an admin is told of all groups,
// anybody else of its own.
func (gs *Groups) Audience(ctx context.Context, by actor.Actor, companyGUID string) (s Audience, err error) {
	if err := by.Need(actor.GroupsR); err != nil {
		return s, err
	}
	companyGUID = strings.ToLower(companyGUID)
	if sees, err := gs.Seen.sees(ctx, gs.DB, by, companyGUID); err != nil {
		return s, err
	} else if !sees {
		return s, fault.New(fault.NotFound, "There is no such company.")
	}
	var w db.Where
	w.And(`g.customer_id = ?`, by.CustomerID)
	w.AndIf(!by.IsAdmin(), `g.guid = ?`, by.GroupGUID)
	w.And(`(g.all_companies or exists (
		select 1 from group_companies gc where gc.customer_id = g.customer_id and gc.group_guid = g.guid and gc.company_guid = ?))`, companyGUID)
	type row struct {
		Onlooker
		isDefault bool
	}
	rows, err := db.All(ctx, gs.DB, func(r *row) []any { return []any{&r.GUID, &r.Name, &r.AllCompanies, &r.isDefault} }, `
		select g.guid, g.name, g.all_companies, g.is_default from groups g`+w.String()+`
		order by g.name_lower limit `+w.Arg(MostOnlookers), w.Args()...)
	if err != nil {
		return s, err
	}
	users, err := countUsers(ctx, gs.DB, by.CustomerID)
	if err != nil {
		return s, err
	}
	for _, r := range rows {
		if r.UserCount = users[r.GUID]; r.isDefault {
			r.UserCount += users[""]
		}
		s.Groups = append(s.Groups, r.Onlooker)
	}
	s.Admins, err = db.Value[int64](ctx, gs.DB, `
		select count(*) from memberships m join users u on u.guid = m.user_guid
		where m.customer_id = $1 and m.role = $2 and u.deleted_at is null`, by.CustomerID, string(actor.Admin))
	return s, err
}
