package identity

import (
	"context"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
)

// SCIMGroup is an access group as an IdP sees it: with those members that are the
// IdP's own.
type SCIMGroup struct {
	GUID       string
	Name       string
	ExternalID string
	Version    int64
	CreatedAt  time.Time
	UpdatedAt  time.Time
	Members    []SCIMMember
}

// SCIMMember is a user in a group.
type SCIMMember struct{ GUID, Name, group string }

const (
	scimGroupColumns = `o.guid, o.name, coalesce(e.external_id, ''), o.version, o.created_at, o.updated_at`

	// scimGroupTables take the IdP as $1.
	scimGroupTables = `groups o
		left join scim_groups e on e.customer_id = o.customer_id and e.idp_guid = $1 and e.group_guid = o.guid`

	// isMember is the condition that a user, the argument, is one of the IdP's in
	// group o.
	isMember = `exists (
		select 1 from ` + scimUserTables + `
		where u.customer_id = o.customer_id and x.idp_guid = $1 and u.deleted_at is null and not u.is_service
			and ` + userGroup + ` = o.guid and u.guid = `
)

func (g *SCIMGroup) fields() []any {
	return []any{&g.GUID, &g.Name, &g.ExternalID, &g.Version, &g.CreatedAt, &g.UpdatedAt}
}

func (m *SCIMMember) fields() []any { return []any{&m.GUID, &m.Name, &m.group} }

var scimGroupAttributes = map[string]attribute{
	"id":                {lowered, "o.guid"},
	"externalid":        {exact, "coalesce(e.external_id, '')"},
	"displayname":       {lowered, "o.name_lower"},
	"members":           {member, isMember},
	"members.value":     {member, isMember},
	"meta.created":      {moment, "o.created_at"},
	"meta.lastmodified": {moment, "o.updated_at"},
}

// GroupList returns a page of the customer's access groups, and how many there
// are in all.
func (ps *Provisioning) GroupList(ctx context.Context, by actor.Actor, l SCIMList, withMembers bool) (page []SCIMGroup, total int, err error) {
	if err := needSCIM(by); err != nil {
		return nil, 0, err
	}
	var w db.Where
	w.Arg(by.SCIM)
	w.And("o.customer_id = ?", by.CustomerID)
	order, err := l.where(&w, scimGroupAttributes, "o.name_lower, o.guid")
	if err != nil {
		return nil, 0, err
	}
	page, total, err = pageOf(ctx, ps.DB, (*SCIMGroup).fields, scimGroupColumns, scimGroupTables, &w, order, l.Limit, l.Offset)
	if err == nil && withMembers {
		err = fillMembers(ctx, ps.DB, by, page)
	}
	return page, total, err
}

// OneGroup returns an access group of the customer.
func (ps *Provisioning) OneGroup(ctx context.Context, by actor.Actor, guid string, withMembers bool) (SCIMGroup, error) {
	if err := needSCIM(by); err != nil {
		return SCIMGroup{}, err
	}
	g, err := scimGroup(ctx, ps.DB, by, guid)
	if err != nil || !withMembers {
		return g, err
	}
	one := []SCIMGroup{g}
	err = fillMembers(ctx, ps.DB, by, one)
	return one[0], err
}

func scimGroup(ctx context.Context, c db.Conn, by actor.Actor, guid string) (SCIMGroup, error) {
	g, err := db.One(ctx, c, (*SCIMGroup).fields, `
		select `+scimGroupColumns+` from `+scimGroupTables+` where o.customer_id = $2 and o.guid = $3`, by.SCIM, by.CustomerID, guid)
	return g, orNotFound(err)
}

func fillMembers(ctx context.Context, c db.Conn, by actor.Actor, groups []SCIMGroup) error {
	if len(groups) == 0 {
		return nil
	}
	guids := make([]string, len(groups))
	at := make(map[string]int, len(groups))
	for i, g := range groups {
		guids[i], at[g.GUID] = g.GUID, i
	}
	var w db.Where
	owned(&w, by)
	w.In(userGroup, guids)
	return db.Each(ctx, c, (*SCIMMember).fields, func(m *SCIMMember) error {
		g := &groups[at[m.group]]
		g.Members = append(g.Members, *m)
		return nil
	}, `select u.guid, u.formal_name, `+userGroup+` from `+scimUserTables+w.String()+` order by u.created_at, u.guid`, w.Args()...)
}
