package identity

import (
	"context"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// SetMembership changes what a user is in one customer, its own or a
// subsidiary of that: its ratings role and its group. nil leaves one as it is.
func (us *Users) SetMembership(ctx context.Context, by actor.Actor, ref string, customerID int64, role *actor.Role, group *string) (u User, err error) {
	ch := UserChange{Role: role, GroupGUID: group}
	if err := by.Need(actor.UsersRW); err != nil {
		return User{}, err
	}
	if err := ch.check(); err != nil {
		return User{}, err
	}
	err = us.edit(ctx, by, ref, func(tx *db.Tx, before User) error {
		if err := reachable(ctx, tx, by, before, customerID); err != nil {
			return err
		}
		record(ctx, tx, by, customerID, audit.Event{Action: "user.update", Subject: before.GUID, Details: changed(ch)})
		if _, err := tx.Exec(ctx, `update users set version = version + 1 where customer_id = $1 and guid = $2`,
			before.CustomerID, before.GUID); err != nil {
			return err
		}
		return setMembershipOf(ctx, tx, customerID, before.GUID, role, group)
	}, &u)
	return u, err
}

// reachable returns NotFound unless a customer is by's or below it, and the
// user's or below that: accesses go down, never up or sideways.
func reachable(ctx context.Context, c db.Conn, by actor.Actor, u User, customerID int64) error {
	for _, root := range []int64{by.CustomerID, u.CustomerID} {
		if ok, err := below(ctx, c, root, customerID); err != nil || !ok {
			return orElse(err, errNotFound)
		}
	}
	return nil
}

// setMembershipOf changes role or group, and keeps the other.
func setMembershipOf(ctx context.Context, tx *db.Tx, customerID int64, userGUID string, role *actor.Role, group *string) error {
	if role == nil && group == nil {
		return nil
	}
	type membership struct {
		role  actor.Role
		group string
	}
	now, err := db.All(ctx, tx, func(m *membership) []any { return []any{&m.role, &m.group} }, `
		select role, group_guid from memberships where customer_id = $1 and user_guid = $2`, customerID, userGUID)
	if err != nil {
		return err
	}
	m := membership{role: actor.User}
	if len(now) > 0 {
		m = now[0]
	}
	set(&m.role, role)
	set(&m.group, group)
	return setMembership(ctx, tx, customerID, userGUID, m.role, m.group)
}

// setMembership gives a user a role and a group in a customer. Without either
// it has what it had: customer_user and the default group, at first.
func setMembership(ctx context.Context, tx *db.Tx, customerID int64, userGUID string, role actor.Role, group string) error {
	if role == "" && group == "" {
		return nil
	}
	if role == "" {
		role = actor.User
	}
	group = strings.ToLower(group)
	if group != "" {
		if err := tenant.HoldGroup(ctx, tx, customerID, group); fault.Is(err, fault.NotFound) {
			return fault.Field("group", "there is no such group")
		} else if err != nil {
			return err
		}
	}
	n, err := tx.Exec(ctx, `
		insert into memberships (customer_id, user_guid, role, group_guid)
		select g.customer_id, cast($2 as text), cast($3 as text), g.guid from groups g
		where g.customer_id = $1 and (g.guid = $4 or cast($4 as text) = '' and g.is_default)
		on conflict (customer_id, user_guid) do update set role = excluded.role, group_guid = excluded.group_guid`,
		customerID, userGUID, string(role), group)
	if err == nil && n == 0 {
		return fault.Field("group", "there is no such group")
	}
	return err
}
