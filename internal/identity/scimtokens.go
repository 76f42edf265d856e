package identity

import (
	"context"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// SCIMTokens is the collection of the tokens of IdPs. They are an admin's
// business, as the IdPs are.
type SCIMTokens struct {
	DB  *db.DB
	Now func() time.Time // db.Now but in tests
}

// MaxSCIMTokens is how many live ones an IdP has: one, and its successor.
const MaxSCIMTokens = 2

// List returns the tokens of an IdP, the newest first.
func (ts *SCIMTokens) List(ctx context.Context, by actor.Actor, idp string) ([]SCIMToken, error) {
	if err := by.Need(actor.SettingsR); err != nil {
		return nil, err
	}
	if _, err := oneIDP(ctx, ts.DB, by.CustomerID, idp); err != nil {
		return nil, err
	}
	return db.All(ctx, ts.DB, (*SCIMToken).fields, `
		select `+scimTokenColumns+` from `+scimTokenTables+`
		where t.customer_id = $1 and t.idp_guid = $2
		order by t.created_at desc, t.guid desc limit $3`, by.CustomerID, idp, tokensInAnswer)
}

// One returns a token of an IdP.
func (ts *SCIMTokens) One(ctx context.Context, by actor.Actor, idp, guid string) (SCIMToken, error) {
	if err := by.Need(actor.SettingsR); err != nil {
		return SCIMToken{}, err
	}
	return ts.one(ctx, ts.DB, by.CustomerID, idp, guid)
}

func (ts *SCIMTokens) one(ctx context.Context, c db.Conn, customerID int64, idp, guid string) (SCIMToken, error) {
	t, err := db.One(ctx, c, (*SCIMToken).fields, `
		select `+scimTokenColumns+` from `+scimTokenTables+`
		where t.customer_id = $1 and t.idp_guid = $2 and t.guid = $3`, customerID, idp, strings.ToLower(guid))
	return t, orNotFound(err)
}

// Create makes a token of an IdP. Its secret is returned here and never again.
// What the token grants ends at what by holds, now and later.
func (ts *SCIMTokens) Create(ctx context.Context, by actor.Actor, idp string, d SCIMTokenDraft) (t SCIMToken, secret string, err error) {
	if err := mayMakeSCIMTokens(by); err != nil {
		return t, "", err
	}
	now := ts.Now()
	if err := d.check(now); err != nil {
		return t, "", err
	}
	err = ts.edit(ctx, by, idp, func(tx *db.Tx) error {
		life, err := lifeOf(ctx, tx, by.CustomerID)
		if err != nil {
			return err
		}
		if err := life.allows(by, d.TokenDraft, now); err != nil {
			return err
		}
		t, secret, err = ts.insert(ctx, tx, by, idp, d.Subject, life.end(d.TokenDraft, now), d.AllowedIPs)
		return err
	})
	return t, secret, err
}

func mayMakeSCIMTokens(by actor.Actor) error {
	if err := mayChangeIDPs(by); err != nil {
		return err
	}
	if by.ShortLived {
		return errShort
	}
	return nil
}

// edit holds the customer, so that two that each make the last token follow each
// other, and the IdP stays.
func (ts *SCIMTokens) edit(ctx context.Context, by actor.Actor, idp string, change func(*db.Tx) error) error {
	return ts.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		if _, err := tenant.Hold(ctx, tx, by.CustomerID); err != nil {
			return err
		}
		if _, err := oneIDP(ctx, tx, by.CustomerID, idp); err != nil {
			return err
		}
		return change(tx)
	})
}

func (ts *SCIMTokens) insert(ctx context.Context, tx *db.Tx, by actor.Actor, idp, subject string, expires *time.Time, networks []string) (t SCIMToken, secret string, err error) {
	now := ts.Now()
	live, err := db.Value[int64](ctx, tx, `
		select count(*) from scim_tokens
		where customer_id = $1 and idp_guid = $2 and revoked_at is null and (expires_at is null or expires_at > $3)`, by.CustomerID, idp, now)
	if err != nil {
		return t, "", err
	}
	if live >= MaxSCIMTokens {
		return t, "", fault.New(fault.Conflict, "An IdP has at most %d live SCIM tokens: revoke one first.", MaxSCIMTokens)
	}
	secret, hash, prefix, last4 := NewToken()
	guid := db.NewID()
	_, err = tx.Exec(ctx, `
		insert into scim_tokens (customer_id, guid, idp_guid, subject, hash, prefix, last4, allowed_ips, expires_at, created_at, created_by, maker_access)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
		by.CustomerID, guid, idp, subject, hash, prefix, last4, listText(networks), expires, now, nullable(by.UserGUID), by.AccessID)
	if err != nil {
		return t, "", err
	}
	if err := addToDirectory(ctx, tx, "scim", hash, by.CustomerID, guid); err != nil {
		return t, "", err
	}
	record(ctx, tx, by, by.CustomerID, audit.Event{
		Action: "scim_token.create", Subject: guid,
		Details: map[string]any{"idp": idp, "subject": subject, "expires_at": expires, "allowed_ips": networks},
	})
	t, err = ts.one(ctx, tx, by.CustomerID, idp, guid)
	return t, secret, err
}

// Rotate makes a token in the place of another, with its networks, its subject
// and as long a life. The old one works for overlap more hours. What the new one
// grants ends at what by holds.
func (ts *SCIMTokens) Rotate(ctx context.Context, by actor.Actor, idp, guid string, overlap int) (t SCIMToken, secret string, err error) {
	if err := mayMakeSCIMTokens(by); err != nil {
		return t, "", err
	}
	if overlap < 0 || overlap > maxOverlap {
		return t, "", fault.Field("overlap_hours", "must be between 0 and %d", maxOverlap)
	}
	err = ts.edit(ctx, by, idp, func(tx *db.Tx) error {
		old, err := ts.one(ctx, tx, by.CustomerID, idp, guid)
		if err != nil {
			return err
		}
		now := ts.Now()
		// The newcomer's guid is not known yet: the old one is marked with its own.
		n, err := tx.Exec(ctx, `
			update scim_tokens set replaced_by = guid,
				expires_at = case when expires_at is null or expires_at > $4 then $4 else expires_at end
			where customer_id = $1 and guid = $2 and revoked_at is null and replaced_by is null
				and (expires_at is null or expires_at > $3)`, by.CustomerID, old.GUID, now, now.Add(time.Duration(overlap)*time.Hour))
		if err != nil {
			return err
		}
		if n == 0 {
			return fault.New(fault.Conflict, "This token is not live, or has been rotated already.")
		}
		life, err := lifeOf(ctx, tx, by.CustomerID)
		if err != nil {
			return err
		}
		end := life.successor(Token{ExpiresAt: old.ExpiresAt, CreatedAt: old.CreatedAt}, by, now)
		if t, secret, err = ts.insert(ctx, tx, by, idp, old.Subject, end, old.AllowedIPs); err != nil {
			return err
		}
		record(ctx, tx, by, by.CustomerID, audit.Event{
			Action: "scim_token.rotate", Subject: old.GUID, Details: map[string]any{"by": t.GUID, "overlap_hours": overlap},
		})
		_, err = tx.Exec(ctx, `update scim_tokens set replaced_by = $3 where customer_id = $1 and guid = $2`, by.CustomerID, old.GUID, t.GUID)
		return err
	})
	return t, secret, err
}

// Revoke ends a token at once. Revoking one that has ended changes nothing.
func (ts *SCIMTokens) Revoke(ctx context.Context, by actor.Actor, idp, guid, reason string) error {
	if err := mayChangeIDPs(by); err != nil {
		return err
	}
	p := fault.Problems{}
	reason = strings.TrimSpace(reason)
	checkText(p, "reason", reason, maxReason)
	if err := p.Err(); err != nil {
		return err
	}
	return ts.edit(ctx, by, idp, func(tx *db.Tx) error {
		t, err := ts.one(ctx, tx, by.CustomerID, idp, guid)
		if err != nil {
			return err
		}
		n, err := tx.Exec(ctx, `
			update scim_tokens set revoked_at = $3, revoke_reason = $4
			where customer_id = $1 and guid = $2 and revoked_at is null`, t.CustomerID, t.GUID, ts.Now(), nullable(reason))
		if err == nil && n == 1 {
			record(ctx, tx, by, t.CustomerID, audit.Event{Action: "scim_token.revoke", Subject: t.GUID, Details: map[string]any{"reason": reason}})
		}
		return err
	})
}

// forgetSCIM takes what an IdP calls by SCIM with out of the directory, before
// the IdP goes and its tokens with it.
func forgetSCIM(ctx context.Context, tx *db.Tx, customerID int64, idp string) error {
	_, err := tx.Exec(ctx, `
		delete from directory
		where kind = 'scim' and customer_id = $1
			and ref in (select guid from scim_tokens where customer_id = $1 and idp_guid = $2)`, customerID, idp)
	return err
}
