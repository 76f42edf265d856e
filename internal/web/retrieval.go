package web

import (
	"net/http"

	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
)

// secretView shows a token, this once.
type secretView struct {
	page
	Heading, Lead phrase
	Secret        string
	Foot          phrase
	Back          *way // to where it was asked for, if there is more to do
}

func (secretView) file() string { return "secret.html" }

func (c *Web) showRetrieval(w http.ResponseWriter, r *http.Request) error {
	return c.askRetrieval(w, r, http.StatusOK, nil)
}

func (c *Web) askRetrieval(w http.ResponseWriter, r *http.Request, status int, f *fault.Error) error {
	link, err := c.Tokens.Look(r.Context(), r.PathValue("token"))
	if err != nil {
		return err
	}
	if link.State != mail.Live {
		return gone{mail.TokenLink, link.State}
	}
	return render(w, r, status, newConfirm(r, confirmView{
		Heading: say("Fetch your API token"), Button: say("Make the token and show it"), AsksCode: true,
		Lead: say("%s has an API token ready for you. It is made when you ask for it, and shown once: have a safe place at hand.", link.CustomerName),
		Foot: say("The link works once. After five wrong codes it stops working, and you need a new one."),
	}, f))
}

// retrieve answers with the token itself: led on to another page, a browser
// could come back to it.
func (c *Web) retrieve(w http.ResponseWriter, r *http.Request) error {
	secret, err := c.Tokens.Fetch(r.Context(), r.PathValue("token"), r.PostFormValue("code"))
	if err == nil {
		return render(w, r, http.StatusOK, secretView{
			page: threshold(say("Your API token"), open, nil), Heading: say("Your API token"), Secret: secret,
			Lead: say("Copy it to where it will be used. It is shown here and never again."),
			Foot: say("Whoever has this token can do what it can do. If it gets into wrong hands, have it revoked."),
		})
	}
	if f := formFault(err); f != nil {
		return c.askRetrieval(w, r, http.StatusUnprocessableEntity, f)
	}
	return c.became(r, err)
}
