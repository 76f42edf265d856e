package apitest

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gatehouse/internal/api"
)

// CheckRoutes holds the description to a table of routes under a prefix: it has
// all of them and no others, with the right that each needs, and the refusals
// that follow from that.
func CheckRoutes(t *testing.T, prefix string, table []api.Route) {
	t.Helper()
	var routes, operations []string
	for _, r := range table {
		name := r.Method + " " + prefix + r.Path
		routes = append(routes, name)
		if o := described().find(r.Method, prefix+r.Path); o != nil && o.String() == name {
			for _, problem := range o.rights(r) {
				t.Errorf("openapi.yaml: %s: %s", name, problem)
			}
		}
	}
	for _, o := range described().operations {
		if o.path == prefix || strings.HasPrefix(o.path, prefix+"/") {
			operations = append(operations, o.String())
		}
	}
	slices.Sort(routes)
	slices.Sort(operations)
	if diff := cmp.Diff(routes, operations); diff != "" {
		t.Errorf("the routes under %s (-) and the operations of openapi.yaml (+) differ:\n%s", prefix, diff)
	}
}

// rights says in what an operation is not about the route.
func (o *operation) rights(r api.Route) (problems []string) {
	security, said := o.raw["security"].([]any)
	if open := said && len(security) == 0; open != (r.Public != nil) {
		problems = append(problems, "security is "+encode(o.raw["security"])+", and public is "+strconv.FormatBool(r.Public != nil))
	}
	if right := text(o.raw["x-right"]); right != string(r.Need) {
		problems = append(problems, "x-right is "+strconv.Quote(right)+", and the route needs "+strconv.Quote(string(r.Need)))
	}
	if asks, _ := o.raw["x-asks"].(bool); asks != r.Asks {
		problems = append(problems, "x-asks is "+strconv.FormatBool(asks)+", and that the route only asks is "+strconv.FormatBool(r.Asks))
	}
	want := []string{"429", "500"}
	if r.Public == nil {
		want = append(want, "401")
	}
	if r.Need != "" {
		want = append(want, "403")
	}
	if strings.Contains(r.Path, "{") {
		want = append(want, "404")
	}
	for _, status := range want {
		if object(o.raw["responses"])[status] == nil {
			problems = append(problems, "the answer "+status+" is missing")
		}
	}
	return problems
}
