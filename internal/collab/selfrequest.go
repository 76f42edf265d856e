package collab

import (
	"context"
	"errors"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/mail"
	"gatehouse/internal/tenant"
)

// SelfRequest is a registration whose address is proven.
type SelfRequest struct {
	CustomerID  int64
	FormGUID    string
	MakerGUID   string // of the form: the requester until somebody approves
	CompanyGUID string
	Email       string
	FormalName  string
	Phone       string
	Message     string
	Language    string // of the page that was filled in
}

// SelfRequested makes a registration an access request that awaits approval. One
// by somebody who has an open request at the company joins it, silently.
func (rs *Requests) SelfRequested(ctx context.Context, tx *db.Tx, s SelfRequest) (guid string, joined bool, err error) {
	email := strings.ToLower(s.Email)
	guid, err = db.Value[string](ctx, tx, `
		select guid from access_requests
		where customer_id = $1 and company_guid = $2 and email_lower = $3 and status in ('Pending', 'Active')`,
		s.CustomerID, s.CompanyGUID, email)
	if !errors.Is(err, db.ErrNone) {
		return guid, err == nil, err
	}
	customer, err := tenant.Read(ctx, tx, s.CustomerID)
	if err != nil {
		return "", false, err
	}
	now, awaiting, form := rs.Now(), Approval, s.FormGUID
	r := Request{
		CustomerID: s.CustomerID, GUID: db.NewIDAt(now), CreatedAt: now, Status: Pending, Awaiting: &awaiting,
		Reason: SelfRequested, RequesterGUID: s.MakerGUID, CompanyGUID: s.CompanyGUID,
		Email: s.Email, EmailLower: email, FormalName: s.FormalName, FriendlyName: s.FormalName, Phone: s.Phone,
		Message: mail.CleanText(s.Message), TrialDays: int64(customer.Settings.TrialDays()),
		IsReal: customer.Kind != tenant.PartnerDemo, FormGUID: &form, Language: s.Language,
	}
	around, err := lookAround(ctx, tx, actor.System(s.CustomerID), &r)
	if err != nil {
		return "", false, err
	}
	r.Rating, r.RatingDate, r.HubspotStatus = around.rating, around.ratingDate, around.hubspot()
	if err := rs.insert(ctx, tx, &r, &around, nil); err != nil {
		return "", false, err
	}
	audit.Record(ctx, tx, actor.System(s.CustomerID), s.CustomerID, audit.Event{
		Action: "access_request.register", Subject: r.GUID,
		Details: map[string]any{"form": s.FormGUID, "company": s.CompanyGUID, "email": s.Email},
	})
	audit.Touch(ctx, tx, s.CustomerID, audit.Requests)
	return r.GUID, false, nil
}
