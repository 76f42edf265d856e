package ratings

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/audit"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

func (a *API) requestRoutes() []api.Route {
	const r, rw = actor.RequestsR, actor.RequestsRW
	return []api.Route{
		{Method: "GET", Path: "/access-requests", Need: r, Handle: a.outbox, Topics: everything},
		{Method: "POST", Path: "/access-requests", Need: rw, Handle: a.createRequests, Repeat: &api.Repeat{Status: http.StatusCreated, Answer: a.madeRequests}},
		{Method: "POST", Path: "/access-requests/bulk", Need: rw, Handle: a.bulkRequests, Repeat: &api.Repeat{Status: http.StatusOK, Answer: a.bulkBefore}},
		{Method: "GET", Path: "/access-requests/config", Need: r, Handle: a.requestConfig},
		{Method: "PATCH", Path: "/access-requests/config", Need: actor.SettingsRW, Handle: a.changeRequestConfig},
		{Method: "GET", Path: "/access-requests/counts", Need: r, Handle: a.countRequests, Topics: everything},
		{Method: "POST", Path: "/access-requests/import", Need: rw, Handle: a.importRequests, Repeat: &api.Repeat{Status: http.StatusOK, Again: true, Most: maxImport}},
		{Method: "GET", Path: "/access-requests/{guid}", Need: r, Handle: a.oneRequest},
		{Method: "PATCH", Path: "/access-requests/{guid}", Need: rw, Handle: a.changeRequest},
		{Method: "POST", Path: "/access-requests/{guid}/resend", Need: rw, Handle: a.resendRequest, Repeat: api.Changed(a.oneRequest)},
		{Method: "POST", Path: "/access-requests/{guid}/revoke", Need: rw, Handle: a.revokeRequest, Repeat: api.Changed(a.oneRequest)},
	}
}

// everything is what lists of requests depend on: who sees which companies, and
// where these and the senders are now.
const everything = audit.Requests | audit.Portfolio | audit.Identity

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
		api.Version(w, made[0].Version)
		return api.JSON(w, http.StatusCreated, json.RawMessage(made[0].Document))
	}
	documents := make([]json.RawMessage, len(made))
	for i := range made {
		documents[i] = made[i].Document
	}
	return api.JSON(w, http.StatusCreated, documents)
}

// madeRequests answers again what createRequests made.
func (a *API) madeRequests(w http.ResponseWriter, r *http.Request, by actor.Actor, made []string) error {
	text, err := api.Raw(w, r, "vendor_access_request")
	if err != nil {
		return err
	}
	documents := make([]json.RawMessage, len(made))
	for i, guid := range made {
		request, err := a.Requests.One(r.Context(), by, guid)
		if err != nil {
			return err
		}
		if documents[i] = request.Document; !bytes.HasPrefix(bytes.TrimSpace(text), []byte("[")) {
			return answer(w, request, nil)
		}
	}
	return api.JSON(w, http.StatusOK, documents)
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
	api.Version(w, r.Version)
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
