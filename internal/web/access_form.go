package web

import (
	"cmp"
	"net/http"
	"slices"

	"gatehouse/internal/actor"
	"gatehouse/internal/identity"
)

// accessForm is what an access is made of. Its fields have the names of the
// API's; which are asked for depends on the type.
type accessForm struct {
	Wrong     *wrong
	IsStale   bool
	Version   string // of the access when the form was read; "" of one that is yet to be made
	Type      string
	Name      field    // of a program's, and of a profile
	SSOID     field    // of one by single sign-on
	IDPs      []option // where that signs in, if there are several
	TwoFA     field    // of one by password
	Replace   field    // of the login that there is, if it is of another type
	Picks     []rolePick
	MayChange bool
}

// rolePick is a role of the catalogue to be ticked, or why it cannot be.
type rolePick struct {
	ID, Role string
	Words    phrase
	Why      phrase
	Chosen   bool
	Fixed    bool
}

func newAccessForm(kind string) accessForm {
	f := accessForm{
		Type:    kind,
		Name:    field{ID: "name", Name: "name", Label: say("Name"), Type: "text", Autocomplete: "off", Required: true, MaxLength: 255},
		SSOID:   field{ID: "sso_id", Name: "sso_id", Label: say("What the identity provider calls the user"), Type: "text", Autocomplete: "off", Required: true, MaxLength: 255},
		TwoFA:   field{ID: "two_fa_enabled", Name: "two_fa_enabled", Label: say("Ask for a second factor"), Hint: say("It is set up at the next sign-in.")},
		Replace: field{ID: "replace", Name: "replace", Label: say("Put it in the place of the way in that there is")},
	}
	f.Name.Hint = say("So that others see what it is for.")
	f.SSOID.Hint = say("Exactly as it comes: the NameID of SAML, the sub of OpenID Connect.")
	f.Replace.Hint = say("A user signs in in one way. Sessions end, and so does a password.")
	return f
}

// The fields that a type has.
func (f accessForm) HasName() bool {
	return f.Type == identity.APIConnection || f.Type == identity.Profile
}
func (f accessForm) IsSSO() bool      { return f.Type == identity.SSOConnection }
func (f accessForm) IsPassword() bool { return f.Type == identity.UIConnection }

func (f *accessForm) fields() []*field {
	switch f.Type {
	case identity.SSOConnection:
		return []*field{&f.SSOID, &f.Replace}
	case identity.UIConnection:
		return []*field{&f.TwoFA, &f.Replace}
	}
	return []*field{&f.Name}
}

// read takes what was sent.
func (f *accessForm) read(r *http.Request) {
	for _, in := range f.fields() {
		in.Value = r.PostFormValue(in.Name)
	}
	f.Version = r.PostFormValue("version")
	for i := range f.IDPs {
		f.IDPs[i].Chosen = f.IDPs[i].Value == r.PostFormValue("idp")
	}
	for i := range f.Picks {
		f.Picks[i].Chosen = slices.Contains(r.PostForm["roles"], f.Picks[i].Role)
	}
}

func (f *accessForm) idp() *string {
	for _, o := range f.IDPs {
		if o.Chosen {
			return &o.Value
		}
	}
	return nil
}

// roles are those that are ticked.
func (f *accessForm) roles() []string {
	roles := []string{}
	for _, p := range f.Picks {
		if p.Chosen {
			roles = append(roles, p.Role)
		}
	}
	return roles
}

func (f *accessForm) draft() identity.AccessDraft {
	d := identity.AccessDraft{Type: f.Type, Roles: f.roles()}
	switch {
	case f.HasName():
		d.Name = &f.Name.Value
	case f.IsSSO():
		d.SSOID, d.IDP, d.Replace = &f.SSOID.Value, f.idp(), f.Replace.Value != ""
	default:
		twoFA := f.TwoFA.Value != ""
		d.TwoFA, d.Replace = &twoFA, f.Replace.Value != ""
	}
	return d
}

// change is what the form says is to be different about a.
func (f *accessForm) change(a *identity.Access) identity.AccessChange {
	var ch identity.AccessChange
	if roles := f.roles(); !slices.Equal(slices.Sorted(slices.Values(roles)), slices.Sorted(slices.Values(a.Roles))) {
		ch.Roles = &roles
	}
	switch {
	case f.HasName() && f.Name.Value != textOf(a.Name):
		ch.Name = &f.Name.Value
	case f.IsSSO():
		if f.SSOID.Value != textOf(a.SSOID) {
			ch.SSOID = &f.SSOID.Value
		}
		if idp := f.idp(); idp != nil && *idp != a.IDP {
			ch.IDP = idp
		}
	case f.IsPassword() && (f.TwoFA.Value != "") != a.TwoFA:
		twoFA := !a.TwoFA
		ch.TwoFA = &twoFA
	}
	return ch
}

// rolePicks are the roles to choose from. What cannot be given is there, too,
// with the reason; what an access has can always be taken away.
func rolePicks(offers []identity.Offer, role actor.Role, held []string) []rolePick {
	var open, shut []rolePick
	for _, o := range offers {
		p := rolePick{ID: "role-" + o.ID, Role: o.ID, Words: sayRight(o.ID, o.Description), Chosen: slices.Contains(held, o.ID)}
		switch {
		case o.Left == "":
			p.Why = say("The role %s leaves nothing of it.", sayRole(role))
		case !o.Holds && p.Chosen:
			p.Why = say("You do not hold it: you can take it away, and not give it again.")
		case !o.Holds:
			p.Why = say("You do not hold it yourself, and nobody gives what they lack.")
		case string(o.Left) != o.ID:
			p.Why = say("The role %s leaves this of it: %s", sayRole(role), rightWords[o.Left])
		}
		if p.Fixed = !p.Chosen && (o.Left == "" || !o.Holds); p.Fixed {
			shut = append(shut, p)
		} else {
			open = append(open, p)
		}
	}
	for _, id := range held { // of a catalogue that who looks does not see
		if !slices.ContainsFunc(offers, func(o identity.Offer) bool { return o.ID == id }) {
			open = append(open, rolePick{ID: "role-" + id, Role: id, Words: sayRight(id, ""), Chosen: true})
		}
	}
	return append(open, shut...)
}

// idpOptions are the identity providers that an access can sign in at, if there
// are several.
func (c *Web) idpOptions(r *http.Request, by actor.Actor, chosen string) ([]option, error) {
	all, err := c.IDPs.List(r.Context(), by)
	if err != nil {
		return nil, notForbidden(err)
	}
	var options []option
	for _, i := range all {
		options = append(options, option{i.GUID, plain(i.Name), i.GUID == chosen})
	}
	if len(options) < 2 {
		return nil, nil
	}
	return options, nil
}

// kindOf is the type of access that an address asks for.
func kindOf(r *http.Request) string {
	kind := cmp.Or(r.FormValue("type"), identity.APIConnection)
	if !slices.Contains(identity.Types, kind) {
		return identity.APIConnection
	}
	return kind
}
