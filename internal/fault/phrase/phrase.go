// Package phrase says failures in the languages that users choose: English,
// French and German. A text is found by the English format that it is made of,
// and a test holds every text that the user family can answer against the two
// catalogues.
package phrase

import (
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/message/catalog"

	"gatehouse/internal/fault"
)

// Languages are those that there are texts in; the first is the texts' own.
var Languages = []string{"en", "fr", "de"}

var (
	tags    = []language.Tag{language.English, language.French, language.German}
	matcher = language.NewMatcher(tags)
	texts   = fill(map[language.Tag]map[string]string{language.French: french, language.German: german})
)

func fill(all map[language.Tag]map[string]string) *catalog.Builder {
	b := catalog.NewBuilder(catalog.Fallback(language.English))
	for tag, phrases := range all {
		for english, phrase := range phrases {
			if err := b.SetString(tag, english, phrase); err != nil {
				panic(err) // plain strings are always taken
			}
		}
	}
	return b
}

// Texts returns the translations into a language by their English formats; none
// for English itself.
func Texts(lang string) map[string]string {
	return map[string]map[string]string{"fr": french, "de": german}[lang]
}

// Preferred returns the language that a header Accept-Language asks for;
// English if there is none of those.
func Preferred(accept string) string {
	wanted, _, err := language.ParseAcceptLanguage(accept)
	if err != nil || len(wanted) == 0 {
		return Languages[0]
	}
	_, n, confidence := matcher.Match(wanted...)
	if confidence == language.No {
		return Languages[0]
	}
	return Languages[n]
}

// Tell returns f in a language. What nobody has translated stays English.
func Tell(f *fault.Error, lang string) *fault.Error {
	for n, known := range Languages {
		if n > 0 && lang == known {
			p := message.NewPrinter(tags[n], message.Catalog(texts))
			return f.In(func(t fault.Text) string { return say(p, t) })
		}
	}
	return f
}

func say(p *message.Printer, t fault.Text) string {
	args := make([]any, len(t.Args))
	for i, a := range t.Args {
		if word, ok := a.(fault.Word); ok {
			a = p.Sprintf(string(word))
		}
		args[i] = a
	}
	return p.Sprintf(t.Format, args...)
}
