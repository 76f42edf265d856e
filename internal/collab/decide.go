package collab

import (
	"context"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

func (rs *Requests) decide(ctx context.Context, tx *db.Tx, by actor.Actor, r *Request, d Decision, company string) error {
	if err := r.refuse(d.action(), rs.Now()); err != nil {
		return err
	}
	switch d {
	case Approve:
		if company != "" && company != r.CompanyGUID {
			if err := rs.choose(ctx, tx, by, r, company); err != nil {
				return err
			}
		}
		return rs.approve(ctx, tx, by, r)
	case Reject:
		return rs.reject(ctx, tx, by, r)
	default:
		return rs.resolve(ctx, tx, by, r)
	}
}

// choose moves a registration to another company that the address belongs to.
func (rs *Requests) choose(ctx context.Context, tx *db.Tx, by actor.Actor, r *Request, guid string) error {
	company, err := portfolio.Seen(ctx, tx, by, guid)
	if err != nil {
		return err
	}
	ok, err := rs.Companies.HasDomain(ctx, tx, r.CustomerID, guid, domainOf(r.EmailLower))
	if err != nil {
		return err
	}
	if !ok {
		return fault.Field("requestee_company_guid", "the registered address is unrelated to this company")
	}
	_, err = tx.Exec(ctx, `
		update access_requests set company_guid = $3, rating = $4, rating_date = $5
		where customer_id = $1 and guid = $2 and status = 'Pending' and awaiting = 'approval'`,
		r.CustomerID, r.GUID, guid, company.Rating, company.RatingDate)
	if db.IsUnique(err) {
		return errOpen
	}
	r.CompanyGUID = guid
	return err
}

// approve sends the invitation of a registration. From then on the approver is
// its requester.
func (rs *Requests) approve(ctx context.Context, tx *db.Tx, by actor.Actor, r *Request) error {
	if err := rs.inviteRegistered(ctx, tx, by, r); err != nil {
		return err
	}
	audit.Record(ctx, tx, by, r.CustomerID, audit.Event{Action: "access_request.approve", Subject: r.GUID})
	return nil
}

// inviteRegistered sends the invitation of a registration in the name of sender.
func (rs *Requests) inviteRegistered(ctx context.Context, tx *db.Tx, sender actor.Actor, r *Request) error {
	n, err := tx.Exec(ctx, `
		update access_requests set awaiting = 'answer', requester_guid = $3
		where customer_id = $1 and guid = $2 and status = 'Pending' and awaiting = 'approval'`,
		r.CustomerID, r.GUID, sender.UserGUID)
	if err != nil {
		return err
	}
	if n == 0 {
		return r.obstruct(NoRegistration)
	}
	if r.FormGUID != nil {
		if err := countForm(ctx, tx, rs.Now(), r.CustomerID, *r.FormGUID, approved, 1); err != nil {
			return err
		}
	}
	customer, err := tenant.Read(ctx, tx, r.CustomerID)
	if err != nil {
		return err
	}
	return rs.send(ctx, tx, sender, &customer, r)
}

func (rs *Requests) reject(ctx context.Context, tx *db.Tx, by actor.Actor, r *Request) error {
	n, err := tx.Exec(ctx, `
		update access_requests set status = 'Rejected', awaiting = null
		where customer_id = $1 and guid = $2 and status = 'Pending' and awaiting = 'approval'`,
		r.CustomerID, r.GUID)
	if err != nil {
		return err
	}
	if n == 0 {
		return r.obstruct(NoRegistration)
	}
	audit.Record(ctx, tx, by, r.CustomerID, audit.Event{Action: "access_request.reject", Subject: r.GUID})
	if silent, err := refusedEverywhere(ctx, tx, r); err != nil || silent {
		return err
	}
	customer, err := tenant.Read(ctx, tx, r.CustomerID)
	if err != nil {
		return err
	}
	_, err = mail.Queue(ctx, tx, rs.Now(), mail.Message{
		CustomerID: r.CustomerID, Language: r.writtenIn(&customer), To: mail.Address{Name: r.FormalName, Email: r.Email}, RequestGUID: r.GUID,
		Content: mail.RegistrationRejected{CustomerName: by.CustomerName, RecipientName: r.FormalName},
	})
	return err
}

// resolve closes a collaboration: an invitation loses its link, an access that
// was given runs on.
func (rs *Requests) resolve(ctx context.Context, tx *db.Tx, by actor.Actor, r *Request) error {
	n, err := tx.Exec(ctx, `
		update access_requests
		set status = 'Resolved', awaiting = null, can_resend = $3, resolved_at = $4, resolved_by = $5, resolved_by_name = $6
		where customer_id = $1 and guid = $2 and status in ('Pending', 'Active', 'Never', 'Inactive')`,
		r.CustomerID, r.GUID, false, rs.Now(), by.UserGUID, by.FormalName)
	if err != nil {
		return err
	}
	if n == 0 {
		return r.obstruct(IsClosed)
	}
	audit.Record(ctx, tx, by, r.CustomerID, audit.Event{
		Action: "access_request.resolve", Subject: r.GUID, Details: map[string]any{"from": r.Status},
	})
	if err := closeAsks(ctx, tx, rs.Now(), subject{r.CustomerID, r.GUID}); err != nil {
		return err
	}
	return rs.Links.Kill(ctx, tx, r.CustomerID, mail.InvitationLink, r.GUID)
}
