package collab

import (
	"context"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

// Named is something that an outbox is filtered by, with its name.
type Named struct{ GUID, Name string }

func (n *Named) fields() []any { return []any{&n.GUID, &n.Name} }

// Choices are what an actor may choose filters from, the first some of each.
type Choices struct {
	Folders, Tiers, Groups, Requesters []Named
}

// MostChoices bounds a list that somebody chooses from.
const MostChoices = 100

// Choices returns what by sees of folders, tiers, access groups and users.
func (rs *Requests) Choices(ctx context.Context, by actor.Actor) (c Choices, err error) {
	if err := by.Need(actor.RequestsR); err != nil {
		return c, err
	}
	return c, rs.named(ctx, by, nil, &c)
}

// NamesOf returns the names of what a filter names, as far as by sees them, by
// guid: of some of each list.
func (rs *Requests) NamesOf(ctx context.Context, by actor.Actor, f *Filter) (map[string]string, error) {
	if err := by.Need(actor.RequestsR); err != nil {
		return nil, err
	}
	var c Choices
	if err := rs.named(ctx, by, f, &c); err != nil {
		return nil, err
	}
	companies, err := rs.companyNames(ctx, by, f.Companies)
	if err != nil {
		return nil, err
	}
	names := make(map[string]string)
	for _, list := range [][]Named{c.Folders, c.Tiers, c.Groups, c.Requesters, companies} {
		for _, n := range list {
			names[n.GUID] = n.Name
		}
	}
	return names, nil
}

// firstOf returns the first values of a list: to name them is enough.
func firstOf(values []string) []string { return values[:min(len(values), 20)] }

// named reads folders, tiers, groups and users: those that f names, or the first
// ones if it is nil.
func (rs *Requests) named(ctx context.Context, by actor.Actor, f *Filter, c *Choices) error {
	for _, kind := range []struct {
		into  *[]Named
		right actor.Right
		query string
		order string
		asked func() []string
		sees  func(w *db.Where)
	}{
		{
			&c.Folders, actor.PortfolioR, `select m.guid, m.name from folders m`, `m.name_lower`,
			func() []string { return f.Folders },
			func(w *db.Where) {
				if seen := portfolio.SeesFolder(w, by, `m.guid`); seen != "" {
					w.And(seen)
				}
			},
		},
		{&c.Tiers, actor.PortfolioR, `select m.guid, m.name from tiers m`, `m.rank, m.name_lower`, func() []string { return f.Tiers }, nil},
		{
			&c.Groups, actor.GroupsR, `select m.guid, m.name from groups m`, `m.name_lower`,
			func() []string { return f.Groups },
			func(w *db.Where) { w.AndIf(!by.IsAdmin(), `m.guid = ?`, by.GroupGUID) },
		},
		{
			&c.Requesters, actor.UsersR, `select m.guid, m.formal_name from users m`, `m.formal_name, m.guid`,
			func() []string { return append(append([]string{}, f.Requesters...), f.ExcludeRequesters...) },
			func(w *db.Where) {
				w.And(`m.deleted_at is null`)
				w.AndIf(!by.AllCompanies && !by.IsAdmin(), `(m.guid = ? or exists (
					select 1 from memberships s where s.customer_id = m.customer_id and s.user_guid = m.guid and s.group_guid = ?))`,
					by.UserGUID, by.GroupGUID)
			},
		},
	} {
		if !by.Has(kind.right) {
			continue
		}
		var w db.Where
		w.And(`m.customer_id = ?`, by.CustomerID)
		if f != nil {
			asked := kind.asked()
			if len(asked) == 0 {
				continue
			}
			w.In(`m.guid`, firstOf(asked))
		}
		if kind.sees != nil {
			kind.sees(&w)
		}
		found, err := db.All(ctx, rs.DB, (*Named).fields, kind.query+w.String()+` order by `+kind.order+` limit `+w.Arg(MostChoices), w.Args()...)
		if err != nil {
			return err
		}
		*kind.into = found
	}
	return nil
}

func (rs *Requests) companyNames(ctx context.Context, by actor.Actor, guids []string) ([]Named, error) {
	if len(guids) == 0 {
		return nil, nil
	}
	var w db.Where
	w.And(`c.customer_id = ?`, by.CustomerID)
	w.In(`c.guid`, firstOf(guids))
	tenant.Visible(&w, by, `c.guid`)
	return db.All(ctx, rs.DB, (*Named).fields, `select c.guid, c.name from companies c`+w.String(), w.Args()...)
}
