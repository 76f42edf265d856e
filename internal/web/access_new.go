package web

import (
	"net/http"
	"strconv"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

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
