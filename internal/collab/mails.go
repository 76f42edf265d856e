package collab

import (
	"context"
	"errors"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
)

// Mails are what a customer has written to people, for who looks after it.
type Mails struct {
	DB   *db.DB
	Now  func() time.Time
	Post *mail.Post

	// ShowsLinks says that no mail server is configured, so that Reveal shows what
	// else would only be in a file.
	ShowsLinks bool
}

// Posted is a mail as its customer may see it: what comes from a company's
// preferred contact stays hidden until the recipient accepts, as in the outbox.
type Posted struct {
	mail.Mail
	Subject string

	lower                   string
	nameHidden, emailHidden bool
}

// To is whom it went to, "" if that is hidden.
func (p *Posted) To() mail.Address { return mail.Address{Name: p.Name, Email: p.Recipient} }

const postedColumns = `m.customer_id, m.guid, m.template, m.recipient, m.name, m.language, m.args, m.link_guid, m.sending, m.request_guid,
	m.state, m.error, m.tries, m.created_at, m.sent_at, m.is_test, m.version, m.recipient_lower,
	` + hiddenMail + ` as email_hidden,
	exists (select 1 from access_requests r where r.customer_id = m.customer_id and r.guid = m.request_guid
		and r.email_lower = m.recipient_lower and r.name_hidden)
	or exists (select 1 from request_forwards f where f.customer_id = m.customer_id and f.request_guid = m.request_guid
		and lower(f.from_email) = m.recipient_lower and f.name_hidden) as name_hidden`

// hiddenMail is whether the address of a mail is not for the sender's side.
const hiddenMail = `(exists (select 1 from access_requests r where r.customer_id = m.customer_id and r.guid = m.request_guid
		and r.email_lower = m.recipient_lower and r.email_hidden)
	or exists (select 1 from request_forwards f where f.customer_id = m.customer_id and f.request_guid = m.request_guid
		and lower(f.from_email) = m.recipient_lower and f.email_hidden))`

func (p *Posted) fields() []any {
	m := &p.Mail
	return []any{
		&m.CustomerID, &m.GUID, &m.Template, &m.Recipient, &m.Name, &m.Language, &m.Args, &m.LinkGUID, &m.Sending, &m.RequestGUID,
		&m.State, &m.Error, &m.Tries, &m.CreatedAt, &m.SentAt, &m.IsTest, &m.Version, &p.lower, &p.emailHidden, &p.nameHidden,
	}
}

// looksAfter lets an admin with the right look after the customer's mails.
func looksAfter(by actor.Actor, r actor.Right) error {
	if !by.IsAdmin() {
		return actor.Denied()
	}
	return by.Need(r)
}

const maxMails = 500

// List returns a page of mails, and where the next one begins, "" if there is none.
func (ms *Mails) List(ctx context.Context, by actor.Actor, f MailFilter) (page []Posted, next string, err error) {
	if err := looksAfter(by, actor.SettingsR); err != nil {
		return nil, "", err
	}
	f.Limit = min(max(f.Limit, 1), maxMails)
	w, order, err := f.where(by.CustomerID)
	if err != nil {
		return nil, "", err
	}
	page, err = db.All(ctx, ms.DB, (*Posted).fields,
		`select `+postedColumns+` from mails m`+w.String()+` order by `+order+` limit `+w.Arg(f.Limit+1), w.Args()...)
	if err != nil {
		return nil, "", err
	}
	if len(page) > f.Limit {
		page = page[:f.Limit]
		next = page[f.Limit-1].cursor(f.Recipient != "")
	}
	return page, next, ms.title(ctx, by.CustomerID, page)
}

// title hides what is hidden, and gives each mail the subject that it has now.
func (ms *Mails) title(ctx context.Context, customerID int64, page []Posted) error {
	own, err := mail.ReadWordings(ctx, ms.DB, customerID)
	if err != nil {
		return err
	}
	for i := range page {
		p := &page[i]
		p.hide()
		if p.Subject, err = mail.SubjectOf(p.Mail, own); err != nil {
			return err
		}
	}
	return nil
}

// hide takes away what the sender's side may not know. What a mail server
// answered names the address.
func (p *Posted) hide() {
	if p.emailHidden {
		p.Recipient, p.Error = "", ""
	}
	if p.nameHidden || p.emailHidden {
		p.Name, p.Args = "", mail.Nameless(p.Args)
	}
}

var errNoMail = fault.New(fault.NotFound, "There is no such mail.")

// One returns a mail.
func (ms *Mails) One(ctx context.Context, by actor.Actor, guid string) (Posted, error) {
	if err := looksAfter(by, actor.SettingsR); err != nil {
		return Posted{}, err
	}
	p, err := ms.one(ctx, ms.DB, by, guid)
	if err != nil {
		return p, err
	}
	all := []Posted{p}
	err = ms.title(ctx, by.CustomerID, all)
	return all[0], err
}

func (ms *Mails) one(ctx context.Context, c db.Conn, by actor.Actor, guid string) (Posted, error) {
	p, err := db.One(ctx, c, (*Posted).fields,
		`select `+postedColumns+` from mails m where m.customer_id = $1 and m.guid = $2`, by.CustomerID, strings.ToLower(guid))
	if errors.Is(err, db.ErrNone) {
		return p, errNoMail
	}
	return p, err
}

// Look returns what a mail said, without the link and the code that were in it.
func (ms *Mails) Look(ctx context.Context, by actor.Actor, guid string) (Posted, mail.Rendered, error) {
	p, err := ms.One(ctx, by, guid)
	if err != nil {
		return p, mail.Rendered{}, err
	}
	r, err := ms.Post.Look(ctx, p.Mail)
	return p, r, err
}
