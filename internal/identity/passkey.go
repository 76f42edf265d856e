package identity

import (
	"context"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// Question is what a browser is to ask an authenticator, and what it keeps until
// the answer: the same question, sealed, so that no row has to wait for those
// who never answer.
type Question struct {
	Options []byte // JSON, as navigator.credentials takes it
	Sealed  string
}

// QuestionLife is how long a question can be answered.
const QuestionLife = 5 * time.Minute

// The purposes of questions. An answer counts for its own alone.
const (
	toSignIn = "sign-in" // alone, by whoever has a passkey here
	toProve  = "prove"   // the holder of a ticket or session
	toEnrol  = "enrol"
)

// asked is what is sealed.
type asked struct {
	Purpose string               `json:"purpose"`
	Session string               `json:"session"` // guid of the ticket or session; "" to sign in
	Until   time.Time            `json:"until"`
	Data    webauthn.SessionData `json:"data"`
}

const sealForPasskey = "passkey"

var (
	errPasskey   = fault.New(fault.Unauthorized, "This passkey opens nothing here.")
	errLateAsked = fault.New(fault.Unauthorized, "That took too long: try again.")
	errCloned    = fault.New(fault.Unauthorized, "This passkey seems to be a copy, and was refused. Sign in another way, remove it, and set up a new one.")
)

// HasPasskeys reports whether browsers will make passkeys for this server: for a
// name, by https, or on the machine itself.
func (fs *Factors) HasPasskeys() bool {
	u, err := url.Parse(fs.PublicURL)
	if err != nil || u.Hostname() == "" {
		return false
	}
	if _, err := netip.ParseAddr(u.Hostname()); err == nil {
		return false
	}
	return u.Scheme == "https" || u.Hostname() == "localhost"
}

// party is this server as authenticators know it.
func (fs *Factors) party() (*webauthn.WebAuthn, error) {
	u, err := url.Parse(fs.PublicURL)
	if err != nil {
		return nil, err
	}
	if !fs.HasPasskeys() {
		return nil, fault.New(fault.Conflict, "Browsers make no passkeys for this address: it needs a name and https.")
	}
	return webauthn.New(&webauthn.Config{
		RPID: strings.ToLower(u.Hostname()), RPDisplayName: "Gatehouse", RPOrigins: []string{fs.PublicURL},
		AttestationPreference: protocol.PreferNoAttestation,
		AuthenticatorSelection: protocol.AuthenticatorSelection{
			ResidentKey: protocol.ResidentKeyRequirementPreferred, UserVerification: protocol.VerificationPreferred,
		},
	})
}

// keeper is the owner of passkeys in the words of the library.
type keeper struct {
	key         accessKey
	name        string
	credentials []webauthn.Credential
}

// WebAuthnID is the user handle: the numbers of the access, which are random and
// say nothing of the person.
func (k *keeper) WebAuthnID() []byte { return handleOf(k.key) }

// WebAuthnName is what the authenticator's list shows.
func (k *keeper) WebAuthnName() string { return k.name }

// WebAuthnDisplayName is the same.
func (k *keeper) WebAuthnDisplayName() string { return k.name }

// WebAuthnCredentials are all passkeys of the access.
func (k *keeper) WebAuthnCredentials() []webauthn.Credential { return k.credentials }

func handleOf(k accessKey) []byte {
	b := binary.BigEndian.AppendUint64(nil, uint64(k.customerID)) //nolint:gosec // ids are positive
	return binary.BigEndian.AppendUint64(b, uint64(k.id))         //nolint:gosec // ids are positive
}

func parseHandle(b []byte) (k accessKey, ok bool) {
	if len(b) != 16 {
		return k, false
	}
	k = accessKey{int64(binary.BigEndian.Uint64(b)), int64(binary.BigEndian.Uint64(b[8:]))} //nolint:gosec // what is no id finds no row
	return k, k.customerID > 0 && k.id > 0
}

func keeperOf(ctx context.Context, c db.Conn, k accessKey, name string) (*keeper, error) {
	stored, err := db.Column[string](ctx, c, `
		select credential from passkeys where customer_id = $1 and access_id = $2 order by created_at, guid`, k.customerID, k.id)
	if err != nil {
		return nil, err
	}
	owner := &keeper{key: k, name: name}
	for _, text := range stored {
		var credential webauthn.Credential
		if err := json.Unmarshal([]byte(text), &credential); err != nil {
			return nil, err
		}
		owner.credentials = append(owner.credentials, credential)
	}
	return owner, nil
}

func credentialID(id []byte) string { return base64.RawURLEncoding.EncodeToString(id) }

// seal keeps a question with the browser. The list of credentials is left out:
// it may be longer than a cookie, and is read again from the database.
func (fs *Factors) seal(purpose, session string, options any, data *webauthn.SessionData) (Question, error) {
	data.AllowedCredentialIDs = nil
	content, err := json.Marshal(asked{Purpose: purpose, Session: session, Until: fs.Now().Add(QuestionLife), Data: *data})
	if err != nil {
		return Question{}, err
	}
	var q Question
	if q.Sealed, err = fs.Key.Seal(sealForPasskey, purpose, content); err != nil {
		return Question{}, err
	}
	q.Options, err = json.Marshal(options)
	return q, err
}

// unsealQuestion returns what was asked, if it was for this purpose and by this
// ticket or session, and is not over.
func (fs *Factors) unsealQuestion(purpose, session, sealed string) (*webauthn.SessionData, error) {
	content, err := fs.Key.Unseal(sealForPasskey, purpose, sealed)
	if err != nil {
		return nil, errLateAsked // another purpose's, another server's, or none
	}
	var a asked
	if err := json.Unmarshal(content, &a); err != nil {
		return nil, err
	}
	if a.Purpose != purpose || a.Session != session || !a.Until.After(fs.Now()) {
		return nil, errLateAsked
	}
	return &a.Data, nil
}

// spend makes the challenge of a question count no second time.
func (fs *Factors) spend(ctx context.Context, tx *db.Tx, customerID int64, challenge string) error {
	first, err := spend(ctx, tx, customerID, challenge, fs.Now().Add(2*QuestionLife))
	if err == nil && !first {
		return errPasskey
	}
	return err
}

// accept takes a credential that has answered well: its counter must have moved
// on from the one that is stored, or neither counts.
func (fs *Factors) accept(ctx context.Context, tx *db.Tx, k accessKey, challenge string, c *webauthn.Credential) error {
	if err := fs.spend(ctx, tx, k.customerID, challenge); err != nil {
		return err
	}
	content, err := json.Marshal(c)
	if err != nil {
		return err
	}
	n, err := tx.Exec(ctx, `
		update passkeys set credential = $4, sign_count = $5, last_used_at = $6
		where customer_id = $1 and access_id = $2 and credential_id = $3 and (sign_count < $5 or sign_count = 0 and $5 = 0)`,
		k.customerID, k.id, credentialID(c.ID), string(content), int64(c.Authenticator.SignCount), fs.Now())
	if err == nil && n == 0 {
		return errCloned
	}
	return err
}

// parseAnswer reads what an authenticator said. That it cannot be read is the
// caller's fault.
func parseAnswer(answer string) (*protocol.ParsedCredentialAssertionData, error) {
	if len(answer) > maxAnswer {
		return nil, errPasskey
	}
	parsed, err := protocol.ParseCredentialRequestResponseBytes([]byte(answer))
	if err != nil {
		return nil, errPasskey
	}
	return parsed, nil
}

const maxAnswer = 32 << 10
