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

// samples holds one of every content, every field filled in.
var samples = []Content{
	sample, Invitation(sample),
	SetPassword{"Blue Seas", "Maria Castro"},
	RegistrationConfirm{"Blue Seas", "Suppliers"},
	RegistrationReceived{"Suppliers", "Maria Castro", "maria@blackhills.example", "Black Hills", "r-1"},
	RegistrationRejected{"Blue Seas", "Maria Castro"},
	RequestAccepted{"Maria Castro", "maria@blackhills.example", "Black Hills", "Gladly", "r-1"},
	RequestDeclined{"Maria Castro", "maria@blackhills.example", "Black Hills", "Not me\nask Tom", "r-1"},
	RequestNever{"Maria Castro", "maria@blackhills.example", "Black Hills", "", "r-1"},
	RequestForwarded{"Maria Castro", "maria@blackhills.example", "Tom Wolf", "tom@blackhills.example", "Black Hills", "r-1", start.Add(14 * 24 * time.Hour)},
	MailRefused{"Maria Castro", "maria@blackhills.example", "Black Hills", "550 no such user", "r-1"},
	RequestMessage{"Emma Waters", "Blue Seas", "Black Hills", 2, "r-1", true},
	ColleagueInvitation{"Maria Castro", "maria@blackhills.example", "Tom Baker", "Blue Seas", "Black Hills", 2},
	ColleagueJoined{"Tom Baker", "tom@blackhills.example", "Maria Castro", "Black Hills", "r-1"},
	EmailChanged{"old@blackhills.example", "new@blackhills.example", "Blue Seas"},
	EmailConfirm{"Blue Seas"},
	FactorChanged{"Blue Seas", "removed", "passkey", "My telephone", 3},
	TokenRetrieval{"Blue Seas", "Emma Waters", "SIEM export", "maria@blackhills.example", "01938f0e-0000-7000-8000-000000000003"},
	PasswordForgotten{"Blue Seas", "Maria Castro"},
	PasswordChanged{"Blue Seas", "Maria Castro"},
	TokenReused{"Blue Seas", "SIEM export", "Maria Castro", "abcdefgh", "wxyz", "192.0.2.0/24", start},
	TokenExpires{"Blue Seas", "SIEM export", "abcdefgh", "wxyz", start.Add(30 * 24 * time.Hour)},
	AccessExpires{"Blue Seas", "Maria Castro", start.Add(30 * 24 * time.Hour), "Emma Waters", "emma@blueseas.example"},
	RenewalDue{"Blue Seas", "trial", "Maria Castro", "maria@blackhills.example", "Black Hills", start.Add(30 * 24 * time.Hour), "01938f0e-0000-7000-8000-000000000004"},
}

// rendering makes the mail of a content without a database.
func rendering(t *testing.T, c Content) Rendered {
	t.Helper()
	p := &Post{
		Links:     &Links{Key: Key{1, 2, 3}, Now: func() time.Time { return start }},
		PublicURL: "https://gatehouse.example.com", RequestPath: "/requests/",
	}
	m := Mail{
		GUID: "01938f0e-0000-7000-8000-000000000001", Template: c.Template(), Recipient: "maria@blackhills.example",
		Name: "Maria Castro", Args: encode(t, c), Sending: 1, CreatedAt: start,
	}
	var l *Link
	if c.link() != "" {
		l = &Link{GUID: "01938f0e-0000-7000-8000-000000000002", Kind: c.link(), ExpiresAt: start.Add(14 * 24 * time.Hour)}
	}
	r, err := p.render(m, l)
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
		for language, in := range layouts[name].in {
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
	check("email_changed", &view[EmailChanged]{})
	check("email_confirm", &view[EmailConfirm]{})
	check("factor_changed", &view[FactorChanged]{})
	check("token_retrieval", &view[TokenRetrieval]{})
	check("password_forgotten", &view[PasswordForgotten]{})
	check("password_changed", &view[PasswordChanged]{})
	check("token_reused", &view[TokenReused]{})
	check("token_expires", &view[TokenExpires]{})
	check("access_expires", &view[AccessExpires]{})
	check("renewal_due", &view[RenewalDue]{})
	if len(layouts) != len(samples) {
		t.Errorf("%d layouts, %d samples", len(layouts), len(samples))
	}
}

var hrefs = regexp.MustCompile(`href="([^"]*)"`)

// TestEveryMail holds what is promised of all of them.
func TestEveryMail(t *testing.T) {
	for _, c := range samples {
		t.Run(c.Template(), func(t *testing.T) {
			r := rendering(t, c)
			for part, body := range map[string]string{"text": r.Text, "html": r.HTML} {
				if !strings.Contains(body, "Replies to this mail are not read.") {
					t.Errorf("%s: replies are not mentioned", part)
				}
				if strings.Contains(body, "<no value>") || strings.Contains(body, "{{") {
					t.Errorf("%s: a hole in\n%s", part, body)
				}
			}
			if r.Subject == "" || strings.Contains(r.Subject, "  ") {
				t.Errorf("subject %q", r.Subject)
			}
			links := hrefs.FindAllStringSubmatch(r.HTML, -1)
			if len(links) > 1 {
				t.Errorf("%d links, want at most one", len(links))
			}
			if len(links) == 1 && !strings.Contains(r.Text, "\n"+links[0][1]+"\n") {
				t.Errorf("the text part lacks the link %s", links[0][1])
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
			for line := range strings.Lines(r.Text) {
				if n := len([]rune(strings.TrimRight(line, "\n"))); n > width && strings.Contains(strings.TrimSpace(line), " ") {
					t.Errorf("a line of %d characters: %s", n, line)
				}
			}
		})
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
	if _, err := p.render(Mail{Template: "of_next_year"}, nil); err == nil {
		t.Error("rendered")
	}
}
