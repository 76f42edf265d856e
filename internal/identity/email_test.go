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

// A new address becomes the user's when it is proven, and the old one is told.
func TestEmailNeedsProof(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		u, ui, _ := w.person(t, w.acme, actor.User, password)
		got := must(w.users.Change(t.Context(), w.admin, u.GUID, identity.UserChange{Email: new("New@acme.example")}))(t)
		if got.Email != u.Email || *got.PendingEmail != "New@acme.example" {
			t.Errorf("%+v", got)
		}
		_, err := w.sessions.SignIn(t.Context(), "new@acme.example", password, ip, "")
		refused(t, err, fault.Unauthorized)
		accepted(t, w.accesses.SendLink(t.Context(), w.admin, u.GUID, id(ui)))
		old, oldCode := w.mailed(t, u.Email)
		secret, code := w.mailed(t, "New@acme.example")
		refused(t, w.users.ConfirmEmail(t.Context(), secret, "abcdef"), fault.Invalid)
		refused(t, w.users.ConfirmEmail(t.Context(), old, oldCode), fault.NotFound) // a link of another kind
		accepted(t, w.users.ConfirmEmail(t.Context(), secret, code))
		refused(t, w.users.ConfirmEmail(t.Context(), secret, code), fault.NotFound)
		got = must(w.users.One(t.Context(), w.admin, u.GUID))(t)
		if got.Email != "New@acme.example" || got.PendingEmail != nil {
			t.Errorf("%+v", got)
		}
		w.enter(t, "new@ACME.example", password)
		_, err = w.sessions.SignIn(t.Context(), u.Email, password, ip, "")
		refused(t, err, fault.Unauthorized)
		refused(t, w.passwords.Set(t.Context(), old, oldCode, password), fault.NotFound) // it lies in the old mailbox
		if n := w.count(t, `select count(*) from mails where template = 'email_changed' and recipient = $1`, u.Email); n != 1 {
			t.Errorf("%d mails to the old address", n)
		}
		must(w.users.Create(t.Context(), w.admin, identity.UserDraft{Email: u.Email, FirstName: "Next"}))(t)
	})
}

// An address that somebody has, or gets first, is refused; asking for the
// present one takes a change back; a later change ends the one before.
func TestEmailChangeIsRefused(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		u, other := w.user(t, w.acme, actor.User, ""), w.user(t, w.acme, actor.User, "")
		ask := func(email string) error {
			_, err := w.users.Change(t.Context(), w.admin, u.GUID, identity.UserChange{Email: &email})
			return err
		}
		refused(t, ask(other.Email), fault.Conflict)
		refused(t, ask("nonsense"), fault.Invalid)
		accepted(t, ask("one@acme.example"))
		first, firstCode := w.mailed(t, "one@acme.example")
		accepted(t, ask("two@acme.example"))
		refused(t, w.users.ConfirmEmail(t.Context(), first, firstCode), fault.NotFound)
		second, secondCode := w.mailed(t, "two@acme.example")
		taker := must(w.users.Create(t.Context(), w.admin, identity.UserDraft{Email: "two@acme.example", FirstName: "Fast"}))(t)
		refused(t, w.users.ConfirmEmail(t.Context(), second, secondCode), fault.Conflict)
		accepted(t, w.users.Delete(t.Context(), w.admin, taker.GUID))
		accepted(t, ask(u.Email))
		refused(t, w.users.ConfirmEmail(t.Context(), second, secondCode), fault.NotFound)
		accepted(t, ask("three@acme.example"))
		third, thirdCode := w.mailed(t, "three@acme.example")
		w.now = w.now.Add(8 * 24 * time.Hour)
		refused(t, w.users.ConfirmEmail(t.Context(), third, thirdCode), fault.NotFound)
		if got := must(w.users.One(t.Context(), w.admin, u.GUID))(t); got.Email != u.Email {
			t.Errorf("%+v", got)
		}
	})
}
