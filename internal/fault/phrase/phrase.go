// Package phrase says failures in the languages that users choose: English,
// French and German. A text is found by the English format that it is made of,
// and a test holds that every text which a page or the user family can show is
// here, and that nothing is here that nobody says.
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
	texts   = fill(map[language.Tag]map[string]string{language.French: Texts("fr"), language.German: Texts("de")})
)

// in is a text in the languages besides English. What stands in it is marked as
// in the English, in the same order.
type in struct{ french, german string }

// area is what the packages of one kind say. What begins with a small letter
// follows the name of a field and a colon.
type area map[string]in

// areas are all texts, by the file of this package that they stand in: it is
// called like the package that says them.
func areas() map[string]area {
	return map[string]area{
		"api": calls, "collab": collaboration, "collab_forms": forms, "collab_received": received, "collab_mails": mailPages,
		"identity": identities, "identity_idps": providers, "identity_metadata": metadata, "identity_signin": signIns, "identity_trial": trials,
		"mail": mails, "portfolio": portfolios, "portfolio_import": imports, "shared": shared, "tenant": tenants, "webhook": webhooks, "web": pages,
	}
}

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
	if lang == Languages[0] {
		return nil
	}
	all := make(map[string]string)
	for _, area := range areas() {
		for english, in := range area {
			switch lang {
			case "fr":
				all[english] = in.french
			case "de":
				all[english] = in.german
			}
		}
	}
	return all
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
		switch in := a.(type) {
		case fault.Word:
			a = p.Sprintf(string(in))
		case fault.Text:
			a = say(p, in)
		}
		args[i] = a
	}
	return p.Sprintf(t.Format, args...)
}
