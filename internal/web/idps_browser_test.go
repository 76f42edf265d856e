package web

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// At a desk an admin finds the way, adds an identity provider with a file of its
// metadata, and is told what is wrong; at a phone it changes it and deletes it.
func TestIDPsInBrowser(t *testing.T) {
	walk(t, func(t *testing.T, s *site) {
		b := newBrowser(t)
		b.withoutOffers(t)
		home := s.listen(t)
		s.idpAdmin(t)
		file := filepath.Join(t.TempDir(), "metadata.xml")
		if err := os.WriteFile(file, []byte(metadataText(t)), 0o600); err != nil {
			t.Fatal(err)
		}

		b.window(t, 1280, "light")
		b.password(t, home+"/sign-in", s.A.Admin.Email)
		b.open(t, home+idpsPath)
		b.shows(t, "People sign in with passwords")
		b.press(t, `a[href$="protocol=saml"]`)
		b.shows(t, "Add an identity provider")
		b.do(t, chromedp.SetUploadFiles(chromedp.ID("metadata_file"), []string{file}), chromedp.SetValue(chromedp.ID("mapping-groups"), "Buyers = Nowhere"))
		b.types(t, "name", "Directory")
		b.shows(t, "There is no group with the name Nowhere")
		eval[string](t, b, `document.getElementById("mapping-groups").value = ""`)
		b.types(t, "name", "Directory") // the file's content came back with the form
		b.shows(t, "Enter the addresses below at it", "https://idp.example/saml", "Not used yet")

		b.window(t, 390, "dark")
		b.do(t, chromedp.Click(chromedp.ID("enabled")))
		b.types(t, "sso_url_suffix", "directory")
		b.shows(t, "Your changes are saved.", "Disabled", "/login/directory")
		b.press(t, `form[action$="/delete"] button`)
		b.shows(t, "The identity provider is deleted.", "People sign in with passwords")
	})
}
