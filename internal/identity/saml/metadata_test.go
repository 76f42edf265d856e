package saml

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"math/big"
	"strings"
	"testing"
	"time"
)

// made returns a certificate's text, of a key that anybody could have.
func made(t *testing.T, public, private any) string {
	t.Helper()
	c := &x509.Certificate{SerialNumber: big.NewInt(3), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().AddDate(1, 0, 0)}
	der, err := x509.CreateCertificate(rand.Reader, c, c, public, private)
	if err != nil {
		t.Fatal(err)
	}
	return base64.StdEncoding.EncodeToString(der)
}

// Metadata of the IdP is read: where to sign in and out, and every certificate
// that it signs with.
func TestMetadataOfSimpleSAMLphp(t *testing.T) {
	w := newWorld(t, nil)
	m := w.idp.Metadata
	if m.EntityID != w.php.EntityID || m.SSOBinding != BindingRedirect || m.SLOBinding != BindingRedirect ||
		!strings.HasPrefix(m.SSOURL, w.php.URL) || !strings.HasPrefix(m.SLOURL, w.php.URL) || m.SLOAnswerURL != m.SLOURL {
		t.Errorf("got %+v", m)
	}
	if len(m.Certificates) != 1 || !m.Certificates[0].Equal(w.php.Certificate) || !m.CertificateEnds().Equal(w.php.Certificate.NotAfter) {
		t.Errorf("certificates: %v", m.Certificates)
	}
}

func TestMetadataWithSeveralKeys(t *testing.T) {
	w := newWorld(t, nil)
	text := w.php.Metadata(t)
	first := base64.StdEncoding.EncodeToString(w.php.Certificate.Raw)
	key := `<md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="` + nsSignature + `"><ds:X509Data><ds:X509Certificate>`
	second := newStranger(t)
	add := func(cert string) string {
		return strings.Replace(text, "<md:KeyDescriptor", key+cert+"</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor><md:KeyDescriptor", 1)
	}
	if !strings.Contains(strings.Join(strings.Fields(text), ""), first) {
		t.Fatal("the metadata do not have the certificate")
	}
	m, err := ParseMetadata(add(base64.StdEncoding.EncodeToString(second.Certificate.Raw)), w.now)
	if err != nil || len(m.Certificates) < 2 || !m.Certificates[0].Equal(second.Certificate) {
		t.Errorf("got %v %v", m.Certificates, err)
	}
	curve, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	short, err := rsa.GenerateKey(rand.Reader, 1024)
	if err != nil {
		t.Fatal(err)
	}
	for name, cert := range map[string]string{"a curve": made(t, curve.Public(), curve), "a short key": made(t, short.Public(), short)} {
		if _, err := ParseMetadata(add(cert), w.now); err == nil || !strings.Contains(err.Error(), "2048 bits") {
			t.Errorf("%s: %v", name, err)
		}
	}
	plain := strings.Replace(text, `HTTP-Redirect" Location="`+m.SLOURL, `HTTP-Redirect" Location="http://idp.example/out`, 1)
	if plain == text {
		t.Fatal("nothing changed")
	}
	if _, err := ParseMetadata(plain, w.now); err == nil || !strings.Contains(err.Error(), "SingleLogoutService") {
		t.Errorf("http: %v", err)
	}
}
