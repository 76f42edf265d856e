package dbtest

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"

	"gatehouse/internal/db"
)

// Trips is [Open] on PostgreSQL with a function that counts how often somebody has
// waited for the database so far: on the way there and back, however much goes with
// it. It skips the test if PostgreSQL is not there.
func Trips(t testing.TB) (d *db.DB, count func() int64) {
	t.Helper()
	needs(t, db.Postgres)
	address, err := url.Parse(createDatabase(t, postgresTemplate(t)))
	if err != nil {
		t.Fatal(err)
	}
	p := &road{to: address.Host}
	if p.listener, err = new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	p.wait.Go(p.accept)
	t.Cleanup(func() {
		p.listener.Close()
		p.wait.Wait()
	})
	address.Host = p.listener.Addr().String()
	return connect(t, address.String()), p.trips.Load
}

// road lies between a program and its database.
type road struct {
	listener net.Listener
	to       string
	trips    atomic.Int64
	wait     sync.WaitGroup
}

func (p *road) accept() {
	for {
		from, err := p.listener.Accept()
		if err != nil {
			return // the test is over
		}
		to, err := new(net.Dialer).Dial("tcp", p.to)
		if err != nil {
			from.Close()
			continue
		}
		p.wait.Go(func() {
			_, _ = io.Copy(from, to)
			from.Close()
		})
		p.wait.Go(func() {
			_ = p.count(to, from)
			to.Close()
		})
	}
}

// pulse is what a node asks every second on a connection of its own, on which nobody
// waits.
var pulse = []byte("pg_is_in_recovery")

// count passes on what the program says, message by message: one byte of kind, but
// for the first, and four of length. With Sync and Query it begins to wait.
func (p *road) count(to io.Writer, from io.Reader) error {
	const asks, query, most = 'S', 'Q', 64 << 20 // Sync, Query
	isPulse := false
	for kindLength := 0; ; kindLength = 1 {
		head := make([]byte, kindLength+4)
		if _, err := io.ReadFull(from, head); err != nil {
			return err
		}
		length := binary.BigEndian.Uint32(head[kindLength:])
		if length < 4 || length > most {
			return errors.New("this is not the protocol of PostgreSQL")
		}
		message := append(head, make([]byte, length-4)...)
		if _, err := io.ReadFull(from, message[len(head):]); err != nil {
			return err
		}
		isPulse = isPulse || bytes.Contains(message, pulse)
		if kindLength == 1 && !isPulse && (head[0] == asks || head[0] == query) {
			p.trips.Add(1)
		}
		if _, err := to.Write(message); err != nil {
			return err
		}
	}
}
