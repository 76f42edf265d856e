package ratings

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

func (a *API) requestRoutes() []api.Route {
	const r, rw = actor.RequestsR, actor.RequestsRW
	return []api.Route{
		{Method: "GET", Path: "/access-requests", Need: r, Handle: a.outbox},
		{Method: "POST", Path: "/access-requests", Need: rw, Handle: a.createRequests},
		{Method: "POST", Path: "/access-requests/bulk", Need: rw, Handle: a.bulkRequests},
		{Method: "GET", Path: "/access-requests/config", Need: r, Handle: a.requestConfig},
		{Method: "PATCH", Path: "/access-requests/config", Need: actor.SettingsRW, Handle: a.changeRequestConfig},
		{Method: "GET", Path: "/access-requests/counts", Need: r, Handle: a.countRequests},
		{Method: "GET", Path: "/access-requests/{guid}", Need: r, Handle: a.oneRequest},
		{Method: "PATCH", Path: "/access-requests/{guid}", Need: rw, Handle: a.changeRequest},
		{Method: "POST", Path: "/access-requests/{guid}/resend", Need: rw, Handle: a.resendRequest},
		{Method: "POST", Path: "/access-requests/{guid}/revoke", Need: rw, Handle: a.revokeRequest},
	}
}

type newRequest struct {
	CompanyGUID  string           `json:"requestee_company_guid"`
	Email        string           `json:"requestee_email"`
	FormalName   string           `json:"requestee_formal_name"`
	FriendlyName string           `json:"requestee_friendly_name"`
	Phone        string           `json:"requestee_phone"`
	Message      string           `json:"message"`
	Notes        *string          `json:"notes"`
	CCs          addresses        `json:"ccs"`
	ThirdParties []collab.Party   `json:"third_parties"`
	Reason       string           `json:"reason"`
	Trial        api.Opt[int64]   `json:"trial_duration"`
	Context      newRequestAround `json:"context"`
	FindingIDs   []string         `json:"rolledup_observation_ids"`
}

type newRequestAround struct {
	RiskVectors []struct {
		RiskVector struct {
			Slug string `json:"slug"`
		} `json:"risk_vector"`
	} `json:"risk_vectors"`
}

// addresses are an array, or one string with commas.
type addresses []string

// UnmarshalJSON reads either form.
func (a *addresses) UnmarshalJSON(text []byte) error {
	if len(text) > 0 && text[0] == '[' {
		return json.Unmarshal(text, (*[]string)(a))
	}
	var joined string
	if err := json.Unmarshal(text, &joined); err != nil {
		return fault.Field("ccs", "must be an array or a comma-separated string of email addresses")
	}
	*a = nil
	for one := range strings.SplitSeq(joined, ",") {
		if one = strings.TrimSpace(one); one != "" {
			*a = append(*a, one)
		}
	}
	return nil
}

func (n *newRequest) draft() (collab.Draft, error) {
	if n.CompanyGUID != "" && !api.IsGUID(n.CompanyGUID) {
		return collab.Draft{}, fault.Field("requestee_company_guid", "is not a valid guid")
	}
	d := collab.Draft{
		CompanyGUID: strings.ToLower(n.CompanyGUID), Email: n.Email, FormalName: n.FormalName, FriendlyName: n.FriendlyName,
		Phone: n.Phone, Message: n.Message, Notes: n.Notes, CCs: n.CCs, ThirdParties: n.ThirdParties,
		Reason: n.Reason, FindingIDs: n.FindingIDs,
	}
	if t := n.Trial.Ptr(); t != nil {
		if *t < 1 || *t > 365 {
			return d, fault.Field("trial_duration", "must be between 1 and 365")
		}
		d.TrialDays = *t
	}
	for _, v := range n.Context.RiskVectors {
		d.Vectors = append(d.Vectors, v.RiskVector.Slug)
	}
	return d, nil
}

// maxAtOnce bounds what one transaction holds up others with.
const maxAtOnce = 1000

// createRequests takes an object or an array, and answers in the same form.
func (a *API) createRequests(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	text, err := api.Raw(w, r, "vendor_access_request")
	if err != nil {
		return err
	}
	items, many := []json.RawMessage{text}, bytes.HasPrefix(bytes.TrimSpace(text), []byte("["))
	if many {
		if err := json.Unmarshal(text, &items); err != nil {
			return err
		}
	}
	if len(items) > maxAtOnce {
		return fault.New(fault.Invalid, "A call invites at most %d people.", maxAtOnce)
	}
	drafts := make([]collab.Draft, len(items))
	for i, item := range items {
		var in newRequest
		if err := api.Decode(w, item, false, &in); err != nil {
			return err
		}
		if drafts[i], err = in.draft(); err != nil {
			return err
		}
	}
	made, err := a.Requests.Create(r.Context(), by, drafts)
	if err != nil {
		return err
	}
	if !many {
		return api.JSON(w, http.StatusCreated, json.RawMessage(made[0].Document))
	}
	documents := make([]json.RawMessage, len(made))
	for i := range made {
		documents[i] = made[i].Document
	}
	return api.JSON(w, http.StatusCreated, documents)
}

func (a *API) oneRequest(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	request, err := a.Requests.One(r.Context(), by, guid)
	return answer(w, request, err)
}

func answer(w http.ResponseWriter, r collab.Request, err error) error {
	if err != nil {
		return err
	}
	return api.JSON(w, http.StatusOK, json.RawMessage(r.Document))
}

func (a *API) changeRequest(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	in, err := api.Body[struct {
		Status  string          `json:"status"`
		Notes   api.Opt[string] `json:"notes"`
		Company string          `json:"requestee_company_guid"`
	}](w, r, false, "vendor_access_request", "body")
	if err != nil {
		return err
	}
	if in.Status == "" && !in.Notes.Set {
		return fault.Field("status", "This field is required.")
	}
	if in.Company != "" && !api.IsGUID(in.Company) {
		return fault.Field("requestee_company_guid", "is not a valid guid")
	}
	c := collab.Change{GUID: guid, Status: in.Status, CompanyGUID: strings.ToLower(in.Company)}
	if in.Notes.Set {
		notes := in.Notes.Ptr()
		c.Notes = &notes
	}
	request, err := a.Requests.Change(r.Context(), by, c)
	return answer(w, request, err)
}

func (a *API) resendRequest(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	request, err := a.Requests.Resend(r.Context(), by, guid)
	return answer(w, request, err)
}

func (a *API) revokeRequest(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	in, err := api.Body[struct {
		Reason string `json:"reason"`
	}](w, r, false, "body")
	if err != nil {
		return err
	}
	request, err := a.Requests.Revoke(r.Context(), by, guid, in.Reason)
	return answer(w, request, err)
}

type requestConfig struct {
	InvitationDuration int `json:"invitation_duration"`
	TrialDuration      int `json:"trial_duration"`
}

func (a *API) requestConfig(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	c, err := a.Customers.One(r.Context(), by.CustomerID)
	if err != nil {
		return err
	}
	return api.JSON(w, http.StatusOK, requestConfig{collab.InvitationDays, c.Settings.TrialDays()})
}

func (a *API) changeRequestConfig(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	in, err := api.Body[struct {
		InvitationDuration any            `json:"invitation_duration"` // read-only
		Trial              api.Opt[int64] `json:"trial_duration"`
	}](w, r, false, "body")
	if err != nil {
		return err
	}
	if t := in.Trial; t.Set {
		if t.Null || t.Value < 1 || t.Value > 365 {
			return fault.Field("trial_duration", "must be between 1 and 365")
		}
		_, err := a.Customers.SetSettings(r.Context(), by, func(s *tenant.Settings) error {
			s.TrialDuration = int(t.Value)
			return nil
		})
		if err != nil {
			return err
		}
	}
	return a.requestConfig(w, r, by)
}

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
	for name, into := range map[string]**time.Time{"start_date": &f.From, "end_date": &f.Before} {
		if *into, err = api.Date(q, name); err != nil {
			return err
		}
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
