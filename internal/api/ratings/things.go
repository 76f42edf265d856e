package ratings

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
)

// thing is where the family answers one of a kind.
type thing struct {
	one  api.Handler
	name string // of the guid in its path
}

func (a *API) things() map[string]thing {
	return map[string]thing{
		"access_request": {a.oneRequest, "guid"}, "client_access_link": {a.getLink, "guid"}, "company": {a.oneCompany, "guid"},
		"contact": {a.oneContact, "contact_guid"}, "folder": {a.oneFolder, "guid"}, "tier": {a.oneTier, "guid"},
		"access_group": {a.getGroup, "guid"}, "user": {a.oneUserDetail, "user_guid"},
	}
}

// Show returns what the family answers an admin of a customer of a thing, without
// a call: for webhooks. What is not there is a NotFound fault.
func (a *API) Show(ctx context.Context, customerID int64, kind, guid string) (json.RawMessage, error) {
	t, ok := a.things()[kind]
	if !ok {
		return nil, fmt.Errorf("nothing answers a %s", kind)
	}
	by := actor.System(customerID)
	c, err := a.Customers.One(ctx, customerID)
	if err != nil {
		return nil, err
	}
	by.CustomerGUID, by.CustomerName, by.CustomerKind = c.GUID, c.Name, string(c.Kind)
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, a.PublicURL, http.NoBody)
	if err != nil {
		return nil, err
	}
	r.SetPathValue(t.name, guid)
	w := &page{header: make(http.Header)}
	if err := t.one(w, r, by); err != nil {
		return nil, err
	}
	return json.RawMessage(bytes.TrimSpace(w.body.Bytes())), nil
}

// page is an answer that stays here.
type page struct {
	header http.Header
	body   bytes.Buffer
}

func (p *page) Header() http.Header         { return p.header }
func (p *page) WriteHeader(int)             {}
func (p *page) Write(b []byte) (int, error) { return p.body.Write(b) }
