package identity

import (
	"context"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// Who says what an IdP is, decides who gets in: through it one could become
// anybody who signs in there. So the ceiling holds for it, too.

var errAboveIDP = fault.New(fault.Forbidden, "This would let people in with rights that you do not have.")

// entrusts returns a Forbidden error if a change of an IdP puts into its hands,
// or lets it give, what by lacks.
func entrusts(ctx context.Context, tx *db.Tx, by actor.Actor, before, after IDP) error {
	if by.IsSystem() {
		return nil
	}
	given := after.Mapping.gives(before.Mapping)
	if after.IsJIT && !before.IsJIT {
		given = append(after.Mapping.gives(Mapping{}), actor.User)
	}
	for _, role := range given {
		if role.Above(by.Role) || !holdsAll(by, holding{role: role, roles: actor.Usual(role)}) {
			return errAboveIDP
		}
	}
	if !moves(before, after) {
		return nil
	}
	return reachesAll(ctx, tx, by, after)
}

// moves reports whether others may say who somebody is than before.
func moves(before, after IDP) bool {
	return before.EntityID != after.EntityID || before.Metadata != after.Metadata || before.MetadataURL != after.MetadataURL ||
		before.ClientID != after.ClientID || before.Mapping.Subject != after.Mapping.Subject || !before.IsEnabled && after.IsEnabled
}

// reachesAll compares by with all who sign in at an IdP, and will: those who were
// made before there was one wait for the first.
func reachesAll(ctx context.Context, tx *db.Tx, by actor.Actor, i IDP) error {
	held, err := db.All(ctx, tx, func(h *heldRole) []any { return []any{&h.role, &h.id} }, `
		select distinct coalesce(m.role, 'customer_user'), r.role
		from accesses s
		join accesses a on a.user_guid = s.user_guid
		join access_roles r on r.customer_id = a.customer_id and r.access_id = a.id
		left join memberships m on m.customer_id = a.customer_id and m.user_guid = a.user_guid
		where s.customer_id = $1 and s.type = 'sso_connection' and s.idp_guid in ($2, '')`, i.CustomerID, i.GUID)
	if err != nil {
		return err
	}
	for _, h := range held {
		if h.role.Above(by.Role) || !holdsAll(by, holding{role: h.role, roles: []string{h.id}}) {
			return errAboveIDP
		}
	}
	return nil
}

type heldRole struct {
	role actor.Role
	id   string
}
