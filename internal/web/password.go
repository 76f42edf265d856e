package web

import (
	"errors"
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
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
		page:   threshold(say("Choose your password"), ajar, &words{say("A door of your own."), say("Chosen by you, known to nobody else.")}),
		Action: r.URL.Path, Customer: link.CustomerName,
		AsksCode: link.Asks(c.cookie(r, flowCookie)),
		Email:    signsInAs(link.Email), Code: codeField(r), Password: passwordField(),
	}
	v.Wrong = complain(f, &v.Code, &v.Password)
	v.page = v.failed(v.Wrong)
	return render(w, r, status, v)
}

func (c *Web) setPassword(w http.ResponseWriter, r *http.Request) error {
	link, err := c.Passwords.Look(r.Context(), r.PathValue("token"))
	if err == nil {
		err = c.Passwords.SetFrom(r.Context(), r.PathValue("token"), r.PostFormValue("code"), c.cookie(r, flowCookie), r.PostFormValue("password"))
	}
	if err == nil {
		c.recognise(w, r, link.Email)
		return c.chosen(w, r, link, r.PostFormValue("password"))
	}
	if f := formFault(err); f != nil {
		return c.askPassword(w, r, http.StatusUnprocessableEntity, f)
	}
	return c.became(r, err)
}

// chosen goes on after a password was chosen: to the second factor, if one has to
// be set up, else to where one signs in.
func (c *Web) chosen(w http.ResponseWriter, r *http.Request, link identity.PasswordLink, password string) error {
	ctx := r.Context()
	ways, err := c.Sessions.SignInFrom(ctx, c.browser(r), link.Email, password)
	if err != nil && fault.Of(err).Kind == fault.Internal {
		return err
	}
	for _, way := range ways {
		if way.CustomerID != link.CustomerID || way.Type != identity.UIConnection {
			continue
		}
		h, err := c.Sessions.Waiting(ctx, way.Ticket, actor.IP(ctx))
		if err != nil {
			return err
		}
		if errors.Is(c.Sessions.Missing(ctx, h), identity.ErrEnrol) {
			return c.wait(w, r, way.Ticket, way.AccessID, doorBase, "")
		}
	}
	return see(w, r, "/sign-in?done=password")
}
