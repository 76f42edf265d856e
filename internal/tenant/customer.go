// Package tenant knows the customers: what each may use, and the access groups
// that decide who of it sees which company.
//
// It owns the tables customers, customer_logos, heads (made here, moved by audit),
// licences, groups, group_companies and quotas, and what calls and pages remember
// for a day: idempotency_keys and uploads.
package tenant

import (
	"cmp"
	"encoding/json"
	"slices"
	"time"

	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/jobs"
	"gatehouse/internal/mail"
)

// The kinds of customers: what each is there for.
const (
	Live         = "Live"
	PoC          = "PoC"
	VendorAccess = "Vendor Access" // the recipients of one domain, or of one address
	PartnerDemo  = "Partner Demo"
)

// Customer is a tenant. A subsidiary has a parent.
type Customer struct {
	ID            int64
	GUID          string
	ParentID      *int64
	Name          string
	Kind          string
	Domain        string // of a Vendor Access customer: the domain or address it stands for
	CompanyGUID   string // the customer's own company, in its requests
	CompanyName   string
	CompanyDomain string
	IsActive      bool
	Settings      Settings
	Version       int64 // moves with every change, of the settings too
	CreatedAt     time.Time
	UpdatedAt     time.Time
}

const columns = `id, guid, parent_id, name, kind, domain, company_guid, company_name, company_domain,
	is_active, settings, version, created_at, updated_at`

func (c *Customer) fields() []any {
	return []any{
		&c.ID, &c.GUID, &c.ParentID, &c.Name, &c.Kind, &c.Domain, &c.CompanyGUID, &c.CompanyName, &c.CompanyDomain,
		&c.IsActive, &c.Settings, &c.Version, &c.CreatedAt, &c.UpdatedAt,
	}
}

// Settings are a customer's choices. The zero value of each means its default.
type Settings struct {
	TrialDuration         int  `json:"trial_duration,omitempty"`           // days of access after acceptance
	InvitationMailsPerDay int  `json:"invitation_mails_per_day,omitempty"` // of the whole customer
	AllowOtherCCDomains   bool `json:"allow_other_cc_domains,omitempty"`   // beside the recipient's and the sender's
	RefuseFreeMail        bool `json:"refuse_free_mail,omitempty"`         // in registration forms; disposable addresses too
	ActiveUsers           *int `json:"active_users,omitempty"`             // how many there may be; nil is unlimited; the operator's to set
	AutoApproveInvited    bool `json:"auto_approve_invited,omitempty"`     // registrations of who was invited before
	TokenDays             *int `json:"token_days,omitempty"`               // how long a token may live at most; nil is for an admin to choose
	SessionHours          int  `json:"session_hours,omitempty"`            // how long a session lasts at most
	SessionIdleMinutes    int  `json:"session_idle_minutes,omitempty"`     // and how long without being used
	SecondFactor          bool `json:"second_factor,omitempty"`            // nobody signs in by a password alone

	// How the customer looks to people outside it: see [Branding].
	DisplayName string `json:"display_name,omitempty"`
	Accent      string `json:"accent,omitempty"` // #rrggbb
	Logo        string `json:"logo,omitempty"`   // as in its address

	// How many days what has ended is kept; 0 is for good. See [Retention].
	KeepMails         int `json:"keep_mails,omitempty"`
	KeepNotifications int `json:"keep_notifications,omitempty"`
	KeepEventDetails  int `json:"keep_event_details,omitempty"`

	// Language is what people are written to in who have not chosen one: en, fr or de.
	Language string `json:"language,omitempty"`
}

const (
	defaultTrial       = 30
	maxTrial           = 365
	defaultMailsPerDay = 100_000
	maxMailsPerDay     = 1_000_000
	maxTokenDays       = 3650
)

// TrialDays is how long an accepted request gives access, unless it says otherwise.
func (s Settings) TrialDays() int {
	if s.TrialDuration == 0 {
		return defaultTrial
	}
	return s.TrialDuration
}

// MailsPerDay is how many mails with invitations the customer may send a day.
func (s Settings) MailsPerDay() int {
	if s.InvitationMailsPerDay == 0 {
		return defaultMailsPerDay
	}
	return s.InvitationMailsPerDay
}

// MailLanguage is what people are written to in who have not chosen a language.
func (s Settings) MailLanguage() string { return cmp.Or(s.Language, mail.Languages[0]) }

func (s *Settings) check() error {
	p := fault.Problems{}
	p.Require(s.Language == "" || slices.Contains(mail.Languages, s.Language), "language", "must be one of en, fr, de")
	p.Require(s.TrialDuration >= 0 && s.TrialDuration <= maxTrial, "trial_duration", "must be between 1 and 365")
	p.Require(s.InvitationMailsPerDay >= 0 && s.InvitationMailsPerDay <= maxMailsPerDay,
		"invitation_mails_per_day", "must be between 1 and 1000000")
	checkTokenDays(p, s.TokenDays)
	s.checkSessions(p)
	s.checkBranding(p)
	s.checkRetention(p)
	return p.Err()
}

func checkTokenDays(p fault.Problems, days *int) {
	p.Require(days == nil || *days >= 1 && *days <= maxTokenDays, "max_token_days", "must be between 1 and 3650")
}

// Scan reads the column of settings.
func (s *Settings) Scan(v any) error {
	*s = Settings{}
	return db.ScanJSON(v, s)
}

// text is what the column of settings holds.
func (s Settings) text() (string, error) {
	b, err := json.Marshal(s)
	return string(b), err
}

// Refresh is the job that writes documents of requests again after a name in
// them has changed. collab runs it; whoever changes the name queues it in the
// same transaction.
const Refresh jobs.Kind[Stale] = "collab.refresh"

// Stale says whose name changed: the customer's own, if neither a user nor a
// company is given. The user may be requester or recipient.
type Stale struct {
	CustomerID  int64  `json:"customer_id"`
	UserGUID    string `json:"user_guid,omitempty"`
	CompanyGUID string `json:"company_guid,omitempty"`
}
