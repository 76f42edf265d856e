package web

import (
	"net/http"
	"net/url"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

// mountRoles adds the pages of the catalogue.
func (c *Web) mountRoles(member func(string, memberHandler)) {
	member("GET "+rolesPath, c.roles)
	member("POST "+rolesPath, c.addRole)
	member("GET "+rolesPath+"/{role}", c.role)
	member("POST "+rolesPath+"/{role}", c.describeRole)
	member("POST "+rolesPath+"/{role}/delete", c.deleteRole)
}

// rolesView is the catalogue: each right in words, and what each ratings role
// leaves of it.
type rolesView struct {
	page
	Notice    phrase
	Wrong     *wrong
	Heads     []phrase // the ratings roles, the highest first
	Rows      []roleRow
	Own       []roleRow // that the customer added
	CanChange bool
	ID, About field // of a new one
	Calls     []apiCall
}

func (rolesView) file() string { return "roles.html" }

// roleRow is one role of the catalogue.
type roleRow struct {
	Href, ID string
	Words    phrase
	Leaves   []leaving // by the ratings roles
	Users    int64
	Holds    bool // who looks holds it
}

// leaving says whether a ratings role leaves a right.
type leaving struct {
	Head  phrase // the ratings role
	Left  bool
	Words phrase
}

var roleNotices = map[string]phrase{
	"added":   say("The role is in the catalogue, and your own access holds it."),
	"changed": say("Your changes are saved."),
	"deleted": say("The role is gone."),
}

func (c *Web) roles(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	return c.showRoles(w, r, by, http.StatusOK, url.Values{}, nil)
}

func (c *Web) showRoles(w http.ResponseWriter, r *http.Request, by actor.Actor, status int, typed url.Values, f *fault.Error) error {
	all, err := c.Roles.Catalogue(r.Context(), by)
	if err != nil {
		return err
	}
	v := c.newRoles(by, all, c.Roles.MayChange(by) == nil)
	v.ID.Value, v.About.Value = typed.Get("id"), typed.Get("description")
	v.Notice = roleNotices[r.URL.Query().Get("done")]
	v.Wrong = complain(f, &v.ID, &v.About)
	v.page = v.failed(v.Wrong)
	return render(w, r, status, v)
}

func (c *Web) newRoles(by actor.Actor, all []identity.Entry, canChange bool) rolesView {
	v := rolesView{
		page: console(by, say("Roles"), "roles"), CanChange: canChange,
		ID:    field{ID: "id", Name: "id", Label: say("Id"), Hint: say("Begins with a letter and has no blanks, such as EVENTS_R."), Type: "text", Required: true, Autocomplete: "off", MaxLength: 100},
		About: descriptionField(),
	}
	for _, r := range actor.Ranks {
		v.Heads = append(v.Heads, roleNames[r])
	}
	for _, e := range all {
		row := roleRow{Href: rolesPath + "/" + url.PathEscape(e.ID), ID: e.ID, Words: sayRight(e.ID, e.Description), Users: int64(e.Users), Holds: e.Holds}
		if e.IsOwn {
			v.Own = append(v.Own, row)
			continue
		}
		row.Leaves = leavesOf(e.ID)
		v.Rows = append(v.Rows, row)
	}
	v.Calls = []apiCall{c.call(say("Read the roles that you may give"), "GET", "/user/v1/roles", nil)}
	if canChange {
		v.Calls = append(v.Calls, c.call(say("Add a role"), "POST", "/user/v1/roles", map[string]any{"id": "EVENTS_R", "description": "Reads events."}))
	}
	return v
}

// leavesOf says what each ratings role leaves of one of Gatehouse's own rights.
func leavesOf(id string) []leaving {
	var all []leaving
	for _, r := range actor.Ranks {
		l := leaving{Head: roleNames[r], Left: actor.Allows(r, actor.Right(id)), Words: say("Leaves it")}
		if !l.Left {
			l.Words = say("Does not leave it")
		}
		all = append(all, l)
	}
	return all
}

func descriptionField() field {
	return field{ID: "description", Name: "description", Label: say("What it means"), Type: "text", Autocomplete: "off", MaxLength: 500}
}

func (c *Web) addRole(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	err := c.Roles.MayChange(by)
	if err == nil {
		err = c.Roles.Add(r.Context(), by, identity.Role{ID: strings.TrimSpace(r.PostFormValue("id")), Description: r.PostFormValue("description")})
	}
	if err == nil {
		return see(w, r, rolesPath+"?done=added")
	}
	if f := formFault(err, fault.Conflict); f != nil {
		return c.showRoles(w, r, by, refusalStatus(f), r.PostForm, f)
	}
	return err
}
