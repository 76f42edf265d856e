package ratings

import (
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/audit"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
)

func (a *API) relationshipRoutes() []api.Route {
	return []api.Route{
		{Method: "GET", Path: "/company-relationships", Need: actor.PortfolioR, Handle: a.listRelationships, Topics: audit.Portfolio | audit.Identity},
		{Method: "PATCH", Path: "/company-relationships/bulk", Need: actor.PortfolioRW, Handle: a.changeRelationships},
	}
}

// relationship is the contract's CompanyRelationship.
type relationship struct {
	GUID             string                     `json:"guid"`
	CompanyGUID      string                     `json:"company_guid"`
	CompanyName      string                     `json:"company_name"`
	RelationshipType portfolio.RelationshipType `json:"relationship_type"`
	Creator          string                     `json:"creator"`
	CreatedTime      string                     `json:"created_time"`
	LastEditor       string                     `json:"last_editor"`
	LastEditedTime   string                     `json:"last_edited_time"`
}

func toRelationship(r *portfolio.Relationship) relationship {
	return relationship{
		GUID: r.GUID, CompanyGUID: r.CompanyGUID, CompanyName: r.CompanyName, RelationshipType: r.Type,
		Creator: r.Creator, CreatedTime: moment(r.CreatedAt), LastEditor: r.Editor, LastEditedTime: moment(r.UpdatedAt),
	}
}

var relationshipColumns = []api.Column[relationship]{
	{Name: "guid", Cell: func(r *relationship) any { return r.GUID }},
	{Name: "company_guid", Width: 36, Cell: func(r *relationship) any { return r.CompanyGUID }},
	{Name: "company_name", Width: 32, Cell: func(r *relationship) any { return r.CompanyName }},
	{Name: "relationship_type", Width: 18, Cell: func(r *relationship) any { return string(r.RelationshipType) }},
	{Name: "last_editor", Width: 24, Cell: func(r *relationship) any { return r.LastEditor }},
	{Name: "last_edited_time", Width: 20, Cell: func(r *relationship) any { return r.LastEditedTime }},
	{Name: "creator", Cell: func(r *relationship) any { return r.Creator }},
	{Name: "created_time", Cell: func(r *relationship) any { return r.CreatedTime }},
}

func (a *API) listRelationships(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	q := r.URL.Query()
	if err := checkSearch(q, "q"); err != nil {
		return err
	}
	f := portfolio.RelationshipFilter{Q: q.Get("q"), Types: api.List(q, "relationship_type")}
	var err error
	if f.Companies, err = api.GUIDs(q, "company_guid"); err != nil {
		return err
	}
	return writePage(a, w, r, listed[portfolio.Relationship, relationship]{
		name: "company-relationships", columns: relationshipColumns, wire: toRelationship,
		sorts: []string{"company_name", "relationship_type", "created_time", "last_edited_time"},
		read: func(p portfolio.Paging) ([]portfolio.Relationship, int, error) {
			f.Paging = p
			return a.Relationships.List(r.Context(), by, f)
		},
		each: func(p portfolio.Paging, yield func(*portfolio.Relationship) error) error {
			f.Paging = p
			return a.Relationships.Each(r.Context(), by, f, yield)
		},
	})
}

// changedRelationships is what became of the modifications, one by one.
type changedRelationships struct {
	Updated    []relationship   `json:"updated_relationships"`
	Removed    []string         `json:"removed_relationships"` // guids of companies
	NotUpdated []notUpdated     `json:"not_updated_relationships"`
	NotRemoved []refusedCompany `json:"not_removed_relationships"`
}

type notUpdated struct {
	refusedCompany
	RelationshipType string `json:"relationship_type"`
}

type refusedCompany struct {
	CompanyGUID string              `json:"company_guid"`
	Errors      map[string][]string `json:"errors"`
}

func toRefused(r *portfolio.Refusal) refusedCompany {
	return refusedCompany{r.CompanyGUID, wrongs(r.Err)}
}

func (a *API) changeRelationships(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	in, err := api.Body[struct {
		Modifications api.Opt[[]struct {
			CompanyGUID string  `json:"company_guid"`
			Type        *string `json:"relationship_type"`
		}] `json:"modifications"`
	}](w, r, false, "body")
	if err != nil {
		return err
	}
	if in.Modifications.Ptr() == nil {
		return required("modifications")
	}
	p := fault.Problems{}
	var all []portfolio.Relating
	for _, m := range in.Modifications.Value {
		asked := portfolio.Relating{CompanyGUID: m.CompanyGUID}
		if m.Type != nil {
			asked.Type = *m.Type
			p.Require(*m.Type != "" && len(*m.Type) <= 64, "relationship_type", "must be a relationship type, or null to remove it")
		}
		all = append(all, asked)
	}
	if err := p.Err(); err != nil {
		return err
	}
	done, err := a.Relationships.Relate(r.Context(), by, all)
	if err != nil {
		return err
	}
	body := changedRelationships{
		Updated: wires(done.Updated, toRelationship), Removed: append([]string{}, done.Removed...),
		NotUpdated: wires(done.NotUpdated, func(r *portfolio.Refusal) notUpdated { return notUpdated{toRefused(r), r.Type} }),
		NotRemoved: wires(done.NotRemoved, toRefused),
	}
	return api.JSON(w, http.StatusOK, body)
}

// required refuses a body that lacks a field.
func required(field string) error { return fault.Field(field, "This field is required.") }
