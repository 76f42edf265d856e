package web

import (
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

// ownPasswordView changes the password of who is signed in.
type ownPasswordView struct {
	page
	Done          bool
	Email         field
	Old, Password field
	Wrong         *wrong
}

func (ownPasswordView) file() string { return "own_password.html" }

func (c *Web) showOwnPassword(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	has, err := c.Passwords.HasOwn(r.Context(), by)
	if err != nil {
		return err
	}
	if !has {
		return fault.New(fault.NotFound, "You do not sign in with a password here.")
	}
	v := newOwnPassword(r, by, nil)
	v.Done = r.URL.Query().Get("done") == "changed"
	return render(w, r, http.StatusOK, v)
}

func newOwnPassword(r *http.Request, by actor.Actor, f *fault.Error) ownPasswordView {
	v := ownPasswordView{
		page: console(by, say("Change your password"), "account"), Email: signsInAs(by.Email),
		Old: typed(r, "old_password", say("Present password"), "password", "current-password", true), Password: passwordField(),
	}
	v.Old.Value, v.Old.MaxLength = "", 0
	v.Wrong = complain(f, &v.Old, &v.Password)
	v.page = v.failed(v.Wrong)
	return v
}

func (c *Web) changeOwnPassword(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	k := identity.NewRekey(c.session(r))
	err := c.Passwords.ChangeOwn(r.Context(), by, k, r.PostFormValue("old_password"), r.PostFormValue("password"))
	if f := formFault(err, fault.TooMany, fault.Conflict); f != nil && err != nil {
		return render(w, r, c.refused(w, f), newOwnPassword(r, by, f))
	}
	if err != nil {
		return err
	}
	c.rekeyed(w, k)
	return see(w, r, "/account/password?done=changed")
}
