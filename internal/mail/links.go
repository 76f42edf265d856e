package mail

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
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

// Check opens a link by its code, or by the nonce of the browser that started
// the flow, in a transaction of its own. A wrong code is Invalid with the field
// "code" and counts; a link that is dead or nobody's is NotFound.
func (ls *Links) Check(ctx context.Context, secret, code, nonce string) (Link, error) {
	return ls.CheckFirst(ctx, secret, code, nonce, nil)
}

// CheckFirst is [Links.Check] with what the first click also changes, as part of
// the transaction that records it.
func (ls *Links) CheckFirst(ctx context.Context, secret, code, nonce string, first func(context.Context, *db.Tx, Link) error) (Link, error) {
	l, err := ls.Look(ctx, secret)
	if err != nil {
		return Link{}, err
	}
	if !l.Live() {
		return Link{}, l.dead()
	}
	code = strings.Map(digit, code)
	switch {
	case l.Knows(nonce):
	case len(code) != codeDigits: // cannot be right, so it tells nothing and costs nothing
		return Link{}, fault.Field("code", "Please enter the 6 digits that stand in the mail.")
	case !l.opens(secret, code):
		return Link{}, ls.wrong(ctx, l)
	}
	return ls.open(ctx, l, first)
}

// digit drops what people put between digits.
func digit(r rune) rune {
	if r == ' ' || r == '-' || r == '\u00a0' || r == '\t' {
		return -1
	}
	return r
}

// open takes the link's row even if it was opened before: many guesses at once
// stand in line for it, and those behind the fifth wrong one find it locked.
func (ls *Links) open(ctx context.Context, l Link, opened func(context.Context, *db.Tx, Link) error) (Link, error) {
	var now Link
	err := ls.DB.Tx(ctx, func(tx *db.Tx) error {
		first, err := tx.Exec(ctx, `update links set opened_at = $3
			where customer_id = $1 and guid = $2 and opened_at is null and `+isLive, l.CustomerID, l.GUID, ls.Now())
		if err != nil {
			return err
		}
		again, err := tx.Exec(ctx, `update links set opened_at = opened_at
			where customer_id = $1 and guid = $2 and `+isLive, l.CustomerID, l.GUID, ls.Now())
		if err != nil {
			return err
		}
		if now, err = ls.one(ctx, tx, l.CustomerID, l.GUID); err != nil {
			return err
		}
		now.checked = again == 1
		if first == 0 {
			return nil
		}
		now.record(ctx, tx, "link.open")
		if opened == nil {
			return nil
		}
		return opened(ctx, tx, now)
	})
	if err != nil {
		return Link{}, fmt.Errorf("open link: %w", err)
	}
	if !now.checked {
		return Link{}, now.dead()
	}
	return now, nil
}

// wrong counts a wrong code and says what that leaves.
func (ls *Links) wrong(ctx context.Context, l Link) error {
	var now Link
	err := ls.DB.Tx(ctx, func(tx *db.Tx) error {
		counted, err := tx.Exec(ctx, `update links set wrong_codes = wrong_codes + 1
			where customer_id = $1 and guid = $2 and `+isLive, l.CustomerID, l.GUID, ls.Now())
		if err != nil {
			return err
		}
		if now, err = ls.one(ctx, tx, l.CustomerID, l.GUID); err != nil {
			return err
		}
		if counted == 1 && now.State == Locked {
			now.record(ctx, tx, "link.lock")
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("count a wrong code: %w", err)
	}
	if !now.Live() {
		return now.dead()
	}
	if left := maxWrongCodes - now.WrongCodes; left > 1 {
		return fault.Field("code", "This is not the code in the mail. You have %d tries left.", left)
	}
	return fault.Field("code", "This is not the code in the mail. You have one try left.")
}

// Miss counts a wrong try as part of tx, for a caller that gives every mistake the
// same answer: one statement whether or not there is such a link.
func (ls *Links) Miss(ctx context.Context, tx *db.Tx, l Link) error {
	wrong, err := db.Value[int64](ctx, tx, `update links set wrong_codes = wrong_codes + 1
		where customer_id = $1 and guid = $2 and `+isLive+` returning wrong_codes`, l.CustomerID, l.GUID, ls.Now())
	if errors.Is(err, db.ErrNone) {
		return nil
	}
	if err == nil && wrong == maxWrongCodes {
		l.record(ctx, tx, "link.lock")
	}
	return err
}

// record notes what somebody who is not signed in did with a link.
func (l Link) record(ctx context.Context, tx *db.Tx, action string) {
	audit.Record(ctx, tx, actor.System(l.CustomerID), l.CustomerID, audit.Event{
		Action: action, Subject: l.Subject, Details: map[string]any{"link": l.GUID, "kind": l.Kind, "sending": l.Sending},
	})
}

// Spend uses up a link that [Links.Check] opened, as part of tx. Of two that
// try, one wins; the other gets NotFound, as does who comes too late.
func (ls *Links) Spend(ctx context.Context, tx *db.Tx, l Link) error {
	if !l.checked {
		return errors.New("spend a link that was not checked")
	}
	n, err := tx.Exec(ctx, `update links set used_at = $3
		where customer_id = $1 and guid = $2 and `+isLive, l.CustomerID, l.GUID, ls.Now())
	if err != nil {
		return fmt.Errorf("spend link: %w", err)
	}
	if n == 1 {
		return nil
	}
	now, err := ls.one(ctx, tx, l.CustomerID, l.GUID)
	if err != nil {
		return err
	}
	return now.dead()
}
