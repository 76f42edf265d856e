package mail

import (
	"fmt"
	"strings"
	"time"
)

// english is what a mail comes in whose reader's language is not known.
const english = "en"

// Languages are those that every mail is written in, the first one unless
// something else is known of its reader.
var Languages = []string{english, "fr", "de"}

// words are what the layout itself says.
var words = map[string]map[string]string{
	"Sent by Gatehouse":                  {"fr": "Envoyé par Gatehouse", "de": "Gesendet von Gatehouse"},
	"Replies to this mail are not read.": {"fr": "Les réponses à ce message ne sont pas lues.", "de": "Antworten auf diese E-Mail werden nicht gelesen."},
	"Your code:":                         {"fr": "Votre code\u00a0:", "de": "Ihr Code:"},
	"This is a test of a wording. Its link and code open nothing.": {
		"fr": "Ceci est un essai d’un texte. Son lien et son code n’ouvrent rien.",
		"de": "Dies ist ein Test eines Textes. Sein Link und sein Code öffnen nichts.",
	},
	"Test: %s": {"fr": "Essai\u00a0: %s", "de": "Test: %s"},
	"writes:":  {"fr": "écrit\u00a0:", "de": "schreibt:"},
	"If the button does not work, copy this address:": {
		"fr": "Si le bouton ne fonctionne pas, copiez cette adresse\u00a0:",
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

// reasons says for what an invitation is; for the others, its message does.
var reasons = map[string]map[string]string{
	"informational": {
		english: "It is meant as information: nothing has to be done.",
		"fr":    "C’est une information\u00a0: il n’y a rien à faire.",
		"de":    "Es dient der Information: Es ist nichts zu tun.",
	},
	"remediation": {
		english: "It is about findings that should be put right.",
		"fr":    "Il s’agit de constats qui devraient être corrigés.",
		"de":    "Es geht um Befunde, die behoben werden sollten.",
	},
	"validation": {
		english: "It is about checking that what is known is right.",
		"fr":    "Il s’agit de vérifier que ce que l’on sait est exact.",
		"de":    "Es geht darum zu prüfen, ob stimmt, was bekannt ist.",
	},
	"self_requested": {
		english: "It answers a registration through a form.",
		"fr":    "Elle répond à une inscription par un formulaire.",
		"de":    "Sie antwortet auf eine Registrierung über ein Formular.",
	},
}

func days(n int64, language string) string {
	in, ok := map[string][2]string{"fr": {"un jour", "%d jours"}, "de": {"einen Tag", "%d Tage"}}[language]
	if !ok {
		in = [2]string{"one day", "%d days"}
	}
	if n == 1 {
		return in[0]
	}
	return fmt.Sprintf(in[1], n)
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
