package identity_test

import (
	"slices"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/identity"
)

// What ends soon is told to whom it belongs, and to admins who manage it; of users,
// to who sees them.
func TestAhead(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		u := w.user(t, w.acme, actor.User, "")
		a := w.api(t, u)
		w.token(t, a, identity.TokenDraft{ExpiresAt: w.days(10)})
		w.token(t, a, identity.TokenDraft{ExpiresAt: w.days(40)})
		own := w.signIn(t, a)
		until := w.now.AddDate(0, 0, 14)
		tokens := func(by actor.Actor) (own []bool) {
			t.Helper()
			for _, x := range must(w.reminders().Tokens(t.Context(), by, until))(t) {
				own = append(own, x.IsOwn)
				if !x.EndsAt.Equal(*w.days(10)) || x.Who != u.FormalName || x.Kind != identity.TokenEnds {
					t.Errorf("%+v", x)
				}
			}
			return own
		}
		if got := tokens(own); !slices.Equal(got, []bool{true}) {
			t.Errorf("the token's own user is told of %v", got)
		}
		if got := tokens(w.admin); !slices.Equal(got, []bool{false}) {
			t.Errorf("an admin is told of %v", got)
		}
		for name, by := range map[string]actor.Actor{
			"another user": w.actor(t, w.acme, actor.User, ""), "another customer": w.otherAdmin,
			"an admin without the right": w.actor(t, w.acme, actor.Admin, "", string(actor.RequestsRW)),
		} {
			if got := tokens(by); len(got) != 0 {
				t.Errorf("%s is told of %v", name, got)
			}
		}

		guest := must(w.users.Create(t.Context(), w.admin, identity.UserDraft{
			Email: "guest@acme.example", FormalName: "Gerda Gast", ExpiresAt: w.now.AddDate(0, 0, 9).Format(time.DateOnly),
		}))(t)
		users := func(by actor.Actor) []identity.Ahead { return must(w.reminders().Users(t.Context(), by, until))(t) }
		if got := users(w.admin); len(got) != 1 || got[0].Name != guest.FormalName || got[0].Reminder != "" {
			t.Errorf("an admin is told of %+v", got)
		}
		w.now = w.now.AddDate(0, 0, 3)
		until = w.now.AddDate(0, 0, 14)
		accepted(t, w.reminders().Remind(t.Context()))
		if got := users(w.admin); len(got) != 1 || got[0].Reminder == "" {
			t.Errorf("after the reminder an admin is told of %+v", got)
		}
		if got := users(w.otherAdmin); len(got) != 0 {
			t.Errorf("another customer is told of %+v", got)
		}
		if got := users(w.actor(t, w.acme, actor.User, "", string(actor.RequestsR))); len(got) != 0 {
			t.Errorf("who may not read users is told of %+v", got)
		}
	})
}
