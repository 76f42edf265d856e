package web

import (
	"errors"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

// policy lets a page load its stylesheet, pictures and scripts from here, and
// nothing from anywhere else. Nothing is inline, and there are no frames.
const policy = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// carryPolicy is policy for a page whose form brings a message to an IdP.
var carryPolicy = strings.Replace(policy, "form-action 'self'", "form-action https:", 1)

// secure sets what every answer carries. A page is never kept: it may hold what
// only its reader may see, also after they signed out.
func secure(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}

// noReferrer keeps the token in a page's address from every other page.
func noReferrer(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Referrer-Policy", "no-referrer")
		next.ServeHTTP(w, r)
	})
}

// sameOrigin refuses what another site makes a browser send.
func (c *Web) sameOrigin(next http.Handler) http.Handler {
	p := http.NewCrossOriginProtection()
	if u, err := url.Parse(c.PublicURL); err == nil && u.Host != "" {
		// A proxy may have changed the Host header that the Origin is compared with.
		if err := p.AddTrustedOrigin(u.Scheme + "://" + u.Host); err != nil {
			c.Log.Warn("public URL is not an origin", "err", err)
		}
	}
	// What an IdP sends a browser with comes from another site, and proves itself.
	for _, path := range []string{"/acs", "/logout-post"} {
		p.AddInsecureBypassPattern("POST /saml/{customer}" + path)
	}
	p.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c.fail(w, r, fault.New(fault.Forbidden, "Another site sent this form. Open the page here and send it again."))
	}))
	return p.Handler(next)
}

// found answers what the mux has no handler for with a page of ours.
func (c *Web) found(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h, pattern := mux.Handler(r)
		if pattern == "" {
			c.missing(w, r, h)
			return
		}
		actor.Reached(r.Context(), pattern)
		mux.ServeHTTP(w, r)
	})
}

// A handler shows a page or says why not. A memberHandler knows who looks.
type (
	handler       func(w http.ResponseWriter, r *http.Request) error
	memberHandler func(w http.ResponseWriter, r *http.Request, by actor.Actor) error
)

func (c *Web) handle(h handler) http.Handler { return c.handleUpTo(maxForm, h) }

// handleUpTo is handle for forms of another size, and of the kinds that are
// named besides the usual one.
func (c *Web) handleUpTo(most int64, h handler, kinds ...string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		err := readForm(w, r, most, kinds...)
		if err == nil {
			err = h(w, r)
		}
		if err != nil {
			c.fail(w, r, err)
		}
	})
}

// signedIn lets nobody but a session's holder pass. Who merely looks is asked
// to sign in and led back; who sends something is told, lest it get lost. The
// secret of a session that has ended stays with the browser: this may be a late
// answer, and the browser may have been given another secret since.
func (c *Web) signedIn(h memberHandler) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		visit, err := c.Sessions.Visit(r.Context(), c.session(r), actor.IP(r.Context()))
		if fault.Is(err, fault.Unauthorized) && (r.Method == http.MethodGet || r.Method == http.MethodHead) {
			http.Redirect(w, r, "/sign-in?next="+url.QueryEscape(r.URL.RequestURI()), http.StatusSeeOther)
			return nil
		}
		if err != nil {
			return err
		}
		if visit.IsBefore && r.Method == http.MethodPost { // what it proves would be the other's
			return fault.New(fault.Conflict, "Your session has just got a new secret. Open the page and send it again.")
		}
		if visit.IsAltered {
			if r, err = c.follow(w, r, visit.Actor); err != nil {
				return err
			}
		}
		err = h(w, r, visit.Actor)
		if errors.Is(err, identity.ErrStale) {
			return c.proveFirst(w, r)
		}
		return err
	}
}

// holders lets nobody but a session's holder send a large form, and few at the same
// moment: others are refused before it is read.
func (c *Web) holders(h *hands, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		visit, err := c.Sessions.Visit(r.Context(), c.session(r), actor.IP(r.Context()))
		if err == nil && !h.take(visit.Actor.UserGUID) {
			err = fault.Wait(fault.TooMany, time.Second, "You are sending %d large forms already. Wait until one of them is done.", largeAtOnce)
		}
		if err != nil {
			c.fail(w, r, err)
			return
		}
		defer h.free(visit.Actor.UserGUID)
		next.ServeHTTP(w, r)
	})
}

const (
	maxForm    = 64 << 10
	maxMessage = 512 << 10 // of an IdP: with attributes, signed and encrypted
	maxUpload  = 1 << 20   // with a file

	plainForm = "application/x-www-form-urlencoded"
	fileForm  = "multipart/form-data"
)

// readForm reads address and form, and refuses what is not text: the database
// would.
func readForm(w http.ResponseWriter, r *http.Request, most int64, kinds ...string) error {
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil || !isText(r.URL.Path) || !areText(query) {
		return fault.New(fault.Invalid, "The address of this page is damaged.")
	}
	if r.Method != http.MethodPost {
		return nil
	}
	if kind := r.Header.Get("Content-Type"); kind != "" {
		if media, _, err := mime.ParseMediaType(kind); err != nil || media != plainForm && !slices.Contains(kinds, media) {
			return fault.New(fault.Unsupported, "This page reads forms, not %s.", strings.ToValidUTF8(kind, "?"))
		}
	}
	r.Body = http.MaxBytesReader(w, r.Body, most)
	if err = r.ParseForm(); err == nil && slices.Contains(kinds, fileForm) {
		if err = r.ParseMultipartForm(most); errors.Is(err, http.ErrNotMultipart) { // in memory, all of it
			err = nil
		}
	}
	if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
		return fault.New(fault.TooLarge, "A form may hold %d kB.", most>>10)
	}
	if err != nil || !areText(r.PostForm) {
		return fault.New(fault.Invalid, "The form is damaged.")
	}
	return nil
}

func isText(s string) bool { return utf8.ValidString(s) && !strings.ContainsRune(s, 0) }

func areText(values url.Values) bool {
	for name, list := range values {
		if !isText(name) || !isText(strings.Join(list, "")) {
			return false
		}
	}
	return true
}

// see leads the browser on to a page after a form was taken.
func see(w http.ResponseWriter, r *http.Request, path string) error {
	http.Redirect(w, r, path, http.StatusSeeOther)
	return nil
}

// formFault returns err as what a form shows at its fields, or nil if it is of
// another kind and deserves a page of its own.
func formFault(err error, kinds ...fault.Kind) *fault.Error {
	f := fault.Of(err)
	if f.Kind == fault.Invalid || slices.Contains(kinds, f.Kind) {
		return f
	}
	return nil
}

// console is the frame of a page for who is signed in.
func console(by actor.Actor, title phrase, here string) page {
	return page{Title: title, Here: here, Who: whoIs(by)}
}

// threshold is the frame of a page that one meets once.
func threshold(title phrase, g gate, w *words) page {
	return page{Title: title, Gate: g, Wall: w, Centred: true}
}

// failed marks the title of a page that came back with complaints, for those
// who hear it before they see it.
func (p page) failed(w *wrong) page {
	if w != nil {
		p.Title = say("Problem: %s", p.Title)
	}
	return p
}
