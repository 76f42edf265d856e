package collab

import (
	"cmp"
	"context"
	"errors"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

// forwardLeast is the least that a colleague has to answer. More than that, the
// window stays as it was: passing on does not keep an invitation open for ever.
const forwardLeast = 3 * 24 * time.Hour

// Forward passes an invitation on to a colleague at the recipient's own domain. It
// is the colleague's alone from then on: with a link and a code of its own, and
// the old ones dead. The sender is told. What stands in the way of an address
// beyond what the form says of it is one refusal in the same words.
func (rs *Requests) Forward(ctx context.Context, d ForwardDraft) (f Forward, err error) {
	if err := d.check(); err != nil {
		return f, err
	}
	link, r, err := rs.asked(ctx, d.Secret, d.Code)
	if err != nil {
		return f, err
	}
	if err := d.fits(&r); err != nil {
		return f, err
	}
	if err := rs.countForward(ctx, &r); err != nil {
		return f, err
	}
	err = rs.DB.Tx(ctx, func(tx *db.Tx) error {
		f, err = rs.forward(ctx, tx, link, &r, &d)
		return err
	})
	if fault.Is(err, fault.TooMany) { // the sender's budget, of which a recipient hears no number
		err = fault.Wait(fault.TooMany, fault.Of(err).RetryAfter, "No more invitations are sent for this organisation today. Try again tomorrow.")
	}
	return f, err
}

// forwardTries bounds how many addresses can be tried out.
var forwardTries = tenant.Budget{Name: "forwards of", Most: 10, Per: 24 * time.Hour}

func (rs *Requests) countForward(ctx context.Context, r *Request) error {
	return rs.DB.Tx(ctx, func(tx *db.Tx) error {
		wait, ok, err := forwardTries.Take(ctx, tx, rs.Now(), r.GUID, 1)
		if err != nil || ok {
			return err
		}
		return fault.Wait(fault.TooMany, wait, "Too many addresses were tried. Try again tomorrow.")
	})
}

// errNoForward does not say whether the address is not the company's, has an open
// request already, or belongs to somebody who wants none.
var errNoForward = fault.New(fault.Conflict, "This invitation cannot be passed on to this address.")

func (rs *Requests) forward(ctx context.Context, tx *db.Tx, link mail.Link, was *Request, d *ForwardDraft) (f Forward, err error) {
	if err := rs.Links.Spend(ctx, tx, link); err != nil {
		return f, err
	}
	r, err := rs.successor(ctx, tx, was, d)
	if err != nil {
		return f, err
	}
	position, err := db.Value[int64](ctx, tx, `
		update access_requests
		set email = $3, email_lower = $4, formal_name = $5, friendly_name = $5, phone = '', name_hidden = $6, email_hidden = $6,
			hubspot_status = $7, forward_count = forward_count + 1, email_sent_at = $8, window_ends_at = $9, can_resend = $6, mail_status = $10
		where customer_id = $1 and guid = $2 and status = 'Pending' and awaiting = 'answer' and window_ends_at > $8
			and email_lower = $11 and reason <> 'self_requested' and forward_count < $12
			and exists (select 1 from customers cu where cu.id = $1 and cu.is_active)
		returning forward_count`,
		r.CustomerID, r.GUID, r.Email, r.EmailLower, r.FormalName, false, r.HubspotStatus, r.EmailSentAt, r.WindowEndsAt, r.MailStatus,
		was.EmailLower, maxForwards)
	switch {
	case db.IsUnique(err):
		return f, errNoForward
	case errors.Is(err, db.ErrNone):
		return f, errAnswered
	case err != nil:
		return f, err
	}
	f = Forward{
		Position: position, LinkGUID: link.GUID, FromName: was.FormalName, FromEmail: was.Email, NameHidden: was.NameHidden, EmailHidden: was.EmailHidden,
		ToName: r.FormalName, ToEmail: r.Email, At: rs.Now(), Language: d.Language,
	}
	if err := f.insert(ctx, tx, r.CustomerID, r.GUID); err != nil {
		return f, err
	}
	if err := rs.postForward(ctx, tx, &r, was, d.Language); err != nil {
		return f, err
	}
	return f, rs.announce(ctx, tx, &r, &f)
}

// successor is the request as its next recipient has it, if the address may be one.
func (rs *Requests) successor(ctx context.Context, tx *db.Tx, was *Request, d *ForwardDraft) (Request, error) {
	r, now := *was, rs.Now()
	r.Email, r.EmailLower, r.FormalName, r.FriendlyName, r.Phone = d.Email, strings.ToLower(d.Email), d.Name, d.Name, ""
	r.NameHidden, r.EmailHidden = false, false // whoever passed it on has said so
	r.EmailSentAt, r.CanResend, r.MailStatus = &now, false, new(mail.Queued)
	if least := now.Add(forwardLeast); r.WindowEndsAt != nil && r.WindowEndsAt.Before(least) {
		r.WindowEndsAt = &least
	}
	ok, err := rs.Companies.HasDomain(ctx, tx, r.CustomerID, r.CompanyGUID, portfolio.DomainOf(r.Email))
	if err == nil && !ok {
		return r, errNoForward
	}
	if err != nil {
		return r, err
	}
	if err := refused(ctx, tx, &r); errors.Is(err, errWantsNoMore) {
		return r, errNoForward
	} else if err != nil {
		return r, err
	}
	a := around{}
	a.invited, err = db.Value[bool](ctx, tx, `select exists (select 1 from access_requests where customer_id = $1 and email_lower = $2)`,
		r.CustomerID, r.EmailLower)
	r.HubspotStatus = a.hubspot()
	return r, err
}

// postForward queues the one mail to the next recipient. Those who got a copy of
// the first sending get nothing.
func (rs *Requests) postForward(ctx context.Context, tx *db.Tx, r, was *Request, language string) error {
	customer, err := tenant.Read(ctx, tx, r.CustomerID)
	if err != nil {
		return err
	}
	rs.spend(tx, &customer, 1)
	silent, err := refusedEverywhere(ctx, tx, r)
	if err != nil {
		return err
	}
	if silent { // it looks like success to everybody
		return settleSilently.AddAt(ctx, tx, *r.EmailSentAt, silence{r.CustomerID, r.GUID, r.SentCount})
	}
	_, n, err := read(ctx, tx, r.CustomerID, r.GUID)
	if err != nil {
		return err
	}
	content := mail.Invitation(r.introduction(actor.Actor{FormalName: n.formal}, &customer, n.company))
	content.IsPassedOn, content.PassedOnBy = true, who(was)
	link, err := rs.Links.Make(ctx, tx, mail.NewLink{
		CustomerID: r.CustomerID, Kind: mail.InvitationLink, Subject: r.GUID, Sending: r.SentCount, ExpiresAt: *r.WindowEndsAt,
	})
	if err != nil {
		return err
	}
	_, err = mail.Queue(ctx, tx, *r.EmailSentAt, mail.Message{
		CustomerID: r.CustomerID, To: mail.Address{Name: r.FormalName, Email: r.Email}, Language: cmp.Or(language, r.writtenIn(&customer)),
		Content: content, LinkGUID: link, Sending: r.SentCount, RequestGUID: r.GUID,
	})
	return err
}

// who names the former recipient in a mail that the sender's side can look at: only
// by what it sees. The page of the invitation names it in full.
func who(r *Request) string {
	switch {
	case r.NameHidden && r.EmailHidden:
		return ""
	case r.NameHidden:
		return r.Email
	case r.EmailHidden:
		return r.FormalName
	}
	return r.FormalName + " (" + r.Email + ")"
}

// announce records that a request has another recipient, and tells its sender.
func (rs *Requests) announce(ctx context.Context, tx *db.Tx, r *Request, f *Forward) error {
	shown := f.shown()
	audit.Record(ctx, tx, actor.System(r.CustomerID), r.CustomerID, audit.Event{
		Action: Forwarded, Subject: r.GUID, Details: map[string]any{"from": shown.FromEmail, "to": f.ToEmail, "times": f.Position},
	})
	audit.Touch(ctx, tx, r.CustomerID, audit.Requests)
	err := rs.tell(ctx, tx, r.CustomerID, r.GUID, func(t told) mail.Content {
		return mail.RequestForwarded{
			FormerName: shown.FromName, FormerEmail: shown.FromEmail, RecipientName: t.RecipientName, RecipientEmail: t.RecipientEmail,
			CompanyName: t.CompanyName, RequestGUID: t.RequestGUID, EndsAt: *r.WindowEndsAt,
		}
	})
	if err != nil {
		return err
	}
	_, err = rs.render(ctx, tx, r.CustomerID, r.GUID)
	return err
}
