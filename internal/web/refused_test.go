package web

import (
	"net/http"
	"net/url"
	"testing"

	"gatehouse/internal/actor"
	catalogue "gatehouse/internal/fault/phrase"
	"gatehouse/internal/web/phrases"
)

// What is refused is said in the reader's language: by the public form, by an
// invitation, by the outbox and by the page
// of a failure.
func TestRefusalsSpeak(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		form := s.form(t)
		maria := s.send(t, s.maria())[0]
		invitation, code := s.Link(t, maria.Email)
		damaged, unaccepted := jonas(), jonas()
		damaged.Set("email", "jonas")
		unaccepted.Del("terms")
		wrongCode := url.Values{"answer": {"accept"}, "code": {other(code)}, "password": {password}, "terms": {"yes"}}
		admin := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		outbox := "/outbox/" + maria.GUID

		for _, tt := range []struct {
			name   string
			answer func(v *visitor) reply
			status int
			fr, de []string
		}{
			{
				"form with a bad address", func(v *visitor) reply { return v.post(t, form, damaged) }, http.StatusUnprocessableEntity,
				[]string{"Ce n’est pas une adresse e-mail.", "Un point est à revoir."},
				[]string{"Das ist keine E-Mail-Adresse.", "Eine Angabe ist zu prüfen."},
			},
			{
				"form without the terms", func(v *visitor) reply { return v.post(t, form, unaccepted) }, http.StatusUnprocessableEntity,
				[]string{"Veuillez accepter les conditions pour continuer."},
				[]string{"Bitte stimmen Sie den Bedingungen zu, um fortzufahren."},
			},
			{
				"invitation with a wrong code", func(v *visitor) reply { return v.post(t, invitation, wrongCode) }, http.StatusUnprocessableEntity,
				[]string{"Ce n’est pas le code de l’e-mail. Il vous reste"},
				[]string{"Das ist nicht der Code aus der E-Mail. Sie haben noch"},
			},
			{
				"invitation that was sent today", func(v *visitor) reply { return speaking(admin, v).post(t, outbox+"/resend", nil) }, http.StatusConflict,
				[]string{"Veuillez réessayer demain."},
				[]string{"Bitte versuchen Sie es morgen erneut."},
			},
			{
				"dead invitation", func(v *visitor) reply {
					_ = speaking(admin, v).post(t, outbox+"/resolve", nil)
					return v.post(t, invitation, wrongCode)
				}, http.StatusGone,
				[]string{"Ce lien a été retiré"},
				[]string{"Dieser Link wurde zurückgezogen"},
			},
			{
				"request that is closed", func(v *visitor) reply { return speaking(admin, v).post(t, outbox+"/resolve", nil) }, http.StatusConflict,
				[]string{"Une demande au statut « Clôturée » ne peut pas être clôturée."},
				[]string{"Eine Anfrage mit dem Status „Abgeschlossen“ kann nicht abgeschlossen werden."},
			},
			{
				"address of the outbox", func(v *visitor) reply { return speaking(admin, v).get(t, "/outbox?limit=0") }, http.StatusBadRequest,
				[]string{"doit être un nombre de 1 à 500"},
				[]string{"muss eine Zahl von 1 bis 500 sein"},
			},
			{
				"no page", func(v *visitor) reply { return v.get(t, "/nowhere") }, http.StatusNotFound,
				[]string{"Aucune page ne se trouve à cette adresse."},
				[]string{"Unter dieser Adresse gibt es keine Seite."},
			},
		} {
			t.Run(tt.name, func(t *testing.T) {
				for lang, words := range map[string][]string{"fr": tt.fr, "de": tt.de} {
					v := s.visitor()
					v.header.Set("Accept-Language", lang)
					tt.answer(v).want(t, tt.status, words...).speaks(t, lang)
				}
			})
		}
	})
}

// speaking gives v the language of another visitor.
func speaking(v, other *visitor) *visitor {
	v.header.Set("Accept-Language", other.header.Get("Accept-Language"))
	return v
}

// What both a page and a failure say is said alike: a page has one text for it.
func TestFailuresAndPagesAgree(t *testing.T) {
	for _, lang := range catalogue.Languages[1:] {
		failures := catalogue.Texts(lang)
		for english, said := range phrases.Of(lang) {
			if failure, ok := failures[english]; ok && failure != said {
				t.Errorf("%q is %q on pages, and %q in failures", english, said, failure)
			}
		}
	}
}
