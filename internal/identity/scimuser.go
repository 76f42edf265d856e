package identity

import (
	"context"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/identity/filter"
)

// SCIMUser is a user as its IdP sees it.
type SCIMUser struct {
	User
	UserName   string // what the IdP calls it; else its e-mail address
	ExternalID string
	Roles      []string // the values with which the IdP's mapping leads to the user's role
	isNamed    bool     // the IdP has called it something
}

const (
	scimUserColumns = userColumns + `, coalesce(s.user_name, u.email), coalesce(s.external_id, ''), s.user_name is not null`

	// scimUserTables take the IdP, whose customer is asked for apart.
	scimUserTables = userTables + `
		join accesses x on x.customer_id = u.customer_id and x.user_guid = u.guid and x.type = 'sso_connection'
		left join scim_users s on s.customer_id = u.customer_id and s.idp_guid = x.idp_guid and s.user_guid = u.guid`
)

func (u *SCIMUser) fields() []any {
	return append(u.User.fields(), &u.UserName, &u.ExternalID, &u.isNamed)
}

// owned adds the condition that a user of [scimUserTables] is one of by's IdP.
func owned(w *db.Where, by actor.Actor) {
	w.And("u.customer_id = ?", by.CustomerID)
	w.And("x.idp_guid = ?", by.SCIM)
	w.And("u.deleted_at is null and not u.is_service")
}

// scimUserAttributes are what users can be searched and sorted by.
var scimUserAttributes = map[string]attribute{
	"id":                 {lowered, "u.guid"},
	"externalid":         {exact, "coalesce(s.external_id, '')"},
	"username":           {lowered, "coalesce(s.user_name_lower, u.email_lower)"},
	"displayname":        {words, "u.formal_name"},
	"name.formatted":     {words, "u.formal_name"},
	"name.givenname":     {lowered, "u.firstname_lower"},
	"name.familyname":    {lowered, "u.lastname_lower"},
	"nickname":           {words, "u.friendly_name"},
	"active":             {boolean, "u.is_active"},
	"preferredlanguage":  {words, "u.language"},
	"locale":             {words, "u.language"},
	"emails":             {lowered, "u.email_lower"},
	"emails.value":       {lowered, "u.email_lower"},
	"emails.type":        {constant, "work"},
	"emails.primary":     {constant, "true"},
	"phonenumbers":       {words, "u.phone"},
	"phonenumbers.value": {words, "u.phone"},
	"phonenumbers.type":  {constant, "work"},
	"groups":             {lowered, userGroup},
	"groups.value":       {lowered, userGroup},
	"meta.created":       {moment, "u.created_at"},
	"meta.lastmodified":  {moment, "u.updated_at"},
}

// SCIMList is what an IdP asks for of a list. The zero value is all, the oldest
// first.
type SCIMList struct {
	Filter        *filter.Node
	SortBy        filter.Path
	Descending    bool
	Limit, Offset int // Limit 0 counts alone
}

// List returns a page of the users of by's IdP, and how many there are in all.
func (ps *Provisioning) List(ctx context.Context, by actor.Actor, l SCIMList) (page []SCIMUser, total int, err error) {
	if err := needSCIM(by); err != nil {
		return nil, 0, err
	}
	var w db.Where
	owned(&w, by)
	order, err := l.where(&w, scimUserAttributes, "u.created_at, u.guid")
	if err != nil {
		return nil, 0, err
	}
	page, total, err = pageOf(ctx, ps.DB, (*SCIMUser).fields, scimUserColumns, scimUserTables, &w, order, l.Limit, l.Offset)
	if err != nil || len(page) == 0 {
		return nil, total, err
	}
	idp, err := oneIDP(ctx, ps.DB, by.CustomerID, by.SCIM)
	for i := range page {
		page[i].Roles = idp.Mapping.RolesOf(page[i].Role)
	}
	return page, total, err
}

// One returns a user of by's IdP.
func (ps *Provisioning) One(ctx context.Context, by actor.Actor, guid string) (SCIMUser, error) {
	if err := needSCIM(by); err != nil {
		return SCIMUser{}, err
	}
	return ownedUser(ctx, ps.DB, by, guid)
}

func ownedUser(ctx context.Context, c db.Conn, by actor.Actor, guid string) (SCIMUser, error) {
	var w db.Where
	owned(&w, by)
	w.And("u.guid = ?", guid)
	u, err := db.One(ctx, c, (*SCIMUser).fields, `select `+scimUserColumns+` from `+scimUserTables+w.String(), w.Args()...)
	if err != nil {
		return u, orNotFound(err)
	}
	idp, err := oneIDP(ctx, c, by.CustomerID, by.SCIM)
	u.Roles = idp.Mapping.RolesOf(u.Role)
	return u, err
}

// lockOwned is ownedUser with its row held, as lockUser holds it.
func lockOwned(ctx context.Context, tx *db.Tx, by actor.Actor, guid string) (SCIMUser, error) {
	_, err := db.Value[string](ctx, tx, `select u.guid from users u where u.customer_id = $1 and u.guid = $2`+forUpdate(tx, "u"), by.CustomerID, guid)
	if err != nil {
		return SCIMUser{}, orNotFound(err)
	}
	return ownedUser(ctx, tx, by, guid)
}
