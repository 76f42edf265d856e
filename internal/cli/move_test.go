package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/portfolio"
)

// other is the engine that is not the one.
func other(engine db.Dialect) db.Dialect {
	return dbtest.Engines()[1-slices.Index(dbtest.Engines(), engine)]
}

// A backup made while many write is of one moment, on the other engine too: what was
// answered before is in it, the chains hold, and what is counted agrees with what is
// there.
func TestBackupWhileManyWrite(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := apitest.New(t, d)
		if err := subscribes(t.Context(), s, -1); err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		var made atomic.Int64
		wrote := make(chan struct{})
		var wg sync.WaitGroup
		for w, write := range []func(n int) error{
			func(n int) error { return invites(s, fmt.Sprintf("first%d@saperix.example", n)) },
			func(n int) error { return invites(s, fmt.Sprintf("second%d@saperix.example", n)) },
			func(n int) error { return subscribes(t.Context(), s, n) },
		} {
			wg.Go(func() {
				for n := 0; ctx.Err() == nil; n++ {
					if err := write(n); err != nil {
						t.Error(err)
						stop()
					}
					if w == 2 {
						continue
					}
					made.Add(1)
					select {
					case wrote <- struct{}{}:
					default:
					}
				}
			})
		}
		for range 20 {
			select {
			case <-wrote:
			case <-ctx.Done():
			}
		}
		before := made.Load()
		env := envOf(t, dbtest.Address(t, d))
		file := filepath.Join(t.TempDir(), "copy")
		must(t, env, "backup", file)
		stop()
		wg.Wait()

		restored := place(t, other(d.Dialect()))
		must(t, restored, "restore", file)
		c := openDB(t, restored)
		count := func(q string) int64 {
			t.Helper()
			n, err := db.Value[int64](t.Context(), c, q)
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
		if n := count(`select count(*) from access_requests`); n < before || n > made.Load() {
			t.Errorf("%d requests, of %d before and %d after", n, before, made.Load())
		}
		for what, q := range map[string][2]string{
			"tallies":       {`select coalesce(cast(sum(n) as bigint), 0) from request_tallies`, `select count(*) from access_requests`},
			"events":        {`select cast(sum(seq) as bigint) from heads`, `select count(*) from events`},
			"subscriptions": {`select cast(sum(shared_used) as bigint) from licences`, `select count(*) from subscriptions`},
			"invitations":   {`select count(*) from mails where template = 'invitation'`, `select count(*) from access_requests`},
		} {
			if a, b := count(q[0]), count(q[1]); a != b || b == 0 {
				t.Errorf("%s: %d and %d", what, a, b)
			}
		}
		if got := must(t, restored, "audit", "verify"); !strings.Contains(got, "events checked") {
			t.Error(got)
		}
	})
}

func invites(s *apitest.Server, email string) error {
	got := s.Do(s.T, s.A.Admin.Token, "POST", "/ratings/v1/access-requests", `{"requestee_company_guid":"`+s.A.Companies["Saperix"]+
		`","requestee_formal_name":"Richard Kuga","requestee_email":"`+email+`"}`)
	if got.Status != 201 {
		return fmt.Errorf("%d %s", got.Status, got.Body)
	}
	return nil
}

func subscribes(ctx context.Context, s *apitest.Server, n int) error {
	_, err := s.Companies.Import(ctx, actor.System(s.A.ID), strings.NewReader(fmt.Sprintf(
		"name,primary_domain,subscription_type\nCompany %d,company%d.example,continuous_monitoring\n", n, n)), portfolio.ImportOptions{AllOrNothing: true})
	return err
}

// envOf returns the environment of a database that is there.
func envOf(t testing.TB, url string) []string {
	t.Helper()
	if strings.Contains(url, "://") {
		return []string{"GATEHOUSE_DATA=" + t.TempDir(), "GATEHOUSE_DATABASE_URL=" + url}
	}
	return []string{"GATEHOUSE_DATA=" + filepath.Dir(url)}
}

func TestBackupAndRestore(t *testing.T) {
	t.Parallel()
	eachEngine(t, func(t *testing.T, env []string) {
		first := read[credentials](t, must(t, env, initArgs...))
		file := filepath.Join(t.TempDir(), "copy")
		if got := must(t, env, "backup", file); !strings.Contains(got, "server.key, is not in it") {
			t.Errorf("it does not speak of the key: %s", got)
		}
		refused(t, env, exitAlready, "nothing was written", "backup", file)
		refused(t, env, exitAlready, "it has rows in", "restore", file)

		restored := place(t, db.SQLite)
		if got := must(t, restored, "restore", file); !strings.Contains(got, "events checked") || !strings.Contains(got, "put the one of before at "+dataOf(restored)) {
			t.Errorf("it prints %s", got)
		}
		if _, err := os.Stat(filepath.Join(dataOf(restored), "server.key")); err == nil {
			t.Error("it made a key")
		}
		got := read[[]customerJSON](t, must(t, restored, "customer", "list", "--json"))
		if len(got) != 1 || got[0].GUID != first.CustomerGUID {
			t.Errorf("the copy holds %+v", got)
		}
		era := func(env []string) int64 {
			n, err := db.Value[int64](t.Context(), openDB(t, env), `select era from house`)
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
		if era(env) == era(restored) {
			t.Error("the copy takes itself for the database of before")
		}

		foreign := filepath.Join(t.TempDir(), "foreign")
		if err := os.WriteFile(foreign, []byte("something else"), 0o600); err != nil {
			t.Fatal(err)
		}
		refused(t, place(t, db.SQLite), exitFailure, "no backup", "restore", foreign)
		refused(t, place(t, db.SQLite), exitFailure, "none", "restore", filepath.Join(t.TempDir(), "none"))
	})
}

// A record that somebody changed is copied as it is, and said to be wrong.
func TestRestoreOfAChangedRecord(t *testing.T) {
	t.Parallel()
	env, _ := founded(t, db.SQLite)
	must(t, env, "audit", "verify")
	if _, err := openDB(t, env).Exec(t.Context(), `update events set action = 'nothing' where seq = 1`); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "copy")
	must(t, env, "backup", file)
	restored := place(t, db.SQLite)
	got := gatehouse(t, restored, "restore", file)
	if got.code != exitFailure || !strings.Contains(got.out, "event 1: changed") || !strings.Contains(got.err, "everything has been copied") {
		t.Errorf("got exit code %d\n%s%s", got.code, got.out, got.err)
	}
	if n, err := db.Value[int](t.Context(), openDB(t, restored), `select count(*) from customers`); err != nil || n != 1 {
		t.Error(n, err)
	}
}

func TestMigrate(t *testing.T) {
	t.Parallel()
	eachEngine(t, func(t *testing.T, env []string) {
		must(t, env, initArgs...)
		want := must(t, env, "customer", "list", "--json")
		engine := db.SQLite
		from := dataOf(env)
		if url := (&Process{Environ: env}).getenv("GATEHOUSE_DATABASE_URL"); url != "" {
			engine, from = db.Postgres, url
		}
		to := dbtest.URL(t, other(engine))
		if other(engine) == db.SQLite {
			to = filepath.Dir(to)
		}
		args := []string{"migrate", "--from", from, "--to", to}

		d := openDB(t, env)
		refused(t, nil, exitFailure, "nothing was written: ", args...)
		refused(t, nil, exitFailure, "the database is in use", args...)
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
		got := must(t, nil, args...)
		if strings.Count(got, "  yes\n") < 10 || strings.Contains(got, "NO") || !strings.Contains(got, "events checked") {
			t.Errorf("it prints %s", got)
		}
		moved := []string{"GATEHOUSE_DATA=" + to}
		if engine == db.SQLite {
			moved = []string{"GATEHOUSE_DATA=" + t.TempDir(), "GATEHOUSE_DATABASE_URL=" + to}
		}
		if got := must(t, moved, "customer", "list", "--json"); got != want {
			t.Errorf("there is %s, want %s", got, want)
		}
		refused(t, nil, exitAlready, "--to: the database is not empty", args...)
		refused(t, nil, exitUsage, "no gatehouse.db in this folder", "migrate", "--from", filepath.Join(t.TempDir(), "none"), "--to", to)
		refused(t, nil, exitUsage, "--from and --to are the same", "migrate", "--from", from, "--to", from)
		refused(t, nil, exitUsage, "--to", "migrate", "--from", from, "--to", "mysql://h/d")

		openDB(t, env)
		back := filepath.Join(t.TempDir(), "back")
		if got := must(t, nil, "migrate", "--while-in-use", "--from", from, "--to", back); !strings.Contains(got, "customers") || !strings.Contains(got, "start no server on the copy") {
			t.Errorf("it prints %s", got)
		}
	})
}

// What the operator is told to type works as it stands, but for the names of places.
func TestBackupAsDescribed(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../docs/operations.md")
	if err != nil {
		t.Fatal(err)
	}
	const address = "postgres://gatehouse@db.example.com/"
	lite, _ := founded(t, db.SQLite)
	heavy, _ := founded(t, db.Postgres)
	url := (&Process{Environ: heavy}).getenv("GATEHOUSE_DATABASE_URL")
	data := t.TempDir()
	ran := 0
	for title, names := range map[string]*strings.Replacer{
		"## Back up, restore, upgrade": strings.NewReplacer("/var/lib/gatehouse-restored", filepath.Join(data, "restored"), "/var/lib/gatehouse", dataOf(lite),
			"/srv/backups", t.TempDir(), address+"gatehouse", url, address+"restored", dbtest.URL(t, db.Postgres)),
		"## From SQLite to PostgreSQL, and back": strings.NewReplacer("/var/lib/gatehouse", dataOf(lite), address+"gatehouse", dbtest.URL(t, db.Postgres)),
	} {
		_, section, found := strings.Cut(string(text), title+"\n")
		section, _, _ = strings.Cut(section, "\n## ")
		_, block, ok := strings.Cut(section, "```sh\n")
		block, _, _ = strings.Cut(block, "```")
		if !found || !ok {
			t.Fatalf("there is no block in %q", title)
		}
		for line := range strings.Lines(block) {
			words := strings.Fields(names.Replace(line))
			if words[0] != "gatehouse" || strings.Contains(line, "example.com") && strings.Contains(names.Replace(line), "example.com") {
				t.Fatalf("cannot run %s", line)
			}
			must(t, []string{"GATEHOUSE_DATA=" + data}, words[1:]...)
			ran++
		}
	}
	if ran != 5 {
		t.Errorf("%d commands were run", ran)
	}
}
