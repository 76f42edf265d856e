package web

import (
	"slices"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/tenant"
)

func (f *idpForm) mapping(groups []tenant.Group) (m identity.Mapping, err error) {
	m = identity.Mapping{
		Subject: f.Subject.Value, Email: f.Email.Value, Name: f.FullName.Value, FirstName: f.First.Value, LastName: f.Last.Value,
		Role: f.Role.Value, Group: f.Group.Value,
	}
	p := fault.Problems{}
	roles, ok := pairs(f.Roles.Value)
	p.Require(ok, "mapping.roles", "must have lines such as Risk team = customer_user")
	for _, pair := range roles {
		if m.Roles == nil {
			m.Roles = make(map[string]actor.Role)
		}
		m.Roles[pair[0]] = actor.Role(pair[1])
	}
	named, ok := pairs(f.Groups.Value)
	p.Require(ok, "mapping.groups", "must have lines such as Purchasing = Suppliers in Europe")
	for _, pair := range named {
		i := slices.IndexFunc(groups, func(g tenant.Group) bool { return strings.EqualFold(g.Name, pair[1]) || g.GUID == pair[1] })
		p.Require(i >= 0, "mapping.groups", "there is no group with the name %s", pair[1])
		if i >= 0 {
			m.Groups = append(m.Groups, identity.MappedGroup{Value: pair[0], GroupGUID: groups[i].GUID})
		}
	}
	return m, p.Err()
}

// pairs reads lines with something on both sides of the last equals sign: values
// of directories have some, too.
func pairs(text string) (all [][2]string, ok bool) {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		i := strings.LastIndex(line, "=")
		if i < 0 {
			return nil, false
		}
		left, right := strings.TrimSpace(line[:i]), strings.TrimSpace(line[i+1:])
		if left == "" || right == "" {
			return nil, false
		}
		all = append(all, [2]string{left, right})
	}
	return all, true
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return ""
}

func rolesText(m identity.Mapping) string {
	var lines []string
	for _, role := range actor.Ranks {
		var values []string
		for value, r := range m.Roles {
			if r == role {
				values = append(values, value+" = "+string(role))
			}
		}
		slices.Sort(values)
		lines = append(lines, values...)
	}
	return strings.Join(lines, "\n")
}

func groupsText(m identity.Mapping, groups []tenant.Group) string {
	var lines []string
	for _, g := range m.Groups {
		name := g.GroupGUID
		if i := slices.IndexFunc(groups, func(o tenant.Group) bool { return o.GUID == g.GroupGUID }); i >= 0 {
			name = groups[i].Name
		}
		lines = append(lines, g.Value+" = "+name)
	}
	return strings.Join(lines, "\n")
}
