package web

import (
	"cmp"
	"errors"
	"net/http"
	"strconv"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

// switchView lets somebody act through another of their profiles.
type switchView struct {
	page
	Next  string
	Doors []switchDoor
}

func (switchView) file() string { return "switch.html" }

type switchDoor struct {
	door
	IsActing bool
}

func (c *Web) showSwitch(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	ways, err := c.Sessions.Ways(r.Context(), by)
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, newSwitch(by, r.URL.Query().Get("next"), ways))
}

func newSwitch(by actor.Actor, next string, ways []identity.Choice) switchView {
	v := switchView{page: console(by, say("Switch"), "switch"), Next: local(next)}
	for _, way := range ways {
		v.Doors = append(v.Doors, switchDoor{IsActing: way.AccessID == by.AccessID, door: door{
			Value: strconv.FormatInt(way.AccessID, 10), Name: way.CustomerName, Under: named(way), Initials: initials(way.CustomerName),
		}})
	}
	return v
}

// named says what a way in is.
func named(way identity.Choice) phrase {
	if way.Type == identity.Profile {
		return or(plain(way.Name), say("A profile"))
	}
	return say("Your own access")
}

// switchTo opens a session through another access in place of this one. Where a
// second factor has been set up since this session began, it asks for it first.
func (c *Web) switchTo(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	id, err := strconv.ParseInt(r.PostFormValue("access"), 10, 64)
	if err != nil {
		return fault.New(fault.Invalid, "This is none of the ways that were shown.")
	}
	secret, err := c.Sessions.Switch(r.Context(), by, id, r.UserAgent())
	switch {
	case errors.Is(err, identity.ErrFactor):
		return see(w, r, withNext("/account/prove", "/switch"))
	case errors.Is(err, identity.ErrEnrol):
		return see(w, r, deskBase)
	case err != nil:
		return err
	}
	c.admit(w, secret)
	return see(w, r, cmp.Or(local(r.PostFormValue("next")), "/"))
}
