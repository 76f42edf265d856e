package server

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
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestServesTLS(t *testing.T) {
	dir := t.TempDir()
	pool := writeCertificate(t, dir, "first")
	s := newServer(t, nil)
	s.HTTPS, s.Web = true, answer("web")
	var err error
	if s.TLS, err = Certificate(filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")); err != nil {
		t.Fatal(err)
	}
	base := start(t, s)
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}}}
	resp, err := client.Get("https" + base[len("http"):] + "/")
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != 200 || resp.Header.Get("Strict-Transport-Security") == "" {
		t.Errorf("got %d %v", resp.StatusCode, resp.Header)
	}
	client.CloseIdleConnections()
}

func TestCertificateIsRenewedWithoutRestart(t *testing.T) {
	dir := t.TempDir()
	writeCertificate(t, dir, "first")
	c := &certificate{certFile: filepath.Join(dir, "cert.pem"), keyFile: filepath.Join(dir, "key.pem")}
	if err := c.load(); err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	check := func(after time.Duration, want string) {
		t.Helper()
		if got := c.current(now.Add(after)).Leaf.Subject.CommonName; got != want {
			t.Errorf("after %v: got the certificate of %s, want %s", after, got, want)
		}
	}
	check(0, "first")
	writeCertificate(t, dir, "second")
	soon := now.Add(time.Hour)
	if err := os.Chtimes(c.certFile, soon, soon); err != nil {
		t.Fatal(err)
	}
	check(time.Second, "first")
	check(2*time.Minute, "second")

	// A renewal that is only half there leaves the old one in use.
	if err := os.WriteFile(c.certFile, []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	check(4*time.Minute, "second")
}

func TestCertificateMustFitItsKey(t *testing.T) {
	a, b := t.TempDir(), t.TempDir()
	writeCertificate(t, a, "a")
	writeCertificate(t, b, "b")
	if _, err := Certificate(filepath.Join(a, "cert.pem"), filepath.Join(b, "key.pem")); err == nil {
		t.Error("a key of another certificate was taken")
	}
}

// writeCertificate makes cert.pem and key.pem for 127.0.0.1 in dir and returns
// a pool that trusts it.
func writeCertificate(t *testing.T, dir, name string) *x509.CertPool {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1),
		Subject:      pkix.Name{CommonName: name},
		NotBefore:    time.Now().Add(-time.Hour),
		NotAfter:     time.Now().Add(time.Hour),
		IPAddresses:  []net.IP{net.IPv4(127, 0, 0, 1)},
		IsCA:         true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	keyDER, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	write := func(file, kind string, der []byte) {
		t.Helper()
		text := pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der})
		if err := os.WriteFile(filepath.Join(dir, file), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("cert.pem", "CERTIFICATE", der)
	write("key.pem", "PRIVATE KEY", keyDER)
	pool := x509.NewCertPool()
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool.AddCert(certificate)
	return pool
}
