package web

import (
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
)

// forgottenView asks whose password is lost.
type forgottenView struct {
	page
	Email field
	Wrong *wrong
}

func (forgottenView) file() string { return "forgotten.html" }

func newForgotten(r *http.Request, f *fault.Error) forgottenView {
	v := forgottenView{
		page:  threshold(say("Forgotten your password?"), ajar, nil),
		Email: typed(r, "email", say("E-mail"), "email", "username", true),
	}
	v.Wrong = complain(f, &v.Email)
	v.page = v.failed(v.Wrong)
	return v
}

func (c *Web) showForgotten(w http.ResponseWriter, r *http.Request) error {
	v := newForgotten(r, nil)
	v.Email.Value, v.Email.Focus = c.whoCame(r), true
	return render(w, r, http.StatusOK, v)
}

// forgot answers everybody alike, known or not: look into your mail.
func (c *Web) forgot(w http.ResponseWriter, r *http.Request) error {
	nonce := c.cookie(r, flowCookie)
	if nonce == "" {
		nonce = mail.NewNonce()
	}
	err := c.Passwords.Forgot(r.Context(), r.PostFormValue("email"), actor.IP(r.Context()), nonce)
	if f := formFault(err, fault.TooMany); f != nil && err != nil {
		return render(w, r, c.refused(w, f), newForgotten(r, f))
	}
	if err != nil {
		return err
	}
	c.setCookie(w, flowCookie, nonce, flowLife)
	return see(w, r, "/forgotten-password/sent")
}

func (c *Web) forgottenSent(w http.ResponseWriter, r *http.Request) error {
	return render(w, r, http.StatusOK, messageView{
		page:    threshold(say("Look into your mail"), ajar, nil),
		Heading: say("Look into your mail"),
		Lead:    say("If somebody signs in with the address you gave, and with a password, a mail is on its way to it."),
		Steps: []phrase{
			say("Open the newest mail about your new password. If you have accounts at several organisations, there is one for each."),
			say("Follow its link in this browser. In another one you also need the six digits that stand in the mail."),
			say("Choose a new password. The old one works until then."),
		},
		Ways: []way{{say("Back to sign in"), "/sign-in"}},
		Foot: say("Nothing came after ten minutes? Look where your mail program puts unwanted mail. At most five such mails go out a day. If your organisation signs you in by itself (single sign-on), there is no password here to forget."),
	})
}
