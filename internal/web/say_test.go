package web

import (
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
)

func TestTellPhrases(t *testing.T) {
	day := time.Date(2026, 3, 3, 23, 42, 0, 0, time.UTC)
	for _, tt := range []struct {
		name       string
		phrase     phrase
		en, fr, de string
	}{
		{"nothing", nil, "", "", ""},
		{"data", plain("100%d"), "100%d", "100%d", "100%d"},
		{"a day", sayTime(&day), "3\u00a0Mar\u00a02026", "3\u00a0mars\u00a02026", "3.\u00a0März\u00a02026"},
		{"a moment", sayMoment(&day), "3\u00a0Mar\u00a02026, 23:42 UTC", "3\u00a0mars\u00a02026, 23:42 UTC", "3.\u00a0März\u00a02026, 23:42 UTC"},
		{"none of a thing", count(0, "%d one", "%d many"), "0 many", "0 one", "0 many"},
		{"one", count(1, "%d one", "%d many"), "1 one", "1 one", "1 one"},
		{"many", count(1234, "%d one", "%d many"), "1,234 many", "1\u00a0234 many", "1.234 many"},
		{"a list", listed(plain("a"), plain("b")), "a, b", "a, b", "a, b"},
		{"a sentence", sentence(plain("émile is out")), "Émile is out.", "Émile is out.", "Émile is out."},
		{"a failure", failure(fault.Of(fault.Field("x", "must be set")), "x"), "must be set", "doit être renseigné", "muss angegeben werden"},
		{
			"a failure with a word in it", failure(fault.Of(fault.Field("n", "must be %s, not %s", fault.Word("an integer"), "string")), "n"),
			"must be an integer, not string", "doit être un nombre entier, et non string", "muss eine ganze Zahl sein, nicht string",
		},
		{"the failure of a field, in all", failure(fault.Of(fault.Field("n", "must be set")), ""), "n: must be set", "n\u00a0: doit être renseigné", "n: muss angegeben werden"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for lang, want := range map[string]string{"en": tt.en, "fr": tt.fr, "de": tt.de} {
				if got := tellers[lang].tell(tt.phrase); got != want {
					t.Errorf("in %s: %q, want %q", lang, got, want)
				}
			}
		})
	}
}

// The language is the reader's choice, kept in the browser, or what the browser
// asks for. Choosing it leads back to the page, and to no other server.
func TestLanguage(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.visitor()
		v.header.Set("Accept-Language", "de-AT, en;q=0.5")
		v.get(t, "/sign-in").speaks(t, "de")
		v.get(t, "/sign-in?lang=fr").leads(t, "/sign-in")
		v.get(t, "/sign-in").speaks(t, "fr")
		v.header.Set("Referer", "http://localhost/outbox?q=castro&status=Pending")
		v.get(t, "/outbox?lang=en").leads(t, "/outbox?q=castro&status=Pending")
		v.get(t, "/sign-in?lang=en").leads(t, "/sign-in")
		v.get(t, "//evil.example/x?lang=fr").leads(t, "/")
		v.get(t, "/sign-in?lang=it").speaks(t, "fr")
		v.post(t, "/sign-in?lang=de", nil).speaks(t, "fr")
	})
}

// From the answer to a form, at whose address there may be no page, choosing a
// language leads to the nearest that is one.
func TestLanguageOfAnAnswer(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		maria := s.send(t, s.maria())[0]
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		at := "/outbox/" + maria.GUID
		v.header.Set("Referer", "http://localhost"+at+"/revoke?x=1")
		for from, want := range map[string]string{
			at + "/revoke": at, at + "/resend": at, "/account/sessions/end": "/account", "/account/sessions/" + maria.GUID + "/end": "/account",
			"/inbox/read": "/inbox", "/inbox/" + maria.GUID + "/messages": "/inbox/" + maria.GUID, "/sign-out": "/",
			"/mails/" + maria.GUID + "/reveal": "/mails/" + maria.GUID, "/mails/" + maria.GUID + "/resend": "/mails/" + maria.GUID,
			"/sign-in/continue": "/sign-in", "/nowhere/at/all": "/nowhere/at/all",
		} {
			if a := v.get(t, from+"?lang=de"); a.header.Get("Location") != want {
				t.Errorf("from %s to %s, want %s", from, a.header.Get("Location"), want)
			}
		}
		v.post(t, at+"/revoke", nil).want(t, 422).speaks(t, "de")
		v.get(t, at).want(t, 200).speaks(t, "de")
	})
}

// speaks checks in which language a page is.
func (a reply) speaks(t *testing.T, lang string) {
	t.Helper()
	if !strings.Contains(a.body, `<html lang="`+lang+`">`) {
		t.Errorf("the page is not in %q: %.60s", lang, a.body)
	}
}
