// Package idp starts identity providers that nobody here wrote, for tests: each
// in a folder of its own, behind https with the certificate of an authority that
// lives as long as the test. Nothing but tests imports it.
package idp

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"os"
	"testing"
	"time"
)

// Authority is a certificate authority that only those know who are given it.
type Authority struct {
	PEM  string
	Pool *x509.CertPool

	cert *x509.Certificate
	key  *ecdsa.PrivateKey
}

// NewAuthority makes one.
func NewAuthority(t testing.TB) *Authority {
	t.Helper()
	a := &Authority{Pool: x509.NewCertPool(), key: newKey(t)}
	a.cert = certify(t, &x509.Certificate{
		Subject: pkix.Name{CommonName: "An authority of a test"}, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}, a.key.Public(), nil, a.key)
	a.Pool.AddCert(a.cert)
	a.PEM = string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: a.cert.Raw}))
	return a
}

// Serve serves h at an https address of this machine until the test ends. The
// address is known before the first call, so that h can be made with it.
func (a *Authority) Serve(t testing.TB, h func(url string) http.Handler) (url string) {
	t.Helper()
	key := newKey(t)
	leaf := certify(t, &x509.Certificate{
		Subject: pkix.Name{CommonName: "localhost"}, DNSNames: []string{"localhost"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}, key.Public(), a.cert, a.key)
	var served http.Handler
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { served.ServeHTTP(w, r) }))
	s.TLS = &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{leaf.Raw}, PrivateKey: key}}, MinVersion: tls.VersionTLS12}
	s.Config.ErrorLog = discard
	served = h("https://" + s.Listener.Addr().String())
	s.StartTLS()
	t.Cleanup(s.Close)
	return s.URL
}

// Client is a browser without a window: it trusts the authority, keeps cookies,
// and follows nothing by itself.
func (a *Authority) Client(t testing.TB) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: a.Pool, MinVersion: tls.VersionTLS12}}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{
		Jar: jar, Transport: transport, Timeout: time.Minute,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

func newKey(t testing.TB) *ecdsa.PrivateKey {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// certify fills in what is the same in every certificate. It signs itself
// without a parent.
func certify(t testing.TB, c *x509.Certificate, of any, parent *x509.Certificate, by any) *x509.Certificate {
	t.Helper()
	c.SerialNumber = big.NewInt(time.Now().UnixNano())
	c.NotBefore, c.NotAfter = time.Now().Add(-time.Hour), time.Now().AddDate(1, 0, 0)
	if parent == nil {
		parent = c
	}
	der, err := x509.CreateCertificate(rand.Reader, c, parent, of, by)
	if err != nil {
		t.Fatal(err)
	}
	made, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// needs returns what a variable of scripts/with-services names. Without it the
// test is skipped, except where CI=true promises that nothing is.
func needs(t testing.TB, variable string) string {
	t.Helper()
	v := os.Getenv(variable)
	if v == "" && os.Getenv("CI") == "true" {
		t.Fatal("CI is set, and ", variable, " is not")
	}
	if v == "" {
		t.Skip(variable, " is not set: see scripts/with-services")
	}
	return v
}
