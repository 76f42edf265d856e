package identity

import (
	"context"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
)

// Rekey gives a session a new secret in the transaction in which its holder
// proves itself or changes how it signs in: what was proven is never worth
// anything to who has the old one, which is dead at once. Nil does nothing.
type Rekey struct{ old, fresh string }

// NewRekey replaces a session's cookie.
func NewRekey(cookie string) *Rekey { return &Rekey{old: cookie} }

// Rekeying is the holder of a session with what proves itself next to replace
// its secret.
func (h Holder) Rekeying(k *Rekey) Holder {
	h.rekey = k
	return h
}

// Secret is the new cookie, once the verb has succeeded. It is "" if the old one
// was none any more: of two that come with it, one gets the new one.
func (k *Rekey) Secret() string {
	if k == nil {
		return ""
	}
	return k.fresh
}

// run is for the verb.
func (k *Rekey) run(ctx context.Context, tx *db.Tx, by actor.Actor, now time.Time) (err error) {
	if k != nil {
		k.fresh, err = replaceSecret(ctx, tx, by, k.old, "proof", now, 0)
	}
	return err
}

// grace is for how long the secret before counts beside the new one where it was
// not the person who changed something: for what the browser has asked for at
// the same time, and for no more.
const grace = 5 * time.Second

// Follow gives a session a new secret after somebody else has changed its rights.
// They hold already: rights are read at every call. It returns "" as
// [Rekey.Secret] does.
func (ss *Sessions) Follow(ctx context.Context, by actor.Actor, cookie string) (fresh string, err error) {
	err = ss.DB.Tx(ctx, func(tx *db.Tx) error {
		fresh, err = replaceSecret(ctx, tx, by, cookie, "rights", ss.Now(), grace)
		return err
	})
	return fresh, err
}

func replaceSecret(ctx context.Context, tx *db.Tx, by actor.Actor, old, why string, now time.Time, keep time.Duration) (fresh string, err error) {
	secret := randomText()
	n, err := tx.Exec(ctx, `
		update sessions set hash = $4, old_hash = hash, old_until = $5, rights = $6
		where customer_id = $1 and guid = $2 and is_open and hash = $3`,
		by.CustomerID, by.SessionGUID, hashOf(old), hashOf(secret), now.Add(keep), rightsOf(by))
	if err != nil || n == 0 {
		return "", err
	}
	_, err = tx.Exec(ctx, `
		delete from directory where kind = 'session' and customer_id = $1 and ref = $2 and ($4 or hash <> $3)`,
		by.CustomerID, by.SessionGUID, hashOf(old), keep == 0)
	if err != nil {
		return "", err
	}
	audit.Record(ctx, tx, by, by.CustomerID, audit.Event{
		Action: "session.renew", Subject: by.SessionGUID, Details: map[string]any{"why": why},
	})
	return secret, addToDirectory(ctx, tx, "session", hashOf(secret), by.CustomerID, by.SessionGUID)
}
