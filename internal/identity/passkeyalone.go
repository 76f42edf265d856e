package identity

import (
	"context"
	"errors"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"gatehouse/internal/db"
)

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
	return ss.SignInPasskeyFrom(ctx, Browser{IP: ip, Agent: agent}, sealed, answer)
}

// SignInPasskeyFrom is SignInPasskey of a browser that may be on the way to an
// invitation.
func (ss *Sessions) SignInPasskeyFrom(ctx context.Context, from Browser, sealed, answer string) (ways []Choice, err error) {
	data, err := ss.Factors.unsealQuestion(toSignIn, "", sealed)
	if err != nil {
		return nil, err
	}
	parsed, err := parseAnswer(answer)
	if err != nil {
		return nil, err
	}
	try := newTry(ss.Now(), press{onNetwork, wide(networkOf(from.IP))})
	if err := try.begin(ctx, ss.DB); err != nil {
		return nil, err
	}
	found, credential, err := ss.whose(ctx, data, parsed)
	if err == nil && !from.lets(&found.principal, ss.Now()) {
		err = errPasskey
	}
	if errors.Is(err, errPasskey) {
		return nil, ss.refusePasskey(ctx, found.key(), found.actor.UserGUID, from.IP, err)
	}
	if err != nil {
		return nil, err
	}
	how := means{method: byPasskey, factor: FactorPasskey, at: ss.Now()}
	err = ss.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := ss.Factors.accept(ctx, tx, found.key(), data.Challenge, credential); err != nil {
			return err
		}
		ways, err = openTo(ctx, tx, found, how, from.IP, from.Agent)
		return err
	})
	if err != nil {
		return nil, ss.cloned(ctx, use{found.key(), found.actor.UserGUID, from.IP, parsed}, err)
	}
	return ways, try.undo(ctx, ss.DB)
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
