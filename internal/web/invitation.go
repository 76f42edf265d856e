package web

import (
	"net/http"
	"strings"

	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
)

// invitationView is a letter with a yes, a no, and a way to somebody else.
type invitationView struct {
	page
	Initials, Requester, RequesterCompany string
	Logo                                  string // of the customer that asks
	Message                               string
	Heading, Lead, Foot                   phrase
	Action, Answer                        string // the answer whose form is open
	Facts                                 []fact
	Shared, Keeps                         []phrase // findings; what happens to what one says and who one is
	Email, Code, Password, Terms          field
	IsProven                              bool   // nothing but the code is missing
	SignIn                                string // where who has another way in proves it
	DeclineCode, Why                      field
	Stops                                 []stopView
	Pass                                  *passView // nil: it cannot be passed on
	Wrong                                 *wrong
}

func (invitationView) file() string { return "invitation.html" }

// stopView is what a refusal may mean for the time to come.
type stopView struct {
	Value       string
	Name, Means phrase
	Chosen      bool
}

// passView is the form that hands an invitation over to a colleague.
type passView struct {
	Means             phrase
	Code, Name, Email field
}

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
		v := newInvitation(r, &in, !h.IsNobody(), f)
		if v.Accent, v.Logo, err = c.dressed(r, in.Link.CustomerID); err != nil {
			return err
		}
		if code := c.typedCode(r); v.IsProven && code != "" && f == nil {
			v.Code.Value, v.Code.Focus, v.Terms.Value = code, false, "yes"
		}
		return render(w, r, status, v)
	case in.Link.State == mail.Used:
		return render(w, r, http.StatusOK, answered(&in))
	case in.Link.Live(): // the window closed, and its job has not come by yet
		return gone{in.Link.Kind, mail.Expired}
	default:
		return gone{in.Link.Kind, in.Link.State}
	}
}

func newInvitation(r *http.Request, in *collab.Invitation, proven bool, f *fault.Error) invitationView {
	v := invitationView{
		page:     threshold(say("Invitation from %s", in.CustomerName), ajar, &words{say("Somebody asks to work with you."), say("You decide. The link works once, and doing nothing is an answer too.")}),
		Initials: initials(in.RequesterName), Requester: in.RequesterName, RequesterCompany: in.RequesterCompany,
		Heading: say("%s invites you to work together on the security of %s", in.RequesterCompany, in.CompanyName),
		Lead:    say("%s writes to you as the person at %s who can help.", in.RequesterName, in.CompanyName),
		Message: in.Request.Message, Action: r.URL.Path, Answer: r.PostFormValue("answer"),
		Facts:  invitationFacts(in),
		Shared: sharedFindings(in),
		Keeps:  keeps(in),
		Foot:   say("The link works once. If you do nothing, the invitation ends by itself on %s.", sayTime(in.Request.WindowEndsAt)),
	}
	v.Centred = false
	v.accepting(r, in, proven)
	v.declining(r, in)
	if domain := in.PassableTo(); domain != "" {
		v.Pass = newPass(r, in, domain)
	}
	switch {
	case v.Answer == "decline":
		v.Wrong = complain(f, &v.DeclineCode, &v.Why)
	case v.Answer == "forward" && v.Pass != nil:
		v.Wrong = complain(f, &v.Pass.Code, &v.Pass.Name, &v.Pass.Email)
	default:
		v.Answer = "accept"
		v.Wrong = complain(f, &v.Code, &v.Password, &v.Terms)
	}
	v.page = v.failed(v.Wrong)
	return v
}

// accepting fills in the form that says yes.
func (v *invitationView) accepting(r *http.Request, in *collab.Invitation, proven bool) {
	v.Email = field{
		ID: "username", Name: "username", Label: say("You will sign in as"), Type: "email", Value: in.Request.Email,
		Autocomplete: "username", Required: true, Fixed: true,
	}
	v.Code, v.Password, v.Terms = codeOf(r, "accept", "code"), passwordField(), typed(r, "terms", nil, "", "", true)
	v.Password.Label = say("Password")
	v.Password.Hint = say("New here: choose one of at least 10 characters. Been here before: enter the one you have.")
	v.Terms.Short = say("Terms")
	v.Terms.Label = say("I use this access for this work only, keep what I see confidential, and know that %s sees my name, my address and the day I last signed in.", in.CustomerName)
	v.SignIn = withNext("/sign-in", r.URL.Path)
	if v.IsProven = proven; proven {
		v.Email.Label, v.Code.Focus = say("You are signing in as"), true
	}
}

// declining fills in the form that says no.
func (v *invitationView) declining(r *http.Request, in *collab.Invitation) {
	v.DeclineCode = codeOf(r, "decline", "decline-code")
	v.Why = typed(r, "why", say("Why"), "", "off", true)
	v.Why.Rows, v.Why.MaxLength, v.Why.Hint = 3, 1000, say("One sentence is enough. %s will read it.", in.RequesterName)
	v.Stops = []stopView{
		{"", say("Only this invitation"), say("%s may invite you again.", in.CustomerName), false},
		{string(collab.StopSender), say("No more invitations from %s", in.CustomerName), say("Whoever tries there is told that you want no more. Others may still invite you."), false},
		{string(collab.StopServer), say("No more mail from this server, whoever asks"), say("Neither invitations nor news of them are sent to %s from here any more. Nobody is told: what they send you ends without an answer.", in.Request.Email), false},
	}
	for i := range v.Stops {
		v.Stops[i].Chosen = v.Stops[i].Value == r.PostFormValue("stop")
	}
}

// codeOf is the code's field in the form of one answer. What was typed for another
// is not shown.
func codeOf(r *http.Request, answer, id string) field {
	f := codeField(r)
	f.ID = id
	if r.PostFormValue("answer") != answer {
		f.Value = ""
	}
	return f
}

// purposes says what an invited person is wanted for.
var purposes = map[collab.Reason]phrase{
	collab.Informational: say("For your information: nothing needs to be done."),
	collab.Remediation:   say("Remediation: findings that should be looked into and fixed."),
	collab.Validation:    say("Validation: findings to confirm or to correct."),
	collab.Other:         say("See the message."),
	collab.SelfRequested: say("You registered for it."),
}

func invitationFacts(in *collab.Invitation) []fact {
	var graded []phrase
	for _, v := range in.Request.Vectors {
		name := sayVector(v.Slug)
		if v.Grade != nil {
			name = say("%s (grade %s)", name, *v.Grade)
		}
		graded = append(graded, name)
	}
	var by phrase
	if p := in.PassedBy; p != nil {
		by = say("%s (%s)", p.FromName, p.FromEmail)
	}
	return known(
		fact{say("Asked by"), say("%s, %s (%s)", in.RequesterName, in.CustomerName, in.RequesterEmail)},
		fact{say("Passed on by"), by},
		fact{say("Why"), purposes[in.Request.Reason]},
		fact{say("In question"), listed(graded...)},
		fact{say("What you get"), count(in.Request.TrialDays, "A sign-in and an inbox of your own for %d day from the moment you accept", "A sign-in and an inbox of your own for %d days from the moment you accept")},
		fact{say("Answer until"), sayTime(in.Request.WindowEndsAt)},
	)
}

func sharedFindings(in *collab.Invitation) []phrase {
	var lines []phrase
	for _, f := range in.Findings {
		line := listed(findingFacts(&f)...)
		if f.Title != "" {
			line = say("%s (%s)", f.Title, line)
		}
		lines = append(lines, line)
	}
	return lines
}

// keeps says what becomes of what one says here, and of who one is.
func keeps(in *collab.Invitation) []phrase {
	return []phrase{
		say("%s sees your name, your address and the day you last signed in from the moment you accept, and what you write and answer.", in.CustomerName),
		say("What you said stays with %s after your access has ended. No other organisation on this server learns of it.", in.CustomerName),
		say("Once you are in, you can download what is kept about you, and have it erased."),
	}
}

// isInvitation reports whether a path leads to an invitation: who is on the way
// there answers first, since there may be no session to open before.
func isInvitation(next string) bool {
	next = local(next)
	return strings.HasPrefix(next, invitationBase) || strings.HasPrefix(next, mail.Path(mail.ColleagueLink, ""))
}
