package ratings

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"

	"gatehouse/internal/api"
	"gatehouse/internal/fault"
)

// validity says whether a form's guid opens its page.
type validity struct {
	Valid bool    `json:"valid"`
	Scope *string `json:"scope"`
}

// validateToken is public: the page of a form asks it about its own guid.
func (a *API) validateToken(w http.ResponseWriter, r *http.Request) error {
	token, err := formToken(w, r)
	if err != nil {
		return err
	}
	answer := validity{}
	if api.IsGUID(token) {
		if answer.Scope, answer.Valid, err = a.Forms.ValidateToken(r.Context(), token); err != nil {
			return err
		}
	}
	return api.JSON(w, http.StatusOK, answer)
}

// formToken reads the token of a body: multipart as the contract says, JSON, or
// the form that curl sends.
func formToken(w http.ResponseWriter, r *http.Request) (string, error) {
	kind, params, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	r.Body = http.MaxBytesReader(w, r.Body, api.MaxBody)
	switch kind {
	case "multipart/form-data":
		return multipartField(r.Body, params["boundary"], "token")
	case "application/x-www-form-urlencoded":
		text, err := io.ReadAll(r.Body)
		if err != nil {
			return "", unreadable(err)
		}
		if trimmed := bytes.TrimSpace(text); len(trimmed) == 0 || trimmed[0] != '{' {
			return queryToken(string(trimmed))
		}
		r.Body = io.NopCloser(bytes.NewReader(text))
	}
	in, err := api.Body[struct {
		Token api.Opt[string] `json:"token"`
	}](w, r, false, "body")
	if err != nil {
		return "", err
	}
	if in.Token.Ptr() == nil {
		return "", errNoToken
	}
	return in.Token.Value, nil
}

var errNoToken = fault.Field("token", "This field is required.")

func queryToken(text string) (string, error) {
	q, err := url.ParseQuery(text)
	if err != nil {
		return "", fault.New(fault.Invalid, "The body is not a form.")
	}
	if !q.Has("token") {
		return "", errNoToken
	}
	return q.Get("token"), nil
}

// multipartField returns the field of a form.
func multipartField(body io.Reader, boundary, name string) (string, error) {
	if boundary == "" {
		return "", fault.New(fault.Invalid, "Multipart form parse error - no boundary.")
	}
	for parts := multipart.NewReader(body, boundary); ; {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return "", required(name)
		}
		if err != nil {
			return "", unreadable(err)
		}
		if part.FormName() != name {
			continue
		}
		text, err := io.ReadAll(part)
		if err != nil {
			return "", unreadable(err)
		}
		return string(text), nil
	}
}

func unreadable(err error) error {
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return fault.New(fault.TooLarge, "The body is larger than 1 MiB.")
	}
	return fault.New(fault.Invalid, "The body could not be read as a form.")
}
