package web

import (
	"net/http"
	"strconv"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/tenant"
)

// userView is one user: who it is, how it gets in, and what it may do.
type userView struct {
	page
	Notice    phrase
	Base      string
	Name      string
	State     state
	Facts     []fact
	WhyNot    phrase // why who looks cannot change the user; nil if they can
	CanChange bool
	IsSelf    bool
	NewAccess string // where one is made; "" if that is for others

	Accesses []accessRow
	Rights   []rightsTable
	Factors  []theirFactor
	Login    string // type of the access that it signs in with; "" if there is none
	Requires bool   // a second factor
	Sessions []sessionRow
	Form     userForm
	Move     moveForm
	IsLocked bool
	Calls    []apiCall
}

func (userView) file() string { return "user.html" }

// accessRow is a way in of a user.
type accessRow struct {
	Href       string
	Kind, Name phrase
	Customer   string // where it lives
	Works      phrase // how many of the rights
	LastUsed   phrase
}

// userDesk is what the page of a user is made of.
type userDesk struct {
	user     identity.User
	rights   []identity.AccessRights
	within   error // why who looks cannot change the user
	standing identity.Standing
	sessions []identity.OpenSession
	groups   []tenant.Group
}

var userSaid = map[string]phrase{
	"made":     say("The user is there. Give it a way in."),
	"invited":  say("The user is there, and a mail to set the password is on its way."),
	"saved":    say("Your changes are saved."),
	"asked":    say("Your changes are saved. The new e-mail address counts when it is proven: a mail is on its way to it."),
	"moved":    say("Role and access group are changed. They count from now on."),
	"lock":     say("The user is locked: every session has ended, and no token works."),
	"unlock":   say("The user is unlocked. Tokens work again; sessions have to be opened anew."),
	"reset":    say("The second factors are removed, and the sessions have ended. The user sets up new ones at the next sign-in."),
	"require":  say("A second factor is asked for from now on."),
	"link":     say("A mail to set the password is on its way."),
	"ended":    say("The session has ended."),
	"allended": say("All sessions of the user have ended."),
	"gone":     say("The access is gone, with its sessions and tokens."),
}

func (c *Web) user(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	d, err := c.userDesk(r, by)
	if err != nil {
		return err
	}
	v := c.newUserPage(by, &d, formOfUser(&d.user))
	v.Notice = userSaid[r.URL.Query().Get("done")]
	return render(w, r, http.StatusOK, v)
}

func (c *Web) userDesk(r *http.Request, by actor.Actor) (d userDesk, err error) {
	ctx := r.Context()
	if d.user, err = c.Users.One(ctx, by, r.PathValue("guid")); err != nil {
		return d, err
	}
	guid := d.user.GUID
	if d.rights, err = c.Users.Rights(ctx, by, guid); err != nil {
		return d, err
	}
	d.within = c.Users.Within(ctx, by, d.user)
	if d.within != nil {
		return d, notForbidden(d.within)
	}
	if d.standing, err = c.Users.Standing(ctx, by, d.user); err != nil {
		return d, err
	}
	if d.sessions, err = c.Sessions.Of(ctx, by, guid); err != nil {
		return d, err
	}
	d.groups, err = c.groups(r, by)
	return d, err
}

// notForbidden returns err unless it only says that something is for others.
func notForbidden(err error) error {
	if fault.Is(err, fault.Forbidden) {
		return nil
	}
	return err
}

func (c *Web) newUserPage(by actor.Actor, d *userDesk, form userForm) userView {
	u := &d.user
	base := usersPath + "/" + u.GUID
	v := userView{
		page: console(by, plain(u.FormalName), "users").failed(form.Wrong), Base: base, Name: u.FormalName, State: c.stateOfUser(u),
		CanChange: d.within == nil, IsSelf: u.GUID == by.UserGUID, IsLocked: !u.IsActive, Form: form, Facts: factsOfUser(u, &d.standing),
		Move: newMoveForm(by, u, d.groups, base), Rights: rightsTables(d.rights),
	}
	if d.within != nil && by.Has(actor.UsersRW) {
		v.WhyNot = failure(fault.Of(d.within), "")
	}
	if v.CanChange && !u.IsService {
		v.NewAccess = base + "/accesses/new"
	}
	for i := range d.rights {
		v.Accesses = append(v.Accesses, newAccessRow(base, &d.rights[i]))
	}
	if d.standing.Login != nil {
		v.Login, v.Requires = d.standing.Login.Type, d.standing.Login.TwoFA
	}
	for _, f := range d.standing.Factors {
		v.Factors = append(v.Factors, theirFactor{factorKinds[f.Kind], f.Name, f.CreatedAt, f.LastUsedAt})
	}
	for _, s := range d.sessions {
		v.Sessions = append(v.Sessions, newSessionRow(&s))
	}
	v.Calls = c.callsOfUser(u, v.CanChange)
	return v
}

func factsOfUser(u *identity.User, s *identity.Standing) []fact {
	var idps []phrase
	for _, name := range s.IDPs {
		idps = append(idps, plain(name))
	}
	facts := []fact{{say("E-mail"), plain(u.Email)}}
	if u.IsService {
		facts = []fact{{say("What it is"), say("A program, with a token of the organisation")}}
	}
	return known(append(
		facts,
		fact{say("New e-mail, not proven yet"), plain(textOf(u.PendingEmail))},
		fact{say("Role"), sayRole(u.Role)}, fact{say("Access group"), plain(u.GroupName)},
		fact{say("Expires"), or(sayDay(u.ExpiresAt), say("Never"))}, fact{say("Last sign-in"), or(sayMoment(u.LastLoginAt), say("Never"))},
		fact{say("Looked after by SCIM of"), listed(idps...)}, fact{say("Telephone"), plain(u.Phone)},
		fact{say("Made"), sayTime(&u.CreatedAt)}, fact{say("Made by"), plain(nameOfPerson(u.CreatedBy))},
		fact{say("Number"), plain(strconv.FormatInt(u.ID, 10))},
	)...)
}

func nameOfPerson(p identity.Person) string { return strings.TrimSpace(p.FirstName + " " + p.LastName) }

func textOf(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func newAccessRow(base string, a *identity.AccessRights) accessRow {
	works := 0
	for _, e := range a.Effects {
		if e.Works {
			works++
		}
	}
	row := accessRow{
		Href: base + "/accesses/" + strconv.FormatInt(a.ID, 10), Kind: kindNames[a.Type], Name: nameOfAccess(&a.Access), Customer: a.CustomerName,
		Works: count(int64(works), "%d right", "%d rights"), LastUsed: or(sayTime(a.LastLoginAt), say("Never")),
	}
	return row
}

// nameOfAccess is what an access is called: its own name, or what it is.
func nameOfAccess(a *identity.Access) phrase {
	switch {
	case a.Name != nil:
		return plain(*a.Name)
	case a.SSOID != nil:
		return plain(*a.SSOID)
	}
	return kindNames[a.Type]
}

// callsOfUser are those that do what the page does.
func (c *Web) callsOfUser(u *identity.User, canChange bool) []apiCall {
	one := "/user/v1/users/" + u.GUID
	calls := []apiCall{
		c.call(say("Read the user"), "GET", one, nil),
		c.call(say("Read what it may do, and through what"), "GET", one+"/rights", nil),
	}
	if !canChange {
		return calls
	}
	return append(
		calls,
		c.call(say("Change role and access group"), "PATCH", one, map[string]any{"role": string(u.Role), "group": u.GroupGUID}),
		c.call(say("Sign the user out everywhere"), "DELETE", one+"/sessions", nil),
		c.call(say("Remove the second factors"), "POST", "/ratings/v2/users/"+u.GUID+"/reset-mfa", nil),
		c.call(say("Make an access for a program"), "POST", one+"/access", map[string]any{
			"type": identity.APIConnection, "name": "Reports", "roles": []string{string(actor.RequestsR)},
		}),
	)
}
