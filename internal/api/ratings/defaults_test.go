package ratings_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/api/ratings"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

func TestDefaults(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		ten := int64(10)
		if _, err := s.Customers.Set(t.Context(), actor.System(0), s.A.GUID, tenant.Change{Licences: map[string]*int64{"night-watch": &ten}}); err != nil {
			t.Fatal(err)
		}
		a := s.Do(t, s.A.Reader.Token, "GET", "/ratings/v1/defaults", "")
		got := apitest.JSON[document](t, a)
		typed(t, got, map[string]string{
			"filter_order": "array", "nist_categories": "array", "public_disclosure_categories": "array", "rating_ranges": "object",
			"relationship_types": "array", "risk_categories": "array", "risk_vectors": "object", "roles": "array", "subscription_types": "array",
			"vendor_access_request_reasons": "array", "vendor_access_request_status": "array", "vendor_action_plan_names": "object",
			"web_appsec_assessments": "object",
		})
		slugs := func(list, field string, fields ...string) string {
			t.Helper()
			var all []string
			for _, v := range got[list].([]any) {
				v := v.(document)
				all = append(all, v[field].(string))
				for _, f := range append(fields, field) {
					if text, _ := v[f].(string); text == "" || len(v) != len(fields)+1 {
						t.Errorf("%s: %v", list, v)
					}
				}
			}
			return strings.Join(all, " ")
		}
		for got, want := range map[string]string{
			slugs("vendor_access_request_reasons", "slug", "name", "description"): "informational remediation validation other self_requested",
			slugs("vendor_access_request_status", "slug", "name", "description"):  "pending active never inactive resolved rejected declined",
			slugs("roles", "slug", "presentation"):                                "customer_admin customer_group_admin customer_portfolio_manager customer_user",
			slugs("relationship_types", "api_key_name", "display_name"):           "vendor strategic_partner competitor fourth_party subsidiary other",
			slugs("subscription_types", "api_key_name", "display_name", "name"):   "continuous_monitoring alerts-only vendor-selection countries night-watch",
		} {
			if got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		}
		basic := document{"name": "Basic", "description": "Ratings from 250 to 640.", "min": 250.0, "max": 640.0, "color": "#b24053"}
		if diff := cmp.Diff(any(basic), got["rating_ranges"].(document)["basic"]); diff != "" || len(got["rating_ranges"].(document)) != 3 {
			t.Errorf("%v %s", got["rating_ranges"], diff)
		}
		vectors := got["risk_vectors"].(document)
		details := vectors["details_by_name"].(document)
		for _, slug := range portfolio.Vectors {
			d, _ := details[slug].(document)
			if d["slug"] != slug || d["name"] == "" || d["category"] == "" || d["order"] == 0.0 || d["category_order"] == 0.0 {
				t.Errorf("%s: %v", slug, d)
			}
		}
		if len(details) != len(portfolio.Vectors) || len(vectors["color_by_grade"].(document)) != len(portfolio.GradeLetters) ||
			cmp.Diff(any(document{}), vectors["vector_weights"]) != "" || cmp.Diff(any(document{}), vectors["category_weights"]) != "" {
			t.Errorf("got %v", vectors)
		}
		if b := s.Do(t, s.B.Reader.Token, "GET", "/ratings/v1/defaults", ""); strings.Contains(b.Body, "night-watch") {
			t.Errorf("another customer reads %s", b.Body)
		}
	})
}

// The root names what is there: every address in it is answered, and everything
// that can be read without a guid is in it.
func TestRootNamesWhatIsThere(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		for version, routes := range (&ratings.API{}).Table() {
			for _, prefix := range ratings.Prefixes {
				a := s.Do(t, s.A.Admin.Token, "GET", prefix+"/"+version+"/", "")
				root := apitest.JSON[struct {
					Version   int
					Name      string
					Resources []struct{ Href, Name string }
				}](t, a)
				if a.Status != 200 || "v"+string(rune('0'+root.Version)) != version || root.Name != "Gatehouse" {
					t.Errorf("%s: %d %s", version, a.Status, a.Body)
				}
				named := make(map[string]bool)
				for _, r := range root.Resources {
					named["/"+r.Name] = true
					path, ours := strings.CutPrefix(r.Href, apitest.PublicURL)
					if a := s.Do(t, s.A.Admin.Token, "GET", path, ""); !ours || path != prefix+"/"+version+"/"+r.Name || a.Status == 404 || a.Status >= 405 {
						t.Errorf("%s: %d %s", r.Href, a.Status, a.Body)
					}
				}
				for _, r := range routes {
					if want := r.Method == "GET" && r.Path != "" && !strings.Contains(r.Path, "{"); want && !named[r.Path] {
						t.Errorf("%s is not named", r.Path)
					}
				}
			}
		}
	})
}
