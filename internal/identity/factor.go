package identity

import (
	"context"
	"strings"
	"time"

	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
	"gatehouse/internal/tenant"
)

// The ways to prove who one is, as sessions remember them.
const (
	byPassword = "password"
	byPasskey  = "passkey"
	bySSO      = "sso"
)

// The kinds of second factors. A recovery code stands in for one that is lost;
// at an IdP it is the IdP that asks.
const (
	FactorTOTP     = "totp" // an authenticator app
	FactorPasskey  = "passkey"
	FactorRecovery = "recovery"
)

// Factor is what somebody has enrolled to prove itself with.
type Factor struct {
	GUID       string
	Kind       string // totp, passkey
	Name       string // that its owner gave it
	CreatedAt  time.Time
	LastUsedAt *time.Time
}

func (f *Factor) fields() []any {
	return []any{&f.GUID, &f.Kind, &f.Name, &f.CreatedAt, &f.LastUsedAt}
}

// Factors are the second factors of the accesses that sign in by a password.
type Factors struct {
	DB        *db.DB
	Now       func() time.Time // db.Now but in tests
	Key       mail.Key         // seals seeds and challenges
	PublicURL string           // says where passkeys belong to; without a slash at its end
}

// Keyring is what somebody has to prove itself with.
type Keyring struct {
	Factors    []Factor // the oldest first
	CodesLeft  int64    // recovery codes that were not used yet
	IsRequired bool     // one must stay
}

// Has reports whether there is a factor of a kind.
func (k *Keyring) Has(kind string) bool {
	for _, f := range k.Factors {
		if f.Kind == kind {
			return true
		}
	}
	return false
}

// Of returns what the holder of a session or a ticket has enrolled.
func (fs *Factors) Of(ctx context.Context, h Holder) (Keyring, error) {
	k := Keyring{IsRequired: h.mustHave()}
	var err error
	if k.Factors, err = factorsOf(ctx, fs.DB, h.login); err != nil {
		return k, err
	}
	k.CodesLeft, err = codesLeft(ctx, fs.DB, h.login)
	return k, err
}

func factorsOf(ctx context.Context, c db.Conn, k accessKey) ([]Factor, error) {
	return db.All(ctx, c, (*Factor).fields, `
		select guid, 'totp', name, created_at, last_used_at from totps
		where customer_id = $1 and access_id = $2 and is_confirmed
		union all
		select guid, 'passkey', name, created_at, last_used_at from passkeys
		where customer_id = $1 and access_id = $2
		order by 4, 1`, k.customerID, k.id)
}

// ErrFactor and ErrEnrol are why a ticket opens no session yet: a second factor
// is to be shown, or to be set up.
var (
	ErrFactor = fault.New(fault.Unauthorized, "Your second factor is needed.")
	ErrEnrol  = fault.New(fault.Unauthorized, "A second factor has to be set up.")
)

// enough reports, as ErrFactor or ErrEnrol, what is missing to open a session of
// an access. An IdP has its own second factors.
func enough(ctx context.Context, c db.Conn, k accessKey, how means) error {
	if how.factor != "" || how.method == bySSO {
		return nil
	}
	enrolled, err := factorsOf(ctx, c, k)
	if err != nil {
		return err
	}
	if len(enrolled) > 0 {
		return ErrFactor
	}
	return required(ctx, c, k)
}

// required is ErrEnrol for a login that has to have a second factor: by its own
// two_fa_enabled, or because its customer has it so for all.
func required(ctx context.Context, c db.Conn, k accessKey) error {
	type rule struct {
		own      bool
		settings tenant.Settings
	}
	r, err := db.One(ctx, c, func(r *rule) []any { return []any{&r.own, &r.settings} }, `
		select a.two_fa_enabled, c.settings from accesses a join customers c on c.id = a.customer_id
		where a.customer_id = $1 and a.id = $2`, k.customerID, k.id)
	if err == nil && (r.own || r.settings.SecondFactor) {
		return ErrEnrol
	}
	return err
}

// tooWeak reports whether a session was opened by less than its login's customer
// asks for by now.
func (m means) tooWeak(policy tenant.Settings) bool {
	return policy.SecondFactor && m.factor == "" && m.method != bySSO
}

const (
	maxFactorName = 60
)

// checkFactorName returns the name that somebody gives a factor.
func checkFactorName(name, otherwise string) (string, error) {
	name = strings.TrimSpace(name)
	if name == "" {
		return otherwise, nil
	}
	p := fault.Problems{}
	checkText(p, "name", name, maxFactorName)
	return name, p.Err()
}

var errTooManyFactors = fault.New(fault.Conflict, "You have as many of these as there can be: remove one first.")
