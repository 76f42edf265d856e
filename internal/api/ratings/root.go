package ratings

import (
	"net/http"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
)

// resource is one line of a root resource.
type resource struct {
	Href string `json:"href"`
	Name string `json:"name"`
}

// root is what clients call to test the connection. It names everything in
// routes that can be read without knowing a guid.
func (a *API) root(version int, routes []api.Route) api.Route {
	var paths []string
	for _, r := range routes {
		if r.Method == http.MethodGet && !strings.Contains(r.Path, "{") {
			paths = append(paths, r.Path)
		}
	}
	handle := func(w http.ResponseWriter, r *http.Request, _ actor.Actor) error {
		base := a.PublicURL + strings.TrimSuffix(r.URL.Path, "/")
		resources := make([]resource, len(paths))
		for i, path := range paths {
			resources[i] = resource{base + path, strings.TrimPrefix(path, "/")}
		}
		return api.JSON(w, http.StatusOK, map[string]any{"version": version, "name": "Gatehouse", "resources": resources})
	}
	return api.Route{Method: http.MethodGet, Path: "", Handle: handle}
}
