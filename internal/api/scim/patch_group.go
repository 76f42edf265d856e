package scim

import (
	"strings"

	"gatehouse/internal/api"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/identity/filter"
)

// groupPatch is what the operations of a patch come to. They are read before the
// group is: a group may have many members, of which a patch names some.
type groupPatch struct {
	change identity.SCIMGroupChange
	places places
}

// places are the users that come and go, each once: the last word counts.
type places struct {
	whole bool // no others are left in
	at    map[string]int
	all   []identity.SCIMPlace
}

func (p *places) set(user string, in bool) {
	if i, ok := p.at[user]; ok {
		p.all[i].In = in
		return
	}
	if p.at == nil {
		p.at = make(map[string]int)
	}
	p.at[user] = len(p.all)
	p.all = append(p.all, identity.SCIMPlace{User: user, In: in})
}

// list is who comes and goes; where no others are left in, nobody has to go.
func (p *places) list() (out []identity.SCIMPlace) {
	for _, place := range p.all {
		if place.In || !p.whole {
			out = append(out, place)
		}
	}
	return out
}

func (p *groupPatch) apply(op operation) error {
	if op.path == "" {
		o, ok := op.value.(object)
		if !ok {
			return typed("invalidSyntax", fault.Field("value", "must be an object where there is no path"))
		}
		for name, v := range o {
			switch strings.ToLower(name) {
			case "id", "schemas", "meta": // what was read here and cannot be written
				continue
			case "":
				return typed("invalidPath", fault.New(fault.Invalid, "An attribute has no name."))
			}
			if err := p.apply(operation{op.op, name, v}); err != nil {
				return err
			}
		}
		return nil
	}
	path, err := filter.ParsePath(op.path)
	if err != nil {
		return typed("invalidPath", err)
	}
	if path.Schema != "" && path.Schema != strings.ToLower(urnGroup) {
		path.Attr = ""
	}
	switch {
	case path.Attr == "members" && (path.Sub == "" || path.Sub == "value" && path.Filter == nil):
		return p.members(op, path)
	case path.Attr == "id" || path.Attr == "meta" || path.Attr == "schemas":
		return typed("mutability", fault.New(fault.Invalid, "%s cannot be written.", path.Attr))
	case path.Attr == "displayname" && path.Sub == "" && path.Filter == nil:
		p.change.Name, err = textAt(object{"displayName": op.written()}, "displayName")
		if err == nil && p.change.Name == nil {
			err = fault.Field("displayName", "must be set")
		}
		return err
	case path.Attr == "externalid" && path.Sub == "" && path.Filter == nil:
		p.change.ExternalID, err = textAt(object{"externalId": op.written()}, "externalId")
		if err == nil && p.change.ExternalID == nil {
			p.change.ExternalID = new(string)
		}
		return err
	}
	return typed("invalidPath", fault.New(fault.Invalid, "There is no attribute %q.", short(op.path)))
}

// members reads one operation on members. Okta names those that it removes in the
// path, Entra ID in the value.
func (p *groupPatch) members(op operation, path filter.Path) error {
	var users []string
	var err error
	switch {
	case path.Filter != nil && op.op != "remove":
		return typed("invalidPath", fault.Field("members", "are added by their value, without brackets"))
	case path.Filter != nil:
		if !equals(path.Filter, &users) {
			return typed("invalidFilter", fault.Field("members", "are removed by [value eq \"…\"]"))
		}
	default:
		if users, err = memberIDs(object{"members": op.value}); err != nil {
			return err
		}
	}
	if op.op == "replace" || op.op == "remove" && path.Filter == nil && op.value == nil {
		p.places = places{whole: true}
	}
	for _, user := range users {
		p.places.set(user, op.op != "remove")
	}
	return nil
}

// equals collects what a filter compares value with, by eq and or alone.
func equals(n *filter.Node, users *[]string) bool {
	switch {
	case n.Op == filter.Or:
		return equals(n.Left, users) && equals(n.Right, users)
	case n.Op == filter.Equal && n.Path.String() == "value":
		s, ok := n.Value.(string)
		*users = append(*users, strings.ToLower(s))
		return ok
	}
	return false
}

// mostMembers is how many a call may name: identity bounds how many it moves.
const mostMembers = 5000

// memberIDs reads members: the ids of users.
func memberIDs(o object) ([]string, error) {
	all, err := listAt(o, "members", mostMembers)
	if err != nil {
		return nil, err
	}
	users := make([]string, 0, len(all))
	for _, one := range all {
		id, ok := at(one, "value").(string)
		if !ok || !api.IsGUID(id) {
			return nil, fault.Field("members.value", "must be the id of a user")
		}
		if kind, _ := at(one, "type").(string); strings.EqualFold(kind, "Group") {
			return nil, fault.Field("members", "must be users: a group has no groups in it")
		}
		users = append(users, strings.ToLower(id))
	}
	return users, nil
}
