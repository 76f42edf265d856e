package web

import (
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

// place is where somebody sets up a factor: in the console, or on the threshold,
// where a ticket waits for one before it opens a session.
type place struct {
	holder identity.Holder
	rekey  *identity.Rekey // of the session, by what proves its holder; nil at the door
	base   string          // of its addresses
	next   string          // where the ticket leads; "" in the console
	frame  func(title phrase) page
}

type placeHandler func(w http.ResponseWriter, r *http.Request, at place) error

const (
	deskBase = "/account/security"
	doorBase = "/sign-in/enrol"

	invitationBase = "/invitations/"
)

// atDesk is the place of who is signed in.
func (c *Web) atDesk(h placeHandler) memberHandler {
	return func(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
		holder, err := c.Sessions.Holder(r.Context(), by)
		if err != nil {
			return err
		}
		k := identity.NewRekey(c.session(r))
		return h(w, r, place{holder: holder.Rekeying(k), rekey: k, base: deskBase, frame: func(title phrase) page {
			return console(by, title, "account")
		}})
	}
}

// atDoor is the place of who holds a ticket. Without one, one signs in.
func (c *Web) atDoor(h placeHandler) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		holder, err := c.waiting(r)
		if fault.Is(err, fault.Unauthorized) {
			return c.begin(w, r)
		}
		if err != nil {
			return err
		}
		return h(w, r, place{holder: holder, base: doorBase, next: local(r.FormValue("next")), frame: func(title phrase) page {
			return threshold(title, ajar, &words{say("One more proof."), say("A password can be guessed or stolen. What you carry with you is harder to take.")})
		}})
	}
}

// begin leads somebody whose ticket is over to the beginning.
func (c *Web) begin(w http.ResponseWriter, r *http.Request) error {
	c.dropCookie(w, ticketCookie)
	return see(w, r, withNext("/sign-in", r.FormValue("next")))
}

// The ticket of who has passed the first door, and the question that waits for
// a passkey's answer.
const (
	ticketCookie   = "gatehouse-ticket"
	questionCookie = "gatehouse-question"

	ticketLife = 10 * time.Minute // as long as the ticket itself, at most
)

// wait keeps a ticket with the browser and leads on to what it lacks.
func (c *Web) wait(w http.ResponseWriter, r *http.Request, ticket string, accessID int64, step, next string) error {
	c.setCookie(w, ticketCookie, ticket+"."+strconv.FormatInt(accessID, 10), ticketLife)
	return see(w, r, withNext(step, next))
}

// lead is wait for a factor that has to be shown, or to be set up.
func (c *Web) lead(w http.ResponseWriter, r *http.Request, ticket string, accessID int64, missing error, next string) error {
	step := "/sign-in/factor"
	if errors.Is(missing, identity.ErrEnrol) {
		step = doorBase
	}
	return c.wait(w, r, ticket, accessID, step, next)
}

// ticket returns what [Web.wait] has kept.
func (c *Web) ticket(r *http.Request) (ticket string, accessID int64) {
	ticket, access, _ := strings.Cut(c.cookie(r, ticketCookie), ".")
	accessID, err := strconv.ParseInt(access, 10, 64)
	if err != nil {
		return "", 0
	}
	return ticket, accessID
}

func (c *Web) waiting(r *http.Request) (identity.Holder, error) {
	ticket, _ := c.ticket(r)
	return c.Sessions.Waiting(r.Context(), ticket, actor.IP(r.Context()))
}

// goOn opens the session that the ticket has earned. One that an IdP has sent is
// compared with what the browser set out for first: see [Web.arrived]. Who answers
// an invitation does that first: there may be nothing to open before.
func (c *Web) goOn(w http.ResponseWriter, r *http.Request) error {
	if h, err := c.waiting(r); err == nil && h.SignsInAtIDP() {
		return see(w, r, "/sso/arrived")
	}
	if next := r.PostFormValue("next"); isInvitation(next) {
		return see(w, r, next)
	}
	ticket, accessID := c.ticket(r)
	return c.enter(w, r, ticket, accessID, r.PostFormValue("next"))
}
