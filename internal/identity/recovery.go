package identity

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"strings"

	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/mail"
)

// A recovery code is 120 random bits in base 32, in groups of four. That is too
// much to guess, also for who has stolen the hashes, which therefore are plain.
const (
	codeCount    = 10
	codeBytes    = 15
	codeLength   = codeBytes * 8 / 5
	codeGroup    = 4
	codeAlphabet = "abcdefghijklmnopqrstuvwxyz234567"
)

var codeText = base32.NewEncoding(codeAlphabet).WithPadding(base32.NoPadding)

// NewCodes replaces the recovery codes of an access that has a factor. They are
// shown by this answer and never again; the old ones no longer work.
func (fs *Factors) NewCodes(ctx context.Context, h Holder) (codes []string, err error) {
	err = fs.change(ctx, h, func(tx *db.Tx, h Holder) error {
		enrolled, err := factorsOf(ctx, tx, h.login)
		if err != nil {
			return err
		}
		if len(enrolled) == 0 {
			return errNotFound
		}
		if codes, err = fs.makeCodes(ctx, tx, h); err != nil {
			return err
		}
		return fs.tell(ctx, tx, h.login, mail.FactorChanged{What: "codes_made"})
	})
	return codes, err
}

func (fs *Factors) makeCodes(ctx context.Context, tx *db.Tx, h Holder) ([]string, error) {
	if err := deleteCodes(ctx, tx, h.login); err != nil {
		return nil, err
	}
	codes := make([]string, codeCount)
	now := fs.Now()
	for i := range codes {
		var b [codeBytes]byte
		rand.Read(b[:])
		bare := codeText.EncodeToString(b[:])
		_, err := tx.Exec(ctx, `insert into recovery_codes (customer_id, access_id, hash, created_at) values ($1, $2, $3, $4)`,
			h.login.customerID, h.login.id, hashOf(bare), now)
		if err != nil {
			return nil, err
		}
		codes[i] = grouped(bare, codeGroup, "-")
	}
	record(ctx, tx, h.by, h.login.customerID, audit.Event{Action: "recovery_codes.create", Subject: h.login.text()})
	return codes, nil
}

// grouped writes text in groups, as people read and type it.
func grouped(text string, size int, between string) string {
	var groups []string
	for len(text) > size {
		groups, text = append(groups, text[:size]), text[size:]
	}
	return strings.Join(append(groups, text), between)
}

// spendCode reports whether bare is a code of the access that was not used yet,
// and uses it: of two that come with one, one wins.
func (fs *Factors) spendCode(ctx context.Context, tx *db.Tx, h Holder, bare string) (bool, error) {
	n, err := tx.Exec(ctx, `
		update recovery_codes set used_at = $4
		where customer_id = $1 and access_id = $2 and hash = $3 and used_at is null`,
		h.login.customerID, h.login.id, hashOf(bare), fs.Now())
	if err != nil || n == 0 {
		return false, err
	}
	return true, fs.usedCode(ctx, tx, h)
}

func codesLeft(ctx context.Context, c db.Conn, k accessKey) (int64, error) {
	return db.Value[int64](ctx, c, `
		select count(*) from recovery_codes where customer_id = $1 and access_id = $2 and used_at is null`, k.customerID, k.id)
}

func deleteCodes(ctx context.Context, tx *db.Tx, k accessKey) error {
	_, err := tx.Exec(ctx, `delete from recovery_codes where customer_id = $1 and access_id = $2`, k.customerID, k.id)
	return err
}
