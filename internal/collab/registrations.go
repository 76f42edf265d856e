package collab

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/netip"
	"strings"
	"time"

	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/jobs"
	"gatehouse/internal/mail"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

// Registrations is the collection of filled forms. Whoever fills one in is a
// stranger: nothing they say counts, or leaves this server, before the address
// is confirmed, and no answer depends on whether it is known here.
type Registrations struct {
	DB        *db.DB
	Now       func() time.Time // db.Now but in tests
	Links     *mail.Links
	Requests  *Requests
	Companies *portfolio.Companies
}

// registrationHours is how long the link that confirms an address works.
const registrationHours = 48

// What strangers may do. The first two refuse; the others make mails wait, so
// that nobody can keep a person out by flooding their form, domain or mailbox.
var (
	fromAddress = tenant.Budget{Name: "forms from address", Most: 10, Per: time.Hour}
	fromNetwork = tenant.Budget{Name: "forms from network", Most: 60, Per: time.Hour}
	toMailbox   = tenant.Budget{Name: "confirmations to mailbox", Most: 3, Per: 8 * time.Hour, Credit: 16 * time.Hour}
	toDomain    = tenant.Budget{Name: "confirmations to domain", Most: 60, Per: time.Hour, Credit: 24 * time.Hour}
	ofForm      = tenant.Budget{Name: "confirmations of form", Most: 120, Per: time.Hour, Credit: 24 * time.Hour}
)

// Work makes r do what registrations need in the background.
func (rs *Registrations) Work(r *jobs.Runner) {
	jobs.Handle(r, askToConfirm, rs.ask)
	jobs.Every(r, "collab.forget_registrations", time.Hour, rs.Forget)
}

// Register keeps a filled form and mails its address a link to confirm it. ip
// is the stranger's, whose budget it takes; nonce is in the browser that filled
// the form in, and saves it the code.
func (rs *Registrations) Register(ctx context.Context, formGUID string, d RegistrationDraft, ip, nonce string) error {
	form, err := findForm(ctx, rs.DB, strings.ToLower(formGUID), rs.Now())
	if err != nil {
		return err
	}
	if err := d.check(form.Fields); err != nil {
		return err
	}
	domain := portfolio.DomainOf(d.Email)
	if form.settings.RefuseFreeMail && portfolio.IsFreeMail(domain) {
		return fault.Field("email", "Please use the e-mail address that you have at your company.")
	}
	if !form.welcomes(domain) {
		// It costs the stranger's budget, so that nobody tries domain after domain.
		err := rs.DB.Tx(ctx, func(tx *db.Tx) error { return admit(ctx, tx, rs.Now(), ip) })
		return cmp.Or(err, errDomain)
	}
	return rs.DB.Tx(ctx, func(tx *db.Tx) error {
		now := rs.Now()
		if err := admit(ctx, tx, now, ip); err != nil {
			return err
		}
		wait, ok, err := delay(ctx, tx, now, &form, d.Email, domain)
		if err != nil || !ok {
			return err
		}
		return rs.keep(ctx, tx, &form, d, nonce, now.Add(wait))
	})
}

// admit takes a stranger's budget, and that of the network around.
func admit(ctx context.Context, tx *db.Tx, now time.Time, ip string) error {
	address, network := networks(ip)
	for _, b := range []struct {
		tenant.Budget
		key string
	}{{fromAddress, address}, {fromNetwork, network}} {
		wait, ok, err := b.Take(ctx, tx, now, b.key, 1)
		if err != nil {
			return err
		}
		if !ok {
			return fault.Wait(fault.TooMany, wait, "Too many forms have been sent from your network. Please try again later.")
		}
	}
	return nil
}

// networks returns what counts as one stranger, and as the neighbourhood: an
// IPv4 address in its /24, an IPv6 /64 in its /48.
func networks(ip string) (address, network string) {
	addr, err := netip.ParseAddr(ip)
	if err != nil {
		return "unknown", "unknown"
	}
	addr = addr.Unmap().WithZone("")
	one, many := 64, 48
	if addr.Is4() {
		one, many = 32, 24
	}
	return netip.PrefixFrom(addr, one).Masked().String(), netip.PrefixFrom(addr, many).Masked().String()
}

// delay says how long the mail has to wait. It is not ok if so many wait for
// the same mailbox that one more would help nobody.
func delay(ctx context.Context, tx *db.Tx, now time.Time, form *Form, email, domain string) (time.Duration, bool, error) {
	longest, ok, err := toMailbox.Take(ctx, tx, now, hashEmail(strings.ToLower(email)), 1)
	if err != nil || !ok {
		return 0, false, err
	}
	if registrable := portfolio.Registrable(domain); registrable != "" {
		domain = registrable
	}
	for _, b := range []struct {
		tenant.Budget
		key string
	}{{toDomain, domain}, {ofForm, form.GUID}} {
		wait, ok, err := b.Take(ctx, tx, now, b.key, 1)
		if err != nil {
			return 0, false, err
		}
		if !ok {
			wait = b.Credit
		}
		longest = max(longest, wait)
	}
	return longest, true, nil
}

// keep writes the registration and its link, and queues the mail for the time
// at which it may go.
func (rs *Registrations) keep(ctx context.Context, tx *db.Tx, form *Form, d RegistrationDraft, nonce string, at time.Time) error {
	now := rs.Now()
	r := Registration{CustomerID: form.CustomerID, GUID: db.NewIDAt(now), ExpiresAt: at.Add(registrationHours * time.Hour)}
	_, err := tx.Exec(ctx, `
		insert into registrations (customer_id, guid, form_guid, email, email_lower, formal_name, company_name, website,
			phone, message, created_at, expires_at, answers, language)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
		r.CustomerID, r.GUID, form.GUID, d.Email, strings.ToLower(d.Email), d.FormalName, d.CompanyName, d.Website,
		d.Phone, d.Message, now, r.ExpiresAt, jsonText(d.answers), d.Language)
	if err != nil {
		return fmt.Errorf("keep registration: %w", err)
	}
	if err := countForm(ctx, tx, now, form.CustomerID, form.GUID, submitted, 1); err != nil {
		return err
	}
	link, err := rs.Links.Make(ctx, tx, mail.NewLink{
		CustomerID: r.CustomerID, Kind: mail.RegistrationLink, Subject: r.GUID, ExpiresAt: r.ExpiresAt, Nonce: nonce,
	})
	if err != nil {
		return err
	}
	question := unconfirmed{r.CustomerID, r.GUID, link}
	if at.After(now) {
		return askToConfirm.AddAt(ctx, tx, at, question)
	}
	return askToConfirm.Add(ctx, tx, question)
}

// unconfirmed is a registration whose address has to be asked.
type unconfirmed struct {
	CustomerID int64  `json:"customer_id"`
	GUID       string `json:"guid"`
	LinkGUID   string `json:"link"`
}

const askToConfirm jobs.Kind[unconfirmed] = "collab.ask_to_confirm"

// ask queues the mail of a registration, unless its form was closed meanwhile
// or the address wants no mail from this server. It carries nothing that a
// stranger typed: it may reach somebody who never saw the form.
func (rs *Registrations) ask(ctx context.Context, u unconfirmed) error {
	return rs.DB.Tx(ctx, func(tx *db.Tx) error {
		r, err := readRegistration(ctx, tx, u.CustomerID, u.GUID)
		if err != nil {
			return ignore(err, fault.NotFound)
		}
		form, err := openForm(ctx, tx, r.CustomerID, r.FormGUID, r.CreatedAt)
		if err != nil {
			return ignore(err, fault.NotFound)
		}
		silent, err := refusedEverywhere(ctx, tx, &Request{EmailLower: strings.ToLower(r.Email)})
		if err != nil || silent {
			return err
		}
		n, err := tx.Exec(ctx, `
			update registrations set mailed_at = $3
			where customer_id = $1 and guid = $2 and mailed_at is null`, r.CustomerID, r.GUID, rs.Now())
		if err != nil || n == 0 {
			return err
		}
		_, err = mail.Queue(ctx, tx, rs.Now(), mail.Message{
			CustomerID: r.CustomerID, To: mail.Address{Email: r.Email}, Language: r.Language, LinkGUID: u.LinkGUID,
			Content: mail.RegistrationConfirm{CustomerName: form.CustomerName, FormName: form.Name},
		})
		return err
	})
}

// ignore takes a failure of one kind for nothing to be done.
func ignore(err error, k fault.Kind) error {
	if fault.Is(err, k) {
		return nil
	}
	return err
}

// Forget removes the registrations that nobody confirmed in time, budgets that
// are whole again, what old imports of invitations have done, and the days of
// forms that are long past.
func (rs *Registrations) Forget(ctx context.Context) error {
	now := rs.Now()
	if _, err := rs.DB.Exec(ctx, `delete from registrations where confirmed_at is null and expires_at < $1`, now); err != nil {
		return err
	}
	return errors.Join(tenant.ForgetBudgets(ctx, rs.DB, now), forgetImports(ctx, rs.DB, now), forgetCounts(ctx, rs.DB, now))
}

func readRegistration(ctx context.Context, c db.Conn, customerID int64, guid string) (Registration, error) {
	r, err := db.One(ctx, c, (*Registration).fields, `
		select `+registrationColumns+` from registrations g where g.customer_id = $1 and g.guid = $2`, customerID, guid)
	if errors.Is(err, db.ErrNone) {
		return r, fault.New(fault.NotFound, "This registration is no longer here. Please fill in the form again.")
	}
	return r, err
}
