package web

import (
	"encoding/base64"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

// signInView asks who somebody is. It is the same for everybody, whoever has the
// address, and so is what comes next.
type signInView struct {
	page
	Next   string
	Notice phrase
	Email  field
	Wrong  *wrong
}

func (signInView) file() string { return "sign_in.html" }

// proveView asks for what proves it. A program that keeps passwords sees both
// fields, and the address in it.
type proveView struct {
	page
	Next            string
	Email, Password field
	IDPs            []idpWay
	Wrong           *wrong
}

// idpWay is an IdP that somebody may go on to instead of giving a password.
type idpWay struct{ Name, Customer, Href string }

func (proveView) file() string { return "sign_in_password.html" }

// chooseView lets those choose whom one password lets in more than one way.
type chooseView struct {
	page
	Next  string
	Doors []door
}

func (chooseView) file() string { return "choose.html" }

// door is one way in. Its value carries the ticket that the password earned.
type door struct {
	Value, Name, Initials string
	Under                 phrase
}

// start leads to where somebody's work is.
func (c *Web) start(w http.ResponseWriter, r *http.Request) error {
	by, err := c.Sessions.Actor(r.Context(), c.session(r), actor.IP(r.Context()))
	switch {
	case fault.Is(err, fault.Unauthorized):
		return see(w, r, "/sign-in")
	case err != nil:
		return err
	case seesHome(by):
		return see(w, r, "/home")
	default:
		return see(w, r, "/inbox")
	}
}

func (c *Web) showSignIn(w http.ResponseWriter, r *http.Request) error {
	notices := map[string]phrase{
		"password": say("Your password is set. Sign in with it."),
		"out":      say("You are signed out."),
		"here":     say("You are signed out here. Your identity provider does not say that it has signed you out everywhere."),
		"email":    say("Your new address is confirmed. Sign in with it."),
	}
	v := newSignIn(r, r.URL.Query().Get("next"), nil)
	v.Notice = notices[r.URL.Query().Get("done")]
	v.Email.Value = c.whoCame(r)
	v.Email.Focus = true
	return render(w, r, http.StatusOK, c.withPasskey(v))
}

func newSignIn(r *http.Request, next string, f *fault.Error) signInView {
	v := signInView{
		page:  threshold(say("Sign in"), open, &words{say("Every way in can be seen, limited, renewed and closed."), nil}),
		Next:  local(next),
		Email: typed(r, "email", say("E-mail"), "email", "username webauthn", true),
	}
	v.Wrong = complain(f, &v.Email)
	v.page = v.failed(v.Wrong)
	return v
}

// showProve is the second step. Its address is one of its own, so that going
// back and reloading work; who came is in a cookie, and in no address.
func (c *Web) showProve(w http.ResponseWriter, r *http.Request) error {
	email, next := c.whoCame(r), r.URL.Query().Get("next")
	if email == "" {
		return see(w, r, withNext("/sign-in", next))
	}
	v := newProve(r, email, next, nil)
	v.Password.Focus = true
	return c.renderProve(w, r, http.StatusOK, v)
}

// renderProve shows the IdPs of the address's domain, whoever has the address.
func (c *Web) renderProve(w http.ResponseWriter, r *http.Request, status int, v proveView) error {
	idps, err := c.IDPs.Leading(r.Context(), v.Email.Value)
	if err != nil {
		return err
	}
	for _, p := range idps {
		v.IDPs = append(v.IDPs, idpWay{p.Name, p.CustomerName, withNext(loginPath(p), v.Next)})
	}
	return render(w, r, status, v)
}

func newProve(r *http.Request, email, next string, f *fault.Error) proveView {
	v := proveView{
		page:     threshold(say("Sign in"), open, &words{say("Every way in can be seen, limited, renewed and closed."), nil}),
		Next:     local(next),
		Email:    signsInAs(email),
		Password: typed(r, "password", say("Password"), "password", "current-password", true),
	}
	v.Email.Name = "email"
	v.Password.Value, v.Password.MaxLength = "", 0
	v.Wrong = complain(f, &v.Password)
	if v.Wrong != nil {
		v.Password.Focus = true
	}
	v.page = v.failed(v.Wrong)
	return v
}

// signIn takes an address, or what proves it, or the choice that that led to.
func (c *Web) signIn(w http.ResponseWriter, r *http.Request) error {
	email, next := strings.TrimSpace(r.PostFormValue("email")), r.PostFormValue("next")
	switch {
	case r.PostForm.Has("door"):
		return c.choose(w, r)
	case r.PostForm.Has("password") && email != "":
		return c.prove(w, r, email)
	case email == "" || len(email) > maxAddress:
		return render(w, r, http.StatusUnprocessableEntity, newSignIn(r, next, fault.Of(fault.Field("email", "Enter your e-mail address."))))
	}
	c.setCookie(w, whoCookie, base64.RawURLEncoding.EncodeToString([]byte(email)), whoLife)
	return see(w, r, withNext("/sign-in/password", next))
}

// choose takes one of the doors that were shown.
func (c *Web) choose(w http.ResponseWriter, r *http.Request) error {
	ticket, access, _ := strings.Cut(r.PostFormValue("door"), ".")
	id, err := strconv.ParseInt(access, 10, 64)
	if err != nil {
		return fault.New(fault.Invalid, "This is none of the doors that were shown.")
	}
	return c.enter(w, r, ticket, id, r.PostFormValue("next"))
}

func (c *Web) prove(w http.ResponseWriter, r *http.Request, email string) error {
	ways, err := c.Sessions.SignInFrom(r.Context(), c.comes(r), email, r.PostFormValue("password"))
	if f := formFault(err, fault.Unauthorized, fault.TooMany); f != nil && err != nil {
		return c.renderProve(w, r, c.refused(w, f), newProve(r, email, r.PostFormValue("next"), f))
	}
	if err != nil {
		return err
	}
	c.recognise(w, r, email)
	if len(ways) == 1 {
		return c.enter(w, r, ways[0].Ticket, ways[0].AccessID, r.PostFormValue("next"))
	}
	return render(w, r, http.StatusOK, choose(ways, r.PostFormValue("next")))
}

func choose(ways []identity.Choice, next string) chooseView {
	v := chooseView{page: threshold(say("Where to?"), ajar, nil), Next: local(next)}
	for _, way := range ways {
		d := door{
			Value: way.Ticket + "." + strconv.FormatInt(way.AccessID, 10),
			Name:  way.CustomerName, Initials: initials(way.CustomerName), Under: named(way),
		}
		v.Doors = append(v.Doors, d)
	}
	return v
}

// enter opens the session.
func (c *Web) enter(w http.ResponseWriter, r *http.Request, ticket string, accessID int64, next string) error {
	ctx := r.Context()
	if isInvitation(next) {
		return c.goOnToInvitation(w, r, ticket, accessID, next)
	}
	cookie, err := c.Sessions.Open(ctx, ticket, accessID, actor.IP(ctx), r.UserAgent())
	if errors.Is(err, identity.ErrFactor) || errors.Is(err, identity.ErrEnrol) {
		return c.lead(w, r, ticket, accessID, err, next)
	}
	c.dropCookie(w, ticketCookie)
	if fault.Is(err, fault.Unauthorized) {
		return c.tooLate(w, r, next)
	}
	if err != nil {
		return err
	}
	if err := c.takeOver(w, r, cookie); err != nil {
		return err
	}
	if next = local(next); next != "" {
		return see(w, r, next)
	}
	return see(w, r, "/")
}

// tooLate begins anew for who came with a ticket that is over.
func (c *Web) tooLate(w http.ResponseWriter, r *http.Request, next string) error {
	return render(w, r, http.StatusUnprocessableEntity, c.withPasskey(newSignIn(r, next,
		fault.Of(fault.New(fault.Unauthorized, "That took too long. Sign in again.")))))
}

func (c *Web) signOut(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	var l identity.Leaving
	by, err := c.Sessions.Actor(ctx, c.session(r), actor.IP(ctx))
	if err == nil {
		l, err = c.Sessions.Leaving(ctx, by)
	}
	if err != nil && !fault.Is(err, fault.Unauthorized) {
		return err
	}
	if err := c.Sessions.End(ctx, c.session(r)); err != nil {
		return err
	}
	c.dropCookie(w, sessionCookie)
	if answered, err := c.leaveIDP(w, r, l); answered || err != nil {
		return err
	}
	return see(w, r, "/sign-in?done=out")
}
