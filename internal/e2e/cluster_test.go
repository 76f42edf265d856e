//go:build cluster

package e2e

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
)

// What "make cluster" sets: how long the load runs, where the table goes, and
// perhaps a program of the version before, with which the nodes begin.
const (
	clusterEnv      = "GATEHOUSE_CLUSTER"
	clusterLogEnv   = "GATEHOUSE_CLUSTER_LOG"
	clusterOlderEnv = "GATEHOUSE_CLUSTER_OLDER"
)

// rig is three nodes of Gatehouse behind HAProxy, on three PostgreSQL under
// Patroni, under load.
type rig struct {
	*trio
	front  *site // HAProxy's address
	nodes  [3]*site
	wires  [3][]*dbtest.Wire // of each node, to the servers
	proxy  *daemon
	box    *mailbox
	older  string
	ledger *ledger
	table  []string
}

// TestCluster takes away a part of a cluster after the other while eight writers
// work. In the end every answered write is there, every mail has come, none of
// them under two ids, no job is lost and the record is whole. It writes how long
// nobody was answered each time.
func TestCluster(t *testing.T) {
	long, err := time.ParseDuration(os.Getenv(clusterEnv)) // see make cluster
	if err != nil {
		t.Fatal(err)
	}
	r := newRig(t)
	admin := r.nodes[0].found(t)
	r.nodes[0].importCompany(t)
	for i := range r.nodes {
		r.serve(t, i)
	}
	r.front.ready(t)
	company := r.front.company(t, admin.Token, "Black Hills Technologies")

	all, l := newWriters(r.front, admin.Token, company, writers, killSeed)
	r.ledger = l
	working, stop := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	for _, w := range all {
		w.patient = true
		wg.Go(func() { w.persist(working, t) })
	}
	begun := time.Now()
	r.scenarios(t, long)
	stop()
	wg.Wait()
	loaded := time.Since(begun)

	rows := r.front.outbox(t, admin.Token, "")
	l.check(t, rows)
	mails := allArrived(t, r.box, rows)
	r.front.settled(t, admin.Token)
	r.jobsDone(t)
	for _, s := range r.nodes {
		s.stop(t)
	}
	if got := r.nodes[0].run(t, "audit", "verify"); !strings.Contains(got, "events checked") {
		t.Errorf("audit verify prints %s", got)
	}
	r.nodes[0].recorded(t, rows)
	r.report(t, fmt.Sprintf("%.0f s of load by %d writers: %d writes answered, %d not, %d requests; %d mails, of which %d came twice with one id. "+
		"No answered write lost, no mail under two ids, no job left, the record whole: %v.",
		loaded.Seconds(), writers, l.answered, l.cut, len(rows), len(mails.ids), mails.repeated, !t.Failed()))
}

// persist writes until ctx ends, whatever becomes of it, at a pace that leaves
// the machine something for all the servers on it.
func (w *writer) persist(ctx context.Context, t *testing.T) {
	for tick := time.NewTicker(50 * time.Millisecond); ctx.Err() == nil; <-tick.C {
		_ = w.write(t) // counted
	}
}

func newRig(t *testing.T) *rig {
	t.Helper()
	r := &rig{trio: newTrio(t), box: newMailbox(t), older: os.Getenv(clusterOlderEnv)}
	r.createDatabase(t)
	bind, pool := fmt.Sprintf("127.0.0.1:%d", freePort(t)), fmt.Sprintf("127.0.0.1:%d", freePort(t))
	var listens [3]string
	for i := range r.nodes {
		listens[i] = fmt.Sprintf("127.0.0.1:%d", freePort(t))
	}
	r.startProxy(t, bind, pool, listens)
	for i := range r.nodes {
		to := []string{r.pg[0].db, r.pg[1].db, r.pg[2].db}
		if i == 2 { // this one knows HAProxy alone
			to = []string{pool}
		}
		var hosts []string
		for _, address := range to {
			w := dbtest.NewWire(t, address)
			r.wires[i] = append(r.wires[i], w)
			hosts = append(hosts, w.Address)
		}
		s := newSite(t, db.Postgres, "postgres://postgres:change-me@"+strings.Join(hosts, ",")+"/gatehouse?sslmode=disable")
		s.fixed, s.public = listens[i], "http://"+bind
		// In the environment, where an older program does not mind what it does not know.
		s.env = append(s.env, "GATEHOUSE_DRAIN_SECONDS=3")
		if r.older != "" {
			s.program = r.older
		}
		if i > 0 {
			s.env = append(s.env, "GATEHOUSE_KEY_FILE="+filepath.Join(r.nodes[0].data, "server.key"))
		}
		r.nodes[i] = s
	}
	newer, err := program()
	if err != nil {
		t.Fatal(err)
	}
	r.front = &site{program: newer, env: r.nodes[0].env, url: "http://" + bind, process: &process{ended: make(chan struct{})}}
	return r
}

func (r *rig) createDatabase(t *testing.T) {
	t.Helper()
	d, err := db.Open(t.Context(), "postgres://postgres:change-me@"+r.leader().db+"/postgres?sslmode=disable")
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if _, err := d.Exec(t.Context(), `create database gatehouse`); err != nil {
		t.Fatal(err)
	}
}

func (r *rig) startProxy(t *testing.T, bind, pool string, nodes [3]string) {
	t.Helper()
	config, err := filepath.Abs(filepath.Join(deploy, "patroni/haproxy.cfg"))
	if err != nil {
		t.Fatal(err)
	}
	env := []string{"GATEHOUSE_BIND=" + bind, "POSTGRES_BIND=" + pool}
	for i, s := range r.pg {
		_, port, _ := strings.Cut(s.rest, ":")
		env = append(env, fmt.Sprintf("GATEHOUSE_NODE%d=%s", i+1, nodes[i]), fmt.Sprintf("POSTGRES%d=%s", i+1, s.db), fmt.Sprintf("PATRONI%d=%s", i+1, port))
	}
	r.proxy = &daemon{name: "haproxy", log: filepath.Join(t.TempDir(), "log"), make: func() *exec.Cmd {
		cmd := exec.Command("haproxy", "-db", "-f", config)
		cmd.Env = append(env, "PATH="+os.Getenv("PATH")+":/usr/sbin")
		return cmd
	}}
	r.proxy.start(t)
	t.Cleanup(func() {
		r.proxy.kill()
		if t.Failed() {
			t.Logf("haproxy says at the end\n%s", r.proxy.says())
		}
	})
}

// serve starts a node, or starts it again.
func (r *rig) serve(t *testing.T, i int) {
	t.Helper()
	s := r.nodes[i]
	s.begin(t, "--smtp-url", r.box.url(), "--trusted-proxies", "127.0.0.1", "--log-level", "warn")
	r.until(t, time.Minute, "the node is ready", func() bool { return ready(s.fixed) })
}

func ready(listen string) bool {
	resp, err := http.Get("http://" + listen + "/readyz")
	if err != nil {
		return false
	}
	defer resp.Body.Close()
	_, _ = io.Copy(io.Discard, resp.Body) // so that the connection can be used again
	return resp.StatusCode == http.StatusOK
}

// jobsDone waits until no job that runs once is left, and wants none given up.
func (r *rig) jobsDone(t *testing.T) {
	t.Helper()
	d := r.nodes[0].openDB(t)
	defer d.Close()
	count := func(which string) int {
		n, err := db.Value[int](t.Context(), d, `select count(*) from jobs where every_ms is null and `+which)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	r.until(t, 5*time.Minute, "every job is done", func() bool {
		return count(`failed_at is null and run_at < '`+time.Now().UTC().Format(time.DateTime)+`'`) == 0
	})
	if n := count(`failed_at is not null`); n > 0 {
		t.Errorf("%d jobs were given up", n)
	}
}

// report prints the table, and writes it where it is wanted.
func (r *rig) report(t *testing.T, sum string) {
	t.Helper()
	version, _ := exec.Command("postgres", "--version").Output() // for the record only
	var b strings.Builder
	fmt.Fprintf(&b, "# Three nodes on three PostgreSQL under Patroni\n\nmake cluster CLUSTER=%s, %s, on one machine with %d cores. %s\n%s\n\n",
		os.Getenv(clusterEnv), time.Now().UTC().Format(time.DateOnly), cores(), strings.TrimSpace(string(version)), sum)
	b.WriteString("| what happened | longest time in which nobody was answered | writes answered | writes not answered | back to normal after |\n|---|---|---|---|---|\n")
	b.WriteString(strings.Join(r.table, "\n") + "\n")
	t.Logf("\n%s", b.String())
	if file := os.Getenv(clusterLogEnv); file != "" {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil { //nolint:gosec // a document
			t.Error(err)
		}
	}
}
