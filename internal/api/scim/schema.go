package scim

// schema is the definition of RFC 7643, section 7.
type schema struct {
	Schemas     []string      `json:"schemas"`
	ID          string        `json:"id"`
	Name        string        `json:"name"`
	Description string        `json:"description"`
	Attributes  []attribute   `json:"attributes"`
	Meta        discoveryMeta `json:"meta"`
}

type attribute struct {
	Name          string      `json:"name"`
	Type          string      `json:"type"`
	MultiValued   bool        `json:"multiValued"`
	Description   string      `json:"description"`
	Required      bool        `json:"required"`
	CaseExact     bool        `json:"caseExact"`
	Mutability    string      `json:"mutability"`
	Returned      string      `json:"returned"`
	Uniqueness    string      `json:"uniqueness"`
	References    []string    `json:"referenceTypes,omitempty"`
	Canonical     []string    `json:"canonicalValues,omitempty"`
	SubAttributes []attribute `json:"subAttributes,omitempty"`
}

// text is an attribute of one text, which can be written.
func text(name, description string) attribute {
	return attribute{Name: name, Type: "string", Description: description, Mutability: "readWrite", Returned: "default", Uniqueness: "none"}
}

func (a attribute) required() attribute { a.Required = true; return a }
func (a attribute) exact() attribute    { a.CaseExact = true; return a }
func (a attribute) unique() attribute   { a.Uniqueness = "server"; return a }
func (a attribute) readOnly() attribute { a.Mutability = "readOnly"; return a }

func (a attribute) of(kind string) attribute {
	a.Type = kind
	return a
}

// with makes the attribute one of several parts; many says that it has values.
func (a attribute) with(many bool, parts ...attribute) attribute {
	a.Type, a.MultiValued, a.SubAttributes = "complex", many, parts
	return a
}

func reference(kinds ...string) attribute {
	r := text("$ref", "The address of it.").of("reference").exact()
	r.References = kinds
	return r
}

// kept is an attribute of which Gatehouse keeps one value.
func kept(name, description, part string) attribute {
	kind := text("type", "It is kept as work.")
	kind.Canonical = []string{"work"}
	return text(name, description).with(true, text("value", part), kind, text("primary", "Whether it is the one that counts.").of("boolean"))
}

func (a *API) definitions() []schema {
	of := func(id, name, description string, attributes ...attribute) schema {
		return schema{
			Schemas: []string{urnSchema}, ID: id, Name: name, Description: description, Attributes: attributes,
			Meta: discoveryMeta{"Schema", a.PublicURL + Prefix + "/Schemas/" + id},
		}
	}
	return []schema{
		of(urnUser, "User", "Somebody who signs in at the IdP of the token.",
			text("userName", "What the IdP calls the user. A later change does not change how the user signs in.").required().unique(),
			text("name", "The parts of the name.").with(false,
				text("formatted", "The whole name."), text("givenName", "The first name."), text("familyName", "The last name.")),
			text("displayName", "The whole name."),
			text("nickName", "The friendly name."),
			kept("emails", "One address is kept: the primary, else that of work. Another one counts once its owner has proven it.", "The address.").required(),
			kept("phoneNumbers", "One number is kept.", "The number."),
			text("preferredLanguage", "en, fr or de. What is not spoken here changes nothing."),
			text("active", "Without it nothing of the user works, at once.").of("boolean"),
			text("groups", "The access group: a user is in one.").readOnly().with(true,
				text("value", "The id of the group.").exact().readOnly(), reference("Group").readOnly(), text("display", "Its name.").readOnly(),
				text("type", "direct.").readOnly()),
			text("roles", "Values that the mapping of the IdP leads to a ratings role: the highest counts.").with(true,
				text("value", "The value.").exact(), text("primary", "Has no meaning here.").of("boolean")),
		),
		of(urnGroup, "Group", "An access group. A new one sees no company.",
			text("displayName", "The name, which no other group of the customer has.").required().unique(),
			text("members", "Those who are users of the IdP of the token. A user is in one group.").with(true,
				text("value", "The id of the user.").exact(), reference("User"), text("display", "The name.").readOnly(), text("type", "User.")),
		),
		of(urnGatehouse, "Gatehouse user", "What Gatehouse adds.",
			text("pendingEmail", "An address that its owner has not proven yet.").readOnly()),
	}
}
