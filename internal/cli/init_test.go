package cli

import (
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/identity"
)

func TestInit(t *testing.T) {
	t.Parallel()
	eachEngine(t, func(t *testing.T, env []string) {
		first := read[credentials](t, must(t, env, initArgs...))
		if !identity.WellFormed(first.Token) || first.CustomerGUID == "" || first.UserGUID == "" || first.CustomerID == 0 || first.UserID == 0 {
			t.Errorf("got %+v", first)
		}
		if !strings.HasPrefix(first.SetPassword, "http://localhost:8080/set-password/") || len(first.Code) != 6 {
			t.Errorf("nobody can sign in with %q and %q", first.SetPassword, first.Code)
		}

		again := gatehouse(t, env, "init", "--customer", "Other", "--name", "Other", "--email", "o@other.example", "--json")
		if again.code != exitAlready || !strings.Contains(again.err, "there is a customer already, Blue Seas") {
			t.Errorf("run again it exits with %d and says %q", again.code, again.err)
		}
		want := credentials{
			CustomerGUID: first.CustomerGUID, CustomerID: first.CustomerID, Customer: first.Customer,
			UserGUID: first.UserGUID, UserID: first.UserID, Email: first.Email, Address: first.Address,
		}
		if got := read[credentials](t, again.out); got != want || strings.Contains(again.out, "token") {
			t.Errorf("run again it prints %s, want %+v", again.out, want)
		}
		if got := read[[]customerJSON](t, must(t, env, "customer", "list", "--json")); len(got) != 1 {
			t.Errorf("run again it made a customer: %+v", got)
		}
		d := openDB(t, env)
		doors := &identity.Doors{DB: d, Now: db.Now}
		by, err := doors.Token(t.Context(), first.Token, "127.0.0.1")
		if err != nil || by.UserGUID != first.UserGUID || !by.IsAdmin() || !by.AllCompanies {
			t.Errorf("the token acts as %+v, %v", by, err)
		}
	})
}

// Several nodes may come up at the same moment, each with an init of its own.
func TestInitRaces(t *testing.T) {
	for _, engine := range dbtest.Engines() {
		t.Run(string(engine), func(t *testing.T) {
			env := place(t, engine)
			outcomes := make([]outcome, 4)
			var wg sync.WaitGroup
			for i := range outcomes {
				wg.Go(func() { outcomes[i] = gatehouse(t, env, initArgs...) })
			}
			wg.Wait()
			made := 0
			for _, o := range outcomes {
				switch {
				case o.code == exitOK && read[credentials](t, o.out).Token != "":
					made++
				case o.code != exitAlready:
					t.Errorf("got exit code %d, %s", o.code, o.err)
				}
			}
			if made != 1 {
				t.Errorf("%d of %d made the first customer", made, len(outcomes))
			}
			if got := read[[]customerJSON](t, must(t, env, "customer", "list", "--json")); len(got) != 1 {
				t.Errorf("there are %d customers", len(got))
			}
		})
	}
}

func TestInitRefusesNonsense(t *testing.T) {
	env := place(t, db.SQLite)
	refused(t, env, exitFailure, "e-mail", "init", "--customer", "A", "--name", "B", "--email", "nobody")
	refused(t, env, exitUsage, "--licence", "init", "--customer", "A", "--name", "B", "--email", "a@b.example", "--licence", "x")
	// What was refused left nothing behind.
	must(t, env, initArgs...)
	if file, err := os.Stat(dataOf(env) + "/server.key"); err != nil || file.Mode().Perm() != 0o600 {
		t.Errorf("the key has mode %v, %v", file.Mode(), err)
	}
}

func TestCustomers(t *testing.T) {
	t.Parallel()
	eachEngine(t, func(t *testing.T, env []string) {
		first := read[credentials](t, must(t, env, initArgs...))
		made := read[customerJSON](t, must(t, env, "customer", "add", "--name", "Blue Rivers", "--parent", first.CustomerGUID,
			"--company", "Blue Rivers Ltd", "--domain", "Rivers.example", "--licence", "continuous_monitoring=5",
			"--licence", "alerts-only=unlimited", "--json"))
		if made.ParentID == nil || *made.ParentID != first.CustomerID || made.CompanyName != "Blue Rivers Ltd" || made.CompanyDomain != "rivers.example" {
			t.Errorf("got %+v", made)
		}
		limits, err := db.Column[*int64](t.Context(), openDB(t, env), `
			select licence from licences where customer_id = $1 order by subscription_type`, made.ID)
		if err != nil || len(limits) != 2 || limits[0] != nil || *limits[1] != 5 {
			t.Errorf("got licences %v, %v", limits, err)
		}
		changed := read[customerJSON](t, must(t, env, "customer", "set", "blue rivers", "--company", "Rivers", "--parent=", "--no-active", "--json"))
		if changed.ParentID != nil || changed.CompanyName != "Rivers" || changed.IsActive || changed.Name != "Blue Rivers" {
			t.Errorf("got %+v", changed)
		}
		changed = read[customerJSON](t, must(t, env, "customer", "set", "blue rivers", "--users", "7", "--json"))
		if changed.ActiveUsers == nil || *changed.ActiveUsers != 7 {
			t.Errorf("got %+v", changed)
		}
		if changed = read[customerJSON](t, must(t, env, "customer", "set", "blue rivers", "--users", "unlimited", "--json")); changed.ActiveUsers != nil {
			t.Errorf("got %+v", changed)
		}
		if got := must(t, env, "customer", "list"); !strings.Contains(got, "Blue Rivers") || !strings.HasPrefix(got, "ID") {
			t.Errorf("got %s", got)
		}
		refused(t, env, exitFailure, "There is no customer", "customer", "set", "nobody", "--name", "x")
		refused(t, env, exitUsage, "--users", "customer", "set", "blue rivers", "--users", "-1")
		refused(t, env, exitUsage, "--licence", "customer", "add", "--name", "x", "--licence", "alerts-only=-1")
		refused(t, env, exitFailure, "parent", "customer", "add", "--name", "x", "--parent", first.UserGUID)
	})
}

func TestUsersAndTokens(t *testing.T) {
	t.Parallel()
	eachEngine(t, func(t *testing.T, env []string) {
		first := read[credentials](t, must(t, env, initArgs...))
		user := read[credentials](t, must(t, env, "user", "add", "--name", "Paul Mason", "--email", "Paul@blueseas.example",
			"--role", "customer_portfolio_manager", "--json"))
		if user.CustomerGUID != first.CustomerGUID || user.Token != "" || !strings.Contains(user.SetPassword, "/set-password/") {
			t.Errorf("got %+v", user)
		}
		refused(t, env, exitFailure, "already", "user", "add", "--name", "Paul", "--email", "paul@blueseas.example")
		refused(t, env, exitFailure, "access group", "user", "add", "--name", "P", "--email", "p@blueseas.example", "--group", "none")
		refused(t, env, exitFailure, "There is no user", "token", "new", "--user", "nobody@blueseas.example")
		refused(t, env, exitUsage, "--expires", "token", "new", "--user", first.Email, "--expires", "soon")
		refused(t, env, exitFailure, "roles", "token", "new", "--user", first.Email, "--name", "n", "--role", "NO_SUCH_ROLE")

		made := read[credentials](t, must(t, env, "token", "new", "--user", "PAUL@blueseas.example", "--expires", "7", "--json"))
		second := read[credentials](t, must(t, env, "token", "new", "--user", user.UserGUID, "--expires", "never", "--allow", "10.0.0.0/8", "--json"))
		if made.AccessID != second.AccessID || made.Token == second.Token {
			t.Errorf("two tokens of one access are %+v and %+v", made, second)
		}
		narrow := read[credentials](t, must(t, env, "token", "new", "--user", user.UserGUID, "--name", "SIEM", "--role", "GATEHOUSE_REQUESTS_R", "--json"))
		doors := &identity.Doors{DB: openDB(t, env), Now: db.Now}
		by, err := doors.Token(t.Context(), made.Token, "127.0.0.1")
		if err != nil || by.Email != "Paul@blueseas.example" || !by.Has("GATEHOUSE_PORTFOLIO_RW") || by.Has("GATEHOUSE_USERS_RW") {
			t.Errorf("the token acts as %+v, %v", by, err)
		}
		if _, err := doors.Token(t.Context(), second.Token, "127.0.0.1"); err == nil {
			t.Error("the token works from an address that is not allowed")
		}
		if by, err := doors.Token(t.Context(), narrow.Token, "127.0.0.1"); err != nil || by.Has("GATEHOUSE_REQUESTS_RW") || !by.Has("GATEHOUSE_REQUESTS_R") {
			t.Errorf("the narrow token acts as %+v, %v", by, err)
		}

		must(t, env, "customer", "add", "--name", "Second")
		refused(t, env, exitUsage, "--customer: there are 2 customers", "token", "new", "--user", first.Email)
		must(t, env, "token", "new", "--customer", "Blue Seas", "--user", first.Email)
	})
}

// Whoever has lost everything gets in again by the operator: the second factor is
// gone, the sessions have ended, and a new password can be chosen.
func TestUserReset(t *testing.T) {
	t.Parallel()
	eachEngine(t, func(t *testing.T, env []string) {
		first := read[credentials](t, must(t, env, initArgs...))
		d := openDB(t, env)
		_, err := d.Exec(t.Context(), `
			insert into totps (customer_id, access_id, guid, name, seed, is_confirmed, created_at)
			select customer_id, id, 'g', 'Telephone', 'x', $1, created_at from accesses where type = 'ui_connection'`, true)
		if err != nil {
			t.Fatal(err)
		}
		refused(t, env, exitFailure, "There is no user", "user", "reset", "--user", "nobody@blueseas.example")
		got := read[credentials](t, must(t, env, "user", "reset", "--user", first.Email, "--json"))
		if got.UserGUID != first.UserGUID || got.SetPassword == first.SetPassword || !strings.Contains(got.SetPassword, "/set-password/") || len(got.Code) != 6 {
			t.Errorf("%+v", got)
		}
		if n, err := db.Value[int](t.Context(), d, `select count(*) from totps`); err != nil || n != 0 {
			t.Errorf("%d factors, %v", n, err)
		}
		if n, err := db.Value[int](t.Context(), d, `select count(*) from events where action = 'access.reset_mfa'`); err != nil || n != 1 {
			t.Errorf("%d events, %v", n, err)
		}
	})
}

// The operator's way back leads around an identity provider that is broken: who
// signs in there gets a password instead, and keeps its roles.
func TestUserResetOfSingleSignOn(t *testing.T) {
	t.Parallel()
	eachEngine(t, func(t *testing.T, env []string) {
		first := read[credentials](t, must(t, env, initArgs...))
		d := openDB(t, env)
		roles := func() string {
			t.Helper()
			all, err := db.Column[string](t.Context(), d, `
				select r.role from access_roles r join accesses a on a.customer_id = r.customer_id and a.id = r.access_id
				where a.type in ('ui_connection', 'sso_connection') order by r.role`)
			if err != nil {
				t.Fatal(err)
			}
			return strings.Join(all, ",")
		}
		before := roles()
		_, err := d.Exec(t.Context(), `update accesses set type = 'sso_connection', sso_id = 'emma' where type = 'ui_connection'`)
		if err != nil {
			t.Fatal(err)
		}
		got := read[credentials](t, must(t, env, "user", "reset", "--user", first.Email, "--json"))
		if got.UserGUID != first.UserGUID || !strings.Contains(got.SetPassword, "/set-password/") || len(got.Code) != 6 {
			t.Errorf("%+v", got)
		}
		if after := roles(); after != before || before == "" {
			t.Errorf("roles %s, before %s", after, before)
		}
		if n, err := db.Value[int](t.Context(), d, `select count(*) from accesses where type = 'sso_connection'`); err != nil || n != 0 {
			t.Errorf("%d are left, %v", n, err)
		}
	})
}

func TestExpiry(t *testing.T) {
	now := time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)
	for text, want := range map[string]string{
		"7": "2026-03-09T10:00:00Z", "2026-12-31": "2027-01-01T00:00:00Z", "0": "", "-1": "", "soon": "",
	} {
		at, forever, err := expiry(text, now)
		got := ""
		if at != nil {
			got = at.Format(time.RFC3339)
		}
		if got != want || forever || (err == nil) != (want != "") {
			t.Errorf("%s: got %q, %v, %v, want %q", text, got, forever, err, want)
		}
	}
}
