package ratings

import (
	"net/http/httptest"
	"strings"
	"testing"

	"gatehouse/internal/fault"
)

// FuzzFormToken posts anything to validate-token: it may be refused, but never
// be our failure.
func FuzzFormToken(f *testing.F) {
	const part = "--b\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\nx\r\n--b--\r\n"
	f.Add("multipart/form-data; boundary=b", part)
	f.Add("multipart/form-data; boundary=b", part[:60])
	f.Add("application/x-www-form-urlencoded", "token=x&token=%zz")
	f.Add("application/x-www-form-urlencoded", ` {"token":"x"}`)
	f.Add("application/json", `{"body":{"token":null}}`)
	f.Add("", `{"token":"\u0000"}`)
	f.Fuzz(func(t *testing.T, kind, body string) {
		r := httptest.NewRequestWithContext(t.Context(), "POST", "/", strings.NewReader(body))
		r.Header.Set("Content-Type", kind)
		if _, err := formToken(httptest.NewRecorder(), r); fault.Is(err, fault.Internal) {
			t.Errorf("%q %q: %v", kind, body, err)
		}
	})
}

// FuzzLinkBody reads anything as a form's body.
func FuzzLinkBody(f *testing.F) {
	f.Add(`{"name":"n","description":"d","is_active":true,"scope":"tprm"}`)
	f.Add(`{"body":{"name":null}}`)
	f.Add(`{"is_active":"yes","scope":[]}`)
	f.Fuzz(func(t *testing.T, body string) {
		r := httptest.NewRequestWithContext(t.Context(), "POST", "/", strings.NewReader(body))
		if _, err := (&API{}).linkBody(httptest.NewRecorder(), r); fault.Is(err, fault.Internal) {
			t.Errorf("%q: %v", body, err)
		}
	})
}
