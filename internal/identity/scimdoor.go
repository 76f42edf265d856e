package identity

import (
	"context"
	"errors"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
)

// scimCaller is a SCIM token with the IdP that calls with it.
type scimCaller struct {
	SCIMToken
	hash                    string
	customerGUID            string
	customerName, kind      string
	idpName                 string
	isCustomerActive, idpOn bool
	makerAccess             int64
	isKnownIP               bool // it was used from this address before
}

func (c *scimCaller) fields() []any {
	return append(c.SCIMToken.fields(), &c.hash, &c.customerGUID, &c.customerName, &c.kind, &c.idpName,
		&c.isCustomerActive, &c.idpOn, &c.makerAccess, &c.isKnownIP)
}

// SCIM returns which IdP calls with a SCIM token from ip. Whatever is wrong, the
// answer is the same Unauthorized error, after the same statements: see
// [Doors.Token]. Other tokens are nothing here, as these are nothing there.
func (ds *Doors) SCIM(ctx context.Context, secret, ip string) (actor.Actor, error) {
	if !WellFormed(secret) {
		return actor.Actor{}, errToken
	}
	now, network, hash := ds.Now(), networkOf(ip), hashOf(secret)
	c, err := db.One(ctx, ds.DB, (*scimCaller).fields, `
		select `+scimTokenColumns+`, t.hash, c.guid, c.name, c.kind, i.name, c.is_active, i.is_enabled, t.maker_access, n.network is not null
		from directory d
		join scim_tokens t on t.customer_id = d.customer_id and t.guid = d.ref
		left join users tb on tb.guid = t.created_by
		join customers c on c.id = t.customer_id
		join idps i on i.customer_id = t.customer_id and i.guid = t.idp_guid
		left join scim_token_networks n on n.customer_id = t.customer_id and n.token_guid = t.guid and n.network = $2
		where d.kind = 'scim' and d.hash = coalesce(
			(select e.hash from directory e where e.kind = 'scim' and e.hash >= $1 order by e.hash limit 1),
			(select e.hash from directory e where e.kind = 'scim' order by e.hash limit 1))`, hash, network)
	if err != nil && !errors.Is(err, db.ErrNone) { // there is none while no IdP has a token
		return actor.Actor{}, err
	}
	who := account{} // nobody
	if c.hash == hash {
		who = account{c.CustomerID, c.GUID}
	}
	if who.ref == "" || !c.Live(now) || !c.isCustomerActive || !c.idpOn || !allows(c.AllowedIPs, ip) {
		return actor.Actor{}, orElse(ds.refuse(ctx, now, network, who), errToken)
	}
	maker, err := makerOf(ctx, ds.DB, &c, now)
	if err != nil {
		return actor.Actor{}, err
	}
	by := actor.Provisioner(c.CustomerID, c.IDP, c.idpName, maker)
	by.CustomerGUID, by.CustomerName, by.CustomerKind = c.customerGUID, c.customerName, c.kind
	by.TokenGUID, by.TokenExpires, by.IP, by.Language = c.GUID, c.ExpiresAt, ip, "en"
	return by, ds.usedSCIM(ctx, &c, by, now, network)
}

// makerOf returns the admin who made a token, as it is now; nil if it may do
// nothing any more.
func makerOf(ctx context.Context, c db.Conn, t *scimCaller, now time.Time) (*actor.Actor, error) {
	p, err := db.One(ctx, c, (*principal).fields, `
		select `+principalColumns+` from accesses a`+principalTables+`
		where a.customer_id = $2 and a.id = $3`, now, t.CustomerID, t.makerAccess)
	if errors.Is(err, db.ErrNone) || err == nil && !p.live(now) {
		return nil, nil //nolint:nilnil // that there is nobody is no error
	}
	if err != nil {
		return nil, err
	}
	maker := p.as("")
	return &maker, nil
}

// usedSCIM notes the use of a token, as [Doors.Token] does.
func (ds *Doors) usedSCIM(ctx context.Context, c *scimCaller, by actor.Actor, now time.Time, network string) error {
	if c.isKnownIP && c.LastUsedAt != nil && now.Sub(*c.LastUsedAt) < between {
		return nil
	}
	return ds.DB.Tx(ctx, func(tx *db.Tx) error {
		n, err := tx.Exec(ctx, `
			insert into scim_token_networks (customer_id, token_guid, network, first_used_at) values ($1, $2, $3, $4)
			on conflict (customer_id, token_guid, network) do nothing`, by.CustomerID, c.GUID, network, now)
		if err != nil {
			return err
		}
		if n == 1 {
			audit.Record(ctx, tx, by, by.CustomerID, audit.Event{
				Action: "scim_token.new_address", Subject: c.GUID, Details: map[string]any{"ip": by.IP},
			})
		}
		_, err = tx.Exec(ctx, `
			update scim_tokens set last_used_at = $3, last_used_ip = $4
			where customer_id = $1 and guid = $2 and (last_used_at is null or last_used_at <= $5)`,
			by.CustomerID, c.GUID, now, by.IP, now.Add(-between))
		return err
	})
}
