package web

import (
	"net/http"
	"net/url"

	"gatehouse/internal/identity"
)

// passkeyScript is what talks to authenticators: nothing else on these pages
// needs a script.
const passkeyScript = "passkey.js"

// withPasskey offers passkeys on the page that begins a sign-in, where browsers
// make any.
func (c *Web) withPasskey(v signInView) signInView {
	if c.Factors.HasPasskeys() {
		v.Passkeys, v.Script = true, passkeyScript
	}
	return v
}

// ask answers a script with what it is to ask the authenticator, and keeps the
// question with the browser until the answer.
func (c *Web) ask(w http.ResponseWriter, q identity.Question, err error) error {
	if err != nil {
		return err
	}
	c.setCookie(w, questionCookie, q.Sealed, identity.QuestionLife)
	w.Header().Set("Content-Type", "application/json")
	_, err = w.Write(q.Options)
	return err
}

func (c *Web) askToSignIn(w http.ResponseWriter, _ *http.Request) error {
	q, err := c.Factors.AskToSignIn()
	return c.ask(w, q, err)
}

func (c *Web) askToProve(w http.ResponseWriter, r *http.Request, at place) error {
	q, err := c.Factors.AskToProve(r.Context(), at.holder)
	return c.ask(w, q, err)
}

func (c *Web) askToEnrol(w http.ResponseWriter, r *http.Request, at place) error {
	q, err := c.Factors.AskToEnrol(r.Context(), at.holder)
	return c.ask(w, q, err)
}

// from is the page of this server that a form was sent from. A proxy may have
// changed the Host header.
func (c *Web) from(r *http.Request) string {
	u, err := url.Parse(r.Referer())
	if err != nil || u.Host != r.Host && u.Scheme+"://"+u.Host != c.PublicURL || local(u.RequestURI()) == "" {
		return "/"
	}
	return u.RequestURI()
}
