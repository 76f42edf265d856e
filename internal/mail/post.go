package mail

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"gatehouse/internal/db"
	"gatehouse/internal/jobs"
	"gatehouse/internal/meter"
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

// Deliver makes r send queued mails.
func Deliver(r *jobs.Runner, p *Post) { jobs.Handle(r, sendMail, p.deliver) }

// waits are the pauses between tries: short at first, for a server that only
// wants to see a second one (greylisting), and a day in all.
var waits = []time.Duration{
	time.Minute, 5 * time.Minute, 15 * time.Minute, 30 * time.Minute,
	time.Hour, 2 * time.Hour, 4 * time.Hour, 8 * time.Hour, 8 * time.Hour,
}

// patience is how long one try may take, well below the lease of its job.
const patience = time.Minute

// deliver sends a mail, or finds that there is nothing to do: an attempt whose
// job was not settled may have done it.
func (p *Post) deliver(ctx context.Context, l letter) error {
	m, err := db.One(ctx, p.DB, (*Mail).fields,
		`select `+columns+` from mails where customer_id = $1 and guid = $2 and state = 'queued'`, l.CustomerID, l.GUID)
	if errors.Is(err, db.ErrNone) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read mail: %w", err)
	}
	link, err := p.link(ctx, m)
	if err != nil {
		return err
	}
	if link != nil && !link.Live() {
		return p.settle(ctx, m, Dropped, "The link in it was "+string(link.State)+" before it could be sent.")
	}
	by, err := p.carrier(ctx, m)
	if err != nil {
		return err
	}
	if by == nil {
		return p.settle(ctx, m, Dropped, "A demo customer's mails stay in the house, and there is no place for them.")
	}
	err = p.send(ctx, by, m, link)
	if err != nil && ctx.Err() != nil {
		return ctx.Err() // the server stops: that is not the mail's fault
	}
	ctx = context.WithoutCancel(ctx) // what happened is written down even so
	if err == nil {
		return p.settle(ctx, m, Sent, "")
	}
	refusal, final := errors.AsType[*Refusal](err)
	switch {
	case final:
		return p.settle(ctx, m, Refused, brief(refusal.Answer))
	case m.Tries >= int64(len(waits)):
		return p.settle(ctx, m, Refused, brief(err.Error()))
	}
	return p.putOff(ctx, m, brief(err.Error()))
}

func (p *Post) link(ctx context.Context, m Mail) (*Link, error) {
	if m.LinkGUID == nil {
		return nil, nil //nolint:nilnil // most mails carry none
	}
	l, err := p.Links.one(ctx, p.DB, m.CustomerID, *m.LinkGUID)
	return &l, err
}

func (p *Post) send(ctx context.Context, by Transport, m Mail, link *Link) error {
	d, err := p.dress(ctx, m)
	if err != nil {
		return err
	}
	r, err := p.render(m, link, d)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	return by.Send(ctx, r)
}

// dress is how a mail looks and speaks now: the customer may have changed it
// since it was queued.
func (p *Post) dress(ctx context.Context, m Mail) (d dress, err error) {
	if p.Brand != nil {
		if d.Brand, err = p.Brand(ctx, m.CustomerID); err != nil {
			return d, fmt.Errorf("ask for the brand of a mail: %w", err)
		}
	}
	d.Wording, err = ReadWording(ctx, p.DB, m.CustomerID, m.Template, layouts[m.Template].language(m.Language))
	return d, err
}

// Look shows a mail as it is, or would be, sent, but for its link and code.
func (p *Post) Look(ctx context.Context, m Mail) (Rendered, error) {
	d, err := p.dress(ctx, m)
	if err != nil {
		return Rendered{}, err
	}
	until := m.CreatedAt
	link, err := p.link(ctx, m)
	if err != nil {
		return Rendered{}, err
	}
	if link != nil {
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

// settle writes the end of a mail, unless another attempt did.
func (p *Post) settle(ctx context.Context, m Mail, state, answer string) error {
	m.State, m.Error = state, answer
	if state == Sent {
		now := p.Now()
		m.SentAt = &now
	}
	var n int64
	err := p.DB.Tx(ctx, func(tx *db.Tx) (err error) {
		n, err = tx.Exec(ctx, `update mails set state = $3, error = $4, sent_at = $5, tries = tries + 1, version = version + 1
			where customer_id = $1 and guid = $2 and state = 'queued'`, m.CustomerID, m.GUID, m.State, m.Error, m.SentAt)
		if err != nil {
			return fmt.Errorf("settle mail: %w", err)
		}
		if n > 0 && p.Settled != nil {
			err = p.Settled(ctx, tx, m)
		}
		if err != nil {
			return err
		}
		return jobs.Done(ctx, tx)
	})
	if err == nil && n > 0 {
		meter.Mails.Count(state)
	}
	return err
}

// putOff leaves the mail in the queue with a job for later. The number of tries
// in the condition keeps two attempts from making two jobs.
func (p *Post) putOff(ctx context.Context, m Mail, answer string) error {
	var n int64
	err := p.DB.Tx(ctx, func(tx *db.Tx) (err error) {
		n, err = tx.Exec(ctx, `update mails set tries = tries + 1, error = $4, version = version + 1
			where customer_id = $1 and guid = $2 and state = 'queued' and tries = $3`, m.CustomerID, m.GUID, m.Tries, answer)
		if err != nil || n == 0 {
			return err
		}
		return sendMail.AddAt(ctx, tx, p.Now().Add(waits[m.Tries]), letter{m.CustomerID, m.GUID})
	})
	if err == nil && n > 0 {
		meter.Mails.Count("put_off")
	}
	return err
}

// brief makes a server's answer fit for a row and a page.
func brief(answer string) string {
	answer = strings.Join(strings.Fields(strings.ToValidUTF8(answer, "")), " ")
	if runes := []rune(answer); len(runes) > 500 {
		answer = string(runes[:499]) + "…"
	}
	return answer
}
