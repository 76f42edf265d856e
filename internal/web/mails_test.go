package web

import (
	"net/url"
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/identity"
	"gatehouse/internal/mail"
)

// refuse makes a mail that a mail server would not have.
func (s *site) refuse(t *testing.T, customerID int64) string {
	t.Helper()
	guid := db.NewID()
	_, err := s.DB.Exec(t.Context(), `insert into mails (customer_id, guid, template, recipient, recipient_lower, name, args, state, error, tries, created_at)
		values ($1, $2, 'password_changed', 'maria@blackhills.example', 'maria@blackhills.example', 'Maria Castro',
			'{"CustomerName":"Blue Seas","FormalName":"Maria Castro"}', 'refused', '550 no such user', 1, $3)`, customerID, guid, s.Now())
	if err != nil {
		t.Fatal(err)
	}
	return guid
}

// TestEveryMailHasAName finds a mail that the pages would call as the database does.
func TestEveryMailHasAName(t *testing.T) {
	for _, template := range mail.Templates() {
		if n := mailNames[template]; n.Name == nil || n.To == nil {
			t.Errorf("%s has no name in mail_names.go", template)
		}
	}
}

// TestMailPages walks from the list to a mail and sends it again, without a
// browser and without a script.
func TestMailPages(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		guid, foreign := s.refuse(t, s.A.ID), s.refuse(t, s.B.ID)
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		v.get(t, "/mails").want(t, 200, "Your password at Blue Seas was changed", "Maria Castro", "Refused", "/ratings/v1/mails")
		v.get(t, "/mails?state=sent&q=nobody").want(t, 200, "No mail matches")
		v.get(t, "/mails?state=lost").want(t, 422, "Must be queued, sent, refused or dropped.")
		v.get(t, "/mails/"+guid).want(t, 200, "550 no such user", "Send it again", "the password of your account")
		frame := v.get(t, "/mails/"+guid+"/page")
		if frame.status != 200 || !strings.Contains(frame.header.Get("Content-Security-Policy"), "sandbox") || !strings.Contains(frame.body, "Hello Maria Castro") {
			t.Errorf("%d %v", frame.status, frame.header)
		}
		if a := v.post(t, "/mails/"+guid+"/resend", url.Values{}); a.status != 303 || a.header.Get("Location") != "/mails/"+guid+"?done=resend" {
			t.Errorf("%d %s", a.status, a.body)
		}
		v.get(t, "/mails/"+guid+"?done=resend").want(t, 200, "It is on its way again.", "waits to be sent already")
		v.post(t, "/mails/"+guid+"/resend", url.Values{}).want(t, 409, "waits to be sent already")
		if a := v.get(t, "/mails/"+foreign); a.status != 404 {
			t.Errorf("another customer's: %d", a.status)
		}
		limited := s.member(t, s.A, s.A.GroupAdmin, actor.AllRights()...)
		for _, path := range []string{"/mails", "/mails/" + guid, "/settings/wording", "/settings/wording/invitation/fr"} {
			if a := limited.get(t, path); a.status != 403 {
				t.Errorf("%s for a group admin: %d", path, a.status)
			}
		}
	})
}

// TestMailInTheirLanguage sends mails again in what their recipients read by now; what
// goes to people who are no users stays in the language of its cause.
func TestMailInTheirLanguage(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		una := s.A.User.Email
		if _, err := s.Users.Change(t.Context(), actor.System(s.A.ID), s.A.User.GUID, identity.UserChange{Language: new("fr")}); err != nil {
			t.Fatal(err)
		}
		for name, c := range map[string]struct{ template, to, state, want string }{
			"refused":      {"password_changed", una, mail.Refused, "fr"},
			"sent":         {"password_changed", una, mail.Sent, "fr"},
			"of a form":    {"registration_rejected", una, mail.Refused, "de"},
			"not a user's": {"password_changed", "maria@blackhills.example", mail.Refused, "de"},
		} {
			guid := s.refuse(t, s.A.ID)
			s.exec(t, `update mails set template = $2, recipient = $3, recipient_lower = lower($3), state = $4, language = 'de' where guid = $1`, guid, c.template, c.to, c.state)
			again := v.post(t, "/mails/"+guid+"/resend", nil)
			sent := strings.TrimSuffix(strings.TrimPrefix(again.header.Get("Location"), "/mails/"), "?done=resend")
			if got := value[string](t, s, `select language from mails where guid = $1`, sent); got != c.want || (sent == guid) == (c.state == mail.Sent) {
				t.Errorf("%s: %s goes again as %s in %q, want %q", name, guid, sent, got, c.want)
			}
		}
	})
}

// TestWordingPages changes the wording of a mail in French without a script: looks
// at it before it is saved, saves it, sends a test, and goes back.
func TestWordingPages(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		const path = "/settings/wording/invitation/fr"
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		v.get(t, "/settings/wording").want(t, 200, "Wording of mails", "Français : Invitation", "/ratings/v1/mail-wordings")
		v.get(t, path).want(t, 200, "The original", "{{recipient}}", "Bonjour {{recipient}},", "-X PUT", "/ratings/v1/mail-wordings/invitation/fr")
		in := url.Values{"subject": {"{{company}} et nous"}, "opening": {"Chère {{recipient}},\r\n\r\nregardons <b>cela</b>."}, "closing": {"Bien à vous"}, "do": {"preview"}}
		preview := v.get(t, path+"?"+in.Encode())
		preview.want(t, 200, "It is not saved yet.", "Black Hills Technologies et nous", "Chère Maria Castro,")
		frame := v.get(t, path+"/page?"+in.Encode())
		if frame.status != 200 || !strings.Contains(frame.body, "regardons &lt;b&gt;cela&lt;/b&gt;.") || strings.Contains(frame.body, "<script") {
			t.Errorf("%d %s", frame.status, frame.body)
		}
		bad := url.Values{"subject": {""}, "opening": {"{{code}}"}, "closing": {"https://evil.example/"}, "do": {"save"}}
		v.post(t, path, bad).want(t, 422, "{{code}} is not among what this mail knows", "Please leave web addresses out", "https://evil.example/")
		v.get(t, path).want(t, 200, "The original")
		in.Set("do", "save")
		if a := v.post(t, path, in); a.status != 303 {
			t.Fatalf("%d %s", a.status, text(a.body))
		}
		v.get(t, path+"?done=save").want(t, 200, "Saved.", "Your wording", "Black Hills Technologies et nous")
		s.Drain(t)
		s.Mails.Take()
		if a := v.post(t, path, url.Values{"do": {"test"}}); a.status != 303 {
			t.Fatalf("%d %s", a.status, text(a.body))
		}
		s.Drain(t)
		if got := s.Mails.Take(); len(got) != 1 || got[0].Subject != "Essai : Black Hills Technologies et nous" || got[0].To.Email != s.A.Admin.Email || got[0].Language != "fr" {
			t.Errorf("%+v", got)
		}
		v.post(t, path, url.Values{"do": {"reset"}})
		v.get(t, path+"?done=reset").want(t, 200, "The original stands again.", "The original")
		v.get(t, path+"?lang=fr")
		v.get(t, path).want(t, 200, "M’envoyer un essai")
		v.get(t, "/mails?lang=de")
		v.get(t, "/mails").want(t, 200, "E-Mails", "Alle")
	})
}
