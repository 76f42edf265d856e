// Package postgres starts PostgreSQL servers of our own: for measurements, and
// for tests that stop one. Each has a folder and a free port to itself, and is
// gone afterwards.
package postgres

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
)

// Server is one server on loopback, in which everybody is let in as postgres.
type Server struct {
	bin, folder, owner string
	port               int
	settings           []string
}

// ErrNone says that there is no PostgreSQL on this machine.
var ErrNone = errors.New("no initdb, pg_ctl and postgres here, or no user to run them as: PostgreSQL refuses to run as root")

// places are where Debian, Red Hat and Homebrew put the programs.
var places = []string{"/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin", "/usr/local/opt/postgresql@*/bin"}

// New starts the newest PostgreSQL there is. A setting is "name=value".
func New(ctx context.Context, settings ...string) (*Server, error) {
	return begin(ctx, settings, func(s *Server) error {
		return s.run(ctx, "initdb", "-D", s.Data(), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
	})
}

// Standby starts a server that follows this one, until it is promoted.
func (s *Server) Standby(ctx context.Context) (*Server, error) {
	return begin(ctx, s.settings, func(standby *Server) error {
		return standby.run(ctx, "pg_basebackup", "-D", standby.Data(), "-d", s.URL("postgres"), "-R", "-X", "stream", "-c", "fast", "--no-sync")
	})
}

// Copy starts a server on a copy of this one as it is now, as after a restore of its
// files: nothing tells it that it is not the same one.
func (s *Server) Copy(ctx context.Context) (*Server, error) {
	return begin(ctx, s.settings, func(other *Server) error {
		return other.run(ctx, "pg_basebackup", "-D", other.Data(), "-d", s.URL("postgres"), "-X", "stream", "-c", "fast", "--no-sync")
	})
}

func begin(ctx context.Context, settings []string, fill func(*Server) error) (s *Server, err error) {
	s = &Server{bin: Programs(), settings: settings}
	if s.bin == "" {
		return nil, ErrNone
	}
	if s.folder, err = os.MkdirTemp("", "gatehouse-postgres-"); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(s.folder))
		}
	}()
	if err := s.chooseOwner(); err != nil {
		return nil, err
	}
	if err := fill(s); err != nil {
		return nil, err
	}
	if s.port, err = freePort(ctx); err != nil {
		return nil, err
	}
	return s, s.Start(ctx)
}

// Start starts a server that was stopped, on the port it had.
func (s *Server) Start(ctx context.Context) error {
	options := []string{"-h", "127.0.0.1", "-p", strconv.Itoa(s.port), "-k", s.folder}
	for _, setting := range s.settings {
		options = append(options, "-c", setting)
	}
	return s.run(ctx, "pg_ctl", "start", "-D", s.Data(), "-w", "-t", "60", "-s", "-l", filepath.Join(s.folder, "log"), "-o", strings.Join(options, " "))
}

// Stop stops it in one of pg_ctl's ways: smart, fast or immediate.
func (s *Server) Stop(ctx context.Context, way string) error {
	return s.run(ctx, "pg_ctl", "stop", "-D", s.Data(), "-m", way, "-w", "-s")
}

// Promote makes a standby take writes.
func (s *Server) Promote(ctx context.Context) error {
	return s.run(ctx, "pg_ctl", "promote", "-D", s.Data(), "-w", "-s")
}

// Data is the folder of its data.
func (s *Server) Data() string { return filepath.Join(s.folder, "data") }

// Address is where it listens.
func (s *Server) Address() string { return fmt.Sprintf("127.0.0.1:%d", s.port) }

// URL is the address of a database.
func (s *Server) URL(database string) string {
	return "postgres://postgres@" + s.Address() + "/" + database + "?sslmode=disable"
}

// Close ends the server, also after ctx has ended, and removes its data.
func (s *Server) Close(ctx context.Context) {
	// Immediate: what it holds goes with it. It may be stopped already.
	_ = s.Stop(context.WithoutCancel(ctx), "immediate")
	_ = os.RemoveAll(s.folder)
}

// chooseOwner finds who the server runs as, and gives the folder to them.
func (s *Server) chooseOwner() error {
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
		s.owner = name
		return os.Chown(s.folder, uid, gid)
	}
	return ErrNone
}

func (s *Server) run(ctx context.Context, program string, args ...string) error {
	command := append([]string{filepath.Join(s.bin, program)}, args...)
	if s.owner != "" {
		command = append([]string{"runuser", "-u", s.owner, "--"}, command...)
	}
	c := exec.CommandContext(ctx, command[0], command[1:]...)
	c.Dir = s.folder
	// The server inherits what pg_ctl is given, and a pipe would be waited for.
	out, err := os.CreateTemp("", "gatehouse-postgres-")
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

// Programs is the folder of the newest PostgreSQL's programs, or "".
func Programs() string {
	var found []string
	for _, place := range places {
		dirs, _ := filepath.Glob(place) // the patterns are well formed
		found = append(found, dirs...)
	}
	if initdb, err := exec.LookPath("initdb"); err == nil {
		found = append(found, filepath.Dir(initdb))
	}
	slices.SortFunc(found, func(a, b string) int { return version(b) - version(a) })
	for _, dir := range found {
		if _, err := os.Stat(filepath.Join(dir, "postgres")); err == nil {
			return dir
		}
	}
	return ""
}

// version is the number in the folder of a version of PostgreSQL.
func version(dir string) int {
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
