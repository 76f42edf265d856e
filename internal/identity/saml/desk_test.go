package saml

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"maps"
	"math/big"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"gatehouse/internal/e2e/idp"
)

// world is a service provider, and a SimpleSAMLphp that trusts it.
type world struct {
	sp      *Provider
	idp     *IDP
	php     *idp.SAML
	browser *http.Client
	now     time.Time
}

const flow = "_a-flow-of-a-test"

func newWorld(t *testing.T, options map[string]any) *world {
	t.Helper()
	a := idp.NewAuthority(t)
	w := &world{sp: newProvider(t), php: idp.NewSAML(t, a), browser: a.Client(t), now: time.Now()}
	m, err := ParseMetadata(w.php.Metadata(t), w.now)
	if err != nil {
		t.Fatal(err)
	}
	w.idp = &IDP{Metadata: m}
	text, err := w.sp.Describe()
	if err != nil {
		t.Fatal(err)
	}
	// The IdP signs as its options say, and not as this side wants.
	w.php.Trust(t, strings.Replace(text, `WantAssertionsSigned="true"`, "", 1))
	w.php.Set(t, options)
	return w
}

// ours and strangers are keys of providers: to make one takes a while.
var ours, strangers = sync.OnceValues(newKey), sync.OnceValues(newKey)

func newKey() (*rsa.PrivateKey, error) { return rsa.GenerateKey(rand.Reader, 2048) }

func newProvider(t *testing.T) *Provider { t.Helper(); return provider(t, ours) }

// newStranger has a key that nobody knows.
func newStranger(t *testing.T) *Provider { t.Helper(); return provider(t, strangers) }

func provider(t *testing.T, of func() (*rsa.PrivateKey, error)) *Provider {
	t.Helper()
	key, err := of()
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "sp"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().AddDate(1, 0, 0)}
	der, err := x509.CreateCertificate(rand.Reader, c, c, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return &Provider{EntityID: "https://gatehouse.example/saml/0197a3c0-0000-7000-8000-000000000001", Key: key, Certificate: cert}
}

// form is how a browser carries a message.
func form(o Outgoing) idp.Form {
	if !o.IsForm() {
		return idp.Form{Action: o.Address}
	}
	return idp.Form{Action: o.Address, Fields: url.Values{o.Field: {o.Value}, "RelayState": {o.State}}}
}

// signIn has the student sign in, and returns what the IdP says of that.
func (w *world) signIn(t *testing.T) string {
	t.Helper()
	o, err := w.sp.SignIn(w.idp, flow, false, w.now)
	if err != nil {
		t.Fatal(err)
	}
	return w.answer(t, form(o))
}

func (w *world) answer(t *testing.T, f idp.Form) string {
	t.Helper()
	got := w.php.Visit(t, w.browser, f, idp.Student)
	if got.Action != w.sp.ACS() {
		t.Fatalf("the answer goes to %s", got.Action)
	}
	return got.Fields.Get("SAMLResponse")
}

// reads takes an answer as it comes by the browser.
func (w *world) reads(t *testing.T, value string) (Login, error) {
	t.Helper()
	m, err := ReadPOST(value, "")
	if err != nil {
		return Login{}, err
	}
	return w.sp.ReadResponse(w.idp, m, w.now)
}

func (w *world) accepts(t *testing.T, value string) Login {
	t.Helper()
	l, err := w.reads(t, value)
	if err != nil {
		text, _ := decode(value)
		t.Fatalf("refused: %v\n%s", err, text)
	}
	return l
}

func (w *world) refuses(t *testing.T, value string, why Refusal) {
	t.Helper()
	l, err := w.reads(t, value)
	if !errors.Is(err, why) {
		t.Errorf("got %q %v, want %q", l.Subject, err, why)
	}
}

func with(options ...map[string]any) map[string]any {
	all := map[string]any{}
	for _, o := range options {
		maps.Copy(all, o)
	}
	return all
}
