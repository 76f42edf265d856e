package ratings

import (
	"net/http"

	"gatehouse/internal/api"
)

// pickOf returns what the parameter fields picks.
func pickOf(r *http.Request) api.Pick { return api.NewPick(api.List(r.URL.Query(), "fields")) }

// wires returns the wire types of rows.
func wires[R, W any](rows []R, wire func(*R) W) []W {
	all := make([]W, len(rows))
	for i := range rows {
		all[i] = wire(&rows[i])
	}
	return all
}
