package web

import (
	"net/http"
	"time"

	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

// securityView is how somebody signs in: what can be added, and taken away.
type securityView struct {
	page
	Base       string
	Notice     phrase
	Customer   string
	Email      string
	Rows       []factorRow
	CodesLeft  int64
	IsRequired bool
	App, Name  field
	Wrong      *wrong
}

func (securityView) file() string { return "security.html" }

type factorRow struct {
	GUID, Name string
	Kind       phrase
	CreatedAt  time.Time
	LastUsedAt *time.Time
}

func (c *Web) showSecurity(w http.ResponseWriter, r *http.Request, at place) error {
	return c.secure(w, r, at, http.StatusOK, nil)
}

func (c *Web) secure(w http.ResponseWriter, r *http.Request, at place, status int, f *fault.Error) error {
	k, err := c.Factors.Of(r.Context(), at.holder)
	if err != nil {
		return err
	}
	notices := map[string]phrase{
		"added":   say("It is set up, and will be asked for when you sign in."),
		"removed": say("It is removed, and your other sessions have ended."),
	}
	v := securityView{
		Base: at.base, Notice: notices[r.URL.Query().Get("done")], Customer: at.holder.CustomerName(), Email: at.holder.Email(),
		CodesLeft: k.CodesLeft, IsRequired: k.IsRequired, Name: factorName(r),
		App: field{ID: "app", Name: "app", Label: say("Name of the app"), Type: "text", Autocomplete: "off", MaxLength: 60, Value: r.PostFormValue("app")},
	}
	for _, e := range k.Factors {
		kind := "Passkey"
		if e.Kind == identity.FactorTOTP {
			kind = "Authenticator app"
		}
		v.Rows = append(v.Rows, factorRow{e.GUID, kind, plain(e.Name), e.CreatedAt, e.LastUsedAt})
	}
	v.Wrong = complain(f, &v.Name, &v.App)
	v.page = at.frame(say("Security")).failed(v.Wrong)
	if c.Factors.HasPasskeys() {
		v.Passkeys, v.Script = true, passkeyScript
	}
	return render(w, r, status, v)
}

func (c *Web) removeFactor(w http.ResponseWriter, r *http.Request, at place) error {
	err := c.Factors.Remove(r.Context(), at.holder, r.PathValue("guid"))
	if f := formFault(err, fault.Conflict); err != nil && f != nil {
		return c.secure(w, r, at, http.StatusUnprocessableEntity, f)
	}
	if err != nil {
		return err
	}
	return see(w, r, deskBase+"?done=removed")
}

// makeCodes makes new recovery codes and shows them once.
func (c *Web) makeCodes(w http.ResponseWriter, r *http.Request, at place) error {
	codes, err := c.Factors.NewCodes(r.Context(), at.holder)
	if err != nil {
		return err
	}
	return showCodes(w, r, at, codes)
}
