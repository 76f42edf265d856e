package web

import (
	"context"
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

// changeUser saves what is known of a user.
func (c *Web) changeUser(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	d, err := c.userDesk(r, by)
	if err != nil {
		return err
	}
	form := formOfUser(&d.user)
	form.read(r)
	ch := form.change(&d.user)
	if _, err = c.Users.Change(r.Context(), by, d.user.GUID, ch); err == nil {
		done := "saved"
		if ch.Email != nil {
			done = "asked"
		}
		return see(w, r, usersPath+"/"+d.user.GUID+"?done="+done)
	}
	return c.userRefused(w, r, by, &d, form, err)
}

// userRefused shows the page again with why something cannot be.
func (c *Web) userRefused(w http.ResponseWriter, r *http.Request, by actor.Actor, d *userDesk, form userForm, err error) error {
	f := formFault(err, fault.Conflict, fault.Exhausted, fault.TooMany)
	if f == nil {
		return err
	}
	form.Wrong = complain(f, form.fields()...)
	return render(w, r, refusalStatus(f), c.newUserPage(by, d, form))
}

// doToUser does what a button on the page of a user says, for who has proven
// itself lately.
func (c *Web) doToUser(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	action, guid := r.PathValue("action"), r.PathValue("guid")
	do, ok := c.userVerb(action)
	if !ok {
		return fault.New(fault.NotFound, "That cannot be done to a user.")
	}
	if err := by.Need(actor.UsersRW); err != nil {
		return err
	}
	if err := c.Sessions.Fresh(r.Context(), by); err != nil {
		return err
	}
	err := do(r.Context(), by, guid)
	switch {
	case err == nil && action == "delete":
		return see(w, r, usersPath+"?done=deleted")
	case err == nil:
		return see(w, r, usersPath+"/"+guid+"?done="+action)
	}
	if formFault(err, fault.Conflict, fault.Exhausted, fault.TooMany) == nil {
		return err
	}
	d, failed := c.userDesk(r, by)
	if failed != nil {
		return failed
	}
	return c.userRefused(w, r, by, &d, formOfUser(&d.user), err)
}

// A userVerb does something to a user by its guid.
type userVerb func(ctx context.Context, by actor.Actor, guid string) error

// userVerb is what an action does.
func (c *Web) userVerb(action string) (do userVerb, ok bool) {
	set := func(active bool) userVerb {
		return func(ctx context.Context, by actor.Actor, guid string) error {
			_, err := c.Users.Change(ctx, by, guid, identity.UserChange{IsActive: &active})
			return err
		}
	}
	do, ok = map[string]userVerb{
		"lock": set(false), "unlock": set(true), "delete": c.Users.Delete,
		"reset": c.Users.ResetFactors, "require": c.Users.RequireFactor, "link": c.Users.SendActivation,
	}[action]
	return do, ok
}

// endTheirSession ends one session of somebody else, for who has proven itself lately.
func (c *Web) endTheirSession(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := c.Sessions.Fresh(r.Context(), by); err != nil {
		return err
	}
	guid := r.PathValue("guid")
	if err := c.Sessions.EndOneOf(r.Context(), by, guid, r.PathValue("session")); err != nil {
		return err
	}
	return see(w, r, usersPath+"/"+guid+"?done=ended")
}

// endTheirSessions signs somebody out everywhere.
func (c *Web) endTheirSessions(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := c.Sessions.Fresh(r.Context(), by); err != nil {
		return err
	}
	guid := r.PathValue("guid")
	if err := c.Sessions.EndAllOf(r.Context(), by, guid); err != nil {
		return err
	}
	return see(w, r, usersPath+"/"+guid+"?done=allended")
}
