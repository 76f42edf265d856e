// Package collab is the work with people outside: access requests with their
// states and documents, the inbox of who is asked, and the forms through which
// clients register.
package collab

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"gatehouse/internal/db"
)

// Request is an invitation of one person at one company to collaborate.
type Request struct {
	CustomerID     int64
	GUID           string
	CreatedAt      time.Time
	Status         Status
	Awaiting       *Awaiting
	Reason         Reason
	RequesterGUID  string
	CompanyGUID    string
	Email          string
	EmailLower     string
	FormalName     string
	FriendlyName   string
	Phone          string
	NameHidden     bool // it came from the preferred contact: blank until acceptance
	EmailHidden    bool
	Message        string
	Notes          *string
	CCs            *string // comma-separated addresses
	ThirdParties   Parties
	TrialDays      int64
	Rating         *int64
	RatingDate     *string
	Vectors        Vectors
	FindingsCount  int64
	IsReal         bool
	HubspotStatus  string
	FormGUID       *string
	SentCount      int64
	EmailSentAt    *time.Time
	CanResend      bool
	WindowEndsAt   *time.Time
	MailStatus     *string // queued, sent, refused
	AcceptedAt     *time.Time
	AccessEndsAt   *time.Time
	RecipientCID   *int64
	RecipientGUID  *string
	LastLogin      *string // YYYY-MM-DD
	DeclinedWhy    *string
	RevokedWhy     *string
	ResolvedAt     *time.Time
	ResolvedBy     *string
	ResolvedByName *string
	OpenedAt       *time.Time // the recipient's first click on a link, with its code
	AnsweredAt     *time.Time // accepted or declined, by the recipient
	ForwardCount   int64      // how often its recipients passed it on
	Language       string     // of its mails; "" is the customer's
	LeftAt         *time.Time // the recipient ended its access itself
	LeftWhy        *string
	Version        int64
	Document       []byte // the outbox's answer
}

const columns = `r.customer_id, r.guid, r.created_at, r.status, r.awaiting, r.reason, r.requester_guid, r.company_guid,
	r.email, r.email_lower, r.formal_name, r.friendly_name, r.phone, r.name_hidden, r.email_hidden,
	r.message, r.notes, r.ccs, r.third_parties, r.trial_days, r.rating, r.rating_date, r.vectors, r.findings_count,
	r.is_real, r.hubspot_status, r.form_guid, r.sent_count, r.email_sent_at, r.can_resend, r.window_ends_at, r.mail_status,
	r.accepted_at, r.access_ends_at, r.recipient_customer_id, r.recipient_guid, r.last_login, r.declined_why, r.revoked_why,
	r.resolved_at, r.resolved_by, r.resolved_by_name, r.opened_at, r.answered_at, r.forward_count, r.language,
	r.left_at, r.left_why, r.version, r.document`

func (r *Request) fields() []any {
	return []any{
		&r.CustomerID, &r.GUID, &r.CreatedAt, &r.Status, &r.Awaiting, &r.Reason, &r.RequesterGUID, &r.CompanyGUID,
		&r.Email, &r.EmailLower, &r.FormalName, &r.FriendlyName, &r.Phone, &r.NameHidden, &r.EmailHidden,
		&r.Message, &r.Notes, &r.CCs, &r.ThirdParties, &r.TrialDays, &r.Rating, &r.RatingDate, &r.Vectors, &r.FindingsCount,
		&r.IsReal, &r.HubspotStatus, &r.FormGUID, &r.SentCount, &r.EmailSentAt, &r.CanResend, &r.WindowEndsAt, &r.MailStatus,
		&r.AcceptedAt, &r.AccessEndsAt, &r.RecipientCID, &r.RecipientGUID, &r.LastLogin, &r.DeclinedWhy, &r.RevokedWhy,
		&r.ResolvedAt, &r.ResolvedBy, &r.ResolvedByName, &r.OpenedAt, &r.AnsweredAt, &r.ForwardCount, &r.Language,
		&r.LeftAt, &r.LeftWhy, &r.Version, &r.Document,
	}
}

// Party is somebody else who receives the introduction.
type Party struct {
	Name  string `json:"name"`
	Email string `json:"email"`
}

// Parties is a column of JSON.
type Parties []Party

// Vectors is a column of JSON.
type Vectors []Vector

// Vector is a risk vector that the sender chose, with its grade when it was sent.
type Vector struct {
	Slug  string  `json:"slug"`
	Grade *string `json:"grade"`
}

// Scan reads the column.
func (p *Parties) Scan(v any) error { return db.ScanJSON(v, p) }

// Scan reads the column.
func (vs *Vectors) Scan(v any) error { return db.ScanJSON(v, vs) }

func asJSON(v any) string {
	text, err := json.Marshal(v)
	if err != nil || string(text) == "null" {
		return "[]" // a list of plain structs always marshals; nil is an empty one
	}
	return string(text)
}

// Status says how far a request has come. The table is in DESIGN.md §4.2.
type Status string

// The statuses of the document.
const (
	Pending  Status = "Pending"
	Active   Status = "Active"
	Never    Status = "Never"
	Inactive Status = "Inactive"
	Resolved Status = "Resolved"
	Rejected Status = "Rejected"
	Declined Status = "Declined"
)

// Statuses lists every status with what it means.
var Statuses = []struct {
	Status Status
	Means  string
}{
	{Pending, "An answer is awaited."},
	{Active, "Accepted; the recipient has access."},
	{Never, "The invitation ended and nobody accepted it."},
	{Inactive, "The access that was given has ended."},
	{Resolved, "The sender closed the collaboration."},
	{Rejected, "The sender declined a registration."},
	{Declined, "The recipient said no."},
}

// ParseStatus returns the status of that name in any case, or false.
func ParseStatus(s string) (Status, bool) {
	for _, known := range Statuses {
		if strings.EqualFold(s, string(known.Status)) {
			return known.Status, true
		}
	}
	return "", false
}

// Awaiting says what a pending request waits for.
type Awaiting string

// A registration waits for the sender's approval, an invitation for the
// recipient's answer.
const (
	Approval Awaiting = "approval"
	Answer   Awaiting = "answer"
)

// Reason says why a company was invited.
type Reason string

// The reasons of the contract.
const (
	Informational Reason = "informational"
	Remediation   Reason = "remediation"
	Validation    Reason = "validation"
	Other         Reason = "other"
	SelfRequested Reason = "self_requested" // through a form only
)

// Reasons lists every reason.
var Reasons = []Reason{Informational, Remediation, Validation, Other, SelfRequested}

// ParseReason returns the reason of that name in any case, or false.
func ParseReason(s string) (Reason, bool) {
	if r := Reason(strings.ToLower(s)); slices.Contains(Reasons, r) {
		return r, true
	}
	return "", false
}

// The invitation's own numbers.
const (
	InvitationDays = 14 // to answer, from the last sending
	maxSendings    = 5
	sendingPause   = 24 * time.Hour
	maxFindings    = 10
	maxCopies      = 10 // CCs and third parties together
	maxForwards    = 2  // in the whole life of a request
)
