package identity

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// AskToEnrol asks the holder's browser to make a passkey.
func (fs *Factors) AskToEnrol(ctx context.Context, h Holder) (Question, error) {
	party, err := fs.party()
	if err != nil {
		return Question{}, err
	}
	if !h.isTicket {
		if err := h.fresh(ctx, fs.DB, fs.Now()); err != nil {
			return Question{}, err // before anybody touches an authenticator
		}
	}
	owner, err := keeperOf(ctx, fs.DB, h.login, h.email)
	if err != nil {
		return Question{}, err
	}
	options, data, err := party.BeginRegistration(owner,
		webauthn.WithExclusions(webauthn.Credentials(owner.credentials).CredentialDescriptors()))
	if err != nil {
		return Question{}, err
	}
	return fs.seal(toEnrol, h.by.SessionGUID, options, data)
}

// AddPasskey enrols the passkey that a browser has made, as the answer to
// [Factors.AskToEnrol]. With a first factor come the recovery codes.
func (fs *Factors) AddPasskey(ctx context.Context, h Holder, sealed, name, answer string) (codes []string, err error) {
	if name, err = checkFactorName(name, "Passkey"); err != nil {
		return nil, err
	}
	data, err := fs.unsealQuestion(toEnrol, h.by.SessionGUID, sealed)
	if err != nil {
		return nil, err
	}
	credential, err := fs.made(h, data, answer)
	if err != nil {
		return nil, err
	}
	err = fs.change(ctx, h, func(tx *db.Tx, h Holder) error {
		if err := fs.spend(ctx, tx, h.login.customerID, data.Challenge); err != nil {
			return err
		}
		f := Factor{GUID: db.NewID(), Kind: FactorPasskey, Name: name}
		if err := fs.insertPasskey(ctx, tx, h.login, f, credential); err != nil {
			return err
		}
		if err := fs.shown(ctx, tx, h, FactorPasskey); err != nil {
			return err
		}
		codes, err = fs.added(ctx, tx, h, f)
		return err
	})
	return codes, err
}

// made checks what the authenticator says about a passkey that it has made.
func (fs *Factors) made(h Holder, data *webauthn.SessionData, answer string) (*webauthn.Credential, error) {
	party, err := fs.party()
	if err != nil {
		return nil, err
	}
	if len(answer) > maxAnswer {
		return nil, errPasskey
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes([]byte(answer))
	if err != nil {
		return nil, errPasskey
	}
	credential, err := party.CreateCredential(&keeper{key: h.login, name: h.email}, *data, parsed)
	if err != nil {
		return nil, errPasskey
	}
	return credential, nil
}

func (fs *Factors) insertPasskey(ctx context.Context, tx *db.Tx, k accessKey, f Factor, c *webauthn.Credential) error {
	n, err := db.Value[int64](ctx, tx, `select count(*) from passkeys where customer_id = $1 and access_id = $2`, k.customerID, k.id)
	if err != nil {
		return err
	}
	if n >= maxPasskeys {
		return errTooManyFactors
	}
	content, err := json.Marshal(c)
	if err != nil {
		return err
	}
	n, err = tx.Exec(ctx, `
		insert into passkeys (customer_id, access_id, guid, name, credential_id, credential, sign_count, created_at)
		values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
		k.customerID, k.id, f.GUID, f.Name, credentialID(c.ID), string(content), int64(c.Authenticator.SignCount), fs.Now())
	if err == nil && n == 0 {
		return fault.New(fault.Conflict, "This passkey is enrolled already.")
	}
	return err
}

const maxPasskeys = 10

// AskToProve asks for a passkey of the holder of a ticket or session.
func (fs *Factors) AskToProve(ctx context.Context, h Holder) (Question, error) {
	party, err := fs.party()
	if err != nil {
		return Question{}, err
	}
	owner, err := keeperOf(ctx, fs.DB, h.login, h.email)
	if err != nil {
		return Question{}, err
	}
	if len(owner.credentials) == 0 {
		return Question{}, fault.New(fault.Conflict, "You have no passkey here.")
	}
	options, data, err := party.BeginLogin(owner)
	if err != nil {
		return Question{}, err
	}
	return fs.seal(toProve, h.by.SessionGUID, options, data)
}

// ProvePasskey takes the answer to [Factors.AskToProve]: a second factor for a
// ticket, a fresh proof for a session.
func (ss *Sessions) ProvePasskey(ctx context.Context, h Holder, sealed, answer string) error {
	data, err := ss.Factors.unsealQuestion(toProve, h.by.SessionGUID, sealed)
	if err != nil {
		return err
	}
	parsed, err := parseAnswer(answer)
	if err != nil {
		return err
	}
	party, err := ss.Factors.party()
	if err != nil {
		return err
	}
	owner, err := keeperOf(ctx, ss.DB, h.login, h.email)
	if err != nil {
		return err
	}
	credential, err := party.ValidateLogin(owner, *data, parsed)
	if err != nil {
		return ss.refusePasskey(ctx, h.login, h.by.UserGUID, h.by.IP, errPasskey)
	}
	err = ss.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := h.check(ctx, tx, ss.Now()); err != nil {
			return err
		}
		if err := ss.Factors.accept(ctx, tx, h.login, data.Challenge, credential); err != nil {
			return err
		}
		return ss.proved(ctx, tx, h, FactorPasskey)
	})
	return ss.cloned(ctx, h.login, credential, h.by.UserGUID, h.by.IP, err)
}

// AskToSignIn asks for whatever passkey of this server somebody has. It gives
// away nothing about who has one.
func (fs *Factors) AskToSignIn() (Question, error) {
	party, err := fs.party()
	if err != nil {
		return Question{}, err
	}
	options, data, err := party.BeginDiscoverableLogin(webauthn.WithUserVerification(protocol.VerificationRequired))
	if err != nil {
		return Question{}, err
	}
	return fs.seal(toSignIn, "", options, data)
}

// SignInPasskey takes the answer to [Factors.AskToSignIn]. A passkey that has
// verified its user is enough alone, and gives the ways in of its access. Nobody
// guesses one, but what is refused is counted and recorded: a network that sends
// too many is slowed down as with passwords.
func (ss *Sessions) SignInPasskey(ctx context.Context, sealed, answer, ip, agent string) ([]Choice, error) {
	data, err := ss.Factors.unsealQuestion(toSignIn, "", sealed)
	if err != nil {
		return nil, err
	}
	parsed, err := parseAnswer(answer)
	if err != nil {
		return nil, err
	}
	try := newTry(ss.Now(), press{onNetwork, wide(networkOf(ip))})
	if err := try.begin(ctx, ss.DB); err != nil {
		return nil, err
	}
	found, credential, err := ss.whose(ctx, data, parsed)
	if err == nil && !found.live(ss.Now()) {
		err = errPasskey
	}
	if errors.Is(err, errPasskey) {
		return nil, ss.refusePasskey(ctx, found.key(), found.actor.UserGUID, ip, err)
	}
	if err != nil {
		return nil, err
	}
	err = ss.DB.Tx(ctx, func(tx *db.Tx) error { return ss.Factors.accept(ctx, tx, found.key(), data.Challenge, credential) })
	if err := ss.cloned(ctx, found.key(), credential, found.actor.UserGUID, ip, err); err != nil {
		return nil, err
	}
	if err := try.undo(ctx, ss.DB); err != nil {
		return nil, err
	}
	return ss.choices(ctx, []candidate{found}, means{method: byPasskey, factor: FactorPasskey, at: ss.Now()}, ip, agent)
}

// whose checks an answer and returns the access that its passkey belongs to.
// If it is refused, the access is that which it claims to be for, if there is
// such a one.
func (ss *Sessions) whose(ctx context.Context, data *webauthn.SessionData, parsed *protocol.ParsedCredentialAssertionData) (found candidate, credential *webauthn.Credential, err error) {
	party, err := ss.Factors.party()
	if err != nil {
		return found, nil, err
	}
	var broken error // the database's failure, which the library would take for the passkey's
	owner := func(_, handle []byte) (webauthn.User, error) {
		key, ok := parseHandle(handle)
		if !ok {
			return nil, errPasskey
		}
		c, err := db.One(ctx, ss.DB, func(c *candidate) []any { return c.principal.fields() }, `
			select `+principalColumns+` from accesses a`+principalTables+`
			where a.customer_id = $2 and a.id = $3 and a.type = 'ui_connection'`, ss.Now(), key.customerID, key.id)
		if err != nil {
			broken = unless(err, db.ErrNone)
			return nil, err
		}
		found = c
		k, err := keeperOf(ctx, ss.DB, key, c.actor.Email)
		broken = err
		return k, err
	}
	_, credential, err = party.ValidatePasskeyLogin(owner, *data, parsed)
	if err != nil {
		err = errPasskey
	}
	return found, credential, orElse(broken, err)
}

// unless returns err unless it is the one that was to be expected.
func unless(err, expected error) error {
	if errors.Is(err, expected) {
		return nil
	}
	return err
}

// refusePasskey counts a refusal for the user whose passkey it claims to be.
func (ss *Sessions) refusePasskey(ctx context.Context, k accessKey, userGUID, ip string, why error) error {
	return orElse(countRefused(ctx, ss.DB, ss.Now(), networkOf(ip), account{k.customerID, userGUID}), why)
}

// cloned records that a passkey's counter went back: somebody may have a copy.
func (ss *Sessions) cloned(ctx context.Context, k accessKey, c *webauthn.Credential, userGUID, ip string, err error) error {
	if !errors.Is(err, errCloned) {
		return err
	}
	recorded := ss.DB.Tx(ctx, func(tx *db.Tx) error {
		by := actor.System(k.customerID)
		audit.Record(ctx, tx, by, k.customerID, audit.Event{
			Action: "factor.cloned", Subject: k.text(), Details: map[string]any{
				"user": userGUID, "credential": credentialID(c.ID), "ip": ip, "sign_count": c.Authenticator.SignCount,
			},
		})
		return nil
	})
	return ss.refusePasskey(ctx, k, userGUID, ip, orElse(recorded, err))
}
