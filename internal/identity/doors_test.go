package identity_test

import (
	"strings"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/tenant"
)

func TestTokenForm(t *testing.T) {
	secret, hash, prefix, last4 := identity.NewToken()
	if len(secret) != 37 || !strings.HasPrefix(secret, "gth_"+prefix) || !strings.HasSuffix(secret, last4) || len(prefix) != 8 || len(hash) != 64 {
		t.Errorf("%s %s %s %s", secret, hash, prefix, last4)
	}
	if !identity.WellFormed(secret) {
		t.Error("a new token is not well-formed")
	}
	for i := range secret {
		swapped := []byte(secret)
		swapped[i] ^= 1
		if identity.WellFormed(string(swapped)) {
			t.Errorf("%s passes as %s", swapped, secret)
		}
	}
	for _, bad := range []string{"", "gth_", secret + "0", secret[1:], strings.ToUpper(secret)} {
		if identity.WellFormed(bad) {
			t.Errorf("%q passes", bad)
		}
	}
}

// There is nobody before somebody is made: no account that everybody knows.
func TestNobodyIsThereFromTheStart(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		for _, table := range []string{"customers", "users", "accesses", "passwords", "tokens", "sessions", "links", "directory"} {
			if n := must(db.Value[int](t.Context(), d, `select count(*) from `+table))(t); n != 0 {
				t.Errorf("%d rows of %s in an empty database", n, table)
			}
		}
	})
}

func TestTokenMakesTheActor(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		group := w.group(t, w.acme, "South")
		u := w.user(t, w.acme, actor.GroupAdmin, group)
		a := w.api(t, u, "GATEHOUSE_USERS_RW", "GATEHOUSE_REQUESTS_R")
		tok, secret := w.token(t, a, identity.TokenDraft{})
		got := must(w.doors.Token(t.Context(), secret, ip))(t)
		if got.CustomerID != w.acme.ID || got.CustomerGUID != w.acme.GUID || got.CustomerName != "Acme" || got.CustomerKind != "Live" ||
			got.UserGUID != u.GUID || got.UserID != u.ID || got.UserCustomerID != w.acme.ID || got.Email != u.Email ||
			got.FormalName != u.FormalName || got.AccessID != a.ID || got.AccessType != "api_connection" || got.Role != actor.GroupAdmin ||
			strings.Join(got.Roles, " ") != "GATEHOUSE_USERS_RW GATEHOUSE_REQUESTS_R" || got.GroupGUID != group || got.AllCompanies ||
			got.TokenGUID != tok.GUID || got.IP != ip || got.Language != "en" {
			t.Errorf("%+v", got)
		}
	})
}

// Everything that stops a token gives the same answer, at once.
func TestTokenIsRefused(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		_, want := w.doors.Token(t.Context(), "nonsense", ip)
		unknown, _, _, _ := identity.NewToken()
		for _, tt := range []struct {
			name string
			stop func(t *testing.T, c tenant.Customer, u identity.User, a identity.Access, tok identity.Token) (usedFrom string)
		}{
			{"revoked", func(t *testing.T, _ tenant.Customer, u identity.User, a identity.Access, tok identity.Token) string {
				accepted(t, w.tokens.Revoke(t.Context(), actor.System(u.CustomerID), u.GUID, id(a), tok.GUID, "lost"))
				return ip
			}},
			{"expired", func(t *testing.T, _ tenant.Customer, _ identity.User, _ identity.Access, _ identity.Token) string {
				w.now = w.now.Add(366 * 24 * time.Hour)
				return ip
			}},
			{"wrong address", func(*testing.T, tenant.Customer, identity.User, identity.Access, identity.Token) string {
				return "203.0.113.9"
			}},
			{"no address", func(*testing.T, tenant.Customer, identity.User, identity.Access, identity.Token) string {
				return ""
			}},
			{"user deactivated", func(t *testing.T, _ tenant.Customer, u identity.User, _ identity.Access, _ identity.Token) string {
				must(w.users.Change(t.Context(), actor.System(u.CustomerID), u.GUID, identity.UserChange{IsActive: new(false)}))(t)
				return ip
			}},
			{"user expired", func(t *testing.T, _ tenant.Customer, u identity.User, _ identity.Access, _ identity.Token) string {
				must(w.users.Change(t.Context(), actor.System(u.CustomerID), u.GUID, identity.UserChange{ExpiresAt: new(w.now.Add(-24 * time.Hour).Format(time.DateOnly))}))(t)
				return ip
			}},
			{"user deleted", func(t *testing.T, _ tenant.Customer, u identity.User, _ identity.Access, _ identity.Token) string {
				accepted(t, w.users.Delete(t.Context(), actor.System(u.CustomerID), u.GUID))
				return ip
			}},
			{"access deleted", func(t *testing.T, _ tenant.Customer, u identity.User, a identity.Access, _ identity.Token) string {
				accepted(t, w.accesses.Delete(t.Context(), actor.System(u.CustomerID), u.GUID, id(a)))
				return ip
			}},
			{"customer inactive", func(t *testing.T, c tenant.Customer, _ identity.User, _ identity.Access, _ identity.Token) string {
				must(w.customers.Set(t.Context(), actor.System(0), c.GUID, tenant.Change{IsActive: new(false)}))(t)
				return ip
			}},
		} {
			t.Run(tt.name, func(t *testing.T) {
				c := w.customer(t, "Shop", "")
				u := w.user(t, c, actor.User, "")
				a := w.api(t, u)
				tok, secret := w.token(t, a, identity.TokenDraft{AllowedIPs: []string{"192.0.2.0/24", "2001:db8::/32"}})
				must(w.doors.Token(t.Context(), secret, ip))(t)
				must(w.doors.Token(t.Context(), secret, "2001:db8::1"))(t)
				must(w.doors.Token(t.Context(), secret, "::ffff:192.0.2.9"))(t)
				from := tt.stop(t, c, u, a, tok)
				if _, got := w.doors.Token(t.Context(), secret, from); got == nil || got.Error() != want.Error() {
					t.Errorf("got %v, want %v", got, want)
				}
			})
		}
		if _, got := w.doors.Token(t.Context(), unknown, ip); got.Error() != want.Error() {
			t.Errorf("unknown: got %v, want %v", got, want)
		}
		refused(t, want, fault.Unauthorized)
	})
}

// A checksum that is wrong is refused without touching the database.
func TestTokenChecksumSparesTheDatabase(t *testing.T) {
	_, err := (&identity.Doors{Now: db.Now}).Token(t.Context(), "gth_000000000000000000000000000000000", ip)
	refused(t, err, fault.Unauthorized) // and no nil pointer was followed
}

// The last use is written at most once a minute, a new address at once.
func TestTokenUseIsNoted(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		a := w.api(t, w.user(t, w.acme, actor.User, ""))
		tok, secret := w.token(t, a, identity.TokenDraft{})
		type note struct {
			at *time.Time
			ip *string
		}
		noted := func() note {
			return must(db.One(t.Context(), d, func(n *note) []any { return []any{&n.at, &n.ip} },
				`select last_used_at, last_used_ip from tokens where guid = $1`, tok.GUID))(t)
		}
		events := func() int {
			return w.count(t, `select count(*) from events where action = 'token.new_address' and subject = $1`, tok.GUID)
		}
		if n := noted(); n.at != nil || n.ip != nil {
			t.Errorf("%+v before use", n)
		}
		first := w.now
		for range 3 {
			must(w.doors.Token(t.Context(), secret, ip))(t)
			w.now = w.now.Add(20 * time.Second)
		}
		if n := noted(); !n.at.Equal(first) || *n.ip != ip || events() != 1 {
			t.Errorf("%v %v, %d events", n.at, *n.ip, events())
		}
		w.now = first.Add(time.Minute)
		must(w.doors.Token(t.Context(), secret, ip))(t)
		if n := noted(); !n.at.Equal(w.now) || events() != 1 {
			t.Errorf("%v, %d events", n.at, events())
		}
		must(w.doors.Token(t.Context(), secret, "2001:db8::1"))(t)
		must(w.doors.Token(t.Context(), secret, "2001:db8::2"))(t) // the same /64
		if events() != 2 {
			t.Errorf("%d events after a second address", events())
		}
		got := must(w.accesses.One(t.Context(), w.admin, a.UserGUID, id(a)))(t)
		if got.LastLoginAt == nil || !got.LastLoginAt.Equal(w.now) {
			t.Errorf("last_login_at %v, want %v", got.LastLoginAt, w.now)
		}
		u := must(w.users.One(t.Context(), w.admin, a.UserGUID))(t)
		if u.LastLoginAt == nil || !u.LastLoginAt.Equal(w.now) {
			t.Errorf("the user's last_login_at %v, want %v", u.LastLoginAt, w.now)
		}
	})
}

// An access in a subsidiary needs both customers: its own and the user's.
func TestTokenNeedsBothCustomers(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		for _, stopped := range []string{"subsidiary", "the user's"} {
			w := newWorld(t, d)
			u := w.user(t, w.acme, actor.User, "")
			draft := apiDraft()
			draft.CustomerID = w.sub.ID
			a := must(w.accesses.Create(t.Context(), w.admin, u.GUID, draft))(t)
			_, secret, err := w.tokens.Create(t.Context(), w.admin, u.GUID, id(a), identity.TokenDraft{})
			if err != nil {
				t.Fatal(err)
			}
			must(w.doors.Token(t.Context(), secret, ip))(t)
			guid := w.sub.GUID
			if stopped == "the user's" {
				guid = w.acme.GUID
			}
			must(w.customers.Set(t.Context(), actor.System(0), guid, tenant.Change{IsActive: new(false)}))(t)
			_, err = w.doors.Token(t.Context(), secret, ip)
			refused(t, err, fault.Unauthorized)
		}
	})
}
