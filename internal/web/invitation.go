package web

import (
	"net/http"

	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
)

// invitationView is a letter with a yes and a no.
type invitationView struct {
	page
	Initials, Requester, RequesterCompany string
	Logo                                  string // of the customer that asks
	Message                               string
	Heading, Lead, Foot                   phrase
	Action                                string
	Facts                                 []fact
	Shared                                []phrase
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
		v := newInvitation(r, &in, !h.IsNobody(), f)
		if v.Accent, v.Logo, err = c.dressed(r, in.Link.CustomerID); err != nil {
			return err
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
		Message: in.Request.Message, Action: r.URL.Path,
		Facts:  invitationFacts(in),
		Shared: sharedFindings(in),
		Email: field{
			ID: "username", Name: "username", Label: say("You will sign in as"), Type: "email", Value: in.Request.Email,
			Autocomplete: "username", Required: true, Fixed: true,
		},
		Code:      codeField(r),
		Password:  passwordField(),
		Terms:     typed(r, "terms", nil, "", "", true),
		IsProven:  proven,
		Why:       typed(r, "why", say("Why"), "", "off", true),
		Declining: r.PostFormValue("answer") == "decline",
		Foot:      say("The link works once. If you do nothing, the invitation ends by itself on %s.", sayTime(in.Request.WindowEndsAt)),
	}
	v.Centred = false
	v.Lead = say("%s writes to you as the person at %s who can help.", in.RequesterName, in.CompanyName)
	v.Password.Label = say("Password")
	v.Password.Hint = say("New here: choose one of at least 10 characters. Been here before: enter the one you have.")
	if v.IsProven {
		v.Email.Label, v.Code.Focus = say("You are signing in as"), true
	}
	v.Terms.Short = say("Terms")
	v.Terms.Label = say("I use this access for this work only, keep what I see confidential, and know that %s sees my name, my address and the day I last signed in.", in.CustomerName)
	v.Why.Rows, v.Why.MaxLength, v.Why.Hint = 3, 1000, say("One sentence is enough. %s will read it.", in.RequesterName)
	for _, s := range []option{
		{"", say("Only this invitation"), false},
		{string(collab.StopSender), say("No more invitations from %s", in.CustomerName), false},
		{string(collab.StopServer), say("No more mail from this server, whoever asks"), false},
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
		graded = append(graded, sayVector(v.Slug))
	}
	return known(
		fact{say("Why"), purposes[in.Request.Reason]},
		fact{say("What you get"), count(in.Request.TrialDays, "A sign-in and an inbox of your own for %d day from the moment you accept", "A sign-in and an inbox of your own for %d days from the moment you accept")},
		fact{say("In question"), listed(graded...)},
		fact{say("Answer until"), sayTime(in.Request.WindowEndsAt)},
		fact{say("Asked by"), say("%s, %s (%s)", in.RequesterName, in.CustomerName, in.RequesterEmail)},
	)
}

func sharedFindings(in *collab.Invitation) []phrase {
	var lines []phrase
	for _, f := range in.Findings {
		line := sayVector(f.Vector)
		if f.Title != "" {
			line = say("%s (%s)", f.Title, line)
		}
		lines = append(lines, line)
	}
	return lines
}
