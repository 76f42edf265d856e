package web

import (
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/identity"
)

// admit gives the browser the secret of a session. When the session ends is the
// server's to decide; the cookie only outlives it by less than a day.
func (c *Web) admit(w http.ResponseWriter, secret string) {
	c.setCookie(w, sessionCookie, secret, identity.LongestSession)
}

// rekey gives the session a new secret after its holder has proven itself, or
// has changed how it signs in.
func (c *Web) rekey(w http.ResponseWriter, r *http.Request) error {
	by, err := c.Sessions.Actor(r.Context(), c.session(r), actor.IP(r.Context()))
	if err != nil {
		return err
	}
	secret, err := c.Sessions.Renew(r.Context(), by, c.session(r))
	if err == nil && secret != "" {
		c.admit(w, secret)
	}
	return err
}

// follow gives the session a new secret after its rights were changed. Of the
// requests that a page makes at once one gets it, and the others are answered by
// the old one's grace.
func (c *Web) follow(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	secret, err := c.Sessions.Follow(r.Context(), by, c.session(r))
	if err == nil && secret != "" {
		c.admit(w, secret)
	}
	return err
}
