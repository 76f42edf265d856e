package identity

import (
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
)

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
