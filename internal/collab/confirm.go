package collab

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
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

// Look returns what the page of a mailed link shows. It changes nothing: mail
// scanners follow links too. A live link to a form that is closed is NotFound;
// who has registered is thanked even when the form has gone.
func (rs *Registrations) Look(ctx context.Context, secret string) (Confirmation, error) {
	link, err := rs.link(ctx, secret)
	if err != nil {
		return Confirmation{}, err
	}
	c := Confirmation{State: link.State, link: link}
	r, err := readRegistration(ctx, rs.DB, link.CustomerID, link.Subject)
	if err != nil {
		return c, err
	}
	c.Email = r.Email
	if link.Live() {
		c.Form, err = openForm(ctx, rs.DB, r.CustomerID, r.FormGUID, r.CreatedAt)
		return c, err
	}
	if c.Form, err = readForm(ctx, rs.DB, r.CustomerID, r.FormGUID); fault.Is(err, fault.NotFound) {
		c.CustomerName, err = db.Value[string](ctx, rs.DB, `select name from customers where id = $1`, r.CustomerID)
	}
	return c, err
}

func (rs *Registrations) link(ctx context.Context, secret string) (mail.Link, error) {
	link, err := rs.Links.Look(ctx, secret)
	if err == nil && link.Kind != mail.RegistrationLink {
		return mail.Link{}, errNotFound
	}
	return link, err
}

// Confirm spends the link of a registration, whose address is proven by that,
// and makes the registration an access request that awaits approval. The link
// counts with the code in the mail, or in the browser that filled in the form.
// Who clicks again gets the same answer.
func (rs *Registrations) Confirm(ctx context.Context, secret, code, nonce string) (Form, error) {
	if _, err := rs.link(ctx, secret); err != nil {
		return Form{}, err
	}
	link, err := rs.Links.Check(ctx, secret, code, nonce)
	if err != nil {
		return rs.again(ctx, secret, err)
	}
	form, err := rs.confirm(ctx, link)
	if fault.Is(err, fault.Conflict) {
		// Somebody invited the same person at this moment: that request is there
		// now, and to be joined.
		form, err = rs.confirm(ctx, link)
	}
	if err != nil {
		return rs.again(ctx, secret, err)
	}
	return form, nil
}

// again answers a click that failed: like the first, if there was one that
// succeeded.
func (rs *Registrations) again(ctx context.Context, secret string, failure error) (Form, error) {
	if !fault.Is(failure, fault.NotFound) {
		return Form{}, failure
	}
	c, err := rs.Look(ctx, secret)
	if err != nil || c.State != mail.Used {
		return Form{}, failure
	}
	return c.Form, nil
}

func (rs *Registrations) confirm(ctx context.Context, link mail.Link) (form Form, err error) {
	err = rs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := oneByOne(ctx, tx, link.CustomerID); err != nil {
			return err
		}
		r, err := readRegistration(ctx, tx, link.CustomerID, link.Subject)
		if err != nil {
			return err
		}
		if form, err = openForm(ctx, tx, r.CustomerID, r.FormGUID, r.CreatedAt); err != nil {
			return err
		}
		if err := rs.Links.Spend(ctx, tx, link); err != nil {
			return err
		}
		if err := takePlace(ctx, tx, &form, r.CreatedAt); err != nil {
			return err
		}
		if err := countForm(ctx, tx, rs.Now(), form.CustomerID, form.GUID, confirmed, 1); err != nil {
			return err
		}
		request, joined, err := rs.request(ctx, tx, &form, &r)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `
			update registrations set confirmed_at = $3, request_guid = $4
			where customer_id = $1 and guid = $2`, r.CustomerID, r.GUID, rs.Now(), request)
		if err != nil {
			return err
		}
		audit.Record(ctx, tx, actor.System(r.CustomerID), r.CustomerID, audit.Event{
			Action: "registration.confirm", Subject: r.GUID,
			Details: map[string]any{"form": form.GUID, "email": r.Email, "request": request, "joined": joined},
		})
		if joined {
			return nil
		}
		if form.settings.AutoApproveInvited {
			if err := autoApprove.Add(ctx, tx, waiting{r.CustomerID, request}); err != nil {
				return err
			}
		}
		return rs.tellAdmins(ctx, tx, &form, &r, request)
	})
	return form, err
}

// oneByOne makes the confirmations of a customer wait for each other. Two
// registrations of one person would otherwise each find no open request, and
// two of one company each make it. SQLite has one writer at a time.
func oneByOne(ctx context.Context, tx *db.Tx, customerID int64) error {
	if tx.Dialect() == db.SQLite {
		return nil
	}
	_, err := db.Value[int64](ctx, tx, `select id from customers where id = $1 for no key update`, customerID)
	return err
}

// request returns the open request that the person has, or makes one.
func (rs *Registrations) request(ctx context.Context, tx *db.Tx, form *Form, r *Registration) (guid string, joined bool, err error) {
	guid, err = db.Value[string](ctx, tx, `
		select guid from access_requests`+led(tx.Dialect(), "access_requests_email")+`
		where customer_id = $1 and email_lower = $2 and status in ('Pending', 'Active')
		order by created_at desc, guid desc limit 1`, r.CustomerID, strings.ToLower(r.Email))
	if !errors.Is(err, db.ErrNone) {
		return guid, true, err
	}
	company, err := rs.company(ctx, tx, r)
	if err != nil {
		return "", false, err
	}
	return rs.Requests.SelfRequested(ctx, tx, SelfRequest{
		CustomerID: r.CustomerID, FormGUID: form.GUID, MakerGUID: form.CreatedBy.GUID, CompanyGUID: company.GUID,
		Email: r.Email, FormalName: r.FormalName, Phone: r.Phone, Message: r.Message, Language: r.Language,
	})
}

// company returns the company that the address belongs to: of several the first
// by name, until the admin who approves picks one. If there is none, it is made
// from the typed name, with the address's domain if that can be a company's.
func (rs *Registrations) company(ctx context.Context, tx *db.Tx, r *Registration) (portfolio.Company, error) {
	domain := portfolio.DomainOf(r.Email)
	found, err := rs.Companies.ByDomain(ctx, tx, r.CustomerID, domain)
	if err != nil {
		return portfolio.Company{}, err
	}
	if len(found) == 0 {
		return rs.Companies.MakeTyped(ctx, tx, actor.System(r.CustomerID), r.CustomerID, r.CompanyName, portfolio.Registrable(domain))
	}
	return slices.MinFunc(found, func(a, b portfolio.Company) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), cmp.Compare(a.GUID, b.GUID))
	}), nil
}

// admin is somebody who decides on registrations.
type admin struct{ guid, email, name, language string }

// tellAdmins notifies and mails the customer's admins, those who belong to its
// parent included, that somebody waits for their decision.
func (rs *Registrations) tellAdmins(ctx context.Context, tx *db.Tx, form *Form, r *Registration, request string) error {
	now := rs.Now()
	admins, err := db.All(ctx, tx, func(a *admin) []any { return []any{&a.guid, &a.email, &a.name, &a.language} }, `
		select u.guid, u.email, u.formal_name, u.language
		from memberships m join users u on u.guid = m.user_guid join customers h on h.id = u.customer_id
		where m.customer_id = $1 and m.role = $2 and h.is_active and not u.is_service
			and `+tenant.Within("m.customer_id", "u.customer_id")+`
			and u.is_active and u.deleted_at is null and (u.expires_at is null or u.expires_at >= $3)
			and exists (select 1 from accesses a where a.customer_id = m.customer_id and a.user_guid = u.guid)
		order by u.email_lower`, r.CustomerID, string(actor.Admin), now.Format(time.DateOnly))
	if err != nil {
		return err
	}
	for _, a := range admins {
		if err := identity.Notify(ctx, tx, now, awaits(r, a.guid, request)); err != nil {
			return err
		}
		if _, err := mail.Queue(ctx, tx, now, mail.Message{
			CustomerID: r.CustomerID, To: mail.Address{Name: a.name, Email: a.email}, Language: a.language, RequestGUID: request,
			Content: mail.RegistrationReceived{
				FormName: form.Name, PersonName: r.FormalName, Email: r.Email, CompanyName: r.CompanyName, RequestGUID: request,
			},
		}); err != nil {
			return err
		}
	}
	return nil
}

// awaits is the notification that goes with a mail about a registration.
func awaits(r *Registration, user, request string) identity.Notification {
	who := mail.CleanName(r.FormalName)
	return identity.Notification{
		CustomerID: r.CustomerID, UserGUID: user, Type: identity.Collaboration, Status: identity.Success, Path: "/outbox/" + request,
		Subject: "A registration awaits a decision",
		Text:    who + " (" + r.Email + ") registered for " + mail.CleanName(r.CompanyName) + " and confirmed the address.",
	}
}

// OfRequest returns what was typed into the forms that led to a request, the
// first form first: what its reader, who sees the request, decides by.
func (rs *Registrations) OfRequest(ctx context.Context, by actor.Actor, request string) ([]Registration, error) {
	if _, err := rs.Requests.One(ctx, by, request); err != nil {
		return nil, err
	}
	return db.All(ctx, rs.DB, (*Registration).fields, `
		select `+registrationColumns+` from registrations g
		where g.customer_id = $1 and g.request_guid = $2
		order by g.confirmed_at, g.guid`, by.CustomerID, request)
}
