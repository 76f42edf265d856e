package ratings

import (
	"net/http"

	"gatehouse/internal/actor"
)

// Export answers the outbox to somebody who is signed in to the console, with
// the filters and formats of the API. Failures are for the page to show.
func (a *API) Export(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	return a.outbox(w, r, by)
}

// ExportPortfolio is [API.Export] of the portfolio.
func (a *API) ExportPortfolio(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	return a.portfolioPage(w, r, by)
}
