package web

import (
	"net/http"
	"net/url"
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
	Initials, Customer, Description                      string
	Heading                                              phrase
	Action, Trap                                         string
	Name, Email, Company, Website, Phone, Message, Terms field
	Wrong                                                *wrong
}

func (formView) file() string { return "form.html" }

// trap is a field that no person sees. What fills it in is a program.
const trap = "middle_name_2"

func (c *Web) showForm(w http.ResponseWriter, r *http.Request) error {
	return c.askToRegister(w, r, http.StatusOK, nil)
}

func (c *Web) askToRegister(w http.ResponseWriter, r *http.Request, status int, f *fault.Error) error {
	token := r.URL.Query().Get("token")
	form, err := c.Forms.Open(r.Context(), token)
	if err != nil {
		return err
	}
	v := newForm(r, &form)
	v.Action, v.Trap = formPath+"?token="+url.QueryEscape(token), trap
	v.Wrong = complain(f, &v.Name, &v.Email, &v.Company, &v.Website, &v.Phone, &v.Message, &v.Terms)
	v.page = v.failed(v.Wrong)
	return render(w, r, status, v)
}

func newForm(r *http.Request, form *collab.Form) formView {
	heading := or(plain(form.Name), say("Register"))
	v := formView{
		page:     threshold(heading, ajar, &words{say("A word at the gate."), say("Say who you are and what you come for. Somebody will look at it.")}),
		Initials: initials(form.CustomerName), Customer: form.CustomerName, Heading: heading, Description: form.Description,
		Name:    typed(r, "formal_name", say("Your name"), "text", "name", true),
		Email:   typed(r, "email", say("Work e-mail"), "email", "email", true),
		Company: typed(r, "company_name", say("Company"), "text", "organization", true),
		Website: typed(r, "website", say("Company website"), "text", "url", true),
		Phone:   typed(r, "phone", say("Phone"), "tel", "tel", false),
		Message: typed(r, "message", say("Message"), "", "off", false),
		Terms:   typed(r, "terms", nil, "", "", true),
	}
	v.Centred = false
	v.Website.InputMode, v.Website.Placeholder = "url", plain("example.com")
	v.Phone.MaxLength = 50
	v.Message.Rows, v.Message.MaxLength = 4, 2000
	v.Terms.Short = say("Terms")
	v.Terms.Label = say("I agree that %s keeps what I enter here to decide on my registration and to write to me about it.", form.CustomerName)
	return v
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
	err := c.Registrations.Register(r.Context(), r.URL.Query().Get("token"), collab.RegistrationDraft{
		FormalName:  r.PostFormValue("formal_name"),
		Email:       r.PostFormValue("email"),
		CompanyName: r.PostFormValue("company_name"),
		Website:     r.PostFormValue("website"),
		Phone:       r.PostFormValue("phone"),
		Message:     r.PostFormValue("message"),
		Terms:       r.PostFormValue("terms") != "",
	}, actor.IP(r.Context()), nonce)
	if f := formFault(err); f != nil {
		return c.askToRegister(w, r, http.StatusUnprocessableEntity, f)
	}
	if err != nil {
		return err
	}
	c.setCookie(w, flowCookie, nonce, flowLife)
	return see(w, r, "/look-into-your-mail")
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
	return render(w, r, http.StatusOK, v)
}
