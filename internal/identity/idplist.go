package identity

import (
	"context"
	"errors"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// List returns the customer's IdPs by name.
func (is *IDPs) List(ctx context.Context, by actor.Actor) ([]IDP, error) {
	if err := by.Need(actor.SettingsR); err != nil {
		return nil, err
	}
	return idpsOf(ctx, is.DB, by.CustomerID)
}

// One returns an IdP.
func (is *IDPs) One(ctx context.Context, by actor.Actor, guid string) (IDP, error) {
	if err := by.Need(actor.SettingsR); err != nil {
		return IDP{}, err
	}
	return oneIDP(ctx, is.DB, by.CustomerID, guid)
}

func idpsOf(ctx context.Context, c db.Conn, customerID int64) ([]IDP, error) {
	return db.All(ctx, c, (*IDP).fields, `
		select `+idpColumns+` from `+idpTables+`
		where i.customer_id = $1
		order by i.name_lower`, customerID)
}

func oneIDP(ctx context.Context, c db.Conn, customerID int64, guid string) (IDP, error) {
	i, err := db.One(ctx, c, (*IDP).fields, `
		select `+idpColumns+` from `+idpTables+`
		where i.customer_id = $1 and i.guid = $2`, customerID, guid)
	return i, orNotFound(err)
}

// chooseIDP returns the IdP that an sso_connection of a customer signs in at: the
// one that is named, else the only one there is, else none. It holds the
// customer, so that the IdP stays.
func chooseIDP(ctx context.Context, tx *db.Tx, customerID int64, named *string) (guid string, err error) {
	if _, err := tenant.Hold(ctx, tx, customerID); err != nil {
		return "", err
	}
	if named != nil {
		i, err := oneIDP(ctx, tx, customerID, strings.ToLower(*named))
		if errors.Is(err, errNotFound) {
			return "", fault.Field("idp", "there is no such IdP")
		}
		return i.GUID, err
	}
	all, err := db.Column[string](ctx, tx, `select guid from idps where customer_id = $1`, customerID)
	switch {
	case err != nil || len(all) == 0:
		return "", err
	case len(all) > 1:
		return "", fault.Field("idp", "must be set: the customer has several IdPs")
	}
	return all[0], nil
}
