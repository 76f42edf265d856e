package mail

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

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
