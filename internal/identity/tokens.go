package identity

import (
	"context"
	"strconv"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
	"gatehouse/internal/tenant"
)

// Tokens is the collection of API tokens.
type Tokens struct {
	DB    *db.DB
	Now   func() time.Time // db.Now but in tests
	Links *mail.Links
}

// MayCreate refuses whoever does not manage tokens: the edge asks before it
// reads a body.
func (ts *Tokens) MayCreate(by actor.Actor) error {
	if by.ShortLived {
		return errShort
	}
	if by.Has(actor.UsersRW) || by.Has(actor.TokensRW) {
		return nil
	}
	return actor.Denied()
}

// MayManage refuses, before any look-up, whoever neither manages tokens nor
// asks for its own.
func (ts *Tokens) MayManage(by actor.Actor, userRef string) error { return mayManage(by, userRef) }

func mayManage(by actor.Actor, userRef string) error {
	if by.Has(actor.UsersRW) || by.Has(actor.TokensRW) || isSelf(by, userRef) {
		return nil
	}
	return actor.Denied()
}

func isSelf(by actor.Actor, userRef string) bool {
	return by.UserGUID != "" && (strings.EqualFold(userRef, by.UserGUID) || userRef == strconv.FormatInt(by.UserID, 10))
}

// accessOf finds an access whose tokens by may see. A user finds its own even
// where it does not see its own user: through an access in a subsidiary.
func accessOf(ctx context.Context, c db.Conn, by actor.Actor, userRef, accessRef string) (User, Access, error) {
	if err := mayManage(by, userRef); err != nil {
		return User{}, Access{}, err
	}
	var u User
	var err error
	if isSelf(by, userRef) {
		u, err = userByGUID(ctx, c, by.UserGUID)
	} else {
		u, err = findUser(ctx, c, by, userRef)
	}
	if err != nil {
		return u, Access{}, err
	}
	a, err := findAccess(ctx, c, by, u, accessRef)
	return u, a, err
}

// List returns the tokens of an access, the newest first.
func (ts *Tokens) List(ctx context.Context, by actor.Actor, userRef, accessRef string) ([]Token, error) {
	_, a, err := accessOf(ctx, ts.DB, by, userRef, accessRef)
	if err != nil {
		return nil, err
	}
	return db.All(ctx, ts.DB, (*Token).fields, `
		select `+tokenColumns+` from `+tokenTables+`
		where t.customer_id = $1 and t.access_id = $2
		order by t.created_at desc, t.guid desc limit $3`, a.CustomerID, a.ID, tokensInAnswer)
}

// One returns a token of an access.
func (ts *Tokens) One(ctx context.Context, by actor.Actor, userRef, accessRef, guid string) (Token, error) {
	_, a, err := accessOf(ctx, ts.DB, by, userRef, accessRef)
	if err != nil {
		return Token{}, err
	}
	return ts.one(ctx, ts.DB, a, guid)
}

// Create makes a token of an api_connection. Its secret is returned here and
// never again; a key has none.
func (ts *Tokens) Create(ctx context.Context, by actor.Actor, userRef, accessRef string, d TokenDraft) (t Token, secret string, err error) {
	if err := ts.MayCreate(by); err != nil {
		return Token{}, "", err
	}
	now := ts.Now()
	if err := d.check(now); err != nil {
		return Token{}, "", err
	}
	err = ts.edit(ctx, by, userRef, accessRef, func(tx *db.Tx, a Access) error {
		life, err := lifeOf(ctx, tx, a.CustomerID)
		if err != nil {
			return err
		}
		if err := life.allows(by, d, now); err != nil {
			return err
		}
		t, secret, err = ts.insert(ctx, tx, by, a, newToken{life.end(d, now), d.AllowedIPs, d.key})
		return err
	})
	return t, secret, err
}

// edit finds an access that by may make tokens for: its user's ceiling counts,
// but of one's own the access alone, for a token to renew itself.
func (ts *Tokens) edit(ctx context.Context, by actor.Actor, userRef, accessRef string, change func(*db.Tx, Access) error) error {
	return ts.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		u, a, err := accessOf(ctx, tx, by, userRef, accessRef)
		if err != nil {
			return err
		}
		if u.GUID == by.UserGUID {
			err = coversAccess(ctx, tx, by, a)
		} else {
			err = reaches(ctx, tx, by, u)
		}
		if err != nil {
			return err
		}
		return change(tx, a)
	})
}

// coversAccess returns a Forbidden error if an access of by's own user can do
// what by cannot.
func coversAccess(ctx context.Context, c db.Conn, by actor.Actor, a Access) error {
	if a.CustomerID == by.CustomerID && a.ID == by.AccessID {
		return nil
	}
	held, err := holdings(ctx, c, a.UserGUID)
	if err != nil {
		return err
	}
	for _, h := range held {
		if h.customerID == a.CustomerID {
			h.roles = a.Roles
			return covers(ctx, c, by, h)
		}
	}
	return errNotFound
}

// newToken is what makes a row of tokens.
type newToken struct {
	expires  *time.Time
	networks []string
	key      *clientKey // nil of a secret
}

// secret returns the secret, if it has one, and what is kept of it, or of the key.
func (n *newToken) secret(a Access) (secret, hash, prefix, last4, jwk string) {
	if n.key == nil {
		secret, hash, prefix, last4 = NewToken()
		return secret, hash, prefix, last4, ""
	}
	t := n.key.thumbprint
	return "", keyHash(clientID(a.ID), n.key.KeyID), t[:8], t[len(t)-4:], n.key.text
}

// insert makes a token, if the access has fewer than ten live ones. The access
// is held first: two that each make the tenth must not both find nine.
func (ts *Tokens) insert(ctx context.Context, tx *db.Tx, by actor.Actor, a Access, d newToken) (t Token, secret string, err error) {
	if a.Type != APIConnection {
		return t, "", errNoTokens
	}
	_, err = tx.Exec(ctx, `update accesses set version = version where customer_id = $1 and id = $2`, a.CustomerID, a.ID)
	if err != nil {
		return t, "", err
	}
	secret, hash, prefix, last4, jwk := d.secret(a)
	if err := isNewKey(ctx, tx, a, d, hash); err != nil {
		return t, "", err
	}
	guid, now := db.NewID(), ts.Now()
	n, err := tx.Exec(ctx, `
		insert into tokens (customer_id, guid, access_id, hash, prefix, last4, allowed_ips, expires_at, created_at, created_by, jwk)
		select a.customer_id, cast($2 as text), a.id, cast($4 as text), cast($5 as text), cast($6 as text), cast($7 as text),
			cast($8 as timestamp), cast($9 as timestamp), cast($10 as text), cast($12 as text)
		from accesses a
		where a.customer_id = $1 and a.id = $3 and (
			select count(*) from tokens t
			where t.customer_id = $1 and t.access_id = $3 and t.revoked_at is null
				and (t.expires_at is null or t.expires_at > $9)) < $11`,
		a.CustomerID, guid, a.ID, hash, prefix, last4, listText(d.networks), d.expires, now, nullable(by.UserGUID), maxTokens, jwk)
	if err != nil {
		return t, "", err
	}
	if n == 0 {
		return t, "", fault.New(fault.Conflict, "An access has at most %d live tokens: revoke one first.", maxTokens)
	}
	if err := addToDirectory(ctx, tx, "token", hash, a.CustomerID, guid); err != nil {
		return t, "", err
	}
	record(ctx, tx, by, a.CustomerID, audit.Event{
		Action: "token.create", Subject: guid,
		Details: d.details(a),
	})
	t, err = ts.one(ctx, tx, a, guid)
	return t, secret, err
}

func (n *newToken) details(a Access) map[string]any {
	d := map[string]any{"access": a.ID, "expires_at": n.expires, "allowed_ips": n.networks}
	if n.key != nil {
		d["kid"], d["thumbprint"] = n.key.KeyID, n.key.thumbprint
	}
	return d
}

// isNewKey returns a Conflict error if the access had a key with this kid before.
// The access is held.
func isNewKey(ctx context.Context, tx *db.Tx, a Access, d newToken, hash string) error {
	if d.key == nil {
		return nil
	}
	n, err := db.Value[int64](ctx, tx, `
		select count(*) from directory where kind = 'token' and hash = $1 and customer_id = $2`, hash, a.CustomerID)
	if err == nil && n > 0 {
		return errKeyTaken
	}
	return err
}

func (ts *Tokens) one(ctx context.Context, c db.Conn, a Access, guid string) (Token, error) {
	t, err := db.One(ctx, c, (*Token).fields, `
		select `+tokenColumns+` from `+tokenTables+`
		where t.customer_id = $1 and t.access_id = $2 and t.guid = $3`, a.CustomerID, a.ID, strings.ToLower(guid))
	return t, orNotFound(err)
}
