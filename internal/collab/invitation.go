package collab

import (
	"context"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/mail"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

// Invitation is what an invited person sees of a request before answering it.
type Invitation struct {
	Link             mail.Link
	Request          Request
	RequesterName    string
	RequesterEmail   string
	RequesterCompany string
	CustomerName     string
	CompanyName      string
	Findings         []SharedFinding
	Passed           *Forward // what became of this link, if it was passed on
	PassedBy         *Forward // the colleague that it came from, if one has passed it on
}

// Open reports whether the invitation can still be answered.
func (i *Invitation) Open(now time.Time) bool {
	return i.Link.Live() && i.Request.Status == Pending && i.Request.WindowEndsAt != nil && i.Request.WindowEndsAt.After(now)
}

// Invitation returns what is behind a mailed link. It changes nothing: mail
// scanners follow links too.
func (rs *Requests) Invitation(ctx context.Context, secret string) (Invitation, error) {
	link, err := rs.Links.Look(ctx, secret)
	if err != nil {
		return Invitation{}, err
	}
	if link.Kind != mail.InvitationLink {
		return Invitation{}, errNotFound
	}
	r, n, err := read(ctx, rs.DB, link.CustomerID, link.Subject)
	if err != nil {
		return Invitation{}, notFound(err)
	}
	in := Invitation{
		Link: link, Request: r, RequesterName: n.formal, RequesterEmail: n.email, RequesterCompany: n.ownCompany,
		CustomerName: n.customer, CompanyName: n.company,
	}
	if last := len(n.forwards); last > 0 && link.Live() {
		in.PassedBy = &n.forwards[last-1]
	}
	if in.Passed, err = passedOn(ctx, rs.DB, link.CustomerID, link.GUID); err != nil {
		return in, err
	}
	in.Findings, err = sharedIn(ctx, rs.DB, &r)
	return in, err
}

// AnswerDraft is how an invited person proves and says what it wants.
type AnswerDraft struct {
	Secret string // of the link
	Code   string // the six digits in the mail
	identity.Answering
	Terms bool   // accepted
	Why   string // of a refusal
	Stop  Stop
}

// Accept makes the recipient a user of its own domain's customer, with an
// inbox, for the days of the trial. Somebody who is a user there already must
// sign in as it, and is told with [identity.Lacking] what else that takes: a link
// never signs an existing user in.
func (rs *Requests) Accept(ctx context.Context, a AnswerDraft) (r Request, err error) {
	if !a.Terms {
		return r, fault.Field("terms", "Accept the terms to go on.")
	}
	link, asked, err := rs.asked(ctx, a.Secret, a.Code)
	if err != nil {
		return r, err
	}
	phc, err := rs.credential(ctx, &asked, a.Answering)
	if err != nil {
		return r, err
	}
	err = rs.DB.Tx(ctx, func(tx *db.Tx) error {
		r, err = rs.accept(ctx, tx, link, &asked, identity.RecipientDraft{
			Email: asked.Email, FormalName: asked.FormalName, Phone: asked.Phone, PHC: phc, Holder: a.Holder,
		})
		return err
	})
	return r, err
}

// asked returns the invitation's link, if the code in the mail came with it, and
// the request as it is for the one whom it asks.
func (rs *Requests) asked(ctx context.Context, secret, code string) (mail.Link, Request, error) {
	link, err := rs.checked(ctx, secret, code)
	if err != nil {
		return link, Request{}, err
	}
	r, err := db.One(ctx, rs.DB, (*Request).fields, `select `+columns+` from access_requests r where customer_id = $1 and guid = $2`,
		link.CustomerID, link.Subject)
	return link, r, notFound(err)
}

// checked returns the invitation's link if the code in the mail came with it.
func (rs *Requests) checked(ctx context.Context, secret, code string) (mail.Link, error) {
	link, err := rs.Links.Look(ctx, secret)
	if err != nil {
		return link, err
	}
	if link.Kind != mail.InvitationLink {
		return link, errNotFound
	}
	return rs.Links.CheckFirst(ctx, secret, code, "", opened)
}

// opened notes that the recipient has come, by the first click on any link that
// was sent for the request.
func opened(ctx context.Context, tx *db.Tx, l mail.Link) error {
	_, err := tx.Exec(ctx, `
		update access_requests set opened_at = $3 where customer_id = $1 and guid = $2 and opened_at is null`,
		l.CustomerID, l.Subject, l.OpenedAt)
	return err
}

// credential returns the hash of a new recipient's password, or "" for one that
// has a password and proved who it is.
func (rs *Requests) credential(ctx context.Context, r *Request, a identity.Answering) (string, error) {
	has, err := rs.Users.ProveRecipient(ctx, home(r.EmailLower), r.EmailLower, a)
	if err != nil || has {
		return "", err
	}
	return identity.HashFor(ctx, rs.Links.Key, r.Email, a.Password, r.Email, r.FormalName)
}

// Answers reports whether the holder of a session or ticket is whom an invitation
// is for, and lacks nothing to accept it.
func (rs *Requests) Answers(ctx context.Context, in *Invitation, h identity.Holder) (bool, error) {
	guid, err := rs.Users.RecipientGUID(ctx, home(in.Request.EmailLower), in.Request.EmailLower)
	return err == nil && h.IsUser(guid), err
}

// home is the domain whose Vendor Access customer a recipient belongs to: the
// registrable domain of the proven address, or the address where the domain is
// everybody's.
func home(emailLower string) string {
	domain := domainOf(emailLower)
	if registrable := portfolio.Registrable(domain); registrable != "" && !portfolio.IsFreeMail(domain) {
		return registrable
	}
	return emailLower
}

// homeOf finds or makes the customer of a recipient, and holds it: nobody is bound
// there who has everything about themselves erased at this moment.
func (rs *Requests) homeOf(ctx context.Context, tx *db.Tx, email string) (tenant.Customer, error) {
	domain := home(email)
	vendor, err := rs.Customers.Vendor(ctx, tx, domain)
	if err == nil {
		vendor, err = tenant.Hold(ctx, tx, vendor.ID)
	}
	if err == nil && vendor.Domain != domain { // it stood for the address of somebody who is erased
		vendor, err = rs.Customers.Vendor(ctx, tx, domain)
	}
	return vendor, err
}

func (rs *Requests) accept(ctx context.Context, tx *db.Tx, link mail.Link, asked *Request, who identity.RecipientDraft) (Request, error) {
	vendor, err := rs.homeOf(ctx, tx, asked.EmailLower)
	if err != nil {
		return Request{}, err
	}
	if err := rs.Links.Spend(ctx, tx, link); err != nil {
		return Request{}, err
	}
	user, access, err := rs.Users.BindRecipient(ctx, tx, vendor, who)
	if err != nil {
		return Request{}, err
	}
	now := rs.Now()
	n, err := tx.Exec(ctx, `
		update access_requests
		set status = 'Active', awaiting = null, can_resend = $3, accepted_at = $4, answered_at = $4, access_ends_at = $5, access_runs = $8,
			recipient_customer_id = $6, recipient_guid = $7, name_hidden = $3, email_hidden = $3
		where customer_id = $1 and guid = $2 and status = 'Pending' and awaiting = 'answer' and window_ends_at > $4
			and exists (select 1 from customers cu where cu.id = $1 and cu.is_active)`,
		asked.CustomerID, asked.GUID, false, now, now.AddDate(0, 0, int(asked.TrialDays)), vendor.ID, user.GUID, true)
	if err != nil {
		return Request{}, err
	}
	if n == 0 {
		return Request{}, errAnswered
	}
	by := actor.Actor{
		CustomerID: vendor.ID, CustomerGUID: vendor.GUID, CustomerName: vendor.Name, CustomerKind: vendor.Kind,
		UserGUID: user.GUID, Email: asked.Email, FormalName: asked.FormalName, AccessID: access,
	}
	for _, id := range []int64{asked.CustomerID, vendor.ID} {
		audit.Record(ctx, tx, by, id, audit.Event{Action: "access_request.accept", Subject: asked.GUID})
		audit.Touch(ctx, tx, id, audit.Requests)
	}
	if err := rs.tell(ctx, tx, asked.CustomerID, asked.GUID, func(t told) mail.Content { return t }); err != nil {
		return Request{}, err
	}
	return rs.render(ctx, tx, asked.CustomerID, asked.GUID)
}

var errAnswered = fault.New(fault.Conflict, "This invitation is no longer open.")
