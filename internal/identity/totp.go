package identity

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"errors"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"
	"github.com/pquerna/otp/totp"

	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// Codes of authenticator apps are those of RFC 6238 as every app knows them:
// six digits of HMAC-SHA-1, a new one every 30 seconds.
const (
	totpPeriod  = 30 // seconds
	totpDigits  = 6
	seedBytes   = 20
	sealForTOTP = "totp"

	// pendingLife is how long an enrolment that was begun can be confirmed.
	pendingLife = time.Hour

	// longestIssuer is how many characters of where one signs in an app is told: its
	// list has little room, and the picture holds no more than a QR code does.
	longestIssuer = 40
)

var seedText = base32.StdEncoding.WithPadding(base32.NoPadding)

// app is a row of totps.
type app struct {
	guid, name, sealed string
	createdAt          time.Time
}

func (a *app) fields() []any { return []any{&a.guid, &a.name, &a.sealed, &a.createdAt} }

// Seed is what an authenticator app is given: by a picture, or by typing.
type Seed struct {
	URL  string // otpauth://, for the picture
	Text string // in groups of four
	Name string
}

// BeginTOTP begins to enrol an authenticator app. An enrolment that was begun
// before and not confirmed is forgotten.
func (fs *Factors) BeginTOTP(ctx context.Context, h Holder, name string) error {
	name, err := checkFactorName(name, "Authenticator app")
	if err != nil {
		return err
	}
	return fs.change(ctx, h, func(tx *db.Tx, h Holder) error {
		if err := deletePending(ctx, tx, h.login); err != nil {
			return err
		}
		n, err := db.Value[int64](ctx, tx, `select count(*) from totps where customer_id = $1 and access_id = $2`, h.login.customerID, h.login.id)
		if err != nil {
			return err
		}
		if n >= maxApps {
			return errTooManyFactors
		}
		seed, guid := make([]byte, seedBytes), db.NewID()
		rand.Read(seed)
		sealed, err := fs.Key.Seal(sealForTOTP, h.begun(guid), seed)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `
			insert into totps (customer_id, access_id, guid, name, seed, is_confirmed, created_at) values ($1, $2, $3, $4, $5, $6, $7)`,
			h.login.customerID, h.login.id, guid, name, sealed, false, fs.Now())
		return err
	})
}

// maxApps keeps the codes few that are right at one moment: three steps of each.
const maxApps = 3

func deletePending(ctx context.Context, tx *db.Tx, k accessKey) error {
	_, err := tx.Exec(ctx, `delete from totps where customer_id = $1 and access_id = $2 and not is_confirmed`, k.customerID, k.id)
	return err
}

// PendingTOTP returns what is to be put into the app whose enrolment was begun.
// It is NotFound if none was, or too long ago.
func (fs *Factors) PendingTOTP(ctx context.Context, h Holder) (Seed, error) {
	a, seed, err := fs.pending(ctx, fs.DB, h)
	if err != nil {
		return Seed{}, err
	}
	key, err := totp.Generate(totp.GenerateOpts{
		Issuer: strings.ReplaceAll(cleanText("Gatehouse "+h.customer, longestIssuer), ":", " "), AccountName: h.email, Secret: seed,
	})
	if err != nil {
		return Seed{}, err
	}
	return Seed{URL: key.URL(), Text: grouped(seedText.EncodeToString(seed), codeGroup, " "), Name: a.name}, nil
}

// begun is what a seed is bound to until it is confirmed: the session or ticket
// that began. Whoever else holds one of the same access, by a password that was
// stolen, is not shown what its owner is setting up.
func (h *Holder) begun(guid string) string {
	return h.login.subject() + "/" + guid + "/" + h.by.SessionGUID
}

var errNoneBegun = fault.New(fault.NotFound, "No authenticator app is being set up: begin again.")

func (fs *Factors) pending(ctx context.Context, c db.Conn, h Holder) (app, []byte, error) {
	a, err := db.One(ctx, c, (*app).fields, `
		select guid, name, seed, created_at from totps
		where customer_id = $1 and access_id = $2 and not is_confirmed and created_at > $3`,
		h.login.customerID, h.login.id, fs.Now().Add(-pendingLife))
	if errors.Is(err, db.ErrNone) {
		return app{}, nil, errNoneBegun
	}
	if err != nil {
		return app{}, nil, err
	}
	seed, err := fs.Key.Unseal(sealForTOTP, h.begun(a.guid), a.sealed)
	if err != nil {
		return app{}, nil, errNoneBegun // somebody else's
	}
	return a, seed, nil
}

func (fs *Factors) sealSeed(k accessKey, guid string, seed []byte) (string, error) {
	return fs.Key.Seal(sealForTOTP, k.subject()+"/"+guid, seed)
}

func (fs *Factors) unseal(k accessKey, a app) ([]byte, error) {
	return fs.Key.Unseal(sealForTOTP, k.subject()+"/"+a.guid, a.sealed)
}

// ConfirmTOTP ends the enrolment with a code that the app shows. With a first
// factor come the recovery codes, which nobody is shown again. For a ticket it
// is the second factor.
func (fs *Factors) ConfirmTOTP(ctx context.Context, h Holder, code string) (codes []string, err error) {
	kind, code := codeKind(code)
	if kind != FactorTOTP {
		return nil, fault.Field("code", "enter the six digits that the app shows")
	}
	err = fs.change(ctx, h, func(tx *db.Tx, h Holder) error {
		a, seed, err := fs.pending(ctx, tx, h)
		if err != nil {
			return err
		}
		step, ok := matches(seed, code, fs.Now())
		if !ok {
			return fault.Field("code", "this is not what the app should show now: is the clock of the device right?")
		}
		if err := fs.confirm(ctx, tx, h.login, a, seed, step); err != nil {
			return err
		}
		if err := fs.shown(ctx, tx, h, FactorTOTP); err != nil {
			return err
		}
		codes, err = fs.added(ctx, tx, h, Factor{GUID: a.guid, Kind: FactorTOTP, Name: a.name})
		return err
	})
	return codes, err
}

// confirm makes a factor of what was begun: its seed belongs to the access now.
func (fs *Factors) confirm(ctx context.Context, tx *db.Tx, k accessKey, a app, seed []byte, step int64) error {
	sealed, err := fs.sealSeed(k, a.guid, seed)
	if err != nil {
		return err
	}
	n, err := tx.Exec(ctx, `
		update totps set is_confirmed = $4, last_step = $5, last_used_at = $6, seed = $7
		where customer_id = $1 and access_id = $2 and guid = $3 and not is_confirmed`,
		k.customerID, k.id, a.guid, true, step, fs.Now(), sealed)
	if err == nil && n == 0 {
		err = errNotFound
	}
	return err
}

// shown marks who has just enrolled a factor: it has been shown. It lets a ticket
// open its session.
func (fs *Factors) shown(ctx context.Context, tx *db.Tx, h Holder, kind string) error {
	if h.isTicket {
		return (&Sessions{DB: fs.DB, Now: fs.Now}).proved(ctx, tx, h, kind)
	}
	_, err := tx.Exec(ctx, `update sessions set factor = $3, proved_at = $4 where customer_id = $1 and guid = $2`,
		h.by.CustomerID, h.by.SessionGUID, kind, fs.Now())
	if err != nil {
		return err
	}
	return h.rekey.run(ctx, tx, h.by, fs.Now())
}

// acceptTOTP reports whether code is one of an app of the access, now or a step
// before or after, that is later than all that were accepted.
func (fs *Factors) acceptTOTP(ctx context.Context, tx *db.Tx, k accessKey, code string) (bool, error) {
	apps, err := db.All(ctx, tx, (*app).fields, `
		select guid, name, seed, created_at from totps where customer_id = $1 and access_id = $2 and is_confirmed order by created_at, guid`,
		k.customerID, k.id)
	if err != nil {
		return false, err
	}
	for _, a := range apps {
		seed, err := fs.unseal(k, a)
		if err != nil {
			return false, err
		}
		step, ok := matches(seed, code, fs.Now())
		if !ok {
			continue
		}
		n, err := tx.Exec(ctx, `
			update totps set last_step = $4, last_used_at = $5
			where customer_id = $1 and access_id = $2 and guid = $3 and is_confirmed and last_step < $4`,
			k.customerID, k.id, a.guid, step, fs.Now())
		if err != nil || n == 1 {
			return n == 1, err
		}
	}
	return false, nil
}

// matches returns the step whose code this is.
func matches(seed []byte, code string, now time.Time) (step int64, ok bool) {
	text, current := seedText.EncodeToString(seed), now.Unix()/totpPeriod
	for s := current + 1; s >= current-1; s-- {
		right, err := hotp.ValidateCustom(code, uint64(s), text, hotp.ValidateOpts{Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1}) //nolint:gosec // now is after 1970
		if err == nil && right {
			return s, true
		}
	}
	return 0, false
}
