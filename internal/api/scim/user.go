package scim

import (
	"errors"
	"slices"
	"strings"
	"time"

	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

// user is the resource of RFC 7643, section 4.1, as far as Gatehouse keeps it.
type user struct {
	Schemas           []string   `json:"schemas"`
	ID                string     `json:"id"`
	ExternalID        string     `json:"externalId,omitempty"`
	UserName          string     `json:"userName"`
	Name              name       `json:"name"`
	DisplayName       string     `json:"displayName"`
	NickName          string     `json:"nickName,omitempty"`
	Emails            []value    `json:"emails"`
	PhoneNumbers      []value    `json:"phoneNumbers,omitempty"`
	PreferredLanguage string     `json:"preferredLanguage"`
	Active            bool       `json:"active"`
	Groups            []member   `json:"groups"`
	Roles             []value    `json:"roles,omitempty"`
	Meta              meta       `json:"meta"`
	Gatehouse         *extension `json:"urn:ietf:params:scim:schemas:extension:gatehouse:2.0:User,omitempty"`
}

type name struct {
	Formatted  string `json:"formatted"`
	GivenName  string `json:"givenName"`
	FamilyName string `json:"familyName"`
}

type value struct {
	Value   string `json:"value"`
	Type    string `json:"type,omitempty"`
	Primary bool   `json:"primary,omitempty"`
}

// member is a user in a group, or a group of a user.
type member struct {
	Value   string `json:"value"`
	Ref     string `json:"$ref"`
	Display string `json:"display"`
	Type    string `json:"type"`
}

type meta struct {
	ResourceType string `json:"resourceType"`
	Created      string `json:"created"`
	LastModified string `json:"lastModified"`
	Location     string `json:"location"`
	Version      string `json:"version,omitempty"`
}

// extension is what Gatehouse adds to a user: an address that its owner has not
// proven yet.
type extension struct {
	PendingEmail string `json:"pendingEmail"`
}

func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }

func (a *API) location(kind, id string) string { return a.PublicURL + Prefix + "/" + kind + "s/" + id }

func (a *API) meta(kind, id string, created, modified time.Time) meta {
	return meta{ResourceType: kind, Created: stamp(created), LastModified: stamp(modified), Location: a.location(kind, id)}
}

func (a *API) toUser(u *identity.SCIMUser) *user {
	out := &user{
		Schemas: []string{urnUser}, ID: u.GUID, ExternalID: u.ExternalID, UserName: u.UserName,
		Name: name{u.FormalName, u.FirstName, u.LastName}, DisplayName: u.FormalName, NickName: u.FriendlyName,
		Emails:            []value{{Value: u.Email, Type: "work", Primary: true}},
		PreferredLanguage: u.Language, Active: u.IsActive, Groups: []member{},
		Meta: a.meta("User", u.GUID, u.CreatedAt, u.UpdatedAt),
	}
	if u.Phone != "" {
		out.PhoneNumbers = []value{{Value: u.Phone, Type: "work"}}
	}
	if u.GroupGUID != "" {
		out.Groups = append(out.Groups, member{u.GroupGUID, a.location("Group", u.GroupGUID), u.GroupName, "direct"})
	}
	for _, role := range u.Roles[:min(len(u.Roles), 1)] {
		out.Roles = append(out.Roles, value{Value: role, Primary: true})
	}
	if u.PendingEmail != nil {
		out.Schemas = append(out.Schemas, urnGatehouse)
		out.Gatehouse = &extension{*u.PendingEmail}
	}
	return out
}

// document is a user as a patch changes it: what can be written of it.
func document(u *identity.SCIMUser) object {
	o := object{
		"userName": u.UserName, "displayName": u.FormalName, "active": u.IsActive, "preferredLanguage": u.Language,
		"name":   object{"formatted": u.FormalName, "givenName": u.FirstName, "familyName": u.LastName},
		"emails": []any{object{"value": u.Email, "type": "work", "primary": true}},
	}
	if u.ExternalID != "" {
		o["externalId"] = u.ExternalID
	}
	if u.FriendlyName != "" {
		o["nickName"] = u.FriendlyName
	}
	if u.Phone != "" {
		o["phoneNumbers"] = []any{object{"value": u.Phone, "type": "work"}}
	}
	for _, role := range u.Roles[:min(len(u.Roles), 1)] {
		o["roles"] = []any{object{"value": role, "primary": true}}
	}
	return o
}

// draft reads what a resource says. Of a patch only what it touched is read: the
// rest was written by us.
func draft(o object, touched map[string]bool) (d identity.SCIMDraft, err error) {
	says := func(name string) bool { return touched == nil || touched[strings.ToLower(name)] }
	var formatted *string
	for name, into := range map[string]**string{
		"userName": &d.UserName, "externalId": &d.ExternalID, "nickName": &d.FriendlyName, "displayName": &d.FormalName,
		"name.givenName": &d.FirstName, "name.familyName": &d.LastName, "name.formatted": &formatted,
	} {
		if !says(name) {
			continue
		}
		if *into, err = partAt(o, name); err != nil {
			return d, err
		}
	}
	if d.FormalName == nil || *d.FormalName == "" {
		d.FormalName = formatted
	}
	for name, read := range map[string]func() error{
		"emails":       func() (err error) { d.Email, err = chosen(o, "emails"); return err },
		"phoneNumbers": func() (err error) { d.Phone, err = chosen(o, "phoneNumbers"); return err },
		"active":       func() (err error) { d.IsActive, err = boolAt(o, "active"); return err },
		"roles":        func() (err error) { d.Roles, err = roles(o); return err },
	} {
		if says(name) {
			err = errors.Join(err, read())
		}
	}
	if says("preferredLanguage") || says("locale") {
		var wrong error
		d.Language, wrong = language(o)
		err = errors.Join(err, wrong)
	}
	if err != nil {
		return d, err
	}
	return d, clearGone(&d, touched)
}

// partAt reads a text that may be part of an attribute.
func partAt(o object, name string) (*string, error) {
	whole, part, isPart := strings.Cut(name, ".")
	if !isPart {
		return textAt(o, whole)
	}
	v := at(o, whole)
	if _, ok := v.(object); !ok && v != nil {
		return nil, fault.Field(whole, "must be an object")
	}
	s, err := textAt(v, part)
	if err != nil {
		err = fault.Field(name, "must be a text")
	}
	return s, err
}

// clearGone empties what a resource may lack and does: in a patch that took it
// away, or that was sent whole without it.
func clearGone(d *identity.SCIMDraft, touched map[string]bool) error {
	gone := func(name string) bool { return touched[strings.ToLower(name)] }
	for name, into := range map[string]**string{
		"externalId": &d.ExternalID, "nickName": &d.FriendlyName, "phoneNumbers": &d.Phone,
	} {
		if *into == nil && (touched == nil || gone(name)) {
			*into = new(string)
		}
	}
	if gone("name.givenName") && d.FirstName == nil {
		d.FirstName = new(string)
	}
	if gone("name.familyName") && d.LastName == nil {
		d.LastName = new(string)
	}
	if gone("roles") && d.Roles == nil {
		d.Roles = &[]string{}
	}
	p := fault.Problems{}
	p.Require(!gone("userName") || d.UserName != nil, "userName", "must be set")
	p.Require(!gone("emails") || d.Email != nil, "emails", "must be set")
	return p.Err()
}

// language is the first of those that Gatehouse speaks; one that it does not
// speak changes nothing.
func language(o object) (*string, error) {
	for _, attribute := range []string{"preferredLanguage", "locale"} {
		s, err := textAt(o, attribute)
		if err != nil {
			return nil, err
		}
		if s == nil {
			continue
		}
		for tag := range strings.SplitSeq(*s, ",") { // as Accept-Language has them
			main := strings.ToLower(strings.TrimSpace(tag))
			if i := strings.IndexAny(main, "-_;"); i >= 0 {
				main = main[:i]
			}
			if slices.Contains(identity.Languages, main) {
				return &main, nil
			}
		}
	}
	return nil, nil //nolint:nilnil // none is not an error
}

func roles(o object) (*[]string, error) {
	all, err := listAt(o, "roles", mostValues)
	if err != nil || all == nil {
		return nil, err
	}
	values := make([]string, 0, len(all))
	for _, one := range all {
		v, ok := at(one, "value").(string)
		if !ok {
			return nil, fault.Field("roles.value", "must be a text")
		}
		values = append(values, v)
	}
	return &values, nil
}
