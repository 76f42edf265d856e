package web

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"time"

	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"gatehouse/internal/fault"
	catalogue "gatehouse/internal/fault/phrase"
	"gatehouse/internal/web/phrases"
)

// phrase is something that a page says: its English format, by which it is
// translated, and what stands in it. It is told when the page is rendered, in
// the reader's language. nil says nothing.
type phrase []any

// String is there for who forgets that a phrase has to be told: it is seen at
// once, and refused by a test.
func (p phrase) String() string { return fmt.Sprintf("UNTOLD%q", []any(p)) }

// say makes a phrase. The format is a literal, so that a test finds it; among
// the arguments may be phrases.
func say(format string, args ...any) phrase { return append(phrase{format}, args...) }

// count makes a phrase of n of a thing. Both formats begin their arguments with
// a %d, which is n; the first format is for one.
func count(n int64, one, many string, args ...any) phrase {
	return append(phrase{counted{one, many, n}, n}, args...)
}

// counted is the format of a phrase that has two: which one it takes depends on
// the number, and on the language.
type counted struct {
	one, many string
	n         int64
}

// plain makes a phrase of what is nobody's to translate: a name, an address.
func plain(s string) phrase {
	if s == "" {
		return nil
	}
	return phrase{"%s", s}
}

// or returns p, or what to say where it says nothing.
func or(p, otherwise phrase) phrase {
	if p == nil {
		return otherwise
	}
	return p
}

// sentence makes a text that was written for a field start like a sentence and
// end like one.
func sentence(p phrase) phrase {
	if len(p) == 0 {
		return nil
	}
	return phrase{"%s", whole{p}}
}

// listed makes one phrase of several, with commas between them.
func listed(all ...phrase) phrase {
	if len(all) == 0 {
		return nil
	}
	return phrase{"%s", several(all)}
}

// several are phrases that are told one after the other.
type several []phrase

// moment is a time that is told to the minute.
type moment time.Time

// month is a time that is told by the name of its month, monthOfYear with the year.
type (
	month       time.Time
	monthOfYear time.Time
)

// started makes a phrase begin with a capital letter.
func started(p phrase) phrase {
	if len(p) == 0 {
		return nil
	}
	return phrase{"%s", capitals{p}}
}

// capitals is an argument that is told with a capital letter first.
type capitals struct{ phrase }

// whole is an argument that is told as a sentence of its own.
type whole struct{ phrase }

// failure is what f says about one of its fields, or in all if field is "".
func failure(f *fault.Error, field string) phrase {
	return ofText(f.Text(field))
}

func ofText(t fault.Text) phrase {
	p := phrase{t.Format}
	for _, a := range t.Args {
		switch in := a.(type) {
		case fault.Word:
			a = phrase{string(in)}
		case fault.Text:
			a = ofText(in)
		}
		p = append(p, a)
	}
	return p
}

// teller tells phrases in one language.
type teller struct {
	lang    string
	texts   map[string]string
	printer *message.Printer
}

// tellers by language.
var tellers = func() map[string]*teller {
	all := make(map[string]*teller)
	for _, lang := range catalogue.Languages {
		texts := phrases.Of(lang)
		maps.Copy(texts, catalogue.Texts(lang))
		all[lang] = &teller{lang, texts, message.NewPrinter(language.Make(lang))}
	}
	return all
}()

func (t *teller) tell(p phrase) string {
	if len(p) == 0 {
		return ""
	}
	var format string
	switch f := p[0].(type) {
	case string:
		format = f
	case counted:
		format = f.many
		if f.n == 1 || f.n == 0 && t.lang == "fr" { // no thing is one thing in French
			format = f.one
		}
	}
	args := p[1:]
	if in, ok := t.texts[format]; ok && in != "" {
		format = in
	}
	if len(args) == 0 {
		return format
	}
	told := make([]any, len(args))
	for i, a := range args {
		switch a := a.(type) {
		case phrase:
			told[i] = t.tell(a)
		case several:
			each := make([]string, len(a))
			for j, p := range a {
				each[j] = t.tell(p)
			}
			told[i] = strings.Join(each, ", ")
		case capitals:
			told[i] = capital(t.tell(a.phrase))
		case whole:
			told[i] = asSentence(t.tell(a.phrase))
		case time.Time:
			told[i] = t.day(a)
		case moment:
			told[i] = t.moment(time.Time(a))
		case month:
			told[i] = t.month(time.Time(a))
		case monthOfYear:
			told[i] = t.month(time.Time(a)) + time.Time(a).UTC().Format("\u00a02006")
		default:
			told[i] = a
		}
	}
	return t.printer.Sprintf(format, told...)
}

// asSentence writes s with a capital letter and a full stop.
func asSentence(s string) string {
	s = capital(strings.TrimSpace(s))
	if s != "" && !strings.ContainsAny(s[len(s)-1:], ".!?") {
		s += "."
	}
	return s
}

// months as dates have them.
var months = map[string][]string{
	"en": {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
	"fr": {"janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."},
	"de": {"Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sep.", "Okt.", "Nov.", "Dez."},
}

// day writes the date of a time in UTC, with blanks that no line breaks at.
func (t *teller) day(at time.Time) string {
	at = at.UTC()
	number := "2"
	if t.lang == "de" {
		number = "2."
	}
	return at.Format(number) + "\u00a0" + t.month(at) + "\u00a0" + at.Format("2006")
}

// month writes the name of a month.
func (t *teller) month(at time.Time) string { return months[t.lang][at.UTC().Month()-1] }

// moment writes a time in UTC. The script of the console tells it in the
// reader's own zone.
func (t *teller) moment(at time.Time) string { return t.day(at) + at.UTC().Format(", 15:04 UTC") }

// number writes n with the marks between thousands that the language has.
func (t *teller) number(n int64) string { return t.printer.Sprintf("%d", n) }

const (
	languageCookie = "gatehouse-language"
	languageYears  = 365 * 24 * time.Hour
)

// inLanguage returns r as one that is answered in a language, whatever its reader
// chose. Without one it is the reader's.
func inLanguage(r *http.Request, lang string) *http.Request {
	if tellers[lang] == nil {
		return r
	}
	return r.WithContext(context.WithValue(r.Context(), languageKey{}, lang))
}

type languageKey struct{}

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

// choosesLanguage takes "?lang=fr" at the end of any page's address as a choice,
// keeps it in the browser, and leads back to the page: with the rest of its
// address, if it is the page that the choice was made on.
func (c *Web) choosesLanguage(next http.Handler) http.Handler {
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
		page := url.URL{Path: r.URL.Path}
		if from, err := url.Parse(r.Referer()); err == nil && from.Path == r.URL.Path {
			page.RawQuery = from.RawQuery
		}
		http.Redirect(w, r, cmp.Or(local(page.String()), "/"), http.StatusSeeOther)
	})
}
