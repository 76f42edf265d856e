package collab

import (
	"context"
	"encoding/base64"
	"errors"
	"slices"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
	"gatehouse/internal/tenant"
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

// MailFilter says which mails are asked for, and from where on.
type MailFilter struct {
	States    []string
	Templates []string
	Recipient string // the beginning of an address; the mails come by address then, and else the newest first
	After     string // where the page before ended
	Limit     int
}

// MailStates are the states of a mail.
var MailStates = []string{mail.Queued, mail.Sent, mail.Refused, mail.Dropped}

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

// where selects the mails, each kind of filter by an index.
func (f *MailFilter) where(customerID int64) (w db.Where, order string, err error) {
	w.And(`m.customer_id = ?`, customerID)
	w.In(`m.state`, f.States)
	if len(f.States) > 0 && !slices.Contains(f.States, mail.Sent) {
		w.And(`m.state <> 'sent'`) // as the index says it
	}
	w.In(`m.template`, f.Templates)
	if intro := (mail.InvitationIntro{}).Template(); len(f.Templates) > 0 && !slices.Contains(f.Templates, intro) && !slices.Contains(f.Templates, (mail.Invitation{}).Template()) {
		w.And(`m.template <> 'invitation' and m.template <> 'invitation_intro'`)
	}
	order = `m.created_at desc, m.guid desc`
	if f.Recipient = strings.ToLower(strings.TrimSpace(f.Recipient)); f.Recipient != "" {
		w.And(`m.recipient_lower >= ? and m.recipient_lower < ? and not `+hiddenMail, f.Recipient, f.Recipient+"\U0010ffff")
		order = `m.recipient_lower, ` + order
	}
	return w, order, f.from(&w)
}

// from goes on where the page before ended.
func (f *MailFilter) from(w *db.Where) error {
	if f.After == "" {
		return nil
	}
	text, err := base64.RawURLEncoding.DecodeString(f.After)
	parts := strings.Split(string(text), "\n")
	if err != nil || len(parts) != 3 || (parts[2] == "") != (f.Recipient == "") {
		return fault.Field("after", "is not from a page of this list")
	}
	at, err := time.Parse(time.RFC3339Nano, parts[0])
	if err != nil {
		return fault.Field("after", "is not from a page of this list")
	}
	if f.Recipient == "" {
		w.And(`(m.created_at, m.guid) < (?, ?)`, at, parts[1])
		return nil
	}
	w.And(`(m.recipient_lower > ? or m.recipient_lower = ? and (m.created_at, m.guid) < (?, ?))`, parts[2], parts[2], at, parts[1])
	return nil
}

func (p *Posted) cursor(byRecipient bool) string {
	lower := ""
	if byRecipient {
		lower = p.lower
	}
	return base64.RawURLEncoding.EncodeToString([]byte(p.CreatedAt.UTC().Format(time.RFC3339Nano) + "\n" + p.GUID + "\n" + lower))
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

// Obstacle says why a mail cannot be sent again, nil if it can.
func (ms *Mails) Obstacle(ctx context.Context, by actor.Actor, guid string) (why *fault.Error, err error) {
	if err := looksAfter(by, actor.SettingsR); err != nil {
		return nil, err
	}
	p, err := ms.one(ctx, ms.DB, by, guid)
	if err != nil {
		return nil, err
	}
	live, err := ms.links(ctx, ms.DB, &p)
	if e := p.obstacle(live); err == nil && e != nil {
		why = fault.Of(e)
	}
	return why, err
}

// links reports whether the link of a mail works, true if it has none.
func (ms *Mails) links(ctx context.Context, c db.Conn, p *Posted) (bool, error) {
	if p.LinkGUID == nil {
		return true, nil
	}
	return ms.Post.Links.Works(ctx, c, p.CustomerID, *p.LinkGUID)
}

func (p *Posted) obstacle(live bool) error {
	switch {
	case p.Template == (mail.Invitation{}).Template() || p.Template == (mail.InvitationIntro{}).Template():
		return fault.New(fault.Conflict, "An invitation is sent again from its request, with a new link.")
	case p.Recipient == "" || p.Args == "{}": // of somebody who had themselves erased
		return fault.New(fault.Conflict, "What this mail said has been erased.")
	case p.State == mail.Queued:
		return fault.New(fault.Conflict, "This mail waits to be sent already.")
	case p.IsTest:
		return fault.New(fault.Conflict, "A test is sent from the page of its wording.")
	case !live:
		return errDeadLink
	}
	return nil
}

var errDeadLink = fault.New(fault.Conflict, "The link in this mail no longer works. Whoever needs one asks for a new one.")

// again bounds how often one mail is sent again.
var again = tenant.Budget{Name: "mail again", Most: 3, Per: 24 * time.Hour}

// Resend sends a mail again and returns the one that is under way. One that never
// arrived goes with its own Message-ID. One that did is a new mail: programs hide
// the second of two with the same. Invitations follow [Requests.Resend].
func (ms *Mails) Resend(ctx context.Context, by actor.Actor, guid string) (Posted, error) {
	if err := looksAfter(by, actor.SettingsRW); err != nil {
		return Posted{}, err
	}
	var sent string
	err := ms.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		p, err := ms.one(ctx, tx, by, guid)
		if err != nil {
			return err
		}
		if err := tenant.Match(ctx, tx, `mails where customer_id = $1 and guid = $2`, by.CustomerID, p.GUID); err != nil {
			return err
		}
		live, err := ms.links(ctx, tx, &p)
		if err != nil {
			return err
		}
		if err := p.obstacle(live); err != nil {
			return err
		}
		wait, ok, err := again.Take(ctx, tx, ms.Now(), p.GUID, 1)
		if err == nil && !ok {
			err = fault.Wait(fault.TooMany, wait, "This mail has been sent again %d times today.", int(again.Most))
		}
		if err != nil {
			return err
		}
		sent, err = ms.resend(ctx, tx, by, p)
		return err
	})
	if err != nil {
		return Posted{}, err
	}
	return ms.One(ctx, by, sent)
}
