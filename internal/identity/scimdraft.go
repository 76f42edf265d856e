package identity

import (
	"slices"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
)

// SCIMDraft is what an IdP says of a user; nil says nothing. A new one needs
// UserName and Email.
type SCIMDraft struct {
	UserName     *string
	ExternalID   *string
	Email        *string
	FormalName   *string
	FirstName    *string
	LastName     *string
	FriendlyName *string
	Phone        *string
	Language     *string
	IsActive     *bool
	Roles        *[]string // values that the mapping of the IdP may know
}

const maxSCIMRoles = 100

func (d *SCIMDraft) check() error {
	p := fault.Problems{}
	if d.UserName != nil {
		*d.UserName = strings.TrimSpace(*d.UserName)
		p.Require(*d.UserName != "", "userName", "must be set")
		checkText(p, "userName", *d.UserName, maxSSOID)
	}
	if d.ExternalID != nil {
		checkText(p, "externalId", *d.ExternalID, maxSSOID)
	}
	p.Require(d.Roles == nil || len(*d.Roles) <= maxSCIMRoles, "roles", "must not be more than %d", maxSCIMRoles)
	return p.Err()
}

// user is the draft of a new user of an IdP.
func (d *SCIMDraft) user(idp IDP) UserDraft {
	return UserDraft{
		CustomerID: idp.CustomerID, Email: orEmpty(d.Email), FirstName: orEmpty(d.FirstName), LastName: orEmpty(d.LastName),
		FormalName: orEmpty(d.FormalName), FriendlyName: orEmpty(d.FriendlyName), Phone: orEmpty(d.Phone), Language: orEmpty(d.Language),
		Role: d.role(idp), GroupGUID: idp.DefaultGroup,
	}
}

// role returns the ratings role that the mapping of an IdP makes of what it says:
// the highest. "" says nothing.
func (d *SCIMDraft) role(idp IDP) actor.Role {
	if d.Roles == nil || len(idp.Mapping.Roles) == 0 {
		return ""
	}
	role := actor.User
	for _, value := range *d.Roles {
		if r, ok := idp.Mapping.Roles[value]; ok && r.Above(role) {
			role = r
		}
	}
	return role
}

// change returns what becomes different about a user.
func (d *SCIMDraft) change(idp IDP, u *SCIMUser) UserChange {
	ch := UserChange{Email: d.Email, FriendlyName: d.FriendlyName, Phone: d.Phone, Language: d.Language, IsActive: d.IsActive}
	first, last, formal := u.FirstName, u.LastName, u.FormalName
	set(&first, d.FirstName)
	set(&last, d.LastName)
	if first != u.FirstName || last != u.LastName {
		formal = strings.TrimSpace(first + " " + last)
	}
	set(&formal, d.FormalName)
	if first == "" && last == "" {
		first, last = splitName(formal)
	}
	if first != u.FirstName || last != u.LastName || formal != u.FormalName {
		ch.FirstName, ch.LastName, ch.FormalName = &first, &last, &formal
	}
	if d.Email != nil && u.PendingEmail != nil && strings.EqualFold(*d.Email, *u.PendingEmail) {
		ch.Email = nil // it has been asked for
	}
	if role := d.role(idp); role != "" {
		ch.Role = &role
	}
	drop(&ch.Email, u.Email)
	drop(&ch.FriendlyName, u.FriendlyName)
	drop(&ch.Phone, u.Phone)
	drop(&ch.Language, u.Language)
	drop(&ch.IsActive, u.IsActive)
	drop(&ch.Role, u.Role)
	return ch
}

// called returns what the IdP calls a user after the draft, and whether that is
// new.
func (d *SCIMDraft) called(u *SCIMUser) (userName, externalID string, isNew bool) {
	userName, externalID = u.UserName, u.ExternalID
	set(&userName, d.UserName)
	set(&externalID, d.ExternalID)
	return userName, externalID, userName != u.UserName || externalID != u.ExternalID
}

// RolesOf returns the values with which an IdP's mapping leads to a role.
func (m *Mapping) RolesOf(role actor.Role) []string {
	var values []string
	for value, r := range m.Roles {
		if r == role {
			values = append(values, value)
		}
	}
	slices.Sort(values)
	return values
}
