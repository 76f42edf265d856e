package collab

import (
	"strings"
	"time"
	"unicode/utf8"

	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
	"gatehouse/internal/portfolio"
)

// Registration is a form that somebody filled in. Nothing in it is proven, but
// the address once it is confirmed.
type Registration struct {
	CustomerID  int64
	GUID        string
	FormGUID    string
	Email       string
	FormalName  string
	CompanyName string
	Website     string
	Phone       string
	Message     string
	RequestGUID *string // the access request that it became or joined
	CreatedAt   time.Time
	MailedAt    *time.Time
	ExpiresAt   time.Time // of the link that confirms it
	ConfirmedAt *time.Time
	Answers     OwnAnswers // to the form's own fields
	Language    string     // of the page that was filled in
}

const registrationColumns = `g.customer_id, g.guid, g.form_guid, g.email, g.formal_name, g.company_name, g.website, g.phone,
	g.message, g.request_guid, g.created_at, g.mailed_at, g.expires_at, g.confirmed_at,
	g.answers, g.language`

func (r *Registration) fields() []any {
	return []any{
		&r.CustomerID, &r.GUID, &r.FormGUID, &r.Email, &r.FormalName, &r.CompanyName, &r.Website, &r.Phone,
		&r.Message, &r.RequestGUID, &r.CreatedAt, &r.MailedAt, &r.ExpiresAt, &r.ConfirmedAt,
		&r.Answers, &r.Language,
	}
}

// RegistrationDraft is what the form asks for. Phone and Message may be empty.
type RegistrationDraft struct {
	FormalName  string
	Email       string
	CompanyName string
	Website     string
	Phone       string
	Message     string
	Terms       bool              // accepted
	Typed       map[string]string // into the form's own fields, by their keys
	Language    string            // of the page

	answers OwnAnswers
}

const (
	maxPhone   = 50
	maxWebsite = 255
	maxNote    = 2000 // of a stranger: shorter than a sender's message
)

// check makes plain text of what was typed, and says what is missing or wrong.
func (d *RegistrationDraft) check(own OwnFields) error {
	p := fault.Problems{}
	for _, f := range []struct {
		field string
		value *string
		most  int
		clean func(string) string
	}{
		{"formal_name", &d.FormalName, maxText, mail.CleanName},
		{"company_name", &d.CompanyName, maxText, mail.CleanName},
		{"email", &d.Email, 254, trimText},
		{"website", &d.Website, maxWebsite, trimText},
		{"phone", &d.Phone, maxPhone, trimText},
		{"message", &d.Message, maxNote, mail.CleanText},
	} {
		p.Require(utf8.RuneCountInString(*f.value) <= f.most, f.field, "This is longer than the field can hold.")
		*f.value = f.clean(*f.value)
	}
	p.Require(d.FormalName != "", "formal_name", "Please enter your name.")
	p.Require(d.Email != "", "email", "Please enter your work e-mail address.")
	p.Require(isEmail(d.Email) && mail.ValidAddress(d.Email) && portfolio.DomainOf(d.Email) != "",
		"email", "This is not an e-mail address.")
	p.Require(d.CompanyName != "", "company_name", "Please enter the name of your company.")
	p.Require(d.Website != "", "website", "Please enter the website of your company.")
	p.Require(portfolio.Domain(d.Website) != "", "website", "This is not the address of a website.")
	d.answers = own.answers(p, d.Typed)
	p.Require(d.Terms, "terms", "Please accept the terms to go on.")
	return p.Err()
}

// trimText makes one line of what belongs on one, without control characters.
func trimText(s string) string {
	return strings.Join(strings.Fields(mail.CleanText(s)), " ")
}

// Confirmation is what the page of a confirmation link shows.
type Confirmation struct {
	Form
	State mail.LinkState
	Email string // that the link confirms; "" once it is forgotten
	link  mail.Link
}

// Asks reports whether a browser with this nonce needs the code of the mail.
func (c Confirmation) Asks(nonce string) bool { return !c.link.Knows(nonce) }
