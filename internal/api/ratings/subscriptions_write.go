package ratings

import (
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
)

// order is one type in the contract's SubscriptionParameters.
type order struct {
	Companies []struct {
		GUID string `json:"guid"`
		Name string `json:"name"`
		URL  string `json:"url"`
	} `json:"companies"`
	Folder string `json:"folder"`
}

// filled is one type in the contract's SubscriptionResponse.
type filled struct {
	Added       int             `json:"added"`
	NotAdded    int             `json:"not_added"`
	Switched    int             `json:"switched"`
	NotSwitched int             `json:"not_switched"`
	Companies   []filledCompany `json:"companies"`
}

type filledCompany struct {
	GUID   string           `json:"guid"`
	Name   string           `json:"name"`
	Folder string           `json:"folder"`
	Result portfolio.Result `json:"result"`
	Reason string           `json:"reason"`
}

func (a *API) fillSubscriptions(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	orders, err := readOrders(w, r)
	if err != nil {
		return err
	}
	done, err := a.Companies.Fill(r.Context(), by, orders)
	if err != nil {
		return err
	}
	return api.JSON(w, http.StatusOK, toFilled(done))
}

func toFilled(done []portfolio.Ordered) any {
	body := make(map[string]filled, len(done))
	for _, d := range done {
		body[d.Type] = filled{
			Added: d.Added, NotAdded: d.NotAdded, Switched: d.Switched, NotSwitched: d.NotSwitched,
			Companies: wires(d.Companies, func(c *portfolio.OrderedCompany) filledCompany {
				return filledCompany{c.GUID, c.Name, c.Folder, c.Result, c.Reason}
			}),
		}
	}
	return body
}

// readOrders reads an object keyed by subscription type: the field
// subscription_params of a form, or a body of JSON, bare or wrapped.
func readOrders(w http.ResponseWriter, r *http.Request) ([]portfolio.Order, error) {
	r, err := paramsOfForm(w, r)
	if err != nil {
		return nil, err
	}
	text, err := api.Raw(w, r, "subscription_params", "body")
	if err != nil {
		return nil, err
	}
	var types map[string]json.RawMessage
	if err := json.Unmarshal(text, &types); err != nil || types == nil {
		return nil, fault.Field("subscription_params", "must be an object of subscription types")
	}
	var orders []portfolio.Order
	for _, slug := range slices.Sorted(maps.Keys(types)) { // the order in which two calls lock is the same
		var in order
		if err := api.Decode(w, types[slug], false, &in); err != nil {
			return nil, err
		}
		o := portfolio.Order{Type: slug, Folder: in.Folder}
		for _, c := range in.Companies {
			o.Companies = append(o.Companies, portfolio.Named{GUID: c.GUID, URL: c.URL, Name: c.Name})
		}
		orders = append(orders, o)
	}
	return orders, nil
}

// paramsOfForm returns the call with the field of a form in the place of the
// body.
func paramsOfForm(w http.ResponseWriter, r *http.Request) (*http.Request, error) {
	text, isForm, err := api.FormField(w, r, "subscription_params")
	if !isForm || err != nil {
		return r, err
	}
	r = r.Clone(r.Context())
	r.Header.Set("Content-Type", "application/json")
	r.Body = io.NopCloser(strings.NewReader(text))
	return r, nil
}

type bulkSubscriptions struct {
	Add []struct {
		Folder []string `json:"folder"`
		GUID   string   `json:"guid"`
		Tier   string   `json:"tier"`
		Type   string   `json:"type"`
	} `json:"add"`
	Delete []struct {
		GUID string `json:"guid"`
	} `json:"delete"`
	Update []struct {
		New string `json:"new_company_guid"`
		Old string `json:"subscribed_company_guid"`
	} `json:"update"`
}

func (a *API) bulkSubscriptions(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	in, err := api.Body[bulkSubscriptions](w, r, false, "body")
	if err != nil {
		return err
	}
	var b portfolio.Bulk
	for _, e := range in.Add {
		b.Add = append(b.Add, portfolio.Addition{GUID: e.GUID, Type: e.Type, Folders: e.Folder, Tier: e.Tier})
	}
	for _, e := range in.Delete {
		b.Delete = append(b.Delete, e.GUID)
	}
	for _, e := range in.Update {
		b.Move = append(b.Move, [2]string{e.Old, e.New})
	}
	done, err := a.Companies.Bulk(r.Context(), by, b)
	if err != nil {
		return err
	}
	return api.JSON(w, http.StatusOK, toBulked(done))
}

func toBulked(done portfolio.Bulked) any {
	refused := wires(done.Errors, func(e *portfolio.Refusal) bulkRefusal { return bulkRefusal{e.CompanyGUID, e.Err.Detail} })
	return map[string]any{"added": done.Added, "modified": done.Modified, "errors": refused}
}
