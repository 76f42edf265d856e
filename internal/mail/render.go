package mail

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	htmltemplate "html/template"
	"io/fs"
	"net/url"
	"strings"
	texttemplate "text/template"
	"time"
)

//go:embed templates
var files embed.FS

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

// layout makes the mails of one content.
type layout struct {
	link   string
	in     map[string]tongue // by language
	view   func(args string, f frame) (any, error)
	places func(args, language string) (map[string]string, error)
	marked func() (args string, names map[string]string) // a content whose values name their places
}

// tongue is the templates of a content in one language.
type tongue struct {
	text *texttemplate.Template
	html *htmltemplate.Template
	bare *htmltemplate.Template // the same, never executed: only so can it be cloned
}

// language returns the one to write in: what was asked for, if there are
// templates in it.
func (l layout) language(asked string) string {
	if _, ok := l.in[asked]; ok {
		return asked
	}
	return english
}

// layouts holds one for every content, by the template's name.
var layouts = func() map[string]layout {
	all := make(map[string]layout)
	for _, add := range []func(map[string]layout){
		of[InvitationIntro], of[Invitation], of[SetPassword], of[RegistrationConfirm], of[RegistrationReceived],
		of[RegistrationRejected], of[RequestAccepted], of[RequestDeclined], of[RequestNever], of[MailRefused],
		of[RequestMessage], of[RequestForwarded], of[EmailChanged], of[EmailConfirm], of[TokenRetrieval], of[FactorChanged],
		of[PasswordForgotten], of[PasswordChanged],
		of[ColleagueInvitation], of[ColleagueJoined],
		of[TokenReused], of[TokenExpires], of[AccessExpires], of[RenewalDue],
		of[TimeAsked], of[TimeAnswered], of[RequestLeft],
	} {
		add(all)
	}
	return all
}()

// of reads the templates of T. That they fit T is checked by a test.
func of[T Content](all map[string]layout) {
	var content T
	name := content.Template()
	all[name] = layout{
		link: content.link(),
		in:   tongues(name),
		view: func(args string, f frame) (any, error) {
			v := view[T]{frame: f}
			if err := json.Unmarshal([]byte(args), &v.Args); err != nil {
				return nil, err
			}
			clean(&v.Args)
			return &v, nil
		},
		places: func(args, language string) (map[string]string, error) {
			var content T
			if err := json.Unmarshal([]byte(args), &content); err != nil {
				return nil, err
			}
			clean(&content)
			return places(content, language), nil
		},
		marked: func() (string, map[string]string) {
			var content T
			names := mark(&content)
			args, err := json.Marshal(content)
			if err != nil {
				panic(err) // strings and numbers can always be written
			}
			return string(args), names
		},
	}
}

// tongues reads the templates of a content: <name>.txt and .html in English,
// <name>.<language>.txt and .html in the others. A test finds those that lack.
func tongues(name string) map[string]tongue {
	in := make(map[string]tongue)
	for _, language := range Languages {
		file := "templates/" + name
		if language != english {
			file += "." + language
		}
		if _, err := fs.Stat(files, file+".txt"); err != nil && language != english {
			continue
		}
		bare := htmltemplate.Must(htmltemplate.New("layout.html").Funcs(functions(language, ownAccents)).
			ParseFS(files, "templates/layout.html", file+".html"))
		in[language] = tongue{
			text: texttemplate.Must(texttemplate.New("layout.txt").Funcs(texttemplate.FuncMap(functions(language, ownAccents))).
				ParseFS(files, "templates/layout.txt", file+".txt")),
			html: htmltemplate.Must(bare.Clone()), bare: bare,
		}
	}
	return in
}

// page returns the template of the page, in the colours of a brand.
func (t tongue) page(language string, brand Brand) (*htmltemplate.Template, error) {
	if brand.accents == (accents{}) {
		return t.html, nil
	}
	own, err := t.bare.Clone()
	if err != nil {
		return nil, err
	}
	return own.Funcs(functions(language, brand.accents)), nil
}

func functions(language string, accents accents) htmltemplate.FuncMap {
	return htmltemplate.FuncMap{
		"quote":  quote,
		"reason": func(slug string) string { return reasons[slug][language] },
		"lines":  func(s string) []string { return strings.Split(s, "\n") },
		"date":   func(t time.Time) string { return date(t, language) },
		"day":    func(t time.Time) string { return day(t, language) },
		"days":   func(n int64) string { return days(n, language) },
		"button": func(url, label string) button { return button{url, label} },
		"say":    func(words string) (string, error) { return say(words, language) },

		"paragraphs": func(s string) []string { return strings.Split(s, "\n\n") },
		"outlook":    func(part string) htmltemplate.HTML { return outlook[part] },
		"filler":     func() htmltemplate.HTML { return filler },
		"accent":     func() string { return accents.Light },
		"accentDark": func() string { return accents.Dark },
	}
}

// button is the one clear link of a mail.
type button struct{ URL, Label string }

// quote marks every line of what somebody typed, so that it cannot pass for
// the mail's own words.
func quote(s string) string {
	return strings.ReplaceAll("> "+strings.ReplaceAll(s, "\n", "\n> "), "> \n", ">\n")
}

// render fills in subject, text and HTML.
func (l layout) render(r *Rendered, args string, f frame) error {
	in := l.in[r.Language]
	values, err := l.places(args, r.Language)
	if err != nil {
		return err
	}
	own := f.Wording.with(values)
	f.Opening, f.Closing = own.Opening, own.Closing
	if f.Subject, err = l.subject(in, args, f, own); err != nil {
		return err
	}
	r.Subject = f.Subject
	v, err := l.view(args, f)
	if err != nil {
		return err
	}
	var text, html bytes.Buffer
	if err := in.text.Execute(&text, v); err != nil {
		return err
	}
	r.Text = CleanText(text.String())
	f.Preheader = preheader(r.Text)
	r.Text = wrap(r.Text) + "\n"
	if v, err = l.view(args, f); err != nil {
		return err
	}
	page, err := in.page(r.Language, f.Brand)
	if err != nil {
		return err
	}
	if err := page.Execute(&html, v); err != nil {
		return err
	}
	r.HTML = html.String()
	return nil
}

// subject is the customer's own, or the original.
func (l layout) subject(in tongue, args string, f frame, own Wording) (string, error) {
	subject := own.Subject
	if subject == "" {
		v, err := l.view(args, f)
		if err != nil {
			return "", err
		}
		var b bytes.Buffer
		if err := in.text.ExecuteTemplate(&b, "subject", v); err != nil {
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
