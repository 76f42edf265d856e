package mail

import (
	"bytes"
	"context"
	"errors"
	"net"
	netmail "net/mail"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// user is what stands before the host in an address with a sign-in.
var user = url.UserPassword(account, password).String() + "@"

func mustSMTP(t *testing.T, address string) *SMTP {
	t.Helper()
	s, err := NewSMTP(address)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

var hello = Rendered{
	GUID: "g-1", MessageID: "g-1@gatehouse.example.com", From: Address{"Gatehouse", account},
	To: Address{"Märia \"M\" Castro\r\nBcc: eve@evil.example", "maria@blackhills.example"}, Subject: "Grüße\r\nBcc: eve@evil.example",
	Text: "Hello\n.\nline\n", HTML: "<p>Hello</p>", Language: "en", Date: start,
}

// TestSMTP sends a mail in every way that a server may want it.
func TestSMTP(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name       string
		how        listen
		mechanisms []string
		address    string // %s is host:port, CA the file
		encrypted  bool
		user       string
	}{
		{"STARTTLS and PLAIN", startTLS, []string{"PLAIN", "LOGIN"}, "smtp://" + user + "HOST?ca=CA", true, "PLAIN " + account},
		{"STARTTLS and LOGIN", startTLS, []string{"LOGIN"}, "smtp://" + user + "HOST?ca=CA", true, "LOGIN " + account},
		{"LOGIN asked for", startTLS, []string{"PLAIN", "LOGIN"}, "smtp://" + user + "HOST?ca=CA&auth=login", true, "LOGIN " + account},
		{"TLS and PLAIN", implicitTLS, []string{"PLAIN"}, "smtps://" + user + "HOST?ca=CA", true, "PLAIN " + account},
		{"STARTTLS if it is there", startTLS, nil, "smtp://HOST?ca=CA", true, ""},
		{"open if it is not", plain, nil, "smtp://HOST", false, ""},
		{"open if wanted", startTLS, nil, "smtp://HOST?tls=none", false, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := newSMTPD(t, c.how, c.mechanisms...)
			s := mustSMTP(t, strings.NewReplacer("HOST", d.addr, "CA", d.ca).Replace(c.address))
			if err := s.Probe(t.Context()); err != nil {
				t.Fatal(err)
			}
			if err := s.Send(t.Context(), hello); err != nil {
				t.Fatal(err)
			}
			got := d.mails()
			if len(got) != 1 {
				t.Fatalf("%d mails, want 1", len(got))
			}
			m := got[0]
			if m.encrypted != c.encrypted || m.user != c.user || m.from != account || m.to != "maria@blackhills.example" {
				t.Errorf("encrypted %t, user %q, from %q, to %q", m.encrypted, m.user, m.from, m.to)
			}
			wantHello(t, m.raw)
		})
	}
}

// wantHello reads hello as its recipient does.
func wantHello(t *testing.T, raw []byte) {
	t.Helper()
	msg, err := netmail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"Message-Id": "<g-1@gatehouse.example.com>", "Bcc": "", "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All",
		"Date": "Sat, 22 Nov 2025 14:05:00 +0000", "Content-Language": "en", "User-Agent": "", "X-Mailer": "",
	} {
		if got := msg.Header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	to, err := msg.Header.AddressList("To")
	if err != nil || len(to) != 1 || to[0].Address != "maria@blackhills.example" || to[0].Name != `Märia "M" Castro Bcc: eve@evil.example` {
		t.Errorf("to %v, %v", to, err)
	}
	if kind := msg.Header.Get("Content-Type"); !strings.HasPrefix(kind, "multipart/alternative") {
		t.Errorf("content type %q", kind)
	}
	for _, part := range []string{"text/plain; charset=UTF-8", "text/html; charset=UTF-8"} {
		if !bytes.Contains(raw, []byte(part)) {
			t.Errorf("no part %s in\n%s", part, raw)
		}
	}
}

// TestSMTPCannot: what an operator can mend is no refusal of the mail.
func TestSMTPCannot(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name       string
		how        listen
		mechanisms []string
		address    string
	}{
		{"encryption is mandatory and not there", plain, nil, "smtp://HOST?tls=mandatory"},
		{"a password and no encryption", plain, []string{"PLAIN"}, "smtp://" + user + "HOST"},
		{"a stranger's certificate", startTLS, nil, "smtp://HOST"},
		{"a stranger's certificate, smtps", implicitTLS, nil, "smtps://HOST"},
		{"wrong password", startTLS, []string{"PLAIN"}, "smtp://gatehouse:wrong@HOST?ca=CA"},
		{"no sign-in where one is needed", startTLS, []string{"PLAIN"}, "smtp://HOST?ca=CA"},
		{"no common way to sign in", startTLS, []string{"PLAIN"}, "smtp://" + user + "HOST?ca=CA&auth=login"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := newSMTPD(t, c.how, c.mechanisms...)
			s := mustSMTP(t, strings.NewReplacer("HOST", d.addr, "CA", d.ca).Replace(c.address))
			err := s.Send(t.Context(), hello)
			if _, refused := errors.AsType[*Refusal](err); err == nil || refused {
				t.Errorf("got %v", err)
			}
			if strings.Contains(err.Error(), password) {
				t.Errorf("the password stands in %v", err)
			}
			if len(d.mails()) != 0 {
				t.Error("it was sent")
			}
			if c.how != implicitTLS { // there, no session was begun
				<-d.closed // the connection is not left open
			}
		})
	}
}

func TestSMTPNobodyThere(t *testing.T) {
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	err = mustSMTP(t, "smtp://"+l.Addr().String()).Send(t.Context(), hello)
	if _, refused := errors.AsType[*Refusal](err); err == nil || refused {
		t.Errorf("got %v", err)
	}
}

// TestSMTPSilence: a server that says nothing holds nobody longer than ctx.
func TestSMTPSilence(t *testing.T) {
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	began := time.Now()
	if err := mustSMTP(t, "smtp://"+l.Addr().String()).Send(ctx, hello); err == nil {
		t.Error("sent")
	}
	if took := time.Since(began); took > step-time.Second {
		t.Errorf("took %s", took)
	}
}

func TestSMTPAddresses(t *testing.T) {
	s := mustSMTP(t, "smtp://mail.example.com?from="+url.QueryEscape("Blue Seas <risk@blueseas.example>"))
	if s.From != (Address{"Blue Seas", "risk@blueseas.example"}) || s.port != 587 || s.host != "mail.example.com" {
		t.Errorf("%+v", s)
	}
	if s = mustSMTP(t, "smtps://mail.example.com"); s.port != 465 || s.From != (Address{}) {
		t.Errorf("%+v", s)
	}
	for address, want := range map[string]string{
		"":                                   "smtp://",
		"http://mail.example.com":            "smtp://",
		"smtp://":                            "host",
		"smtp://h:0":                         "port",
		"smtp://h:99999":                     "port",
		"smtp://u:secret@h:x":                "URL",
		"smtp://h?tls=maybe":                 "tls=maybe",
		"smtps://h?tls=none":                 "always encrypted",
		"smtp://u:secret@h?auth=ntlm":        "auth=ntlm",
		"smtp://h?from=nobody":               "from=nobody",
		"smtp://h?from=a@b.c%0d%0aBcc:x@y.z": "from=",
		"smtp://h?ca=/nowhere":               "ca=/nowhere",
		"smtp://h?starttls=1":                "starttls=1",
	} {
		_, err := NewSMTP(address)
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%q: %v, want mention of %q", address, err, want)
		}
	}
}

// TestDeliverySMTP goes from the queue to a real server and back: put off with
// 4xx, taken later with the same id; refused with 5xx at once.
func TestDeliverySMTP(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		server := newSMTPD(t, startTLS, "PLAIN")
		server.answers = []error{
			&smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 7, 1}, Message: "Greylisted, come back"},
			nil,
			&smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "No such user here"},
		}
		s := mustSMTP(t, "smtp://"+user+server.addr+"?ca="+server.ca)
		h := newHouse(t, d, s)
		h.post.From = Address{"Blue Seas", "risk@blueseas.example"}

		guid, _ := h.invite(t, "maria@blackhills.example")
		h.drain(t)
		if m := h.mail(t, guid); m.State != Queued || !strings.Contains(m.Error, "Greylisted, come back") {
			t.Fatalf("after 451: %+v", m)
		}
		h.pass(time.Minute)
		h.drain(t)
		if m := h.mail(t, guid); m.State != Sent || m.Error != "" {
			t.Fatalf("a minute later: %+v", m)
		}
		got := server.mails()
		if len(got) != 1 || got[0].from != "risk@blueseas.example" ||
			!strings.Contains(string(got[0].raw), "<"+guid+"@gatehouse.example.com>") {
			t.Errorf("got %+v", got)
		}

		guid, _ = h.invite(t, "nobody@blackhills.example")
		h.drain(t)
		if m := h.mail(t, guid); m.State != Refused || m.Error != "550 5.1.1 No such user here" {
			t.Errorf("after 550: %+v", m)
		}
		if len(server.mails()) != 1 || h.count(t, "jobs") != 0 {
			t.Errorf("%d mails, %d jobs", len(server.mails()), h.count(t, "jobs"))
		}
	})
}
