package user

import "gatehouse/internal/api"

// Table returns the routes of the family.
func (a *API) Table() []api.Route { return a.routes() }
