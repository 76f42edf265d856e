package ratings

import (
	"encoding/json"
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// listGroupCompanies answers the guids of the companies that a group sees; with
// subscribed-group=, of those that that group owns a subscription of.
func (a *API) listGroupCompanies(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	owner := r.URL.Query().Get("subscribed-group")
	if owner != "" && !api.IsGUID(owner) {
		return fault.Field("subscribed-group", "is not a valid guid")
	}
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	companies, err := a.Groups.OwnedCompanies(r.Context(), by, guid, owner)
	if err != nil {
		return err
	}
	if companies, err = api.Narrow(w, r, a.PublicURL, guidColumn, companies); err != nil {
		return err
	}
	format, err := api.FormatOf(w, r)
	if err != nil {
		return err
	}
	sheet := &api.Sheet[string]{Name: "companies", Columns: guidColumn, Each: api.EachOf(companies), Row: fromJSON[string]}
	return sheet.Write(w, format)
}

// guidColumn makes a table of a list of guids, which have no fields to pick.
var guidColumn = []api.Column[string]{{Name: "guid", Width: 36, Cell: func(guid *string) any { return *guid }}}

// setGroupCompanies takes the bare array of the contract.
func (a *API) setGroupCompanies(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := tenant.NeedAssign(by); err != nil {
		return err
	}
	text, err := api.Raw(w, r, "body")
	if err != nil {
		return err
	}
	var companies []string
	if err := json.Unmarshal(text, &companies); err != nil || companies == nil {
		return fault.Field("body", "must be an array of the guids of companies")
	}
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	companies, err = a.Groups.SetCompanies(r.Context(), by, guid, companies)
	if err != nil {
		return err
	}
	return api.JSON(w, http.StatusOK, companies)
}

func (a *API) addGroupCompanies(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := tenant.NeedAssign(by); err != nil {
		return err
	}
	in, err := api.Body[struct {
		Companies []string `json:"companies"`
		Groups    []string `json:"groups"`
	}](w, r, false, "body")
	if err != nil {
		return err
	}
	p := fault.Problems{}
	p.Require(in.Companies != nil, "companies", "This field is required.")
	p.Require(in.Groups != nil, "groups", "This field is required.")
	if err := p.Err(); err != nil {
		return err
	}
	if err := a.Groups.AddCompanies(r.Context(), by, in.Companies, in.Groups); err != nil {
		return err
	}
	w.WriteHeader(http.StatusOK)
	return nil
}
