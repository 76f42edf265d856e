package identity_test

import (
	"encoding/base32"
	"errors"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/descope/virtualwebauthn"
	"github.com/pquerna/otp/totp"

	"gatehouse/internal/actor"
	"gatehouse/internal/identity"
	"gatehouse/internal/tenant"
)

// member is a person who signs in by a password.
type member struct {
	w        *world
	user     identity.User
	access   identity.Access
	password string
	cookie   string
}

func (w *world) member(t *testing.T, c tenant.Customer, role actor.Role, roles ...string) *member {
	t.Helper()
	u, a, cookie := w.person(t, c, role, password, roles...)
	return &member{w: w, user: u, access: a, password: password, cookie: cookie}
}

// holder is the member with the session that it has.
func (m *member) holder(t *testing.T) identity.Holder {
	t.Helper()
	by := must(m.w.sessions.Actor(t.Context(), m.cookie, ip))(t)
	return must(m.w.sessions.Holder(t.Context(), by))(t)
}

// ticket signs in by the password, and returns what that gives.
func (m *member) ticket(t *testing.T) string {
	t.Helper()
	return must(m.w.sessions.SignIn(t.Context(), m.user.Email, m.password, ip, "test"))(t)[0].Ticket
}

// waiting is the member with a new ticket.
func (m *member) waiting(t *testing.T) (string, identity.Holder) {
	t.Helper()
	ticket := m.ticket(t)
	return ticket, must(m.w.sessions.Waiting(t.Context(), ticket, ip))(t)
}

func (m *member) open(t *testing.T, ticket string) error {
	t.Helper()
	cookie, err := m.w.sessions.Open(t.Context(), ticket, m.access.ID, ip, "test")
	if err == nil {
		m.cookie = cookie
	}
	return err
}

// phone is an authenticator app.
type phone struct {
	w    *world
	seed string
}

// app enrols one, and returns it with the recovery codes that came along. It
// leaves the clock a step further, so that the app's next code counts.
func (m *member) app(t *testing.T) (*phone, []string) {
	t.Helper()
	h := m.holder(t)
	accepted(t, m.w.factors.BeginTOTP(t.Context(), h, "Phone"))
	p := m.w.phone(t, h)
	codes := must(m.w.factors.ConfirmTOTP(t.Context(), h, p.code(t)))(t)
	m.w.now = m.w.now.Add(30 * time.Second)
	return p, codes
}

// phone scans the picture of an enrolment.
func (w *world) phone(t *testing.T, h identity.Holder) *phone {
	t.Helper()
	seed := must(w.factors.PendingTOTP(t.Context(), h))(t)
	u := must(url.Parse(seed.URL))(t)
	secret := u.Query().Get("secret")
	if _, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(secret); err != nil || strings.ReplaceAll(seed.Text, " ", "") != secret {
		t.Fatalf("%q is not what %q says: %v", seed.Text, seed.URL, err)
	}
	return &phone{w, secret}
}

// code is what the app shows now.
func (p *phone) code(t *testing.T) string {
	t.Helper()
	return must(totp.GenerateCode(p.seed, p.w.now))(t)
}

// other is six digits that are wrong.
func (p *phone) other(t *testing.T) string {
	t.Helper()
	for _, guess := range []string{"000000", "111111", "222222", "333333"} {
		near := false
		for _, off := range []time.Duration{-time.Minute, -30 * time.Second, 0, 30 * time.Second, time.Minute} {
			near = near || must(totp.GenerateCode(p.seed, p.w.now.Add(off)))(t) == guess
		}
		if !near {
			return guess
		}
	}
	t.Fatal("every guess is right")
	return ""
}

// key is an authenticator with one passkey.
type key struct {
	w    *world
	rp   virtualwebauthn.RelyingParty
	auth virtualwebauthn.Authenticator
	cred virtualwebauthn.Credential
}

const origin = "https://gatehouse.example"

// coseKey is how long a key on P-256 is in COSE. The library cuts zeros off at
// the front of its numbers, which no authenticator does.
const coseKey = 77

func (w *world) key() *key {
	k := &key{
		w: w, rp: virtualwebauthn.RelyingParty{ID: "gatehouse.example", Name: "Gatehouse", Origin: origin},
		auth: virtualwebauthn.NewAuthenticator(),
	}
	for k.cred.Key == nil || len(k.cred.Key.AttestationData()) != coseKey {
		k.cred = virtualwebauthn.NewCredential(virtualwebauthn.KeyTypeEC2)
	}
	return k
}

// enrol makes a passkey for the holder.
func (k *key) enrol(t *testing.T, h identity.Holder) ([]string, error) {
	t.Helper()
	q := must(k.w.factors.AskToEnrol(t.Context(), h))(t)
	return k.w.factors.AddPasskey(t.Context(), h, q.Sealed, "Key", k.make(t, q))
}

func (k *key) make(t *testing.T, q identity.Question) string {
	t.Helper()
	options := must(virtualwebauthn.ParseAttestationOptions(string(q.Options)))(t)
	k.auth.Options.UserHandle = []byte(options.UserID)
	return virtualwebauthn.CreateAttestationResponse(k.rp, k.auth, k.cred, *options)
}

// answer signs a question; the counter moves on.
func (k *key) answer(t *testing.T, q identity.Question) string {
	t.Helper()
	k.cred.Counter++
	return k.again(t, q)
}

// again signs without moving the counter.
func (k *key) again(t *testing.T, q identity.Question) string {
	t.Helper()
	options := must(virtualwebauthn.ParseAssertionOptions(string(q.Options)))(t)
	return virtualwebauthn.CreateAssertionResponse(k.rp, k.auth, k.cred, *options)
}

// passkey enrols a key for the member.
func (m *member) passkey(t *testing.T) *key {
	t.Helper()
	k := m.w.key()
	must(k.enrol(t, m.holder(t)))(t)
	return k
}

// signIn asks for any passkey and answers with this one.
func (k *key) signIn(t *testing.T) ([]identity.Choice, error) {
	t.Helper()
	q := must(k.w.factors.AskToSignIn())(t)
	return k.w.sessions.SignInPasskey(t.Context(), q.Sealed, k.answer(t, q), ip, "test")
}

func wants(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("got %v, want %v", err, want)
	}
}
