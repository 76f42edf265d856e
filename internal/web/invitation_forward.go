package web

import (
	"net/http"

	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
)

func newPass(r *http.Request, in *collab.Invitation, domain string) *passView {
	p := &passView{
		Means: say("Your colleague gets a mail with a link and a code of their own; yours stop working. %s sees that you passed it on, and to whom.", in.CustomerName),
		Code:  codeOf(r, "forward", "forward-code"),
		Name:  typed(r, "colleague_name", say("Your colleague’s name"), "text", "off", true),
		Email: typed(r, "colleague_email", say("Their work e-mail"), "email", "off", true),
	}
	p.Name.MaxLength = 100
	p.Email.Hint = say("At %s, like yours.", domain)
	return p
}

// forwardInvitation hands an invitation over to a colleague.
func (c *Web) forwardInvitation(w http.ResponseWriter, r *http.Request) error {
	_, err := c.Requests.Forward(r.Context(), collab.ForwardDraft{
		Secret: r.PathValue("token"), Code: r.PostFormValue("code"),
		Name: r.PostFormValue("colleague_name"), Email: r.PostFormValue("colleague_email"), Language: languageOf(r),
	})
	if f := formFault(err, fault.Conflict, fault.TooMany); f != nil && err != nil {
		status := c.refused(w, f)
		if f.Kind == fault.Conflict {
			status = http.StatusConflict
		}
		return c.invite(w, r, status, f)
	}
	if err != nil {
		return c.became(r, err)
	}
	return see(w, r, r.URL.Path)
}

// passedOn is what the former recipient sees of it: never what became of it. Of a
// colleague who had themselves erased there is nothing left to say.
func passedOn(in *collab.Invitation) messageView {
	v := messageView{
		page:    threshold(say("Thank you"), open, nil),
		Heading: say("You have passed it on"),
		Lead:    say("%s (%s) gets a mail with a link and a code of their own. There is nothing more for you to do.", in.Passed.ToName, in.Passed.ToEmail),
		Foot:    say("You can close this page."),
	}
	if in.Passed.ToEmail == "" {
		v.Lead = say("A colleague of yours took it over. There is nothing more for you to do.")
	}
	return v
}
