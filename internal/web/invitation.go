package web

import (
	"errors"
	"net/http"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/mail"
)

// invitationView is a letter with a yes and a no.
type invitationView struct {
	page
	Initials, Requester, RequesterCompany string
	Heading, Lead, Message, Foot          string
	Action                                string
	Facts                                 []fact
	Shared                                []string
	Email, Code, Password, Terms          field
	IsProven                              bool // nothing but the code is missing
	DeclineCode, Why                      field
	Stops                                 []option
	Declining                             bool
	Wrong                                 *wrong
}

func (invitationView) file() string { return "invitation.html" }

func (c *Web) showInvitation(w http.ResponseWriter, r *http.Request) error {
	return c.invite(w, r, http.StatusOK, nil)
}

// invite shows an invitation that can be answered, or what became of it.
func (c *Web) invite(w http.ResponseWriter, r *http.Request, status int, f *fault.Error) error {
	in, err := c.Requests.Invitation(r.Context(), r.PathValue("token"))
	if err != nil {
		return err
	}
	switch {
	case in.Open(c.Now()):
		h, err := c.answering(r, &in)
		if err != nil {
			return err
		}
		return render(w, status, newInvitation(r, &in, !h.IsNobody(), f))
	case in.Link.State == mail.Used:
		return render(w, http.StatusOK, answered(&in))
	case in.Link.Live(): // the window closed, and its job has not come by yet
		return gone{in.Link.Kind, mail.Expired}
	default:
		return gone{in.Link.Kind, in.Link.State}
	}
}

func newInvitation(r *http.Request, in *collab.Invitation, proven bool, f *fault.Error) invitationView {
	v := invitationView{
		page:     threshold("Invitation from "+in.CustomerName, ajar, &words{"Somebody asks to work with you.", "You decide. The link works once, and doing nothing is an answer too."}),
		Initials: initials(in.RequesterName), Requester: in.RequesterName, RequesterCompany: in.RequesterCompany,
		Heading: in.RequesterCompany + " invites you to work together on the security of " + in.CompanyName,
		Message: in.Request.Message, Action: r.URL.Path,
		Facts:  invitationFacts(in),
		Shared: sharedFindings(in),
		Email: field{
			ID: "username", Name: "username", Label: "You will sign in as", Type: "email", Value: in.Request.Email,
			Autocomplete: "username", Required: true, Fixed: true,
		},
		Code:      codeField(r),
		Password:  passwordField(),
		Terms:     typed(r, "terms", "", "", "", true),
		IsProven:  proven,
		Why:       typed(r, "why", "Why", "", "off", true),
		Declining: r.PostFormValue("answer") == "decline",
		Foot:      "The link works once. If you do nothing, the invitation ends by itself on " + sayTime(in.Request.WindowEndsAt) + ".",
	}
	v.Centred = false
	v.Lead = in.RequesterName + " writes to you as the person at " + in.CompanyName + " who can help."
	v.Password.Label = "Password"
	v.Password.Hint = "New here: choose one of at least 10 characters. Been here before: enter the one you have."
	if v.IsProven {
		v.Email.Label, v.Code.Focus = "You are signing in as", true
	}
	v.Terms.Short = "Terms"
	v.Terms.Label = "I use this access for this work only, keep what I see confidential, and know that " + in.CustomerName + " sees my name, my address and the day I last signed in."
	v.Why.Rows, v.Why.MaxLength, v.Why.Hint = 3, 1000, "One sentence is enough. "+in.RequesterName+" will read it."
	for _, s := range []option{
		{"", "Only this invitation", false},
		{string(collab.StopSender), "No more invitations from " + in.CustomerName, false},
		{string(collab.StopServer), "No more mail from this server, whoever asks", false},
	} {
		s.Chosen = s.Value == r.PostFormValue("stop")
		v.Stops = append(v.Stops, s)
	}
	v.DeclineCode = codeField(r)
	v.DeclineCode.ID = "decline-code"
	if v.Declining {
		v.Code.Value = ""
		v.Wrong = complain(f, &v.DeclineCode, &v.Why)
	} else {
		v.DeclineCode.Value = ""
		v.Wrong = complain(f, &v.Code, &v.Password, &v.Terms)
	}
	v.page = v.failed(v.Wrong)
	return v
}

// purposes says what an invited person is wanted for.
var purposes = map[collab.Reason]string{
	collab.Informational: "For your information: nothing needs to be done.",
	collab.Remediation:   "Remediation: findings that should be looked into and fixed.",
	collab.Validation:    "Validation: findings to confirm or to correct.",
	collab.Other:         "See the message.",
	collab.SelfRequested: "You registered for it.",
}

func invitationFacts(in *collab.Invitation) []fact {
	var graded []string
	for _, v := range in.Request.Vectors {
		graded = append(graded, sayVector(v.Slug))
	}
	return known(
		fact{"Why", purposes[in.Request.Reason]},
		fact{"What you get", "A sign-in and an inbox of your own for " + counted(in.Request.TrialDays, "day") + " from the moment you accept"},
		fact{"In question", strings.Join(graded, ", ")},
		fact{"Answer until", sayTime(in.Request.WindowEndsAt)},
		fact{"Asked by", in.RequesterName + ", " + in.CustomerName + " (" + in.RequesterEmail + ")"},
	)
}

func sharedFindings(in *collab.Invitation) []string {
	var lines []string
	for _, f := range in.Findings {
		line := sayVector(f.Vector)
		if f.Title != "" {
			line = f.Title + " (" + line + ")"
		}
		lines = append(lines, line)
	}
	return lines
}

// answered thanks for an answer, whichever it was.
func answered(in *collab.Invitation) messageView {
	v := messageView{page: threshold("Thank you", open, nil), Foot: "You can close this page."}
	switch in.Request.Status {
	case collab.Declined:
		v.Gate, v.Heading = shut, "You have declined"
		v.Lead = in.RequesterName + " will read why. There is nothing more for you to do."
	case collab.Active:
		v.Heading = "You have accepted"
		v.Lead = "Your access is open until " + sayTime(in.Request.AccessEndsAt) + ". Sign in with " + in.Request.Email + "."
		v.Ways = []way{{"Sign in", "/sign-in"}}
	default:
		v.Heading = "This invitation has been answered"
		v.Lead = "The collaboration it was about has moved on since."
		v.Ways = []way{{"Sign in", "/sign-in"}}
	}
	return v
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

func (c *Web) answerInvitation(w http.ResponseWriter, r *http.Request) error {
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
	default:
		return fault.New(fault.Invalid, "An invitation is accepted or declined.")
	}
	if l, ok := errors.AsType[*identity.Lacking](err); ok {
		c.recognise(w, r, in.Request.Email)
		return c.lead(w, r, l.Ticket, l.AccessID, l.Missing, r.URL.Path)
	}
	if f := formFault(err, fault.Unauthorized, fault.TooMany); f != nil && err != nil {
		return c.invite(w, r, c.refused(w, f), f)
	}
	if err != nil {
		return c.became(r, err)
	}
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
