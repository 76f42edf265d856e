package web

import (
	"net/http"

	"gatehouse/internal/fault"
)

// enrolView lets who has to have a second factor choose a kind of it.
type enrolView struct {
	page
	Base, Next, Customer string
	Name                 field
	Wrong                *wrong
}

func (enrolView) file() string { return "enrol.html" }

// appView shows what an authenticator app is to be given.
type appView struct {
	page
	Base, Next, Picture string
	Seed, Name          string
	Code                field
	Wrong               *wrong
	Back                string
}

func (appView) file() string { return "app.html" }

// codesView shows recovery codes, for the only time.
type codesView struct {
	page
	Codes  []string
	Action string // of the form that goes on
	Next   string
	Button phrase
}

func (codesView) file() string { return "codes.html" }

func (c *Web) showEnrol(w http.ResponseWriter, r *http.Request, at place) error {
	return c.enrol(w, r, at, http.StatusOK, nil)
}

func (c *Web) enrol(w http.ResponseWriter, r *http.Request, at place, status int, f *fault.Error) error {
	v := enrolView{Base: at.base, Next: at.next, Customer: at.holder.CustomerName(), Name: factorName(r)}
	v.Wrong = complain(f, &v.Name)
	v.page = at.frame(say("Set up a second factor")).failed(v.Wrong)
	if c.Factors.HasPasskeys() {
		v.Passkeys, v.Script = true, passkeyScript
	}
	return render(w, r, status, v)
}

// factorName asks how somebody calls a factor.
func factorName(r *http.Request) field {
	f := typed(r, "name", say("Name of the passkey"), "text", "off", false)
	f.MaxLength, f.Hint = 60, say("So that you know it again, such as the device it is on.")
	return f
}

// beginApp begins to set up an authenticator app.
func (c *Web) beginApp(w http.ResponseWriter, r *http.Request, at place) error {
	err := c.Factors.BeginTOTP(r.Context(), at.holder, r.PostFormValue("app"))
	if f := formFault(err, fault.Conflict); err != nil && f != nil {
		return c.refuseFactor(w, r, at, f)
	}
	if err != nil {
		return err
	}
	return see(w, r, withNext(at.base+"/app", at.next))
}

// refuseFactor shows the page that a factor is set up from, with what is wrong.
func (c *Web) refuseFactor(w http.ResponseWriter, r *http.Request, at place, f *fault.Error) error {
	if at.base == doorBase {
		return c.enrol(w, r, at, http.StatusUnprocessableEntity, f)
	}
	return c.secure(w, r, at, http.StatusUnprocessableEntity, f)
}

func (c *Web) showApp(w http.ResponseWriter, r *http.Request, at place) error {
	return c.app(w, r, at, http.StatusOK, nil)
}

func (c *Web) app(w http.ResponseWriter, r *http.Request, at place, status int, f *fault.Error) error {
	seed, err := c.Factors.PendingTOTP(r.Context(), at.holder)
	if err != nil {
		return err
	}
	v := appView{
		Base: at.base, Next: at.next, Picture: at.base + "/app.svg", Seed: seed.Text, Name: seed.Name, Back: withNext(at.base, at.next),
		Code: field{
			ID: "code", Name: "code", Label: say("Code"), Type: "text", Required: true, Six: true, InputMode: "numeric",
			Autocomplete: "one-time-code", MaxLength: 12, Hint: say("The six digits that the app shows now."),
		},
	}
	v.Wrong = complain(f, &v.Code)
	v.page = at.frame(say("Set up an authenticator app")).failed(v.Wrong)
	return render(w, r, status, v)
}

// appPicture is the QR code of the enrolment, for nobody but its holder.
func (c *Web) appPicture(w http.ResponseWriter, r *http.Request, at place) error {
	seed, err := c.Factors.PendingTOTP(r.Context(), at.holder)
	if err != nil {
		return err
	}
	return picture(w, seed.URL)
}

func (c *Web) confirmApp(w http.ResponseWriter, r *http.Request, at place) error {
	codes, err := c.Factors.ConfirmTOTP(r.Context(), at.holder, r.PostFormValue("code"))
	if f := formFault(err); err != nil && f != nil {
		return c.app(w, r, at, http.StatusUnprocessableEntity, f)
	}
	if err != nil {
		return err
	}
	return c.added(w, r, at, codes)
}

func (c *Web) addPasskey(w http.ResponseWriter, r *http.Request, at place) error {
	c.dropCookie(w, questionCookie)
	codes, err := c.Factors.AddPasskey(r.Context(), at.holder, c.cookie(r, questionCookie), r.PostFormValue("name"), r.PostFormValue("answer"))
	if f := formFault(err, fault.Unauthorized, fault.Conflict); err != nil && f != nil {
		return c.refuseFactor(w, r, at, f)
	}
	if err != nil {
		return err
	}
	return c.added(w, r, at, codes)
}

// added goes on after a factor was set up: by the recovery codes of a first
// one, else to where the person came from. Who has set one up has proven it.
func (c *Web) added(w http.ResponseWriter, r *http.Request, at place, codes []string) error {
	c.rekeyed(w, at.rekey)
	switch {
	case codes != nil:
		return showCodes(w, r, at, codes)
	case at.base == doorBase:
		return c.goOn(w, r)
	}
	return see(w, r, deskBase+"?done=added")
}

func showCodes(w http.ResponseWriter, r *http.Request, at place, codes []string) error {
	v := codesView{page: at.frame(say("Your recovery codes")), Codes: codes, Next: at.next, Button: say("I have kept them")}
	if at.base == doorBase {
		v.Action, v.Button = "/sign-in/continue", say("I have kept them: go on")
	}
	return render(w, r, http.StatusOK, v)
}
