package collab

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"

	"gatehouse/internal/audit"
	"gatehouse/internal/db"
)

// Document is a request as outbox and inbox answer it: the fields of the
// document "GET: Collaboration Outbox", in its order, then those that Gatehouse
// adds. It is written with the row, so that a list only copies text.
type Document struct {
	GUID                  string          `json:"guid"`
	CCs                   *string         `json:"ccs"`
	RequesterGUID         string          `json:"requester_guid"`
	RequesterEmail        string          `json:"requester_email"`
	RequesteeFirstName    string          `json:"requestee_first_name"`
	RequesteeLastName     string          `json:"requestee_last_name"`
	RequesterFirstName    string          `json:"requester_first_name"`
	RequesterLastName     string          `json:"requester_last_name"`
	RequesterFriendlyName string          `json:"requester_friendly_name"`
	RequesterFormalName   string          `json:"requester_formal_name"`
	RequesterCompanyGUID  string          `json:"requester_company_guid"`
	RequesterCompanyName  string          `json:"requester_company_name"`
	RequesterCustomerGUID string          `json:"requester_customer_guid"`
	RequesterCustomerName string          `json:"requester_customer_name"`
	RequesteeFriendlyName string          `json:"requestee_friendly_name"`
	RequesteeFormalName   string          `json:"requestee_formal_name"`
	RequesteeEmail        string          `json:"requestee_email"`
	RequesteePhone        string          `json:"requestee_phone"`
	RequesteeCompanyGUID  string          `json:"requestee_company_guid"`
	RequesteeCompanyName  string          `json:"requestee_company_name"`
	RequesteeTOSDate      *string         `json:"requestee_tos_date"`
	RequesteeLastLogin    *string         `json:"requestee_last_login"`
	Message               string          `json:"message"`
	Notes                 *string         `json:"notes"`
	CreatedDate           string          `json:"created_date"`
	CreatedTime           string          `json:"created_time"`
	EmailSentDate         *string         `json:"email_sent_date"`
	CanResendEmail        bool            `json:"can_resend_email"`
	HubspotStatus         string          `json:"hubspot_status"`
	Status                Status          `json:"status"`
	IsReal                bool            `json:"is_real"`
	HasSharedObservations bool            `json:"has_shared_observations"`
	HasPreferredContact   bool            `json:"has_preferred_contact"`
	SharedObservations    int64           `json:"shared_observations_count"`
	InvitationDuration    int             `json:"invitation_duration"`
	TrialDuration         int64           `json:"trial_duration"`
	Reason                Reason          `json:"reason"`
	Context               documentContext `json:"context"`
	ResolvedBy            *documentPerson `json:"resolved_by"`
	ResolvedDate          *string         `json:"resolved_date"`
	RecipientAccess       string          `json:"recipient_customer_access"`
	ThirdParties          Parties         `json:"third_parties"`
	HasPreferredContacts  bool            `json:"has_preferred_contacts"`
	Awaiting              *Awaiting       `json:"awaiting"`
	ExpiresDate           *string         `json:"expires_date"`
	AccessEndDate         *string         `json:"access_end_date"`
	SentCount             int64           `json:"sent_count"`
	MailStatus            *string         `json:"mail_status"`
	Link                  string          `json:"link"`
}

type documentContext struct {
	Date        *string          `json:"date"`
	Rating      *int64           `json:"rating"`
	RiskVectors []documentVector `json:"risk_vectors"`
}

type documentVector struct {
	RiskVector struct {
		Slug string `json:"slug"`
	} `json:"risk_vector"`
	Grade *string `json:"grade"`
}

type documentPerson struct {
	GUID       string `json:"guid"`
	FormalName string `json:"formal_name"`
}

// names are what a document shows of others: snapshots, refreshed by a job.
type names struct {
	email, first, last, friendly, formal string // of the requester
	customerGUID, customer               string
	ownCompanyGUID, ownCompany           string
	company                              string
	preferred                            bool
	search                               string // as it was written last
}

const (
	senderColumns = `coalesce(u.email, ''), coalesce(u.firstname, ''), coalesce(u.lastname, ''),
		coalesce(u.friendly_name, ''), coalesce(u.formal_name, ''),
		cu.guid, cu.name, cu.company_guid, cu.company_name`

	companyColumns = `co.name,
		exists (select 1 from contacts p where p.customer_id = co.customer_id and p.company_guid = co.guid and p.is_preferred)`

	nameColumns = senderColumns + `, ` + companyColumns
)

// sender returns where to scan the requester and its customer.
func (n *names) sender() []any {
	return []any{
		&n.email, &n.first, &n.last, &n.friendly, &n.formal,
		&n.customerGUID, &n.customer, &n.ownCompanyGUID, &n.ownCompany,
	}
}

func (n *names) fields() []any { return append(n.sender(), &n.company, &n.preferred) }

// read returns a request with the names that its document shows.
func read(ctx context.Context, c db.Conn, customerID int64, guid string) (Request, names, error) {
	type row struct {
		Request
		names
	}
	one, err := db.One(ctx, c, func(x *row) []any {
		return append(append(x.Request.fields(), x.names.fields()...), &x.search)
	}, `
		select `+columns+`, `+nameColumns+`, r.search
		from access_requests r
		join customers cu on cu.id = r.customer_id
		join companies co on co.customer_id = r.customer_id and co.guid = r.company_guid
		left join users u on u.guid = r.requester_guid
		where r.customer_id = $1 and r.guid = $2`, customerID, guid)
	return one.Request, one.names, err
}

// render writes the document of a request anew, and the recipient's: the last
// step of every change of a request.
func (rs *Requests) render(ctx context.Context, tx *db.Tx, customerID int64, guid string) (Request, error) {
	r, n, err := read(ctx, tx, customerID, guid)
	if err != nil {
		return r, fmt.Errorf("read request %s: %w", guid, err)
	}
	r.Version++
	d, err := rs.derive(&r, &n)
	if err != nil {
		return r, err
	}
	_, err = tx.Exec(ctx, `
		update access_requests set document = $3, version = $4, company_name = $5, shown_email = $6, search = $7
		where customer_id = $1 and guid = $2`,
		customerID, guid, string(r.Document), r.Version, d.company, d.email, d.search)
	if err == nil && d.search != n.search {
		err = respell(ctx, tx, &r, n.search, d.search)
	}
	if err != nil || r.RecipientCID == nil {
		return r, err
	}
	// Only what shows moves the recipient's version: that a sender wrote a note is
	// not to be told from it.
	changed, err := tx.Exec(ctx, `
		insert into received (customer_id, user_guid, request_guid, sender_customer_id, created_at, document)
		values ($1, $2, $3, $4, $5, $6)
		on conflict (customer_id, user_guid, request_guid) do update set document = excluded.document, version = received.version + 1
		where received.document <> excluded.document`,
		*r.RecipientCID, *r.RecipientGUID, guid, customerID, r.CreatedAt, d.inbox)
	if err == nil && changed > 0 {
		audit.Touch(ctx, tx, *r.RecipientCID, audit.Requests)
	}
	return r, err
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
	if r.RecipientCID != nil {
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
		Link: rs.PublicURL + "/outbox/" + r.GUID,
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

// accessRuns reports whether the recipient has access at the given time.
func (r *Request) accessRuns(now time.Time) bool {
	return r.AccessEndsAt != nil && r.AccessEndsAt.After(now)
}

// inboxDocument is what the recipient sees: no notes, and its own page.
func (rs *Requests) inboxDocument(doc *Document) (string, error) {
	d := *doc
	d.Notes, d.Link = nil, rs.PublicURL+"/inbox/"+d.GUID
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

// searchable returns the words of what a document shows of the recipient, each
// after a space: a word is found by how it begins.
func searchable(d *Document) string {
	var b strings.Builder
	seen := make(map[string]bool)
	for _, text := range []string{d.RequesteeFormalName, d.RequesteeFriendlyName, d.RequesteeEmail, d.RequesteeCompanyName} {
		for _, w := range words(text) {
			if !seen[w] {
				seen[w] = true
				b.WriteString(" " + w)
			}
		}
	}
	return b.String()
}

// words returns the words of a text in lower case: as they are written, and
// their parts between signs.
func words(text string) []string {
	text = strings.ToLower(text)
	return append(strings.Fields(text), strings.FieldsFunc(text, func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c)
	})...)
}

// notFound turns an absent row into a fault.
func notFound(err error) error {
	if errors.Is(err, db.ErrNone) {
		return errNotFound
	}
	return err
}
