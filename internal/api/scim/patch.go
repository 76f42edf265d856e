package scim

import (
	"strings"

	"gatehouse/internal/fault"
	"gatehouse/internal/identity/filter"
)

// operation is one of a patch (RFC 7644, section 3.5.2).
type operation struct {
	op    string // add, replace, remove
	path  string // "" is none: value names what it is about
	value any
}

const mostOperations = 200

func readOperations(o object) ([]operation, error) {
	all, ok := at(o, "Operations").([]any)
	if !ok || len(all) == 0 {
		return nil, typed("invalidSyntax", fault.Field("Operations", "must be a list of operations"))
	}
	if len(all) > mostOperations {
		return nil, fault.Field("Operations", "must not be more than %d", mostOperations)
	}
	ops := make([]operation, len(all))
	for i, one := range all {
		path, err := textAt(one, "path")
		if err != nil {
			return nil, typed("invalidPath", err)
		}
		op, _ := at(one, "op").(string)
		ops[i] = operation{op: strings.ToLower(op), value: at(one, "value")} // Entra ID writes Add
		if path != nil {
			ops[i].path = strings.TrimSpace(*path)
		}
		switch ops[i].op {
		case "add", "replace":
		case "remove":
			if ops[i].path == "" {
				return nil, typed("noTarget", fault.New(fault.Invalid, "What is removed must have a path."))
			}
		default:
			return nil, typed("invalidSyntax", fault.Field("op", "must be one of add, replace, remove"))
		}
	}
	return ops, nil
}

// patch is a resource while operations change it.
type patch struct {
	object  object
	touched map[string]bool // attributes and parts, in lower case
}

func (p *patch) apply(op operation) error {
	if op.path == "" {
		o, ok := op.value.(object)
		if !ok {
			return typed("invalidSyntax", fault.Field("value", "must be an object where there is no path"))
		}
		return p.merge(op.op, o)
	}
	if strings.HasPrefix(strings.ToLower(op.path), strings.ToLower(urnEnterprise)) {
		return nil // what is not kept here
	}
	path, err := filter.ParsePath(op.path)
	if err != nil {
		return typed("invalidPath", err)
	}
	kind, known := attributes[path.Attr]
	switch {
	case !known || path.Schema != "" && path.Schema != strings.ToLower(urnUser):
		return typed("invalidPath", fault.New(fault.Invalid, "There is no attribute %q.", short(op.path)))
	case kind == readOnly:
		return typed("mutability", fault.New(fault.Invalid, "%s cannot be written.", short(op.path)))
	case kind == ignored:
		return nil
	case kind == many:
		return p.values(op, path)
	case path.Filter != nil:
		return typed("invalidPath", fault.New(fault.Invalid, "%s has one value: no brackets.", path.Attr))
	case kind == whole:
		return p.parts(op, path)
	case path.Sub != "":
		return typed("invalidPath", fault.New(fault.Invalid, "There is no attribute %q.", short(op.path)))
	}
	p.touched[path.Attr] = true
	put(p.object, path.Attr, op.written())
	return nil
}

// merge does what an object says: each of its names is a path. What a client read
// here and cannot write is passed over.
func (p *patch) merge(op string, o object) error {
	for name, v := range o {
		if strings.EqualFold(name, urnUser) {
			inner, ok := v.(object)
			if !ok {
				return fault.Field(name, "must be an object")
			}
			if err := p.merge(op, inner); err != nil {
				return err
			}
			continue
		}
		if attributes[strings.ToLower(name)] == readOnly || strings.EqualFold(name, urnGatehouse) {
			continue
		}
		if name == "" {
			return typed("invalidPath", fault.New(fault.Invalid, "An attribute has no name."))
		}
		if err := p.apply(operation{op, name, v}); err != nil {
			return err
		}
	}
	return nil
}

// written is what an operation leaves at its path; nil is nothing.
func (o *operation) written() any {
	if o.op == "remove" {
		return nil
	}
	return o.value
}

// parts changes an attribute of several parts, or one of them.
func (p *patch) parts(op operation, path filter.Path) error {
	inner, _ := at(p.object, path.Attr).(object)
	if inner == nil {
		inner = object{}
		put(p.object, path.Attr, inner)
	}
	given := object{path.Sub: op.written()}
	if path.Sub == "" {
		given = object{"formatted": nil, "givenname": nil, "familyname": nil}
		if op.written() != nil {
			var ok bool
			if given, ok = op.value.(object); !ok {
				return fault.Field(path.Attr, "must be an object")
			}
		}
	}
	for name, v := range given {
		p.touched[path.Attr+"."+strings.ToLower(name)] = true
		put(inner, name, v)
	}
	return nil
}

// put writes what an object has under a name, in any case; nil takes it away.
func put(o object, name string, v any) {
	for key := range o {
		if strings.EqualFold(key, name) {
			delete(o, key)
		}
	}
	if v != nil {
		o[strings.ToLower(name)] = v
	}
}

func short(s string) string { return s[:min(len(s), 100)] }

// kind is what a patch may do with an attribute.
type kind int

const (
	single   kind = iota + 1
	whole         // of several parts
	many          // values
	readOnly      // what the server says
	ignored       // what the RFC has and Gatehouse does not keep
)

// attributes are those of users, in lower case.
var attributes = map[string]kind{
	"username": single, "externalid": single, "displayname": single, "nickname": single, "active": single,
	"preferredlanguage": single, "locale": single, "name": whole, "emails": many, "phonenumbers": many, "roles": many,
	"id": readOnly, "meta": readOnly, "schemas": readOnly, "groups": readOnly,
	"profileurl": ignored, "title": ignored, "usertype": ignored, "timezone": ignored, "password": ignored, "ims": ignored,
	"photos": ignored, "addresses": ignored, "entitlements": ignored, "x509certificates": ignored,
}
