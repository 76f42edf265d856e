package mail

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	netmail "net/mail"
	"net/url"
	"os"
	"strconv"

	gomail "github.com/wneessen/go-mail"
)

// NewSMTP reads the address of a mail server:
//
//	smtp://user:password@mail.example.com:587?from=Gatehouse+<gatehouse@example.com>
//	smtps://user:password@mail.example.com:465
//
// Options after the question mark: tls (of smtp only) is mandatory,
// opportunistic or none, and mandatory where there is a password, otherwise
// opportunistic; auth is auto, plain or login; from is the sender; ca is a file
// of certificates to trust besides the system's. A password is never sent over
// an open line, except to this machine.
func NewSMTP(address string) (*SMTP, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, errors.New("the mail server's address is not a URL") // the error would quote the password
	}
	s := &SMTP{host: u.Hostname(), policy: gomail.TLSOpportunistic}
	s.tls = &tls.Config{ServerName: s.host, MinVersion: tls.VersionTLS12}
	switch u.Scheme {
	case "smtp":
		s.port = 587
	case "smtps":
		s.port, s.implicit = 465, true
	default:
		return nil, fmt.Errorf("the mail server's address begins with %q, not with smtp:// or smtps://", u.Scheme+"://")
	}
	if s.host == "" {
		return nil, errors.New("the mail server's address has no host")
	}
	if u.Port() != "" {
		if s.port, err = strconv.Atoi(u.Port()); err != nil || s.port < 1 || s.port > 65535 {
			return nil, fmt.Errorf("the mail server's port %q is not one", u.Port())
		}
	}
	if u.User != nil {
		s.policy = gomail.TLSMandatory
	}
	return s, s.options(u)
}

func (s *SMTP) options(u *url.URL) error {
	mechanism := "auto"
	for name, values := range u.Query() {
		value, err := values[len(values)-1], error(nil)
		switch name {
		case "from":
			err = s.sender(value)
		case "tls":
			err = s.security(value)
		case "ca":
			err = s.trust(value)
		case "auth":
			mechanism = value
		default:
			err = errors.New("there is no such option")
		}
		if err != nil {
			return fmt.Errorf("the mail server's option %s=%s: %w", name, value, err)
		}
	}
	return s.login(u.User, mechanism)
}

func (s *SMTP) sender(value string) error {
	a, err := netmail.ParseAddress(value)
	if err != nil {
		return errors.New("it is not an e-mail address")
	}
	s.From = Address{a.Name, a.Address}
	return nil
}

func (s *SMTP) security(value string) error {
	policy, ok := map[string]gomail.TLSPolicy{
		"mandatory": gomail.TLSMandatory, "opportunistic": gomail.TLSOpportunistic, "none": gomail.NoTLS,
	}[value]
	if !ok {
		return errors.New("it is mandatory, opportunistic or none")
	}
	if s.implicit {
		return errors.New("smtps:// is always encrypted")
	}
	s.policy = policy
	return nil
}

func (s *SMTP) trust(path string) error {
	certificates, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if s.tls.RootCAs, err = x509.SystemCertPool(); err != nil {
		s.tls.RootCAs = x509.NewCertPool()
	}
	if !s.tls.RootCAs.AppendCertsFromPEM(certificates) {
		return errors.New("it holds no certificate")
	}
	return nil
}

func (s *SMTP) login(user *url.Userinfo, mechanism string) error {
	auth, ok := map[string]gomail.Option{
		"auto":  gomail.WithOpportunisticSMTPAuth(gomail.SMTPAuthSCRAMSHA256, gomail.SMTPAuthPlain, gomail.SMTPAuthLogin),
		"plain": gomail.WithSMTPAuth(gomail.SMTPAuthPlain), "login": gomail.WithSMTPAuth(gomail.SMTPAuthLogin),
	}[mechanism]
	if !ok {
		return fmt.Errorf("the mail server's option auth=%s: it is auto, plain or login", mechanism)
	}
	if user == nil {
		return nil
	}
	password, _ := user.Password()
	s.auth = func(c *gomail.Client) error {
		c.SetUsername(user.Username())
		c.SetPassword(password)
		return auth(c)
	}
	return nil
}
