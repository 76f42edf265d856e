package mail

import "context"

// Opened is a mail with what it opens.
type Opened struct {
	Rendered
	Link, Code string
}

// Reveal shows a mail as it is, or would be, sent, with its link and code. Who may
// see them is for the caller to decide.
func (p *Post) Reveal(ctx context.Context, m Mail, l Link) (Opened, error) {
	d, err := (&common{post: p}).dress(ctx, m)
	if err != nil {
		return Opened{}, err
	}
	r, err := p.render(m, &l, d)
	if err != nil {
		return Opened{}, err
	}
	token, code := p.Links.Secret(l.GUID, m.Sending)
	return Opened{Rendered: r, Link: p.base() + Path(l.Kind, token), Code: code}, nil
}
