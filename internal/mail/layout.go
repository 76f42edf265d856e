package mail

import (
	"embed"
	"encoding/json"
	htmltemplate "html/template"
	"io/fs"
	"strings"
	"sync"
	texttemplate "text/template"
	"time"
)

//go:embed templates
var files embed.FS

// layout makes the mails of one content.
type layout struct {
	link   string
	in     map[string]func() tongue                      // by language; read when the first mail is written in it
	read   func(args string) (any, error)                // the content, clean
	view   func(content any, f frame) any                // what templates see of it
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
		of[TimeAsked], of[TimeAnswered], of[RequestLeft], of[WebhookOff],
	} {
		add(all)
	}
	return all
}()

// of makes the layout of T. That its templates fit T is checked by a test.
func of[T Content](all map[string]layout) {
	var content T
	name := content.Template()
	all[name] = layout{
		link: content.link(),
		in:   tongues(name),
		read: func(args string) (any, error) {
			var content T
			err := json.Unmarshal([]byte(args), &content)
			clean(&content)
			return content, err
		},
		view: func(content any, f frame) any {
			return &view[T]{content.(T), f} //nolint:forcetypeassert // it is what read returns
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

// tongues finds the templates of a content: <name>.txt and .html in English,
// <name>.<language>.txt and .html in the others. A test finds those that lack.
func tongues(name string) map[string]func() tongue {
	in := make(map[string]func() tongue)
	for _, language := range Languages {
		file := "templates/" + name
		if language != english {
			file += "." + language
		}
		if _, err := fs.Stat(files, file+".txt"); err != nil && language != english {
			continue
		}
		in[language] = sync.OnceValue(func() tongue { return read(language, file) })
	}
	return in
}

func read(language, file string) tongue {
	bare := htmltemplate.Must(htmltemplate.New("layout.html").Funcs(functions(language, ownAccents)).
		ParseFS(files, "templates/layout.html", file+".html"))
	return tongue{
		text: texttemplate.Must(texttemplate.New("layout.txt").Funcs(texttemplate.FuncMap(functions(language, ownAccents))).
			ParseFS(files, "templates/layout.txt", file+".txt")),
		html: htmltemplate.Must(bare.Clone()), bare: bare,
	}
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
