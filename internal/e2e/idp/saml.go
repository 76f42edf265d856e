package idp

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// SAML is a SimpleSAMLphp: a certified identity provider in PHP, whose pages are
// run by php-cgi, one process a call.
type SAML struct {
	URL         string // https, of this machine
	EntityID    string
	Key         *rsa.PrivateKey // it signs with
	Certificate *x509.Certificate

	authority *Authority
	home      string
	sources   []map[string]any
	hosted    map[string]any
}

// Person is who can sign in there.
type Person struct {
	Name, Password string
	Attributes     map[string][]string
}

// Student is who can sign in everywhere.
var Student = Person{Name: "student", Password: "studentpass", Attributes: map[string][]string{
	"uid": {"student-1"}, "mail": {"student@blueseas.example"}, "displayName": {"Sam Student"}, "groups": {"staff", "risk"},
}}

const (
	persistent = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"
	basePath   = "/simplesaml/"
)

// NewSAML starts one that has its people sign in with name and password, and
// tells their uid as a persistent NameID.
func NewSAML(t testing.TB, a *Authority, people ...Person) *SAML {
	t.Helper()
	pages := needs(t, "GATEHOUSE_TEST_SIMPLESAMLPHP")
	php, err := exec.LookPath("php-cgi")
	if err != nil {
		t.Fatal(err)
	}
	s := &SAML{authority: a, home: t.TempDir()}
	s.makeKey(t)
	for _, folder := range []string{"config", "metadata", "log", "tmp", "data", "sessions", "sp"} {
		if err := os.Mkdir(filepath.Join(s.home, folder), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	s.URL = a.Serve(t, func(url string) http.Handler {
		return &phpPages{php: php, folder: filepath.Join(pages, "www"), env: []string{
			"SIMPLESAMLPHP_CONFIG_DIR=" + filepath.Join(s.home, "config"), "REDIRECT_STATUS=200", "TMPDIR=" + filepath.Join(s.home, "tmp"),
		}}
	})
	s.EntityID = s.URL + basePath + "saml2/idp/metadata.php"
	s.hosted = map[string]any{
		"host": "__DEFAULT__", "privatekey": "idp.key", "certificate": "idp.pem", "auth": "people", "userid.attribute": "uid",
		"NameIDFormat": persistent, "sign.logout": true, "validate.logout": true, "redirect.sign": true, "redirect.validate": true,
		"validate.authnrequest": true,
		"authproc":              map[string]any{"10": map[string]any{"class": "saml:AttributeNameID", "attribute": "uid", "Format": persistent}},
	}
	s.writePeople(t, append(people, Student))
	s.write(t)
	return s
}

func (s *SAML) makeKey(t testing.TB) {
	t.Helper()
	var err error
	if s.Key, err = rsa.GenerateKey(rand.Reader, 2048); err != nil {
		t.Fatal(err)
	}
	s.Certificate = certify(t, &x509.Certificate{Subject: pkix.Name{CommonName: "An IdP of a test"}}, s.Key.Public(), nil, s.Key)
	key, err := x509.MarshalPKCS8PrivateKey(s.Key)
	if err != nil {
		t.Fatal(err)
	}
	s.file(t, "idp.key", pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: key}))
	s.file(t, "idp.pem", pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate.Raw}))
}

// Set changes options of saml20-idp-hosted.php, and how every call from now on
// is answered. A nil takes one away.
func (s *SAML) Set(t testing.TB, options map[string]any) {
	t.Helper()
	maps.Copy(s.hosted, options)
	maps.DeleteFunc(s.hosted, func(_ string, v any) bool { return v == nil })
	s.write(t)
}

// Trust has it serve who has this metadata.
func (s *SAML) Trust(t testing.TB, metadata string) {
	t.Helper()
	file := fmt.Sprintf("sp/%d.xml", len(s.sources))
	s.file(t, file, []byte(metadata))
	s.sources = append(s.sources, map[string]any{"type": "xml", "file": filepath.Join(s.home, file)})
	s.write(t)
}

// Retrust is Trust for who was trusted already, with other metadata.
func (s *SAML) Retrust(t testing.TB, metadata string) {
	t.Helper()
	s.sources = nil
	s.Trust(t, metadata)
}

// Metadata is what it says about itself.
func (s *SAML) Metadata(t testing.TB) string {
	t.Helper()
	resp, err := s.authority.Client(t).Do(Form{Action: s.EntityID}.Request(t))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d %v %.1000s\n%s", s.EntityID, resp.StatusCode, err, text, s.Log())
	}
	return string(text)
}

// Log is what it complained of.
func (s *SAML) Log() string {
	text, _ := os.ReadFile(filepath.Join(s.home, "log", "simplesamlphp.log"))
	return string(text)
}

// StartAt is where signing in begins that nobody asked for.
func (s *SAML) StartAt(sp string) string {
	return s.URL + basePath + "saml2/idp/SSOService.php?spentityid=" + sp
}

// LogoutAt is where somebody signs out of it, and of all that they are signed in to.
func (s *SAML) LogoutAt() string {
	return s.URL + basePath + "saml2/idp/SingleLogoutService.php?ReturnTo=" + s.URL + basePath + "logout.php"
}

// write writes the configuration anew; PHP reads it at every call.
func (s *SAML) write(t testing.TB) {
	t.Helper()
	in := func(folder string) string { return filepath.Join(s.home, folder) + "/" }
	s.php(t, "config/config.php", "$config", map[string]any{
		"baseurlpath": s.URL + basePath, "certdir": in("."), "loggingdir": in("log"), "datadir": in("data"), "tempdir": in("tmp"),
		"metadatadir": in("metadata"), "secretsalt": "a salt of a test", "auth.adminpassword": rand.Text(), "admin.checkforupdates": false,
		"technicalcontact_email": "nobody@idp.example", "timezone": "UTC", "logging.level": 5, "logging.handler": "file",
		"logging.logfile": "simplesamlphp.log", "enable.saml20-idp": true, "module.enable": map[string]any{"exampleauth": true, "core": true, "saml": true},
		"session.cookie.secure": true, "session.cookie.samesite": "None", "session.phpsession.savepath": in("sessions"),
		"session.phpsession.cookiename": "SimpleSAML", "store.type": "phpsession", "trusted.url.domains": []string{},
		"metadata.sources": append([]map[string]any{{"type": "flatfile"}}, s.sources...), "production": true, "theme.use": "default",
	})
	s.php(t, "metadata/saml20-idp-hosted.php", "$metadata['"+s.EntityID+"']", s.hosted)
}

func (s *SAML) writePeople(t testing.TB, people []Person) {
	t.Helper()
	known := map[string]any{"0": "exampleauth:UserPass"}
	for _, p := range people {
		known[p.Name+":"+p.Password] = p.Attributes
	}
	s.php(t, "config/authsources.php", "$config", map[string]any{"people": known})
}

// php writes a file that sets a variable. JSON needs no escaping in a file of its own.
func (s *SAML) php(t testing.TB, name, variable string, value any) {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	s.file(t, name+".json", text)
	s.file(t, name, []byte("<?php\n"+variable+" = json_decode(file_get_contents(__FILE__ . '.json'), true);\n"))
}

func (s *SAML) file(t testing.TB, name string, content []byte) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(s.home, name), content, 0o600); err != nil {
		t.Fatal(err)
	}
}
