package web

import (
	"net/http"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
)

// contactView is one contact to be edited.
type contactView struct {
	page
	Notice                 *done
	Wrong                  *wrong
	Name                   string
	Company, CompanyHref   string
	CanChange              bool
	Form                   contactForm
	Remove, Prefer, Invite string // addresses; "" if it cannot be done
	Facts                  []fact
}

func (contactView) file() string { return "contact.html" }

// contactForm asks for what is known of a contact. Its fields have the names of
// the API's.
type contactForm struct {
	Action                   string
	Name, Email, Role, Phone field
	Relations                []option
	Relation                 string
}

func newContactForm(action string) contactForm {
	line := func(name, kind string, label phrase, most int) field { // of somebody else: no browser fills it in
		return field{ID: "contact-" + strings.ReplaceAll(name, "_", "-"), Name: name, Label: label, Type: kind, Autocomplete: "off", MaxLength: most}
	}
	f := contactForm{
		Action: action,
		Name:   line("formal_name", "text", say("Name"), 255), Email: line("email", "email", say("E-mail address"), maxAddress),
		Role: line("role", "text", say("Role at the company"), 255), Phone: line("phone_number", "tel", say("Telephone"), 100),
	}
	f.Email.Required = true
	f.choose("")
	return f
}

func (f *contactForm) choose(relation string) {
	f.Relation = relation
	f.Relations = []option{
		{"", say("One of several"), relation == ""},
		{portfolio.Primary, say("Preferred: invited if an invitation names nobody"), relation == portfolio.Primary},
		{portfolio.Backup, say("Backup"), relation == portfolio.Backup},
	}
}

func (f *contactForm) fields() []*field { return []*field{&f.Name, &f.Email, &f.Role, &f.Phone} }

// read takes what was sent.
func (f *contactForm) read(r *http.Request) {
	for _, in := range f.fields() {
		in.Value = r.PostFormValue(in.Name)
	}
	f.choose(r.PostFormValue("relation_type"))
}

// draft is the contact that the form asks for: a new one at a company, or the
// one of guid.
func (f *contactForm) draft(guid, company string) portfolio.ContactDraft {
	return portfolio.ContactDraft{
		GUID: guid, CompanyGUID: company, FormalName: &f.Name.Value, Email: &f.Email.Value, Role: &f.Role.Value, Phone: &f.Phone.Value, Relation: &f.Relation,
	}
}

func formOfContact(c *portfolio.Contact) contactForm {
	f := newContactForm(contactsPath + "/" + c.GUID)
	f.Name.Value, f.Email.Value, f.Role.Value, f.Phone.Value = c.FormalName, c.Email, c.Role, c.Phone
	f.choose(c.Relation())
	return f
}

func (c *Web) contact(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	contact, err := c.Contacts.One(r.Context(), by, r.PathValue("guid"))
	if err != nil {
		return err
	}
	return c.showContact(w, r, by, &contact, formOfContact(&contact), http.StatusOK, nil)
}

func (c *Web) showContact(w http.ResponseWriter, r *http.Request, by actor.Actor, contact *portfolio.Contact, form contactForm, status int, f *fault.Error) error {
	company, err := c.Companies.One(r.Context(), by, contact.CompanyGUID)
	if err != nil {
		return err
	}
	v := newContact(by, contact, &company, form)
	v.Notice = doneOf(r.URL.Query(), form.Action)
	v.Wrong = complain(f, v.Form.fields()...)
	v.page = v.failed(v.Wrong)
	return render(w, r, status, v)
}

func newContact(by actor.Actor, c *portfolio.Contact, at *portfolio.Company, form contactForm) contactView {
	row := newContactRow(c, nil, by.Has(actor.PortfolioRW))
	v := contactView{
		page: console(by, plain(row.Name), "portfolio"), Name: row.Name, Company: at.Name, CompanyHref: "/companies/" + at.GUID, CanChange: row.CanChange, Form: form,
		Facts: known(
			fact{say("E-mail address"), plain(c.Email)}, fact{say("Role at the company"), plain(c.Role)}, fact{say("Telephone"), plain(c.Phone)},
			fact{say("Source"), plain(c.Source)}, fact{say("Added"), sayTime(&c.CreatedAt)}, fact{say("Changed"), sayTime(&c.UpdatedAt)},
		),
	}
	if row.CanChange {
		v.Remove = contactsPath + "/" + c.GUID + "/remove"
	}
	if row.CanPrefer {
		v.Prefer = contactsPath + "/" + c.GUID + "/prefer"
	}
	if by.Has(actor.RequestsRW) {
		v.Invite = "/invite?company=" + at.GUID
	}
	return v
}

func (c *Web) editContact(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	contact, err := c.Contacts.One(r.Context(), by, r.PathValue("guid"))
	if err != nil {
		return err
	}
	form := newContactForm(contactsPath + "/" + contact.GUID)
	form.read(r)
	_, err = c.Contacts.Change(r.Context(), by, form.draft(contact.GUID, ""))
	if err == nil {
		return c.tell(w, r, by, form.Action, "saved", 0, nil)
	}
	if f := formFault(err, fault.Conflict); f != nil {
		return c.showContact(w, r, by, &contact, form, refusalStatus(f), f)
	}
	return err
}

// changeContact does what a button beside a contact says, and leads back to
// where it stood.
func (c *Web) changeContact(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	ctx, guid := r.Context(), strings.ToLower(r.PathValue("guid"))
	switch r.PathValue("action") {
	case "prefer":
		relation := portfolio.Primary
		contact, err := c.Contacts.Change(ctx, by, portfolio.ContactDraft{GUID: guid, Relation: &relation})
		if err != nil {
			return err
		}
		return c.tell(w, r, by, "/companies/"+contact.CompanyGUID, "preferred", 0, nil)
	case "remove":
		contact, err := c.Contacts.Delete(ctx, by, guid)
		if err != nil {
			return err
		}
		return c.tell(w, r, by, "/companies/"+contact.CompanyGUID, "removed", 0, &portfolio.Undo{Contact: &contact})
	}
	return fault.New(fault.NotFound, "That cannot be done to a contact.")
}
