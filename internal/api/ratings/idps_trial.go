package ratings

import (
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/identity"
)

// idpTrial is what a test of an IdP found, point by point.
type idpTrial struct {
	Checks []idpCheck `json:"checks"`
}

type idpCheck struct {
	Code   string  `json:"code"`
	State  string  `json:"state"`
	Found  string  `json:"found"`
	Advice *string `json:"advice"`
}

func toIDPCheck(c identity.Check) idpCheck {
	out := idpCheck{Code: c.Code, State: c.State, Found: c.Found.String()}
	if c.Advice.Format != "" {
		advice := c.Advice.String()
		out.Advice = &advice
	}
	return out
}

// testIDP looks at an IdP as signing in would, and changes nothing.
func (a *API) testIDP(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	checks, err := a.IDPs.Test(r.Context(), by, r.PathValue("guid"))
	if err != nil {
		return err
	}
	out := idpTrial{Checks: []idpCheck{}}
	for _, c := range checks {
		out.Checks = append(out.Checks, toIDPCheck(c))
	}
	return api.JSON(w, http.StatusOK, out)
}
