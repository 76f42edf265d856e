// Package tour takes the pictures of docs/tour.md: it builds the program, makes a
// demo, starts the server, signs in with Chromium as the demo's administrator,
// and takes each stop at a desk and on a phone, light and dark.
package tour

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// Folder is where the pictures are kept, beside docs/tour.md.
const Folder = "docs/tour"

const patience = time.Minute // for the server to answer

// house is a demo that is being served.
type house struct {
	Address   string `json:"address"`
	Email     string `json:"email"`
	Password  string `json:"password"`
	Recipient string `json:"recipient_email"`
	Token     string `json:"token"`

	work string // a folder for what is brought in
	mail letter // of an invitation that was sent for the tour
}

// file is where the file of a stop lies.
func (h house) file(s Stop) string { return filepath.Join(h.work, s.Name+".csv") }

// Run takes the pictures of all stops, or of those whose names the arguments
// give, and writes them into [Folder] of the repository that it is started in.
func Run(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("tour", flag.ContinueOnError)
	folder := flags.String("o", Folder, "write the pictures into `FOLDER`")
	chromium := flags.String("chromium", program(), "the browser's `PROGRAM`")
	if err := flags.Parse(args); err != nil {
		return err
	}
	stops, err := chosen(flags.Args())
	if err != nil {
		return err
	}
	work, err := os.MkdirTemp("", "gatehouse-tour-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	ctx, stop := context.WithCancel(ctx)
	h, ended, err := serve(ctx, work)
	if err != nil {
		stop()
		return err
	}
	defer func() {
		stop()
		<-ended
	}()
	h.work = work
	if h.mail, err = h.invite(ctx); err != nil {
		return err
	}
	if err := os.MkdirAll(*folder, 0o755); err != nil {
		return err
	}
	for _, s := range stops {
		if s.Brings != nil {
			if err := os.WriteFile(h.file(s), []byte(s.Brings.Text), 0o600); err != nil {
				return err
			}
		}
	}
	return h.photograph(ctx, *chromium, stops, func(name string, picture []byte) error {
		fmt.Fprintf(out, "%s, %d kB\n", name, len(picture)>>10)
		return os.WriteFile(filepath.Join(*folder, name), picture, 0o644)
	})
}

// program is the browser that the tests use, too.
func program() string {
	if p := os.Getenv("GATEHOUSE_TEST_CHROMIUM"); p != "" {
		return p
	}
	return "chromium"
}

// serve makes a demo and starts the server; ended is closed when it has stopped.
func serve(ctx context.Context, work string) (h house, ended chan struct{}, err error) {
	binary, data := filepath.Join(work, "gatehouse"), filepath.Join(work, "data")
	if err := run(ctx, "go", "build", "-o", binary, "./cmd/gatehouse"); err != nil {
		return h, nil, err
	}
	listen, err := freeAddress(ctx)
	if err != nil {
		return h, nil, err
	}
	public := "http://" + strings.Replace(listen, "127.0.0.1", "localhost", 1)
	text, err := exec.CommandContext(ctx, binary, "demo", "--data", data, "--public-url", public, "--json").Output()
	if err != nil {
		return h, nil, fmt.Errorf("make the demo: %w", err)
	}
	if err := json.Unmarshal(text, &h); err != nil {
		return h, nil, err
	}
	h.Address = public
	server := exec.CommandContext(ctx, binary, "serve", "--data", data, "--listen", listen, "--public-url", public)
	server.Cancel = func() error { return server.Process.Signal(os.Interrupt) }
	var said bytes.Buffer
	server.Stderr = &said
	if err := server.Start(); err != nil {
		return h, nil, err
	}
	ended = make(chan struct{})
	go func() {
		defer close(ended)
		_ = server.Wait() // it was told to stop, or its absence is noticed
	}()
	if err := await(ctx, public+"/healthz", ended); err != nil {
		return h, nil, fmt.Errorf("%w: %s", err, said.String())
	}
	return h, ended, nil
}

func run(ctx context.Context, name string, args ...string) error {
	if out, err := exec.CommandContext(ctx, name, args...).CombinedOutput(); err != nil {
		return fmt.Errorf("%s %s: %w: %s", name, strings.Join(args, " "), err, out)
	}
	return nil
}

func freeAddress(ctx context.Context) (string, error) {
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}

// await waits until the server answers.
func await(ctx context.Context, url string, ended <-chan struct{}) error {
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return err
		}
		if resp, err := http.DefaultClient.Do(r); err == nil {
			resp.Body.Close()
			return nil
		}
		select {
		case <-ended:
			return errors.New("the server ended")
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
	}
}
