package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

const settingsPath = "/settings"

// maxSettings is the largest form of settings: with a logo.
const maxSettings = tenant.MaxLogo + 64<<10

// mountSettings adds the page on which an admin chooses for the whole customer.
func (c *Web) mountSettings(member func(string, memberHandler), sized func(string, int64, memberHandler, ...string)) {
	member("GET "+settingsPath, c.settings)
	sized("POST "+settingsPath, maxSettings, c.changeSettings, fileForm)
}

// settingsView is what a customer chose, with the form that changes it: all of
// it, or nothing.
type settingsView struct {
	page
	Notice     phrase
	Wrong      *wrong
	Clash      bool // somebody else changed them meanwhile
	Version    string
	CanChange  bool
	Changed    phrase // who changed them last
	Name       field
	Colour     field
	Logo       string
	LogoField  field
	NoLogo     field
	Languages  []option // of mails
	Limits     []field
	Checks     []field
	Retention  []field
	SSODomains []string
	Licences   []fact
	Calls      []apiCall
}

func (settingsView) file() string { return "settings.html" }

// sees reports whether the settings are by's business, as the navigation says it.
func seesSettings(by actor.Actor) error {
	if !by.IsAdmin() {
		return actor.Denied()
	}
	return by.Need(actor.SettingsR)
}

func (c *Web) settings(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := seesSettings(by); err != nil {
		return err
	}
	customer, err := c.Customers.One(r.Context(), by.CustomerID)
	if err != nil {
		return err
	}
	return c.showSettings(w, r, by, &customer, valuesOf(&customer.Settings), nil)
}

// showSettings shows the customer with what the form holds: as it is, or as it
// was sent and refused.
func (c *Web) showSettings(w http.ResponseWriter, r *http.Request, by actor.Actor, customer *tenant.Customer, in url.Values, f *fault.Error) error {
	v, err := c.newSettings(r, by, customer, in)
	if err != nil {
		return err
	}
	status := http.StatusOK
	switch {
	case f == nil:
	case f.Kind == fault.PreconditionFailed:
		v.Clash, status = true, http.StatusConflict
	default:
		v.complain(f)
		status = http.StatusUnprocessableEntity
	}
	if r.URL.Query().Get("done") == "saved" {
		v.Notice = say("Your changes are saved.")
	}
	return render(w, r, status, v)
}

func (v *settingsView) complain(f *fault.Error) {
	fields := []*field{&v.Name, &v.Colour, &v.LogoField}
	for _, list := range [][]field{v.Limits, v.Checks, v.Retention} {
		for i := range list {
			fields = append(fields, &list[i])
		}
	}
	v.Wrong = complain(f, fields...)
	v.page = v.failed(v.Wrong)
}

func (c *Web) newSettings(r *http.Request, by actor.Actor, customer *tenant.Customer, in url.Values) (v settingsView, err error) {
	v = newSettingsForm(by, customer, in)
	if v.SSODomains, err = c.Customers.SSODomains(r.Context(), customer.ID); err != nil {
		return v, err
	}
	licences, err := tenant.Licences(r.Context(), c.Customers.DB, customer.ID)
	if err != nil {
		return v, err
	}
	v.Licences = licenceFacts(customer, licences)
	last, err := c.Events.Last(r.Context(), by, "settings.update")
	if err != nil {
		return v, err
	}
	if v.Changed = say("Nobody has changed anything yet: these are the defaults."); last != nil {
		v.Changed = say("Last changed on %s by %s.", time.Time(last.At), whoDid(last))
	}
	v.Calls = []apiCall{
		c.call(say("Read the settings"), "GET", "/ratings/v1/settings", nil),
		c.call(say("Change some of them"), "PATCH", "/ratings/v1/settings", map[string]any{
			"limits": map[string]any{"trial_duration": customer.Settings.TrialDays()}, "retention": map[string]any{"keep_mails": orNil(customer.Settings.KeepMails)},
		}),
	}
	return v, nil
}

func orNil(n int) any {
	if n == 0 {
		return nil
	}
	return n
}

// valuesOf are the settings as the form sends them.
func valuesOf(s *tenant.Settings) url.Values {
	in := url.Values{"display_name": {s.DisplayName}, "accent": {s.Accent}, "language": {s.MailLanguage()}}
	for _, n := range wholeSettings {
		if value := *n.at(s); value != 0 {
			in.Set(n.name, strconv.Itoa(value))
		}
	}
	if s.TokenDays != nil {
		in.Set("max_token_days", strconv.Itoa(*s.TokenDays))
	}
	for _, b := range switches {
		if *b.at(s) {
			in.Set(b.name, "yes")
		}
	}
	return in
}

func licenceFacts(c *tenant.Customer, licences []tenant.Licence) []fact {
	users := say("As many as you like")
	if c.Settings.ActiveUsers != nil {
		users = say("Up to %d", *c.Settings.ActiveUsers)
	}
	facts := []fact{{say("Active users"), users}}
	for _, l := range licences {
		most := say("As many as you like")
		if l.Licence != nil {
			most = say("Up to %d", *l.Licence)
		}
		facts = append(facts, fact{plain(l.Name), most})
	}
	return slices.Clip(facts)
}
