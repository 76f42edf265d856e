package db

import (
	"context"
	"crypto/tls"
	"net"

	"github.com/jackc/pgx/v5"
)

// line is an open connection to the server.
type line struct {
	net.Conn
	of     *pulse
	server string // which process answers, "" while nothing was answered; of the pulse's mu
}

// Close says nothing of a line that was cut: the pool would pass it on.
func (l *line) Close() error {
	l.of.mu.Lock()
	_, isOpen := l.of.lines[l]
	delete(l.of.lines, l)
	l.of.mu.Unlock()
	if !isOpen {
		return nil
	}
	return l.Conn.Close()
}

// beating marks the context of the pulse's own connection.
type beating struct{}

// dial keeps account of connections. It stands in for how they were dialled.
func (p *pulse) dial(under func(context.Context, string, string) (net.Conn, error)) func(context.Context, string, string) (net.Conn, error) {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		if p.away.Load() && ctx.Value(beating{}) == nil {
			return nil, errAway
		}
		conn, err := under(ctx, network, address)
		if err != nil {
			return nil, err
		}
		l := &line{Conn: conn, of: p}
		p.mu.Lock()
		p.lines[l] = struct{}{}
		p.mu.Unlock()
		return l, nil
	}
}

// process tells one process of a server from another, and so one server from another.
const process = `cast(extract(epoch from pg_postmaster_start_time()) as text)`

// greet is the first that is said on a connection of the pool. A statement is kept in
// one process of the server: all here are short, and to start others to help takes
// longer than they do. That is not said with what opens the connection, because a
// pooler in between would refuse it.
func (p *pulse) greet(ctx context.Context, conn *pgx.Conn) error {
	answers, err := conn.PgConn().Exec(ctx, `set max_parallel_workers_per_gather = 0; select `+process).ReadAll()
	if err != nil {
		return err
	}
	p.met(conn, string(answers[len(answers)-1].Rows[0][0]))
	return nil
}

// met notes which process answers on a connection. When it is another one than before,
// the connections to that one end, before anything is asked on this one: who reads a
// version here must not read rows of another history there, and keep them together.
// The pulse would find out a second later. A connection on which nothing was answered
// yet is left: it comes here as well.
func (p *pulse) met(conn *pgx.Conn, server string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	own := lineOf(conn.PgConn().Conn())
	if own != nil {
		own.server = server
	}
	if p.server == server {
		return
	}
	p.server = server
	for l := range p.lines {
		if l != own && l.server != "" && l.server != server {
			l.Conn.Close()
			delete(p.lines, l)
		}
	}
}

// lineOf returns the line below what is spoken on it.
func lineOf(conn net.Conn) *line {
	if over, ok := conn.(*tls.Conn); ok {
		conn = over.NetConn()
	}
	l, _ := conn.(*line)
	return l
}

// cut ends every connection, whoever uses it.
func (p *pulse) cut() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for l := range p.lines {
		l.Conn.Close()
	}
	clear(p.lines)
}
