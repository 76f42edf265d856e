package collab

import (
	"strings"
	"unicode"

	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
	"gatehouse/internal/portfolio"
)

// ForwardDraft is to whom somebody who is not the right person passes an
// invitation on.
type ForwardDraft struct {
	Secret   string // of the link
	Code     string // the six digits in the mail
	Name     string // of the colleague
	Email    string
	Language string // of the colleague's mail; "" is English
}

// PassableTo returns the registrable domain at which a colleague can take the
// invitation over, or "" if it cannot be passed on: at a mail provider's domain
// people are no colleagues, and who has registered asked for it themselves.
func (i *Invitation) PassableTo() string { return i.Request.passableTo() }

func (r *Request) passableTo() string {
	domain := portfolio.DomainOf(r.EmailLower)
	if r.Reason == SelfRequested || r.ForwardCount >= maxForwards || !portfolio.OfCompany(domain) {
		return ""
	}
	return portfolio.Registrable(domain)
}

// check tidies the draft: a name is text, and an address is compared and kept in
// one form, so that no other way to write it gets around what was said of it.
func (d *ForwardDraft) check() error {
	p := fault.Problems{}
	d.Name, d.Email = mail.CleanName(d.Name), strings.TrimSpace(d.Email)
	p.Require(d.Name != "", "colleague_name", "Say what your colleague is called.")
	length(p, "colleague_name", d.Name, maxForwardName)
	d.Email = colleaguesAddress(p, "colleague_email", d.Email)
	return p.Err()
}

// colleaguesAddress checks an address that a recipient has typed, and returns it in
// the form in which it is kept.
func colleaguesAddress(p fault.Problems, field, email string) string {
	local, domain := email[:max(0, strings.LastIndexByte(email, '@'))], portfolio.DomainOf(email)
	ascii := !strings.ContainsFunc(local, func(c rune) bool { return c > unicode.MaxASCII })
	switch address := local + "@" + domain; {
	case !isEmail(email) || domain == "" || !ascii || !mail.ValidAddress(address):
		p.Require(false, field, "Enter a valid email address.")
	case strings.Contains(local, "+"):
		p.Require(false, field, "Enter the address without the plus sign and what follows it.")
	}
	return local + "@" + domain
}

const maxForwardName = 100

// fits says what in the request itself stands in the way.
func (d *ForwardDraft) fits(r *Request) error {
	domain := r.passableTo()
	switch {
	case r.ForwardCount >= maxForwards:
		return fault.New(fault.Conflict, "This invitation has been passed on twice, which is the most.")
	case domain == "":
		return fault.New(fault.Conflict, "This invitation cannot be passed on.")
	case mailbox(d.Email) == mailbox(r.EmailLower):
		return fault.Field("colleague_email", "This is the address that the invitation came to.")
	case portfolio.Registrable(portfolio.DomainOf(d.Email)) != domain:
		return fault.Field("colleague_email", "Your colleague needs an address at %s.", domain)
	}
	return nil
}

// mailbox is an address without what only sorts its mail.
func mailbox(email string) string {
	local, domain, _ := strings.Cut(strings.ToLower(email), "@")
	local, _, _ = strings.Cut(local, "+")
	return local + "@" + portfolio.DomainOf("x@"+domain)
}
