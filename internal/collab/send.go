package collab

import (
	"cmp"
	"context"
	"strconv"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
	"gatehouse/internal/tenant"
)

// send opens the window of an invitation that is there already, and queues its
// mails.
func (rs *Requests) send(ctx context.Context, tx *db.Tx, by actor.Actor, customer *tenant.Customer, r *Request) error {
	sent := *r
	sent.open(rs.Now())
	_, err := tx.Exec(ctx, `
		update access_requests
		set sent_count = $3, email_sent_at = $4, window_ends_at = $5, can_resend = $6, mail_status = $7
		where customer_id = $1 and guid = $2`,
		r.CustomerID, r.GUID, sent.SentCount, sent.EmailSentAt, sent.WindowEndsAt, sent.CanResend, sent.MailStatus)
	if err != nil {
		return err
	}
	company, err := db.Value[string](ctx, tx, `select name from companies where customer_id = $1 and guid = $2`, r.CustomerID, r.CompanyGUID)
	if err != nil {
		return err
	}
	silent, err := refusedEverywhere(ctx, tx, &sent)
	if err != nil {
		return err
	}
	return rs.post(ctx, tx, by, customer, &sent, posting{company: company, silent: silent})
}

// posting is what else the mails of a sending depend on.
type posting struct {
	company string // its name
	silent  bool   // the recipient wants no mail from this server
	isFirst bool   // nothing was sent of the request before
}

// open opens the window of a request that is sent now.
func (r *Request) open(now time.Time) {
	ends := now.AddDate(0, 0, InvitationDays)
	r.SentCount++
	r.EmailSentAt, r.WindowEndsAt, r.CanResend, r.MailStatus = &now, &ends, false, new(mail.Queued)
}

// post queues the mails of a request whose window was just opened: an introduction
// without a secret to everybody, and the link to the recipient alone. It is the
// same for the first sending and for every later one.
func (rs *Requests) post(ctx context.Context, tx *db.Tx, by actor.Actor, customer *tenant.Customer, r *Request, p posting) error {
	now, sending := *r.EmailSentAt, r.SentCount
	rs.spend(tx, customer, r.mails())
	intro := r.introduction(by, customer, p.company)
	if err := rs.introduce(ctx, tx, customer, r, intro); err != nil {
		return err
	}
	if p.silent { // all others hear of it and it cost as much, or the sender could tell
		return settleSilently.AddAt(ctx, tx, now, silence{r.CustomerID, r.GUID, sending})
	}
	link, err := rs.Links.Make(ctx, tx, mail.NewLink{
		CustomerID: r.CustomerID, Kind: mail.InvitationLink, Subject: r.GUID, Sending: sending, ExpiresAt: *r.WindowEndsAt, IsFirst: p.isFirst,
	})
	if err != nil {
		return err
	}
	language, err := r.writtenTo(ctx, tx, customer)
	if err != nil {
		return err
	}
	recipient := mail.Address{Name: r.FormalName, Email: r.Email}
	for _, m := range []mail.Message{{Content: intro}, {Content: mail.Invitation(intro), LinkGUID: link}} {
		m.CustomerID, m.To, m.RequestGUID, m.Sending, m.Language = r.CustomerID, recipient, r.GUID, sending, language
		if _, err := mail.Queue(ctx, tx, now, m); err != nil {
			return err
		}
	}
	return nil
}

// introduction is what the mails of a sending say.
func (r *Request) introduction(by actor.Actor, customer *tenant.Customer, company string) mail.InvitationIntro {
	return mail.InvitationIntro{
		RequesterName: by.FormalName, RequesterCompany: customer.CompanyName, CustomerName: customer.Name,
		CompanyName: company, Message: r.Message, Reason: string(r.Reason), RecipientName: r.FormalName,
		InvitationDays: InvitationDays, TrialDays: r.TrialDays,
	}
}

// writtenIn is the language of a request's mails: what its sender chose, or the
// form that it came from was in, and else the customer's. What the recipient has
// chosen for itself elsewhere is not known here, and must not be.
func (r *Request) writtenIn(customer *tenant.Customer) string {
	return cmp.Or(r.Language, customer.Settings.MailLanguage())
}

// copied returns who is introduced beside the recipient.
func (r *Request) copied() (all []mail.Address) {
	if r.CCs != nil {
		for cc := range strings.SplitSeq(*r.CCs, ",") {
			all = append(all, mail.Address{Email: cc})
		}
	}
	for _, t := range r.ThirdParties {
		all = append(all, mail.Address{Name: t.Name, Email: t.Email})
	}
	return all
}

// mails returns how many mails a sending is: two to the recipient, one to
// everybody else.
func (r *Request) mails() int { return 2 + len(r.copied()) }

// introduce writes to those who get a copy. The sender may be among them: they
// do not learn a name that the sender does not know.
func (rs *Requests) introduce(ctx context.Context, tx *db.Tx, customer *tenant.Customer, r *Request, intro mail.InvitationIntro) error {
	if r.NameHidden {
		intro.RecipientName = ""
	}
	for _, to := range r.copied() {
		if _, err := mail.Queue(ctx, tx, rs.Now(), mail.Message{
			CustomerID: r.CustomerID, To: to, Content: intro, RequestGUID: r.GUID, Sending: r.SentCount, Language: r.writtenIn(customer),
		}); err != nil {
			return err
		}
	}
	return nil
}

// spending is what a transaction takes from a customer's budget of the day.
type spending struct {
	customer *tenant.Customer
	mails    int
}

type spendingKey struct{ customerID int64 }

// spend takes n mails from the customer's budget of the day. The row of the
// budget is asked for at the end of the transaction, once for all its requests:
// until the commit nobody else of the customer can send.
func (rs *Requests) spend(tx *db.Tx, customer *tenant.Customer, n int) {
	value := tx.AtEnd(spendingKey{customer.ID}, func() (any, func(context.Context, *db.Tx) error) {
		s := &spending{customer: customer}
		return s, func(ctx context.Context, tx *db.Tx) error { return rs.settleSpending(ctx, tx, s) }
	})
	value.(*spending).mails += n //nolint:forcetypeassert // only the line above makes it
}

func (rs *Requests) settleSpending(ctx context.Context, tx *db.Tx, s *spending) error {
	b, now := budget(s.customer), rs.Now()
	refused := fault.Wait(fault.TooMany, b.Left(now), "Your organisation has sent its %d invitation mails of today.", int(b.Most))
	return b.Spend(ctx, tx, now, strconv.FormatInt(s.customer.ID, 10), int64(s.mails), refused)
}

// budget is how many mails with invitations a customer may send a day.
func budget(c *tenant.Customer) tenant.Budget {
	return tenant.Budget{Name: "invitations of", Most: int64(c.Settings.MailsPerDay()), Per: 24 * time.Hour}
}
