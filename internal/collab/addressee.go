package collab

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

// addressee completes the recipient from the company's preferred contact. What is
// wrong with it is for who sees the company.
func (rs *Requests) addressee(ctx context.Context, tx *db.Tx, r *Request) error {
	if r.Email == "" || r.FormalName == "" {
		contact, err := rs.Contacts.Preferred(ctx, tx, r.CustomerID, r.CompanyGUID)
		if fault.Is(err, fault.NotFound) {
			contact, err = portfolio.Contact{}, nil
		}
		if err != nil {
			return err
		}
		fromContact(r, &contact)
	}
	p := fault.Problems{}
	p.Require(r.Email != "", "requestee_email", "This field is required: the company has no preferred contact.")
	p.Require(r.FormalName != "", "requestee_formal_name", "This field is required: the company has no preferred contact.")
	if err := p.Err(); err != nil {
		return err
	}
	if !isEmail(r.Email) { // the preferred contact's
		return fault.Field("requestee_email", "Enter a valid email address.")
	}
	r.EmailLower = strings.ToLower(r.Email)
	if r.FriendlyName == "" {
		r.FriendlyName = r.FormalName
	}
	return nil
}

// fromContact takes what the sender left out. It stays hidden from the sender's
// side until the recipient accepts.
func fromContact(r *Request, c *portfolio.Contact) {
	if r.Email == "" && c.Email != "" {
		r.Email, r.EmailHidden = c.Email, true
	}
	if r.FormalName == "" && c.FormalName != "" && strings.EqualFold(r.Email, c.Email) {
		r.FormalName, r.NameHidden = c.FormalName, true
		if r.FriendlyName == "" {
			r.FriendlyName = c.FriendlyName
		}
	}
}

// copies checks who else gets the introduction: people at the recipient's
// company or at the sender's, unless the customer allows others.
func (rs *Requests) copies(ctx context.Context, c db.Conn, by actor.Actor, customer *tenant.Customer, r *Request, ccs []string) error {
	if joined := strings.Join(ccs, ","); joined != "" {
		r.CCs = &joined
	}
	if customer.Settings.AllowOtherCCDomains {
		return nil
	}
	own := []string{domainOf(by.Email), customer.CompanyDomain}
	check := func(field, email string) error {
		domain := domainOf(email)
		for _, o := range own {
			if o != "" && !portfolio.IsFreeMail(o) && (domain == o || strings.HasSuffix(domain, "."+o)) {
				return nil
			}
		}
		ok, err := rs.Companies.HasDomain(ctx, c, r.CustomerID, r.CompanyGUID, domain)
		if err == nil && !ok {
			return fault.Field(field, "must be at the recipient's or your own domain")
		}
		return err
	}
	for _, cc := range ccs {
		if err := check("ccs", cc); err != nil {
			return err
		}
	}
	for _, t := range r.ThirdParties {
		if err := check("third_parties", t.Email); err != nil {
			return err
		}
	}
	return nil
}

func domainOf(email string) string {
	return strings.ToLower(email[strings.LastIndexByte(email, '@')+1:])
}

// refused answers 409 to a sender from whom the recipient wants no more.
func refused(ctx context.Context, c db.Conn, r *Request) error {
	n, err := db.Value[int](ctx, c, `select count(*) from refusals where customer_id = $1 and email_hash = $2`,
		r.CustomerID, hashEmail(r.EmailLower))
	if err == nil && n > 0 {
		return errWantsNoMore
	}
	return err
}

var errWantsNoMore = fault.New(fault.Conflict, "This person wants no more requests from you.")

// everywhere is the customer of a refusal that holds for the whole server.
const everywhere = 0

// refusedEverywhere reports whether the recipient wants no mail from this
// server at all. The sender must not notice.
func refusedEverywhere(ctx context.Context, tx *db.Tx, r *Request) (bool, error) {
	n, err := db.Value[int](ctx, tx, `select count(*) from refusals where customer_id = $1 and email_hash = $2`,
		everywhere, hashEmail(r.EmailLower))
	return n > 0, err
}

func hashEmail(lower string) string {
	sum := sha256.Sum256([]byte(lower))
	return hex.EncodeToString(sum[:])
}
