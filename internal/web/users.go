package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/identity"
)

// usersView is the list of users.
type usersView struct {
	page
	Counters  []counter
	Filter    usersFields
	Filtered  bool
	CanMake   bool
	Columns   []column
	Rows      []userRow
	Gone      phrase // what was done to somebody who is not here any more
	CSV, XLSX string
	turns
	Calls []apiCall
}

func (usersView) file() string { return "users.html" }

// userRow is a user in the list.
type userRow struct {
	GUID, Name, Email string
	State             state
	Role              phrase
	Group             string
	Kinds             phrase
	Marks             []phrase
	LastSignIn        phrase
	Expires           phrase
}

// mostCounted is how far users are counted.
const mostCounted = 10_000

var userNotices = map[string]phrase{
	"deleted": say("The user is deleted, with all ways in. The name stays with what was done."),
}

func (c *Web) users(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	f, err := readUsersFilter(r.URL.Query())
	if err != nil {
		return err
	}
	ask := f.identity()
	found, next, err := c.Users.Page(r.Context(), by, ask, f.after)
	if err != nil {
		return err
	}
	marks, err := c.Users.Marks(r.Context(), by, found)
	if err != nil {
		return err
	}
	v := c.newUsers(by, f, found, marks, next)
	v.Gone = userNotices[r.URL.Query().Get("done")]
	if err := c.countUsers(r.Context(), by, f, &v); err != nil {
		return err
	}
	groups, err := c.groups(r, by)
	if err != nil {
		return err
	}
	v.Filter = f.fields(groups)
	return render(w, r, http.StatusOK, v)
}

func (c *Web) newUsers(by actor.Actor, f usersFilter, found []identity.User, marks map[string]identity.Marks, next string) usersView {
	v := usersView{
		page: console(by, say("Users"), "users"), Filtered: f.narrows(), CanMake: by.Has(actor.UsersRW), Columns: f.columns(),
		CSV: "/users.csv" + f.from("").address(), XLSX: "/users.xlsx" + f.from("").address(),
	}
	for i := range found {
		v.Rows = append(v.Rows, c.newUserRow(&found[i], marks[found[i].GUID]))
	}
	if f.after != "" {
		v.First = usersPath + f.from("").address()
	}
	if next != "" {
		v.Next = usersPath + f.from(next).address()
	}
	v.Calls = []apiCall{
		c.call(say("Read this list"), "GET", "/user/v1/users"+f.asked(), nil),
		c.call(say("Make a user"), "POST", "/user/v1/users", map[string]any{
			"email": "ann@example.com", "firstname": "Ann", "lastname": "Bold", "role": string(actor.User),
		}),
	}
	return v
}

func (c *Web) newUserRow(u *identity.User, m identity.Marks) userRow {
	row := userRow{
		GUID: u.GUID, Name: u.FormalName, Email: u.Email, State: c.stateOfUser(u), Role: sayRole(u.Role), Group: u.GroupName,
		LastSignIn: sayTime(u.LastLoginAt), Expires: sayDay(u.ExpiresAt),
	}
	var kinds []phrase
	for _, k := range m.Kinds {
		kinds = append(kinds, kindNames[k])
		if k == identity.UIConnection && !m.HasFactor {
			row.Marks = append(row.Marks, say("No second factor"))
		}
	}
	row.Kinds = or(listed(kinds...), say("None"))
	if m.IsProvisioned {
		row.Marks = append(row.Marks, say("By SCIM"))
	}
	if u.IsService {
		row.Email, row.Marks = "", append(row.Marks, say("A program"))
	}
	return row
}

// countUsers says how many the list has, and how many need a look.
func (c *Web) countUsers(ctx context.Context, by actor.Actor, f usersFilter, v *usersView) error {
	of := func(f usersFilter) (collab.Amount, error) {
		n, more, err := c.Users.Count(ctx, by, f.identity(), mostCounted)
		return collab.Amount{N: int64(n), More: more}, err
	}
	for _, k := range f.counters(c.Now()) {
		n, err := of(k.filter)
		if err != nil {
			return err
		}
		v.Counters = append(v.Counters, counter{
			Name: k.name, Href: usersPath + k.filter.address(), Current: k.filter.same(f), Amount: n,
		})
	}
	n, err := of(f)
	v.Showing = sayUsers(n)
	return err
}

func sayUsers(n collab.Amount) phrase {
	if n.More {
		return say("%d+ users", n.N)
	}
	return count(n.N, "%d user", "%d users")
}

// exportUsers hands the filters of the page to the API's own export.
func (c *Web) exportUsers(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	f, err := readUsersFilter(r.URL.Query())
	if err != nil {
		return err
	}
	if err := by.Need(actor.UsersR); err != nil {
		return err
	}
	q, err := url.ParseQuery(strings.TrimPrefix(f.asked(), "?"))
	if err != nil {
		return err
	}
	q.Set("format", strings.TrimPrefix(r.URL.Path, "/users."))
	asked := r.Clone(r.Context())
	asked.URL.RawQuery = q.Encode()
	return c.ExportUsers(w, asked, by)
}
