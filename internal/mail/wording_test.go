package mail

import (
	"slices"
	"strings"
	"testing"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
)

// TestWordings: subject, opening and closing are the customer's, with the mail's
// values in them; what lies between stays.
func TestWordings(t *testing.T) {
	own := Wording{
		Template: "invitation", Language: "fr", Subject: "{{ company }} et {{customer}}",
		Opening: "Chère {{recipient}},\n\nnous aimerions <b>regarder</b> ensemble.\nPendant {{days}}.", Closing: "Bien à vous\n{{requester}}",
	}
	c := Invitation(sample)
	r := renderingIn(t, c, "fr", dress{Wording: own})
	if want := "Black Hills Technologies et Blue Seas International"; r.Subject != want {
		t.Errorf("subject %q, want %q", r.Subject, want)
	}
	for _, want := range []string{"Chère Maria Castro,\n\n", "<b>regarder</b>", "Pendant 45 jours.", "Votre code", "6 décembre 2025", "\n\nBien à vous\nEmma Waters\n\n-- \n"} {
		if !strings.Contains(r.Text, want) {
			t.Errorf("the text lacks %q:\n%s", want, r.Text)
		}
	}
	for _, want := range []string{"Chère Maria Castro,</p>", "&lt;b&gt;regarder&lt;/b&gt; ensemble.<br>Pendant 45 jours.</p>", "Bien à vous<br>Emma Waters</p>"} {
		if !strings.Contains(r.HTML, want) {
			t.Errorf("the page lacks %q:\n%s", want, r.HTML)
		}
	}
	for part, body := range map[string]string{"text": r.Text, "page": r.HTML} {
		if strings.Contains(body, "Bonjour") || strings.Contains(body, "vous invite") {
			t.Errorf("%s: the original stands beside it:\n%s", part, body)
		}
	}
	checkLinks(t, c, &r)
	checkFrame(t, &r)
}

// TestWordingOfNobody: a mail that lacks a value keeps the original of the part
// that names it, and only of that.
func TestWordingOfNobody(t *testing.T) {
	s := sample
	s.RecipientName = ""
	r := renderingIn(t, s, english, dress{Wording: Wording{Subject: "For {{company}}", Opening: "Dear {{recipient}},\n\nhi.", Closing: "Bye"}})
	if r.Subject != "For Black Hills Technologies" || strings.Contains(r.Text, "Dear") || !strings.HasPrefix(r.Text, "Hello,\n\n") || !strings.Contains(r.Text, "\nBye\n") {
		t.Errorf("%s\n%s", r.Subject, r.Text)
	}
}

func TestWordingChecks(t *testing.T) {
	long := strings.Repeat("a", MaxOpening+1)
	for name, c := range map[string]struct {
		w     Wording
		field string // "" is fine
	}{
		"empty":           {Wording{Template: "invitation"}, ""},
		"all":             {Wording{Template: "invitation", Subject: "{{company}}", Opening: "Dear {{recipient}}", Closing: "{{ days }}"}, ""},
		"of another mail": {Wording{Template: "invitation", Subject: "{{old_email}}"}, "subject"},
		"unknown":         {Wording{Template: "invitation", Opening: "{{code}}"}, "opening"},
		"half":            {Wording{Template: "invitation", Closing: "{{recipient"}, "closing"},
		"action":          {Wording{Template: "invitation", Closing: "{{.Link}}"}, "closing"},
		"address":         {Wording{Template: "invitation", Opening: "See https://evil.example/x"}, "opening"},
		"www":             {Wording{Template: "invitation", Closing: "www.evil.example"}, "closing"},
		"path":            {Wording{Template: "invitation", Subject: "evil.example/login"}, "subject"},
		"long":            {Wording{Template: "invitation", Opening: long}, "opening"},
		"fixed subject":   {Wording{Template: "factor_changed", Subject: "Something"}, "subject"},
		"its opening":     {Wording{Template: "factor_changed", Opening: "Dear user of {{customer}},"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			err := c.w.Check()
			if c.field == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			if f := fault.Of(err); err == nil || f.Fields[c.field] == "" || len(f.Fields) != 1 {
				t.Errorf("got %v, want a problem of %s alone", err, c.field)
			}
		})
	}
	w := Wording{Template: "invitation", Subject: " a\r\nBcc: b\u202e ", Opening: "a\r\n\r\n\r\nb"}
	if err := w.Check(); err != nil || w.Subject != "a Bcc: b" || w.Opening != "a\n\nb" {
		t.Errorf("%v, %q, %q", err, w.Subject, w.Opening)
	}
}

// TestOriginals: what a form starts from has the places of its values, passes the
// check, and says the same as the original.
func TestOriginals(t *testing.T) {
	for _, c := range samples {
		for _, language := range Languages {
			w, err := Original(c.Template(), language)
			if err != nil {
				t.Fatal(err)
			}
			if w.Opening == "" || (w.Subject == "") != IsSubjectFixed(c.Template()) {
				t.Errorf("%s in %s: %+v", c.Template(), language, w)
			}
			if err := w.Check(); err != nil {
				t.Errorf("%s in %s: %v\n%s\n%s", c.Template(), language, err, w.Subject, w.Opening)
			}
			if strings.Contains(w.Subject+w.Opening, "777") {
				t.Errorf("%s in %s has a mark in it: %s\n%s", c.Template(), language, w.Subject, w.Opening)
			}
			if c.Template() == "factor_changed" || c.Template() == "invitation" || c.Template() == "invitation_intro" {
				continue // they say more, by what happened and why somebody is invited
			}
			original, reworded := renderingIn(t, c, language, dress{}), renderingIn(t, c, language, dress{Wording: w})
			if original.Subject != reworded.Subject || original.Text != reworded.Text {
				t.Errorf("%s in %s:\n%s\n%s\nreworded:\n%s\n%s", c.Template(), language, original.Subject, original.Text, reworded.Subject, reworded.Text)
			}
		}
	}
	if got := Places("invitation"); !slices.Equal(got, []string{"company", "customer", "days", "invitation_days", "organisation", "recipient", "requester"}) {
		t.Errorf("an invitation has the places %v", got)
	}
}

// TestWordingIsSent: what is kept is what is sent from then on, in its language
// alone, and only by its customer.
func TestWordingIsSent(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := &wire{}
		h := newHouse(t, d, w)
		keep := func(customerID int64, subject string) {
			t.Helper()
			err := d.Tx(t.Context(), func(tx *db.Tx) error {
				return KeepWording(t.Context(), tx, Wording{
					CustomerID: customerID, Template: "email_confirm", Language: "fr", Subject: subject, UpdatedAt: start, UpdatedBy: "u-1",
				})
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		keep(customer, "Premier")
		keep(customer, "Bonjour de {{customer}}")
		send := func(customerID int64, language string) string {
			t.Helper()
			link := h.link(t, NewLink{CustomerID: customerID, Kind: EmailLink, Subject: "u-" + language, ExpiresAt: start.AddDate(0, 0, 1)})
			h.queue(t, Message{CustomerID: customerID, To: Address{"", "maria@blackhills.example"}, Language: language, Content: EmailConfirm{"Blue Seas"}, LinkGUID: link})
			h.drain(t)
			return w.given[len(w.given)-1].Subject
		}
		for _, c := range []struct {
			customer       int64
			language, want string
		}{
			{customer, "fr", "Bonjour de Blue Seas"},
			{customer, "en", "Please confirm your new e-mail address"},
			{customer + 1, "fr", "Veuillez confirmer votre nouvelle adresse e-mail"},
		} {
			if got := send(c.customer, c.language); got != c.want {
				t.Errorf("%d in %s: %q, want %q", c.customer, c.language, got, c.want)
			}
		}
		all, err := ReadWordings(t.Context(), d, customer)
		if err != nil || len(all) != 1 || all[0].Version != 2 {
			t.Errorf("%+v, %v", all, err)
		}
		err = d.Tx(t.Context(), func(tx *db.Tx) error {
			dropped, err := DropWording(t.Context(), tx, customer, "email_confirm", "fr")
			if !dropped {
				t.Error("nothing was dropped")
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if got := send(customer, "fr"); got != "Veuillez confirmer votre nouvelle adresse e-mail" {
			t.Errorf("after it was dropped: %q", got)
		}
	})
}

// TestTestMail: a test says that it is one, and holds no secret.
func TestTestMail(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := &wire{}
		h := newHouse(t, d, w)
		h.queue(t, Message{CustomerID: customer, To: Address{"Emma", "emma@blueseas.example"}, Language: "fr", Content: Invitation(sample), IsTest: true})
		h.drain(t)
		if len(w.given) != 1 {
			t.Fatalf("%d mails", len(w.given))
		}
		r := w.given[0]
		if !strings.HasPrefix(r.Subject, "Essai : Votre invitation") || !strings.HasPrefix(r.Text, "Ceci est un essai") || !strings.Contains(r.Text, Path(InvitationLink, PreviewToken)+"\n") || !strings.Contains(r.Text, PreviewCode) {
			t.Errorf("%s\n%s", r.Subject, r.Text)
		}
	})
}
