package collab

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"gatehouse/internal/fault"
)

// FuzzRegistrationDraft types anything into the public form. What is let
// through can be stored, mailed to an admin and shown.
func FuzzRegistrationDraft(f *testing.F) {
	f.Add("Quentin Quill", "q@quill.example", "Quill & Sons", "quill.example", "+44 20", "Hello\nthere")
	f.Add("https://x.example", "q@[::1]", "\x00", "http://", "\u202e", "\xff")
	f.Add("a\u200bb", "q@xn--a.example", "www.x.example", "http://xn--/", "\r\nBcc: x@y.z", "\u2028")
	f.Fuzz(func(t *testing.T, name, email, company, website, phone, message string) {
		d := RegistrationDraft{
			FormalName: name, Email: email, CompanyName: company, Website: website, Phone: phone, Message: message, Terms: true,
		}
		if err := d.check(nil); err != nil {
			if !fault.Is(err, fault.Invalid) {
				t.Errorf("%+v: %v", d, err)
			}
			return
		}
		for field, s := range map[string]string{
			"name": d.FormalName, "email": d.Email, "company": d.CompanyName, "website": d.Website, "phone": d.Phone,
			"message": strings.ReplaceAll(d.Message, "\n", ""),
		} {
			if !utf8.ValidString(s) || strings.ContainsFunc(s, unicode.IsControl) || utf8.RuneCountInString(s) > maxNote {
				t.Errorf("%s %q was let through", field, s)
			}
		}
		if strings.Contains(d.FormalName+d.CompanyName, "://") || d.FormalName == "" || d.CompanyName == "" {
			t.Errorf("the names %q and %q were let through", d.FormalName, d.CompanyName)
		}
	})
}
