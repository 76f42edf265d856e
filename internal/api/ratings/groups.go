package ratings

import (
	"encoding/json"
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/audit"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

func (a *API) groupRoutes() []api.Route {
	const one, companies = "/access-groups/{guid}", "/access-groups/{guid}/companies/guids"
	return []api.Route{
		{Method: "GET", Path: "/access-groups", Need: actor.GroupsR, Handle: a.listGroups, Topics: audit.Portfolio | audit.Identity},
		{Method: "POST", Path: "/access-groups", Need: actor.GroupsRW, Handle: a.createGroup, Repeat: api.Made("guid", a.madeGroup)},
		{Method: "POST", Path: "/access-groups/query", Need: actor.GroupsR, Handle: a.queryGroups, Asks: true},
		{Method: "GET", Path: "/access-groups/explain", Need: actor.GroupsR, Handle: a.explainGroup},
		{Method: "POST", Path: "/access-groups/what-if", Need: actor.GroupsR, Handle: a.whatIf, Asks: true},
		{Method: "POST", Path: "/access-groups/quotas/move", Need: actor.GroupsRW, Handle: a.moveGroupQuota, Repeat: before(toReckoning)},
		{Method: "GET", Path: one, Need: actor.GroupsR, Handle: a.getGroup},
		{Method: "PATCH", Path: one, Need: actor.GroupsRW, Handle: a.changeGroup},
		{Method: "DELETE", Path: one, Need: actor.GroupsRW, Handle: a.deleteGroup},
		// Group admins lack GROUPS_RW and may do these to their own group.
		{Method: "PUT", Path: "/access-groups/companies", Need: actor.GroupsR, Handle: a.addGroupCompanies},
		{Method: "POST", Path: "/access-groups/companies/move", Need: actor.GroupsR, Handle: a.moveGroupCompanies, Repeat: before(toMovedCompanies)},
		{Method: "GET", Path: companies, Need: actor.GroupsR, Handle: a.listGroupCompanies, Topics: audit.Portfolio | audit.Identity},
		{Method: "PUT", Path: companies, Need: actor.GroupsR, Handle: a.setGroupCompanies},
	}
}

// group is the contract's AccessControlGroup, and the integer by which the
// outbox can be filtered.
type group struct {
	GUID                  string           `json:"guid"`
	Name                  string           `json:"name"`
	AllCompanies          bool             `json:"all_companies"`
	IsDefault             bool             `json:"is_default"`
	AllowBundledCompanies bool             `json:"allow_bundled_companies"`
	CanSetTierScope       bool             `json:"can_set_tier_scope"`
	SubscriptionTypes     map[string]quota `json:"subscription_types"`
	UserCount             int64            `json:"user_count"`
	ID                    int64            `json:"id"`
}

type quota struct {
	Allocated     *int64 `json:"total_allocated_quota"` // null: none reserved
	Available     *int64 `json:"total_available_quota"` // null: unlimited
	UsedAllocated int64  `json:"total_used_allocated_quota"`
	Used          int64  `json:"total_used_quota"`
}

func toGroup(g tenant.Group) group {
	out := group{
		GUID: g.GUID, Name: g.Name, AllCompanies: g.AllCompanies, IsDefault: g.IsDefault,
		AllowBundledCompanies: g.AllowBundledCompanies, CanSetTierScope: g.CanSetTierScope,
		SubscriptionTypes: make(map[string]quota, len(g.Quotas)), UserCount: g.UserCount, ID: g.ID,
	}
	for _, q := range g.Quotas {
		out.SubscriptionTypes[q.Type] = quota{q.Allocated, q.Available, q.UsedAllocated(), q.Used}
	}
	return out
}

// groupSettings are what the document nests in groups[0] and the description
// has beside the name.
type groupSettings struct {
	AllCompanies          api.Opt[bool]                          `json:"all_companies"`
	IsDefault             api.Opt[bool]                          `json:"is_default"`
	AllowBundledCompanies api.Opt[bool]                          `json:"allow_bundled_companies"`
	SubscriptionTypes     api.Opt[map[string]api.Opt[quotaBody]] `json:"subscription_types"`
}

type quotaBody struct {
	Allocated api.Opt[int64] `json:"total_allocated_quota"`
	Available api.Opt[int64] `json:"total_available_quota"`
}

type groupBody struct {
	Name            api.Opt[string]   `json:"name"`
	CanSetTierScope api.Opt[bool]     `json:"can_set_tier_scope"`
	Groups          []json.RawMessage `json:"groups"`
	groupSettings
}

// groupBody reads both forms of a group; where both say something, the nested
// one counts.
func (a *API) groupBody(w http.ResponseWriter, r *http.Request) (ch tenant.GroupChange, err error) {
	in, err := api.Body[groupBody](w, r, false, "body")
	if err != nil {
		return ch, err
	}
	if len(in.Groups) > 1 {
		return ch, fault.Field("groups", "must hold one group")
	}
	beside := in.groupSettings // a null there is one, whatever is nested
	if len(in.Groups) == 1 {
		if err := api.Decode(w, in.Groups[0], false, &in.groupSettings); err != nil {
			return ch, err
		}
	}
	p := fault.Problems{}
	for field, null := range map[string]bool{
		"name": in.Name.Null, "can_set_tier_scope": in.CanSetTierScope.Null,
		"all_companies": in.AllCompanies.Null || beside.AllCompanies.Null, "is_default": in.IsDefault.Null || beside.IsDefault.Null,
		"allow_bundled_companies": in.AllowBundledCompanies.Null || beside.AllowBundledCompanies.Null,
		"subscription_types":      in.hasNullType() || beside.hasNullType(),
	} {
		p.Require(!null, field, mayNotBeNull)
	}
	return tenant.GroupChange{
		Name: in.Name.Ptr(), CanSetTierScope: in.CanSetTierScope.Ptr(), AllCompanies: in.AllCompanies.Ptr(),
		IsDefault: in.IsDefault.Ptr(), AllowBundledCompanies: in.AllowBundledCompanies.Ptr(),
		Quotas: toQuotas(in.SubscriptionTypes.Value),
	}, p.Err()
}

// hasNullType reports whether there is a null where the quotas are, or those of
// one type.
func (s *groupSettings) hasNullType() bool {
	for _, q := range s.SubscriptionTypes.Value {
		if q.Null {
			return true
		}
	}
	return s.SubscriptionTypes.Null
}

func toQuotas(in map[string]api.Opt[quotaBody]) map[string]tenant.QuotaDraft {
	quotas := make(map[string]tenant.QuotaDraft, len(in))
	for slug, body := range in {
		q := body.Value
		quotas[slug] = tenant.QuotaDraft{
			Allocated: q.Allocated.Ptr(), None: q.Allocated.Null, Available: q.Available.Ptr(),
		}
	}
	return quotas
}

func (a *API) createGroup(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	in, err := a.groupBody(w, r)
	if err != nil {
		return err
	}
	draft := tenant.GroupDraft{Quotas: in.Quotas}
	if in.Name != nil {
		draft.Name = *in.Name
	}
	for to, from := range map[*bool]*bool{
		&draft.AllCompanies: in.AllCompanies, &draft.IsDefault: in.IsDefault,
		&draft.AllowBundledCompanies: in.AllowBundledCompanies, &draft.CanSetTierScope: in.CanSetTierScope,
	} {
		if from != nil {
			*to = *from
		}
	}
	g, err := a.Groups.Create(r.Context(), by, draft)
	if err != nil {
		return err
	}
	api.Version(w, g.Version)
	return api.JSON(w, http.StatusCreated, toGroup(g))
}

// groupDetail is what one group answers more than in a list.
type groupDetail struct {
	group
	CompanyCount int64         `json:"company_count"`
	Users        []groupMember `json:"users,omitempty"` // with expand=users
}

type groupMember struct {
	GUID         string `json:"guid"`
	Email        string `json:"email"`
	FormalName   string `json:"formal_name"`
	FriendlyName string `json:"friendly_name"`
	Role         string `json:"role"`
	IsActive     bool   `json:"is_active"`
}

func (a *API) getGroup(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	expand := api.List(r.URL.Query(), "expand")
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	g, err := a.Groups.One(r.Context(), by, guid)
	if err != nil {
		return err
	}
	out := groupDetail{group: toGroup(g)}
	if out.CompanyCount, err = a.Groups.CountCompanies(r.Context(), by, g); err != nil {
		return err
	}
	for _, what := range expand {
		if what != "users" || out.Users != nil {
			continue
		}
		members, err := a.Groups.Members(r.Context(), by, g)
		if err != nil {
			return err
		}
		for _, m := range members {
			out.Users = append(out.Users, groupMember{m.GUID, m.Email, m.FormalName, m.FriendlyName, string(m.Role), m.IsActive})
		}
	}
	api.Version(w, g.Version)
	return api.JSON(w, http.StatusOK, out)
}

// madeGroup answers a group as the call did that made it.
func (a *API) madeGroup(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	g, err := a.Groups.One(r.Context(), by, r.PathValue("guid"))
	if err != nil {
		return err
	}
	api.Version(w, g.Version)
	return api.JSON(w, http.StatusOK, toGroup(g))
}

func (a *API) changeGroup(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	ch, err := a.groupBody(w, r)
	if err != nil {
		return err
	}
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	g, err := a.Groups.Change(r.Context(), by, guid, ch)
	if err != nil {
		return err
	}
	api.Version(w, g.Version)
	return api.JSON(w, http.StatusOK, toGroup(g))
}

func (a *API) deleteGroup(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	if err := a.Groups.Delete(r.Context(), by, guid); err != nil {
		return err
	}
	return api.NoContent(w)
}
