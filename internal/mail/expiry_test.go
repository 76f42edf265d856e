package mail

import (
	"strings"
	"testing"
	"time"
)

// What ends, and what was misused, is told in the language of who reads it, with
// the same link and code in each.
func TestWhatEndsIsToldInThreeLanguages(t *testing.T) {
	p := &Post{Links: &Links{Key: Key{1, 2, 3}, Now: func() time.Time { return start }}, PublicURL: "https://gatehouse.example.com"}
	for _, c := range samples {
		switch c.(type) {
		case TokenReused, TokenExpires, AccessExpires, RenewalDue:
		default:
			continue
		}
		seen := make(map[string]bool)
		for _, language := range Languages {
			m := Mail{GUID: "m", Template: c.Template(), Recipient: "maria@blackhills.example", Language: language, Args: encode(t, c), Sending: 1, CreatedAt: start}
			var l *Link
			if c.link() != "" {
				l = &Link{GUID: "l", Kind: c.link(), ExpiresAt: start.Add(24 * time.Hour)}
			}
			r, err := p.render(m, l, dress{})
			if err != nil {
				t.Fatal(err)
			}
			if r.Language != language || seen[r.Subject] || strings.Contains(r.Text, "<no value>") {
				t.Errorf("%s in %s: subject %q in %s\n%s", c.Template(), language, r.Subject, r.Language, r.Text)
			}
			seen[r.Subject] = true
			token, code := p.Links.Secret("l", 1)
			if l != nil && (!strings.Contains(r.Text, Path(l.Kind, token)) || !strings.Contains(r.HTML, code)) {
				t.Errorf("%s in %s lacks the link or the code:\n%s", c.Template(), language, r.Text)
			}
			if _, ok := c.(RenewalDue); ok && (!strings.Contains(r.Text, "/renewals/01938f0e") || !strings.Contains(r.HTML, "/renewals/01938f0e")) {
				t.Errorf("%s in %s does not lead to the page:\n%s", c.Template(), language, r.Text)
			}
		}
	}
}
