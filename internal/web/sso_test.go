package web

import (
	"net/http"
	"strconv"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/identity"
)

// What an IdP has sent a browser, which may not have asked for it, opens a session
// in no other way than through the page that compares the two: not by the button
// of a sign-in that was on its way in the same browser.
func TestArrivalsGoThroughTheirOwnPage(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		party, err := s.IDPs.Create(t.Context(), actor.System(s.A.ID), identity.IDPChange{
			Name: new("The IdP"), Protocol: new(identity.OIDC), Issuer: new("https://idp.example"), ClientID: new("gatehouse"),
		})
		if err != nil {
			t.Fatal(err)
		}
		_, err = s.Accesses.Create(t.Context(), actor.System(s.A.ID), s.A.User.GUID, identity.AccessDraft{
			Type: identity.SSOConnection, SSOID: new("una"), IDP: &party.GUID, Roles: []string{},
		})
		if err != nil {
			t.Fatal(err)
		}
		for name, flow := range map[string]string{"begun at the IdP": "", "begun in another browser": s.Sessions.NewFlow(s.A.ID, party.GUID)} {
			ways, err := s.Sessions.Arrive(t.Context(), identity.Browser{IP: "192.0.2.1"}, identity.Arrival{
				CustomerID: s.A.ID, IDP: party.GUID, Subject: "una", Flow: flow,
				Message: identity.Message{ID: name, Ends: s.Now().Add(time.Minute)},
			})
			if err != nil {
				t.Fatal(err)
			}
			v := s.visitor()
			v.cookies["__Host-"+ticketCookie] = &http.Cookie{Name: "__Host-" + ticketCookie, Value: ways[0].Ticket + "." + strconv.FormatInt(ways[0].AccessID, 10)}
			v.post(t, "/sign-in/continue", nil).leads(t, "/sso/arrived")
			if v.isIn() {
				t.Errorf("%s: it opened a session", name)
			}
		}
	})
}
