package collab

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"gatehouse/internal/audit"
	"gatehouse/internal/db"
)

// render writes the document of a request anew, and the recipient's: the last
// step of every change of a request.
func (rs *Requests) render(ctx context.Context, tx *db.Tx, customerID int64, guid string) (Request, error) {
	r, n, err := read(ctx, tx, customerID, guid)
	if err != nil {
		return r, fmt.Errorf("read request %s: %w", guid, err)
	}
	err = rs.keep(ctx, tx, &r, &n, false)
	return r, err
}

// keep writes what follows from a request that was read, and the state of its mail
// if that has changed, too. SQLite writes the entries of an index anew when its
// columns are named, whether or not they change: those that stay are not.
func (rs *Requests) keep(ctx context.Context, tx *db.Tx, r *Request, n *names, mailToo bool) error {
	r.Version++
	d, err := rs.derive(r, n)
	if err != nil {
		return err
	}
	var w db.Where
	w.And(`customer_id = ?`, r.CustomerID)
	w.And(`guid = ?`, r.GUID)
	set := `document = ` + w.Arg(string(r.Document)) + `, version = ` + w.Arg(r.Version)
	if mailToo {
		set += `, mail_status = ` + w.Arg(r.MailStatus)
	}
	if d.search != n.search || d.company != n.lowerCompany || d.email != n.lowerEmail {
		set += `, company_name = ` + w.Arg(d.company) + `, shown_email = ` + w.Arg(d.email) + `, search = ` + w.Arg(d.search)
	}
	err = tx.Later(ctx, `update access_requests set `+set+w.String(), w.Args()...)
	audit.Changed(tx, r.CustomerID, r.GUID)
	if err == nil && d.search != n.search {
		err = respell(ctx, tx, r, n.search, d.search)
	}
	if err == nil && n.colleagues > 0 {
		err = rs.renderColleagues(ctx, tx, r, d.inbox)
	}
	if err != nil || r.RecipientCID == nil {
		return err
	}
	// Only what shows moves the recipient's version: that a sender wrote a note is
	// not to be told from it.
	changed, err := tx.Exec(ctx, `
		insert into received (customer_id, user_guid, request_guid, sender_customer_id, created_at, document)
		values ($1, $2, $3, $4, $5, $6)
		on conflict (customer_id, user_guid, request_guid) do update set document = excluded.document, version = received.version + 1
		where received.document <> excluded.document`,
		*r.RecipientCID, *r.RecipientGUID, r.GUID, r.CustomerID, r.CreatedAt, d.inbox)
	if err == nil && changed > 0 {
		audit.Touch(ctx, tx, *r.RecipientCID, audit.Requests)
	}
	return err
}

// renderColleagues gives the recipient's document to its colleagues, too.
func (rs *Requests) renderColleagues(ctx context.Context, tx *db.Tx, r *Request, document string) error {
	homes, err := db.Column[int64](ctx, tx, `
		insert into received (customer_id, user_guid, request_guid, sender_customer_id, created_at, document)
		select k.recipient_customer_id, k.user_guid, k.request_guid, k.customer_id, cast($3 as timestamp), cast($4 as text)
		from request_colleagues k where k.customer_id = $1 and k.request_guid = $2 and k.user_guid is not null
		on conflict (customer_id, user_guid, request_guid) do update set document = excluded.document, version = received.version + 1
		where received.document <> excluded.document
		returning customer_id`, r.CustomerID, r.GUID, r.CreatedAt, document)
	for _, id := range homes {
		audit.Touch(ctx, tx, id, audit.Requests)
	}
	return err
}

// derived is what is kept beside a request's document and follows from it.
type derived struct {
	company, email, search string
	inbox                  string // the recipient's document, if one is bound
	runs                   bool   // the access does, or its end is still to be shown
}

// derive makes the documents of a request from it and the names in it.
func (rs *Requests) derive(r *Request, n *names) (d derived, err error) {
	doc := rs.document(r, n)
	if r.Document, err = encode(doc); err != nil {
		return d, err
	}
	d = derived{company: strings.ToLower(doc.RequesteeCompanyName), email: strings.ToLower(doc.RequesteeEmail), search: searchable(doc)}
	d.runs = r.Status == Active || r.Status == Resolved && r.accessRuns(rs.Now())
	if r.RecipientCID != nil || n.colleagues > 0 {
		d.inbox, err = rs.inboxDocument(doc)
	}
	return d, err
}

func (rs *Requests) document(r *Request, n *names) *Document {
	d := &Document{
		GUID: r.GUID, CCs: r.CCs,
		RequesterGUID: r.RequesterGUID, RequesterEmail: n.email, RequesterFirstName: n.first, RequesterLastName: n.last,
		RequesterFriendlyName: cmp.Or(n.friendly, n.first), RequesterFormalName: n.formal,
		RequesterCompanyGUID: n.ownCompanyGUID, RequesterCompanyName: n.ownCompany,
		RequesterCustomerGUID: n.customerGUID, RequesterCustomerName: n.customer,
		RequesteePhone: r.Phone, RequesteeCompanyGUID: r.CompanyGUID, RequesteeCompanyName: n.company,
		RequesteeTOSDate: day(r.AcceptedAt), Message: r.Message, Notes: r.Notes,
		CreatedDate: r.CreatedAt.Format(time.DateOnly), CreatedTime: r.CreatedAt.Format("2006-01-02T15:04:05Z"),
		EmailSentDate: day(r.EmailSentAt), CanResendEmail: r.CanResend, HubspotStatus: r.HubspotStatus,
		Status: r.Status, IsReal: r.IsReal,
		HasSharedObservations: r.FindingsCount > 0, SharedObservations: r.FindingsCount,
		HasPreferredContact: n.preferred, HasPreferredContacts: n.preferred,
		InvitationDuration: InvitationDays, TrialDuration: r.TrialDays, Reason: r.Reason,
		Context:      documentContext{Date: r.RatingDate, Rating: r.Rating, RiskVectors: []documentVector{}},
		ResolvedDate: day(r.ResolvedAt), RecipientAccess: "inactive", ThirdParties: r.ThirdParties,
		Awaiting: r.Awaiting, AccessEndDate: day(r.AccessEndsAt), SentCount: r.SentCount, MailStatus: r.MailStatus,
		Link: rs.reachedAt(r) + outboxPath + r.GUID,
	}
	if r.Awaiting != nil && *r.Awaiting == Answer {
		d.ExpiresDate = day(r.WindowEndsAt)
	}
	if d.ThirdParties == nil {
		d.ThirdParties = Parties{}
	}
	if r.RecipientGUID != nil {
		d.RequesteeLastLogin = r.LastLogin
		if r.accessRuns(rs.Now()) {
			d.RecipientAccess = "active"
		}
	}
	if !r.NameHidden {
		d.RequesteeFormalName, d.RequesteeFriendlyName = r.FormalName, r.FriendlyName
		d.RequesteeFirstName, d.RequesteeLastName = firstLast(r.FormalName)
	}
	if !r.EmailHidden {
		d.RequesteeEmail = r.Email
	}
	for _, f := range n.forwards {
		f = f.shown()
		d.Forwards = append(d.Forwards, documentPass{f.At.UTC().Format(time.DateOnly), f.FromName, f.FromEmail, f.ToName, f.ToEmail})
	}
	for _, v := range r.Vectors {
		dv := documentVector{Grade: v.Grade}
		dv.RiskVector.Slug = v.Slug
		d.Context.RiskVectors = append(d.Context.RiskVectors, dv)
	}
	if r.ResolvedBy != nil && r.ResolvedByName != nil {
		d.ResolvedBy = &documentPerson{*r.ResolvedBy, *r.ResolvedByName}
	}
	return d
}

const outboxPath = "/outbox/"

// reachedAt is where people reach this server. A command that was not told leaves
// it as the document has it.
func (rs *Requests) reachedAt(r *Request) string {
	var was struct {
		Link string `json:"link"`
	}
	if rs.PublicURL != "" || json.Unmarshal([]byte(r.Document), &was) != nil {
		return rs.PublicURL
	}
	return strings.TrimSuffix(was.Link, outboxPath+r.GUID)
}

// accessRuns reports whether the recipient has access at the given time.
func (r *Request) accessRuns(now time.Time) bool {
	return r.AccessEndsAt != nil && r.AccessEndsAt.After(now)
}

// inboxDocument is what the recipient sees: no notes, and its own page.
func (rs *Requests) inboxDocument(doc *Document) (string, error) {
	d := *doc
	d.Notes, d.Link = nil, strings.TrimSuffix(d.Link, outboxPath+d.GUID)+"/inbox/"+d.GUID
	text, err := encode(&d)
	return string(text), err
}

// encode writes a document as it is answered: on one line, an & in a name as it is.
func encode(d *Document) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(d)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

func day(t *time.Time) *string {
	if t == nil {
		return nil
	}
	s := t.UTC().Format(time.DateOnly)
	return &s
}
