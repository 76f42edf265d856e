package mail

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// What stands in a preview where the mail has its secrets. It opens nothing: no
// link has such a token.
const (
	PreviewToken = "personal-link"
	PreviewCode  = "000000"
)

// testMark is what the test of a wording says above all else, and testUntil how
// long its link would work if it were one.
const (
	testMark  = "This is a test of a wording. Its link and code open nothing."
	testUntil = 14 * 24 * time.Hour
)

// Preview is a mail to be shown before it is sent, or instead.
type Preview struct {
	PublicURL string
	To        Address
	Language  string
	Content   Content
	Wording   Wording
	Brand     Brand
	Now       time.Time
	Until     time.Time // when its link would expire
}

// Render makes the mail as it would leave the house, but for its link and code,
// which are not made before it is sent.
func (p Preview) Render() (Rendered, error) {
	name := p.Content.Template()
	l := layouts[name]
	args, err := json.Marshal(p.Content)
	if err != nil {
		return Rendered{}, fmt.Errorf("preview %s: %w", name, err)
	}
	base := strings.TrimRight(p.PublicURL, "/")
	r := Rendered{To: Address{CleanName(p.To.Name), p.To.Email}, Language: l.language(p.Language), Date: p.Now}
	f := frame{
		Language: r.Language, dress: dress{Brand: p.Brand, Wording: p.Wording},
		base: base, requests: base + "/outbox/", received: base + "/inbox/",
	}
	f.open(l.link, PreviewToken, PreviewCode, p.Until)
	if err := l.render(&r, string(args), f); err != nil {
		return Rendered{}, fmt.Errorf("preview %s: %w", name, err)
	}
	return r, nil
}
