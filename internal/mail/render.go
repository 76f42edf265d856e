package mail

import (
	"bytes"
	"fmt"
	"net/url"
	"strings"
	"time"
)

// Rendered is a mail as it leaves the house.
type Rendered struct {
	GUID      string
	MessageID string // without angle brackets
	From, To  Address
	Subject   string
	Text      string
	HTML      string
	Language  string
	Date      time.Time
}

// view is what the templates of a content see.
type view[T Content] struct {
	Args T
	frame
}

// frame is what a mail has besides its content.
type frame struct {
	Subject  string
	Language string
	Link     string // where the one link leads, "" without one
	Code     string
	Until    time.Time // when the link expires
	dress
	Preheader string // what a list of mails shows beside the subject
	Mark      string // what it says above all else, "" mostly
	ticket    string // link and code as one word
	base      string // the public URL
	requests  string // the console's pages of requests, before the guid
	received  string // the same of those received
}

// Ticket returns link and code as one word, for a program.
func (f frame) Ticket() string { return f.ticket }

// At returns the address of a path of this server.
func (f frame) At(path string) string { return f.base + path }

// Request returns where the console shows an access request.
func (f frame) Request(guid string) string {
	if guid == "" {
		return ""
	}
	return f.requests + url.PathEscape(guid)
}

// Received returns where the console shows a request to who received it.
func (f frame) Received(guid string) string {
	if guid == "" {
		return ""
	}
	return f.received + url.PathEscape(guid)
}

// render fills in subject, text and HTML.
func (l layout) render(r *Rendered, args string, f frame) error {
	in := l.in[r.Language]()
	content, err := l.read(args)
	if err != nil {
		return err
	}
	own := f.Wording.with(places(content, r.Language))
	f.Opening, f.Closing = own.Opening, own.Closing
	if f.Subject, err = l.subject(in, content, f, own); err != nil {
		return err
	}
	r.Subject = f.Subject
	var text, html bytes.Buffer
	if err := in.text.Execute(&text, l.view(content, f)); err != nil {
		return err
	}
	r.Text = CleanText(text.String())
	f.Preheader = preheader(r.Text)
	r.Text = wrap(r.Text) + "\n"
	page, err := in.page(r.Language, f.Brand)
	if err != nil {
		return err
	}
	if err := page.Execute(&html, l.view(content, f)); err != nil {
		return err
	}
	r.HTML = html.String()
	return nil
}

// subject is the customer's own, or the original.
func (l layout) subject(in tongue, content any, f frame, own Wording) (string, error) {
	subject := own.Subject
	if subject == "" {
		var b bytes.Buffer
		if err := in.text.ExecuteTemplate(&b, "subject", l.view(content, f)); err != nil {
			return "", err
		}
		subject = b.String()
	}
	if f.Mark != "" {
		marked, err := say("Test: %s", f.Language)
		if err != nil {
			return "", err
		}
		subject = fmt.Sprintf(marked, subject)
	}
	return CleanName(subject), nil
}

// width is where lines of the text part are broken.
const width = 76

// wrap breaks long lines between words. What follows the break of a quoted
// line is quoted too.
func wrap(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		prefix := ""
		if strings.HasPrefix(line, "> ") {
			prefix = "> "
		}
		used := 0
		for i, word := range strings.Split(strings.TrimPrefix(line, prefix), " ") {
			n := len([]rune(word))
			switch {
			case i == 0:
				b.WriteString(prefix)
				used = len(prefix)
			case used+1+n > width:
				b.WriteString("\n" + prefix)
				used = len(prefix)
			default:
				b.WriteString(" ")
				used++
			}
			b.WriteString(word)
			used += n
		}
		b.WriteString("\n")
	}
	return strings.TrimRight(b.String(), "\n")
}
