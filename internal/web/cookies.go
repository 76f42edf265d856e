package web

import (
	"net/http"
	"net/url"
	"strings"
	"time"
)

// https reports whether people reach this server by https. Then cookies are
// Secure and their names carry __Host-, so that no other host can set them.
func (c *Web) https() bool { return strings.HasPrefix(c.PublicURL, "https://") }

func (c *Web) cookieName(name string) string {
	if c.https() {
		return "__Host-" + name
	}
	return name
}

func (c *Web) setCookie(w http.ResponseWriter, name, value string, age time.Duration) {
	http.SetCookie(w, &http.Cookie{
		Name: c.cookieName(name), Value: value, Path: "/", MaxAge: int(age.Seconds()),
		Secure: c.https(), HttpOnly: true, SameSite: http.SameSiteLaxMode,
	})
}

func (c *Web) dropCookie(w http.ResponseWriter, name string) { c.setCookie(w, name, "", -time.Second) }

func (c *Web) cookie(r *http.Request, name string) string {
	k, err := r.Cookie(c.cookieName(name))
	if err != nil {
		return ""
	}
	return k.Value
}

// The session of who is signed in, and the nonce of the browser that filled in
// a form: its own confirmation needs no code.
const (
	sessionCookie = "gatehouse"
	flowCookie    = "gatehouse-flow"
)

// local returns path if it leads to a page of this server, "" otherwise, so
// that "next" cannot send anybody elsewhere.
func local(path string) string {
	u, err := url.Parse(path)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(path, "/") ||
		strings.HasPrefix(path, "//") || strings.ContainsAny(path, "\\\t\r\n") {
		return ""
	}
	return path
}
