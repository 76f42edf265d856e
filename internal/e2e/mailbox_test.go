package e2e

import (
	"bytes"
	"context"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
)

// mailbox is a mail server for everybody.
type mailbox struct {
	address string

	mu    sync.Mutex
	got   []letter
	moved chan struct{} // closed when a letter comes, and made anew

	hold   chan struct{} // unless it is nil, no letter is taken before it is closed
	handed chan struct{} // told of each letter that is held
}

// letter is a mail as it was handed over.
type letter struct {
	to, id, subject string
	text, html      string
}

func newMailbox(t *testing.T) *mailbox {
	t.Helper()
	m := &mailbox{moved: make(chan struct{})}
	server := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return &handing{box: m}, nil }))
	server.Domain, server.ErrorLog = "localhost", quiet{}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	m.address = l.Addr().String()
	done := make(chan struct{})
	go func() {
		defer close(done)
		server.Serve(l)
	}()
	t.Cleanup(func() {
		server.Close()
		<-done
	})
	return m
}

type quiet struct{}

func (quiet) Printf(string, ...any) {}
func (quiet) Println(...any)        {}

// url is what to start a server with.
func (m *mailbox) url() string {
	return "smtp://" + m.address + "?from=" + url.QueryEscape("Gatehouse <gatehouse@blueseas.example>")
}

func (m *mailbox) letters() []letter {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.got)
}

// since returns the letters after the first n.
func (m *mailbox) since(n int) []letter {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.got[n:])
}

func (m *mailbox) put(l letter) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.got = append(m.got, l)
	close(m.moved)
	m.moved = make(chan struct{})
}

// wait returns the nth letter to somebody whose subject holds words, as soon as
// it is there.
func (m *mailbox) wait(t *testing.T, to, words string, n int) letter {
	t.Helper()
	found := func() (all []letter) {
		for _, l := range m.letters() {
			if l.to == to && strings.Contains(l.subject, words) {
				all = append(all, l)
			}
		}
		return all
	}
	if !m.until(t, 5*time.Minute, func() bool { return len(found()) >= n }) {
		t.Fatalf("%d letters %q to %s, want %d; the mailbox holds %v", len(found()), words, to, n, m.subjects())
	}
	return found()[n-1]
}

// until waits until a letter makes true what f asks.
func (m *mailbox) until(t *testing.T, patience time.Duration, f func() bool) bool {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	for {
		m.mu.Lock()
		moved := m.moved
		m.mu.Unlock()
		if f() {
			return true
		}
		select {
		case <-ctx.Done():
			return false
		case <-moved:
		}
	}
}

func (m *mailbox) subjects() (all []string) {
	for _, l := range m.letters() {
		all = append(all, l.to+": "+l.subject)
	}
	return all
}

// handing is one connection of a mail client.
type handing struct {
	box *mailbox
	to  string
}

func (h *handing) Reset()                               {}
func (h *handing) Logout() error                        { return nil }
func (h *handing) Mail(string, *smtp.MailOptions) error { return nil }

func (h *handing) Rcpt(to string, _ *smtp.RcptOptions) error {
	h.to = to
	return nil
}

// Data takes a mail. One that is broken off is none.
func (h *handing) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if h.box.hold != nil {
		h.box.handed <- struct{}{}
		<-h.box.hold
	}
	l, err := readLetter(raw)
	if err != nil {
		return err
	}
	l.to = h.to
	h.box.put(l)
	return nil
}

func readLetter(raw []byte) (l letter, err error) {
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return l, err
	}
	l.id = m.Header.Get("Message-Id")
	if l.subject, err = new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject")); err != nil {
		return l, err
	}
	_, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		return l, err
	}
	parts := multipart.NewReader(m.Body, params["boundary"])
	for {
		part, err := parts.NextRawPart()
		if err == io.EOF { //nolint:errorlint // it is returned unwrapped
			return l, nil
		}
		if err != nil {
			return l, err
		}
		var body io.Reader = part
		if part.Header.Get("Content-Transfer-Encoding") == "quoted-printable" {
			body = quotedprintable.NewReader(part)
		}
		content, err := io.ReadAll(body)
		if err != nil {
			return l, err
		}
		if strings.HasPrefix(part.Header.Get("Content-Type"), "text/html") {
			l.html = string(content)
		} else {
			l.text = strings.ReplaceAll(string(content), "\r\n", "\n")
		}
	}
}

var (
	codeLine = regexp.MustCompile(`(?m)^Your code: (\d{6})$`)
	linkText = regexp.MustCompile(`https?://[^\s"'<>]+`)
)

// link returns the secret link and the code of a letter.
func (l letter) link(t *testing.T) (link, code string) {
	t.Helper()
	codes, links := codeLine.FindStringSubmatch(l.text), linkText.FindAllString(l.text, -1)
	if codes == nil || len(links) != 1 {
		t.Fatalf("%q has %d links and the code %v:\n%s", l.subject, len(links), codes, l.text)
	}
	return links[0], codes[1]
}

// links returns every address in a letter, as a mail scanner finds them.
func (l letter) links() []string {
	all := append(linkText.FindAllString(l.text, -1), linkText.FindAllString(l.html, -1)...)
	slices.Sort(all)
	return slices.Compact(all)
}
