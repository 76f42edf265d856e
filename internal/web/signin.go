package web

import (
	"net/http"
	"strconv"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

type signInView struct {
	page
	Next            string
	Notice          string
	Email, Password field
	Wrong           *wrong
}

func (signInView) file() string { return "sign_in.html" }

// chooseView lets those choose whom one password lets in more than one way.
type chooseView struct {
	page
	Next  string
	Doors []door
}

func (chooseView) file() string { return "choose.html" }

// door is one way in. Its value carries the ticket that the password earned.
type door struct{ Value, Name, Under, Initials string }

// start leads to where somebody's work is.
func (c *Web) start(w http.ResponseWriter, r *http.Request) error {
	by, err := c.Sessions.Actor(r.Context(), c.session(r), actor.IP(r.Context()))
	switch {
	case fault.Is(err, fault.Unauthorized):
		return see(w, r, "/sign-in")
	case err != nil:
		return err
	case by.Has(actor.RequestsR):
		return see(w, r, "/outbox")
	default:
		return see(w, r, "/inbox")
	}
}

func (c *Web) showSignIn(w http.ResponseWriter, r *http.Request) error {
	notices := map[string]string{
		"password": "Your password is set. Sign in with it.",
		"out":      "You are signed out.",
		"email":    "Your new address is confirmed. Sign in with it.",
	}
	v := newSignIn(r, r.URL.Query().Get("next"), nil)
	v.Notice = notices[r.URL.Query().Get("done")]
	v.Email.Focus = true
	return render(w, http.StatusOK, v)
}

func newSignIn(r *http.Request, next string, f *fault.Error) signInView {
	v := signInView{
		page:     threshold("Sign in", open, &words{"Every way in can be seen, limited, renewed and closed.", ""}),
		Next:     local(next),
		Email:    typed(r, "email", "E-mail", "email", "username", true),
		Password: typed(r, "password", "Password", "password", "current-password", true),
	}
	v.Password.Value, v.Password.MaxLength = "", 0
	v.Wrong = complain(f, &v.Email, &v.Password)
	v.page = v.failed(v.Wrong)
	return v
}

// signIn takes e-mail and password, or the choice that they led to.
func (c *Web) signIn(w http.ResponseWriter, r *http.Request) error {
	if chosen := r.PostFormValue("door"); chosen != "" {
		ticket, access, _ := strings.Cut(chosen, ".")
		id, err := strconv.ParseInt(access, 10, 64)
		if err != nil {
			return fault.New(fault.Invalid, "This is none of the doors that were shown.")
		}
		return c.enter(w, r, ticket, id)
	}
	p := fault.Problems{}
	email, password := strings.TrimSpace(r.PostFormValue("email")), r.PostFormValue("password")
	p.Require(email != "", "email", "Enter your e-mail address.")
	p.Require(password != "", "password", "Enter your password.")
	err := p.Err()
	var ways []identity.Choice
	if err == nil {
		ways, err = c.Sessions.SignIn(r.Context(), email, password, actor.IP(r.Context()), r.UserAgent())
	}
	if f := formFault(err, fault.Unauthorized); f != nil && err != nil {
		return render(w, http.StatusUnprocessableEntity, newSignIn(r, r.PostFormValue("next"), f))
	}
	if err != nil {
		return err
	}
	if len(ways) == 1 {
		return c.enter(w, r, ways[0].Ticket, ways[0].AccessID)
	}
	return render(w, http.StatusOK, choose(r, ways))
}

func choose(r *http.Request, ways []identity.Choice) chooseView {
	v := chooseView{page: threshold("Where to?", ajar, nil), Next: local(r.PostFormValue("next"))}
	for _, way := range ways {
		d := door{
			Value: way.Ticket + "." + strconv.FormatInt(way.AccessID, 10),
			Name:  way.CustomerName, Initials: initials(way.CustomerName), Under: way.Name,
		}
		v.Doors = append(v.Doors, d)
	}
	return v
}

// enter opens the session. The one that the browser had before ends: nobody
// would miss it, and somebody might find it.
func (c *Web) enter(w http.ResponseWriter, r *http.Request, ticket string, accessID int64) error {
	ctx := r.Context()
	cookie, err := c.Sessions.Open(ctx, ticket, accessID, actor.IP(ctx), r.UserAgent())
	if fault.Is(err, fault.Unauthorized) {
		return render(w, http.StatusUnprocessableEntity, newSignIn(r, r.PostFormValue("next"),
			&fault.Error{Kind: fault.Unauthorized, Detail: "That took too long. Sign in again."}))
	}
	if err != nil {
		return err
	}
	if old := c.session(r); old != "" {
		if err := c.Sessions.End(ctx, old); err != nil {
			return err
		}
	}
	c.setCookie(w, sessionCookie, cookie, identity.SessionLife)
	if next := local(r.PostFormValue("next")); next != "" {
		return see(w, r, next)
	}
	return see(w, r, "/")
}

func (c *Web) signOut(w http.ResponseWriter, r *http.Request) error {
	if err := c.Sessions.End(r.Context(), c.session(r)); err != nil {
		return err
	}
	c.dropCookie(w, sessionCookie)
	return see(w, r, "/sign-in?done=out")
}
