package identity

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// Mapping says what is read from the attributes (SAML) or claims (OpenID
// Connect) of who arrives: their names, and what their values mean here. What is
// not named is left as it is.
type Mapping struct {
	Subject   string                `json:"subject,omitempty"` // of SAML: "" is the NameID
	Email     string                `json:"email,omitempty"`
	Name      string                `json:"name,omitempty"` // the whole one, or
	FirstName string                `json:"first_name,omitempty"`
	LastName  string                `json:"last_name,omitempty"`
	Role      string                `json:"role,omitempty"`
	Roles     map[string]actor.Role `json:"roles,omitempty"` // the highest of a person's counts
	Group     string                `json:"group,omitempty"`
	Groups    []MappedGroup         `json:"groups,omitempty"` // the first of a person's counts
}

// MappedGroup is the access group that a value stands for.
type MappedGroup struct {
	Value     string `json:"value"`
	GroupGUID string `json:"group"`
}

const (
	maxAttribute = 255 // characters of the name of an attribute
	maxValue     = 512
	maxMapped    = 200 // roles, and groups
)

func (m *Mapping) check(p fault.Problems, protocol string) {
	for field, name := range map[string]string{
		"subject": m.Subject, "email": m.Email, "name": m.Name, "first_name": m.FirstName, "last_name": m.LastName,
		"role": m.Role, "group": m.Group,
	} {
		checkText(p, "mapping."+field, name, maxAttribute)
	}
	p.Require(m.Subject == "" || protocol != OIDC, "mapping.subject", "is for SAML: people of OpenID Connect are their sub")
	p.Require(m.Name == "" || m.FirstName == "" && m.LastName == "", "mapping.name", "stands for first_name and last_name: name it, or them")
	p.Require((m.Role == "") == (len(m.Roles) == 0), "mapping.roles", "goes together with role, which names the attribute")
	p.Require((m.Group == "") == (len(m.Groups) == 0), "mapping.groups", "goes together with group, which names the attribute")
	p.Require(len(m.Roles) <= maxMapped, "mapping.roles", "must be no more than 200")
	p.Require(len(m.Groups) <= maxMapped, "mapping.groups", "must be no more than 200")
	for value, role := range m.Roles {
		checkValue(p, "mapping.roles", value)
		p.Require(slices.Contains(actor.Ranks, role), "mapping.roles",
			"must lead to customer_admin, customer_group_admin, customer_portfolio_manager or customer_user")
	}
	seen := make(map[string]bool)
	for i, g := range m.Groups {
		checkValue(p, "mapping.groups", g.Value)
		p.Require(!seen[g.Value], "mapping.groups", "must not name a value twice")
		seen[g.Value] = true
		m.Groups[i].GroupGUID = strings.ToLower(g.GroupGUID)
	}
}

func checkValue(p fault.Problems, field, value string) {
	p.Require(value != "" && utf8.RuneCountInString(value) <= maxValue, field, "must have values of 1 to 512 characters")
	checkText(p, field, value, maxValue)
}

// names reports whether the mapping knows what to call somebody.
func (m *Mapping) names() bool { return m.Name != "" || m.FirstName != "" || m.LastName != "" }

// holdGroups keeps the groups that values lead to, and says which is missing.
func (m *Mapping) holdGroups(ctx context.Context, tx *db.Tx, customerID int64) error {
	for _, g := range m.Groups {
		if err := tenant.HoldGroup(ctx, tx, customerID, g.GroupGUID); fault.Is(err, fault.NotFound) {
			return fault.Field("mapping.groups", "there is no such group: %s", g.GroupGUID)
		} else if err != nil {
			return err
		}
	}
	return nil
}

// forget leaves out the groups that were deleted since the mapping was written.
func (m *Mapping) forget(ctx context.Context, tx *db.Tx, customerID int64) error {
	if len(m.Groups) == 0 {
		return nil
	}
	there, err := db.Column[string](ctx, tx, `select guid from groups where customer_id = $1`, customerID)
	m.Groups = slices.DeleteFunc(m.Groups, func(g MappedGroup) bool { return !slices.Contains(there, g.GroupGUID) })
	return err
}

// Scan reads the column of a mapping.
func (m *Mapping) Scan(v any) error {
	*m = Mapping{}
	return db.ScanJSON(v, m)
}

func (m *Mapping) text() (string, error) {
	b, err := json.Marshal(m)
	return string(b), err
}

// mapped is what a mapping makes of somebody's attributes.
type mapped struct {
	email, formal, first, last string
	role                       actor.Role // "" says nothing
	group                      *string    // nil says nothing
}

// of reads what an arrival says. Where a role or a group is mapped, who has none
// of the values has the least: customer_user, and the IdP's default group.
func (m *Mapping) of(attributes map[string][]string, defaultGroup string) mapped {
	one := func(name string) string {
		if name == "" || len(attributes[name]) == 0 {
			return ""
		}
		return strings.TrimSpace(attributes[name][0])
	}
	is := mapped{email: one(m.Email), formal: one(m.Name), first: one(m.FirstName), last: one(m.LastName)}
	if m.Role != "" {
		is.role = actor.User
		for _, value := range attributes[m.Role] {
			if role, ok := m.Roles[value]; ok && role.Above(is.role) {
				is.role = role
			}
		}
	}
	if m.Group != "" {
		is.group = &defaultGroup
		i := slices.IndexFunc(m.Groups, func(g MappedGroup) bool { return slices.Contains(attributes[m.Group], g.Value) })
		if i >= 0 {
			is.group = &m.Groups[i].GroupGUID
		}
	}
	return is
}

// gives returns the ratings roles that a mapping can give which before could not.
func (m *Mapping) gives(before Mapping) []actor.Role {
	var all []actor.Role
	for _, value := range slices.Sorted(maps.Keys(m.Roles)) {
		role := m.Roles[value]
		if (before.Role != m.Role || before.Roles[value] != role) && !slices.Contains(all, role) {
			all = append(all, role)
		}
	}
	return all
}
