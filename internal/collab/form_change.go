package collab

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"gatehouse/internal/fault"
)

// Wording is what a form says in place of its usual words, as plain text. What is
// empty stays usual.
type Wording struct {
	Heading string
	Intro   string
	Button  string
	Thanks  string // after the address was confirmed
}

// FormLanguages are those that a form can be in. The first is whichever the
// reader's browser prefers.
var FormLanguages = []string{AnyLanguage, "en", "fr", "de"}

// AnyLanguage is a form's that follows its reader.
const AnyLanguage = "auto"

// FormDraft is what makes a form. Everything is optional.
type FormDraft struct {
	Name        string // ≤ 255 characters, as the description
	Description string
	Scope       string // "" is tprm
	IsActive    *bool  // nil is true

	FormChange // what it says of the four above does not count
}

func (d *FormDraft) check() error {
	if d.Scope == "" {
		d.Scope = TPRM
	}
	c := d.FormChange
	c.Name, c.Description, c.Scope = &d.Name, &d.Description, &d.Scope
	if d.IsActive == nil {
		d.IsActive = new(true)
	}
	c.IsActive = d.IsActive
	d.FormChange = c
	if err := d.FormChange.check(); err != nil || d.Fields == nil {
		return err
	}
	return d.Fields.keep(nil)
}

// FormChange says what becomes different about a form; nil leaves it as it is.
type FormChange struct {
	Name        *string
	Description *string
	Scope       *string
	IsActive    *bool

	Fields           *OwnFields
	AllowedDomains   *Domains
	RefusedDomains   *Domains
	ExpiresAt        **time.Time // of nil: never
	MaxRegistrations **int64     // of nil: any number
	Heading          *string
	Intro            *string
	Button           *string
	Thanks           *string
	Language         *string
}

// texts are what the change says in words, by the name of the field.
func (c *FormChange) texts() map[string]*string {
	return map[string]*string{
		"name": c.Name, "description": c.Description, "scope": c.Scope,
		"wording.heading": c.Heading, "wording.intro": c.Intro, "wording.button": c.Button, "wording.thanks": c.Thanks,
		"language": c.Language,
	}
}

// Bounds of what a form says.
const (
	MaxHeading = 120
	MaxButton  = 40
	MaxIntro   = 2000 // and of the thanks
)

func (c *FormChange) check() error {
	p := fault.Problems{}
	most := map[string]int{"wording.heading": MaxHeading, "wording.button": MaxButton, "wording.intro": MaxIntro, "wording.thanks": MaxIntro}
	for field, s := range c.texts() {
		if s == nil {
			continue
		}
		*s = strings.TrimSpace(strings.ReplaceAll(*s, "\r\n", "\n"))
		if n := most[field]; n > 0 {
			p.Require(utf8.RuneCountInString(*s) <= n, field, "Ensure this field has no more than %d characters.", n)
		} else {
			p.Require(utf8.RuneCountInString(*s) <= maxText, field, "Ensure this field has no more than 255 characters.")
		}
		p.Require(isText(*s), field, "has characters that are not text")
		if n := most[field]; field == "name" || n > 0 && n != MaxIntro {
			p.Require(!strings.ContainsAny(*s, "\n\t"), field, "must be one line")
		}
	}
	p.Require(c.Scope == nil || slices.Contains(Scopes, *c.Scope), "scope", "must be insurance or tprm")
	p.Require(c.Language == nil || slices.Contains(FormLanguages, *c.Language), "language", "must be auto, en, fr or de")
	c.checkLimits(p)
	return p.Err()
}

func (c *FormChange) checkLimits(p fault.Problems) {
	if c.Fields != nil {
		*c.Fields = slices.Clone(*c.Fields)
		c.Fields.check(p)
	}
	if c.AllowedDomains != nil {
		c.AllowedDomains.check(p, "allowed_domains")
	}
	if c.RefusedDomains != nil {
		c.RefusedDomains.check(p, "refused_domains")
	}
	if c.ExpiresAt != nil && *c.ExpiresAt != nil {
		at := (*c.ExpiresAt).UTC().Truncate(time.Microsecond)
		p.Require(at.Year() >= 2000 && at.Year() <= 9999, "expires_at", "must be between the years 2000 and 9999")
		c.ExpiresAt = new(new(at))
	}
	if c.MaxRegistrations != nil && *c.MaxRegistrations != nil {
		n := **c.MaxRegistrations
		p.Require(n >= 1 && n <= MostRegistrations, "max_registrations", "must be between 1 and %d", MostRegistrations)
	}
}

// details are what the record keeps of a change.
func (c *FormChange) details() map[string]any {
	all := make(map[string]any)
	for field, s := range c.texts() {
		if s != nil {
			all[field] = *s
		}
	}
	if c.IsActive != nil {
		all["is_active"] = *c.IsActive
	}
	if c.Fields != nil {
		all["own_fields"] = *c.Fields
	}
	if c.AllowedDomains != nil {
		all["allowed_domains"] = *c.AllowedDomains
	}
	if c.RefusedDomains != nil {
		all["refused_domains"] = *c.RefusedDomains
	}
	if c.ExpiresAt != nil {
		all["expires_at"] = *c.ExpiresAt
	}
	if c.MaxRegistrations != nil {
		all["max_registrations"] = *c.MaxRegistrations
	}
	return all
}

// sets are the columns that the change sets, with their values.
func (c *FormChange) sets() (columns []string, values []any) {
	add := func(column string, value any) { columns, values = append(columns, column), append(values, value) }
	for _, s := range []struct {
		column string
		value  *string
	}{
		{"name", c.Name},
		{"description", c.Description},
		{"scope", c.Scope},
		{"heading", c.Heading},
		{"intro", c.Intro},
		{"button", c.Button},
		{"thanks", c.Thanks},
		{"language", c.Language},
	} {
		if s.value != nil {
			add(s.column, *s.value)
		}
	}
	if c.IsActive != nil {
		add("is_active", *c.IsActive)
	}
	if c.Fields != nil {
		add("own_fields", c.Fields.text())
	}
	if c.AllowedDomains != nil {
		add("allowed_domains", c.AllowedDomains.text())
	}
	if c.RefusedDomains != nil {
		add("refused_domains", c.RefusedDomains.text())
	}
	if c.ExpiresAt != nil {
		add("expires_at", *c.ExpiresAt)
	}
	if c.MaxRegistrations != nil {
		add("max_registrations", *c.MaxRegistrations)
	}
	return columns, values
}
