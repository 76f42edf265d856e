package web

import (
	"errors"
	"net/http"

	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/mail"
)

// colleagueView asks somebody to work on what a colleague was asked.
type colleagueView struct {
	page
	Initials, Inviter, InviterCompany  string
	Heading, Lead, Foot                phrase
	Action, Message                    string
	Facts                              []fact
	Also                               []phrase // the other requests
	Name, Email, Code, Password, Terms field
	IsProven                           bool // nothing but the code is missing
	DeclineCode                        field
	Stops                              []option
	Declining                          bool
	Wrong                              *wrong
}

func (colleagueView) file() string { return "colleague.html" }

func (c *Web) showColleague(w http.ResponseWriter, r *http.Request) error {
	return c.askColleague(w, r, http.StatusOK, nil)
}

// askColleague shows what a colleague is asked, or what became of it.
func (c *Web) askColleague(w http.ResponseWriter, r *http.Request, status int, f *fault.Error) error {
	in, err := c.Colleagues.Invitation(r.Context(), r.PathValue("token"))
	if err != nil {
		return err
	}
	switch {
	case in.Link.State == mail.Used:
		return render(w, r, http.StatusOK, colleagueAnswered(&in))
	case !in.Link.Live():
		return gone{in.Link.Kind, in.Link.State}
	case !in.Open(c.Now()):
		return gone{in.Link.Kind, mail.Withdrawn}
	}
	h, err := c.answering(r, &collab.Invitation{Request: collab.Request{EmailLower: in.Who.EmailLower}})
	if err != nil {
		return err
	}
	return render(w, r, status, newColleague(r, &in, !h.IsNobody(), f))
}

func newColleague(r *http.Request, in *collab.ColleagueInvitation, proven bool, f *fault.Error) colleagueView {
	first := in.Asks[0]
	v := colleagueView{
		page:     threshold(say("%s asks for your help", in.Who.InviterName), ajar, &words{say("A colleague asks you to look at something."), say("You decide. The link works once, and doing nothing is an answer too.")}),
		Initials: initials(in.Who.InviterName), Inviter: in.Who.InviterName, InviterCompany: in.Home.Name,
		Heading: say("%s asks you to help with a request of %s about %s", in.Who.InviterName, first.RequesterCompany, first.CompanyName),
		Lead:    say("You see what was asked, and answer in your own name. It ends when the access of %s ends.", in.Who.InviterName),
		Message: first.Message, Action: r.URL.Path, Facts: askFacts(&first),
		Email: field{
			ID: "username", Name: "username", Label: say("You will sign in as"), Type: "email", Value: in.Who.Email,
			Autocomplete: "username", Required: true, Fixed: true,
		},
		Name: typed(r, "formal_name", say("Your name"), "text", "name", true), Code: codeField(r), Password: passwordField(),
		Terms: typed(r, "terms", nil, "", "", true), IsProven: proven, DeclineCode: codeField(r),
		Declining: r.PostFormValue("answer") == "decline",
		Foot:      say("The link works once. If you do nothing, the invitation ends by itself on %s.", sayTime(&in.Who.ExpiresAt)),
	}
	v.Centred = false
	if r.Method != http.MethodPost {
		v.Name.Value = in.Who.FormalName
	}
	for _, ask := range in.Asks[1:] {
		v.Also = append(v.Also, say("%s, about %s", ask.CustomerName, ask.CompanyName))
	}
	v.Password.Label = say("Password")
	v.Password.Hint = say("New here: choose one of at least 10 characters. Been here before: enter the one you have.")
	if v.IsProven {
		v.Email.Label = say("You are signing in as")
	}
	v.Terms.Short = say("Terms")
	v.Terms.Label = say("I use this access for this work only, keep what I see confidential, and know that %s sees my name and my address.", first.CustomerName)
	for _, s := range []option{
		{"", say("Only this invitation"), false},
		{string(collab.StopSender), say("No more invitations from %s", first.CustomerName), false},
		{string(collab.StopServer), say("No more mail from this server, whoever asks"), false},
	} {
		s.Chosen = s.Value == r.PostFormValue("stop")
		v.Stops = append(v.Stops, s)
	}
	v.DeclineCode.ID = "decline-code"
	if v.Declining {
		v.Code.Value = ""
		v.Wrong = complain(f, &v.DeclineCode)
	} else {
		v.DeclineCode.Value = ""
		v.Wrong = complain(f, &v.Name, &v.Code, &v.Password, &v.Terms)
	}
	v.page = v.failed(v.Wrong)
	return v
}

func askFacts(a *collab.ColleagueAsk) []fact {
	var shared phrase
	if a.Findings > 0 {
		shared = count(a.Findings, "%d finding", "%d findings")
	}
	return known(
		fact{say("Why"), purposes[a.Reason]},
		fact{say("Asked by"), say("%s, %s", a.RequesterName, a.CustomerName)},
		fact{say("What is shared"), shared},
		fact{say("Access until"), sayTime(&a.AccessEndsAt)},
	)
}

func (c *Web) answerColleague(w http.ResponseWriter, r *http.Request) error {
	in, err := c.Colleagues.Invitation(r.Context(), r.PathValue("token"))
	if err != nil {
		return err
	}
	h, err := c.answering(r, &collab.Invitation{Request: collab.Request{EmailLower: in.Who.EmailLower}})
	if err != nil {
		return err
	}
	a := collab.ColleagueAnswer{
		Secret: r.PathValue("token"), Code: r.PostFormValue("code"), FormalName: r.PostFormValue("formal_name"),
		Answering: identity.Answering{Holder: h, From: c.browser(r), Password: r.PostFormValue("password")},
		Terms:     r.PostFormValue("terms") != "", Stop: collab.Stop(r.PostFormValue("stop")),
	}
	var letters []collab.Colleague
	switch r.PostFormValue("answer") {
	case "accept":
		letters, err = c.Colleagues.Accept(r.Context(), a)
	case "decline":
		err = c.Colleagues.Decline(r.Context(), a)
	default:
		return fault.New(fault.Invalid, "An invitation is accepted or declined.")
	}
	if l, ok := errors.AsType[*identity.Lacking](err); ok {
		c.recognise(w, r, in.Who.Email)
		return c.lead(w, r, l.Ticket, l.AccessID, l.Missing, r.URL.Path)
	}
	if f := formFault(err, fault.Unauthorized, fault.TooMany); f != nil && err != nil {
		return c.askColleague(w, r, c.refused(w, f), f)
	}
	if err != nil {
		return c.became(r, err)
	}
	if len(letters) == 0 {
		return see(w, r, r.URL.Path)
	}
	first := letters[0]
	request := collab.Request{GUID: first.RequestGUID, Email: first.Email, RecipientCID: &first.HomeID}
	switch {
	case h.IsTicket():
		ticket, accessID := c.ticket(r)
		c.dropCookie(w, ticketCookie)
		return c.goIn(w, r, ticket, accessID, letterOf(&request))
	case !h.IsNobody():
		return see(w, r, letterOf(&request))
	}
	return c.welcome(w, r, &request, a.Password)
}

// colleagueAnswered thanks for an answer, whichever it was.
func colleagueAnswered(in *collab.ColleagueInvitation) messageView {
	v := messageView{page: threshold(say("Thank you"), open, nil), Foot: say("You can close this page.")}
	if in.Who.IsIn() {
		v.Heading, v.Lead = say("You have accepted"), say("Sign in with %s to see what you were asked.", in.Who.Email)
		v.Ways = []way{{say("Sign in"), "/sign-in"}}
		return v
	}
	v.Gate, v.Heading, v.Lead = shut, say("This invitation has been answered"), say("There is nothing more for you to do.")
	return v
}
