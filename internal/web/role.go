package web

import (
	"net/http"
	"net/url"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

// roleView is one role: what it allows, and who holds it.
type roleView struct {
	page
	Notice    phrase
	Wrong     *wrong
	Base      string
	ID        string
	Words     phrase
	Leaves    []leaving
	IsOwn     bool
	Holds     bool
	CanChange bool
	About     field
	Users     []userRow
	Many      phrase // how many there are
	All       string // where all of them are
	Calls     []apiCall
}

func (roleView) file() string { return "role.html" }

// mostHolders is how many users the page of a role names.
const mostHolders = 25

func (c *Web) role(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	return c.showRole(w, r, by, http.StatusOK, nil, nil)
}

func (c *Web) showRole(w http.ResponseWriter, r *http.Request, by actor.Actor, status int, typed url.Values, f *fault.Error) error {
	e, err := c.entry(r, by)
	if err != nil {
		return err
	}
	users, _, err := c.Users.Page(r.Context(), by, identity.UserFilter{Limit: mostHolders, Lists: identity.UserLists{Holds: e.ID}}, "")
	if err != nil {
		return err
	}
	v := c.newRole(by, e, users, c.Roles.MayChange(by) == nil)
	if typed != nil {
		v.About.Value = typed.Get("description")
	}
	v.Notice = roleNotices[r.URL.Query().Get("done")]
	v.Wrong = complain(f, &v.About)
	v.page = v.failed(v.Wrong)
	return render(w, r, status, v)
}

// entry finds a role of the catalogue.
func (c *Web) entry(r *http.Request, by actor.Actor) (identity.Entry, error) {
	all, err := c.Roles.Catalogue(r.Context(), by)
	if err != nil {
		return identity.Entry{}, err
	}
	for _, e := range all {
		if e.ID == r.PathValue("role") {
			return e, nil
		}
	}
	return identity.Entry{}, fault.New(fault.NotFound, "Not found.")
}

func (c *Web) newRole(by actor.Actor, e identity.Entry, users []identity.User, mayChange bool) roleView {
	v := roleView{
		page: console(by, plain(e.ID), "roles"), Base: rolesPath + "/" + url.PathEscape(e.ID), ID: e.ID, Words: sayRight(e.ID, e.Description), IsOwn: e.IsOwn,
		Holds: e.Holds, CanChange: e.IsOwn && mayChange, About: descriptionField(), Many: count(int64(e.Users), "%d user holds it.", "%d users hold it."),
	}
	v.About.Value = e.Description
	if !e.IsOwn {
		v.Leaves = leavesOf(e.ID)
	}
	for i := range users {
		v.Users = append(v.Users, c.newUserRow(&users[i], identity.Marks{}))
	}
	q := "?holds=" + url.QueryEscape(e.ID)
	if e.Users > len(users) {
		v.All = usersPath + q
	}
	v.Calls = []apiCall{c.call(say("Read who holds it"), "GET", "/user/v1/users"+q, nil)}
	if v.CanChange {
		path := "/user/v1/roles/" + url.PathEscape(e.ID)
		v.Calls = append(
			v.Calls,
			c.call(say("Describe it anew"), "PATCH", path, map[string]any{"description": "Reads events."}),
			c.call(say("Delete it"), "DELETE", path, nil),
		)
	}
	return v
}

func (c *Web) describeRole(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	_, err := c.Roles.Describe(r.Context(), by, identity.Role{ID: r.PathValue("role"), Description: r.PostFormValue("description")})
	if err == nil {
		return see(w, r, rolesPath+"/"+url.PathEscape(r.PathValue("role"))+"?done=changed")
	}
	if f := formFault(err); f != nil {
		return c.showRole(w, r, by, refusalStatus(f), r.PostForm, f)
	}
	return err
}

func (c *Web) deleteRole(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	err := c.Roles.Remove(r.Context(), by, r.PathValue("role"))
	if err == nil {
		return see(w, r, rolesPath+"?done=deleted")
	}
	if f := formFault(err, fault.Conflict); f != nil {
		return c.showRole(w, r, by, refusalStatus(f), nil, f)
	}
	return err
}
