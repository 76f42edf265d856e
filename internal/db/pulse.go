package db

import (
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

const (
	beat     = time.Second     // between two questions
	patience = 5 * time.Second // for the answer to one
)

// errAway answers what is asked while the database is known to be away.
var errAway = errors.New("the database is away")

// pulse asks PostgreSQL every second whether it is there, on a connection of its
// own. A server that has gone says so on every connection; one that is cut off,
// frozen or was left behind as a standby says nothing, and whoever waits for it
// would wait for a quarter of an hour. Then the pulse cuts all connections, so
// that their statements fail at once, and refuses new ones until it has one
// itself.
type pulse struct {
	hosts *hosts
	away  atomic.Bool
	kept  *pgx.Conn // between two beats; nil if there is none

	mu     sync.Mutex
	lines  map[*line]struct{}
	server string // the process that all of them lead to, as far as is known

	stop  context.CancelFunc
	ended chan struct{}
}

// newPulse makes the pulse and the hosts of an address, whose connections it
// keeps account of.
func newPulse(cfg *pgx.ConnConfig) *pulse {
	p := &pulse{lines: make(map[*line]struct{})}
	cfg.DialFunc = p.dial(cfg.DialFunc)
	p.hosts = newHosts(cfg, stdlib.OptionAfterConnect(p.greet))
	return p
}

// begin starts the pulse.
func (p *pulse) begin(ctx context.Context) {
	ctx, p.stop = context.WithCancel(context.WithValue(context.WithoutCancel(ctx), beating{}, true))
	p.ended = make(chan struct{})
	go p.run(ctx)
}

// end stops it and returns when its connection is closed.
func (p *pulse) end() {
	p.stop()
	<-p.ended
}

func (p *pulse) run(ctx context.Context) {
	defer close(p.ended)
	tick := time.NewTicker(beat)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			p.feel(ctx)
		case <-ctx.Done():
			p.drop(ctx)
			return
		}
	}
}

// feel is one beat. A connection of its own that broke says little about the
// others; one that does not answer, or answers from a standby, speaks for all.
func (p *pulse) feel(ctx context.Context) {
	if p.kept != nil {
		err := p.ask(ctx, p.kept)
		if err == nil {
			return
		}
		p.drop(ctx)
		if errors.Is(err, errStandby) || errors.Is(err, context.DeadlineExceeded) {
			p.cut()
		}
	}
	conn, err := p.hosts.connect(ctx)
	if err == nil {
		p.kept, err = conn, p.ask(ctx, conn)
	}
	switch {
	case err == nil:
		p.away.Store(false)
	case ctx.Err() == nil && isGone(err):
		p.away.Store(true)
		p.drop(ctx)
		p.cut()
	}
}

// errStandby says that nothing can be written here.
var errStandby = errors.New("the database is a standby")

func (p *pulse) ask(ctx context.Context, conn *pgx.Conn) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	var standby bool
	var server string
	err := conn.QueryRow(ctx, `select pg_is_in_recovery(), `+process, pgx.QueryExecModeExec).Scan(&standby, &server)
	if err != nil {
		return err
	}
	if standby {
		return errStandby
	}
	p.met(conn, server)
	return nil
}

// isGone tells a server that is not there from one that answers, if only to
// refuse one connection more: those that it has are fine.
func isGone(err error) bool {
	code := pgCode(err)
	return code == "" || strings.HasPrefix(code, "57P") || strings.HasPrefix(code, "08")
}

// drop ends the pulse's own connection, and does not wait for a farewell.
func (p *pulse) drop(ctx context.Context) {
	if p.kept == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), beat)
	defer cancel()
	_ = p.kept.Close(ctx) // it may be broken
	p.kept = nil
}
