package web

import (
	"net/http"

	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
)

func (c *Web) showRegistration(w http.ResponseWriter, r *http.Request) error {
	return c.askToConfirm(w, r, http.StatusOK, nil)
}

// askToConfirm shows what a registration's link can do, or has done: its page
// is also that of thanks.
func (c *Web) askToConfirm(w http.ResponseWriter, r *http.Request, status int, f *fault.Error) error {
	asked, err := c.Registrations.Look(r.Context(), r.PathValue("token"))
	if err != nil && asked.GUID != "" {
		return c.closedForm(w, r, &asked.Form, err)
	}
	if err != nil {
		return err
	}
	r = inLanguage(r, asked.Language)
	switch asked.State {
	case mail.Live:
		return render(w, r, status, newConfirm(r, confirmView{
			Heading: say("Confirm your registration"), Button: say("Confirm and register"),
			AsksCode: asked.Asks(c.cookie(r, flowCookie)),
			Lead:     say("You registered with %s. Confirm that %s is your address.", asked.CustomerName, asked.Email),
			Foot:     say("If you did not register anywhere, close this page: without your click nothing happens."),
		}, f))
	case mail.Used:
		return render(w, r, http.StatusOK, thanks(&asked))
	default:
		return gone{mail.RegistrationLink, asked.State}
	}
}

func thanks(asked *collab.Confirmation) messageView {
	return messageView{
		page:    threshold(say("Thank you"), open, nil),
		Heading: say("Thank you, you are registered"),
		Lead:    or(plain(asked.Wording.Thanks), say("%s has your registration and will look at it.", asked.CustomerName)),
		Steps: []phrase{
			say("Somebody at %s decides on it.", asked.CustomerName),
			say("You get a mail either way."),
			say("If it is a yes, that mail is an invitation with a link of its own."),
		},
		Foot: say("You can close this page."),
	}
}

func (c *Web) confirmRegistration(w http.ResponseWriter, r *http.Request) error {
	_, err := c.Registrations.Confirm(r.Context(), r.PathValue("token"), r.PostFormValue("code"), c.cookie(r, flowCookie))
	if err == nil {
		return see(w, r, r.URL.Path)
	}
	if f := formFault(err); f != nil {
		return c.askToConfirm(w, r, http.StatusUnprocessableEntity, f)
	}
	if err = c.became(r, err); fault.Is(err, fault.NotFound) { // the form may have become full
		return c.askToConfirm(w, r, http.StatusNotFound, nil)
	}
	return err
}
