package scim

import "gatehouse/internal/api"

// Table is the routes, for the test of the description.
func Table() []api.Route { return (&API{}).routes() }
