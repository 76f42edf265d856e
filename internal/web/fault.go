package web

import (
	"errors"
	"net/http"
	"strconv"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
)

// faultView is what goes wrong, why, and where to go on.
type faultView struct {
	page
	Status    int
	Name      string // of the status
	Heading   phrase
	Detail    phrase
	Help      phrase
	Ways      []way
	RequestID string
}

func (faultView) file() string { return "fault.html" }

// answer is how a kind of failure is told to a person.
type answer struct {
	status  int
	heading phrase
	help    phrase
}

var answers = map[fault.Kind]answer{
	fault.Internal:         {500, say("Something broke on our side"), say("It was not your doing, and it has been written down. Try again in a moment; nothing was half done.")},
	fault.Invalid:          {400, say("That did not make sense here"), say("Go back, check what you entered or the address you opened, and try again.")},
	fault.Unauthorized:     {401, say("You are not signed in"), say("Your session may have ended in the meantime. Sign in and do it again.")},
	fault.Forbidden:        {403, say("This gate is closed to you"), say("Your account has no right to this. An administrator of your organisation can give it to you.")},
	fault.NotFound:         {404, say("There is nothing here"), say("The address may be mistyped, or what was here is not yours to see. If it came from a mail, copy the whole link.")},
	fault.MethodNotAllowed: {405, say("That cannot be done here"), say("This page answers another kind of request. Open it from its link instead.")},
	fault.Conflict:         {409, say("Somebody was faster"), say("What you wanted to change has changed meanwhile. Look at how it stands now, then decide again.")},
	fault.Exhausted:        {409, say("The limit is reached"), say("An administrator can raise the limit, or free some of it.")},
	fault.TooLarge:         {413, say("That was too much at once"), say("Shorten what you sent and try again.")},
	fault.Unsupported:      {415, say("That form of data is not read here"), say("Send the form from its own page.")},
	fault.TooMany:          {429, say("Too many tries"), say("Wait a little, then try again. Nothing is locked for good.")},
	fault.Unavailable:      {503, say("Not ready just now"), say("The server is busy or starting. Try again in a moment.")},
}

var deadLinks = map[mail.LinkState]answer{
	mail.Used:       {410, say("This link has done its work"), say("It works once, and it was used. If that was you, sign in.")},
	mail.Superseded: {410, say("There is a newer link"), say("A later mail carries a link that replaces this one. Open the newest mail.")},
	mail.Withdrawn:  {410, say("This link was withdrawn"), say("Whoever sent it no longer needs an answer. There is nothing for you to do.")},
	mail.Locked:     {410, say("This link is locked"), say("The wrong code was entered five times. Only the link is locked, not you: ask whoever sent it for a new one.")},
	mail.Expired:    {410, say("This link has expired"), say("Its time is over. Ask whoever sent it for a new one; they can send it again with one click.")},
}

// fetched is the end of a link by which somebody fetched a token, and who may
// have no account to sign in to.
var fetched = answer{410, say("This link has done its work"), say("The token was made and shown once. If it was not you who saw it, have the token revoked at once by whoever sent the link.")}

// fail shows the page of a failure. What is our own fault is logged in full
// and told to nobody.
func (c *Web) fail(w http.ResponseWriter, r *http.Request, err error) {
	f := fault.Of(db.Fault(err))
	a, ways := answers[f.Kind], true
	v := faultView{page: page{Gate: shut, Centred: true}, Detail: failure(f, "")}
	if g, ok := errors.AsType[gone](err); ok {
		a = deadLinks[g.state]
		if (g.kind == mail.TokenLink || g.kind == mail.RenewLink) && g.state == mail.Used {
			a, ways = fetched, false
		}
		v.Detail, f = say("The link in your mail no longer works."), fault.Of(fault.New(fault.NotFound, "Not found."))
	}
	v.Status, v.Name, v.Heading, v.Help, v.Title = a.status, http.StatusText(a.status), a.heading, a.help, a.heading
	v.Ways = []way{{say("Sign in"), "/sign-in"}}
	switch {
	case !ways:
		v.Ways = nil
	case c.session(r) != "":
		v.Ways = []way{{say("Go to the start"), "/"}}
	}
	if f.Kind == fault.Internal {
		v.RequestID = actor.RequestID(r.Context())
		c.Log.ErrorContext(r.Context(), "request failed", "method", r.Method, "path", r.Pattern, "err", err)
	}
	if f.RetryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(int(f.RetryAfter.Seconds()+0.999)))
	}
	if err := render(w, r, a.status, v); err != nil {
		c.Log.ErrorContext(r.Context(), "fault page failed", "err", err)
	}
}

// missing answers where no route is: the mux says whether another method would do.
func (c *Web) missing(w http.ResponseWriter, r *http.Request, h http.Handler) {
	probe := &silent{header: make(http.Header)}
	h.ServeHTTP(probe, r)
	if probe.status == http.StatusMethodNotAllowed {
		w.Header().Set("Allow", probe.header.Get("Allow"))
		c.fail(w, r, fault.New(fault.MethodNotAllowed, "This page cannot be asked with %s.", r.Method))
		return
	}
	c.fail(w, r, fault.New(fault.NotFound, "No page has this address."))
}

// silent takes the answer of the mux and keeps it to itself.
type silent struct {
	header http.Header
	status int
}

func (s *silent) Header() http.Header         { return s.header }
func (s *silent) Write(b []byte) (int, error) { return len(b), nil }
func (s *silent) WriteHeader(status int)      { s.status = status }

// refusalStatus is the status of a page that came back with what is wrong.
func refusalStatus(f *fault.Error) int {
	if f.Kind == fault.Conflict {
		return http.StatusConflict
	}
	return http.StatusUnprocessableEntity
}
