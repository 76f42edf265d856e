package dbtest

import (
	"context"
	"io"
	"net"
	"net/url"
	"sync"
	"testing"

	"gatehouse/internal/db"
)

// Wire carries connections to a server, until somebody cuts it or leaves it
// dead: then nothing passes and nobody is told, as behind a network that is
// gone.
type Wire struct {
	Address string          // where it listens
	ctx     context.Context // of the test, but that it goes on to its end

	mu    sync.Mutex
	to    string
	live  *sync.Cond
	dead  bool
	ended bool
	conns map[net.Conn]struct{}
}

// NewWire leads to an address until the test ends.
func NewWire(t testing.TB, to string) *Wire {
	t.Helper()
	ln, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w := &Wire{Address: ln.Addr().String(), to: to, ctx: context.WithoutCancel(t.Context()), conns: make(map[net.Conn]struct{})}
	w.live = sync.NewCond(&w.mu)
	var wg sync.WaitGroup
	wg.Go(func() {
		for {
			conn, err := ln.Accept()
			if err != nil {
				return
			}
			wg.Go(func() { w.carry(conn) })
		}
	})
	t.Cleanup(func() {
		ln.Close()
		w.mu.Lock()
		w.ended = true
		w.mu.Unlock()
		w.Mend()
		w.Cut()
		wg.Wait()
	})
	return w
}

// carry passes on what both sides of a connection say.
func (w *Wire) carry(from net.Conn) {
	defer from.Close()
	w.mu.Lock()
	address := w.to
	w.mu.Unlock()
	to, err := new(net.Dialer).DialContext(w.ctx, "tcp", address)
	if err != nil {
		return
	}
	defer to.Close()
	w.keep(from, to)
	defer w.forget(from, to)
	var wg sync.WaitGroup
	for _, way := range [][2]net.Conn{{from, to}, {to, from}} {
		wg.Go(func() {
			defer way[1].Close()
			_, _ = io.Copy(&end{way[1], w}, way[0]) // either side may go at any time
		})
	}
	wg.Wait()
}

// end is one side of a wire.
type end struct {
	net.Conn
	of *Wire
}

func (e *end) Write(p []byte) (int, error) {
	e.of.mu.Lock()
	for e.of.dead {
		e.of.live.Wait()
	}
	e.of.mu.Unlock()
	return e.Conn.Write(p)
}

func (w *Wire) keep(conns ...net.Conn) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, c := range conns {
		w.conns[c] = struct{}{}
		if w.ended {
			c.Close()
		}
	}
}

func (w *Wire) forget(conns ...net.Conn) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, c := range conns {
		delete(w.conns, c)
	}
}

// Cut ends every connection. New ones are carried.
func (w *Wire) Cut() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for c := range w.conns {
		c.Close()
	}
}

// Lead carries connections that are made from now on to another address.
func (w *Wire) Lead(to string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.to = to
}

// Die lets nothing pass any more.
func (w *Wire) Die() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.dead = true
}

// Mend lets everything pass again, and what was held back.
func (w *Wire) Mend() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.dead = false
	w.live.Broadcast()
}

// WiredURL returns the address of an empty PostgreSQL database, and the wire that
// leads there.
func WiredURL(t testing.TB) (string, *Wire) {
	t.Helper()
	u, err := url.Parse(URL(t, db.Postgres))
	if err != nil {
		t.Fatal(err)
	}
	w := NewWire(t, u.Host)
	u.Host = w.Address
	return u.String(), w
}
