package ratings

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"gatehouse/internal/api"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
)

// unheld are filters over what Gatehouse does not know of a company. Nobody is
// known to match, so nobody does.
var unheld = []string{
	"countries", "infections", "open_ports", "product_types", "products", "providers", "regions",
	"scope", "security_incident_categories", "software.category", "software.name", "type",
	"vendor_action_plan", "visibility", "vulnerabilities",
}

// portfolioSorts are the names that a portfolio is sorted by.
var portfolioSorts = []string{
	"name", "rating", "industry.name", "life_cycle.name", "relationship.name", "subscription_type.name", "tier",
}

// portfolioFilter reads the filters of the second version.
func portfolioFilter(q url.Values) (f portfolio.Filter, err error) {
	f = portfolio.Filter{
		Q: q.Get("q"), Name: q.Get("name_q"),
		Industries: api.List(q, "industry.slug"), IndustryNames: withWhole(q, "industry.name"),
		Subscriptions:    api.List(q, "subscription_type.slug"),
		NotSubscriptions: append(api.List(q, "exclude_subscription_type.slug"), api.List(q, "exclude_subscription_type")...),
		Vectors:          api.List(q, "risk_vectors.slug"), VectorGrades: api.List(q, "risk_vectors.grade"),
		Relationships: api.List(q, "relationship.slug"), LifeCycles: api.List(q, "life_cycle.slug"),
	}
	if err := checkSearch(q, "q", "name_q"); err != nil {
		return f, err
	}
	if err := portfolioGUIDs(q, &f); err != nil {
		return f, err
	}
	if err := ratingFilter(q, &f); err != nil {
		return f, err
	}
	if err := checkShown(q); err != nil {
		return f, err
	}
	for name, into := range map[string]**bool{"has_preferred_contact": &f.HasPreferred, "invited": &f.Invited} {
		if q.Get(name) == "" {
			continue
		}
		is, err := api.Bool(q, name, false)
		if err != nil {
			return f, err
		}
		*into = &is
	}
	published, err := api.Bool(q, "is_self_published", false)
	if err != nil {
		return f, err
	}
	for _, name := range unheld {
		if len(api.List(q, name)) > 0 {
			f.GUIDs = []string{}
		}
	}
	if published {
		f.GUIDs = []string{}
	}
	sorts, err := api.Sorts(q, portfolioSorts...)
	for _, s := range sorts {
		f.Sort = append(f.Sort, s.String())
	}
	return f, err
}

// checkShown refuses what is no boolean in parameters that change nothing here:
// Gatehouse knows no addresses of companies and no evidence of events.
func checkShown(q url.Values) error {
	for _, name := range []string{"show_ips", "show_event_evidence"} {
		if _, err := api.Bool(q, name, false); err != nil {
			return err
		}
	}
	return nil
}

// withWhole reads names that may have commas in them: the whole value counts,
// and what its commas separate.
func withWhole(q url.Values, name string) []string {
	names := api.List(q, name)
	for _, whole := range q[name] {
		if strings.Contains(whole, ",") {
			names = append(names, whole)
		}
	}
	return names
}

func portfolioGUIDs(q url.Values, f *portfolio.Filter) (err error) {
	for _, list := range []struct {
		name string
		into *[]string
	}{{"guid", &f.GUIDs}, {"tier", &f.Tiers}, {"folder", &f.Folders}} {
		if *list.into, err = api.GUIDs(q, list.name); err != nil {
			return err
		}
	}
	return nil
}

func ratingFilter(q url.Values, f *portfolio.Filter) error {
	for _, s := range api.List(q, "rating") {
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			return fault.Field("rating", "must be an integer")
		}
		f.Ratings = append(f.Ratings, n)
	}
	for name, into := range map[string]**int64{
		"rating_lt": &f.Below, "rating_lte": &f.NotAbove, "rating_gt": &f.Above, "rating_gte": &f.NotBelow,
	} {
		s := q.Get(name)
		if s == "" {
			continue
		}
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			return fault.Field(name, "must be an integer")
		}
		*into = &n
	}
	return nil
}

// addBody adds the filters in the body of a POST to those of the address: an
// object of their names, or a form. Lists of guids are often too long for an
// address.
func addBody(w http.ResponseWriter, r *http.Request) error {
	text, err := io.ReadAll(http.MaxBytesReader(w, r.Body, api.MaxBody))
	if err != nil {
		return api.Unreadable(err, api.MaxBody)
	}
	q := r.URL.Query()
	trimmed := bytes.TrimSpace(text)
	if len(trimmed) == 0 {
		return nil
	}
	if trimmed[0] != '{' && strings.HasPrefix(r.Header.Get("Content-Type"), "application/x-www-form-urlencoded") {
		form, err := url.ParseQuery(string(trimmed))
		if err != nil {
			return fault.New(fault.Invalid, "The body is not a form.")
		}
		for name, values := range form {
			q[name] = append(q[name], values...)
		}
		r.URL.RawQuery = q.Encode()
		return api.Clean(q)
	}
	r.Body = io.NopCloser(bytes.NewReader(text))
	body, err := api.Raw(w, r, "body")
	if err != nil {
		return err
	}
	var in map[string]any
	if err := json.Unmarshal(body, &in); err != nil || in == nil {
		return fault.New(fault.Invalid, "Invalid data. Expected an object.")
	}
	for name, value := range in {
		if err := addValue(q, name, value); err != nil {
			return err
		}
	}
	r.URL.RawQuery = q.Encode()
	return api.Clean(q)
}

func addValue(q url.Values, name string, value any) error {
	switch value := value.(type) {
	case nil:
	case string:
		q.Add(name, value)
	case bool:
		q.Add(name, strconv.FormatBool(value))
	case float64:
		q.Add(name, strconv.FormatFloat(value, 'f', -1, 64))
	case []any:
		for _, item := range value {
			if _, nested := item.([]any); nested {
				return fault.Field(name, "must be a list of values")
			}
			if err := addValue(q, name, item); err != nil {
				return err
			}
		}
	default:
		return fault.Field(name, "must be a value or a list of values")
	}
	return nil
}
