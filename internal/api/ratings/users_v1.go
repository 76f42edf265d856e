package ratings

import (
	"net/http"
	"net/url"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/portfolio"
)

// userDetail is the contract's UserDetail. What follows roles is Gatehouse's
// own; include_details adds the last two.
type userDetail struct {
	GUID                  string       `json:"guid"`
	FormalName            string       `json:"formal_name"`
	FriendlyName          string       `json:"friendly_name"`
	FirstName             string       `json:"first_name"`
	LastName              string       `json:"last_name"`
	Email                 string       `json:"email"`
	Group                 groupRef     `json:"group"`
	DateJoined            string       `json:"date_joined"`
	LastLogin             *string      `json:"last_login"`
	IsActive              bool         `json:"is_active"`
	IsAvailableForContact bool         `json:"is_available_for_contact"`
	IsCustomerAPIToken    bool         `json:"is_customer_api_token"`
	Owner                 string       `json:"owner"` // who made the user; "" if the server did
	Roles                 []roleDetail `json:"roles"`
	Status                string       `json:"status"`
	PhoneNumber           *string      `json:"phone_number,omitempty"`
	Language              *string      `json:"language,omitempty"`
}

// roleDetail is a ratings role with the rights that it leaves to an access.
type roleDetail struct {
	Name         string   `json:"name"`
	Permissions  []string `json:"permissions"`
	Presentation string   `json:"presentation"`
}

func (a *API) toUserDetail(u *identity.User, details bool) userDetail {
	out := userDetail{
		GUID: u.GUID, FormalName: u.FormalName, FriendlyName: u.FriendlyName, FirstName: u.FirstName, LastName: u.LastName,
		Email: u.Email, Group: groupRef{u.GroupGUID, u.GroupName}, DateJoined: u.CreatedAt.Format(time.RFC3339),
		LastLogin: timeOrNull(u.LastLoginAt), IsActive: u.IsActive, IsAvailableForContact: u.IsAvailableForContact,
		IsCustomerAPIToken: u.IsService, Owner: strings.TrimSpace(u.CreatedBy.FirstName + " " + u.CreatedBy.LastName),
		Roles:  []roleDetail{{string(u.Role), actor.Reach(u.Role), portfolio.Title(string(u.Role))}},
		Status: a.Users.Status(u),
	}
	if details {
		out.PhoneNumber, out.Language = &u.Phone, &u.Language
	}
	return out
}

var userDetailColumns = []api.Column[userDetail]{
	{Name: "guid", Width: 36, Cell: func(u *userDetail) any { return u.GUID }},
	{Name: "formal_name", Width: 24, Cell: func(u *userDetail) any { return u.FormalName }},
	{Name: "email", Width: 32, Cell: func(u *userDetail) any { return u.Email }},
	{Name: "status", Width: 11, Cell: func(u *userDetail) any { return u.Status }},
	{Name: "group.name", Width: 20, Cell: func(u *userDetail) any { return u.Group.Name }},
	{Name: "roles", Width: 26, Cell: roleCell},
	{Name: "first_name", Cell: func(u *userDetail) any { return u.FirstName }},
	{Name: "last_name", Cell: func(u *userDetail) any { return u.LastName }},
	{Name: "friendly_name", Cell: func(u *userDetail) any { return u.FriendlyName }},
	{Name: "group.guid", Cell: func(u *userDetail) any { return u.Group.GUID }},
	{Name: "date_joined", Cell: func(u *userDetail) any { return u.DateJoined }},
	{Name: "last_login", Cell: func(u *userDetail) any { return u.LastLogin }},
	{Name: "is_active", Cell: func(u *userDetail) any { return u.IsActive }},
	{Name: "is_available_for_contact", Cell: func(u *userDetail) any { return u.IsAvailableForContact }},
	{Name: "is_customer_api_token", Cell: func(u *userDetail) any { return u.IsCustomerAPIToken }},
	{Name: "owner", Cell: func(u *userDetail) any { return u.Owner }},
}

func roleCell(u *userDetail) any {
	if len(u.Roles) == 0 {
		return ""
	}
	return u.Roles[0].Name
}

// listUserDetails answers those who work now as a bare array; with show_all
// those too who are deactivated or, to whoever sees all users, deleted.
func (a *API) listUserDetails(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	q := r.URL.Query()
	f, err := userFilter(q)
	if err != nil {
		return err
	}
	details, err := api.Bool(q, "include_details", false)
	if err != nil {
		return err
	}
	if f.Lists.Deleted, err = api.Bool(q, "show_all", false); err != nil {
		return err
	}
	if !f.Lists.Deleted {
		f.Lists.IsWorking = new(true)
	}
	if f.Lists.Sees = strings.ToLower(q.Get("view_company")); f.Lists.Sees != "" && !api.IsGUID(f.Lists.Sees) {
		return fault.Field("view_company", "is not a valid guid")
	}
	format, err := api.FormatOf(w, r)
	if err != nil {
		return err
	}
	if f.Limit > 0 {
		return a.pageOfDetails(w, r, by, f, details)
	}
	sheet := &api.Sheet[userDetail]{
		Name: "users", Columns: api.PickColumns(userDetailColumns, pickOf(r)), Row: fromJSON[userDetail],
		Each: pickOf(r).Each(func(yield func([]byte) error) error {
			return a.Users.Each(r.Context(), by, f, func(users []identity.User) error {
				return api.EachOf(wires(users, func(u *identity.User) userDetail { return a.toUserDetail(u, details) }))(yield)
			})
		}),
	}
	return sheet.Write(w, format)
}

// pageOfDetails answers a page, with the way to its neighbours in the header.
func (a *API) pageOfDetails(w http.ResponseWriter, r *http.Request, by actor.Actor, f identity.UserFilter, details bool) error {
	f.Limit = min(f.Limit, maxPage)
	users, total, err := a.Users.List(r.Context(), by, f)
	if err != nil {
		return err
	}
	a.neighbours(w, r, f.Offset, f.Limit, f.Offset+len(users) < total)
	return writeArray(w, r, "users", userDetailColumns, wires(users, func(u *identity.User) userDetail { return a.toUserDetail(u, details) }))
}

// neighbours says in the Link header where the pages beside this one are.
func (a *API) neighbours(w http.ResponseWriter, r *http.Request, offset, limit int, hasNext bool) {
	if hasNext {
		api.Link(w, r, a.PublicURL, "next", url.Values{"offset": {itoa(offset + limit)}})
	}
	if offset > 0 {
		api.Link(w, r, a.PublicURL, "previous", url.Values{"offset": {itoa(max(0, offset-limit))}})
	}
}

func (a *API) oneUserDetail(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "user_guid")
	if err != nil {
		return err
	}
	u, err := a.Users.One(r.Context(), by, guid)
	if err != nil {
		return err
	}
	text, err := pickOf(r).Of(a.toUserDetail(&u, true))
	if err != nil {
		return err
	}
	return api.JSON(w, http.StatusOK, text)
}
