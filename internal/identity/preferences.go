package identity

import (
	"encoding/json"
	"slices"
	"strings"

	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// Choices are what a user prefers; nil leaves it as it is.
type Choices struct {
	LandingPage           *string // one of LandingPages
	IsAvailableForContact *bool
	Mails                 *MailChoices
	// Companies that the user is the one to ask about. It replaces those that
	// the actor sees; what the actor does not see stays.
	Companies *[]string
}

// LandingPages are what the console of the original service began with.
var LandingPages = []string{"DEFAULT", "SPM", "TPRM"}

// EmailPreferences are kept in the form of the ratings family. Gatehouse keeps
// and answers them; it sends none of these mails.
type EmailPreferences struct {
	CompromisedSystemAlerts bool              `json:"compromised_system_alerts"`
	Notifications           MailNotifications `json:"notifications"`
	RealTimeAlerts          RealTimeAlerts    `json:"real_time_alerts"`
}

// MailNotifications say what a user wants to be told of.
type MailNotifications struct {
	Annotation     bool `json:"annotation"`
	CompanyRequest bool `json:"company_request"`
	Folder         bool `json:"folder"`
	IssueTracking  bool `json:"issue_tracking"`
	Report         bool `json:"report"`
}

// RealTimeAlerts say whether and how often a user wants alerts.
type RealTimeAlerts struct {
	AlertsPeriod int64 `json:"alerts_period"`
	IsEnabled    bool  `json:"is_enabled"`
}

// MailChoices says what becomes different about [EmailPreferences].
type MailChoices struct {
	CompromisedSystemAlerts *bool
	Annotation              *bool
	CompanyRequest          *bool
	Folder                  *bool
	IssueTracking           *bool
	Report                  *bool
	AlertsPeriod            *int64
	AlertsEnabled           *bool
}

const (
	maxAlertsPeriod  = 365
	maxUserCompanies = 500
)

func (c *Choices) check(p fault.Problems) {
	p.Require(c.LandingPage == nil || slices.Contains(LandingPages, *c.LandingPage), "landing_page", "must be one of DEFAULT, SPM, TPRM")
	if m := c.Mails; m != nil && m.AlertsPeriod != nil {
		p.Require(*m.AlertsPeriod >= 0 && *m.AlertsPeriod <= maxAlertsPeriod, "email_preferences",
			"real_time_alerts.alerts_period must be between 0 and 365")
	}
	if c.Companies == nil {
		return
	}
	if len(*c.Companies) > maxUserCompanies {
		p.Require(false, "preferred_contact_for_entities", "must have no more than 500 companies")
		return
	}
	once := []string{}
	for _, guid := range *c.Companies {
		p.Require(len(guid) == 36, "preferred_contact_for_entities", "must be guids of companies")
		checkText(p, "preferred_contact_for_entities", guid, 36)
		if guid = strings.ToLower(guid); !slices.Contains(once, guid) {
			once = append(once, guid)
		}
	}
	*c.Companies = once
}

// apply changes what of the choices stands in the user's own row.
func (c *Choices) apply(u *User) {
	set(&u.LandingPage, c.LandingPage)
	set(&u.IsAvailableForContact, c.IsAvailableForContact)
	if m := c.Mails; m != nil {
		e := &u.EmailPreferences
		set(&e.CompromisedSystemAlerts, m.CompromisedSystemAlerts)
		set(&e.Notifications.Annotation, m.Annotation)
		set(&e.Notifications.CompanyRequest, m.CompanyRequest)
		set(&e.Notifications.Folder, m.Folder)
		set(&e.Notifications.IssueTracking, m.IssueTracking)
		set(&e.Notifications.Report, m.Report)
		set(&e.RealTimeAlerts.AlertsPeriod, m.AlertsPeriod)
		set(&e.RealTimeAlerts.IsEnabled, m.AlertsEnabled)
	}
}

// Scan reads the column of preferences.
func (e *EmailPreferences) Scan(v any) error {
	*e = EmailPreferences{}
	return db.ScanJSON(v, e)
}

func (e EmailPreferences) text() (string, error) {
	b, err := json.Marshal(e)
	return string(b), err
}
