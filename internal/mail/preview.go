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

// Preview makes a mail as it would leave the house, but for its link and code,
// which are not made before it is sent. Until is when the link would expire.
func Preview(publicURL string, to Address, c Content, now, until time.Time) (Rendered, error) {
	l := layouts[c.Template()]
	args, err := json.Marshal(c)
	if err != nil {
		return Rendered{}, fmt.Errorf("preview %s: %w", c.Template(), err)
	}
	base := strings.TrimRight(publicURL, "/")
	r := Rendered{To: Address{CleanName(to.Name), to.Email}, Language: english, Date: now}
	f := frame{Language: r.Language, base: base, requests: base + "/outbox/", received: base + "/inbox/"}
	if l.link != "" {
		f.Link, f.Code, f.Until = base+Path(l.link, PreviewToken), PreviewCode, until
		f.ticket = Ticket(PreviewToken, PreviewCode)
	}
	if err := l.render(&r, string(args), f); err != nil {
		return Rendered{}, fmt.Errorf("preview %s: %w", c.Template(), err)
	}
	return r, nil
}
