package identity

import (
	"context"
	"errors"
	"strings"
	"time"

	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
)

// maxWrongCodes is how many wrong codes end a ticket, and after how many in a
// row an access waits before the next is looked at. Who gets to try has passed
// the first door, so no stranger can make anybody wait.
const maxWrongCodes = 5

// firstWait doubles with every further wrong code, up to longestWait.
const (
	firstWait   = time.Minute
	longestWait = time.Hour
)

var (
	errWrongCode     = fault.Field("code", "this code is wrong, or was used before")
	errNoCode        = fault.Field("code", "enter the six digits that your app shows, or one of your recovery codes")
	errWrongPassword = fault.Field("password", "this is not your password")
	errOutOfTries    = fault.New(fault.Unauthorized, "Too many wrong codes: sign in again.")
)

// ProveCode takes the six digits of an authenticator app, or a recovery code.
// It is a second factor for a ticket, and a fresh proof for a session.
func (ss *Sessions) ProveCode(ctx context.Context, h Holder, code string) error {
	kind, code := codeKind(code)
	if kind == "" {
		return errNoCode
	}
	return ss.attempt(ctx, h, kind, errWrongCode, func(tx *db.Tx) (bool, error) {
		if kind == FactorTOTP {
			return ss.Factors.acceptTOTP(ctx, tx, h.login, code)
		}
		return ss.Factors.spendCode(ctx, tx, h, code)
	})
}

// codeKind tells by its form what somebody entered, and returns it without
// what was put in between to read it.
func codeKind(code string) (kind, bare string) {
	bare = strings.ToLower(strings.Join(strings.FieldsFunc(code, func(c rune) bool { return c == ' ' || c == '-' }), ""))
	switch {
	case len(bare) == totpDigits && strings.Trim(bare, "0123456789") == "":
		return FactorTOTP, bare
	case len(bare) == codeLength && strings.Trim(bare, codeAlphabet) == "":
		return FactorRecovery, bare
	}
	return "", ""
}

// ProvePassword is the fresh proof of a session whose access has no factor.
func (ss *Sessions) ProvePassword(ctx context.Context, h Holder, password string) error {
	if h.isTicket || h.loginType != UIConnection {
		return errEnded
	}
	if err := enough(ctx, ss.DB, h.login, means{method: byPassword}); errors.Is(err, ErrFactor) {
		return err
	}
	stored, err := db.Value[string](ctx, ss.DB, `select phc from passwords where customer_id = $1 and access_id = $2`, h.login.customerID, h.login.id)
	if errors.Is(err, db.ErrNone) {
		stored, err = nobody, nil
	}
	if err != nil {
		return err
	}
	if err := ss.claimTry(ctx, h, byPassword); err != nil {
		return err
	}
	ok, err := VerifyPassword(ctx, stored, password)
	if err != nil {
		return err
	}
	return ss.settle(ctx, h, "", errWrongPassword, func(*db.Tx) (bool, error) { return ok, nil })
}

// attempt counts a try before it looks at it, so that of many at once no more
// are looked at than may be.
func (ss *Sessions) attempt(ctx context.Context, h Holder, kind string, wrong error, try func(tx *db.Tx) (bool, error)) error {
	if err := ss.claimTry(ctx, h, kind); err != nil {
		return err
	}
	return ss.settle(ctx, h, kind, wrong, try)
}

// settle makes a try, and marks the ticket or session with what was proven.
func (ss *Sessions) settle(ctx context.Context, h Holder, kind string, wrong error, try func(tx *db.Tx) (bool, error)) error {
	err := ss.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := h.check(ctx, tx, ss.Now()); err != nil {
			return err
		}
		ok, err := try(tx)
		if err != nil {
			return err
		}
		if !ok {
			return wrong
		}
		return ss.proved(ctx, tx, h, kind)
	})
	if !errors.Is(err, wrong) {
		return err
	}
	who := account{h.login.customerID, h.by.UserGUID}
	return orElse(errors.Join(ss.endIfSpent(ctx, h), countRefused(ctx, ss.DB, ss.Now(), networkOf(h.by.IP), who)), wrong)
}

// proved writes that the person has just proven itself.
func (ss *Sessions) proved(ctx context.Context, tx *db.Tx, h Holder, kind string) error {
	n, err := tx.Exec(ctx, `
		update sessions set factor = case when $3 = '' then factor else $3 end, proved_at = $4
		where customer_id = $1 and guid = $2 and is_open = $5`,
		h.by.CustomerID, h.by.SessionGUID, kind, ss.Now(), !h.isTicket)
	if err == nil && n == 0 {
		return errEnded
	}
	if err != nil {
		return err
	}
	if !h.isTicket {
		audit.Record(ctx, tx, h.by, h.by.CustomerID, audit.Event{
			Action: "session.prove", Subject: h.by.SessionGUID, Details: map[string]any{"factor": kind},
		})
	}
	if err := h.rekey.run(ctx, tx, h.by, ss.Now()); err != nil {
		return err
	}
	return forgetProofs(ctx, tx, h.login)
}

func forgetProofs(ctx context.Context, tx *db.Tx, k accessKey) error {
	_, err := tx.Exec(ctx, `delete from proof_tries where customer_id = $1 and access_id = $2`, k.customerID, k.id)
	return err
}

// claimTry counts a try as if it were wrong. Recovery codes are too long to be
// guessed and stay usable while others wait; a ticket counts them too.
func (ss *Sessions) claimTry(ctx context.Context, h Holder, kind string) error {
	return ss.DB.Tx(ctx, func(tx *db.Tx) error {
		if kind != FactorRecovery {
			if err := claimProof(ctx, tx, h.login, ss.Now()); err != nil {
				return err
			}
		}
		if !h.isTicket {
			return nil
		}
		n, err := tx.Exec(ctx, `
			update sessions set wrong_codes = wrong_codes + 1
			where customer_id = $1 and guid = $2 and not is_open and wrong_codes < $3`,
			h.by.CustomerID, h.by.SessionGUID, maxWrongCodes)
		if err == nil && n == 0 {
			return errOutOfTries
		}
		return err
	})
}

func claimProof(ctx context.Context, tx *db.Tx, k accessKey, now time.Time) error {
	type tries struct {
		wrong int64
		until time.Time
	}
	// One statement makes the row, or holds the one that is there: between two, a
	// proof at the same time would take it away.
	t, err := db.One(ctx, tx, func(t *tries) []any { return []any{&t.wrong, &t.until} }, `
		insert into proof_tries (customer_id, access_id, wrong, waits_until) values ($1, $2, 0, $3)
		on conflict (customer_id, access_id) do update set wrong = proof_tries.wrong
		returning wrong, waits_until`, k.customerID, k.id, now)
	if err != nil {
		return err
	}
	if t.until.After(now) {
		return fault.Wait(fault.TooMany, t.until.Sub(now), "There were too many wrong tries. Wait, then try again.")
	}
	_, err = tx.Exec(ctx, `update proof_tries set wrong = wrong + 1, waits_until = $3 where customer_id = $1 and access_id = $2`,
		k.customerID, k.id, now.Add(waitAfter(t.wrong+1)))
	return err
}

// waitAfter is how long the next try has to wait after so many wrong ones.
func waitAfter(wrong int64) time.Duration {
	if wrong < maxWrongCodes {
		return 0
	}
	doubled := min(wrong-maxWrongCodes, 10)
	return min(firstWait<<doubled, longestWait)
}

// endIfSpent ends a ticket that has no tries left.
func (ss *Sessions) endIfSpent(ctx context.Context, h Holder) error {
	if !h.isTicket {
		return nil
	}
	return ss.DB.Tx(ctx, func(tx *db.Tx) error {
		wrong, err := db.Value[int64](ctx, tx, `select wrong_codes from sessions where customer_id = $1 and guid = $2 and not is_open`,
			h.by.CustomerID, h.by.SessionGUID)
		if errors.Is(err, db.ErrNone) {
			return nil
		}
		if err != nil || wrong < maxWrongCodes {
			return err
		}
		return endSession(ctx, tx, h.by.CustomerID, h.by.SessionGUID)
	})
}

// usedCode records that a recovery code was used, and tells its owner.
func (fs *Factors) usedCode(ctx context.Context, tx *db.Tx, h Holder) error {
	left, err := codesLeft(ctx, tx, h.login)
	if err != nil {
		return err
	}
	record(ctx, tx, h.by, h.login.customerID, audit.Event{
		Action: "recovery_code.use", Subject: h.login.text(), Details: map[string]any{"left": left},
	})
	return fs.tell(ctx, tx, h.login, mail.FactorChanged{What: "code_used", Left: left})
}
