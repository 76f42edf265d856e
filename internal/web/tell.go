package web

import (
	"maps"
	"strings"
	"time"

	"golang.org/x/text/language"
	"golang.org/x/text/message"

	catalogue "gatehouse/internal/fault/phrase"
	"gatehouse/internal/web/phrases"
)

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
