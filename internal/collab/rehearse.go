package collab

import (
	"context"
	"strconv"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

// Rehearsal is what an invitation would be, were it sent now, as far as its
// sender may see it: what comes from a preferred contact is left out.
type Rehearsal struct {
	Request      Request
	Company      string
	Introduction mail.Rendered // also to who gets a copy
	Invitation   mail.Rendered // with a link and a code that open nothing
	Copies       []mail.Address
	Mails        int // that sending it takes from the day's budget
}

// Rehearse refuses what [Requests.Create] would refuse, but for the budget of
// the day, and changes nothing.
func (rs *Requests) Rehearse(ctx context.Context, by actor.Actor, d Draft) (h Rehearsal, err error) {
	if err := by.Need(actor.RequestsRW); err != nil {
		return h, err
	}
	if err := d.check(); err != nil {
		return h, err
	}
	err = rs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		customer, err := tenant.Read(ctx, tx, by.CustomerID)
		if err != nil {
			return err
		}
		r, _, err := rs.compose(ctx, tx, by, &customer, &d)
		if err != nil {
			return err
		}
		_, open, err := openRequest(ctx, tx, &r)
		if err == nil && open {
			err = errOpen
		}
		if err != nil {
			return err
		}
		h, err = rs.rehearse(ctx, tx, by, &customer, r)
		return err
	})
	return h, err
}

func (rs *Requests) rehearse(ctx context.Context, c db.Conn, by actor.Actor, customer *tenant.Customer, r Request) (h Rehearsal, err error) {
	if h.Company, err = db.Value[string](ctx, c, `select name from companies where customer_id = $1 and guid = $2`, r.CustomerID, r.CompanyGUID); err != nil {
		return h, err
	}
	h.Mails, h.Copies = r.mails(), r.copied()
	if r.NameHidden {
		r.FormalName, r.FriendlyName = "", ""
	}
	if r.EmailHidden {
		r.Email, r.EmailLower = "", ""
	}
	h.Request = r
	now, to := rs.Now(), mail.Address{Name: r.FormalName, Email: r.Email}
	ends, intro := now.AddDate(0, 0, InvitationDays), r.introduction(by, customer, h.Company)
	for _, m := range []struct {
		content mail.Content
		to      *mail.Rendered
	}{{intro, &h.Introduction}, {mail.Invitation(intro), &h.Invitation}} {
		p := mail.Preview{
			PublicURL: rs.PublicURL, To: to, Language: r.writtenIn(customer), Content: m.content, Now: now, Until: ends,
			Brand: customer.Branding().OnMails(),
		}
		if p.Wording, err = mail.ReadWording(ctx, c, r.CustomerID, m.content.Template(), p.Language); err != nil {
			return h, err
		}
		if *m.to, err = p.Render(); err != nil {
			return h, err
		}
	}
	return h, nil
}

// openRequest returns the open request of a person at a company, if there is one.
func openRequest(ctx context.Context, c db.Conn, r *Request) (guid string, open bool, err error) {
	guids, err := db.Column[string](ctx, c, `
		select r.guid from access_requests r
		where r.customer_id = $1 and r.company_guid = $2 and r.email_lower = $3 and r.status in ('Pending', 'Active')`,
		r.CustomerID, r.CompanyGUID, r.EmailLower)
	if err != nil || len(guids) == 0 {
		return "", false, err
	}
	return guids[0], true, nil
}

// Budget is how many mails with invitations a customer has left today.
type Budget struct{ Left, Most int64 }

// MailsLeft returns what the actor's customer has left of today's mails.
func (rs *Requests) MailsLeft(ctx context.Context, by actor.Actor) (b Budget, err error) {
	if err := by.Need(actor.RequestsRW); err != nil {
		return b, err
	}
	customer, err := tenant.Read(ctx, rs.DB, by.CustomerID)
	if err != nil {
		return b, err
	}
	day := budget(&customer)
	used, err := day.Used(ctx, rs.DB, rs.Now(), strconv.FormatInt(by.CustomerID, 10))
	return Budget{Left: day.Most - used, Most: day.Most}, err
}

// AddressCheck says what is wrong with the addresses of an invitation that is
// still being written.
type AddressCheck struct {
	Email, CCs error  // nil: an invitation would take it
	Known      string // guid of the open request of the same person, if the sender may know
}

// CheckAddresses judges an address and those of copies as [Requests.Create]
// would, one by one, so that each can be said beside its field. Empty ones are
// not judged.
func (rs *Requests) CheckAddresses(ctx context.Context, by actor.Actor, companyGUID, email string, ccs []string) (found AddressCheck, err error) {
	if err := by.Need(actor.RequestsRW); err != nil {
		return found, err
	}
	company, err := portfolio.Seen(ctx, rs.DB, by, companyGUID)
	if err != nil {
		return found, err
	}
	customer, err := tenant.Read(ctx, rs.DB, by.CustomerID)
	if err != nil {
		return found, err
	}
	r := Request{CustomerID: by.CustomerID, CompanyGUID: company.GUID, Email: strings.TrimSpace(email)}
	r.EmailLower = strings.ToLower(r.Email)
	if r.Email != "" {
		found.Known, found.Email = rs.judge(ctx, by, &r)
	}
	copies := Draft{CCs: ccs}
	p := fault.Problems{}
	if copies.checkCounts(p); len(p) == 0 {
		copies.checkCopies(p)
	}
	if found.CCs = p.Err(); found.CCs == nil {
		found.CCs = rs.copies(ctx, rs.DB, by, &customer, &r, copies.CCs)
	}
	for _, e := range []error{found.Email, found.CCs} {
		if e != nil && fault.Is(e, fault.Internal) {
			return found, e
		}
	}
	return found, nil
}

// judge says why an address that somebody typed would not be taken.
func (rs *Requests) judge(ctx context.Context, by actor.Actor, r *Request) (known string, err error) {
	if !isEmail(r.Email) || len(r.Email) > maxText {
		return "", fault.Field("requestee_email", "Enter a valid email address.")
	}
	domain := domainOf(r.EmailLower)
	ok, err := rs.Companies.HasDomain(ctx, rs.DB, r.CustomerID, r.CompanyGUID, domain)
	switch {
	case err != nil:
		return "", err
	case !ok && portfolio.IsFreeMail(domain):
		return "", fault.Field("requestee_email", portfolio.AtProvider)
	case !ok:
		return "", fault.Field("requestee_email", portfolio.IsUnrelated)
	}
	if err := refused(ctx, rs.DB, r); err != nil {
		return "", err
	}
	guid, open, err := openRequest(ctx, rs.DB, r)
	if err != nil || !open {
		return "", err
	}
	if old, err := rs.One(ctx, by, guid); err == nil && !old.EmailHidden {
		known = guid
	}
	return known, errOpen
}
