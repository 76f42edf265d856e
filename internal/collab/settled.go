package collab

import (
	"cmp"
	"context"

	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/identity"
	"gatehouse/internal/jobs"
	"gatehouse/internal/mail"
)

// silence says which sending was swallowed, because the recipient wants no mail
// from this server.
type silence struct {
	CustomerID int64  `json:"customer_id"`
	GUID       string `json:"guid"`
	Sending    int64  `json:"sending"`
}

const settleSilently jobs.Kind[silence] = "collab.settle_silently"

// MailSettled notes what became of an invitation's mail, in the transaction
// that settles the mail. The link's mail decides; the introductions do not.
func (rs *Requests) MailSettled(ctx context.Context, tx *db.Tx, m mail.Mail) error {
	if m.RequestGUID == nil || m.LinkGUID == nil {
		return nil
	}
	r, n, err := readHeld(ctx, tx, m.CustomerID, *m.RequestGUID)
	if err != nil {
		return err
	}
	if r.ForwardCount > 0 {
		if passed, err := passedOn(ctx, tx, m.CustomerID, *m.LinkGUID); err != nil || passed != nil {
			return err // it went to somebody else
		}
	}
	state := &m.State
	if m.State == mail.Dropped { // its link had died before it left: there is no mail to speak of
		state = nil
	}
	if err := rs.settled(ctx, tx, &r, &n, m.Sending, state); err != nil {
		return err
	}
	if m.State != mail.Refused {
		return nil
	}
	return rs.tell(ctx, tx, m.CustomerID, *m.RequestGUID, func(r told) mail.Content {
		if r.RecipientEmail != unnamed { // the other server's words hold the address
			r.Why = m.Error
		}
		return mail.MailRefused(r)
	})
}

// settled notes what became of the mail of a sending, if that is the last one of a
// request that is held.
func (rs *Requests) settled(ctx context.Context, tx *db.Tx, r *Request, n *names, sending int64, state *string) error {
	if r.SentCount != sending || r.MailStatus == nil || *r.MailStatus != mail.Queued {
		return nil
	}
	r.MailStatus = state
	audit.Touch(ctx, tx, r.CustomerID, audit.Requests)
	return rs.keep(ctx, tx, r, n, true)
}

func (rs *Requests) settleSilently(ctx context.Context, s silence) error {
	return rs.DB.Tx(ctx, func(tx *db.Tx) error {
		r, n, err := readHeld(ctx, tx, s.CustomerID, s.GUID)
		if err != nil {
			return err
		}
		return rs.settled(ctx, tx, &r, &n, s.Sending, new(mail.Sent))
	})
}

// told is what the mails to a requester have in common.
type told = mail.RequestAccepted

// unnamed stands for an address that the requester does not see.
const unnamed = "your contact"

// tell lets the requester know what became of a request, by a notification and a
// mail. What the requester does not see in the outbox is in neither.
func (rs *Requests) tell(ctx context.Context, tx *db.Tx, customerID int64, guid string, content func(told) mail.Content) error {
	r, n, err := read(ctx, tx, customerID, guid)
	if err != nil || n.email == "" || identity.IsServiceEmail(n.email) {
		return err
	}
	t := told{CompanyName: n.company, RequestGUID: guid, RecipientEmail: unnamed}
	if !r.NameHidden {
		t.RecipientName = r.FormalName
	}
	if !r.EmailHidden {
		t.RecipientEmail = r.Email
	}
	c := content(t)
	if err := identity.Notify(ctx, tx, rs.Now(), became(&r, &t, c)); err != nil {
		return err
	}
	return rs.mailRequester(ctx, tx, &r, &n, c)
}

// mailRequester writes to the requester, if it still works for the customer.
func (rs *Requests) mailRequester(ctx context.Context, tx *db.Tx, r *Request, n *names, c mail.Content) error {
	if n.email == "" || identity.IsServiceEmail(n.email) {
		return nil
	}
	if works, err := identity.Works(ctx, tx, rs.Now(), r.RequesterGUID); err != nil || !works {
		return err
	}
	_, err := mail.Queue(ctx, tx, rs.Now(), mail.Message{
		CustomerID: r.CustomerID, To: mail.Address{Name: n.formal, Email: n.email}, Language: n.language, Content: c, RequestGUID: r.GUID,
	})
	return err
}

// became is the notification that goes with a mail to a requester.
func became(r *Request, t *told, c mail.Content) identity.Notification {
	n := identity.Notification{
		CustomerID: r.CustomerID, UserGUID: r.RequesterGUID, Type: identity.Collaboration, Status: identity.Failed,
		Path: "/outbox/" + r.GUID,
	}
	to := "Your invitation to " + cmp.Or(mail.CleanName(t.RecipientName), t.RecipientEmail) + " of " + mail.CleanName(t.CompanyName)
	switch c.(type) {
	case mail.RequestAccepted:
		n.Status = identity.Success
		n.Subject, n.Text = "Your invitation was accepted", to+" was accepted: the access has begun."
	case mail.RequestDeclined:
		n.Subject, n.Text = "Your invitation was declined", to+" was declined."
	case mail.RequestNever:
		n.Subject, n.Text = "Your invitation was not answered", to+" ended and nobody answered it."
	case mail.RequestForwarded:
		n.Status = identity.Success
		n.Subject, n.Text = "Your invitation was passed on", to+" was passed on to them by a colleague."
	case mail.RequestLeft:
		n.Subject, n.Text = "Your recipient has left", cmp.Or(mail.CleanName(t.RecipientName), t.RecipientEmail)+" of "+mail.CleanName(t.CompanyName)+" has ended the access."
	case mail.MailRefused:
		n.Subject, n.Text = "Your invitation could not be delivered", to+" was refused by a mail server."
	}
	return n
}
