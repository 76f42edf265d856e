package web

import (
	"cmp"
	"net/http"
	"net/url"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
)

// formPath is where forms have their page: clients of the original service
// know it.
const formPath = "/app/static/pages/access-request"

// formView is the public page on which a client registers.
type formView struct {
	page
	Initials, Customer, Intro, Logo                      string
	Heading, Button                                      phrase
	Action, Trap                                         string
	Name, Email, Company, Website, Phone, Message, Terms field
	Own                                                  []ownInput
	Wrong                                                *wrong
	IsPreview                                            bool // nothing can be sent
}

func (formView) file() string { return "form.html" }

// ownInput is an own field of a form, as it is filled in.
type ownInput struct {
	field
	Kind    collab.FieldKind
	Options []option
}

// IsChoice and IsCheck say how the field is shown if it is no line of text.
func (o ownInput) IsChoice() bool { return o.Kind == collab.ChoiceField }
func (o ownInput) IsCheck() bool  { return o.Kind == collab.CheckField }

// trap is a field that no person sees. What fills it in is a program.
const trap = "middle_name_2"

func (c *Web) showForm(w http.ResponseWriter, r *http.Request) error {
	return c.askToRegister(w, r, http.StatusOK, nil)
}

func (c *Web) askToRegister(w http.ResponseWriter, r *http.Request, status int, f *fault.Error) error {
	token := r.URL.Query().Get("token")
	form, err := c.Forms.Open(r.Context(), token)
	if err != nil {
		return c.closedForm(w, r, &form, err)
	}
	if isLook(r) {
		if err := c.Forms.View(r.Context(), &form); err != nil { // a figure less is no reason to turn somebody away
			c.Log.WarnContext(r.Context(), "views of a form are not written", "err", err)
		}
	}
	v := newForm(r, &form)
	v.Action, v.Trap = formPath+"?token="+url.QueryEscape(token), trap
	v.complain(f)
	return render(w, inLanguage(r, form.Language), status, v)
}

// isLook reports whether a person may be looking at the page: HEAD and what a
// browser fetches beforehand are none.
func isLook(r *http.Request) bool {
	return r.Method == http.MethodGet && !strings.Contains(r.Header.Get("Sec-Purpose")+r.Header.Get("Purpose"), "prefetch")
}

func (v *formView) complain(f *fault.Error) {
	fields := []*field{&v.Name, &v.Email, &v.Company, &v.Website, &v.Phone, &v.Message}
	for i := range v.Own {
		fields = append(fields, &v.Own[i].field)
	}
	v.Wrong = complain(f, append(fields, &v.Terms)...)
	v.page = v.failed(v.Wrong)
}

func newForm(r *http.Request, form *collab.Form) formView {
	heading := or(plain(cmp.Or(form.Wording.Heading, form.Name)), say("Register"))
	v := formView{
		page:     threshold(heading, ajar, &words{say("A word at the gate."), say("Say who you are and what you come for. Somebody will look at it.")}),
		Initials: initials(form.Branding.Name), Customer: form.Branding.Name, Heading: heading, Logo: cmp.Or(form.LogoPath(), form.Branding.Logo),
		Intro:   cmp.Or(form.Wording.Intro, form.Description),
		Button:  or(plain(form.Wording.Button), say("Register")),
		Name:    typed(r, "formal_name", say("Your name"), "text", "name", true),
		Email:   typed(r, "email", say("Work e-mail"), "email", "email", true),
		Company: typed(r, "company_name", say("Company"), "text", "organization", true),
		Website: typed(r, "website", say("Company website"), "text", "url", true),
		Phone:   typed(r, "phone", say("Phone"), "tel", "tel", false),
		Message: typed(r, "message", say("Message"), "", "off", false),
		Terms:   typed(r, "terms", nil, "", "", true),
	}
	v.Centred, v.Accent = false, accentOf(form.Branding)
	v.Website.InputMode, v.Website.Placeholder = "url", plain("example.com")
	v.Phone.MaxLength = 50
	v.Message.Rows, v.Message.MaxLength = 4, 2000
	v.Terms.Short = say("Terms")
	v.Terms.Label = say("I agree that %s keeps what I enter here to decide on my registration and to write to me about it.", form.Branding.Name)
	for _, f := range form.Fields {
		v.Own = append(v.Own, newOwnInput(r, f))
	}
	return v
}

func newOwnInput(r *http.Request, f collab.OwnField) ownInput {
	in := ownInput{Kind: f.Kind, field: typed(r, collab.OwnName(f.Key), plain(f.Label), "text", "off", f.IsRequired)}
	in.ID, in.Hint, in.MaxLength = "own-"+f.Key, plain(f.Help), 255
	if f.Kind == collab.LongField {
		in.Rows, in.MaxLength = 4, 2000
	}
	for _, o := range f.Options {
		in.Options = append(in.Options, option{o, plain(o), o == in.Value})
	}
	return in
}

// closedForm is the page of a form that takes no registrations. What is another
// failure is returned.
func (c *Web) closedForm(w http.ResponseWriter, r *http.Request, form *collab.Form, err error) error {
	if !fault.Is(err, fault.NotFound) {
		return err
	}
	v := messageView{
		page: threshold(say("This form is closed"), shut, nil), Heading: say("This form is closed"),
		Lead: sentence(failure(fault.Of(err), "")),
		Foot: say("If you would like to register, ask whoever gave you the address of this page."),
	}
	switch form.State(c.Now()) {
	case collab.FormExpired:
		v.Lead = say("%s took registrations here until %s.", form.CustomerName, form.ExpiresAt.Add(-time.Second))
	case collab.FormFull:
		v.Lead = say("%s has had as many registrations here as it can take.", form.CustomerName)
	case collab.FormOpen, collab.FormClosed: // the failure says it
	}
	return render(w, inLanguage(r, form.Language), http.StatusNotFound, v)
}

// register answers everybody alike, known or not: look into your mail.
func (c *Web) register(w http.ResponseWriter, r *http.Request) error {
	if r.PostFormValue(trap) != "" {
		return see(w, r, "/look-into-your-mail")
	}
	nonce := c.cookie(r, flowCookie)
	if nonce == "" {
		nonce = mail.NewNonce()
	}
	token := r.URL.Query().Get("token")
	form, err := c.Forms.Open(r.Context(), token)
	if err != nil {
		return c.closedForm(w, r, &form, err)
	}
	err = c.Registrations.Register(r.Context(), token, collab.RegistrationDraft{
		FormalName:  r.PostFormValue("formal_name"),
		Email:       r.PostFormValue("email"),
		CompanyName: r.PostFormValue("company_name"),
		Website:     r.PostFormValue("website"),
		Phone:       r.PostFormValue("phone"),
		Message:     r.PostFormValue("message"),
		Terms:       r.PostFormValue("terms") != "",
		Typed:       typedOwn(r, form.Fields),
		Language:    languageOf(inLanguage(r, form.Language)),
	}, actor.IP(r.Context()), nonce)
	if f := formFault(err); f != nil {
		return c.askToRegister(w, r, http.StatusUnprocessableEntity, f)
	}
	if err != nil {
		return err
	}
	c.setCookie(w, flowCookie, nonce, flowLife)
	if form.Language != collab.AnyLanguage {
		return see(w, r, "/look-into-your-mail?in="+form.Language)
	}
	return see(w, r, "/look-into-your-mail")
}

func typedOwn(r *http.Request, own collab.OwnFields) map[string]string {
	all := make(map[string]string, len(own))
	for _, f := range own {
		all[f.Key] = r.PostFormValue(collab.OwnName(f.Key))
	}
	return all
}

// flowLife is longer than a link to confirm a registration works.
const flowLife = 7 * 24 * time.Hour

func (c *Web) lookIntoYourMail(w http.ResponseWriter, r *http.Request) error {
	v := messageView{
		page:    threshold(say("Look into your mail"), ajar, nil),
		Heading: say("Look into your mail"),
		Lead:    say("If the address you gave can be written to, a mail is on its way to it."),
		Steps: []phrase{
			say("Open the mail that asks you to confirm your registration."),
			say("Follow its link in this browser. In another one you also need the six digits that stand in the mail."),
			say("Click once to confirm. Only then does your registration exist."),
		},
		Foot: say("Nothing came after ten minutes? Look where your mail program puts unwanted mail, then fill in the form again."),
	}
	return render(w, inLanguage(r, r.URL.Query().Get("in")), http.StatusOK, v)
}

// formLogo sends the picture of a form. Its address changes with its content, so
// that a browser may keep it.
func (c *Web) formLogo(w http.ResponseWriter, r *http.Request) error {
	logo, err := c.Forms.Logo(r.Context(), r.PathValue("guid"), r.PathValue("name"))
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", logo.Type)
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	_, err = w.Write(logo.Body)
	return err
}
