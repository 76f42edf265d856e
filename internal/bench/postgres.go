package bench

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"gatehouse/internal/db"
)

// postgres is a server of our own, with everything on that makes it durable.
type postgres struct {
	bin, folder, owner string
	port               int
}

// errNoPostgres says that there is no PostgreSQL on this machine.
var errNoPostgres = errors.New("no initdb, pg_ctl and postgres here, or no user to run them as: PostgreSQL refuses to run as root")

// postgresPlaces are where Debian, Red Hat and Homebrew put the programs.
var postgresPlaces = []string{"/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin", "/usr/local/opt/postgresql@*/bin"}

// startPostgres starts the newest PostgreSQL there is, in a folder of its own
// and on a free port.
func startPostgres(ctx context.Context) (p *postgres, err error) {
	p = &postgres{bin: postgresBin()}
	if p.bin == "" {
		return nil, errNoPostgres
	}
	if p.folder, err = os.MkdirTemp("", "gatehouse-bench-postgres-"); err != nil {
		return nil, err
	}
	if err := p.start(ctx); err != nil {
		return nil, errors.Join(err, os.RemoveAll(p.folder))
	}
	return p, nil
}

func (p *postgres) start(ctx context.Context) (err error) {
	if err := p.chooseOwner(); err != nil {
		return err
	}
	if err := p.run(ctx, "initdb", "-D", p.data(), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C"); err != nil {
		return err
	}
	if p.port, err = freePort(ctx); err != nil {
		return err
	}
	// Its own settings but for two: a cache that fits the machines it runs on
	// today, and no checkpoint in the middle of a measurement because of what was
	// loaded before.
	options := fmt.Sprintf("-h 127.0.0.1 -p %d -k %s -c shared_buffers=512MB -c max_wal_size=8GB", p.port, p.folder)
	return p.run(ctx, "pg_ctl", "start", "-D", p.data(), "-w", "-t", "60", "-s", "-l", filepath.Join(p.folder, "log"), "-o", options)
}

func (p *postgres) data() string { return filepath.Join(p.folder, "data") }

func (p *postgres) url(database string) string {
	return fmt.Sprintf("postgres://postgres@127.0.0.1:%d/%s?sslmode=disable", p.port, database)
}

// create makes the database for a customer of a size.
func (p *postgres) create(ctx context.Context, size int) (url string, err error) {
	d, err := db.Open(ctx, p.url("postgres"))
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	name := "gatehouse" + strconv.Itoa(size)
	_, err = d.Exec(ctx, `create database `+name)
	return p.url(name), err
}

// stop ends the server, also after ctx has ended, and removes its data.
func (p *postgres) stop(ctx context.Context) {
	// Immediate: what it holds goes with it.
	_ = p.run(context.WithoutCancel(ctx), "pg_ctl", "stop", "-D", p.data(), "-m", "immediate", "-s")
	_ = os.RemoveAll(p.folder)
}

// chooseOwner finds who the server runs as, and gives the folder to them.
func (p *postgres) chooseOwner() error {
	if os.Getuid() != 0 {
		return nil
	}
	for _, name := range []string{"postgres", "gatehouse-test", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, uidErr := strconv.Atoi(u.Uid)
		gid, gidErr := strconv.Atoi(u.Gid)
		if err := errors.Join(uidErr, gidErr); err != nil {
			return err
		}
		p.owner = name
		return os.Chown(p.folder, uid, gid)
	}
	return errNoPostgres
}

func (p *postgres) run(ctx context.Context, program string, args ...string) error {
	command := append([]string{filepath.Join(p.bin, program)}, args...)
	if p.owner != "" {
		command = append([]string{"runuser", "-u", p.owner, "--"}, command...)
	}
	c := exec.CommandContext(ctx, command[0], command[1:]...)
	c.Dir = p.folder
	// The server inherits what pg_ctl is given, and a pipe would be waited for.
	out, err := os.CreateTemp("", "gatehouse-bench-")
	if err != nil {
		return err
	}
	defer os.Remove(out.Name())
	defer out.Close()
	c.Stdout, c.Stderr = out, out
	if err := c.Run(); err != nil {
		said, _ := os.ReadFile(out.Name())
		return fmt.Errorf("%s: %w: %s", program, err, said)
	}
	return nil
}

func postgresBin() string {
	var found []string
	for _, place := range postgresPlaces {
		dirs, _ := filepath.Glob(place) // the patterns are well formed
		found = append(found, dirs...)
	}
	if initdb, err := exec.LookPath("initdb"); err == nil {
		found = append(found, filepath.Dir(initdb))
	}
	slices.SortFunc(found, func(a, b string) int { return newest(b) - newest(a) })
	for _, dir := range found {
		if _, err := os.Stat(filepath.Join(dir, "postgres")); err == nil {
			return dir
		}
	}
	return ""
}

// newest is the number in the folder of a version of PostgreSQL.
func newest(dir string) int {
	digits := strings.FieldsFunc(dir, func(r rune) bool { return r < '0' || r > '9' })
	if len(digits) == 0 {
		return 0
	}
	n, _ := strconv.Atoi(digits[0]) // of digits
	return n
}

// freePort returns a port that nobody listens on at the moment.
func freePort(ctx context.Context) (int, error) {
	ln, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer ln.Close()
	_, port, err := net.SplitHostPort(ln.Addr().String())
	if err != nil {
		return 0, err
	}
	return strconv.Atoi(port)
}
