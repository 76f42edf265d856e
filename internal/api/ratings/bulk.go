package ratings

import (
	"bytes"
	"cmp"
	"encoding/json"
	"net/http"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

type bulkItem struct {
	GUID   string `json:"guid"`
	Status string `json:"status"`
}

type bulkRefusal struct {
	GUID    string `json:"guid"`
	Message string `json:"message"`
}

// bulkRequests takes a bare array or {"modify": […]}.
func (a *API) bulkRequests(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	text, err := api.Raw(w, r, "body")
	if err != nil {
		return err
	}
	if !bytes.HasPrefix(bytes.TrimSpace(text), []byte("[")) {
		var wrapped struct {
			Modify json.RawMessage `json:"modify"`
		}
		if err := api.Decode(w, text, false, &wrapped); err != nil {
			return err
		}
		if text = wrapped.Modify; text == nil {
			return fault.Field("modify", "This field is required.")
		}
	}
	var items []json.RawMessage
	if err := json.Unmarshal(text, &items); err != nil || items == nil {
		return fault.Field("modify", "must be an array")
	}
	changes := make([]collab.Change, len(items))
	for i, item := range items {
		var in bulkItem
		if err := api.Decode(w, item, false, &in); err != nil {
			return err
		}
		if !api.IsGUID(in.GUID) {
			return fault.Field("guid", "is not a valid guid")
		}
		changes[i] = collab.Change{GUID: strings.ToLower(in.GUID), Status: in.Status}
	}
	modified, not, err := a.Requests.Bulk(r.Context(), by, changes)
	if err != nil {
		return err
	}
	done, refused := []bulkItem{}, []bulkRefusal{}
	for _, o := range modified {
		done = append(done, bulkItem{o.GUID, string(o.Status)})
	}
	for _, o := range not {
		refused = append(refused, bulkRefusal{o.GUID, cmp.Or(o.Fault.Fields["status"], o.Fault.Detail)})
	}
	outcome, err := json.Marshal(map[string]any{"modified": done, "not_modified": refused})
	if err != nil {
		return err
	}
	tenant.Made(r.Context(), []string{string(outcome)})
	return api.JSON(w, http.StatusOK, json.RawMessage(outcome))
}

// bulkBefore answers again what became of a bulk: it is about what was done, not
// about how things are now.
func (a *API) bulkBefore(w http.ResponseWriter, _ *http.Request, _ actor.Actor, made []string) error {
	return api.JSON(w, http.StatusOK, json.RawMessage(strings.Join(made, "")))
}

// before is the repeat of a call that did many things in one transaction: it
// answers again what became of them. body makes the answer of that.
func before[T, V any](body func(T) V) *api.Repeat {
	return &api.Repeat{Status: http.StatusOK, Answer: func(w http.ResponseWriter, _ *http.Request, _ actor.Actor, made []string) error {
		var done T
		if err := json.Unmarshal([]byte(strings.Join(made, "")), &done); err != nil {
			return err
		}
		return api.JSON(w, http.StatusOK, body(done))
	}}
}
