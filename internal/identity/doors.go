package identity

import (
	"context"
	"errors"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
)

// Doors lets callers in by their tokens.
type Doors struct {
	DB     *db.DB
	Heads  *audit.Heads     // over DB; without it every caller is read at every call
	Now    func() time.Time // db.Now but in tests
	Signer *Signer          // of short-lived tokens; nil takes none

	refusals refusals
	callers  callers
}

// between is how often the last use of a token or a session is written.
const between = time.Minute

// caller is a token with the principal behind it.
type caller struct {
	principal
	hash      string
	token     string
	networks  []string
	expires   *time.Time
	revoked   *time.Time
	lastUsed  *time.Time
	jwk       string // of a key
	isKnownIP bool   // it was used from this address before

	homeKind     string         // of the customer that the user belongs to
	epoch        int64          // of both versions
	versions     audit.Versions // of the access's customer, in the same statement
	homeVersions audit.Versions // of the user's
}

// caller returns the query for the token that from and where lead to by d: $1 is now,
// $3 the network that it is used from. What it finds first is one row, and then joined
// with the rest: PostgreSQL tries the orders of two short joins in a fourth of the time
// that it takes for those of a long one. The epoch comes last: each engine tells it in
// its own way.
func (ds *Doors) caller(from, where string) string {
	return `
		with a as materialized (
			select a.id, a.type, a.language, a.customer_id, a.user_guid,
				t.hash, t.guid, t.allowed_ips, t.expires_at, t.revoked_at, t.last_used_at, t.jwk, n.network is not null as is_known,
				ch.seq, ch.requests, ch.portfolio, ch.identity
			from ` + from + `
			join tokens t on t.customer_id = d.customer_id and t.guid = d.ref
			join accesses a on a.customer_id = t.customer_id and a.id = t.access_id
			join heads ch on ch.customer_id = a.customer_id
			left join token_networks n on n.customer_id = t.customer_id and n.token_guid = t.guid and n.network = $3` + where + `)
		select ` + principalColumns + `,
			a.hash, a.guid, a.allowed_ips, a.expires_at, a.revoked_at, a.last_used_at, a.jwk, a.is_known,
			h.kind, a.seq, a.requests, a.portfolio, a.identity, hh.seq, hh.requests, hh.portfolio, hh.identity, ` + ds.DB.Dialect().Epoch() + `
		from a` + principalTables + `
		join heads hh on hh.customer_id = u.customer_id`
}

func (c *caller) fields() []any {
	v, h := &c.versions, &c.homeVersions
	return append(c.principal.fields(),
		&c.hash, &c.token, (*ipList)(&c.networks), &c.expires, &c.revoked, &c.lastUsed, &c.jwk, &c.isKnownIP,
		&c.homeKind, &v.Seq, &v.Requests, &v.Portfolio, &v.Identity, &h.Seq, &h.Requests, &h.Portfolio, &h.Identity, &c.epoch)
}

// Token returns who calls with a token from ip: see [callers], or in one query.
// Whatever is wrong, the answer is the same Unauthorized error, after the same
// statements.
func (ds *Doors) Token(ctx context.Context, secret, ip string) (actor.Actor, error) {
	if ds.Signer != nil && isSigned(secret) {
		return ds.short(ctx, secret, ip)
	}
	if !WellFormed(secret) {
		return actor.Actor{}, errToken
	}
	now, network, hash := ds.Now(), networkOf(ip), hashOf(secret)
	key := callerKey{hash, network}
	k, err := ds.known(ctx, key, now, ip)
	if err != nil {
		return actor.Actor{}, err
	}
	if k != nil {
		return k.by(ip), nil
	}
	began := time.Now()
	c, err := ds.find(ctx, hash, now, network)
	if err != nil {
		return actor.Actor{}, err
	}
	who := account{} // nobody
	if c.hash == hash {
		who = account{c.actor.CustomerID, c.token}
	}
	if who.ref == "" || !c.opens(now, ip) {
		return actor.Actor{}, orElse(ds.refuse(ctx, now, network, who), errToken)
	}
	by := c.by(ip)
	return by, ds.admitted(ctx, key, &c, by, began, now)
}

// admitted is what follows when a caller was read and let in.
func (ds *Doors) admitted(ctx context.Context, key callerKey, c *caller, by actor.Actor, began, now time.Time) error {
	if err := ds.used(ctx, c, by, now, key.network); err != nil {
		return err
	}
	c.versions.Epoch, c.homeVersions.Epoch = c.epoch, c.epoch
	audit.Know(ctx, c.actor.CustomerID, c.versions)
	audit.Know(ctx, c.actor.UserCustomerID, c.homeVersions)
	ds.keep(key, *c, began, now)
	return nil
}

// find returns the token of a hash. One that nobody has finds the next one in the
// directory: the rows of some other token are read, to be passed over, so that the
// time of a refusal does not tell a token that was revoked or has expired from one
// that never was.
func (ds *Doors) find(ctx context.Context, hash string, now time.Time, network string) (caller, error) {
	c, err := db.One(ctx, ds.DB, (*caller).fields, ds.caller(`directory d`, `
			where d.kind = 'token' and d.hash = coalesce(
				(select e.hash from directory e where e.kind = 'token' and e.hash >= $2 order by e.hash limit 1),
				(select e.hash from directory e where e.kind = 'token' order by e.hash limit 1))`), now, hash, network)
	if errors.Is(err, db.ErrNone) { // while nobody has a token
		return caller{}, nil
	}
	return c, err
}

// by is who calls with the token from ip.
func (c *caller) by(ip string) actor.Actor {
	by := c.as(ip)
	by.TokenGUID, by.TokenExpires = c.token, c.expires
	return by
}

func (c *caller) opens(now time.Time, ip string) bool {
	return c.revoked == nil && (c.expires == nil || c.expires.After(now)) && allows(c.networks, ip) && c.live(now)
}

// used notes the use of a token: once a minute, and at once when it comes from
// an address that it never came from.
func (ds *Doors) used(ctx context.Context, c *caller, by actor.Actor, now time.Time, network string) error {
	if c.isKnownIP && c.lastUsed != nil && now.Sub(*c.lastUsed) < between {
		return nil
	}
	err := ds.DB.Tx(ctx, func(tx *db.Tx) error {
		n, err := tx.Exec(ctx, `
			insert into token_networks (customer_id, token_guid, network, first_used_at) values ($1, $2, $3, $4)
			on conflict (customer_id, token_guid, network) do nothing`, by.CustomerID, c.token, network, now)
		if err != nil {
			return err
		}
		if n == 1 {
			audit.Record(ctx, tx, by, by.CustomerID, audit.Event{
				Action: "token.new_address", Subject: c.token,
				Details: map[string]any{"ip": by.IP},
			})
		}
		n, err = tx.Exec(ctx, `
			update tokens set last_used_at = $3, last_used_ip = $4
			where customer_id = $1 and guid = $2 and (last_used_at is null or last_used_at <= $5)`,
			by.CustomerID, c.token, now, by.IP, now.Add(-between))
		if err != nil || n == 0 {
			return err
		}
		_, err = tx.Exec(ctx, `update accesses set last_login_at = $3 where customer_id = $1 and id = $2`,
			by.CustomerID, by.AccessID, now)
		return err
	})
	if c.isKnownIP && db.IsUnavailable(err) {
		return nil // a disk that takes no writes does not keep anybody from reading
	}
	return err
}
