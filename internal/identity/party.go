package identity

import (
	"context"
	"errors"
	"strings"

	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// Party is an IdP as those meet it who are not signed in: with its customer.
type Party struct {
	IDP
	CustomerGUID string
	CustomerName string
}

func (p *Party) fields() []any { return append(p.IDP.fields(), &p.CustomerGUID, &p.CustomerName) }

// Ref is how the IdP's addresses here name it.
func (i *IDP) Ref() string {
	if i.URLSuffix != "" {
		return i.URLSuffix
	}
	return i.GUID
}

const partyColumns = idpColumns + `, c.guid, c.name`

// partyTables are the IdPs at which somebody may sign in.
const partyTables = idpTables + ` join customers c on c.id = i.customer_id and c.is_active and i.is_enabled`

var errNoParty = fault.New(fault.NotFound, "There is no such identity provider here.")

// Party returns an IdP at which somebody may sign in, by its customer's guid
// and its own suffix or guid, as they are in the addresses of this server. It is
// NotFound where nobody can sign in now.
func (is *IDPs) Party(ctx context.Context, customerGUID, ref string) (Party, error) {
	return oneParty(ctx, is.DB, `c.guid = $1 and (i.guid = $2 or i.url_suffix = $2 and $2 <> '')`,
		strings.ToLower(customerGUID), strings.ToLower(ref))
}

// Issued returns the IdP of a customer that calls itself so: the entityID of
// SAML, the issuer of OpenID Connect.
func (is *IDPs) Issued(ctx context.Context, customerGUID, protocol, entityID string) (Party, error) {
	return oneParty(ctx, is.DB, `c.guid = $1 and i.protocol = $2 and i.entity_id = $3`,
		strings.ToLower(customerGUID), protocol, entityID)
}

// Of returns the IdP with a guid, if somebody may sign in at it.
func (is *IDPs) Of(ctx context.Context, customerID int64, guid string) (Party, error) {
	return oneParty(ctx, is.DB, `i.customer_id = $1 and i.guid = $2`, customerID, guid)
}

func oneParty(ctx context.Context, c db.Conn, condition string, args ...any) (Party, error) {
	p, err := db.One(ctx, c, (*Party).fields, `select `+partyColumns+` from `+partyTables+` where `+condition, args...)
	if errors.Is(err, db.ErrNone) {
		return p, errNoParty
	}
	return p, err
}

// Customer returns the id and the name of the customer of a guid, if its people
// may sign in.
func (is *IDPs) Customer(ctx context.Context, guid string) (id int64, name string, err error) {
	type customer struct {
		id   int64
		name string
	}
	c, err := db.One(ctx, is.DB, func(c *customer) []any { return []any{&c.id, &c.name} }, `
		select id, name from customers where guid = $1 and is_active`, strings.ToLower(guid))
	if errors.Is(err, db.ErrNone) {
		err = errNoParty
	}
	return c.id, c.name, err
}

// Leading returns the IdPs to which the people of an e-mail address are led.
// It asks for the domain alone: whether anybody has the address makes no
// difference.
func (is *IDPs) Leading(ctx context.Context, email string) ([]Party, error) {
	_, domain, _ := strings.Cut(plainEmail(email), "@")
	return db.All(ctx, is.DB, (*Party).fields, `
		select `+partyColumns+` from `+partyTables+`
		join sso_domains d on d.customer_id = i.customer_id
		where d.domain = $1
		order by i.name_lower`, domain)
}
