package collab

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// Form is a client access link: a public page on which clients register.
type Form struct {
	CustomerID   int64
	GUID         string
	Name         string
	Description  string
	Scope        string // the app that it was made in: see Scopes
	IsActive     bool
	CreatedAt    time.Time
	CreatedBy    FormPerson
	UpdatedAt    time.Time
	UpdatedBy    *FormPerson // nil until the first change
	CustomerName string
	Branding     tenant.Branding // of the customer
	Version      int64

	Fields           OwnFields
	AllowedDomains   Domains // none: every domain
	RefusedDomains   Domains
	ExpiresAt        *time.Time
	MaxRegistrations *int64
	Registered       int64 // how many registrations were confirmed
	Wording          Wording
	Language         string  // of Languages
	Logo             *string // what it is called in its address

	settings     tenant.Settings
	customerGUID string
	updater      updater
}

// FormPerson is who made or changed a form.
type FormPerson struct{ GUID, FormalName, Email string }

// updater is an UpdatedBy that may be missing.
type updater struct{ guid, formalName, email *string }

const (
	formColumns = `f.customer_id, f.guid, f.name, f.description, f.scope, f.is_active,
		f.created_at, f.created_by, coalesce(m.formal_name, ''), coalesce(m.email, ''),
		f.updated_at, f.updated_by, u.formal_name, u.email, c.name, f.version,
		f.own_fields, f.allowed_domains, f.refused_domains, f.expires_at, f.max_registrations, f.registered,
		f.heading, f.intro, f.button, f.thanks, f.language, f.logo, c.settings, c.guid`

	formTables = `client_access_links f
		join customers c on c.id = f.customer_id
		left join users m on m.guid = f.created_by
		left join users u on u.guid = f.updated_by`
)

func (f *Form) fields() []any {
	return []any{
		&f.CustomerID, &f.GUID, &f.Name, &f.Description, &f.Scope, &f.IsActive,
		&f.CreatedAt, &f.CreatedBy.GUID, &f.CreatedBy.FormalName, &f.CreatedBy.Email,
		&f.UpdatedAt, &f.updater.guid, &f.updater.formalName, &f.updater.email, &f.CustomerName, &f.Version,
		&f.Fields, &f.AllowedDomains, &f.RefusedDomains, &f.ExpiresAt, &f.MaxRegistrations, &f.Registered,
		&f.Wording.Heading, &f.Wording.Intro, &f.Wording.Button, &f.Wording.Thanks, &f.Language, &f.Logo, &f.settings, &f.customerGUID,
	}
}

// whole completes a form that was read.
func (f *Form) whole() {
	if u := f.updater; u.guid != nil {
		f.UpdatedBy = &FormPerson{GUID: *u.guid, FormalName: deref(u.formalName), Email: deref(u.email)}
	}
	f.Branding = f.settings.Branding(f.customerGUID, f.CustomerName)
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// The scopes of a form.
const (
	Insurance = "insurance"
	TPRM      = "tprm"
)

// Scopes lists them.
var Scopes = []string{Insurance, TPRM}

// isText reports whether s can be stored and shown: UTF-8 without control
// characters other than line breaks and tabs.
func isText(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool {
		return unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t'
	})
}

// FormFilter is a page of the list of forms.
type FormFilter struct {
	Query         string    // each word begins a word of the name or the description
	Sort          []SortKey // by FormSorts; none: newest first
	Limit, Offset int       // a limit of 0 is 100
}

// FormSorts are the names that a list of forms can be sorted by.
var FormSorts = []string{"created_time", "updated_time", "name", "is_active", "scope"}

var formSortColumns = map[string]string{
	"created_time": "f.created_at",
	"updated_time": "f.updated_at",
	"name":         "f.name_lower",
	"is_active":    "f.is_active",
	"scope":        "f.scope",
}

// order is the filter's as SQL. The guid makes it the same on every page.
func (f *FormFilter) order() (string, error) {
	var keys []string
	for _, k := range f.Sort {
		column, ok := formSortColumns[k.Name]
		if !ok {
			return "", fault.Field("sort", "must be of %s", strings.Join(FormSorts, ", "))
		}
		if k.Desc {
			column += " desc"
		}
		keys = append(keys, column)
	}
	return strings.Join(append(keys, "f.created_at desc", "f.guid desc"), ", "), nil
}

// searchText holds the words of texts, each after a space: a word is found by
// how it begins.
func searchText(texts ...string) string {
	var all []string
	for _, text := range texts {
		all = append(all, words(text)...)
	}
	var b strings.Builder
	for _, w := range unique(all) {
		b.WriteString(" " + w)
	}
	return b.String()
}

// hashOf is how the directory finds a form for somebody who only has its guid.
func hashOf(guid string) string {
	sum := sha256.Sum256([]byte(guid))
	return hex.EncodeToString(sum[:])
}
