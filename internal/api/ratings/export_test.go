package ratings

import "gatehouse/internal/api"

// Table returns the routes of the family by version.
func (a *API) Table() map[string][]api.Route {
	return map[string][]api.Route{"v1": a.v1(), "v2": a.v2()}
}
