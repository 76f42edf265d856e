package identity

import (
	"context"
	"encoding/json"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

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
