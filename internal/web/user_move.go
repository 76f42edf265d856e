package web

import (
	"net/http"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/tenant"
)

// moveForm asks for another role, or group. What it would do is shown before it
// is done.
type moveForm struct {
	Action        string
	Roles, Groups []option
	IsFixed       bool // there is nothing to choose
}

func newMoveForm(by actor.Actor, u *identity.User, groups []tenant.Group, base string) moveForm {
	f := moveForm{Action: base + "/place", Roles: roleOptions(by, u.Role), Groups: groupOptions(by, groups, u.GroupGUID)}
	f.IsFixed = len(f.Roles) < 2 && len(f.Groups) < 2
	return f
}

// moveView tells what another role or group of a user would do, and asks whether
// it is to be done.
type moveView struct {
	page
	Wrong      *wrong
	Base, Name string
	Role       string
	Group      string
	Changes    []moved
	Hurdles    []phrase    // why it cannot be done as things are
	Sight      *effectView // nil: there is nothing to do
	Rights     []rightChange
	IsSame     bool
	Calls      []apiCall
}

func (moveView) file() string { return "move_user.html" }

// moved is one thing that would be different.
type moved struct{ What, From, To phrase }

// rightChange is a right that an access would give, or no more.
type rightChange struct {
	Gained        bool
	Words, Access phrase
}

func (c *Web) foreseeMove(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	d, err := c.userDesk(r, by)
	if err != nil {
		return err
	}
	if d.within != nil {
		return d.within
	}
	if err := c.Sessions.Fresh(r.Context(), by); err != nil {
		return err
	}
	q := r.URL.Query()
	return c.showMove(w, r, by, &d, actor.Role(q.Get("role")), q.Get("group"), nil)
}

func (c *Web) showMove(w http.ResponseWriter, r *http.Request, by actor.Actor, d *userDesk, role actor.Role, group string, f *fault.Error) error {
	ch, err := moveOf(&d.user, role, group)
	if err != nil {
		return err
	}
	v := c.newMove(by, d, ch)
	if !v.IsSame {
		e, err := c.Groups.WhatIf(r.Context(), by, tenant.Shift{Users: []tenant.UserShift{{GUID: d.user.GUID, Role: ch.Role, GroupGUID: ch.GroupGUID}}})
		if err != nil {
			return err
		}
		v.Sight, v.Hurdles = effectOnOne(&e), failures(e.Hurdles)
	}
	v.Wrong = complain(f)
	v.page = v.failed(v.Wrong)
	status := http.StatusOK
	if f != nil {
		status = refusalStatus(f)
	}
	return render(w, r, status, v)
}

// moveOf is what is to be different; what stays as it is, is nil.
func moveOf(u *identity.User, role actor.Role, group string) (ch identity.UserChange, err error) {
	if role != "" && roleNames[role] == nil {
		return ch, fault.Field("role", "must be one of %s", strings.Join([]string{string(actor.Admin), string(actor.GroupAdmin), string(actor.PortfolioManager), string(actor.User)}, ", "))
	}
	if group = strings.ToLower(group); group != "" && group != u.GroupGUID {
		ch.GroupGUID = &group
	}
	if role != "" && role != u.Role {
		ch.Role = &role
	}
	return ch, nil
}

func (c *Web) newMove(by actor.Actor, d *userDesk, ch identity.UserChange) moveView {
	u := &d.user
	v := moveView{
		page: console(by, say("Role and access group of %s", u.FormalName), "users"), Base: usersPath + "/" + u.GUID, Name: u.FormalName,
		Role: string(u.Role), Group: u.GroupGUID, IsSame: ch.Role == nil && ch.GroupGUID == nil,
	}
	body := make(map[string]any)
	if ch.Role != nil {
		v.Role, body["role"] = string(*ch.Role), string(*ch.Role)
		v.Changes = append(v.Changes, moved{say("Role"), sayRole(u.Role), sayRole(*ch.Role)})
		v.Rights = rightChanges(d.rights, u, *ch.Role)
	}
	if ch.GroupGUID != nil {
		v.Group, body["group"] = *ch.GroupGUID, *ch.GroupGUID
		v.Changes = append(v.Changes, moved{say("Access group"), plain(u.GroupName), nameOfGroup(d.groups, *ch.GroupGUID)})
	}
	if !v.IsSame {
		v.Calls = []apiCall{c.call(say("Change role and access group"), "PATCH", "/user/v1/users/"+u.GUID, body)}
	}
	return v
}

func nameOfGroup(groups []tenant.Group, guid string) phrase {
	for _, g := range groups {
		if g.GUID == guid {
			return plain(g.Name)
		}
	}
	return say("Another group")
}

// rightChanges compares what the accesses of a user give with what they would
// give, in its own customer: the ratings role is one there.
func rightChanges(all []identity.AccessRights, u *identity.User, role actor.Role) (changes []rightChange) {
	for i := range all {
		a := &all[i]
		if a.CustomerID != u.CustomerID {
			continue
		}
		after := identity.Effects(role, a.Roles)
		for j, e := range a.Effects {
			if e.Works != after[j].Works {
				changes = append(changes, rightChange{after[j].Works, rightWords[e.Right], nameOfAccess(&a.Access)})
			}
		}
	}
	return changes
}

// moveUser does what was foreseen.
func (c *Web) moveUser(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	d, err := c.userDesk(r, by)
	if err != nil {
		return err
	}
	if d.within != nil {
		return d.within
	}
	if err := c.Sessions.Fresh(r.Context(), by); err != nil {
		return err
	}
	role, group := actor.Role(r.PostFormValue("role")), r.PostFormValue("group")
	ch, err := moveOf(&d.user, role, group)
	if err != nil {
		return err
	}
	if ch.Role != nil || ch.GroupGUID != nil {
		_, err = c.Users.Change(r.Context(), by, d.user.GUID, ch)
	}
	if err == nil {
		return see(w, r, usersPath+"/"+d.user.GUID+"?done=moved")
	}
	f := formFault(err, fault.Conflict, fault.Forbidden)
	if f == nil {
		return err
	}
	return c.showMove(w, r, by, &d, role, group, f)
}
