package identity_test

import (
	"context"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/identity"
)

// waiters returns when so many statements wait for locks of others.
func waiters(t *testing.T, d *db.DB, n int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	for {
		waiting := must(db.Value[int](ctx, d, `
			select count(distinct l.pid) from pg_locks l join pg_stat_activity a on a.pid = l.pid
			where not l.granted and a.datname = current_database()`))(t)
		if waiting >= n {
			return
		}
	}
}

// What ends the sessions of an access ends the one, too, that a ticket or a switch
// is opening at that moment. SQLite has one writer, and no such moment.
func TestSessionsThatAreBeingOpenedEnd(t *testing.T) {
	for name, end := range map[string]func(w *world, u identity.User, a identity.Access) error{
		"new password": func(w *world, _ identity.User, a identity.Access) error {
			phc, err := identity.HashPassword(context.Background(), "another horse")
			if err != nil {
				return err
			}
			return w.db.Tx(context.Background(), func(tx *db.Tx) error {
				return w.accesses.SetPasswordIn(context.Background(), tx, a.CustomerID, a.ID, phc)
			})
		},
		"factors reset": func(w *world, u identity.User, _ identity.Access) error {
			return w.users.ResetFactors(context.Background(), w.admin, u.GUID)
		},
	} {
		opening := func(t *testing.T, isSwitch bool) {
			d := dbtest.Open(t, db.Postgres)
			w := newWorld(t, d)
			u, ui, cookie := w.person(t, w.acme, actor.User, password)
			by := must(w.sessions.Actor(t.Context(), cookie, ip))(t)
			ticket := ""
			if !isSwitch {
				accepted(t, w.sessions.End(t.Context(), cookie))
				ticket = must(w.sessions.SignIn(t.Context(), u.Email, password, ip, ""))(t)[0].Ticket
			}
			opened, ended := make(chan error, 1), make(chan error, 1)
			accepted(t, d.Tx(t.Context(), func(tx *db.Tx) error { // stops both in their tracks
				if _, err := tx.Exec(t.Context(), `update accesses set version = version where id = $1`, ui.ID); err != nil {
					return err
				}
				go func() {
					var err error
					if isSwitch {
						_, err = w.sessions.Switch(context.Background(), by, ui.ID, "")
					} else {
						_, err = w.sessions.Open(context.Background(), ticket, ui.ID, ip, "")
					}
					opened <- err
				}()
				waiters(t, d, 1)
				go func() { ended <- end(w, u, ui) }()
				waiters(t, d, 2)
				return nil
			}))
			err := <-opened
			accepted(t, <-ended)
			if n := w.count(t, `select count(*) from sessions`) + w.count(t, `select count(*) from directory where kind = 'session'`); n != 0 {
				t.Errorf("%d rows of sessions are left; it opened with %v", n, err)
			}
		}
		t.Run(name+" at a ticket", func(t *testing.T) { opening(t, false) })
		t.Run(name+" at a switch", func(t *testing.T) { opening(t, true) })
	}
}
