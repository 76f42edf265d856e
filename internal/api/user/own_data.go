package user

import (
	"io"
	"net/http"

	"gatehouse/internal/actor"
)

// ownData answers what is held about the caller, streamed. It needs no right.
func (a *API) ownData(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	w.Header().Set("Content-Type", "application/json")
	if _, err := io.WriteString(w, `{"message":"OK","data":`); err != nil {
		return err
	}
	if err := a.People.Dossier(r.Context(), by, w); err != nil {
		return err
	}
	_, err := io.WriteString(w, "}\n")
	return err
}
