package mail

import (
	"bytes"
	"embed"
	"encoding/json"
	htmltemplate "html/template"
	"io/fs"
	"net/url"
	"strconv"
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
	ticket   string    // link and code as one word
	base     string    // the public URL
	requests string    // the console's pages of requests, before the guid
	received string    // the same of those received
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
	link string
	in   map[string]tongue // by language; English is always there
	view func(args string, f frame) (any, error)
}

// tongue is the templates of a content in one language.
type tongue struct {
	text *texttemplate.Template
	html *htmltemplate.Template
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
	}
}

// tongues reads the templates of a content: <name>.txt and .html in English,
// and <name>.<language>.txt and .html where somebody has translated them.
func tongues(name string) map[string]tongue {
	in := make(map[string]tongue)
	for _, language := range languages {
		file := "templates/" + name
		if language != english {
			file += "." + language
		}
		if _, err := fs.Stat(files, file+".txt"); err != nil && language != english {
			continue
		}
		in[language] = tongue{
			text: texttemplate.Must(texttemplate.New("layout.txt").Funcs(texttemplate.FuncMap(functions(language))).
				ParseFS(files, "templates/layout.txt", file+".txt")),
			html: htmltemplate.Must(htmltemplate.New("layout.html").Funcs(functions(language)).
				ParseFS(files, "templates/layout.html", file+".html")),
		}
	}
	return in
}

func functions(language string) htmltemplate.FuncMap {
	return htmltemplate.FuncMap{
		"quote":  quote,
		"reason": func(slug string) string { return reasons[slug] },
		"lines":  func(s string) []string { return strings.Split(s, "\n") },
		"date":   func(t time.Time) string { return date(t, language) },
		"day":    func(t time.Time) string { return day(t, language) },
		"days":   days,
		"button": func(url, label string) button { return button{url, label} },
		"say":    func(words string) (string, error) { return say(words, language) },
	}
}

// button is the one clear link of a mail.
type button struct{ URL, Label string }

// reasons says for what an invitation is; for the others, its message does.
var reasons = map[string]string{
	"informational":  "It is meant as information: nothing has to be done.",
	"remediation":    "It is about findings that should be put right.",
	"validation":     "It is about checking that what is known is right.",
	"self_requested": "It answers a registration through a form.",
}

func days(n int64) string {
	if n == 1 {
		return "one day"
	}
	return strconv.FormatInt(n, 10) + " days"
}

// quote marks every line of what somebody typed, so that it cannot pass for
// the mail's own words.
func quote(s string) string {
	return strings.ReplaceAll("> "+strings.ReplaceAll(s, "\n", "\n> "), "> \n", ">\n")
}

// render fills in subject, text and HTML.
func (l layout) render(r *Rendered, args string, f frame) error {
	v, err := l.view(args, f)
	if err != nil {
		return err
	}
	var subject, text, html bytes.Buffer
	in := l.in[r.Language]
	if err := in.text.ExecuteTemplate(&subject, "subject", v); err != nil {
		return err
	}
	r.Subject = CleanName(subject.String())
	f.Subject = r.Subject
	if v, err = l.view(args, f); err != nil {
		return err
	}
	if err := in.text.Execute(&text, v); err != nil {
		return err
	}
	if err := in.html.Execute(&html, v); err != nil {
		return err
	}
	r.Text, r.HTML = wrap(CleanText(text.String()))+"\n", html.String()
	return nil
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
