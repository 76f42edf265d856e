package identity_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

// The time of a refusal does not tell a token that once worked from one that
// never was: the two distributions cannot be told apart better than noise allows.
//
// Measurements are interleaved, so that a busy machine is as busy for both, and
// compared by rank, so that outliers do not count. A build that returns early for
// unknown tokens fails in both parts: where refusals are counted it spares a
// write, and in a flood, where they are not, the reading.
func TestTokenRefusalTakesAsLongForUnknownAsForKnown(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		known := map[string][]string{}
		for range 8 {
			a := w.api(t, w.user(t, w.acme, actor.User, ""), "GATEHOUSE_REQUESTS_R")
			tok, secret := w.token(t, a, identity.TokenDraft{})
			accepted(t, w.tokens.Revoke(t.Context(), actor.System(a.CustomerID), a.UserGUID, id(a), tok.GUID, "lost"))
			known["revoked"] = append(known["revoked"], secret)
			_, secret = w.token(t, a, identity.TokenDraft{ExpiresAt: new(w.now.Add(time.Hour))})
			known["expired"] = append(known["expired"], secret)
			_, secret = w.token(t, a, identity.TokenDraft{AllowedIPs: []string{"198.51.100.0/24"}})
			known["from elsewhere"] = append(known["from elsewhere"], secret)
		}
		w.now = w.now.Add(2 * time.Hour)
		for kind, secrets := range known {
			counted := func() (unknown, old []time.Duration) { return w.refusals(t, secrets, 60) }
			w.alike(t, kind+", counted", counted)
			w.alike(t, kind+", in a flood", func() (unknown, old []time.Duration) {
				w.refusals(t, secrets, 151) // nothing more is written in this minute
				return w.refusals(t, secrets, 400)
			})
		}
	})
}

// alike compares two distributions. Noise may make them differ once; it does not
// do so three times.
func (w *world) alike(t *testing.T, what string, measure func() (unknown, known []time.Duration)) {
	t.Helper()
	var seen []float64
	for range 3 {
		w.now = w.now.Add(time.Minute)
		unknown, known := measure()
		p := slower(known, unknown)
		if seen = append(seen, p); p > 0.3 && p < 0.7 {
			t.Logf("%s: a known token takes longer with a probability of %.2f", what, seen)
			return
		}
	}
	t.Errorf("%s: a known token takes longer than an unknown one with a probability of %.2f, want about 0.5", what, seen)
}

// refusals measures n refusals of each sort, in random order.
func (w *world) refusals(t *testing.T, secrets []string, n int) (unknown, known []time.Duration) {
	t.Helper()
	one := func(secret string) time.Duration {
		start := time.Now()
		_, err := w.doors.Token(t.Context(), secret, ip)
		took := time.Since(start)
		refused(t, err, fault.Unauthorized)
		return took
	}
	for i := range n {
		never, _, _, _ := identity.NewToken()
		first := rand.IntN(2) == 0
		if first {
			unknown = append(unknown, one(never))
		}
		known = append(known, one(secrets[i%len(secrets)]))
		if !first {
			unknown = append(unknown, one(never))
		}
	}
	return unknown, known
}
