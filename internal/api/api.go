// Package api is what both API families share: who calls, how a body is read
// and an answer written, formats and paging. The families themselves, with
// their routes, wire types and error shapes, are in the packages below it.
package api

import (
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/tenant"
)

// A Handler answers the call of an authenticated actor, or says why not.
type Handler func(w http.ResponseWriter, r *http.Request, by actor.Actor) error

// Route is one line of a family's table.
type Route struct {
	Method string
	Path   string // below the family's prefix: "/access-groups/{guid}"
	Need   actor.Right
	Handle Handler
	Public func(w http.ResponseWriter, r *http.Request) error // instead of Handle: needs no token

	// Refuses says that the handler of a GET without Need refuses by rights of its
	// own: what is asked for is looked at after that, by the handler.
	Refuses bool

	// Topics are all that the answer of a GET depends on, but for the caller, the
	// address and the day: its ETag is made of their versions, before a row is
	// read. Without them it is made of the answer.
	Topics audit.Topics
	// A POST has one of these: how it is answered again to who repeats it with its
	// Idempotency-Key, or that it only asks.
	Repeat *Repeat
	Asks   bool

	Format string // one that only this route has, beside those of every list
}

// Common is what both families are given.
type Common struct {
	DB      *db.DB
	Heads   *audit.Heads // over DB
	Answers *Answers     // of both families; nil keeps none
	Keys    *tenant.Keys
	Now     func() time.Time // db.Now but in tests
	Edition string           // what answers depend on that no row holds: the version of the program, its address
	Origins []string         // whose pages may call from a browser, exactly as it names them
}

// Family is one of the two APIs: how it authenticates and how it fails.
type Family struct {
	Common
	Log   *slog.Logger
	Doors *identity.Doors
	// Admit counts a call, or refuses it because there were too many; done is
	// called when it is answered. nil admits all.
	Admit func(ctx context.Context, by actor.Actor) (done func(), err error)
	// Speaks says that failures are in the language of who calls, not in English.
	Speaks bool
	// Enter lets a caller in by its token. nil takes the tokens of accesses.
	Enter func(ctx context.Context, secret, ip string) (actor.Actor, error)
	// Challenge is what WWW-Authenticate asks for, Type how answers in JSON are
	// called. "" is Basic, and application/json.
	Challenge, Type string
	// Shape returns the body of a failure in the family's own form.
	Shape func(r *http.Request, f *fault.Error, status int) any
	// Apart is a path whose last part is a name where other routes have a guid:
	// what is below it is never one of theirs. "" is none.
	Apart string

	running running // calls with a key, on this node
}

func (f *Family) handler(route Route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if m, ok := w.(*matching); ok {
			m.found, w = true, m.to
		}
		actor.Reached(r.Context(), r.Pattern)
		ctx := withReader(r.Context())
		if reads(r) {
			ctx = audit.Once(ctx)
		}
		r = r.WithContext(ctx)
		if err := f.serve(w, r, &route); err != nil {
			f.Fail(w, r, err)
		}
	})
}

// serve refuses in the order of DESIGN.md §4.1: not authenticated, too often, no
// right, and only then what the call says.
func (f *Family) serve(w http.ResponseWriter, r *http.Request, route *Route) error {
	if route.Public != nil {
		if err := clean(r); err != nil {
			return err
		}
		return route.Public(w, r)
	}
	by, err := f.enter(r)
	if err != nil {
		return err
	}
	note(r.Context(), by)
	f.warn(w, by)
	if f.Admit != nil {
		done, err := f.Admit(r.Context(), by)
		if err != nil {
			return err
		}
		defer done()
	}
	if err := by.Need(route.Need); err != nil {
		return err
	}
	if reads(r) {
		if done, err := f.again(w, r, &by, route); done || err != nil {
			return err
		}
	}
	if err := clean(r); err != nil {
		return err
	}
	if reads(r) && !route.Refuses { // where there is only JSON, too
		if _, err := formatIn(r.URL.Query()); err != nil && (route.Format == "" || r.URL.Query().Get("format") != route.Format) {
			return err
		}
	}
	if reads(r) {
		return f.read(w, r, by, route)
	}
	return f.write(w, r, by, route)
}

func (f *Family) enter(r *http.Request) (actor.Actor, error) {
	if f.Enter != nil {
		return f.Enter(r.Context(), secret(r), actor.IP(r.Context()))
	}
	return f.Doors.Token(r.Context(), secret(r), actor.IP(r.Context()))
}

// warnWithin is how long before its end a token's answers say when that is.
const warnWithin = 30 * 24 * time.Hour

// warn says when the token of a call ends, if that is soon.
func (f *Family) warn(w http.ResponseWriter, by actor.Actor) {
	if at := by.TokenExpires; at != nil && at.Sub(f.Now()) <= warnWithin {
		w.Header().Set("X-Token-Expires-At", at.UTC().Format(time.RFC3339))
	}
}

// reads reports whether a call is a GET, or a HEAD, which is one.
func reads(r *http.Request) bool { return r.Method == http.MethodGet || r.Method == http.MethodHead }

// secret returns the token of a call: the user name of Basic, or a Bearer.
func secret(r *http.Request) string {
	if user, _, ok := r.BasicAuth(); ok {
		return user
	}
	if scheme, token, ok := strings.Cut(r.Header.Get("Authorization"), " "); ok && strings.EqualFold(scheme, "Bearer") {
		return strings.TrimSpace(token)
	}
	return ""
}

// clean refuses parameters that cannot be read, lest a list come without its
// filter, and text that no database stores.
func clean(r *http.Request) error {
	q, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return fault.New(fault.Invalid, "The parameters of the address cannot be read: %s.", err)
	}
	if err := Clean(q); err != nil {
		return err
	}
	if strings.ContainsRune(r.URL.Path, 0) || !utf8.ValidString(r.URL.Path) {
		return errNowhere
	}
	return nil
}

// MaxValues is how many values a filter may list, in an address or in a body: a
// page that a body asked for has the address of the next one in its links.
const MaxValues = 5000

// mostValues is how many values all filters may list together: SQLite takes
// 32,766, and some are asked for twice.
const mostValues = 2 * MaxValues

// Clean refuses parameters with a NUL or with what is not UTF-8, and lists of
// more than [MaxValues], or of twice that together.
func Clean(q url.Values) error {
	all := 0
	for name, values := range q {
		n := 0
		for _, v := range append(values, name) {
			if strings.ContainsRune(v, 0) || !utf8.ValidString(v) {
				return fault.Field(strings.ToValidUTF8(strings.ReplaceAll(name, "\x00", ""), ""), "has characters that are not text")
			}
			n += 1 + strings.Count(v, ",")
		}
		if n > MaxValues+1 { // the name is one of them
			return fault.Field(name, "must have no more than %d values", MaxValues)
		}
		all += n - 1
	}
	if all > mostValues {
		return fault.New(fault.Invalid, "The parameters list more than %d values.", mostValues)
	}
	return nil
}
