package ratings

import (
	"net/http"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

func (a *API) customerRoutes() []api.Route {
	return []api.Route{
		{Method: "GET", Path: "/customers/current", Handle: a.currentCustomer},
		{Method: "PATCH", Path: "/customers/current", Need: actor.SettingsRW, Handle: a.changeCustomer},
	}
}

// customer is the caller's.
type customer struct {
	GUID         string           `json:"guid"`
	Name         string           `json:"name"`
	IsActive     bool             `json:"is_active"`
	DateJoined   string           `json:"date_joined"`
	LastModified string           `json:"last_modified"`
	Settings     customerSettings `json:"customer_settings"`
}

type customerSettings struct {
	// Registrations of people whose last invitation at the same company ended
	// by itself are approved at once.
	AutoApproveInvitedUsers bool `json:"auto_approve_invited_users"`
	// What follows is Gatehouse's own: how many days a token may live, null if that
	// is for an admin to choose, and how many tokens work for longer.
	MaxTokenDays       *int `json:"max_token_days"`
	TokensBeyondPolicy *int `json:"tokens_beyond_policy"` // null to who is no admin
	// Gatehouse's own: how long somebody stays signed in, used or not.
	SessionHours       int `json:"session_hours"`
	SessionIdleMinutes int `json:"session_idle_minutes"`
	// Gatehouse's own: nobody signs in by a password alone.
	RequireFactor bool `json:"require_second_factor"`
}

func (a *API) currentCustomer(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	c, err := a.Customers.One(r.Context(), by.CustomerID)
	if err != nil {
		return err
	}
	settings := customerSettings{
		AutoApproveInvitedUsers: c.Settings.AutoApproveInvited, MaxTokenDays: c.Settings.TokenDays,
		SessionHours: int(c.Settings.SessionLife().Hours()), SessionIdleMinutes: int(c.Settings.IdleLife().Minutes()),
		RequireFactor: c.Settings.SecondFactor,
	}
	if by.IsAdmin() {
		n, err := tenant.TokensBeyond(r.Context(), a.DB, c.ID, c.Settings, a.Now())
		if err != nil {
			return err
		}
		settings.TokensBeyondPolicy = &n
	}
	return api.JSON(w, http.StatusOK, customer{
		GUID: c.GUID, Name: c.Name, IsActive: c.IsActive, DateJoined: c.CreatedAt.Format(time.RFC3339),
		LastModified: c.UpdatedAt.Format(time.RFC3339), Settings: settings,
	})
}

func (a *API) changeCustomer(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	in, err := api.Body[struct {
		Settings api.Opt[struct {
			AutoApprove  api.Opt[bool] `json:"auto_approve_invited_users"`
			MaxTokenDays api.Opt[int]  `json:"max_token_days"` // null: an admin's choice
			sessionLimits
			RequireFactor api.Opt[bool] `json:"require_second_factor"`

			TokensBeyond any `json:"tokens_beyond_policy"` // read-only
		}] `json:"customer_settings"`

		GUID         any `json:"guid"` // what follows is read-only
		Name         any `json:"name"`
		IsActive     any `json:"is_active"`
		DateJoined   any `json:"date_joined"`
		LastModified any `json:"last_modified"`
	}](w, r, false, "body")
	if err != nil {
		return err
	}
	p := fault.Problems{}
	auto, days, limits := in.Settings.Value.AutoApprove, in.Settings.Value.MaxTokenDays, in.Settings.Value.sessionLimits
	factor := in.Settings.Value.RequireFactor
	p.Require(!in.Settings.Null && !auto.Null && !factor.Null, "customer_settings", mayNotBeNull)
	limits.check(p)
	if err := p.Err(); err != nil {
		return err
	}
	if auto.Set || days.Set || limits.Hours.Set || limits.IdleMinutes.Set || factor.Set {
		_, err := a.Customers.SetSettings(r.Context(), by, func(s *tenant.Settings) error {
			if auto.Set {
				s.AutoApproveInvited = auto.Value
			}
			if days.Set {
				s.TokenDays = days.Ptr()
			}
			limits.apply(s)
			if factor.Set {
				s.SecondFactor = factor.Value
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return a.currentCustomer(w, r, by)
}

// sessionLimits is how long the customer's people stay signed in.
type sessionLimits struct {
	Hours       api.Opt[int] `json:"session_hours"`
	IdleMinutes api.Opt[int] `json:"session_idle_minutes"`
}

// check refuses what would mean the default; the bounds are the customer's.
func (l *sessionLimits) check(p fault.Problems) {
	p.Require(!l.Hours.Set || !l.Hours.Null && l.Hours.Value > 0, "session_hours", "must be between 1 and 24")
	p.Require(!l.IdleMinutes.Set || !l.IdleMinutes.Null && l.IdleMinutes.Value > 0, "session_idle_minutes", "must be between 5 and 480")
}

func (l *sessionLimits) apply(s *tenant.Settings) {
	if l.Hours.Set {
		s.SessionHours = l.Hours.Value
	}
	if l.IdleMinutes.Set {
		s.SessionIdleMinutes = l.IdleMinutes.Value
	}
}
