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
