package web

import (
	"net/http"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
)

// revealPolicy is policy for the one answer that has a mail within it: its secrets
// have no address from which a frame could load them. A frame takes over the policy
// of the page, and a mail is styled in itself.
var revealPolicy = strings.Replace(policy, "style-src 'self'", "style-src 'self' 'unsafe-inline'", 1)

// revealMail shows a mail with what opens its link. Nothing of it is kept, and
// only a new POST shows it again.
func (c *Web) revealMail(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid := r.PathValue("guid")
	if err := c.Sessions.Fresh(r.Context(), by); err != nil {
		return err
	}
	p, opened, err := c.Mails.Reveal(r.Context(), by, guid)
	if f := fault.Of(err); err != nil && (f.Kind == fault.Conflict || f.Kind == fault.Forbidden) {
		return c.showMail(w, r, by, guid, answers[f.Kind].status, f)
	}
	if err != nil {
		return err
	}
	obstacle, err := c.Mails.Obstacle(r.Context(), by, guid)
	if err != nil {
		return err
	}
	v := c.newMail(by, &p, opened.Rendered, obstacle)
	v.reveal(opened)
	w.Header().Set("Content-Security-Policy", revealPolicy)
	return render(w, r, http.StatusOK, v)
}

func (v *mailView) reveal(m mail.Opened) {
	v.Link, v.Code = m.Link, m.Code
	v.Picture.Href, v.Picture.Page = "", m.HTML
}
