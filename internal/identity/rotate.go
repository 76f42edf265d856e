package identity

import (
	"context"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
	"gatehouse/internal/tenant"
)

// Rotate makes a token in the place of another, with its networks and as long a
// life. The old one works for overlap more hours.
func (ts *Tokens) Rotate(ctx context.Context, by actor.Actor, userRef, accessRef, guid string, overlap int) (t Token, secret string, err error) {
	if by.ShortLived {
		return Token{}, "", errShort
	}
	if err := mayManage(by, userRef); err != nil {
		return Token{}, "", err
	}
	if overlap < 0 || overlap > maxOverlap {
		return Token{}, "", fault.Field("overlap_hours", "must be between 0 and %d", maxOverlap)
	}
	err = ts.edit(ctx, by, userRef, accessRef, func(tx *db.Tx, a Access) error {
		old, err := ts.one(ctx, tx, a, guid)
		if err != nil {
			return err
		}
		if old.JWK != "" {
			return errNoSecret
		}
		t, secret, err = ts.succeed(ctx, tx, by, a, old, ts.Now().Add(time.Duration(overlap)*time.Hour))
		if err != nil {
			return err
		}
		record(ctx, tx, by, a.CustomerID, audit.Event{
			Action: "token.rotate", Subject: old.GUID,
			Details: map[string]any{"by": t.GUID, "overlap_hours": overlap},
		})
		return nil
	})
	return t, secret, err
}

// succeed makes a token in the place of another, which works until an end, or its
// own if that comes first.
func (ts *Tokens) succeed(ctx context.Context, tx *db.Tx, by actor.Actor, a Access, old Token, end time.Time) (t Token, secret string, err error) {
	now := ts.Now()
	// The newcomer's guid is not known yet: the old one is marked with its own.
	n, err := tx.Exec(ctx, `
		update tokens set replaced_by = guid,
			expires_at = case when expires_at is null or expires_at > $4 then $4 else expires_at end
		where customer_id = $1 and guid = $2 and revoked_at is null and replaced_by is null
			and (expires_at is null or expires_at > $3)`, a.CustomerID, old.GUID, now, end)
	if err != nil {
		return t, "", err
	}
	if n == 0 {
		return t, "", fault.New(fault.Conflict, "This token is not live, or has been rotated already.")
	}
	life, err := lifeOf(ctx, tx, a.CustomerID)
	if err != nil {
		return t, "", err
	}
	if t, secret, err = ts.insert(ctx, tx, by, a, newToken{expires: life.successor(old, by, now), networks: old.AllowedIPs}); err != nil {
		return t, "", err
	}
	if err := ts.Links.Kill(ctx, tx, a.CustomerID, mail.RenewLink, old.GUID); err != nil {
		return t, "", err
	}
	_, err = tx.Exec(ctx, `update tokens set replaced_by = $3 where customer_id = $1 and guid = $2`, a.CustomerID, old.GUID, t.GUID)
	return t, secret, err
}

// Revoke ends a token at once. An admin may revoke everybody's: it only takes
// away. Revoking one that has ended changes nothing.
func (ts *Tokens) Revoke(ctx context.Context, by actor.Actor, userRef, accessRef, guid, reason string) error {
	if err := mayManage(by, userRef); err != nil {
		return err
	}
	p := fault.Problems{}
	reason = strings.TrimSpace(reason)
	checkText(p, "reason", reason, maxReason)
	if err := p.Err(); err != nil {
		return err
	}
	return ts.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		u, a, err := accessOf(ctx, tx, by, userRef, accessRef)
		if err != nil {
			return err
		}
		if u.GUID != by.UserGUID && !by.IsAdmin() {
			if err := reaches(ctx, tx, by, u); err != nil {
				return err
			}
		}
		t, err := ts.one(ctx, tx, a, guid)
		if err != nil {
			return err
		}
		n, err := tx.Exec(ctx, `
			update tokens set revoked_at = $3, revoke_reason = $4
			where customer_id = $1 and guid = $2 and revoked_at is null`, t.CustomerID, t.GUID, ts.Now(), nullable(reason))
		if err == nil && n == 1 {
			err = ts.Links.Kill(ctx, tx, t.CustomerID, mail.RenewLink, t.GUID)
			record(ctx, tx, by, a.CustomerID, audit.Event{Action: "token.revoke", Subject: t.GUID, Details: map[string]any{"reason": reason}})
		}
		return err
	})
}
