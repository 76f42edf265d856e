package ratings

import (
	"context"
	"encoding/base64"
	"net/http"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

func (a *API) settingRoutes() []api.Route {
	const path = "/settings"
	return []api.Route{
		{Method: "GET", Path: path, Need: actor.SettingsR, Handle: a.settings},
		{Method: "PATCH", Path: path, Need: actor.SettingsRW, Handle: a.changeSettings},
	}
}

// settingsDocument is everything that a customer chooses, as it works: defaults
// included, and what the operator has set beside it.
type settingsDocument struct {
	Branding   settingsBranding  `json:"branding"`
	Limits     settingsLimits    `json:"limits"`
	Retention  settingsRetention `json:"retention"`
	SSODomains []string          `json:"sso_domains"` // read-only: the operator's
	Licences   settingsLicences  `json:"licences"`    // read-only: the operator's
	Changed    *settingsChanged  `json:"changed"`     // null before the first change
}

type settingsBranding struct {
	DisplayName *string `json:"display_name"` // null: the customer's name
	Accent      *string `json:"accent"`
	Logo        *string `json:"logo"`     // its address
	Language    string  `json:"language"` // of mails to who has not chosen one
}

type settingsLimits struct {
	TrialDuration         int  `json:"trial_duration"`
	InvitationMailsPerDay int  `json:"invitation_mails_per_day"`
	MaxTokenDays          *int `json:"max_token_days"` // null: whoever makes one chooses
	SessionHours          int  `json:"session_hours"`
	SessionIdleMinutes    int  `json:"session_idle_minutes"`
	RequireSecondFactor   bool `json:"require_second_factor"`
	AllowOtherCCDomains   bool `json:"allow_other_cc_domains"`
	RefuseFreeMail        bool `json:"refuse_free_mail"`
	AutoApproveInvited    bool `json:"auto_approve_invited_users"`
}

// settingsRetention is for how many days what has ended is kept; null is for good.
type settingsRetention struct {
	Mails         *int `json:"keep_mails"`
	Notifications *int `json:"keep_notifications"`
	EventDetails  *int `json:"keep_event_details"`
}

type settingsLicences struct {
	ActiveUsers   *int              `json:"active_users"`
	Subscriptions map[string]*int64 `json:"subscriptions"` // null is unlimited
}

type settingsChanged struct {
	Date string  `json:"date"`
	By   *string `json:"by"` // guid of a user; null is the operator
}

func (a *API) settings(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	c, err := a.Customers.One(r.Context(), by.CustomerID)
	if err != nil {
		return err
	}
	return a.answerSettings(w, r, by, c)
}

func (a *API) answerSettings(w http.ResponseWriter, r *http.Request, by actor.Actor, c tenant.Customer) error {
	out := settingsDocument{Branding: a.brandingOf(&c), Limits: limitsOf(&c.Settings), Retention: settingsRetention{
		daysOrNull(c.Settings.KeepMails), daysOrNull(c.Settings.KeepNotifications), daysOrNull(c.Settings.KeepEventDetails),
	}}
	if err := a.addOperators(r.Context(), c, &out); err != nil {
		return err
	}
	last, err := a.Events.Last(r.Context(), by, "settings.update")
	if err != nil {
		return err
	}
	if last != nil {
		out.Changed = &settingsChanged{moment(last.At), orNull(last.User)}
	}
	api.Version(w, c.Version)
	return api.JSON(w, http.StatusOK, out)
}

func (a *API) brandingOf(c *tenant.Customer) settingsBranding {
	out := settingsBranding{DisplayName: orNull(c.Settings.DisplayName), Accent: orNull(c.Settings.Accent), Language: c.Settings.MailLanguage()}
	if at := c.Branding().Logo; at != "" {
		out.Logo = new(a.PublicURL + at)
	}
	return out
}

func limitsOf(s *tenant.Settings) settingsLimits {
	return settingsLimits{
		TrialDuration: s.TrialDays(), InvitationMailsPerDay: s.MailsPerDay(), MaxTokenDays: s.TokenDays,
		SessionHours: int(s.SessionLife().Hours()), SessionIdleMinutes: int(s.IdleLife().Minutes()), RequireSecondFactor: s.SecondFactor,
		AllowOtherCCDomains: s.AllowOtherCCDomains, RefuseFreeMail: s.RefuseFreeMail, AutoApproveInvited: s.AutoApproveInvited,
	}
}

func (a *API) addOperators(ctx context.Context, c tenant.Customer, out *settingsDocument) (err error) {
	if out.SSODomains, err = a.Customers.SSODomains(ctx, c.ID); err != nil {
		return err
	}
	licences, err := tenant.Licences(ctx, a.DB, c.ID)
	out.Licences = settingsLicences{ActiveUsers: c.Settings.ActiveUsers, Subscriptions: make(map[string]*int64, len(licences))}
	for _, l := range licences {
		out.Licences.Subscriptions[l.Type] = l.Licence
	}
	return err
}

func daysOrNull(days int) *int {
	if days == 0 {
		return nil
	}
	return &days
}

// settingsBody is a change: what is not sent stays, null puts the default back.
type settingsBody struct {
	Branding api.Opt[struct {
		DisplayName api.Opt[string] `json:"display_name"`
		Accent      api.Opt[string] `json:"accent"`
		Logo        api.Opt[string] `json:"logo"` // a PNG in base64; its address as it was read stays
		Language    api.Opt[string] `json:"language"`
	}] `json:"branding"`
	Limits api.Opt[struct {
		TrialDuration         api.Opt[int]  `json:"trial_duration"`
		InvitationMailsPerDay api.Opt[int]  `json:"invitation_mails_per_day"`
		MaxTokenDays          api.Opt[int]  `json:"max_token_days"`
		SessionHours          api.Opt[int]  `json:"session_hours"`
		SessionIdleMinutes    api.Opt[int]  `json:"session_idle_minutes"`
		RequireSecondFactor   api.Opt[bool] `json:"require_second_factor"`
		AllowOtherCCDomains   api.Opt[bool] `json:"allow_other_cc_domains"`
		RefuseFreeMail        api.Opt[bool] `json:"refuse_free_mail"`
		AutoApproveInvited    api.Opt[bool] `json:"auto_approve_invited_users"`
	}] `json:"limits"`
	Retention api.Opt[struct {
		Mails         api.Opt[int] `json:"keep_mails"`
		Notifications api.Opt[int] `json:"keep_notifications"`
		EventDetails  api.Opt[int] `json:"keep_event_details"`
	}] `json:"retention"`

	SSODomains any `json:"sso_domains"` // what follows is read-only
	Licences   any `json:"licences"`
	Changed    any `json:"changed"`
}

func (a *API) changeSettings(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	in, err := api.Body[settingsBody](w, r, false, "settings", "body")
	if err != nil {
		return err
	}
	p := fault.Problems{}
	for name, isNull := range map[string]bool{"branding": in.Branding.Null, "limits": in.Limits.Null, "retention": in.Retention.Null} {
		p.Require(!isNull, name, mayNotBeNull)
	}
	in.refuseZeros(p)
	logo := in.logo(p, a.PublicURL)
	if err := p.Err(); err != nil {
		return err
	}
	c, err := a.Customers.ChangeSettings(r.Context(), by, func(s *tenant.Settings) error { in.apply(s); return nil }, logo)
	if err != nil {
		return err
	}
	return a.answerSettings(w, r, by, c)
}

// refuseZeros refuses numbers that would mean the default: that is what null is for.
func (in *settingsBody) refuseZeros(p fault.Problems) {
	l, k := &in.Limits.Value, &in.Retention.Value
	for name, n := range map[string]api.Opt[int]{
		"trial_duration": l.TrialDuration, "invitation_mails_per_day": l.InvitationMailsPerDay, "max_token_days": l.MaxTokenDays,
		"session_hours": l.SessionHours, "session_idle_minutes": l.SessionIdleMinutes,
		"keep_mails": k.Mails, "keep_notifications": k.Notifications, "keep_event_details": k.EventDetails,
	} {
		p.Require(!n.Set || n.Null || n.Value > 0, name, "must be a number above 0, or null for the default")
	}
}

// logo is the picture that was sent: nil leaves the one that is there, nothing
// takes it away.
func (in *settingsBody) logo(p fault.Problems, publicURL string) *[]byte {
	l := in.Branding.Value.Logo
	if !l.Set || strings.HasPrefix(l.Value, publicURL+"/logos/") {
		return nil
	}
	body, err := base64.StdEncoding.DecodeString(l.Value)
	p.Require(err == nil, "logo", "must be a PNG picture in base64")
	return &body
}

func (in *settingsBody) apply(s *tenant.Settings) {
	b, l, k := &in.Branding.Value, &in.Limits.Value, &in.Retention.Value
	put(&s.DisplayName, b.DisplayName)
	if put(&s.Accent, b.Accent); b.Accent.Set {
		s.Accent = strings.ToLower(s.Accent)
	}
	put(&s.Language, b.Language)
	put(&s.TrialDuration, l.TrialDuration)
	put(&s.InvitationMailsPerDay, l.InvitationMailsPerDay)
	if l.MaxTokenDays.Set {
		s.TokenDays = l.MaxTokenDays.Ptr()
	}
	put(&s.SessionHours, l.SessionHours)
	put(&s.SessionIdleMinutes, l.SessionIdleMinutes)
	put(&s.SecondFactor, l.RequireSecondFactor)
	put(&s.AllowOtherCCDomains, l.AllowOtherCCDomains)
	put(&s.RefuseFreeMail, l.RefuseFreeMail)
	put(&s.AutoApproveInvited, l.AutoApproveInvited)
	put(&s.KeepMails, k.Mails)
	put(&s.KeepNotifications, k.Notifications)
	put(&s.KeepEventDetails, k.EventDetails)
}

// put sets what was sent; null is the zero value, which is the default.
func put[T any](at *T, sent api.Opt[T]) {
	switch {
	case sent.Null:
		*at = *new(T)
	case sent.Set:
		*at = sent.Value
	}
}
