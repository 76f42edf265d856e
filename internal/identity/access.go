package identity

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"gatehouse/internal/fault"
)

// The types of accesses.
const (
	UIConnection  = "ui_connection"  // a password
	SSOConnection = "sso_connection" // an identity at an IdP
	APIConnection = "api_connection" // tokens
	Profile       = "profile"        // another set of roles, chosen after signing in
)

// Types lists the types of accesses.
var Types = []string{UIConnection, SSOConnection, APIConnection, Profile}

// Access is a way in: it belongs to a user, lives in one customer and carries roles.
type Access struct {
	CustomerID  int64
	ID          int64
	UserGUID    string
	Type        string
	Name        *string // of an api_connection or a profile
	Language    *string // of an api_connection
	SSOID       *string // of an sso_connection
	IDP         string  // where that signs in; "" while the customer has none
	TwoFA       bool    // of a ui_connection
	LastLoginAt *time.Time
	Version     int64
	CreatedAt   time.Time
	CreatedBy   Person
	Roles       []string
}

const (
	accessColumns = `a.customer_id, a.id, a.user_guid, a.type, a.name, a.language, a.sso_id, a.idp_guid, a.two_fa_enabled,
		a.last_login_at, a.version, a.created_at,
		coalesce(a.created_by, ''), coalesce(ab.firstname, ''), coalesce(ab.lastname, ''), ` + rolesOfAccess

	accessTables = `accesses a
		left join users ab on ab.guid = a.created_by`

	// rolesOfAccess is the roles of access a in the order in which they were
	// given: no role id holds a comma.
	rolesOfAccess = `coalesce((select string_agg(r.role, ',' order by r.position) from access_roles r
			where r.customer_id = a.customer_id and r.access_id = a.id), '')`
)

func (a *Access) fields() []any {
	return []any{
		&a.CustomerID, &a.ID, &a.UserGUID, &a.Type, &a.Name, &a.Language, &a.SSOID, &a.IDP, &a.TwoFA,
		&a.LastLoginAt, &a.Version, &a.CreatedAt,
		&a.CreatedBy.GUID, &a.CreatedBy.FirstName, &a.CreatedBy.LastName, (*roleList)(&a.Roles),
	}
}

// roleList scans the roles of an access.
type roleList []string

// Scan reads a list with commas.
func (l *roleList) Scan(v any) error {
	var text string
	switch v := v.(type) {
	case string:
		text = v
	case []byte:
		text = string(v)
	default:
		return fmt.Errorf("%T is no list of roles", v)
	}
	*l = []string{}
	if text != "" {
		*l = strings.Split(text, ",")
	}
	return nil
}

// accessKey names an access.
type accessKey struct{ customerID, id int64 }

func (k *accessKey) fields() []any { return []any{&k.customerID, &k.id} }

func (a *Access) key() accessKey { return accessKey{a.CustomerID, a.ID} }

// subject is what a link to set the password of the access is made for.
func (k accessKey) subject() string {
	return strconv.FormatInt(k.customerID, 10) + "/" + strconv.FormatInt(k.id, 10)
}

// text is the access as the subject of an event.
func (k accessKey) text() string { return strconv.FormatInt(k.id, 10) }

// AccessDraft is what makes an access. What is nil was not given; what belongs
// to another type is refused.
type AccessDraft struct {
	Type       string
	CustomerID int64 // 0 is the user's
	Roles      []string
	TwoFA      *bool
	SSOID      *string
	IDP        *string // of an sso_connection; nil is the customer's only one
	Name       *string
	Language   *string
	Replace    bool // an sso_connection takes the place of a ui_connection, or the other way around

	keepsRoles bool // of the access whose place it takes: none were given
}

// AccessChange says what becomes different about an access; nil leaves it as it is.
type AccessChange struct {
	Roles    *[]string // replaces all
	TwoFA    *bool
	SSOID    *string
	IDP      *string
	Name     *string
	Language *string
}

const (
	maxAccessName = 255
	maxSSOID      = 255
	maxRole       = 100
	maxRoles      = 100
)

func (d *AccessDraft) check() error {
	p := fault.Problems{}
	if !slices.Contains(Types, d.Type) {
		p.Require(false, "type", "must be one of ui_connection, sso_connection, api_connection, profile")
		return p.Err()
	}
	p.Require(d.CustomerID >= 0, "customer_id", "must be the id of a customer")
	p.Require(!d.Replace || d.Type == SSOConnection || d.Type == UIConnection, "replace",
		"is for an sso_connection in place of a ui_connection, and the other way around")
	d.keepsRoles = d.Replace && d.Roles == nil
	p.Require(d.Type != SSOConnection || d.SSOID != nil, "sso_id", "must be set")
	p.Require(d.Type != APIConnection && d.Type != Profile || d.Name != nil, "name", "must be set")
	p.Require(d.IDP == nil || d.Type == SSOConnection, "idp", "does not belong to an access of type %s", d.Type)
	checkTyped(p, d.Type, d.TwoFA, d.SSOID, d.Name, d.Language)
	d.Roles = checkRoles(p, d.Roles)
	return p.Err()
}

func (c *AccessChange) check(kind string) error {
	p := fault.Problems{}
	checkTyped(p, kind, c.TwoFA, c.SSOID, c.Name, c.Language)
	p.Require(c.IDP == nil || kind == SSOConnection, "idp", "does not belong to an access of type %s", kind)
	if c.Roles != nil {
		*c.Roles = checkRoles(p, *c.Roles)
	}
	return p.Err()
}

// checkTyped checks the fields that belong to some types only.
func checkTyped(p fault.Problems, kind string, twoFA *bool, ssoID, name, language *string) {
	const other = "does not belong to an access of type %s"
	p.Require(twoFA == nil || kind == UIConnection, "two_fa_enabled", other, kind)
	p.Require(ssoID == nil || kind == SSOConnection, "sso_id", other, kind)
	p.Require(name == nil || kind == APIConnection || kind == Profile, "name", other, kind)
	p.Require(language == nil || kind == APIConnection, "language", other, kind)
	if ssoID != nil {
		p.Require(*ssoID != "", "sso_id", "must not be empty")
		checkText(p, "sso_id", *ssoID, maxSSOID)
	}
	if name != nil {
		*name = strings.TrimSpace(*name)
		p.Require(*name != "", "name", "must not be empty")
		checkText(p, "name", *name, maxAccessName)
	}
	if language != nil {
		checkLanguage(p, *language)
	}
}

// checkRoles returns the roles without repetitions. Whether each is known is
// asked of the catalogue.
func checkRoles(p fault.Problems, roles []string) []string {
	if len(roles) > maxRoles {
		p.Require(false, "roles", "must not be more than %d", maxRoles)
		return nil
	}
	var once []string
	for _, id := range roles {
		p.Require(id != "" && len(id) <= maxRole, "roles", "must be ids of roles")
		checkText(p, "roles", id, maxRole)
		if !slices.Contains(once, id) {
			once = append(once, id)
		}
	}
	return once
}

// without returns what of list is not in other.
func without(list, other []string) []string {
	var rest []string
	for _, s := range list {
		if !slices.Contains(other, s) {
			rest = append(rest, s)
		}
	}
	return rest
}
