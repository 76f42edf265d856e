package web

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// changeSettings saves the form, if nobody else changed the settings since it was
// shown. A refused form comes back as it was sent.
func (c *Web) changeSettings(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := seesSettings(by); err != nil {
		return err
	}
	logo, err := sentLogo(r)
	if err != nil {
		return err
	}
	version, err := strconv.ParseInt(r.PostFormValue("version"), 10, 64)
	if err != nil {
		return fault.New(fault.Invalid, "The form is damaged.")
	}
	ctx := tenant.WithVersions(r.Context(), []int64{version})
	_, err = c.Customers.ChangeSettings(ctx, by, func(s *tenant.Settings) error { return readSettings(r.PostForm, s) }, logo)
	if fault.Is(err, fault.Invalid) || fault.Is(err, fault.PreconditionFailed) {
		customer, missing := c.Customers.One(r.Context(), by.CustomerID)
		if missing != nil {
			return missing
		}
		return c.showSettings(w, r, by, &customer, r.PostForm, fault.Of(err))
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, settingsPath+"?done=saved", http.StatusSeeOther)
	return nil
}

// sentLogo is the picture that came with the form: nil leaves the logo as it is,
// nothing takes it away.
func sentLogo(r *http.Request) (*[]byte, error) {
	if r.PostFormValue("no_logo") != "" {
		return new([]byte), nil
	}
	name, body, err := sentFile(r, "logo")
	if err != nil || name == "" {
		return nil, err
	}
	if len(body) == 0 {
		body = []byte("-") // a file without anything in it is no picture, and no wish to have none
	}
	return &body, nil
}

// wholeSettings are those that are wholeSettings: empty means the default.
var wholeSettings = []struct {
	name string
	at   func(*tenant.Settings) *int
}{
	{"trial_duration", func(s *tenant.Settings) *int { return &s.TrialDuration }},
	{"invitation_mails_per_day", func(s *tenant.Settings) *int { return &s.InvitationMailsPerDay }},
	{"session_hours", func(s *tenant.Settings) *int { return &s.SessionHours }},
	{"session_idle_minutes", func(s *tenant.Settings) *int { return &s.SessionIdleMinutes }},
	{"keep_mails", func(s *tenant.Settings) *int { return &s.KeepMails }},
	{"keep_notifications", func(s *tenant.Settings) *int { return &s.KeepNotifications }},
	{"keep_event_details", func(s *tenant.Settings) *int { return &s.KeepEventDetails }},
}

var switches = []struct {
	name string
	at   func(*tenant.Settings) *bool
}{
	{"require_second_factor", func(s *tenant.Settings) *bool { return &s.SecondFactor }},
	{"auto_approve_invited", func(s *tenant.Settings) *bool { return &s.AutoApproveInvited }},
	{"refuse_free_mail", func(s *tenant.Settings) *bool { return &s.RefuseFreeMail }},
	{"allow_other_cc_domains", func(s *tenant.Settings) *bool { return &s.AllowOtherCCDomains }},
}

var errNumber = errors.New("no number")

// number reads a number above 0; nothing is 0.
func number(text string) (int, error) {
	if text = strings.TrimSpace(text); text == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n <= 0 {
		return 0, errNumber
	}
	return n, nil
}

// readSettings puts what was sent into the settings.
func readSettings(in url.Values, s *tenant.Settings) error {
	p := fault.Problems{}
	s.DisplayName, s.Language = strings.TrimSpace(in.Get("display_name")), in.Get("language")
	if s.Accent = strings.ToLower(strings.TrimSpace(in.Get("accent"))); s.Accent != "" && !strings.HasPrefix(s.Accent, "#") {
		s.Accent = "#" + s.Accent
	}
	for _, n := range wholeSettings {
		value, err := number(in.Get(n.name))
		p.Require(err == nil, n.name, "must be a number above 0, or empty for the default")
		*n.at(s) = value
	}
	days, err := number(in.Get("max_token_days"))
	p.Require(err == nil, "max_token_days", "must be a number above 0, or empty for the default")
	if s.TokenDays = nil; days > 0 {
		s.TokenDays = &days
	}
	for _, b := range switches {
		*b.at(s) = in.Get(b.name) != ""
	}
	return p.Err()
}
