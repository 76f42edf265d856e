package ratings

import (
	"net/http"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/portfolio"
)

func (a *API) lifeCycleRoutes() []api.Route {
	return []api.Route{
		{Method: "GET", Path: "/company-life-cycles", Need: actor.PortfolioR, Handle: a.listLifeCycles},
		{Method: "POST", Path: "/company-life-cycles", Need: actor.PortfolioRW, Handle: a.moveLifeCycles, Repeat: before(a.toMovedLifeCycles)},
	}
}

// lifeCycle is the contract's LifeCycle. Gatehouse keeps no activities: none are
// left to do.
type lifeCycle struct {
	GUID                   string                  `json:"guid"`
	APIName                portfolio.LifeCycleType `json:"api_name"`
	DisplayName            string                  `json:"display_name"`
	Company                companyRef              `json:"company"`
	Activities             []struct{}              `json:"activities"`
	AllActivitiesCompleted bool                    `json:"all_activities_completed"`
	IsCompleted            bool                    `json:"is_completed"`
	CreatedTime            string                  `json:"created_time"`
	CompletedTime          *string                 `json:"completed_time"`
	DaysInLifeCycle        int64                   `json:"days_in_life_cycle"`
	Creator                string                  `json:"creator"`
	LastEditor             string                  `json:"last_editor"`
}

func toLifeCycle(y *portfolio.LifeCycle, now time.Time) lifeCycle {
	return lifeCycle{
		GUID: y.GUID, APIName: y.Type, DisplayName: y.Type.Name(), Company: companyRef{y.CompanyGUID, y.CompanyName},
		Activities: []struct{}{}, AllActivitiesCompleted: true, IsCompleted: y.CompletedAt != nil,
		CreatedTime: moment(y.CreatedAt), DaysInLifeCycle: y.Days(now), Creator: y.Creator, LastEditor: y.Editor,
		CompletedTime: maybeMoment(y.CompletedAt),
	}
}

var lifeCycleColumns = []api.Column[lifeCycle]{
	{Name: "guid", Cell: func(l *lifeCycle) any { return l.GUID }},
	{Name: "company.guid", Width: 36, Cell: func(l *lifeCycle) any { return l.Company.GUID }},
	{Name: "company.name", Width: 32, Cell: func(l *lifeCycle) any { return l.Company.Name }},
	{Name: "display_name", Width: 14, Cell: func(l *lifeCycle) any { return l.DisplayName }},
	{Name: "is_completed", Width: 12, Cell: func(l *lifeCycle) any { return l.IsCompleted }},
	{Name: "created_time", Width: 20, Cell: func(l *lifeCycle) any { return l.CreatedTime }},
	{Name: "completed_time", Width: 20, Cell: func(l *lifeCycle) any { return l.CompletedTime }},
	{Name: "days_in_life_cycle", Cell: func(l *lifeCycle) any { return l.DaysInLifeCycle }},
	{Name: "api_name", Cell: func(l *lifeCycle) any { return string(l.APIName) }},
	{Name: "creator", Cell: func(l *lifeCycle) any { return l.Creator }},
	{Name: "last_editor", Cell: func(l *lifeCycle) any { return l.LastEditor }},
}

func (a *API) listLifeCycles(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	q := r.URL.Query()
	if err := checkSearch(q, "q"); err != nil {
		return err
	}
	f := portfolio.LifeCycleFilter{Q: q.Get("q"), Types: api.List(q, "life_cycle_type")}
	for name, into := range map[string]*[]string{"company_guid": &f.Companies, "folder": &f.Folders, "tier": &f.Tiers} {
		var err error
		if *into, err = api.GUIDs(q, name); err != nil {
			return err
		}
	}
	completed, err := api.Bool(q, "is_completed", false)
	if err != nil {
		return err
	}
	if q.Get("is_completed") != "" {
		f.IsCompleted = &completed
	}
	now := a.LifeCycles.Now()
	return writePage(a, w, r, listed[portfolio.LifeCycle, lifeCycle]{
		name: "company-life-cycles", columns: lifeCycleColumns,
		wire:  func(y *portfolio.LifeCycle) lifeCycle { return toLifeCycle(y, now) },
		sorts: []string{"company.name", "display_name", "created_time", "is_completed"},
		read: func(p portfolio.Paging) ([]portfolio.LifeCycle, int, error) {
			f.Paging = p
			return a.LifeCycles.List(r.Context(), by, f)
		},
		each: func(p portfolio.Paging, yield func(*portfolio.LifeCycle) error) error {
			f.Paging = p
			return a.LifeCycles.Each(r.Context(), by, f, yield)
		},
	})
}

// movedLifeCycles says of each company what became of it.
type movedLifeCycles struct {
	Added     []lifeCycle      `json:"added_life_cycles"`
	Completed []lifeCycle      `json:"completed_life_cycles"`
	Not       []refusedCompany `json:"not_updated_life_cycles"`
}

func (a *API) moveLifeCycles(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	in, err := api.Body[struct {
		Companies api.Opt[[]string] `json:"company_guids"`
		Next      api.Opt[string]   `json:"next_life_cycle_type"`
	}](w, r, false, "body")
	switch {
	case err != nil:
		return err
	case in.Companies.Ptr() == nil:
		return required("company_guids")
	case !in.Next.Set, in.Next.Ptr() != nil && in.Next.Value == "":
		return required("next_life_cycle_type")
	}
	done, err := a.LifeCycles.Move(r.Context(), by, in.Companies.Value, in.Next.Value)
	if err != nil {
		return err
	}
	return api.JSON(w, http.StatusOK, a.toMovedLifeCycles(done))
}

func (a *API) toMovedLifeCycles(done portfolio.Moves) any {
	now := a.LifeCycles.Now()
	wire := func(y *portfolio.LifeCycle) lifeCycle { return toLifeCycle(y, now) }
	return movedLifeCycles{wires(done.Added, wire), wires(done.Completed, wire), wires(done.Not, toRefused)}
}
