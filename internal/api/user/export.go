package user

import (
	"net/http"

	"gatehouse/internal/actor"
)

// Export answers the list of users to somebody who is signed in to the console,
// with the filters and formats of the API. Failures are for the page to show.
func (a *API) Export(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	return a.listUsers(w, r, by)
}
