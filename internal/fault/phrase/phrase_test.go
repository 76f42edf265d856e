package phrase_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/fault"
	"gatehouse/internal/fault/phrase"
)

var verbs = regexp.MustCompile(`%[-+# 0]*[0-9]*(\.[0-9]+)?[a-zA-Z%]`)

// Every text that a page or the user family can show is there in French and
// German, with the same arguments in the same order; and nothing is there that
// nobody says.
func TestEveryTextIsTranslated(t *testing.T) {
	said := formats(t)
	if len(said) < 400 {
		t.Errorf("only %d texts were found", len(said))
	}
	for _, lang := range phrase.Languages[1:] {
		all := phrase.Texts(lang)
		for english, where := range said {
			if strings.Trim(verbs.ReplaceAllString(english, ""), " :;.,") == "" {
				continue // nothing but arguments
			}
			translated, ok := all[english]
			switch {
			case !ok || translated == "":
				t.Errorf("%s: %q has no translation into %q: add it to internal/fault/phrase/%s", where.at, english, lang, where.file)
			case !slices.Equal(verbs.FindAllString(english, -1), verbs.FindAllString(translated, -1)):
				t.Errorf("%s: %q and %q have other arguments", where.at, english, translated)
			case translated == english && strings.Contains(english, " "):
				t.Errorf("%q is not translated into %q", english, lang)
			case strings.HasSuffix(english, ".") != strings.HasSuffix(translated, "."):
				t.Errorf("%q and %q do not end alike", english, translated)
			case lang == "fr" && typewritten.MatchString(verbs.ReplaceAllString(translated, "x")):
				t.Errorf("%q: French has a no-break space before : ; ? ! and a curved apostrophe", translated)
			}
		}
	}
	in := make(map[string]string)
	for name, area := range phrase.Areas() {
		for _, english := range area {
			if _, ok := said[english]; !ok {
				t.Errorf("internal/fault/phrase/%s.go: %q is translated, and nobody says it", name, english)
			}
			if other, ok := in[english]; ok {
				t.Errorf("%q is translated in %s.go and in %s.go", english, name, other)
			}
			in[english] = name
		}
	}
}

// typewritten is French as a typewriter has it.
var typewritten = regexp.MustCompile(`[^\x{a0}] ?[:;?!](\s|$)|'`)

func TestTell(t *testing.T) {
	p := fault.Problems{}
	p.Require(false, "name", "must be set")
	p.Require(false, "roles", "must not be more than %d", 1000)
	p.Require(false, "roles", "the first text of a field wins")
	for _, c := range []struct {
		err        error
		en, fr, de string
	}{
		{fault.New(fault.NotFound, "Not found."), "Not found.", "Introuvable.", "Nicht gefunden."},
		{
			fault.New(fault.MethodNotAllowed, "Method %q not allowed.", "PURGE"), `Method "PURGE" not allowed.`,
			`La méthode "PURGE" n’est pas autorisée.`, `Die Methode "PURGE" ist nicht erlaubt.`,
		},
		{
			fault.Field("n", "must be %s, not %s", fault.Word("an integer"), "string"), "n: must be an integer, not string",
			"n: doit être un nombre entier, et non string", "n: muss eine ganze Zahl sein, nicht string",
		},
		{
			p.Err(), "name: must be set; roles: must not be more than 1000",
			"name: doit être renseigné; roles: ne doit pas dépasser 1\u00a0000 éléments", "name: muss angegeben werden; roles: darf höchstens 1.000 Einträge haben",
		},
		{
			fault.New(fault.Conflict, "A request that is %s cannot be resolved.", fault.Word("Resolved")), "A request that is Resolved cannot be resolved.",
			"Une demande au statut «\u00a0Clôturée\u00a0» ne peut pas être clôturée.", "Eine Anfrage mit dem Status „Abgeschlossen“ kann nicht abgeschlossen werden.",
		},
		{
			fault.Of(p.Err()).Under("0.").Retold("Contact %d: %s", 1, fault.Of(p.Err()).Text("")), "Contact 1: name: must be set; roles: must not be more than 1000",
			"Contact 1\u00a0: name: doit être renseigné; roles: ne doit pas dépasser 1\u00a0000 éléments",
			"Kontakt 1: name: muss angegeben werden; roles: darf höchstens 1.000 Einträge haben",
		},
		{
			fault.Field("x", "%s", fault.Text{Format: "must be set"}), "x: must be set", "x: doit être renseigné", "x: muss angegeben werden",
		},
		{fault.Wait(fault.TooMany, time.Second, "nobody translated %s%%", "50"), "nobody translated 50%", "nobody translated 50%", "nobody translated 50%"},
		{&fault.Error{Kind: fault.Invalid, Detail: "100%d"}, "100%d", "100%d", "100%d"},
	} {
		f := fault.Of(c.err)
		for lang, want := range map[string]string{"en": c.en, "fr": c.fr, "de": c.de, "": c.en, "it": c.en} {
			got := phrase.Tell(f, lang)
			if got.Detail != want || got.Kind != f.Kind || got.RetryAfter != f.RetryAfter || len(got.Fields) != len(f.Fields) {
				t.Errorf("in %q: got %+v, want %q", lang, got, want)
			}
		}
		if f.Detail != c.en {
			t.Errorf("telling it changed it: %q", f.Detail)
		}
	}
	if got := phrase.Tell(fault.Of(p.Err()), "de").Fields["name"]; got != "muss angegeben werden" {
		t.Errorf("the field says %q", got)
	}
	about := fault.Of(p.Err()).Under("3.").Retold("Not found.")
	if got := phrase.Tell(about, "fr"); got.Fields["3.name"] != "doit être renseigné" || got.Detail != "Introuvable." {
		t.Errorf("with another detail: %+v", got)
	}
}

func TestPreferred(t *testing.T) {
	for accept, want := range map[string]string{
		"": "en", "fr": "fr", "de-AT,de;q=0.9,en;q=0.5": "de", "fr-CA": "fr", "it,es": "en", "it, de;q=0.3": "de",
		"en-GB,fr;q=0.9": "en", "*": "en", "fr;q=0, de": "de", "nonsense;;;": "en", "FR": "fr",
	} {
		if got := phrase.Preferred(accept); got != want {
			t.Errorf("%.40q: got %s, want %s", accept, got, want)
		}
	}
}
