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

// Every text that the user family can fail with is there in French and German,
// with the same arguments in the same order; and nothing is there that nobody says.
func TestEveryTextIsTranslated(t *testing.T) {
	said := formats(t)
	if len(said) < 100 {
		t.Errorf("only %d texts were found", len(said))
	}
	for lang, all := range phrase.Catalogues {
		for english, where := range said {
			if strings.Trim(verbs.ReplaceAllString(english, ""), " :;.,") == "" {
				continue // nothing but arguments
			}
			translated, ok := all[english]
			switch {
			case !ok || translated == "":
				t.Errorf("%s: %q has no translation into %s: add it to internal/fault/phrase", where, english, lang)
			case !slices.Equal(verbs.FindAllString(english, -1), verbs.FindAllString(translated, -1)):
				t.Errorf("%s: %q and %q have other arguments", where, english, translated)
			case translated == english:
				t.Errorf("%q is not translated into %s", english, lang)
			case strings.HasSuffix(english, ".") != strings.HasSuffix(translated, "."):
				t.Errorf("%q and %q do not end alike", english, translated)
			}
		}
		for english := range all {
			if _, ok := said[english]; !ok {
				t.Errorf("%q is translated into %s, and nobody says it", english, lang)
			}
		}
	}
}

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
