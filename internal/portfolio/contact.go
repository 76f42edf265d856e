package portfolio

import (
	"strings"
	"time"

	"gatehouse/internal/fault"
)

// Contact is a person to write to at a company.
type Contact struct {
	GUID         string
	CompanyGUID  string
	Email        string
	FormalName   string
	FriendlyName string
	Nickname     string
	Phone        string
	Role         string // at the company, in words
	PlatformID   string // what the customer's other programs call the person
	Source       string // FromServiceNow, or "" for all others
	IsPreferred  bool   // who is invited if a request names nobody; one a company
	IsBackup     bool   // who comes next; never beside IsPreferred
	IsActive     *bool  // the relation, as its source says
	CreatedBy    *string
	Version      int64
	CreatedAt    time.Time
	UpdatedAt    time.Time
}

// FromServiceNow is the one source of contacts that has a name.
const FromServiceNow = "Service Now"

// What a contact is to its company.
const (
	Primary = "Primary" // the preferred contact
	Backup  = "Backup"
)

const contactColumns = `p.guid, p.company_guid, p.email, p.formal_name, p.friendly_name, p.nickname, p.phone, p.role,
	p.platform_id, p.source, p.is_preferred, p.is_backup, p.is_active, p.created_by, p.version, p.created_at, p.updated_at`

func (c *Contact) fields() []any {
	return []any{
		&c.GUID, &c.CompanyGUID, &c.Email, &c.FormalName, &c.FriendlyName, &c.Nickname, &c.Phone, &c.Role,
		&c.PlatformID, &c.Source, &c.IsPreferred, &c.IsBackup, &c.IsActive, &c.CreatedBy, &c.Version, &c.CreatedAt, &c.UpdatedAt,
	}
}

// Relation is what the contact is to its company: Primary, Backup or "".
func (c *Contact) Relation() string {
	switch {
	case c.IsPreferred:
		return Primary
	case c.IsBackup:
		return Backup
	}
	return ""
}

// ContactDraft says what to write about a contact; nil leaves as it is, or
// empty in a new one.
type ContactDraft struct {
	GUID         string // of one that there is
	CompanyGUID  string // of a new one; of another it must be the same
	Email        *string
	FormalName   *string
	FriendlyName *string
	Nickname     *string
	Phone        *string
	Role         *string
	PlatformID   *string
	Source       *string
	Relation     *string // Primary, Backup, or "" for neither
	IsActive     **bool
}

// maxShort is the longest phone number or foreign id, in characters.
const maxShort = 100

// check tidies the draft and says what is wrong with it by itself, by the names
// of the ratings family.
func (d *ContactDraft) check() error {
	p := fault.Problems{}
	d.GUID, d.CompanyGUID = strings.ToLower(d.GUID), strings.ToLower(d.CompanyGUID)
	p.Require(d.GUID == "" || IsGUID(d.GUID), "guid", "is not a valid guid")
	p.Require(d.CompanyGUID == "" || IsGUID(d.CompanyGUID), "company_guid", "is not a valid guid")
	if d.GUID == "" {
		p.Require(d.CompanyGUID != "", "company_guid", "This field is required.")
		p.Require(d.Email != nil, "email", "This field is required.")
	}
	for _, t := range []struct {
		field string
		text  *string
		most  int
	}{
		{"formal_name", d.FormalName, maxText},
		{"friendly_name", d.FriendlyName, maxText},
		{"nickname", d.Nickname, maxText},
		{"phone_number", d.Phone, maxShort},
		{"role", d.Role, maxText},
		{"platform_id", d.PlatformID, maxShort},
	} {
		if t.text != nil {
			checkText(p, t.field, t.text, t.most)
		}
	}
	if d.Email != nil {
		*d.Email = strings.TrimSpace(*d.Email)
		p.Require(isEmail(*d.Email), "email", "Enter a valid email address.")
	}
	p.Require(d.Source == nil || *d.Source == "" || *d.Source == FromServiceNow, "source", "must be Service Now, or empty")
	d.checkRelation(p)
	return p.Err()
}

// checkRelation takes the relation in any case.
func (d *ContactDraft) checkRelation(p fault.Problems) {
	if d.Relation == nil {
		return
	}
	for _, known := range []string{"", Primary, Backup} {
		if strings.EqualFold(*d.Relation, known) {
			*d.Relation = known
			return
		}
	}
	p.Require(false, "relation_type", "must be Primary, Backup or null")
}

// apply writes the draft into c and reports whether that changes anything.
func (d *ContactDraft) apply(c *Contact) (changed bool) {
	for _, t := range []struct {
		from *string
		to   *string
	}{
		{d.Email, &c.Email},
		{d.FormalName, &c.FormalName},
		{d.FriendlyName, &c.FriendlyName},
		{d.Nickname, &c.Nickname},
		{d.Phone, &c.Phone},
		{d.Role, &c.Role},
		{d.PlatformID, &c.PlatformID},
		{d.Source, &c.Source},
	} {
		if t.from != nil && *t.from != *t.to {
			*t.to, changed = *t.from, true
		}
	}
	if d.Relation != nil && *d.Relation != c.Relation() {
		c.IsPreferred, c.IsBackup, changed = *d.Relation == Primary, *d.Relation == Backup, true
	}
	if d.IsActive != nil && !same(*d.IsActive, c.IsActive) {
		c.IsActive, changed = *d.IsActive, true
	}
	return changed
}

func same(a, b *bool) bool {
	return (a == nil) == (b == nil) && (a == nil || *a == *b)
}
