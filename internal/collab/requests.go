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

// Requests is the collection of access requests: every customer's outbox.
type Requests struct {
	DB        *db.DB
	Now       func() time.Time // db.Now but in tests
	Links     *mail.Links
	PublicURL string                      // without a slash at its end
	Clock     func(context.Context) error // what is wrong with the wall clock; nil trusts it
	Index     *Index                      // that answers pages of the outbox; nil asks the database for all

	Customers *tenant.Customers
	Users     *identity.Users
	Companies *portfolio.Companies
	Contacts  *portfolio.Contacts
	Findings  *portfolio.Findings

	most int // rows that are sorted; 0: as many as is fast
}

var errNotFound = fault.New(fault.NotFound, "Not found.")

// Create invites people, all of them or none: for each it keeps the request,
// queues two mails and records who sent it. The requests come back in the
// order of the drafts.
func (rs *Requests) Create(ctx context.Context, by actor.Actor, drafts []Draft) ([]Request, error) {
	if err := by.Need(actor.RequestsRW); err != nil {
		return nil, err
	}
	for i := range drafts {
		if err := drafts[i].check(); err != nil {
			return nil, at(i, len(drafts), err)
		}
	}
	var made []Request
	err := rs.DB.Tx(ctx, func(tx *db.Tx) error {
		made = made[:0]
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		customer, err := tenant.Read(ctx, tx, by.CustomerID)
		if err != nil {
			return err
		}
		for i := range drafts {
			r, err := rs.create(ctx, tx, by, &customer, drafts[i])
			if err == nil && len(drafts) > 1 {
				err = tx.Settle(ctx) // what fails is to be told of its own item
			}
			if err != nil {
				return at(i, len(drafts), err)
			}
			made = append(made, r)
		}
		return nil
	})
	return made, err
}

// at says which of several drafts a failure is about.
func at(i, n int, err error) error {
	f := fault.Of(err)
	if n == 1 || f.Kind == fault.Internal {
		return err
	}
	return f.Retold("Item %d of %d: %s", i+1, n, f.Text(""))
}

func (rs *Requests) create(ctx context.Context, tx *db.Tx, by actor.Actor, customer *tenant.Customer, d Draft) (Request, error) {
	r, around, err := rs.compose(ctx, tx, by, customer, &d)
	if err != nil {
		return r, err
	}
	return rs.invite(ctx, tx, by, customer, r, &around, d.FindingIDs)
}

// invite keeps a request that was composed, and sends it. It, or what is asked of the
// transaction next, may answer errOpen, and then nothing is kept.
func (rs *Requests) invite(
	ctx context.Context, tx *db.Tx, by actor.Actor, customer *tenant.Customer, r Request, around *around, findingIDs []string,
) (Request, error) {
	r.open(r.CreatedAt)
	if err := rs.insert(ctx, tx, &r, around, findingIDs); err != nil {
		return r, err
	}
	if err := rs.post(ctx, tx, by, customer, &r, posting{company: around.company, silent: around.silent, isFirst: true}); err != nil {
		return r, err
	}
	audit.Record(ctx, tx, by, r.CustomerID, audit.Event{
		Action: "access_request.create", Subject: r.GUID,
		Details: map[string]any{"company": r.CompanyGUID, "email": r.Email, "reason": r.Reason, "trial_duration": r.TrialDays},
	})
	audit.Touch(ctx, tx, r.CustomerID, audit.Requests)
	return r, nil
}

// compose makes the row of a draft: who and what it names must exist, be
// visible to the sender and belong together.
func (rs *Requests) compose(ctx context.Context, tx *db.Tx, by actor.Actor, customer *tenant.Customer, d *Draft) (Request, around, error) {
	now := rs.Now()
	answer := Answer
	r := Request{
		CustomerID: by.CustomerID, GUID: db.NewIDAt(now), CreatedAt: now, Status: Pending, Awaiting: &answer,
		Reason: Reason(d.Reason), RequesterGUID: by.UserGUID, CompanyGUID: d.CompanyGUID,
		Email: d.Email, FormalName: d.FormalName, FriendlyName: d.FriendlyName, Phone: d.Phone,
		Message: mail.CleanText(d.Message), Notes: d.Notes, ThirdParties: d.ThirdParties, Language: d.Language,
		TrialDays: d.TrialDays, IsReal: by.IsReal(), FindingsCount: int64(len(d.FindingIDs)),
	}
	if r.TrialDays == 0 {
		r.TrialDays = int64(customer.Settings.TrialDays())
	}
	unnamed := rs.addressee(ctx, tx, &r)
	if unnamed != nil && fault.Is(unnamed, fault.Internal) {
		return r, around{}, unnamed
	}
	a, err := lookAround(ctx, tx, by, &r)
	switch {
	case err != nil:
		return r, a, err
	case unnamed != nil: // said only to who sees the company
		return r, a, unnamed
	case !a.isCompanys:
		return r, a, fault.Field("requestee_email", "Email is unrelated to this company")
	}
	r.Rating, r.RatingDate, r.HubspotStatus = a.rating, a.ratingDate, a.hubspot()
	for _, slug := range d.Vectors {
		v := Vector{Slug: slug}
		if grade, ok := a.grades[slug]; ok {
			v.Grade = &grade
		}
		r.Vectors = append(r.Vectors, v)
	}
	if err := rs.copies(ctx, tx, by, customer, &r, d.CCs); err != nil {
		return r, a, err
	}
	if err := rs.known(ctx, tx, by, r.CompanyGUID, d.FindingIDs); err != nil {
		return r, a, err
	}
	if a.wantsNoMore {
		return r, a, errWantsNoMore
	}
	return r, a, nil
}

// known refuses findings that are not the company's.
func (rs *Requests) known(ctx context.Context, tx *db.Tx, by actor.Actor, companyGUID string, ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	known, err := rs.Findings.Known(ctx, tx, by, companyGUID, ids)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if _, ok := known[id]; !ok {
			return fault.Field("rolledup_observation_ids", "has one that is not a finding of this company")
		}
	}
	return nil
}

// insert keeps the row, whole: what follows from it is not written after it. One
// person at one company has one open request: the unique index decides, also between
// two senders at the same moment. The answer, which may be errOpen, comes with what
// is asked of the transaction next.
func (rs *Requests) insert(ctx context.Context, tx *db.Tx, r *Request, around *around, findingIDs []string) error {
	r.Version = 1
	d, err := rs.derive(r, &around.names)
	if err != nil {
		return err
	}
	err = tx.Insist(ctx, db.Refusal{Is: db.IsUnique, Err: errOpen}, `
		insert into access_requests (customer_id, guid, created_at, status, awaiting, reason, requester_guid, company_guid,
			email, email_lower, formal_name, friendly_name, phone, name_hidden, email_hidden, message, notes, ccs, third_parties,
			trial_days, rating, rating_date, vectors, findings_count, is_real, hubspot_status, form_guid,
			sent_count, email_sent_at, window_ends_at, mail_status, document, company_name, shown_email, search, language)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
			$20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36)`,
		r.CustomerID, r.GUID, r.CreatedAt, r.Status, r.Awaiting, r.Reason, r.RequesterGUID, r.CompanyGUID,
		r.Email, r.EmailLower, r.FormalName, r.FriendlyName, r.Phone, r.NameHidden, r.EmailHidden, r.Message, r.Notes, r.CCs,
		asJSON(r.ThirdParties), r.TrialDays, r.Rating, r.RatingDate, asJSON(r.Vectors), r.FindingsCount,
		r.IsReal, r.HubspotStatus, r.FormGUID, r.SentCount, r.EmailSentAt, r.WindowEndsAt, r.MailStatus,
		string(r.Document), d.company, d.email, d.search, r.Language)
	if err != nil {
		return err
	}
	audit.Changed(tx, r.CustomerID, r.GUID)
	for _, v := range r.Vectors {
		err := tx.Later(ctx, `insert into request_vectors (customer_id, slug, created_at, request_guid) values ($1, $2, $3, $4)`,
			r.CustomerID, v.Slug, r.CreatedAt, r.GUID)
		if err != nil {
			return err
		}
	}
	if err := respell(ctx, tx, r, "", d.search); err != nil {
		return err
	}
	return share(ctx, tx, r, findingIDs)
}

// errOpen does not name the person: the address may be the contact's, and hidden.
var errOpen = fault.New(fault.Conflict, "This person has an open request at this company already.")
