package web

import (
	"context"
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/identity"
)

// admit gives the browser the secret of a session. When the session ends is the
// server's to decide; the cookie only outlives it by less than a day.
func (c *Web) admit(w http.ResponseWriter, secret string) {
	c.setCookie(w, sessionCookie, secret, identity.LongestSession)
}

// takeOver gives the browser a new session. The one that it had before ends:
// nobody would miss it, and somebody might find it.
func (c *Web) takeOver(w http.ResponseWriter, r *http.Request, secret string) error {
	if old := c.session(r); old != "" {
		if err := c.Sessions.End(r.Context(), old); err != nil {
			return err
		}
	}
	c.admit(w, secret)
	return nil
}

// rekeyed gives the browser the new secret of a session whose holder has proven
// itself, or has changed how it signs in.
func (c *Web) rekeyed(w http.ResponseWriter, k *identity.Rekey) {
	if secret := k.Secret(); secret != "" {
		c.admit(w, secret)
	}
}

// follow gives the session a new secret after its rights were changed. Of the
// requests that a page makes at once one gets it, and the others are answered by
// the old one's grace. What this request does next, it does by the new one.
func (c *Web) follow(w http.ResponseWriter, r *http.Request, by actor.Actor) (*http.Request, error) {
	secret, err := c.Sessions.Follow(r.Context(), by, c.session(r))
	if err != nil || secret == "" {
		return r, err
	}
	c.admit(w, secret)
	return r.WithContext(context.WithValue(r.Context(), followed{}, secret)), nil
}

type followed struct{}

// session returns the secret that a request is made by: the one that the browser
// has sent, or has just been given instead.
func (c *Web) session(r *http.Request) string {
	if secret, ok := r.Context().Value(followed{}).(string); ok {
		return secret
	}
	return c.cookie(r, sessionCookie)
}
