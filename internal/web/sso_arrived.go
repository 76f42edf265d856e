package web

import (
	"cmp"
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

// arrived lets in who has set out to an IdP in this browser. Who was sent by one
// without having asked is asked first: it might not be them who sent it.
func (c *Web) arrived(w http.ResponseWriter, r *http.Request) error {
	h, err := c.waiting(r)
	if fault.Is(err, fault.Unauthorized) || err == nil && !h.SignsInAtIDP() {
		return c.begin(w, r)
	}
	if err != nil {
		return err
	}
	ticket, _ := c.ticket(r)
	if h.Flow() == "" {
		return render(w, r, http.StatusOK, newArrival(h))
	}
	f, ok := c.readFlow(r)
	c.dropCookie(w, ssoCookie)
	switch {
	case !ok || f.ID != h.Flow():
		c.dropCookie(w, ticketCookie)
		if err := c.Sessions.Discard(r.Context(), ticket); err != nil {
			return err
		}
		return errElsewhere
	case f.Session != "":
		return c.provenAtIDP(w, r, f, ticket)
	}
	return c.letIn(w, r, h, ticket, f.Next)
}

var errElsewhere = fault.New(fault.Forbidden, "This sign-in was begun in another browser, or too long ago.")

// arrivalView asks somebody whom an IdP has sent whether they mean it.
type arrivalView struct {
	page
	Customer, Name, Email string
}

func (arrivalView) file() string { return "arrival.html" }

func newArrival(h identity.Holder) arrivalView {
	return arrivalView{
		page:     threshold(say("Sign in"), ajar, &words{say("Is this you?"), say("Whoever sent you here says so. You decide whether to go in.")}),
		Customer: h.CustomerName(), Name: h.Name(), Email: h.Email(),
	}
}

// confirmArrival lets in who was asked.
func (c *Web) confirmArrival(w http.ResponseWriter, r *http.Request) error {
	h, err := c.waiting(r)
	if fault.Is(err, fault.Unauthorized) || err == nil && (!h.SignsInAtIDP() || h.Flow() != "") {
		return c.begin(w, r)
	}
	if err != nil {
		return err
	}
	ticket, _ := c.ticket(r)
	return c.letIn(w, r, h, ticket, "")
}

// letIn opens the session, or shows the choice if there is one.
func (c *Web) letIn(w http.ResponseWriter, r *http.Request, h identity.Holder, ticket, next string) error {
	ways, err := c.Sessions.WaysOf(r.Context(), ticket, h)
	if err != nil {
		return err
	}
	if len(ways) > 1 {
		c.dropCookie(w, ticketCookie)
		return render(w, r, http.StatusOK, choose(ways, next))
	}
	return c.enter(w, r, ticket, ways[0].AccessID, next)
}

// proveAtIDP sends somebody who is signed in to the IdP, to be asked there anew.
func (c *Web) proveAtIDP(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	l, err := c.Sessions.Leaving(r.Context(), by)
	if err != nil {
		return err
	}
	p, err := c.IDPs.Of(r.Context(), l.CustomerID, l.IDP)
	if err != nil {
		return err
	}
	return c.setOut(w, r, p, r.URL.Query().Get("next"), by.SessionGUID)
}

// provenAtIDP takes the proof that a session was sent for.
func (c *Web) provenAtIDP(w http.ResponseWriter, r *http.Request, f flow, ticket string) error {
	ctx := r.Context()
	c.dropCookie(w, ticketCookie)
	by, err := c.Sessions.Actor(ctx, c.session(r), actor.IP(ctx))
	if fault.Is(err, fault.Unauthorized) || err == nil && by.SessionGUID != f.Session {
		return errElsewhere
	}
	if err != nil {
		return err
	}
	h, err := c.Sessions.Holder(ctx, by)
	if err != nil {
		return err
	}
	k := identity.NewRekey(c.session(r))
	err = c.Sessions.ProveAtIDP(ctx, h.Rekeying(k), ticket)
	if why := formFault(err, fault.Forbidden); why != nil && err != nil {
		return c.atDesk(func(w http.ResponseWriter, r *http.Request, at place) error {
			at.next = f.Next
			return c.askProof(w, r, at, http.StatusForbidden, why)
		})(w, r, by)
	}
	if err != nil {
		return err
	}
	c.rekeyed(w, k)
	return see(w, r, cmp.Or(f.Next, "/account"))
}
