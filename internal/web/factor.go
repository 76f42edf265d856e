package web

import (
	"cmp"
	"net/http"

	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

// factorView asks for a second factor at the door, or in the console once more
// for a proof.
type factorView struct {
	page
	Heading, Lead  phrase
	Action, Next   string
	AsksPasskey    bool
	Question       string // where the browser gets what to ask the authenticator
	AsksCode       bool
	AsksPassword   bool
	AsksIDP        string // where the way to it begins
	Email          string
	Code, Password field
	Wrong          *wrong
	Foot           phrase
}

func (factorView) file() string { return "factor.html" }

func newFactor(at place, k *identity.Keyring, f *fault.Error) factorView {
	v := factorView{
		Next: at.next, Email: at.holder.Email(),
		AsksPasskey: k.Has(identity.FactorPasskey),
		AsksCode:    k.Has(identity.FactorTOTP) || k.CodesLeft > 0,
		Code: field{
			ID: "code", Name: "code", Label: say("Code"), Type: "text", Required: true, Autocomplete: "one-time-code", MaxLength: 40,
			Hint: say("The six digits that your authenticator app shows, or one of your recovery codes."),
		},
		Password: field{
			ID: "password", Name: "password", Label: say("Password"), Type: "password", Required: true, Autocomplete: "current-password",
		},
	}
	if !k.Has(identity.FactorTOTP) {
		v.Code.Label, v.Code.Hint = say("Recovery code"), say("One of the ten that you were given when you set up your passkey.")
	}
	v.Wrong = complain(f, &v.Code, &v.Password)
	if !v.AsksPasskey && f == nil {
		v.Code.Focus, v.Password.Focus = true, true
	}
	return v
}

func (v *factorView) in(frame page) {
	v.page = frame.failed(v.Wrong)
	if v.AsksPasskey {
		v.Script = passkeyScript
	}
}

// showFactor is the second step of signing in.
func (c *Web) showFactor(w http.ResponseWriter, r *http.Request, at place) error {
	return c.askFactor(w, r, at, http.StatusOK, nil)
}

func (c *Web) askFactor(w http.ResponseWriter, r *http.Request, at place, status int, f *fault.Error) error {
	k, err := c.Factors.Of(r.Context(), at.holder)
	if err != nil {
		return err
	}
	v := newFactor(at, &k, f)
	v.Heading, v.Lead = say("Your second factor"), say("You are signing in to %s as %s.", at.holder.CustomerName(), at.holder.Email())
	v.Action, v.Question = "/sign-in/factor", "/sign-in/factor/question"
	v.Foot = say("Lost it, and the recovery codes too? An administrator of your organisation can reset your second factor.")
	v.in(at.frame(v.Heading))
	return render(w, r, status, v)
}

// proveFactor takes a second factor, and opens the session. A ticket that has
// no tries left leads back to the beginning.
func (c *Web) proveFactor(w http.ResponseWriter, r *http.Request, at place) error {
	err := c.takeProof(w, r, at)
	if err == nil {
		return c.goOn(w, r)
	}
	f := formFault(err, fault.Unauthorized, fault.TooMany)
	if f == nil {
		return err
	}
	if _, err := c.waiting(r); fault.Is(err, fault.Unauthorized) {
		c.dropCookie(w, ticketCookie)
		return render(w, r, http.StatusUnprocessableEntity, c.withPasskey(newSignIn(r, r.PostFormValue("next"),
			fault.Of(fault.New(fault.Unauthorized, "There were too many wrong codes. Sign in again.")))))
	}
	return c.askFactor(w, r, at, c.refused(w, f), f)
}

// takeProof takes what a form of factor.html sends: the answer of a passkey, a
// code, or where nothing is enrolled the password.
func (c *Web) takeProof(w http.ResponseWriter, r *http.Request, at place) error {
	ctx := r.Context()
	switch {
	case r.PostForm.Has("answer"):
		defer c.dropCookie(w, questionCookie)
		return c.Sessions.ProvePasskey(ctx, at.holder, c.cookie(r, questionCookie), r.PostFormValue("answer"))
	case r.PostForm.Has("password"):
		return c.Sessions.ProvePassword(ctx, at.holder, r.PostFormValue("password"))
	default:
		return c.Sessions.ProveCode(ctx, at.holder, r.PostFormValue("code"))
	}
}

// showProof asks somebody who is signed in to prove that it is still them. Where
// next leads is where they wanted to do something that needs it.
func (c *Web) showProof(w http.ResponseWriter, r *http.Request, at place) error {
	return c.askProof(w, r, at, http.StatusOK, nil)
}

func (c *Web) askProof(w http.ResponseWriter, r *http.Request, at place, status int, f *fault.Error) error {
	k, err := c.Factors.Of(r.Context(), at.holder)
	if err != nil {
		return err
	}
	at.next = cmp.Or(local(r.FormValue("next")), at.next)
	v := newFactor(at, &k, f)
	v.Heading, v.Lead = say("Is it still you?"), say("What you are about to do changes who can get in. Show once more that it is you.")
	v.Action, v.Question = "/account/prove", "/account/prove/question"
	v.AsksPassword = len(k.Factors) == 0
	if at.holder.SignsInAtIDP() {
		v.AsksPassword, v.AsksIDP = false, withNext("/account/prove/idp", at.next)
	}
	v.AsksCode = v.AsksCode && !v.AsksPassword && v.AsksIDP == ""
	v.Foot = say("It counts for ten minutes.")
	v.in(at.frame(v.Heading))
	return render(w, r, status, v)
}

func (c *Web) proveAgain(w http.ResponseWriter, r *http.Request, at place) error {
	err := c.takeProof(w, r, at)
	if err == nil {
		c.rekeyed(w, at.rekey)
		return see(w, r, cmp.Or(local(r.PostFormValue("next")), deskBase))
	}
	if f := formFault(err, fault.Unauthorized, fault.TooMany); f != nil {
		return c.askProof(w, r, at, c.refused(w, f), f)
	}
	return err
}

// proveFirst leads to the proof that an action asks for, and from there back to
// the page that it was asked on.
func (c *Web) proveFirst(w http.ResponseWriter, r *http.Request) error {
	next := r.URL.RequestURI()
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		next = c.from(r)
	}
	return see(w, r, withNext("/account/prove", next))
}

// passkeySignIn takes the answer of a passkey that is enough alone.
func (c *Web) passkeySignIn(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	c.dropCookie(w, questionCookie)
	ways, err := c.Sessions.SignInPasskeyFrom(ctx, c.comes(r), c.cookie(r, questionCookie), r.PostFormValue("answer"))
	if f := formFault(err, fault.Unauthorized, fault.TooMany); err != nil && f != nil {
		return render(w, r, c.refused(w, f), c.withPasskey(newSignIn(r, r.PostFormValue("next"), f)))
	}
	if err != nil {
		return err
	}
	if len(ways) == 1 {
		return c.enter(w, r, ways[0].Ticket, ways[0].AccessID, r.PostFormValue("next"))
	}
	return render(w, r, http.StatusOK, choose(ways, r.PostFormValue("next")))
}
