//go:build cluster

package e2e

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"gatehouse/internal/db/postgres"
)

// deploy is the folder of the examples, which the cluster is made of.
const deploy = "../../deploy"

// trio is three PostgreSQL under Patroni, with an etcd beside each, as
// deploy/patroni has them.
type trio struct {
	dir  string
	cred *syscall.Credential // who they run as, if this is root
	etcd [3]*daemon
	pg   [3]*server
}

// server is one of the three.
type server struct {
	*daemon
	name     string
	rest, db string // addresses
	data     string
	mounted  bool // on a disk of its own, which can be full
}

// daemon is a program that runs beside the test, and can be killed and started
// again.
type daemon struct {
	name string
	make func() *exec.Cmd
	cmd  *exec.Cmd
	log  string // a file: what it starts may outlive it, and a pipe would be waited for
}

func (d *daemon) start(t *testing.T) {
	t.Helper()
	log, err := os.OpenFile(d.log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	d.cmd = d.make()
	d.cmd.Stdout, d.cmd.Stderr = log, log
	if err := d.cmd.Start(); err != nil {
		t.Fatalf("%s: %v", d.name, err)
	}
}

func (d *daemon) kill() {
	if d.cmd != nil {
		_ = d.cmd.Process.Kill() // it may have ended
		_ = d.cmd.Wait()
		d.cmd = nil
	}
}

// says returns the end of what it said.
func (d *daemon) says() string {
	text, err := os.ReadFile(d.log)
	if err != nil {
		return err.Error()
	}
	return string(text[max(0, len(text)-1500):])
}

// diskSize is how much a server may write before its disk is full: ten minutes of
// load leave more than a gigabyte of rows and of log that no checkpoint has cleared.
const diskSize = "3g"

func newTrio(t *testing.T) *trio {
	t.Helper()
	for _, program := range []string{"etcd", "patroni"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Fatalf("%s is not there: %v", program, err)
		}
	}
	dir, err := os.MkdirTemp("", "gatehouse-cluster-")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o755); err != nil { //nolint:gosec // another user goes in there
		t.Fatal(err)
	}
	c := &trio{dir: dir}
	t.Cleanup(func() { c.end(t) })
	c.chooseOwner(t)
	c.startEtcd(t)
	c.startPatroni(t)
	return c
}

// chooseOwner finds who the servers run as: PostgreSQL refuses root.
func (c *trio) chooseOwner(t *testing.T) {
	if os.Getuid() != 0 {
		return
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		t.Fatal(err)
	}
	uid, _ := strconv.ParseUint(u.Uid, 10, 32)
	gid, _ := strconv.ParseUint(u.Gid, 10, 32)
	c.cred = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
}

// folder makes a folder of the servers' own.
func (c *trio) folder(t *testing.T, name string) string {
	t.Helper()
	dir := filepath.Join(c.dir, name)
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	c.give(t, dir)
	return dir
}

func (c *trio) give(t *testing.T, dir string) {
	t.Helper()
	if c.cred != nil {
		if err := os.Chown(dir, int(c.cred.Uid), int(c.cred.Gid)); err != nil {
			t.Fatal(err)
		}
	}
}

// daemon returns a program in the cluster's folder.
func (c *trio) daemon(name string, env []string, program string, args ...string) *daemon {
	return &daemon{name: name, log: filepath.Join(c.dir, name+".log"), make: func() *exec.Cmd {
		cmd := exec.Command(program, args...)
		cmd.Dir, cmd.Env = c.dir, append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + c.dir}, env...)
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: c.cred}
		return cmd
	}}
}

// environment reads a file of variables from deploy, and gives every one of them
// the value that it has here: the example and the test have the same ones.
func environment(t *testing.T, file string, values map[string]string) (env []string) {
	t.Helper()
	f, err := os.Open(filepath.Join(deploy, file))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	left := len(values)
	for lines := bufio.NewScanner(f); lines.Scan(); {
		name, value, ok := strings.Cut(lines.Text(), "=")
		if !ok || strings.HasPrefix(name, "#") {
			continue
		}
		if ours, ok := values[name]; ok {
			value = ours
			left--
		}
		env = append(env, name+"="+value)
	}
	if left != 0 {
		t.Fatalf("%s lacks some of %v", file, values)
	}
	return env
}

func (c *trio) startEtcd(t *testing.T) {
	t.Helper()
	var peers, clients [3]string
	var all []string
	for i := range c.etcd {
		peers[i] = fmt.Sprintf("http://127.0.0.1:%d", freePort(t))
		clients[i] = fmt.Sprintf("http://127.0.0.1:%d", freePort(t))
		all = append(all, fmt.Sprintf("etcd%d=%s", i+1, peers[i]))
	}
	for i := range c.etcd {
		name := fmt.Sprintf("etcd%d", i+1)
		c.etcd[i] = c.daemon(name, environment(t, "patroni/etcd.env", map[string]string{
			"ETCD_NAME": name, "ETCD_DATA_DIR": c.folder(t, name), "ETCD_LISTEN_PEER_URLS": peers[i], "ETCD_LISTEN_CLIENT_URLS": clients[i],
			"ETCD_INITIAL_ADVERTISE_PEER_URLS": peers[i], "ETCD_ADVERTISE_CLIENT_URLS": clients[i], "ETCD_INITIAL_CLUSTER": strings.Join(all, ","),
		}), "etcd")
		c.etcd[i].start(t)
	}
	var hosts []string
	for _, client := range clients {
		hosts = append(hosts, strings.TrimPrefix(client, "http://"))
	}
	c.prepare(t, strings.Join(hosts, ","))
}

// prepare makes what the three servers are told.
func (c *trio) prepare(t *testing.T, etcd string) {
	t.Helper()
	config, err := filepath.Abs(filepath.Join(deploy, "patroni/patroni.yml"))
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	config = filepath.Join(c.dir, "patroni.yml")              // where the other user may read it
	if err := os.WriteFile(config, text, 0o644); err != nil { //nolint:gosec // as above
		t.Fatal(err)
	}
	for i := range c.pg {
		s := &server{name: fmt.Sprintf("pg%d", i+1)}
		s.rest, s.db = fmt.Sprintf("127.0.0.1:%d", freePort(t)), fmt.Sprintf("127.0.0.1:%d", freePort(t))
		disk := c.folder(t, s.name)
		if os.Getuid() == 0 {
			out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size="+diskSize, "gatehouse", disk).CombinedOutput()
			if s.mounted = err == nil; !s.mounted {
				t.Logf("no disk of its own for %s: %v %s", s.name, err, out)
			}
			c.give(t, disk)
		}
		s.data = filepath.Join(disk, "data")
		env := environment(t, "patroni/patroni.env", map[string]string{
			"PATRONI_NAME": s.name, "PATRONI_RESTAPI_LISTEN": s.rest, "PATRONI_RESTAPI_CONNECT_ADDRESS": s.rest,
			"PATRONI_POSTGRESQL_LISTEN": s.db, "PATRONI_POSTGRESQL_CONNECT_ADDRESS": s.db, "PATRONI_POSTGRESQL_DATA_DIR": s.data,
			"PATRONI_POSTGRESQL_BIN_DIR": postgres.Programs(), "PATRONI_ETCD3_HOSTS": etcd,
		})
		s.daemon = c.daemon(s.name, append(env, "HOME="+disk), "patroni", config) // where it keeps its pgpass
		c.pg[i] = s
	}
}

func (c *trio) startPatroni(t *testing.T) {
	t.Helper()
	c.pg[0].start(t)
	c.until(t, 2*time.Minute, "the first server leads", func() bool { return c.leader() == c.pg[0] })
	c.pg[1].start(t)
	c.pg[2].start(t)
	c.whole(t)
}

// whole waits until one leads, and both others follow, one of them in step.
func (c *trio) whole(t *testing.T) {
	t.Helper()
	c.until(t, 3*time.Minute, "all three servers are well", func() bool {
		leaders, following, inStep := 0, 0, 0
		for _, m := range c.members() {
			switch {
			case m.Role == "leader" && m.State == "running":
				leaders++
			case m.State == "running" || m.State == "streaming":
				following++
				if m.Role == "sync_standby" {
					inStep++
				}
			}
		}
		return leaders == 1 && following == 2 && inStep == 1
	})
}

// member is a server as Patroni tells of it.
type member struct {
	Name  string `json:"name"`
	Role  string `json:"role"`
	State string `json:"state"`
}

// members asks whichever answers.
func (c *trio) members() []member {
	for _, s := range c.pg {
		var cluster struct {
			Members []member `json:"members"`
		}
		if s != nil && askPatroni("GET", "http://"+s.rest+"/cluster", nil, &cluster) == nil && len(cluster.Members) > 0 {
			return cluster.Members
		}
	}
	return nil
}

func askPatroni(method, url string, body io.Reader, to any) error {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, method, url, body)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%s %s: %d %s", method, url, resp.StatusCode, text)
	}
	if to == nil {
		return nil
	}
	return json.Unmarshal(text, to)
}

// with returns the server that has a role, or nil.
func (c *trio) with(role string) *server {
	for _, m := range c.members() {
		for _, s := range c.pg {
			if m.Role == role && m.Name == s.name {
				return s
			}
		}
	}
	return nil
}

func (c *trio) leader() *server { return c.with("leader") }

// crash kills a server and its keeper at once, as the loss of power does.
func (s *server) crash() error {
	s.kill()
	text, err := os.ReadFile(filepath.Join(s.data, "postmaster.pid"))
	if err != nil {
		return err
	}
	first, _, _ := strings.Cut(string(text), "\n")
	pid, err := strconv.Atoi(strings.TrimSpace(first))
	if err != nil {
		return err
	}
	return syscall.Kill(pid, syscall.SIGKILL)
}

func (c *trio) until(t *testing.T, patience time.Duration, what string, is func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	for tick := time.NewTicker(200 * time.Millisecond); !is(); {
		select {
		case <-ctx.Done():
			t.Fatalf("not within %s: %s; the servers are %+v", patience, what, c.members())
		case <-tick.C:
		}
	}
}

// end stops everything and takes it away.
func (c *trio) end(t *testing.T) {
	for _, s := range c.pg {
		if s == nil {
			continue
		}
		if t.Failed() {
			t.Logf("%s says at the end\n%s", s.name, s.says())
		}
		_ = s.crash() // it may not run
	}
	for _, e := range c.etcd {
		if e != nil {
			e.kill()
		}
	}
	for _, s := range c.pg {
		if s != nil && s.mounted {
			if out, err := exec.Command("umount", "-l", filepath.Dir(s.data)).CombinedOutput(); err != nil {
				t.Logf("umount: %v %s", err, out)
			}
		}
	}
	if err := os.RemoveAll(c.dir); err != nil {
		t.Log(err)
	}
}
