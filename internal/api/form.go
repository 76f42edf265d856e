package api

import (
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"

	"gatehouse/internal/fault"
)

// FormField reads a field of a call's form, multipart or as curl sends it. Of a
// body that is no form it says so, and leaves it to be read: curl's -d sends JSON
// under a form's type.
func FormField(w http.ResponseWriter, r *http.Request, name string) (text string, isForm bool, err error) {
	kind, params, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch kind {
	case "multipart/form-data":
		var part io.Reader
		if part, err = formPart(http.MaxBytesReader(w, r.Body, MaxBody), params["boundary"], name, MaxBody); err == nil {
			text, err = all(part)
		}
		return text, true, err
	case "application/x-www-form-urlencoded":
		if text, err = all(http.MaxBytesReader(w, r.Body, MaxBody)); err != nil {
			return "", true, err
		}
		r.Body = io.NopCloser(strings.NewReader(text))
		if trimmed := strings.TrimSpace(text); !strings.HasPrefix(trimmed, "{") {
			text, err = queryField(trimmed, name)
			return text, true, err
		}
	}
	return "", false, nil
}

func all(body io.Reader) (string, error) {
	text, err := io.ReadAll(body)
	if err != nil {
		return "", Unreadable(err, MaxBody)
	}
	return string(text), nil
}

func queryField(text, name string) (string, error) {
	form, err := url.ParseQuery(text)
	if err != nil {
		return "", fault.New(fault.Invalid, "The body is not a form.")
	}
	if !form.Has(name) {
		return "", fault.Field(name, "This field is required.")
	}
	return form.Get(name), nil
}
