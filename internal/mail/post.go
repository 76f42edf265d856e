package mail

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"time"

	"gatehouse/internal/db"
)

// Transport takes a mail away. An error is a [*Refusal] if another try cannot
// help; after any other, the mail is tried again. It may be given the same mail
// twice, with the same Message-ID, when the attempt before died.
type Transport interface {
	Send(ctx context.Context, r Rendered) error
}

// Refusal is the final no of a mail server.
type Refusal struct{ Answer string }

func (r *Refusal) Error() string { return r.Answer }

// Post sends what is queued.
type Post struct {
	DB          *db.DB
	Links       *Links
	Transport   Transport
	Demo        Transport // of demo customers' mails; without one they are dropped
	PublicURL   string
	RequestPath string  // of the console's page of a request, before its guid; "" is /outbox/
	From        Address // without one: Gatehouse <gatehouse@host of PublicURL>
	Now         func() time.Time

	// Brand, if set, says how the mails of a customer look.
	Brand func(ctx context.Context, customerID int64) (Brand, error)

	// Settled, if set, is called when a mail has been sent, refused or dropped,
	// in the transaction that says so; m.State says which.
	Settled func(ctx context.Context, tx *db.Tx, m Mail) error
}

// Look shows a mail as it is, or would be, sent, but for its link and code.
func (p *Post) Look(ctx context.Context, m Mail) (Rendered, error) {
	d, err := (&common{post: p}).dress(ctx, m)
	if err != nil {
		return Rendered{}, err
	}
	until := m.CreatedAt
	if m.LinkGUID != nil {
		link, err := p.Links.one(ctx, p.DB, m.CustomerID, *m.LinkGUID)
		if err != nil {
			return Rendered{}, err
		}
		until = link.ExpiresAt
	}
	d.masked = true
	return p.render(m, &Link{ExpiresAt: until}, d)
}

func (p *Post) render(m Mail, link *Link, d dress) (Rendered, error) {
	l, ok := layouts[m.Template]
	if !ok {
		return Rendered{}, fmt.Errorf("no mail is called %q", m.Template) // of a newer node
	}
	host, err := p.host()
	if err != nil {
		return Rendered{}, err
	}
	r := Rendered{
		GUID: m.GUID, MessageID: m.GUID + "@" + host, From: p.From, To: Address{m.Name, m.Recipient},
		Language: l.language(m.Language), Date: m.CreatedAt,
	}
	if r.From.Email == "" {
		r.From = Address{"Gatehouse", "gatehouse@" + host}
	}
	base := p.base()
	f := frame{Language: r.Language, dress: d, base: base, requests: base + p.requestPath(), received: base + "/inbox/"}
	switch {
	case m.IsTest:
		if f.Mark, err = say(testMark, f.Language); err != nil {
			return Rendered{}, err
		}
		f.open(l.link, PreviewToken, PreviewCode, m.CreatedAt.Add(testUntil))
	case d.masked:
		f.open(l.link, PreviewToken, PreviewCode, link.ExpiresAt)
	case link != nil:
		token, code := p.Links.Secret(link.GUID, m.Sending)
		f.open(link.Kind, token, code, link.ExpiresAt)
	}
	if err := l.render(&r, m.Args, f); err != nil {
		return Rendered{}, fmt.Errorf("render %s: %w", m.Template, err)
	}
	return r, nil
}

// open fills in the link of a kind, and its code.
func (f *frame) open(kind, token, code string, until time.Time) {
	if kind == "" {
		return
	}
	f.Link, f.Code, f.Until = f.base+Path(kind, token), code, until
	f.ticket = Ticket(token, code)
}

func (p *Post) requestPath() string {
	if p.RequestPath == "" {
		return "/outbox/"
	}
	return p.RequestPath
}

// base is what the address of every link begins with.
func (p *Post) base() string { return strings.TrimRight(p.PublicURL, "/") }

// host is the right half of a Message-ID.
func (p *Post) host() (string, error) {
	u, err := url.Parse(p.PublicURL)
	if err != nil || u.Hostname() == "" {
		return "", fmt.Errorf("the public URL %q has no host", p.PublicURL)
	}
	if host := u.Hostname(); !strings.Contains(host, ":") {
		return host, nil
	}
	return "[IPv6:" + u.Hostname() + "]", nil
}
