package web

import (
	"errors"
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/mail"
)

func (c *Web) answerInvitation(w http.ResponseWriter, r *http.Request) error {
	err := c.answer(w, r)
	if g, ok := errors.AsType[gone](err); ok && g.state == mail.Used { // by the same click, made twice
		return see(w, r, r.URL.Path)
	}
	return err
}

func (c *Web) answer(w http.ResponseWriter, r *http.Request) error {
	in, err := c.Requests.Invitation(r.Context(), r.PathValue("token"))
	if err != nil {
		return err
	}
	h, err := c.answering(r, &in)
	if err != nil {
		return err
	}
	a := collab.AnswerDraft{
		Secret: r.PathValue("token"), Code: r.PostFormValue("code"),
		Answering: identity.Answering{Holder: h, From: c.browser(r), Password: r.PostFormValue("password")},
		Terms:     r.PostFormValue("terms") != "", Why: r.PostFormValue("why"), Stop: collab.Stop(r.PostFormValue("stop")),
	}
	var request collab.Request
	switch r.PostFormValue("answer") {
	case "accept":
		request, err = c.Requests.Accept(r.Context(), a)
	case "decline":
		_, err = c.Requests.Decline(r.Context(), a)
	case "forward":
		return c.forwardInvitation(w, r)
	default:
		return fault.New(fault.Invalid, "An invitation is accepted, declined or passed on.")
	}
	if l, ok := errors.AsType[*identity.Lacking](err); ok {
		c.recognise(w, r, in.Request.Email)
		if err := c.keepCode(w, r); err != nil {
			return err
		}
		return c.lead(w, r, l.Ticket, l.AccessID, l.Missing, r.URL.Path)
	}
	if f := formFault(err, fault.Unauthorized, fault.TooMany); f != nil && err != nil {
		return c.invite(w, r, c.refused(w, f), f)
	}
	if err != nil {
		return c.became(r, err)
	}
	c.dropCookie(w, codeCookie)
	switch {
	case request.GUID == "":
		return see(w, r, r.URL.Path)
	case h.IsTicket():
		ticket, accessID := c.ticket(r)
		c.dropCookie(w, ticketCookie)
		return c.goIn(w, r, ticket, accessID, letterOf(&request))
	case !h.IsNobody():
		return see(w, r, letterOf(&request))
	}
	return c.welcome(w, r, &request, a.Password)
}

// answering returns who answers an invitation as the user that it is already:
// the holder of a ticket that has got its second factor, or of a session. It is
// nobody where there is none.
func (c *Web) answering(r *http.Request, in *collab.Invitation) (identity.Holder, error) {
	ctx := r.Context()
	holders := []func() (identity.Holder, error){
		func() (identity.Holder, error) { return c.waiting(r) },
		func() (identity.Holder, error) {
			by, err := c.Sessions.Actor(ctx, c.session(r), actor.IP(ctx))
			if err != nil {
				return identity.Holder{}, err
			}
			return c.Sessions.Holder(ctx, by)
		},
	}
	for _, holder := range holders {
		h, err := holder()
		if err == nil {
			err = c.Sessions.Missing(ctx, h)
		}
		if fault.Is(err, fault.Unauthorized) {
			continue
		}
		is := false
		if err == nil {
			is, err = c.Requests.Answers(ctx, in, h)
		}
		if err != nil || is {
			return h, err
		}
	}
	return identity.Holder{}, nil
}

// goOnToInvitation leads who has proven themselves back to the invitation, with the
// ticket, or to what is missing. Nothing is opened: to accept does that.
func (c *Web) goOnToInvitation(w http.ResponseWriter, r *http.Request, ticket string, accessID int64, next string) error {
	h, err := c.Sessions.Waiting(r.Context(), ticket, actor.IP(r.Context()))
	if fault.Is(err, fault.Unauthorized) {
		c.dropCookie(w, ticketCookie)
		return c.tooLate(w, r, next)
	}
	if err == nil {
		err = c.Sessions.Missing(r.Context(), h)
	}
	if errors.Is(err, identity.ErrFactor) || errors.Is(err, identity.ErrEnrol) {
		return c.lead(w, r, ticket, accessID, err, next)
	}
	if err != nil {
		return err
	}
	return c.wait(w, r, ticket, accessID, local(next), "")
}

// comes is the browser of a sign-in, which may be on the way to an invitation.
func (c *Web) comes(r *http.Request) identity.Browser {
	b := c.browser(r)
	b.Answers = isInvitation(r.PostFormValue("next"))
	return b
}

// codeCookie keeps the code that was right while its reader shows a second factor,
// sealed, with the link that it belongs to.
const codeCookie = "gatehouse-code"

func (c *Web) keepCode(w http.ResponseWriter, r *http.Request) error {
	sealed, err := c.Sessions.Key.Seal(codeCookie, r.PathValue("token"), []byte(r.PostFormValue("code")))
	if err == nil {
		c.setCookie(w, codeCookie, sealed, ticketLife)
	}
	return err
}

// typedCode returns the code that was typed on the page of this link before.
func (c *Web) typedCode(r *http.Request) string {
	code, err := c.Sessions.Key.Unseal(codeCookie, r.PathValue("token"), c.cookie(r, codeCookie))
	if err != nil {
		return ""
	}
	return string(code)
}

// letterOf is where an invitation that was just accepted is read.
func letterOf(request *collab.Request) string { return "/inbox/" + request.GUID + "?done=accepted" }

// welcome signs the recipient in by the password that was just chosen or
// proven; never by the link.
func (c *Web) welcome(w http.ResponseWriter, r *http.Request, request *collab.Request, password string) error {
	ways, err := c.Sessions.SignInFrom(r.Context(), c.browser(r), request.Email, password)
	if err != nil && !fault.Is(err, fault.Unauthorized) && !fault.Is(err, fault.TooMany) {
		return err
	}
	if len(ways) > 0 {
		c.recognise(w, r, request.Email)
	}
	for _, way := range ways {
		if way.CustomerID == *request.RecipientCID {
			return c.goIn(w, r, way.Ticket, way.AccessID, letterOf(request))
		}
	}
	return see(w, r, r.URL.Path)
}

// goIn opens the session of a ticket and leads on, or to what is missing.
func (c *Web) goIn(w http.ResponseWriter, r *http.Request, ticket string, accessID int64, next string) error {
	secret, err := c.Sessions.Open(r.Context(), ticket, accessID, actor.IP(r.Context()), r.UserAgent())
	if errors.Is(err, identity.ErrFactor) || errors.Is(err, identity.ErrEnrol) {
		return c.lead(w, r, ticket, accessID, err, next)
	}
	if err != nil {
		return err
	}
	if err := c.takeOver(w, r, secret); err != nil {
		return err
	}
	return see(w, r, next)
}

// answered thanks for an answer, whichever it was.
func answered(in *collab.Invitation) messageView {
	if in.Passed != nil {
		return passedOn(in)
	}
	v := messageView{page: threshold(say("Thank you"), open, nil), Foot: say("You can close this page.")}
	switch in.Request.Status {
	case collab.Declined:
		v.Gate, v.Heading = shut, say("You have declined")
		v.Lead = say("%s will read why. There is nothing more for you to do.", in.RequesterName)
	case collab.Active:
		v.Heading = say("You have accepted")
		v.Lead = say("Your access is open until %s. Sign in with %s.", sayTime(in.Request.AccessEndsAt), in.Request.Email)
		v.Ways = []way{{say("Sign in"), "/sign-in"}}
	default:
		v.Heading = say("This invitation has been answered")
		v.Lead = say("The collaboration it was about has moved on since.")
		v.Ways = []way{{say("Sign in"), "/sign-in"}}
	}
	return v
}
