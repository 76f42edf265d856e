package web

import (
	"net/http"

	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

// leaveIDP leads somebody who has signed out here on to the IdP, if it ends
// sessions. That it cannot be reached keeps nobody signed in here.
func (c *Web) leaveIDP(w http.ResponseWriter, r *http.Request, l identity.Leaving) (answered bool, err error) {
	if l.IDP == "" {
		return false, nil
	}
	p, err := c.IDPs.Of(r.Context(), l.CustomerID, l.IDP)
	if fault.Is(err, fault.NotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	speaks, ok := c.protocols()[p.Protocol]
	if !ok || speaks.leave == nil {
		return false, nil
	}
	answered, err = speaks.leave(w, r, p, l.Hint)
	if err != nil && !answered {
		c.Log.Warn("signed out here, but not at the IdP", "idp", p.GUID, "err", err)
		return false, nil
	}
	return answered, err
}

// onwardView is the way on to another site, for a form that has led here: the
// policy of our pages lets no form lead elsewhere.
type onwardView struct {
	page
	Href                  string
	Heading, Lead, Button phrase
}

func (onwardView) file() string { return "onward.html" }

// onward leads on to an address of an IdP.
func onward(w http.ResponseWriter, r *http.Request, v onwardView) error {
	v.page = threshold(v.Heading, shut, nil)
	w.Header().Set("Refresh", "0; url="+v.Href)
	return render(w, r, http.StatusOK, v)
}
