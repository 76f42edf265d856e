package ratings

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

// userSorts maps the contract's names to what identity sorts by.
var userSorts = map[string]string{
	"formal_name": "formal_name", "last_login_time": "last_login_at", "guid": "guid", "email": "email",
	"group.name": "group", "status": "status", "joined_time": "created_at",
}

var userSortNames = []string{"formal_name", "last_login_time", "guid", "email", "group.name", "status", "joined_time"}

var userColumns = []api.Column[user]{
	{Name: "guid", Width: 36, Cell: func(u *user) any { return u.GUID }},
	{Name: "formal_name", Width: 24, Cell: func(u *user) any { return u.FormalName }},
	{Name: "email", Width: 32, Cell: func(u *user) any { return u.Email }},
	{Name: "status", Width: 11, Cell: func(u *user) any { return u.Status }},
	{Name: "roles.slug", Width: 26, Cell: func(u *user) any { return firstRole(u.Roles).Slug }},
	{Name: "group.name", Width: 20, Cell: func(u *user) any { return u.Group.Name }},
	{Name: "friendly_name", Cell: func(u *user) any { return u.FriendlyName }},
	{Name: "roles.name", Cell: func(u *user) any { return firstRole(u.Roles).Name }},
	{Name: "group.guid", Cell: func(u *user) any { return u.Group.GUID }},
	{Name: "joined_time", Cell: func(u *user) any { return u.JoinedTime }},
	{Name: "last_login_time", Cell: func(u *user) any { return u.LastLoginTime }},
	{Name: "landing_page", Cell: func(u *user) any { return u.LandingPage }},
	{Name: "is_available_for_contact", Cell: func(u *user) any { return u.IsAvailableForContact }},
	{Name: "is_company_api_token", Cell: func(u *user) any { return u.IsCompanyAPIToken }},
	{Name: "preferred_contact_for_entities", Cell: func(u *user) any { return u.PreferredContactFor }},
	{Name: "is_active", Cell: func(u *user) any { return u.IsActive }},
}

// firstRole is the role of a user; there is none where fields= left it out.
func firstRole(roles []userRole) userRole {
	if len(roles) == 0 {
		return userRole{}
	}
	return roles[0]
}

// userFilter reads the parameters that lists of users share.
func userFilter(q url.Values) (f identity.UserFilter, err error) {
	if err := checkSearch(q, "q", "formal_name_q", "email_q"); err != nil {
		return f, err
	}
	f.Query = q.Get("q")
	f.Lists = identity.UserLists{
		Emails: api.List(q, "email"), Statuses: api.List(q, "status"), Roles: api.List(q, "roles.slug"),
		FormalName: q.Get("formal_name_q"), EmailPart: q.Get("email_q"),
	}
	for name, into := range map[string]*[]string{"guid": &f.Lists.GUIDs, "group.guid": &f.Lists.Groups} {
		if *into, err = api.GUIDs(q, name); err != nil {
			return f, err
		}
	}
	for name, into := range map[string]**bool{
		"is_available_for_contact": &f.Lists.IsAvailable, "is_preferred_contact": &f.Lists.IsAsked,
		"is_company_api_token": &f.Lists.IsService,
	} {
		if q.Get(name) == "" {
			continue
		}
		is, err := api.Bool(q, name, false)
		if err != nil {
			return f, err
		}
		*into = &is
	}
	if f.Limit, err = api.Int(q, "limit", 0, 0, maxLimit); err != nil {
		return f, err
	}
	if f.Offset, err = api.Int(q, "offset", 0, 0, maxLimit*1000); err != nil {
		return f, err
	}
	sorts, err := api.Sorts(q, userSortNames...)
	for _, s := range sorts {
		f.Sort = append(f.Sort, identity.Sort{Name: userSorts[s.Name], Desc: s.Desc})
	}
	return f, err
}

// listUsers answers people; with is_company_api_token=true the holders of
// company tokens instead.
func (a *API) listUsers(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	f, err := userFilter(r.URL.Query())
	if err != nil {
		return err
	}
	if f.Lists.IsService == nil {
		f.Lists.IsService = new(false)
	}
	return a.answerUsers(w, r, by, f, 100)
}

// queryUsers answers those users that are named and seen, or all if none is.
// They stand on one page unless limit asks for less: nobody could follow a link
// to the next one without the body.
func (a *API) queryUsers(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	in, err := api.Body[struct {
		GUID []string `json:"guid"`
	}](w, r, false, "body")
	if err != nil {
		return err
	}
	if len(in.GUID) > api.MaxValues {
		return fault.Field("guid", "must have no more than %d values", api.MaxValues)
	}
	if slices.Contains(in.GUID, "") { // a null is one, too
		return fault.Field("guid", "has a value that is not a valid guid")
	}
	f, err := userFilter(r.URL.Query())
	if err != nil {
		return err
	}
	if len(in.GUID) > 0 {
		if f.Lists.GUIDs, err = api.GUIDs(url.Values{"guid": in.GUID}, "guid"); err != nil {
			return err
		}
	}
	return a.answerUsers(w, r, by, f, maxPage)
}

// answerUsers answers a page of users; as a file, all if no limit was sent.
func (a *API) answerUsers(w http.ResponseWriter, r *http.Request, by actor.Actor, f identity.UserFilter, limit int) error {
	format, err := api.FormatOf(w, r)
	if err != nil {
		return err
	}
	if format != api.FormatJSON {
		sheet := &api.Sheet[user]{Name: "users", Columns: api.PickColumns(userColumns, pickOf(r)), Row: fromJSON[user], Each: a.eachUser(r.Context(), by, f, pickOf(r))}
		return sheet.Write(w, format)
	}
	if f.Limit == 0 {
		f.Limit = limit
	}
	f.Limit = min(f.Limit, maxPage)
	users, total, err := a.Users.List(r.Context(), by, f)
	if err != nil {
		return err
	}
	companies, err := a.Users.Companies(r.Context(), by, users)
	if err != nil {
		return err
	}
	page, pick := make([]json.RawMessage, len(users)), pickOf(r)
	for i := range users {
		if page[i], err = pick.Of(a.toUserWire(&users[i], companies[users[i].GUID])); err != nil {
			return err
		}
	}
	return api.JSON(w, http.StatusOK, api.NewPage(r, a.PublicURL, page, total, f.Limit, f.Offset))
}

// eachUser yields the users of a long list as they are read.
func (a *API) eachUser(ctx context.Context, by actor.Actor, f identity.UserFilter, p api.Pick) func(func([]byte) error) error {
	return func(yield func([]byte) error) error {
		return a.Users.Each(ctx, by, f, func(users []identity.User) error {
			companies, err := a.Users.Companies(ctx, by, users)
			if err != nil {
				return err
			}
			for i := range users {
				text, err := p.Of(a.toUserWire(&users[i], companies[users[i].GUID]))
				if err != nil {
					return err
				}
				if err := yield(text); err != nil {
					return err
				}
			}
			return nil
		})
	}
}
