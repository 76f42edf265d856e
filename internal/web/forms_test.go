package web

import (
	"bytes"
	"image"
	"image/png"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
)

// formEditorSent is what a browser sends that saves a form with two own fields.
func formEditorSent() url.Values {
	return url.Values{
		"name": {"Clients <of ours>"}, "scope": {"insurance"}, "language": {"auto"}, "is_active": {"yes"},
		"own_fields[0].label": {"How many?"}, "own_fields[0].kind": {"choice"}, "own_fields[0].options": {"Few\r\n\r\n Many "}, "own_fields[0].required": {"yes"},
		"own_fields[1].label": {"Customer number"}, "own_fields[1].kind": {"text"}, "own_fields[1].help": {"On the invoice."},
		"allowed_domains": {"northwind.example, quill.example"}, "max_registrations": {"2"}, "expires_at": {"2026-12-31"},
	}
}

// newestForm is the form that was made last.
func (s *site) newestForm(t *testing.T) collab.Form {
	t.Helper()
	all, _, err := s.Forms.List(t.Context(), s.actor(t), collab.FormFilter{})
	if err != nil || len(all) == 0 {
		t.Fatal(all, err)
	}
	return all[0]
}

// actor is Emma of customer A, as her token has her.
func (s *site) actor(t *testing.T) actor.Actor {
	t.Helper()
	by, err := s.Doors.Token(t.Context(), s.A.Admin.Token, "192.0.2.1")
	if err != nil {
		t.Fatal(err)
	}
	return by
}

func TestFormPages(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		v.get(t, "/forms").want(t, 200, "There is no form yet", "Make the first form")
		v.get(t, "/forms/new").want(t, 200, "Every form asks for name", "Add a field")
		made := v.post(t, "/forms/new", formEditorSent())
		f := s.newestForm(t)
		at := "/forms/" + f.GUID
		made.leads(t, at+"?done=made")
		if len(f.Fields) != 2 || f.Fields[0].Key != "how_many" || strings.Join(f.Fields[0].Options, "|") != "Few|Many" || !f.Fields[0].IsRequired ||
			f.Fields[1].Help != "On the invoice." || len(f.AllowedDomains) != 2 || *f.MaxRegistrations != 2 || f.Scope != collab.Insurance ||
			!f.ExpiresAt.Equal(time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)) {
			t.Errorf("made %+v", f)
		}
		page := v.get(t, at+"?done=made").want(t, 200, "The form is there.", "Clients <of ours>", "0 of 2", "31 Dec 2026", "Nobody has registered yet.")
		for _, want := range []string{s.Forms.Link(f.GUID), `value="2026-12-31"`, `&lt;a href=&#34;`, `name="own_fields[0].kind" value="choice"`} {
			if !strings.Contains(page.body, want) {
				t.Errorf("the page lacks %s", want)
			}
		}
		v.get(t, "/forms?q=clien").want(t, 200, "Clients <of ours>", "Cyber insurance", "1 form")
		v.get(t, "/forms?q=lients").want(t, 200, "No form has a word that begins so.")
		v.get(t, "/forms?sort=guid").want(t, 400)

		sent := formEditorSent()
		sent.Set("own_fields[0].key", "how_many")
		sent.Set("own_fields[1].key", "customer_number")
		sent.Set("own_fields[1].label", "Client number")
		sent.Set("wording.thanks", "Merci.\r\nWe call you.")
		sent.Del("is_active")
		v.post(t, at, sent).leads(t, at+"?done=changed")
		if f = s.newestForm(t); f.IsActive || f.Fields[1].Label != "Client number" || f.Fields[1].Key != "customer_number" || f.Wording.Thanks != "Merci.\nWe call you." {
			t.Errorf("changed to %+v", f)
		}
		v.post(t, at+"/activate", nil).leads(t, at+"?done=activate")
		v.get(t, at+"?done=activate").want(t, 200, "The form is open.", "Take it back")
		v.post(t, at+"/deactivate", nil).leads(t, at+"?done=deactivate")
		if s.newestForm(t).IsActive {
			t.Error("the form is still open")
		}
		v.post(t, at+"/eat", nil).want(t, 404)
		v.get(t, at+"/delete").want(t, 200, "Delete Clients <of ours>?", "This cannot be undone", "Keep it")
		v.post(t, at+"/delete", nil).leads(t, "/forms?done=delete")
		v.get(t, at).want(t, 404)
	})
}

// What is wrong stands at its field, and what was typed stays.
func TestFormEditorComplains(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		v.post(t, "/forms/new", formEditorSent()).want(t, 303)
		f := s.newestForm(t)
		for _, tt := range []struct{ name, field, value, says string }{
			{"label", "own_fields[1].label", "", "Field 2: Question: This field is required."},
			{"options", "own_fields[0].options", "\n", "A choice has from 1 to 50 options."},
			{"domain", "allowed_domains", "nowhere", "is no domain"},
			{"number", "max_registrations", "many", "Must be between 1 and 1"},
			{"day", "expires_at", "soon", "Must be a day such as 2026-12-31"},
			{"heading", "wording.heading", strings.Repeat("x", 121), "no more than 120"},
			{"scope", "scope", "x", "Must be insurance or tprm"},
		} {
			t.Run(tt.name, func(t *testing.T) {
				for _, at := range []string{"/forms/new", "/forms/" + f.GUID} {
					sent := formEditorSent()
					sent.Set(tt.field, tt.value)
					if at != "/forms/new" {
						sent.Set("own_fields[0].key", "how_many")
					}
					page := v.post(t, at, sent).want(t, 422, "needs another look", tt.says)
					if !strings.Contains(page.body, "Clients &lt;of ours&gt;") || !strings.Contains(page.body, "On the invoice.") {
						t.Errorf("%s: what was typed is lost", at)
					}
				}
			})
		}
		if all, total, err := s.Forms.List(t.Context(), s.actor(t), collab.FormFilter{}); total != 1 || err != nil || all[0].Version != f.Version {
			t.Errorf("there are %d forms, %v", total, err)
		}
	})
}

// Own fields are added, moved and removed without a script: nothing is saved, and
// nothing that was typed is lost.
func TestOwnFieldsAreArranged(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		labels := regexp.MustCompile(`name="own_fields\[\d+\]\.label" type="text" value="([^"]*)"`)
		shown := func(page reply) string {
			var all []string
			for _, m := range labels.FindAllStringSubmatch(page.body, -1) {
				all = append(all, m[1])
			}
			return strings.Join(all, "|")
		}
		for _, tt := range []struct{ do, want string }{
			{"add", "How many?|Customer number|"},
			{"remove.0", "Customer number"},
			{"down.0", "Customer number|How many?"},
			{"up.1", "Customer number|How many?"},
			{"up.0", "How many?|Customer number"},
			{"remove.7", "How many?|Customer number"},
			{"remove.-1", "How many?|Customer number"},
			{"nonsense", "How many?|Customer number"},
		} {
			sent := formEditorSent()
			sent.Set("do", tt.do)
			sent.Set("wording.intro", "not to be lost")
			page := v.post(t, "/forms/new", sent).want(t, 200, "not to be lost")
			if got := shown(page); got != tt.want {
				t.Errorf("%s shows %q, want %q", tt.do, got, tt.want)
			}
		}
		if n, err := db.Value[int](t.Context(), s.DB, `select count(*) from client_access_links`); n != 0 || err != nil {
			t.Errorf("%d forms were saved, %v", n, err)
		}
	})
}

func TestFormPreview(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		sent := formEditorSent()
		sent.Set("language", "de")
		page := v.post(t, "/forms/preview", sent).want(t, 200, "Vorschau", "Clients <of ours>", "How many?", "Few", "Customer number", s.A.Name)
		if !strings.Contains(page.body, `lang="de"`) || !strings.Contains(page.body, "disabled") {
			t.Error("the preview can be sent, or is in another language")
		}
	})
}

func TestFormsNeedRights(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		admin := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		admin.post(t, "/forms/new", formEditorSent()).want(t, 303)
		f := s.newestForm(t)
		at := "/forms/" + f.GUID
		foreign := s.member(t, s.B, s.B.Admin, actor.AllRights()...)
		reader := s.member(t, s.A, s.A.User, "GATEHOUSE_REQUESTS_R")
		for _, path := range []string{at, at + "/qr.svg", at + "/delete"} {
			foreign.get(t, path).want(t, 404)
			reader.get(t, path).want(t, 403)
			s.visitor().get(t, path).want(t, 303)
		}
		for _, path := range []string{at + "/deactivate", at + "/delete", at + "/remove-logo", at} {
			foreign.post(t, path, formEditorSent()).want(t, 404)
			reader.post(t, path, formEditorSent()).want(t, 403)
		}
		reader.get(t, "/forms").want(t, 403)
		reader.get(t, "/forms/new").want(t, 403)
		reader.post(t, "/forms/new", formEditorSent()).want(t, 403)
		reader.post(t, "/forms/preview", formEditorSent()).want(t, 403)
		if now := s.newestForm(t); now.Version != f.Version {
			t.Errorf("the form is now %+v", now)
		}
	})
}

func TestFormLogo(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		v.post(t, "/forms/new", formEditorSent()).want(t, 303)
		f := s.newestForm(t)
		at := "/forms/" + f.GUID
		v.upload(t, at+"/logo", "logo", "file", "<svg/>").want(t, 422, "Must be a picture: PNG, JPEG or WebP.")
		v.post(t, at+"/logo", nil).want(t, 422, "Choose a file first.")
		var b bytes.Buffer
		if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 30, 20))); err != nil {
			t.Fatal(err)
		}
		v.upload(t, at+"/logo", "logo", "file", b.String()).leads(t, at+"?done=logo")
		f = s.newestForm(t)
		public := s.visitor().get(t, formPath+"?token="+f.GUID).want(t, 200)
		if !strings.Contains(public.body, `src="`+f.LogoPath()+`"`) {
			t.Error("the public form has no logo")
		}
		logo := s.visitor().get(t, f.LogoPath()).want(t, 200)
		if logo.header.Get("Content-Type") != "image/png" || logo.header.Get("X-Content-Type-Options") != "nosniff" ||
			!strings.Contains(logo.header.Get("Cache-Control"), "immutable") || logo.body != b.String() {
			t.Errorf("the logo is answered as %v", logo.header)
		}
		s.visitor().get(t, strings.Replace(f.LogoPath(), ".png", ".svg", 1)).want(t, 404)
		v.post(t, at+"/remove-logo", nil).leads(t, at+"?done=remove-logo")
		s.visitor().get(t, f.LogoPath()).want(t, 404)
	})
}

func TestFormCode(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		v.post(t, "/forms/new", formEditorSent()).want(t, 303)
		at := "/forms/" + s.newestForm(t).GUID
		if svg := v.get(t, at+"/qr.svg").want(t, 200); svg.header.Get("Content-Type") != "image/svg+xml" {
			t.Errorf("%v", svg.header)
		}
		picture := v.get(t, at+"/qr.png").want(t, 200)
		if p, err := png.Decode(strings.NewReader(picture.body)); err != nil || p.Bounds().Dx() < 200 {
			t.Errorf("the picture: %v", err)
		}
	})
}

// The public form asks what was set, says what is wrong with the answers, keeps
// them, and shows them to who decides.
func TestOwnFieldsOnThePublicForm(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		admin := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		admin.post(t, "/forms/new", formEditorSent()).want(t, 303)
		f := s.newestForm(t)
		address := formPath + "?token=" + f.GUID
		guest := s.visitor()
		guest.get(t, address).want(t, 200, "How many?", "Few", "Customer number", "On the invoice.")
		sent := jonas()
		sent.Set("email", "jonas@northwind.example")
		sent.Set("own.customer_number", "C-17")
		page := guest.post(t, address, sent).want(t, 422, "How many?: Please choose one of the options.")
		if !strings.Contains(page.body, `value="C-17"`) {
			t.Error("the answer is lost")
		}
		sent.Set("own.how_many", "Many")
		sent.Set("email", "jonas@elsewhere.example")
		guest.post(t, address, sent).want(t, 422, "This form takes no registrations from this address.")
		sent.Set("email", "jonas@northwind.example")
		guest.post(t, address, sent).leads(t, "/look-into-your-mail")
		s.Drain(t)
		path, _ := s.Link(t, "jonas@northwind.example")
		guest.post(t, path, nil).leads(t, path)
		funnels, err := s.Forms.Funnels(t.Context(), s.actor(t), f.GUID)
		if got := funnels[f.GUID]; err != nil || got.Views != 1 || got.Submitted != 1 || got.Confirmed != 1 || got.Approved != 0 {
			t.Errorf("the funnel is %+v, %v", got, err)
		}
		request, err := db.Value[string](t.Context(), s.DB, `select guid from access_requests`)
		if err != nil {
			t.Fatal(err)
		}
		admin.get(t, "/outbox/"+request).want(t, 200, "How many? Many", "Customer number C-17")
	})
}

// A form that is closed, has ended or is full says so, calmly; so does the link of
// who comes too late.
func TestClosedForms(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		by := s.actor(t)
		f, err := s.Forms.Create(t.Context(), by, collab.FormDraft{Name: "F", FormChange: collab.FormChange{
			MaxRegistrations: new(new(int64(1))), ExpiresAt: new(new(s.Now().AddDate(0, 0, 30))), Thanks: new("We call you."),
		}})
		if err != nil {
			t.Fatal(err)
		}
		address := formPath + "?token=" + f.GUID
		register := func(email string) string {
			t.Helper()
			sent := jonas()
			sent.Set("email", email)
			s.visitor().post(t, address, sent).leads(t, "/look-into-your-mail")
			s.Drain(t)
			path, _ := s.Link(t, email)
			return path
		}
		first, late := register("a@northwind.example"), register("b@northwind.example")
		_, code := s.Link(t, "a@northwind.example")
		s.visitor().post(t, first, url.Values{"code": {code}}).leads(t, first)
		s.visitor().get(t, first).want(t, 200, "We call you.")
		const full = "has had as many registrations here as it can take."
		_, code = s.Link(t, "b@northwind.example")
		s.visitor().get(t, late).want(t, 404, full)
		s.visitor().post(t, late, url.Values{"code": {code}}).want(t, 404, full)
		s.visitor().get(t, address).want(t, 404, full)
		s.visitor().post(t, address, jonas()).want(t, 404, full)
		if _, err := s.Forms.Change(t.Context(), by, f.GUID, collab.FormChange{MaxRegistrations: new((*int64)(nil))}); err != nil {
			t.Fatal(err)
		}
		s.visitor().get(t, address).want(t, 200)
		s.Move(31 * 24 * time.Hour)
		s.visitor().get(t, address).want(t, 404, "took registrations here until")
	})
}

// A form in a language of its own stays in it, whatever its reader's browser wants.
func TestLanguageOfAForm(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		f, err := s.Forms.Create(t.Context(), s.actor(t), collab.FormDraft{Name: "F", FormChange: collab.FormChange{Language: new("fr")}})
		if err != nil {
			t.Fatal(err)
		}
		guest := s.visitor()
		guest.header.Set("Accept-Language", "de")
		address := formPath + "?token=" + f.GUID
		if page := guest.get(t, address); !strings.Contains(page.body, `lang="fr"`) {
			t.Errorf("in another language: %s", text(page.body))
		}
		guest.post(t, address, jonas()).leads(t, "/look-into-your-mail?in=fr")
		if page := guest.get(t, "/look-into-your-mail?in=fr"); !strings.Contains(page.body, `lang="fr"`) {
			t.Error("the next page is in another language")
		}
		if lang, err := db.Value[string](t.Context(), s.DB, `select language from registrations`); lang != "fr" || err != nil {
			t.Errorf("kept is %q, %v", lang, err)
		}
	})
}

func TestFormPagesInOtherLanguages(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		v.post(t, "/forms/new", formEditorSent()).want(t, 303)
		at := "/forms/" + s.newestForm(t).GUID
		for lang, want := range map[string][]string{
			"fr": {"Formulaires", "Ajouter un champ", "À décider"}, "de": {"Formulare", "Feld hinzufügen", "Zu entscheiden"},
		} {
			v.header.Set("Accept-Language", lang)
			v.get(t, "/forms").want(t, 200, want[0])
			v.get(t, at).want(t, 200, want[1])
			v.get(t, "/registrations").want(t, 200, want[2])
		}
	})
}
