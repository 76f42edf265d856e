package ratings

import (
	"encoding/json"
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
)

func (a *API) companyRoutes() []api.Route {
	const r, rw = actor.PortfolioR, actor.PortfolioRW
	return []api.Route{
		{Method: "GET", Path: "/companies/search", Need: r, Handle: a.searchCompanies},
		{Method: "POST", Path: "/companies/search", Need: r, Handle: a.queryCompanies, Asks: true},
		{Method: "GET", Path: "/companies/{guid}", Need: r, Handle: a.oneCompany},
		{Method: "PATCH", Path: "/companies/{guid}", Need: rw, Handle: a.changeCompany},
		{Method: "POST", Path: "/companies/validate-recipient-emails", Need: r, Handle: a.validateRecipients, Asks: true},
		{Method: "POST", Path: "/companies/collaboration-contacts/query", Need: r, Handle: a.collaborationContacts, Asks: true},
	}
}

func (a *API) oneCompany(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	return a.answerCompany(w, r, by, guid)
}

// answerCompany answers a company in the format and with the fields that the
// call asks for.
func (a *API) answerCompany(w http.ResponseWriter, r *http.Request, by actor.Actor, guid string) error {
	format, err := api.FormatOf(w, r)
	if err != nil {
		return err
	}
	l, err := a.Companies.Listed(r.Context(), by, guid)
	if err != nil {
		return err
	}
	api.Version(w, l.Version)
	c := toCompany(&l, by, "")
	if format != api.FormatJSON {
		return writeArray(w, r, "company", companyColumns, []company{c})
	}
	text, err := pickOf(r).Of(c)
	if err != nil {
		return err
	}
	return api.JSON(w, http.StatusOK, text)
}

// companyBody is the contract's Edit_Company, bare or under contents; where both
// say something, what is under contents counts.
type companyBody struct {
	CustomID api.Opt[string]     `json:"custom_id"`
	Primary  api.Opt[companyKey] `json:"primary_company"`
}

type companyKey struct {
	GUID string `json:"guid"`
}

func (in *companyBody) change() (ch portfolio.CompanyChange, err error) {
	if in.CustomID.Set {
		id := in.CustomID.Ptr()
		ch.CustomID = &id
	}
	if in.Primary.Set {
		var guid *string
		if !in.Primary.Null {
			guid = &in.Primary.Value.GUID
			if !api.IsGUID(*guid) {
				return ch, fault.Field("primary_company", "is not a valid guid")
			}
		}
		ch.PrimaryGUID = &guid
	}
	return ch, nil
}

func (a *API) changeCompany(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	if _, err := api.FormatOf(w, r); err != nil {
		return err // before anything is changed
	}
	in, err := api.Body[struct {
		companyBody

		Contents api.Opt[json.RawMessage] `json:"contents"`
	}](w, r, false, "body")
	if err != nil {
		return err
	}
	if _, err := in.change(); err != nil {
		return err // what is wrong is wrong, whatever counts
	}
	if in.Contents.Set {
		if err := api.Decode(w, in.Contents.Value, false, &in.companyBody); err != nil {
			return err
		}
	}
	change, err := in.change()
	if err != nil {
		return err
	}
	if err := a.Companies.Change(r.Context(), by, guid, change); err != nil {
		return err
	}
	return a.answerCompany(w, r, by, guid)
}
