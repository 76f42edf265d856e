package ratings

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
)

// requestFilter reads the filters of outbox and counts.
func requestFilter(q url.Values) (f collab.Filter, err error) {
	for _, list := range []struct {
		name string
		into *[]string
	}{
		{"company_guid", &f.Companies},
		{"folder_guid", &f.Folders},
		{"tier_guid", &f.Tiers},
		{"requesterid", &f.Requesters},
		{"exclude_requesterid", &f.ExcludeRequesters},
	} {
		if *list.into, err = api.GUIDs(q, list.name); err != nil {
			return f, err
		}
	}
	f.Groups = api.List(q, "group")
	for i, g := range f.Groups {
		if _, err := strconv.ParseInt(g, 10, 64); err != nil && !api.IsGUID(g) {
			return f, fault.Field("group", "has a value that is neither a guid nor an integer id")
		}
		f.Groups[i] = strings.ToLower(g)
	}
	f.Statuses = api.List(q, "status")
	f.Reasons = api.List(q, "reason")
	f.Vectors = api.List(q, "context.risk_vectors.risk_vector.slug")
	for i := range f.Vectors {
		f.Vectors[i] = strings.ToLower(f.Vectors[i])
	}
	for name, into := range map[string]**time.Time{"start_date": &f.From, "end_date": &f.Before} {
		if *into, err = api.Date(q, name); err != nil {
			return f, err
		}
	}
	f.Query = q.Get("q")
	return f, checkSearch(q, "q")
}

// checkSearch bounds what is searched for.
func checkSearch(q url.Values, names ...string) error {
	for _, name := range names {
		if len([]rune(q.Get(name))) > 200 {
			return fault.Field(name, "must have no more than 200 characters")
		}
	}
	return nil
}

func (a *API) countRequests(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	q := r.URL.Query()
	f, err := requestFilter(q)
	if err != nil {
		return err
	}
	switch q.Get("group_by") {
	case "":
		c, err := a.Requests.Count(r.Context(), by, f)
		if err != nil {
			return err
		}
		return api.JSON(w, http.StatusOK, map[string]any{
			"total": c.Total, "company_count": c.CompanyCount, "status": withUsual(c.Status),
			"invited_eva_portfolio_companies": c.Invited, "eligible_eva_portfolio_companies": c.Eligible,
		})
	case "company":
		companies, err := a.Requests.CountByCompany(r.Context(), by, f)
		if err != nil {
			return err
		}
		return api.JSON(w, http.StatusOK, byCompany(companies))
	default:
		return fault.Field("group_by", "must be company")
	}
}

// withUsual adds the statuses that are always counted.
func withUsual(counts map[collab.Status]int) map[collab.Status]int {
	for _, s := range []collab.Status{collab.Active, collab.Inactive, collab.Never, collab.Pending, collab.Resolved} {
		counts[s] += 0
	}
	return counts
}

func byCompany(companies map[string]map[collab.Status]int) map[string]any {
	all := make(map[string]any, len(companies))
	for guid, counts := range companies {
		total := 0
		for _, n := range counts {
			total += n
		}
		all[guid] = map[string]any{"total": total, "status": withUsual(counts)}
	}
	return all
}
