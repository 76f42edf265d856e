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
}

func (a *API) currentCustomer(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	c, err := a.Customers.One(r.Context(), by.CustomerID)
	if err != nil {
		return err
	}
	return api.JSON(w, http.StatusOK, customer{
		GUID: c.GUID, Name: c.Name, IsActive: c.IsActive, DateJoined: c.CreatedAt.Format(time.RFC3339),
		LastModified: c.UpdatedAt.Format(time.RFC3339), Settings: customerSettings{c.Settings.AutoApproveInvited},
	})
}

func (a *API) changeCustomer(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	in, err := api.Body[struct {
		Settings api.Opt[struct {
			AutoApprove api.Opt[bool] `json:"auto_approve_invited_users"`
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
	auto := in.Settings.Value.AutoApprove
	p.Require(!in.Settings.Null && !auto.Null, "customer_settings", mayNotBeNull)
	if err := p.Err(); err != nil {
		return err
	}
	if auto.Set {
		_, err := a.Customers.SetSettings(r.Context(), by, func(s *tenant.Settings) error {
			s.AutoApproveInvited = auto.Value
			return nil
		})
		if err != nil {
			return err
		}
	}
	return a.currentCustomer(w, r, by)
}
