package web

import (
	"bytes"
	"image"
	"image/png"
	"strings"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/tenant"
)

// What a customer chose to look like is what strangers see: its name, its colour
// and its logo.
func TestStrangersSeeTheBranding(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		by := s.actor(t)
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		v.post(t, "/forms/new", formEditorSent())
		at := strings.TrimPrefix(s.Forms.Link(s.newestForm(t).GUID), s.web.PublicURL)
		if page := s.visitor().get(t, at).want(t, 200); strings.Contains(page.body, "/accents/") || strings.Contains(page.body, "/logos/") {
			t.Error("a form has a look that nobody chose")
		}
		_, err := s.Customers.SetSettings(t.Context(), by, func(st *tenant.Settings) error {
			st.DisplayName, st.Accent = "Harbour & Sons", "#7a1fa2"
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		var picture bytes.Buffer
		if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 9, 9))); err != nil {
			t.Fatal(err)
		}
		c, err := s.Customers.SetLogo(t.Context(), by, picture.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		stranger := s.visitor()
		page := stranger.get(t, at).want(t, 200, "Harbour & Sons")
		for _, want := range []string{`<link rel="stylesheet" href="/accents/7a1fa2.css">`, `<img class="logo" src="` + c.Branding().Logo + `" alt="">`} {
			if !strings.Contains(page.body, want) {
				t.Errorf("the form lacks %s", want)
			}
		}
		sheet := stranger.get(t, "/accents/7a1fa2.css").want(t, 200, "--brand: light-dark(#7a1fa2, #")
		if !strings.HasPrefix(sheet.header.Get("Content-Type"), "text/css") || !strings.Contains(sheet.header.Get("Cache-Control"), "immutable") {
			t.Errorf("the accent is answered as %v", sheet.header)
		}
		logo := stranger.get(t, c.Branding().Logo).want(t, 200)
		if logo.body != picture.String() || logo.header.Get("Content-Type") != "image/png" {
			t.Errorf("the logo is answered as %v", logo.header)
		}
		for _, path := range []string{"/accents/ffffff.css", "/accents/red.css", "/logos/" + c.GUID + "/other.png", "/logos/x/" + c.Settings.Logo} {
			stranger.get(t, path).want(t, 404)
		}
	})
}
