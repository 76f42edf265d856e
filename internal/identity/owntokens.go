package identity

import (
	"context"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
)

// OwnAccess is an api_connection of the caller's own user, with its tokens: those
// that work, the newest first, and then those that do not.
type OwnAccess struct {
	ID     int64
	Name   string
	Tokens []Token
}

// Own returns the api_connections that by's user has where by acts. It needs no
// right: everybody sees what opens in their name.
func (ts *Tokens) Own(ctx context.Context, by actor.Actor) ([]OwnAccess, error) {
	accesses, err := db.All(ctx, ts.DB, func(a *OwnAccess) []any { return []any{&a.ID, &a.Name} }, `
		select a.id, coalesce(a.name, '') from accesses a
		where a.customer_id = $1 and a.user_guid = $2 and a.type = 'api_connection'
		order by a.created_at, a.id limit 100`, by.CustomerID, by.UserGUID)
	if err != nil {
		return nil, err
	}
	for i := range accesses {
		accesses[i].Tokens, err = db.All(ctx, ts.DB, (*Token).fields, `
			select `+tokenColumns+` from `+tokenTables+`
			where t.customer_id = $1 and t.access_id = $2
			order by case when t.revoked_at is null and (t.expires_at is null or t.expires_at > $3) then 0 else 1 end,
				t.created_at desc, t.guid desc limit 20`, by.CustomerID, accesses[i].ID, ts.Now())
		if err != nil {
			return nil, err
		}
	}
	return accesses, nil
}
