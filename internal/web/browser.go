package web

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

// What a browser holds besides a session: who is just signing in, and that it
// is known to those who signed in with it before.
const (
	whoCookie     = "gatehouse-who"
	browserCookie = "gatehouse-browser"
	whoLife       = time.Hour

	maxAddress = 254 // bytes of an e-mail address
)

// whoCame returns the address that somebody gave in the first step.
func (c *Web) whoCame(r *http.Request) string {
	email, err := base64.RawURLEncoding.DecodeString(c.cookie(r, whoCookie))
	if err != nil || len(email) > maxAddress || !isText(string(email)) {
		return ""
	}
	return string(email)
}

func (c *Web) browser(r *http.Request) identity.Browser {
	return identity.Browser{IP: actor.IP(r.Context()), Agent: r.UserAgent(), Mark: c.cookie(r, browserCookie)}
}

// recognise makes the browser known to who has just proven an address in it.
func (c *Web) recognise(w http.ResponseWriter, r *http.Request, email string) {
	c.setCookie(w, browserCookie, c.Sessions.Mark(c.cookie(r, browserCookie), email), identity.MarkLife)
}

// withNext carries on where somebody wanted to go.
func withNext(path, next string) string {
	if next = local(next); next != "" {
		path += "?next=" + url.QueryEscape(next)
	}
	return path
}

// refused returns the status of a form that comes back, and says when it may be
// sent again if it came too early.
func (c *Web) refused(w http.ResponseWriter, f *fault.Error) int {
	if f.Kind != fault.TooMany {
		return http.StatusUnprocessableEntity
	}
	w.Header().Set("Retry-After", strconv.Itoa(int(f.RetryAfter.Seconds()+0.999)))
	return http.StatusTooManyRequests
}

// signsInAs shows an address where a password is asked for, to people and to the
// programs that keep their passwords.
func signsInAs(email string) field {
	return field{
		ID: "username", Name: "username", Label: say("You sign in as"), Type: "email", Value: email,
		Autocomplete: "username", Required: true, Fixed: true,
	}
}
