package identity

import (
	"context"
	"errors"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

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
	options, data, err := party.BeginLogin(owner, webauthn.WithUserVerification(h.verification()))
	if err != nil {
		return Question{}, err
	}
	return fs.seal(toProve, h.by.SessionGUID, options, data)
}

// verification is how much a passkey that is asked for has to know of its user:
// after a password it is the other factor, alone it is both.
func (h *Holder) verification() protocol.UserVerificationRequirement {
	if h.how.method == byPassword {
		return protocol.VerificationPreferred
	}
	return protocol.VerificationRequired
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
	return ss.cloned(ctx, use{h.login, h.by.UserGUID, h.by.IP, parsed}, err)
}

// refusePasskey counts a refusal for the user whose passkey it claims to be.
func (ss *Sessions) refusePasskey(ctx context.Context, k accessKey, userGUID, ip string, why error) error {
	return orElse(countRefused(ctx, ss.DB, ss.Now(), networkOf(ip), account{k.customerID, userGUID}), why)
}

// use is a passkey that has answered.
type use struct {
	of           accessKey
	userGUID, ip string
	answer       *protocol.ParsedCredentialAssertionData
}

// cloned records that a passkey's counter went back: somebody may have a copy.
func (ss *Sessions) cloned(ctx context.Context, u use, err error) error {
	if !errors.Is(err, errCloned) {
		return err
	}
	recorded := ss.DB.Tx(ctx, func(tx *db.Tx) error {
		counted, err := db.Column[int64](ctx, tx, `
			select sign_count from passkeys where customer_id = $1 and access_id = $2 and credential_id = $3`,
			u.of.customerID, u.of.id, credentialID(u.answer.RawID))
		if err != nil {
			return err
		}
		audit.Record(ctx, tx, actor.System(u.of.customerID), u.of.customerID, audit.Event{
			Action: "factor.cloned", Subject: u.of.text(), Details: map[string]any{
				"user": u.userGUID, "credential": credentialID(u.answer.RawID), "ip": u.ip,
				"stored": counted, "answered": u.answer.Response.AuthenticatorData.Counter,
			},
		})
		return nil
	})
	return ss.refusePasskey(ctx, u.of, u.userGUID, u.ip, orElse(recorded, err))
}
