package mail

import (
	"fmt"
	"strings"
	"time"
)

// english is what every mail is written in, and languages are those that it may
// be translated into: a person's mail comes in the person's language where its
// templates do.
const english = "en"

var languages = []string{english, "fr", "de"}

// words are what the layout itself says.
var words = map[string]map[string]string{
	"Sent by Gatehouse":                  {"fr": "Envoyé par Gatehouse", "de": "Gesendet von Gatehouse"},
	"Replies to this mail are not read.": {"fr": "Les réponses à ce message ne sont pas lues.", "de": "Antworten auf diese E-Mail werden nicht gelesen."},
	"Your code:":                         {"fr": "Votre code :", "de": "Ihr Code:"},
	"writes:":                            {"fr": "écrit :", "de": "schreibt:"},
	"If the button does not work, copy this address:": {
		"fr": "Si le bouton ne fonctionne pas, copiez cette adresse :",
		"de": "Falls die Schaltfläche nicht funktioniert, kopieren Sie diese Adresse:",
	},
}

// say returns words of the layout in a language.
func say(english, language string) (string, error) {
	in, ok := words[english]
	if !ok {
		return "", fmt.Errorf("%q is not among the words of the layout", english)
	}
	if said, ok := in[language]; ok {
		return said, nil
	}
	return english, nil
}

// months are written out: 03/04 is not the same day everywhere.
var months = map[string][]string{
	"fr": {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
	"de": {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"},
}

func date(t time.Time, language string) string {
	return day(t, language) + t.UTC().Format(", 15:04 UTC")
}

func day(t time.Time, language string) string {
	t = t.UTC()
	month := t.Month().String()
	if names, ok := months[language]; ok {
		month = names[t.Month()-1]
	}
	number := "2"
	if language == "de" {
		number = "2."
	}
	return strings.Join([]string{t.Format(number), month, t.Format("2006")}, " ")
}
