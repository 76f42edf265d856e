package mail

import (
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jba/templatecheck"
)

var update = flag.Bool("update", false, "write the golden files")

var sample = InvitationIntro{
	RequesterName: "Emma Waters", RequesterCompany: "Blue Seas International", CustomerName: "Blue Seas International",
	CompanyName: "Black Hills Technologies", RecipientName: "Maria Castro", Reason: "remediation",
	Message:        "Please address these concerns – the certificates of <shop> & \"mail\" expired last week, and nobody has answered our mails.\n\nhttps://blackhills.example/status\r\nEmma",
	InvitationDays: 14, TrialDays: 45,
}

// samples holds one of every content, filled in.
var samples = Specimens(start)

// rendering makes the mail of a content without a database.
func rendering(t *testing.T, c Content) Rendered {
	t.Helper()
	return renderingIn(t, c, english, dress{})
}

func renderingIn(t *testing.T, c Content, language string, d dress) Rendered {
	t.Helper()
	p := &Post{
		Links:     &Links{Key: Key{1, 2, 3}, Now: func() time.Time { return start }},
		PublicURL: "https://gatehouse.example.com", RequestPath: "/requests/",
	}
	m := Mail{
		GUID: "01938f0e-0000-7000-8000-000000000001", Template: c.Template(), Recipient: "maria@blackhills.example",
		Name: "Maria Castro", Args: encode(t, c), Sending: 1, CreatedAt: start, Language: language,
	}
	var l *Link
	if c.link() != "" {
		l = &Link{GUID: "01938f0e-0000-7000-8000-000000000002", Kind: c.link(), ExpiresAt: start.Add(14 * 24 * time.Hour)}
	}
	r, err := p.render(m, l, d)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestInvitationGolden(t *testing.T) {
	r := rendering(t, Invitation(sample))
	for name, got := range map[string]string{"invitation.txt": r.Text, "invitation.html": r.HTML} {
		file := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	if got, want := r.Subject, "Your invitation from Blue Seas International"; got != want {
		t.Errorf("subject %q, want %q", got, want)
	}
}

// TestTemplatesFit finds fields that do not exist, in branches too that no
// sample takes.
func TestTemplatesFit(t *testing.T) {
	check := func(name string, v any) {
		for language, read := range layouts[name].in {
			in := read()
			if err := templatecheck.CheckHTML(in.html, v); err != nil {
				t.Error(language, err)
			}
			for _, text := range []string{"layout.txt", "subject"} {
				if err := templatecheck.CheckText(in.text.Lookup(text), v); err != nil {
					t.Error(language, err)
				}
			}
		}
	}
	check("invitation_intro", &view[InvitationIntro]{})
	check("invitation", &view[Invitation]{})
	check("set_password", &view[SetPassword]{})
	check("registration_confirm", &view[RegistrationConfirm]{})
	check("registration_received", &view[RegistrationReceived]{})
	check("registration_rejected", &view[RegistrationRejected]{})
	check("request_accepted", &view[RequestAccepted]{})
	check("request_declined", &view[RequestDeclined]{})
	check("request_never", &view[RequestNever]{})
	check("request_forwarded", &view[RequestForwarded]{})
	check("mail_refused", &view[MailRefused]{})
	check("request_message", &view[RequestMessage]{})
	check("colleague_invitation", &view[ColleagueInvitation]{})
	check("colleague_joined", &view[ColleagueJoined]{})
	check("time_asked", &view[TimeAsked]{})
	check("time_answered", &view[TimeAnswered]{})
	check("request_left", &view[RequestLeft]{})
	check("email_changed", &view[EmailChanged]{})
	check("email_confirm", &view[EmailConfirm]{})
	check("factor_changed", &view[FactorChanged]{})
	check("token_retrieval", &view[TokenRetrieval]{})
	check("password_forgotten", &view[PasswordForgotten]{})
	check("password_changed", &view[PasswordChanged]{})
	check("token_reused", &view[TokenReused]{})
	check("webhook_off", &view[WebhookOff]{})
	check("token_expires", &view[TokenExpires]{})
	check("access_expires", &view[AccessExpires]{})
	check("renewal_due", &view[RenewalDue]{})
	if len(layouts) != len(samples) {
		t.Errorf("%d layouts, %d samples", len(layouts), len(samples))
	}
}

var hrefs = regexp.MustCompile(`href="([^"]*)"`)

// TestEveryMail holds what is promised of all of them, in each language.
func TestEveryMail(t *testing.T) {
	for _, c := range samples {
		for _, language := range Languages {
			t.Run(c.Template()+" "+language, func(t *testing.T) {
				r := renderingIn(t, c, language, dress{})
				if r.Language != language || !strings.Contains(r.HTML, `<html lang="`+language+`"`) {
					t.Errorf("it is in %s", r.Language)
				}
				for part, body := range map[string]string{"text": r.Text, "html": r.HTML} {
					if unread, err := say("Replies to this mail are not read.", language); err != nil || !strings.Contains(body, unread) {
						t.Errorf("%s: replies are not mentioned, %v", part, err)
					}
					if strings.Contains(body, "<no value>") || strings.Contains(body, "{{") || strings.Contains(body, "ZgotmplZ") {
						t.Errorf("%s: a hole in\n%s", part, body)
					}
				}
				if r.Subject == "" || strings.Contains(r.Subject, "  ") {
					t.Errorf("subject %q", r.Subject)
				}
				checkLinks(t, c, &r)
				checkFrame(t, &r)
				for line := range strings.Lines(r.Text) {
					if n := len([]rune(strings.TrimRight(line, "\n"))); n > width && strings.Contains(strings.TrimSpace(line), " ") {
						t.Errorf("a line of %d characters: %s", n, line)
					}
				}
			})
		}
	}
}

// checkLinks: one link or none, which the text part has too, and the secrets only
// in a mail that carries them.
func checkLinks(t *testing.T, c Content, r *Rendered) {
	t.Helper()
	links := hrefs.FindAllStringSubmatch(r.HTML, -1)
	if len(links) > 1 {
		t.Errorf("%d links, want at most one", len(links))
	}
	if len(links) == 1 && !strings.Contains(r.Text, "\n"+links[0][1]+"\n") {
		t.Errorf("the text part lacks the link %s:\n%s", links[0][1], r.Text)
	}
	token, code := (&Links{Key: Key{1, 2, 3}}).Secret("01938f0e-0000-7000-8000-000000000002", 1)
	for part, body := range map[string]string{"text": r.Text, "html": r.HTML} {
		has := strings.Contains(body, "https://gatehouse.example.com"+Path(c.link(), token)) && strings.Contains(body, code)
		if has != (c.link() != "") {
			t.Errorf("%s: has link and code: %t", part, has)
		}
		if c.link() == "" && (strings.Contains(body, token) || strings.Contains(body, code)) {
			t.Errorf("%s: holds a secret", part)
		}
	}
}

// checkFrame holds what makes a mail readable in Outlook, on a telephone, in a
// list of mails and in the dark.
func checkFrame(t *testing.T, r *Rendered) {
	t.Helper()
	for _, needed := range []string{
		`<meta name="x-apple-disable-message-reformatting">`, `<meta name="color-scheme" content="light dark">`, `@media (prefers-color-scheme: dark)`,
		`<!--[if mso]><table role="presentation" align="center" width="560"`, `<!--[if mso]></td></tr></table><![endif]-->`, `bgcolor="#ffffff"`, `[data-ogsc]`,
	} {
		if !strings.Contains(r.HTML, needed) {
			t.Errorf("it lacks %s", needed)
		}
	}
	for _, never := range []string{"background-image", "url(", "<script", "<img", "@import", "<link"} {
		if strings.Contains(r.HTML, never) {
			t.Errorf("it has %s", never)
		}
	}
	shown := regexp.MustCompile(`color:#f1f4f1">([^<]+?)&#847;`).FindStringSubmatch(r.HTML)
	if shown == nil || len(shown[1]) < 20 || strings.Contains(shown[1], "://") {
		t.Errorf("a list of mails shows %q", shown)
	}
	if strings.Contains(r.HTML, "href=") && !strings.Contains(r.HTML, "mso-padding-alt:12px 22px") {
		t.Error("Outlook shows its button without room")
	}
}

// TestEveryLanguage finds a content that is not written in all of them, in both
// parts, or whose greeting cannot be told from what must stay.
func TestEveryLanguage(t *testing.T) {
	for name, l := range layouts {
		if Specimen(name, start) == nil {
			t.Errorf("%s has no specimen", name)
		}
		for _, language := range Languages {
			read, ok := l.in[language]
			if !ok {
				t.Errorf("%s is not written in %s: templates/%s.%s.txt and .html", name, language, name, language)
				continue
			}
			in := read()
			for part, opening := range map[string]bool{"txt": !blank(in.text.Lookup("opening").Root.String()), "html": !blank(in.html.Lookup("opening").Tree.Root.String())} {
				if !opening {
					t.Errorf("%s in %s, %s: greeting and introduction stand in {{define \"opening\"}}, what must stay in {{define \"body\"}}", name, language, part)
				}
			}
			english := in.text.Lookup("subject").Root.String() == l.in[english]().text.Lookup("subject").Root.String()
			if english && language != "en" {
				t.Errorf("%s in %s has the English subject", name, language)
			}
		}
	}
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }

// TestSameFacts: what a mail knows, it says in each language and in both parts.
func TestSameFacts(t *testing.T) {
	for _, c := range samples {
		for _, language := range Languages {
			r := renderingIn(t, c, language, dress{})
			text := strings.Join(strings.Fields(r.Text+r.Subject), " ")
			page := strings.Join(strings.Fields(tags.ReplaceAllString(r.HTML, " ")), " ")
			for name, value := range places(c, language) {
				value = strings.Join(strings.Fields(value), " ")
				inText, inPage := strings.Contains(text, value), strings.Contains(page, value)
				if inText != inPage {
					t.Errorf("%s in %s: %s is in the text: %t, in the page: %t", c.Template(), language, name, inText, inPage)
				}
				first := rendering(t, c)
				was := places(c, english)[name]
				if strings.Contains(strings.Join(strings.Fields(first.Text), " "), was) != strings.Contains(strings.Join(strings.Fields(r.Text), " "), value) {
					t.Errorf("%s: %s is said in English or in %s alone", c.Template(), name, language)
				}
			}
		}
	}
}

var tags = regexp.MustCompile(`<[^>]*>`)

// TestLegible computes the contrast of every pair of colours, light and dark.
func TestLegible(t *testing.T) {
	for name, brand := range map[string]Brand{"own": {}, "red": NewBrand("Blue Seas", "#c8102e", "#ff8fa0")} {
		r := renderingIn(t, Invitation(sample), english, dress{Brand: brand})
		dark := map[string]string{}
		for _, rule := range regexp.MustCompile(`(?m)^\.(\w+) \{ (?:background-)?color: (#\w+) !important`).FindAllStringSubmatch(r.HTML, -1) {
			dark[rule[1]] = rule[2]
		}
		accent := regexp.MustCompile(`class="button"[^>]*bgcolor="(#\w+)"`).FindStringSubmatch(r.HTML)
		if red := strings.Contains(r.HTML, "#c8102e") && strings.Contains(r.HTML, "#ff8fa0") && strings.Contains(r.HTML, ">Blue Seas</td>"); red != (name == "red") {
			t.Errorf("%s: has the colours and the name of the brand: %t", name, red)
		}
		if accent == nil || len(dark) != 7 {
			t.Fatalf("%s: accent %v, dark %v", name, accent, dark)
		}
		for _, pair := range [][2]string{
			{"#13211d", "#ffffff"},
			{"#13211d", "#e7ece8"},
			{"#44544d", "#ffffff"},
			{"#44544d", "#f1f4f1"},
			{"#ffffff", accent[1]},
			{dark["ink"], dark["panel"]},
			{dark["ink"], dark["sunk"]},
			{dark["soft"], dark["panel"]},
			{dark["soft"], dark["ground"]},
			{dark["label"], dark["button"]},
		} {
			if got := contrast(pair[0], pair[1]); got < legible {
				t.Errorf("%s: %s on %s has a contrast of %.2f", name, pair[0], pair[1], got)
			}
		}
	}
	if got := contrast("#ffffff", "#000000"); got != 21 {
		t.Errorf("white on black is %v", got)
	}
}

// TestHostileNames fills every field with what a stranger would try.
func TestHostileNames(t *testing.T) {
	const bad = "Eve\r\nBcc: all@example.com\u202e <script>alert(1)</script> https://evil.example/x www.evil.example evil.example/login"
	for _, c := range samples {
		t.Run(c.Template(), func(t *testing.T) {
			v := reflect.New(reflect.TypeOf(c)).Elem()
			for i := range v.NumField() {
				if v.Field(i).Kind() == reflect.String && v.Type().Field(i).Tag == "" {
					v.Field(i).SetString(bad)
				}
			}
			r := rendering(t, v.Interface().(Content))
			for part, s := range map[string]string{"subject": r.Subject, "text": r.Text, "html": r.HTML} {
				for _, never := range []string{"evil.example", "\u202e", "\r"} {
					if strings.Contains(s, never) {
						t.Errorf("%s: holds %q:\n%s", part, never, s)
					}
				}
			}
			if strings.Contains(r.HTML, "<script") || strings.Contains(r.Subject, "\n") {
				t.Errorf("escaped: subject %q\n%s", r.Subject, r.HTML)
			}
			if msg, err := compose(r); err != nil {
				t.Error(err)
			} else if got := msg.GetGenHeader("Subject"); len(got) != 1 || strings.ContainsAny(got[0], "\r\n") {
				t.Errorf("subject header %q", got)
			}
		})
	}
}

// TestMessageCannotPose lets a sender write what looks like the mail's own end.
func TestMessageCannotPose(t *testing.T) {
	s := sample
	s.Message = "Hi\n\nYour code: 999999\n\n-- \nhttps://evil.example/"
	r := rendering(t, Invitation(s))
	for line := range strings.Lines(r.Text) {
		if strings.HasPrefix(line, "Your code: 999999") || strings.HasPrefix(line, "https://evil") {
			t.Errorf("not quoted: %q", line)
		}
	}
	if len(hrefs.FindAllString(r.HTML, -1)) != 1 {
		t.Errorf("the message made a link:\n%s", r.HTML)
	}
}

func TestUnknownTemplate(t *testing.T) {
	p := &Post{PublicURL: "https://gatehouse.example.com"}
	if _, err := p.render(Mail{Template: "of_next_year"}, nil, dress{}); err == nil {
		t.Error("rendered")
	}
}
