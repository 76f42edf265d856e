package web

import (
	"net/http"

	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
)

type setPasswordView struct {
	page
	Action                string
	Customer              string
	AsksCode              bool
	Email, Code, Password field
	Wrong                 *wrong
}

func (setPasswordView) file() string { return "set_password.html" }

func (c *Web) showSetPassword(w http.ResponseWriter, r *http.Request) error {
	return c.askPassword(w, r, http.StatusOK, nil)
}

func (c *Web) askPassword(w http.ResponseWriter, r *http.Request, status int, f *fault.Error) error {
	link, err := c.Passwords.Look(r.Context(), r.PathValue("token"))
	if err != nil {
		return err
	}
	if link.State != mail.Live {
		return gone{mail.SetPasswordLink, link.State}
	}
	v := setPasswordView{
		page:   threshold("Choose your password", ajar, &words{"A door of your own.", "Chosen by you, known to nobody else."}),
		Action: r.URL.Path, Customer: link.CustomerName,
		AsksCode: link.Asks(c.cookie(r, flowCookie)),
		Email:    signsInAs(link.Email), Code: codeField(r), Password: passwordField(),
	}
	v.Wrong = complain(f, &v.Code, &v.Password)
	v.page = v.failed(v.Wrong)
	return render(w, status, v)
}

func (c *Web) setPassword(w http.ResponseWriter, r *http.Request) error {
	link, err := c.Passwords.Look(r.Context(), r.PathValue("token"))
	if err == nil {
		err = c.Passwords.SetFrom(r.Context(), r.PathValue("token"), r.PostFormValue("code"), c.cookie(r, flowCookie), r.PostFormValue("password"))
	}
	if err == nil {
		c.recognise(w, r, link.Email)
		return see(w, r, "/sign-in?done=password")
	}
	if f := formFault(err); f != nil {
		return c.askPassword(w, r, http.StatusUnprocessableEntity, f)
	}
	return c.became(r, err)
}
