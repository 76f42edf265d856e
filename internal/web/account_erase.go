package web

import (
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// eraseView says what is erased and what stays, and asks for the address once more.
type eraseView struct {
	page
	Wrong              *wrong
	IsOwn              bool // the reader erases itself; for others an administrator does
	Organisation, Data string
	Gone, Stays        []phrase
	Email, Words, Stop field
	Action             string
}

func (eraseView) file() string { return "erase.html" }

func (c *Web) showErase(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	return render(w, r, http.StatusOK, newErase(r, by, nil))
}

func newErase(r *http.Request, by actor.Actor, f *fault.Error) eraseView {
	v := eraseView{
		page: console(by, say("Erase me"), "account"), IsOwn: by.CustomerKind == tenant.VendorAccess, Organisation: by.CustomerName,
		Data: dataPath, Action: erasePath,
		Gone: []phrase{
			say("Your name, address and phone, your password, factors, sessions and tokens, your notifications."),
			say("Your name and address in every request that you accepted or work on. The accesses end now, those of colleagues whom you let in too."),
			say("Your name in messages and comments, in mails, and in the details of the record of events."),
		},
		Stays: []phrase{
			say("That there was a request, when, about which company, and what was asked."),
			say("What you wrote, signed “Erased person”, unless you have that erased too."),
			say("What organisations wrote down by themselves: their contacts, and invitations that you have not accepted. Ask them."),
			say("That you want no mail, as a hash from which nobody reads your address."),
		},
		Email: typed(r, "email", say("Type your address, %s", by.Email), "email", "off", true),
		Words: typed(r, "words", say("Erase what I wrote, too: messages, comments and files"), "", "", false),
		Stop:  typed(r, "stop", say("And send me no mail from this server ever again"), "", "", false),
	}
	v.Email.Short = say("Your address")
	v.Wrong = complain(f, &v.Email)
	v.page = v.failed(v.Wrong)
	return v
}

// erase forgets who is signed in, and leads it out.
func (c *Web) erase(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	err := c.People.Erase(r.Context(), by, collab.EraseDraft{
		Email: r.PostFormValue("email"), Words: r.PostFormValue("words") != "", Stop: r.PostFormValue("stop") != "",
	})
	if f := formFault(err); err != nil && f != nil {
		return render(w, r, http.StatusUnprocessableEntity, newErase(r, by, f))
	}
	if err != nil {
		return err
	}
	for _, cookie := range []string{sessionCookie, whoCookie, browserCookie} { // two of them know the address
		c.dropCookie(w, cookie)
	}
	return see(w, r, "/account/erased")
}

// erased says goodbye.
func (c *Web) erased(w http.ResponseWriter, r *http.Request) error {
	return render(w, r, http.StatusOK, goodbye())
}

func goodbye() messageView {
	return messageView{
		page: threshold(say("Goodbye"), open, nil), Heading: say("You have been erased"),
		Lead: say("Nothing here has your name or your address any more. You are signed out."),
		Foot: say("The details of the record of events follow within minutes. You can close this page."),
	}
}
