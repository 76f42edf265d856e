package identity

import (
	netmail "net/mail"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
)

// User is a person, or a program with a user of its own. Role and group are
// those in its customer.
type User struct {
	CustomerID   int64
	GUID         string
	ID           int64
	Email        string
	PendingEmail *string // asked for and not proven yet
	FirstName    string
	LastName     string
	FormalName   string
	FriendlyName string
	Phone        string
	Language     string
	IsService    bool
	IsActive     bool
	ExpiresAt    *string // YYYY-MM-DD, the last day on which it works
	Version      int64
	CreatedAt    time.Time
	CreatedBy    Person
	UpdatedAt    time.Time
	UpdatedBy    Person
	LastLoginAt  *time.Time // the latest over all accesses
	Role         actor.Role
	GroupGUID    string
	GroupName    string
	DeletedAt    *time.Time

	LandingPage           string
	IsAvailableForContact bool
	EmailPreferences      EmailPreferences
	hasEntered            bool // see [Users.Status]
}

const (
	userColumns = `u.customer_id, u.guid, u.id, u.email, u.pending_email, u.firstname, u.lastname, u.formal_name,
		u.friendly_name, u.phone, u.language, u.is_service, u.is_active, u.expires_at, u.version,
		u.created_at, coalesce(u.created_by, ''), coalesce(cb.firstname, ''), coalesce(cb.lastname, ''),
		u.updated_at, coalesce(u.updated_by, ''), coalesce(ub.firstname, ''), coalesce(ub.lastname, ''),
		(select max(a.last_login_at) from accesses a where a.user_guid = u.guid),
		coalesce(m.role, 'customer_user'), coalesce(g.guid, ''), coalesce(g.name, ''), u.deleted_at,
		u.landing_page, u.is_available_for_contact, u.email_preferences, ` + hasEntered

	userTables = `users u
		left join users cb on cb.guid = u.created_by
		left join users ub on ub.guid = u.updated_by
		left join memberships m on m.customer_id = u.customer_id and m.user_guid = u.guid
		left join groups g on g.customer_id = u.customer_id and g.guid = ` + userGroup

	// userGroup is the group of user u in its customer.
	userGroup = `coalesce(m.group_guid,
			(select d.guid from groups d where d.customer_id = u.customer_id and d.is_default))`
)

func (u *User) fields() []any {
	return []any{
		&u.CustomerID, &u.GUID, &u.ID, &u.Email, &u.PendingEmail, &u.FirstName, &u.LastName, &u.FormalName,
		&u.FriendlyName, &u.Phone, &u.Language, &u.IsService, &u.IsActive, &u.ExpiresAt, &u.Version,
		&u.CreatedAt, &u.CreatedBy.GUID, &u.CreatedBy.FirstName, &u.CreatedBy.LastName,
		&u.UpdatedAt, &u.UpdatedBy.GUID, &u.UpdatedBy.FirstName, &u.UpdatedBy.LastName,
		&u.LastLoginAt, &u.Role, &u.GroupGUID, &u.GroupName, &u.DeletedAt,
		&u.LandingPage, &u.IsAvailableForContact, &u.EmailPreferences, &u.hasEntered,
	}
}

// Languages are those that mails and pages may be in.
var Languages = []string{"en", "fr", "de"}

const (
	maxName       = 100
	maxFormalName = 2*maxName + 1
	maxEmail      = 254
	maxPhone      = 50
)

func set[T any](at, to *T) {
	if to != nil {
		*at = *to
	}
}

// splitName derives first and last name from a formal one.
func splitName(formal string) (first, last string) {
	first, last, _ = strings.Cut(formal, " ")
	return first, strings.TrimSpace(last)
}

func checkText(p fault.Problems, field, s string, most int) {
	p.Require(utf8.RuneCountInString(s) <= most, field, "is too long")
	p.Require(utf8.ValidString(s) && !strings.ContainsFunc(s, unicode.IsControl), field, "has characters that are not text")
}

func checkEmail(p fault.Problems, s string) {
	a, err := netmail.ParseAddress(s)
	_, domain, _ := strings.Cut(s, "@")
	p.Require(err == nil && a.Address == s && len(s) <= maxEmail && strings.Count(s, "@") == 1 &&
		strings.Contains(domain, ".") && !strings.ContainsFunc(s, unicode.IsSpace), "email", "must be an e-mail address")
	checkText(p, "email", s, maxEmail)
}

func checkLanguage(p fault.Problems, s string) {
	p.Require(slices.Contains(Languages, s), "language", "must be one of en, fr, de")
}

func checkRole(p fault.Problems, r actor.Role) {
	p.Require(r == "" || slices.Contains(actor.Ranks, r), "role",
		"must be one of customer_admin, customer_group_admin, customer_portfolio_manager, customer_user")
}

func isDate(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}
