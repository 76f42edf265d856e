package web

import (
	"errors"
	"net/http"
	"slices"
	"strconv"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

// mountAccesses adds the pages of the ways in of a user.
func (c *Web) mountAccesses(member func(string, memberHandler)) {
	const all = usersPath + "/{guid}/accesses"
	const one = all + "/{access}"
	member("GET "+all+"/new", c.newAccess)
	member("POST "+all+"/new", c.makeAccess)
	member("GET "+one, c.access)
	member("POST "+one, c.changeAccess)
	member("POST "+one+"/delete", c.deleteAccess)
	member("POST "+one+"/tokens", c.makeTheirToken)
	member("POST "+one+"/tokens/{token}/{action}", c.changeTheirToken)
}

// newAccessView asks for an access that is not there yet.
type newAccessView struct {
	page
	Base, UserName string
	Kinds          []tab
	About          phrase
	Role           phrase // of the user
	HasLogin       bool   // of another type than is asked for
	Taken          bool   // the user has the one of this type that there can be
	Form           accessForm
	Calls          []apiCall
}

func (newAccessView) file() string { return "new_access.html" }

// accessView is a way in of a user: what it may do, and its tokens.
type accessView struct {
	page
	Notice         phrase
	Base, UserHref string
	UserName       string
	Name           phrase
	About          phrase
	Role           phrase // of the user
	Facts          []fact
	WhyNot         phrase
	CanChange      bool
	Form           accessForm
	Rights         rightsTable
	Tokens         *tokensDesk // nil where there are none, or they are for others
	Calls          []apiCall
}

func (accessView) file() string { return "access.html" }

var accessSaid = map[string]phrase{
	"made":    say("The access is there."),
	"saved":   userSaid["saved"],
	"revoked": tokenNotices["revoked"],
	"sent":    say("A mail is on its way: the token is made when its owner fetches it, and nobody else sees it."),
}

// newAccess asks for the proof before the form is filled in, not after.
func (c *Web) newAccess(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
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
	form, err := c.emptyAccessForm(r, by, &d)
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, c.newAccessAsk(by, &d, form))
}

func (c *Web) emptyAccessForm(r *http.Request, by actor.Actor, d *userDesk) (accessForm, error) {
	form := newAccessForm(kindOf(r))
	offers, err := c.Users.Offers(r.Context(), by, d.user.GUID, 0)
	if err != nil {
		return form, err
	}
	form.Picks = rolePicks(offers, d.user.Role, nil)
	if form.IsSSO() {
		form.IDPs, err = c.idpOptions(r, by, "")
	}
	return form, err
}

func (c *Web) newAccessAsk(by actor.Actor, d *userDesk, form accessForm) newAccessView {
	v := newAccessView{
		page: console(by, say("Give %s a way in", d.user.FormalName), "users").failed(form.Wrong), Base: usersPath + "/" + d.user.GUID, UserName: d.user.FormalName,
		About: kindWords[form.Type], Role: sayRole(d.user.Role), Form: form,
	}
	for _, k := range []string{identity.APIConnection, identity.UIConnection, identity.SSOConnection, identity.Profile} {
		v.Kinds = append(v.Kinds, tab{kindNames[k], v.Base + "/accesses/new?type=" + k, k == form.Type})
	}
	if login := d.standing.Login; login != nil && (form.IsPassword() || form.IsSSO()) {
		v.Taken, v.HasLogin = login.Type == form.Type, login.Type != form.Type
	}
	body := map[string]any{"type": form.Type, "roles": []string{string(actor.RequestsR), string(actor.PortfolioR)}}
	switch {
	case form.HasName():
		body["name"] = "Reports"
	case form.IsSSO():
		body["sso_id"] = "ann@example.com"
	}
	v.Calls = []apiCall{
		c.call(say("Make an access"), "POST", "/user/v1/users/"+d.user.GUID+"/access", body),
		c.call(say("Read which roles can be given, and which cannot"), "GET", "/user/v1/users/"+d.user.GUID+"/roles", nil),
	}
	return v
}

func (c *Web) makeAccess(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	d, err := c.userDesk(r, by)
	if err != nil {
		return err
	}
	if d.within != nil {
		return d.within
	}
	form, err := c.emptyAccessForm(r, by, &d)
	if err != nil {
		return err
	}
	form.read(r)
	if err = c.Sessions.Fresh(r.Context(), by); err == nil {
		var a identity.Access
		if a, err = c.Accesses.Create(r.Context(), by, d.user.GUID, form.draft()); err == nil {
			return see(w, r, usersPath+"/"+d.user.GUID+"/accesses/"+strconv.FormatInt(a.ID, 10)+"?done=made")
		}
	}
	if !form.complain(err) {
		return err
	}
	return render(w, r, refusalStatus(fault.Of(err)), c.newAccessAsk(by, &d, form))
}

// complain puts what is wrong at the fields, and reports whether the form can
// say it. What was chosen stays, also where the last proof is too old.
func (f *accessForm) complain(err error) bool {
	said := formFault(err, fault.Conflict, fault.Forbidden)
	f.IsStale = stale(err)
	f.Wrong = complain(said, f.fields()...)
	return said != nil
}

// stale reports whether the last proof is too old.
func stale(err error) bool { return errors.Is(err, identity.ErrStale) }

// accessDesk is what the page of an access is made of.
type accessDesk struct {
	userDesk
	access identity.AccessRights
	offers []identity.Offer
	tokens []identity.Token
}

func (c *Web) accessDesk(r *http.Request, by actor.Actor) (d accessDesk, err error) {
	if d.userDesk, err = c.userDesk(r, by); err != nil {
		return d, err
	}
	i := slices.IndexFunc(d.rights, func(a identity.AccessRights) bool { return strconv.FormatInt(a.ID, 10) == r.PathValue("access") })
	if i < 0 {
		return d, fault.New(fault.NotFound, "Not found.")
	}
	d.access = d.rights[i]
	if d.offers, err = c.Users.Offers(r.Context(), by, d.user.GUID, d.access.CustomerID); err != nil {
		return d, err
	}
	if d.access.Type == identity.APIConnection && c.Tokens.MayManage(by, d.user.GUID) == nil {
		d.tokens, err = c.Tokens.List(r.Context(), by, d.user.GUID, r.PathValue("access"))
	}
	return d, err
}

func (c *Web) access(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	d, err := c.accessDesk(r, by)
	if err != nil {
		return err
	}
	form, err := c.formOfAccess(r, by, &d)
	if err != nil {
		return err
	}
	v := c.newAccessPage(by, &d, form, newTokenAsk())
	v.Notice = accessSaid[r.URL.Query().Get("done")]
	return render(w, r, http.StatusOK, v)
}

func (c *Web) formOfAccess(r *http.Request, by actor.Actor, d *accessDesk) (f accessForm, err error) {
	a := &d.access
	f = newAccessForm(a.Type)
	f.Version = versionOf(&a.Access)
	f.Name.Value, f.SSOID.Value = textOf(a.Name), textOf(a.SSOID)
	if a.TwoFA {
		f.TwoFA.Value = "yes"
	}
	f.Picks = rolePicks(d.offers, a.Role, a.Roles)
	if f.IsSSO() {
		f.IDPs, err = c.idpOptions(r, by, a.IDP)
	}
	return f, err
}

func versionOf(a *identity.Access) string { return strconv.FormatInt(a.Version, 10) }

func (c *Web) newAccessPage(by actor.Actor, d *accessDesk, form accessForm, token tokenAsk) accessView {
	u, a := &d.user, &d.access
	user := usersPath + "/" + u.GUID
	v := accessView{
		page: console(by, say("%s of %s", nameOfAccess(&a.Access), u.FormalName), "users").failed(form.Wrong).failed(token.Wrong),
		Base: user + "/accesses/" + strconv.FormatInt(a.ID, 10), UserHref: user, UserName: u.FormalName,
		Name: nameOfAccess(&a.Access), About: kindWords[a.Type], Role: sayRole(a.Role), CanChange: d.within == nil, Form: form,
		Rights: rightsTables([]identity.AccessRights{*a})[0],
		Facts: known(
			fact{say("Type"), kindNames[a.Type]}, fact{say("Organisation"), plain(a.CustomerName)}, fact{say("Role there"), sayRole(a.Role)},
			fact{say("Access group"), plain(a.GroupName)}, fact{say("Last used"), or(sayMoment(a.LastLoginAt), say("Never"))},
			fact{say("Made"), sayTime(&a.CreatedAt)}, fact{say("Made by"), plain(nameOfPerson(a.CreatedBy))},
			fact{say("Number"), plain(strconv.FormatInt(a.ID, 10))},
		),
	}
	if d.within != nil && by.Has(actor.UsersRW) {
		v.WhyNot = failure(fault.Of(d.within), "")
	}
	if a.Type == identity.APIConnection && c.Tokens.MayManage(by, u.GUID) == nil {
		v.Tokens = c.newTokensDesk(by, d, v.Base, token)
	}
	v.Calls = c.callsOfAccess(by, d)
	return v
}

// callsOfAccess are those that do what the page does.
func (c *Web) callsOfAccess(by actor.Actor, d *accessDesk) []apiCall {
	one := "/user/v1/users/" + d.user.GUID + "/access/" + strconv.FormatInt(d.access.ID, 10)
	calls := []apiCall{c.call(say("Read the access"), "GET", one, nil)}
	if d.within != nil {
		return calls
	}
	calls = append(
		calls,
		c.call(say("Change its roles"), "PATCH", one, map[string]any{"roles": d.access.Roles}),
		c.call(say("End the access"), "DELETE", one, nil),
	)
	if d.access.Type == identity.APIConnection && c.Tokens.MayCreate(by) == nil {
		calls = append(
			calls,
			c.call(say("Make a token"), "POST", one+"/tokens", map[string]any{"allowed_ips": []string{"192.0.2.0/24"}}),
			c.call(say("Have its owner fetch a token"), "POST", one+"/tokens/retrieval", nil),
		)
	}
	return calls
}
