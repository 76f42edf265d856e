package mail

import (
	"strings"
	"testing"
	"time"
)

// A mail comes in the language of the person where there are templates in it,
// frame and content alike, and in English where there are none.
func TestLanguages(t *testing.T) {
	p := &Post{Links: &Links{Key: Key{1}, Now: func() time.Time { return start }}, PublicURL: "https://gatehouse.example.com"}
	for _, what := range []string{"added", "removed", "reset", "codes_made", "code_used"} {
		for asked, want := range map[string][]string{
			"en": {"en", "Hello,", "Sent by Gatehouse for Blue Seas.", "at once"},
			"fr": {"fr", "Bonjour,", "Envoyé par Gatehouse pour Blue Seas.", "immédiatement"},
			"de": {"de", "Guten Tag,", "Gesendet von Gatehouse für Blue Seas.", "sofort"},
			"nl": {"en", "Hello,", "Sent by Gatehouse for Blue Seas.", "at once"},
		} {
			r, err := p.render(Mail{
				GUID: "m", Template: "factor_changed", Recipient: "maria@blackhills.example", Language: asked, CreatedAt: start,
				Args: encode(t, FactorChanged{CustomerName: "Blue Seas", What: what, Kind: "totp", Name: "Telephone", Left: 3}),
			}, nil, dress{})
			if err != nil {
				t.Fatal(err)
			}
			if r.Language != want[0] || !strings.Contains(r.HTML, `lang="`+want[0]+`"`) {
				t.Errorf("%s: the mail is in %s", asked, r.Language)
			}
			for _, words := range want[1:] {
				if !strings.Contains(strings.ReplaceAll(r.Text, "\n", " "), words) || !strings.Contains(r.HTML, words) {
					t.Errorf("%s: %q is missing in\n%s", asked, words, r.Text)
				}
			}
			if named := strings.Contains(r.Text, "Telephone"); named != (what == "added" || what == "removed") {
				t.Errorf("%s, %s: the name is there: %t", asked, what, named)
			}
		}
	}
}

func TestDates(t *testing.T) {
	at := time.Date(2026, 3, 4, 5, 6, 0, 0, time.UTC)
	for language, want := range map[string]string{
		"en": "4 March 2026, 05:06 UTC", "fr": "4 mars 2026, 05:06 UTC", "de": "4. März 2026, 05:06 UTC",
	} {
		if got := date(at, language); got != want {
			t.Errorf("%s: %q, want %q", language, got, want)
		}
	}
}
