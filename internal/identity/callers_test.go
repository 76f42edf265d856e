package identity_test

import (
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/tenant"
)

// A caller who was let in a moment ago costs SQLite nothing, and PostgreSQL the
// reading of two heads in one statement.
func TestStatementsOfAKnownCaller(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		u := w.user(t, w.acme, actor.User, "")
		draft := apiDraft()
		draft.CustomerID = w.sub.ID // of two customers
		a := must(w.accesses.Create(t.Context(), w.admin, u.GUID, draft))(t)
		_, secret, err := w.tokens.Create(t.Context(), w.admin, u.GUID, id(a), identity.TokenDraft{})
		accepted(t, err)
		var asked atomic.Int64
		watched := d.Watched(func(string) { asked.Add(1) })
		doors := &identity.Doors{DB: watched, Heads: &audit.Heads{DB: watched}, Now: func() time.Time { return w.now }}
		want := must(doors.Token(t.Context(), secret, ip))(t) // its first use is an event
		for least := int64(99); ; {
			asked.Store(0)
			if got := must(doors.Token(t.Context(), secret, ip))(t); fmt.Sprint(got) != fmt.Sprint(want) {
				t.Fatalf("got %+v, want %+v", got, want)
			}
			if least = min(least, asked.Load()); least == map[db.Dialect]int64{db.SQLite: 0, db.Postgres: 1}[d.Dialect()] {
				return // for ever, if it never gets so far
			}
		}
	})
}

// What a node knows of a caller is never older than what another node, or this
// one, was told that it has changed.
func TestKnownCallersAreAsTheyAre(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		now := func() time.Time { return w.now }
		far := dbtest.Another(t, d)
		for name, node := range map[string]*identity.Doors{
			"this node":    {DB: d, Heads: w.doors.Heads, Now: now},
			"another node": {DB: far, Heads: &audit.Heads{DB: far}, Now: now},
		} {
			for _, change := range changesOfACaller(w) {
				t.Run(change.name+" seen by "+name, func(t *testing.T) {
					k := w.known(t)
					for range 3 { // the first use is an event; then it is kept
						must(node.Token(t.Context(), k.secret, ip))(t)
					}
					change.make(t, k)
					for {
						got, err := node.Token(t.Context(), k.secret, ip)
						if seen := change.seen(got, err); seen {
							return
						}
						if d.Dialect() == db.Postgres || name == "this node" {
							t.Fatalf("the next call does not see it: %+v, %v", got, err)
						} // another process on the same file is noticed within a tenth of a second
					}
				})
			}
		}
	})
}

// Nobody is let in by what was known of a history that is over.
func TestKnownCallersAreOfThisHistory(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		k := w.known(t)
		change := func(ch identity.UserChange) audit.Versions {
			t.Helper()
			must(w.users.Change(t.Context(), actor.System(k.c.ID), k.u.GUID, ch))(t)
			return must(w.doors.Heads.Read(t.Context(), k.c.ID))(t)
		}
		must(w.doors.Token(t.Context(), k.secret, ip))(t) // its first use is an event
		restore := dbtest.Past(t, d, k.c.ID)
		was := change(identity.UserChange{FirstName: new("Lost")})
		must(w.doors.Token(t.Context(), k.secret, ip))(t)
		restore()
		now := change(identity.UserChange{LastName: new("Kept"), Role: new(actor.User)})
		if was.Epoch = now.Epoch; now != was {
			t.Fatalf("%+v, want %+v as before", now, was)
		}
		if by := must(w.doors.Token(t.Context(), k.secret, ip))(t); by.Role != actor.User {
			t.Errorf("let in as %s, as before the restore", by.Role)
		}
	})
}

// known is a caller of a customer of its own, below another.
type known struct {
	c      tenant.Customer
	u      identity.User
	a      identity.Access
	tok    identity.Token
	secret string
	group  string
}

func (w *world) known(t *testing.T) (k known) {
	t.Helper()
	k.c = w.customer(t, "Shop", w.acme.GUID)
	k.group = w.group(t, k.c, "South")
	k.u = w.user(t, k.c, actor.GroupAdmin, k.group)
	k.a = w.api(t, k.u, "GATEHOUSE_REQUESTS_RW", "GATEHOUSE_USERS_R")
	k.tok, k.secret = w.token(t, k.a, identity.TokenDraft{})
	return k
}

type changeOfACaller struct {
	name string
	make func(t *testing.T, k known)
	seen func(by actor.Actor, err error) bool
}

func changesOfACaller(w *world) []changeOfACaller {
	isRefused := func(_ actor.Actor, err error) bool { return fault.Is(err, fault.Unauthorized) }
	is := func(of func(actor.Actor) bool) func(actor.Actor, error) bool {
		return func(by actor.Actor, err error) bool { return err == nil && of(by) }
	}
	before := make(map[string]string) // groups of users
	system := func(k known) actor.Actor { return actor.System(k.c.ID) }
	change := func(ch identity.UserChange) func(t *testing.T, k known) {
		return func(t *testing.T, k known) { must(w.users.Change(t.Context(), system(k), k.u.GUID, ch))(t) }
	}
	return []changeOfACaller{
		{"a token revoked", func(t *testing.T, k known) {
			accepted(t, w.tokens.Revoke(t.Context(), system(k), k.u.GUID, id(k.a), k.tok.GUID, "lost"))
		}, isRefused},
		{"a token rotated", func(t *testing.T, k known) {
			_, _, err := w.tokens.Rotate(t.Context(), system(k), k.u.GUID, id(k.a), k.tok.GUID, 0)
			accepted(t, err)
		}, isRefused},
		{"an access deleted", func(t *testing.T, k known) {
			accepted(t, w.accesses.Delete(t.Context(), system(k), k.u.GUID, id(k.a)))
		}, isRefused},
		{"a user stopped", change(identity.UserChange{IsActive: new(false)}), isRefused},
		{"a user expired", change(identity.UserChange{ExpiresAt: new("2026-02-01")}), isRefused},
		{"a user deleted", func(t *testing.T, k known) { accepted(t, w.users.Delete(t.Context(), system(k), k.u.GUID)) }, isRefused},
		{"a customer stopped", func(t *testing.T, k known) {
			must(w.customers.Set(t.Context(), actor.System(0), k.c.GUID, tenant.Change{IsActive: new(false)}))(t)
		}, isRefused},
		{"a customer renamed", func(t *testing.T, k known) {
			must(w.customers.Set(t.Context(), actor.System(0), k.c.GUID, tenant.Change{Name: new("Store")}))(t)
		}, is(func(by actor.Actor) bool { return by.CustomerName == "Store" })},
		{"a user renamed", change(identity.UserChange{FormalName: new("Zoe")}), is(func(by actor.Actor) bool { return by.FormalName == "Zoe" })},
		{"a ratings role", change(identity.UserChange{Role: new(actor.User)}), is(func(by actor.Actor) bool { return by.Role == actor.User })},
		{"the roles of an access", func(t *testing.T, k known) {
			must(w.accesses.Change(t.Context(), system(k), k.u.GUID, id(k.a), identity.AccessChange{Roles: &[]string{"GATEHOUSE_USERS_R"}}))(t)
		}, is(func(by actor.Actor) bool { return strings.Join(by.Roles, " ") == "GATEHOUSE_USERS_R" })},
		{"another group", func(t *testing.T, k known) {
			before[k.u.GUID] = k.group
			must(w.users.Change(t.Context(), system(k), k.u.GUID, identity.UserChange{GroupGUID: new(w.group(t, k.c, "North"))}))(t)
		}, func(by actor.Actor, err error) bool { return err == nil && by.GroupGUID != before[by.UserGUID] }},
		{"a group that sees all", func(t *testing.T, k known) {
			must(w.groups.Change(t.Context(), system(k), k.group, tenant.GroupChange{AllCompanies: new(true)}))(t)
		}, is(func(by actor.Actor) bool { return by.AllCompanies })},
	}
}

// What the clock decides is decided at each call.
func TestKnownCallersExpire(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		a := w.api(t, w.user(t, w.acme, actor.User, ""))
		_, secret := w.token(t, a, identity.TokenDraft{ExpiresAt: new(w.now.Add(500 * time.Millisecond)), AllowedIPs: []string{"2001:db8::7"}})
		must(w.doors.Token(t.Context(), secret, "2001:db8::7"))(t)
		must(w.doors.Token(t.Context(), secret, "2001:db8::7"))(t)
		_, err := w.doors.Token(t.Context(), secret, "2001:db8::8") // of the same network
		refused(t, err, fault.Unauthorized)
		w.now = w.now.Add(499 * time.Millisecond)
		must(w.doors.Token(t.Context(), secret, "2001:db8::7"))(t)
		w.now = w.now.Add(time.Millisecond)
		_, err = w.doors.Token(t.Context(), secret, "2001:db8::7")
		refused(t, err, fault.Unauthorized)
	})
}

// A customer in between is no event of the caller's customers: it is seen when the
// second is over, by whichever clock.
func TestKnownCallersLastASecond(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		low := w.customer(t, "Acme Far South", w.sub.GUID)
		u := w.user(t, w.acme, actor.User, "")
		draft := apiDraft()
		draft.CustomerID = low.ID
		a := must(w.accesses.Create(t.Context(), w.admin, u.GUID, draft))(t)
		_, secret, err := w.tokens.Create(t.Context(), w.admin, u.GUID, id(a), identity.TokenDraft{})
		accepted(t, err)
		must(w.doors.Token(t.Context(), secret, ip))(t)
		must(w.doors.Token(t.Context(), secret, ip))(t)
		must(w.customers.Set(t.Context(), actor.System(0), w.sub.GUID, tenant.Change{ParentGUID: new("")}))(t)
		w.now = w.now.Add(time.Second)
		_, err = w.doors.Token(t.Context(), secret, ip)
		refused(t, err, fault.Unauthorized)
	})
}

// Who shares what is known of a caller changes nothing for the others.
func TestKnownCallersAreNotChanged(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		_, secret := w.token(t, w.api(t, w.user(t, w.acme, actor.User, ""), "GATEHOUSE_REQUESTS_R"), identity.TokenDraft{})
		for range 3 {
			by := must(w.doors.Token(t.Context(), secret, ip))(t)
			if got := strings.Join(by.Roles, " "); got != "GATEHOUSE_REQUESTS_R" {
				t.Fatalf("got %s", got)
			}
			_ = append(by.Roles, "GATEHOUSE_USERS_RW")
			by.Role = actor.Admin
		}
	})
}
