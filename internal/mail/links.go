package mail

import (
	"context"
	"fmt"
	"time"

	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// Links makes and honours the links in mails.
//
// A link survives mail scanners: to open its page changes nothing. It counts
// with the 6-digit code of the mail, or in the browser that started the flow.
type Links struct {
	DB  *db.DB
	Key Key
	Now func() time.Time
}

// NewLink is a link to be made.
type NewLink struct {
	CustomerID int64
	Kind       string
	Subject    string // guid or id of what it is for
	Sending    int64  // 0 is 1
	ExpiresAt  time.Time
	Nonce      string // in the browser that starts the flow; "" always asks for the code
	NonceHash  string // [HashNonce] of it, if that is all that there is
	IsFirst    bool   // its subject has just been made: there is no older one to stop
}

// Secret makes the token and the code of a link again.
func (ls *Links) Secret(guid string, sending int64) (token, code string) {
	return ls.Key.token(guid, sending), ls.Key.code(guid, sending)
}

// Make makes a link as part of tx. Older ones of the same customer, kind and
// subject stop working.
func (ls *Links) Make(ctx context.Context, tx *db.Tx, n NewLink) (guid string, err error) {
	if paths[n.Kind] == "" || n.Subject == "" {
		return "", fmt.Errorf("make link: kind %q, subject %q", n.Kind, n.Subject)
	}
	l := Link{
		CustomerID: n.CustomerID, GUID: db.NewID(), Kind: n.Kind, Subject: n.Subject,
		Sending: max(n.Sending, 1), ExpiresAt: n.ExpiresAt, CreatedAt: ls.Now(),
	}
	token, code := ls.Secret(l.GUID, l.Sending)
	l.hash, l.codeHash = hash(token), hashCode(token, code)
	l.nonceHash = optional(n.NonceHash)
	if n.Nonce != "" {
		l.nonceHash = optional(HashNonce(n.Nonce))
	}
	if n.IsFirst {
		err = tx.Later(ctx, intoLinks, l.insertion()...)
	} else {
		err = replace(ctx, tx, l)
	}
	if err != nil {
		return "", fmt.Errorf("make link: %w", err)
	}
	err = tx.Later(ctx, `insert into directory (kind, hash, customer_id, ref) values ('link', $1, $2, $3)`,
		l.hash, l.CustomerID, l.GUID)
	if err != nil {
		return "", fmt.Errorf("make link: %w", err)
	}
	return l.GUID, nil
}

// replace ends the older links of l's subject and inserts l. The unique index
// allows one that is not ended: of two that come at the same moment the later
// waits for the earlier, inserts nothing, and has one more to end.
func replace(ctx context.Context, tx *db.Tx, l Link) error {
	for range 5 {
		if err := end(ctx, tx, l.CustomerID, l.Kind, l.Subject, Superseded); err != nil {
			return err
		}
		inserted, err := tx.Exec(ctx, intoLinks+`
			on conflict (customer_id, kind, subject) where used_at is null and ended = '' do nothing`, l.insertion()...)
		if err != nil || inserted == 1 {
			return err
		}
	}
	return fault.New(fault.Conflict, "Others are sending the same mail at this moment.")
}

const intoLinks = `
	insert into links (customer_id, guid, kind, subject, sending, hash, code_hash, nonce_hash, created_at, expires_at)
	values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`

func (l *Link) insertion() []any {
	return []any{l.CustomerID, l.GUID, l.Kind, l.Subject, l.Sending, l.hash, l.codeHash, l.nonceHash, l.CreatedAt, l.ExpiresAt}
}

// ByGUID returns a link of a customer.
func (ls *Links) ByGUID(ctx context.Context, c db.Conn, customerID int64, guid string) (Link, error) {
	return ls.one(ctx, c, customerID, guid)
}

// Works reports whether a link is live.
func (ls *Links) Works(ctx context.Context, c db.Conn, customerID int64, guid string) (bool, error) {
	l, err := ls.one(ctx, c, customerID, guid)
	return err == nil && l.Live(), err
}

// Kill ends the links of a customer, kind and subject as part of tx.
func (*Links) Kill(ctx context.Context, tx *db.Tx, customerID int64, kind, subject string) error {
	return end(ctx, tx, customerID, kind, subject, Withdrawn)
}

func end(ctx context.Context, tx *db.Tx, customerID int64, kind, subject string, as LinkState) error {
	return tx.Later(ctx, `
		update links set ended = $4
		where customer_id = $1 and kind = $2 and subject = $3 and used_at is null and ended = ''`,
		customerID, kind, subject, string(as))
}
