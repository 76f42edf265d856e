package web

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"

	catalogue "gatehouse/internal/fault/phrase"
)

const (
	languageCookie = "gatehouse-language"
	languageYears  = 365 * 24 * time.Hour
)

// choosesLanguage takes "?lang=fr" at the end of any page's address as a choice,
// keeps it in the browser, and leads back to the page: with the rest of its
// address, if it is the page that the choice was made on. From the answer to a form
// it leads to the page nearest to it, as the form cannot be sent again.
func (c *Web) choosesLanguage(pages *http.ServeMux, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		lang := r.URL.Query().Get("lang")
		if r.Method != http.MethodGet || tellers[lang] == nil {
			next.ServeHTTP(w, r)
			return
		}
		http.SetCookie(w, &http.Cookie{
			Name: languageCookie, Value: lang, Path: "/", MaxAge: int(languageYears.Seconds()),
			Secure: c.https(), HttpOnly: true, SameSite: http.SameSiteLaxMode,
		})
		page := url.URL{Path: nearest(pages, r.URL.Path)}
		if from, err := url.Parse(r.Referer()); err == nil && from.Path == page.Path {
			page.RawQuery = from.RawQuery
		}
		http.Redirect(w, r, cmp.Or(local(page.String()), "/"), http.StatusSeeOther)
	})
}

// nearest returns an address itself, unless it is one that only forms are sent to:
// then the closest above it that is a page.
func nearest(pages *http.ServeMux, address string) string {
	route := func(method string) string {
		_, pattern := pages.Handler(&http.Request{Method: method, URL: &url.URL{Path: address}})
		_, route, _ := strings.Cut(pattern, " ")
		return route
	}
	if form := route(http.MethodPost); form == "" || form == route(http.MethodGet) {
		return address
	}
	for address != "/" {
		if address = path.Dir(address); route(http.MethodGet) != "" {
			break
		}
	}
	return address
}

// languageOf is the language that the reader chose, or that the browser asks for.
func languageOf(r *http.Request) string {
	if lang, ok := r.Context().Value(languageKey{}).(string); ok {
		return lang
	}
	if k, err := r.Cookie(languageCookie); err == nil && tellers[k.Value] != nil {
		return k.Value
	}
	return catalogue.Preferred(r.Header.Get("Accept-Language"))
}

// inLanguage returns r as one that is answered in a language, whatever its reader
// chose. Without one it is the reader's.
func inLanguage(r *http.Request, lang string) *http.Request {
	if tellers[lang] == nil {
		return r
	}
	return r.WithContext(context.WithValue(r.Context(), languageKey{}, lang))
}

type languageKey struct{}
