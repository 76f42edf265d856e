package identity_test

import (
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

// The time in which the token endpoint refuses a client does not tell a client id
// that an access has from one that nobody has: with a secret that never was, with
// one that works no more, and with one that is another client's.
func TestGrantRefusalTakesAsLongForUnknownClientsAsForKnown(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		signer := must(identity.NewSigner(w.links.Key, origin))(t)
		grants := &identity.Grants{DB: d, Now: w.doors.Now, Doors: w.doors, Signer: signer}
		a, other := w.api(t, w.user(t, w.acme, actor.User, "")), w.api(t, w.user(t, w.acme, actor.User, ""))
		tok, revoked := w.token(t, a, identity.TokenDraft{})
		accepted(t, w.tokens.Revoke(t.Context(), actor.System(a.CustomerID), a.UserGUID, id(a), tok.GUID, "lost"))
		_, others := w.token(t, other, identity.TokenDraft{})
		never, _, _, _ := identity.NewToken()
		ctx := actor.WithCall(t.Context(), ip, "")
		for name, secret := range map[string]string{"unknown secret": never, "revoked secret": revoked, "another client's secret": others} {
			try := func(client string) func() {
				return func() {
					_, err := grants.Give(ctx, client, secret, "")
					refused(t, err, fault.Unauthorized)
				}
			}
			try(id(a))() // what is written once, at the first use, is written
			w.alike(t, name, func() (unknown, known []time.Duration) {
				known, unknown = race(120, try(id(a)), try("4611686018427387904"))
				return unknown, known
			})
		}
	})
}
