package tenant

import (
	"context"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
)

// Member is a user as a group lists it.
type Member struct {
	GUID         string
	Email        string
	FormalName   string
	FriendlyName string
	Role         actor.Role
	IsActive     bool
}

func (m *Member) fields() []any {
	return []any{&m.GUID, &m.Email, &m.FormalName, &m.FriendlyName, &m.Role, &m.IsActive}
}

// Members returns the users of a group in the order of their names: those who
// were put into it, and in the default group those who were put into none. Who
// belongs to the organisation above is not by's to see.
func (gs *Groups) Members(ctx context.Context, by actor.Actor, g Group) ([]Member, error) {
	if err := by.Need(actor.UsersR); err != nil {
		return nil, err
	}
	return db.All(ctx, gs.DB, (*Member).fields, `
		select guid, email, formal_name, friendly_name, role, is_active from (
			select u.guid, u.email, u.formal_name, u.friendly_name, m.role, u.is_active
			from memberships m join users u on u.guid = m.user_guid
			where m.customer_id = $1 and m.group_guid = $2 and u.customer_id = $1
			union all
			select u.guid, u.email, u.formal_name, u.friendly_name, 'customer_user', u.is_active
			from users u join groups g on g.customer_id = u.customer_id and g.guid = $2 and g.is_default
			where u.customer_id = $1 and u.deleted_at is null
				and not exists (select 1 from memberships m where m.customer_id = $1 and m.user_guid = u.guid)
		) members
		order by formal_name, guid`, by.CustomerID, g.GUID)
}
