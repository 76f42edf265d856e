package web

import (
	"cmp"
	"net/http"
	"strings"

	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/tenant"
)

// idpForm is the settings of an identity provider. Its fields have the names of
// the API's.
type idpForm struct {
	Action         string
	Button         phrase
	Protocol       string
	IsNew, IsStale bool
	Wrong          *wrong

	Name, Enabled, Suffix                 field
	MetadataURL, Metadata, Encrypted      field // SAML
	Issuer, ClientID, Secret, Scopes      field // OpenID Connect
	Subject, Email, FullName, First, Last field
	JIT                                   field
	Role, Roles, Group, Groups            field
	LogoutURL                             field
	DefaultGroup, SignHash                []option
}

func (f *idpForm) fields() []*field {
	all := []*field{&f.Name, &f.Enabled}
	if f.Protocol == identity.OIDC {
		all = append(all, &f.Issuer, &f.ClientID, &f.Secret, &f.Scopes)
	} else {
		all = append(all, &f.MetadataURL, &f.Metadata, &f.Encrypted, &f.Subject)
	}
	return append(all, &f.Email, &f.FullName, &f.First, &f.Last, &f.JIT, &f.Role, &f.Roles, &f.Group, &f.Groups, &f.Suffix, &f.LogoutURL)
}

// IsOIDC reports which of the fields are asked for.
func (f idpForm) IsOIDC() bool { return f.Protocol == identity.OIDC }

// blankIDPForm is the form with nothing in it.
func blankIDPForm(protocol string) idpForm {
	line := func(name string, label, hint phrase) field {
		return field{ID: strings.ReplaceAll(name, ".", "-"), Name: name, Label: label, Hint: hint, Type: "text", Autocomplete: "off", MaxLength: 2048}
	}
	lines := func(name string, label, hint phrase, rows int) field {
		f := line(name, label, hint)
		f.Rows, f.MaxLength = rows, 0
		return f
	}
	role, group := say("Attribute for the role"), say("Attribute for the access group")
	if protocol == identity.OIDC {
		role, group = say("Claim for the role"), say("Claim for the access group")
	}
	f := idpForm{
		Protocol:    protocol,
		Name:        line("name", say("Name"), say("People read it on the button that leads there.")),
		Enabled:     line("enabled", say("People may sign in here"), say("If not, their sessions from here end at once.")),
		Suffix:      line("sso_url_suffix", say("End of the address where people start"), say("Small letters, digits and dashes.")),
		MetadataURL: line("metadata_url", say("Address of the metadata"), say("It is read again every day, so that new certificates arrive by themselves.")),
		Metadata:    lines("metadata", say("Metadata"), say("The XML itself, where there is no address: paste it, or choose the file."), 5),
		Encrypted:   line("wants_encrypted", say("Refuse assertions that are not encrypted"), nil),
		Issuer:      line("issuer", say("Issuer"), say("What the provider calls itself, such as https://login.example.com.")),
		ClientID:    line("client_id", say("Client ID"), say("What the provider calls this server.")),
		Secret:      line("client_secret", say("Client secret"), say("Kept encrypted and never shown.")),
		Scopes:      line("scopes", say("Scopes"), say("Besides openid, with blanks in between.")),
		Subject:     line("mapping.subject", say("Who it is"), say("The attribute that never changes for a person. Empty: the NameID.")),
		Email:       line("mapping.email", say("E-mail address"), nil),
		FullName:    line("mapping.name", say("Whole name"), nil),
		First:       line("mapping.first_name", say("First name"), say("Together with the last name, in place of the whole one.")),
		Last:        line("mapping.last_name", say("Last name"), say("Together with the first name.")),
		JIT:         line("jit", say("Who is new gets a user"), say("With the e-mail address and name from the provider. An address that somebody here has already is refused.")),
		Role:        line("mapping.role", role, nil),
		Roles:       lines("mapping.roles", say("Values and their roles"), say("One a line, such as Risk team = customer_portfolio_manager. The highest counts; who has none becomes customer_user."), 3),
		Group:       line("mapping.group", group, nil),
		Groups:      lines("mapping.groups", say("Values and their access groups"), say("One a line, such as Purchasing = Suppliers in Europe. The first that fits counts, also for SCIM."), 3),
		LogoutURL:   line("logout_redirect_url", say("Where to go after signing out"), say("An https address.")),
	}
	f.Name.Required, f.Name.MaxLength = true, 255
	f.Issuer.Required, f.ClientID.Required = true, true
	f.Secret.Type, f.Secret.Autocomplete = "password", "new-password"
	return f
}

// emptyIDPForm is what one meets who adds an identity provider.
func emptyIDPForm(protocol string, groups []tenant.Group) idpForm {
	f := blankIDPForm(protocol)
	f.IsNew, f.Enabled.Value = true, "yes"
	if protocol == identity.OIDC {
		f.Scopes.Value, f.Email.Value, f.FullName.Value = "profile email", "email", "name"
	}
	f.choose(groups, "", "sha256")
	return f
}

func (f *idpForm) choose(groups []tenant.Group, group, hash string) {
	f.DefaultGroup = []option{{"", say("The default group of the organisation"), group == ""}}
	for _, g := range groups {
		f.DefaultGroup = append(f.DefaultGroup, option{g.GUID, plain(g.Name), g.GUID == group})
	}
	f.SignHash = []option{{"sha256", plain("SHA-256"), hash != "sha1"}, {"sha1", say("SHA-1, for old providers"), hash == "sha1"}}
}

// formOfIDP shows the settings that there are.
func formOfIDP(i *identity.IDP, groups []tenant.Group) idpForm {
	f := blankIDPForm(i.Protocol)
	m := i.Mapping
	for at, value := range map[*field]string{
		&f.Name: i.Name, &f.Suffix: i.URLSuffix, &f.MetadataURL: i.MetadataURL, &f.Metadata: i.Metadata, &f.LogoutURL: i.LogoutRedirectURL,
		&f.Issuer: i.EntityID, &f.ClientID: i.ClientID, &f.Scopes: i.Scopes,
		&f.Subject: m.Subject, &f.Email: m.Email, &f.FullName: m.Name, &f.First: m.FirstName, &f.Last: m.LastName, &f.Role: m.Role, &f.Group: m.Group,
		&f.Roles: rolesText(m), &f.Groups: groupsText(m, groups), &f.Enabled: yes(i.IsEnabled), &f.JIT: yes(i.IsJIT), &f.Encrypted: yes(i.WantsEncrypted),
	} {
		at.Value = value
	}
	if i.HasClientSecret() {
		f.Secret.Hint = say("There is one, kept encrypted. Leave this empty to keep it.")
	}
	f.choose(groups, i.DefaultGroup, i.SignHashAlg)
	return f
}

// readIDPForm returns the form as it was sent, and the change that it asks for.
func readIDPForm(r *http.Request, groups []tenant.Group, isNew bool) (f idpForm, ch identity.IDPChange, err error) {
	f = blankIDPForm(r.PostFormValue("protocol"))
	f.IsNew = isNew
	for _, in := range f.fields() {
		in.Value = r.PostFormValue(in.Name)
	}
	if err := f.readFile(r); err != nil {
		return f, ch, err
	}
	f.choose(groups, r.PostFormValue("default_group"), r.PostFormValue("sign_hash_alg"))
	mapping, err := f.mapping(groups)
	ch = identity.IDPChange{
		Name: &f.Name.Value, Mapping: &mapping, IsJIT: new(f.JIT.Value != ""), LogoutRedirectURL: &f.LogoutURL.Value, URLSuffix: &f.Suffix.Value,
		DefaultGroup: new(r.PostFormValue("default_group")),
	}
	if !isNew {
		ch.IsEnabled = new(f.Enabled.Value != "")
	} else {
		ch.Protocol = &f.Protocol
	}
	if f.IsOIDC() {
		ch.Issuer, ch.ClientID, ch.Scopes = &f.Issuer.Value, &f.ClientID.Value, &f.Scopes.Value
		if f.Secret.Value != "" {
			ch.ClientSecret = new(f.Secret.Value)
		}
		f.Secret.Value = "" // it goes into no page
		return f, ch, err
	}
	ch.MetadataURL, ch.WantsEncrypted = &f.MetadataURL.Value, new(f.Encrypted.Value != "")
	ch.SignHashAlg = new(cmp.Or(r.PostFormValue("sign_hash_alg"), "sha256"))
	if f.Metadata.Value != "" {
		ch.Metadata = &f.Metadata.Value
	}
	return f, ch, err
}

// readFile takes the metadata from a file, if one was chosen.
func (f *idpForm) readFile(r *http.Request) error {
	_, content, err := sentFile(r, "metadata_file")
	if err != nil {
		return err
	}
	if !isText(string(content)) {
		return fault.Field("metadata", "must be XML in UTF-8")
	}
	if len(content) > 0 {
		f.Metadata.Value = string(content)
	}
	return nil
}
