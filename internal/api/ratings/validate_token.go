package ratings

import (
	"net/http"

	"gatehouse/internal/api"
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
	token, isForm, err := api.FormField(w, r, "token")
	if isForm || err != nil {
		return token, err
	}
	in, err := api.Body[struct {
		Token api.Opt[string] `json:"token"`
	}](w, r, false, "body")
	if err != nil {
		return "", err
	}
	if in.Token.Ptr() == nil {
		return "", required("token")
	}
	return in.Token.Value, nil
}
