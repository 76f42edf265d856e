package web

import (
	"net/http"

	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
)

// gone is the failure of a link in a mail that no longer works.
type gone struct {
	kind  string // of the link
	state mail.LinkState
}

func (g gone) Error() string { return "the link is " + string(g.state) }

// became says more of a failure, if the link in the address died meanwhile.
func (c *Web) became(r *http.Request, failure error) error {
	if !fault.Is(failure, fault.NotFound) {
		return failure
	}
	link, err := c.Links.Look(r.Context(), r.PathValue("token"))
	if err == nil && !link.Live() {
		return gone{link.Kind, link.State}
	}
	return failure
}

// confirmView asks for the click that a mail scanner does not make.
type confirmView struct {
	page
	Heading, Lead, Button, Foot phrase
	Action                      string
	AsksCode                    bool
	Code                        field
	Wrong                       *wrong
}

func (confirmView) file() string { return "confirm.html" }

func newConfirm(r *http.Request, v confirmView, f *fault.Error) confirmView {
	v.page = threshold(v.Heading, ajar, nil)
	v.Action, v.Code = r.URL.Path, codeField(r)
	v.Wrong = complain(f, &v.Code)
	v.page = v.failed(v.Wrong)
	return v
}

func (c *Web) showConfirmEmail(w http.ResponseWriter, r *http.Request) error {
	return c.askEmail(w, r, http.StatusOK, nil)
}

func (c *Web) askEmail(w http.ResponseWriter, r *http.Request, status int, f *fault.Error) error {
	link, err := c.Links.Look(r.Context(), r.PathValue("token"))
	switch {
	case err != nil:
		return err
	case link.Kind != mail.EmailLink:
		return fault.New(fault.NotFound, "This link is not known here.")
	case !link.Live():
		return gone{link.Kind, link.State}
	}
	return render(w, r, status, newConfirm(r, confirmView{
		Heading: say("Confirm your new address"), Button: say("Use this address"), AsksCode: true,
		Lead: say("From now on you sign in with the address to which this link was sent."),
		Foot: say("If you did not ask for this, close the page: without your click nothing changes."),
	}, f))
}

func (c *Web) confirmEmail(w http.ResponseWriter, r *http.Request) error {
	err := c.Users.ConfirmEmail(r.Context(), r.PathValue("token"), r.PostFormValue("code"))
	if err == nil {
		return see(w, r, "/sign-in?done=email")
	}
	if f := formFault(err); f != nil {
		return c.askEmail(w, r, http.StatusUnprocessableEntity, f)
	}
	return c.became(r, err)
}
