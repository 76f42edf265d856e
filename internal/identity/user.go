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

// UserDraft is what makes a user. Role and GroupGUID may be empty: the user has
// customer_user and the default group then.
type UserDraft struct {
	GUID         string // "" makes one
	CustomerID   int64  // 0 is the maker's
	Email        string
	FirstName    string
	LastName     string
	FormalName   string // made from first and last name, and they from it
	FriendlyName string
	Phone        string
	Language     string // "" is en
	ExpiresAt    string // YYYY-MM-DD or ""
	IsService    bool
	Role         actor.Role
	GroupGUID    string
}

// UserChange says what becomes different about a user; nil leaves it as it is.
type UserChange struct {
	Email        *string // becomes the user's when it is proven
	FirstName    *string
	LastName     *string
	FormalName   *string
	FriendlyName *string
	Phone        *string
	Language     *string
	ExpiresAt    *string // "" is never
	IsActive     *bool
	Role         *actor.Role
	GroupGUID    *string // "" is the default group
	Choices
}

// Languages are those that mails and pages may be in.
var Languages = []string{"en", "fr", "de"}

const (
	maxName       = 100
	maxFormalName = 2*maxName + 1
	maxEmail      = 254
	maxPhone      = 50
)

func (d *UserDraft) check(now time.Time) error {
	for _, s := range []*string{&d.Email, &d.FirstName, &d.LastName, &d.FormalName, &d.FriendlyName, &d.Phone} {
		*s = strings.TrimSpace(*s)
	}
	if d.Language == "" {
		d.Language = "en"
	}
	if d.FormalName == "" {
		d.FormalName = strings.TrimSpace(d.FirstName + " " + d.LastName)
	} else if d.FirstName == "" && d.LastName == "" {
		d.FirstName, d.LastName = splitName(d.FormalName)
	}
	p := fault.Problems{}
	checkEmail(p, d.Email)
	checkText(p, "firstname", d.FirstName, maxName)
	checkText(p, "lastname", d.LastName, maxName)
	checkText(p, "formal_name", d.FormalName, maxFormalName)
	checkText(p, "friendly_name", d.FriendlyName, maxName)
	checkText(p, "phone", d.Phone, maxPhone)
	p.Require(d.FormalName != "", "firstname", "must be set, or lastname")
	checkLanguage(p, d.Language)
	checkRole(p, d.Role)
	p.Require(d.ExpiresAt == "" || isDate(d.ExpiresAt) && d.ExpiresAt >= today(now), "expires_at",
		"must be a date such as 2026-01-31, today or later")
	return p.Err()
}

func (c *UserChange) check() error {
	p := fault.Problems{}
	text := func(field string, s *string, most int) {
		if s != nil {
			*s = strings.TrimSpace(*s)
			checkText(p, field, *s, most)
		}
	}
	text("firstname", c.FirstName, maxName)
	text("lastname", c.LastName, maxName)
	text("formal_name", c.FormalName, maxFormalName)
	text("friendly_name", c.FriendlyName, maxName)
	text("phone", c.Phone, maxPhone)
	if c.Email != nil {
		*c.Email = strings.TrimSpace(*c.Email)
		checkEmail(p, *c.Email)
	}
	if c.Language != nil {
		checkLanguage(p, *c.Language)
	}
	if c.Role != nil {
		p.Require(*c.Role != "", "role", "must be set")
		checkRole(p, *c.Role)
	}
	p.Require(c.ExpiresAt == nil || *c.ExpiresAt == "" || isDate(*c.ExpiresAt), "expires_at",
		"must be a date such as 2026-01-31, or null")
	c.Choices.check(p)
	return p.Err()
}

// empty reports whether nothing is asked for.
func (c *UserChange) empty() bool { return *c == UserChange{} }

// names reports whether the names in documents become different.
func (c *UserChange) names() bool {
	return c.FirstName != nil || c.LastName != nil || c.FormalName != nil || c.FriendlyName != nil
}

// apply changes the plain fields of u. A name that is given in parts makes the
// whole one, and the other way around.
func (c *UserChange) apply(u *User) error {
	set(&u.FirstName, c.FirstName)
	set(&u.LastName, c.LastName)
	set(&u.FriendlyName, c.FriendlyName)
	set(&u.Phone, c.Phone)
	set(&u.Language, c.Language)
	set(&u.IsActive, c.IsActive)
	switch {
	case c.FormalName != nil:
		u.FormalName = *c.FormalName
		if c.FirstName == nil && c.LastName == nil {
			u.FirstName, u.LastName = splitName(u.FormalName)
		}
	case c.FirstName != nil || c.LastName != nil:
		u.FormalName = strings.TrimSpace(u.FirstName + " " + u.LastName)
	}
	if u.FormalName == "" {
		return fault.Field("firstname", "must be set, or lastname")
	}
	if c.ExpiresAt != nil {
		u.ExpiresAt = nullable(*c.ExpiresAt)
	}
	c.Choices.apply(u)
	return nil
}

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
