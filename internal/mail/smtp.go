package mail

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/textproto"
	"time"

	gomail "github.com/wneessen/go-mail"
	"github.com/wneessen/go-mail/smtp"
)

// SMTP is the transport that hands mails to a mail server, each over a
// connection of its own.
type SMTP struct {
	From Address // of the URL; zero if it names none

	host     string
	port     int
	implicit bool // TLS from the first byte: smtps
	policy   gomail.TLSPolicy
	tls      *tls.Config
	auth     gomail.Option
}

// step is how long the server may take over one answer.
const step = 20 * time.Second

// Send hands over one mail. A permanent answer to the mail itself is a
// [*Refusal]; whatever else goes wrong, sign-in included, may be mended.
func (s *SMTP) Send(ctx context.Context, r Rendered) error {
	msg, err := compose(r)
	if err != nil {
		return err
	}
	return s.connected(ctx, func(client *smtp.Client) error {
		err := hand(client, msg)
		answer, ok := errors.AsType[*textproto.Error](err)
		if !ok {
			return err
		}
		text := fmt.Sprintf("%d %s", answer.Code, answer.Msg)
		if permanent(answer.Code) {
			return &Refusal{text}
		}
		return errors.New(text)
	})
}

// hand is one mail in the words of RFC 5321. Once the server has taken the
// data it is sent; what is said at the farewell no longer matters.
func hand(client *smtp.Client, msg *gomail.Msg) error {
	from, err := msg.GetSender(false)
	if err != nil {
		return err
	}
	to, err := msg.GetRecipients()
	if err != nil {
		return err
	}
	if err := client.Mail(from); err != nil {
		return err
	}
	for _, one := range to {
		if err := client.Rcpt(one); err != nil {
			return err
		}
	}
	data, err := client.Data()
	if err != nil {
		return err
	}
	if err := client.UpdateDeadline(step); err != nil {
		return err
	}
	if _, err := msg.WriteTo(data); err != nil {
		return err
	}
	return data.Close()
}

// permanent reports whether a code refuses the mail for good. Those that ask
// for a sign-in or encryption refuse our configuration.
func permanent(code int) bool {
	switch code {
	case 530, 534, 535, 538:
		return false
	}
	return code >= 500 && code < 600
}

// Probe connects, encrypts, signs in and leaves.
func (s *SMTP) Probe(ctx context.Context) error {
	return s.connected(ctx, func(*smtp.Client) error { return nil })
}

// connected calls f with a client that is signed in. The connection ends with
// f or with ctx, whichever is first: the client itself leaves it open when a
// sign-in fails, and knows no limit to the whole.
func (s *SMTP) connected(ctx context.Context, f func(*smtp.Client) error) error {
	hangUp := func() {}
	dial := func(dialing context.Context, network, address string) (net.Conn, error) {
		conn, err := s.dial(dialing, network, address)
		if err != nil {
			return nil, err
		}
		stop := context.AfterFunc(ctx, func() { conn.Close() })
		hangUp = func() {
			stop()
			conn.Close()
		}
		return conn, nil
	}
	defer func() { hangUp() }()
	options := []gomail.Option{
		gomail.WithPort(s.port), gomail.WithTLSPolicy(s.policy), gomail.WithTLSConfig(s.tls), gomail.WithTimeout(step),
		gomail.WithDialContextFunc(dial),
	}
	if s.implicit {
		options = append(options, gomail.WithSSL())
	}
	if s.auth != nil {
		options = append(options, s.auth)
	}
	dialer, err := gomail.NewClient(s.host, options...)
	if err != nil {
		return err
	}
	client, err := dialer.DialToSMTPClientWithContext(ctx)
	if err != nil {
		return fmt.Errorf("reach %s: %w", dialer.ServerAddr(), err)
	}
	if err := client.UpdateDeadline(step); err != nil {
		return err
	}
	if err := f(client); err != nil {
		return err
	}
	_ = client.Quit() // a courtesy
	return nil
}

func (s *SMTP) dial(ctx context.Context, network, address string) (net.Conn, error) {
	if s.implicit {
		return (&tls.Dialer{Config: s.tls}).DialContext(ctx, network, address)
	}
	return new(net.Dialer).DialContext(ctx, network, address)
}
