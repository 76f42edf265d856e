package ratings

import (
	"maps"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

// idpMapping says what is read from attributes or claims.
type idpMapping struct {
	Subject   string                `json:"subject"`
	Email     string                `json:"email"`
	Name      string                `json:"name"`
	FirstName string                `json:"first_name"`
	LastName  string                `json:"last_name"`
	Role      string                `json:"role"`
	Roles     map[string]actor.Role `json:"roles"`
	Group     string                `json:"group"`
	Groups    []mappedGroup         `json:"groups"`
}

type mappedGroup struct {
	Value string `json:"value"`
	Group string `json:"group"`
}

func toMapping(m identity.Mapping) idpMapping {
	out := idpMapping{
		Subject: m.Subject, Email: m.Email, Name: m.Name, FirstName: m.FirstName, LastName: m.LastName,
		Role: m.Role, Roles: map[string]actor.Role{}, Group: m.Group, Groups: []mappedGroup{},
	}
	maps.Copy(out.Roles, m.Roles)
	for _, g := range m.Groups {
		out.Groups = append(out.Groups, mappedGroup{g.Value, g.GroupGUID})
	}
	return out
}

type mappingBody struct {
	Subject   api.Opt[string]                `json:"subject"`
	Email     api.Opt[string]                `json:"email"`
	Name      api.Opt[string]                `json:"name"`
	FirstName api.Opt[string]                `json:"first_name"`
	LastName  api.Opt[string]                `json:"last_name"`
	Role      api.Opt[string]                `json:"role"`
	Roles     api.Opt[map[string]actor.Role] `json:"roles"`
	Group     api.Opt[string]                `json:"group"`
	Groups    api.Opt[[]mappedGroupBody]     `json:"groups"`
}

type mappedGroupBody struct {
	Value api.Opt[string] `json:"value"`
	Group api.Opt[string] `json:"group"`
}

// mapping is the whole of it: what is not sent is empty.
func (m *mappingBody) mapping(p fault.Problems) *identity.Mapping {
	out := &identity.Mapping{}
	for field, f := range map[string]struct {
		from *api.Opt[string]
		to   *string
	}{
		"subject": {&m.Subject, &out.Subject}, "email": {&m.Email, &out.Email}, "name": {&m.Name, &out.Name},
		"first_name": {&m.FirstName, &out.FirstName}, "last_name": {&m.LastName, &out.LastName},
		"role": {&m.Role, &out.Role}, "group": {&m.Group, &out.Group},
	} {
		p.Require(!f.from.Null, "mapping."+field, mayNotBeNull)
		if s := f.from.Ptr(); s != nil {
			*f.to = *s
		}
	}
	p.Require(!m.Roles.Null, "mapping.roles", mayNotBeNull)
	p.Require(!m.Groups.Null, "mapping.groups", mayNotBeNull)
	if roles := m.Roles.Ptr(); roles != nil && len(*roles) > 0 {
		out.Roles = *roles
	}
	if groups := m.Groups.Ptr(); groups != nil {
		for _, g := range *groups {
			value, group := g.Value.Ptr(), g.Group.Ptr()
			p.Require(value != nil && group != nil, "mapping.groups", "must each have a value and a group")
			if value != nil && group != nil {
				out.Groups = append(out.Groups, identity.MappedGroup{Value: *value, GroupGUID: *group})
			}
		}
	}
	return out
}
