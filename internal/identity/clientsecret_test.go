package identity_test

import (
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

// A secret that one provider knows this server by is told to no other: with
// another issuer it is given anew.
func TestClientSecretStaysWithItsProvider(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		i := w.idp(t, w.acme, func(ch *identity.IDPChange) { ch.ClientSecret = new("known to one") })
		by := actor.System(w.acme.ID)
		_, err := w.idps.Change(t.Context(), by, i.GUID, identity.IDPChange{Issuer: new("https://evil.example")})
		if f := fault.Of(err); f.Fields["client_secret"] == "" {
			t.Errorf("got %v, want the secret asked for", err)
		}
		same := must(w.idps.Change(t.Context(), by, i.GUID, identity.IDPChange{Issuer: &i.EntityID, Name: new("Renamed")}))(t)
		if got := must(w.idps.ClientSecret(same))(t); got != "known to one" {
			t.Errorf("the secret became %q", got)
		}
		other := must(w.idps.Change(t.Context(), by, i.GUID, identity.IDPChange{Issuer: new("https://new.example"), ClientSecret: new("")}))(t)
		if other.HasClientSecret() {
			t.Error("the secret went along")
		}
	})
}
