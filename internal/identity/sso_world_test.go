package identity_test

import (
	"strconv"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/identity"
	"gatehouse/internal/tenant"
)

// idp connects an OpenID provider to a customer, as the server itself.
func (w *world) idp(t *testing.T, c tenant.Customer, change func(*identity.IDPChange)) identity.IDP {
	t.Helper()
	n := strconv.FormatInt(serial.Add(1), 10)
	ch := identity.IDPChange{
		Name: new("IdP " + n), Protocol: new(identity.OIDC), Issuer: new("https://idp.example/" + n), ClientID: new("gatehouse"),
	}
	if change != nil {
		change(&ch)
	}
	return must(w.idps.Create(t.Context(), actor.System(c.ID), ch))(t)
}

// sso gives a user an sso_connection.
func (w *world) sso(t *testing.T, u identity.User, idp identity.IDP, subject string, roles ...string) identity.Access {
	t.Helper()
	return must(w.accesses.Create(t.Context(), actor.System(u.CustomerID), u.GUID, identity.AccessDraft{
		Type: identity.SSOConnection, CustomerID: idp.CustomerID, SSOID: &subject, IDP: &idp.GUID, Roles: roles,
	}))(t)
}

// arrival is what an IdP says about a subject, in a message that nobody has seen.
func (w *world) arrival(idp identity.IDP, subject string) identity.Arrival {
	return identity.Arrival{
		CustomerID: idp.CustomerID, IDP: idp.GUID, Subject: subject, ProvedAt: w.now,
		Message: identity.Message{ID: "m" + strconv.FormatInt(serial.Add(1), 10), Ends: w.now.Add(5 * time.Minute)},
		Flow:    w.sessions.NewFlow(idp.CustomerID, idp.GUID),
	}
}

var chrome = identity.Browser{IP: ip, Agent: "test"}

// arrive signs somebody in at an IdP, and opens the session.
func (w *world) arrive(t *testing.T, a identity.Arrival) (cookie string, by actor.Actor) {
	t.Helper()
	ways := must(w.sessions.Arrive(t.Context(), chrome, a))(t)
	cookie = must(w.sessions.Open(t.Context(), ways[0].Ticket, ways[0].AccessID, ip, "test"))(t)
	return cookie, must(w.sessions.Actor(t.Context(), cookie, ip))(t)
}
