package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"sync/atomic"
	"time"
)

// A group takes in who is waiting until it has so many members or has run for
// so long: the first of them should not wait for long either. On a disk that takes
// long over a commit it runs for longer, so that most of the time is not the disk's.
const (
	groupSize    = 64
	groupTime    = 5 * time.Millisecond
	groupShare   = 4 // times as long as the last commit took
	longestGroup = 50 * time.Millisecond
)

// writer owns the one connection that writes to an SQLite file. It commits
// transactions in groups, because a commit waits for the disk and costs more
// than most transactions: whoever waits while one group is on its way to the
// disk makes up the next. A group never waits for company.
//
// Each member runs in a savepoint, in the goroutine of its caller, who gets
// the connection for a turn. So a panic, or a test that ends in the middle,
// rolls back that member alone and needs no translation.
//
// The end of a caller's context must not interrupt a statement: SQLite would
// roll back the whole group. It is looked at between statements.
type writer struct {
	path    string
	pool    *sql.DB
	conn    *statements // nil after trouble, until the next group
	raw     *sql.Conn   // under conn
	queue   chan *member
	closing chan struct{}
	ended   chan struct{}
	span    time.Duration // how long the next group takes in members
	commits atomic.Uint64 // see [DB.Mark]
}

func newWriter(ctx context.Context, path string) (*writer, error) {
	pool, err := sql.Open("sqlite", sqliteDSN(path,
		"_pragma=journal_mode(WAL)",
		"_pragma=wal_autocheckpoint(10000)",     // pages; measured, see DESIGN.md §6
		"_pragma=journal_size_limit(100000000)", // bytes; gives back what a slow reader made it grow
		"_pragma=temp_store(memory)",            // to undo one member of a group; readers sort lists of any length, in files
		"_pragma=cache_size(-64000)"))
	if err != nil {
		return nil, err
	}
	w := &writer{
		path:    path,
		pool:    pool,
		queue:   make(chan *member),
		closing: make(chan struct{}),
		ended:   make(chan struct{}),
		span:    groupTime,
	}
	if err := w.connect(ctx); err != nil {
		pool.Close()
		return nil, err
	}
	go w.loop(context.WithoutCancel(ctx))
	return w, nil
}

func (w *writer) connect(ctx context.Context) (err error) {
	w.raw, err = w.pool.Conn(ctx)
	if err == nil {
		w.conn = newStatements(w.raw, false)
	}
	return err
}

// stop waits for the group in progress; transactions from now on get errClosed.
func (w *writer) stop() {
	close(w.closing)
	<-w.ended
}

// tx runs f as a member of a group and returns after its commit.
func (w *writer) tx(ctx context.Context, f func(*Tx) error) error {
	m := &member{ctx: ctx, turns: make(chan *statements), ran: make(chan error)}
	select {
	case w.queue <- m:
	case <-ctx.Done():
		return ctx.Err()
	case <-w.closing:
		return errClosed
	}
	for conn := range m.turns {
		m.run(conn, f)
	}
	return m.err
}

func (w *writer) loop(ctx context.Context) {
	defer close(w.ended)
	for {
		select {
		case m := <-w.queue:
			for members := []*member{m}; len(members) > 0; {
				members = w.group(ctx, members)
			}
		case <-w.closing:
			if w.conn != nil {
				w.conn.close()
				w.raw.Close()
			}
			return
		}
	}
}

// group runs members, and whoever else is waiting, in one transaction, commits
// and answers. It returns those that must run again because one of them
// destroyed the transaction of all.
func (w *writer) group(ctx context.Context, members []*member) (again []*member) {
	if err := w.begin(ctx); err != nil {
		answer(members, fmt.Errorf("begin: %w", err))
		return nil
	}
	began := time.Now()
	for i := 0; i < len(members) || w.join(&members, began); i++ {
		if !w.turn(ctx, members[i]) {
			w.abandon(ctx)
			answer(members[i:i+1], members[i].err)
			return append(members[:i:i], members[i+1:]...)
		}
	}
	ran := time.Now()
	err := commit(func() error { return w.do(ctx, `commit`) })
	w.span = groupSpan(time.Since(ran))
	w.commits.Add(1) // before anybody is answered; one that failed may have come half way
	if err != nil {
		w.abandon(ctx)
		answer(members, fmt.Errorf("commit: %w", err))
		return nil
	}
	// Also who failed is answered only now: it may have failed over what
	// another member had written and nobody could read yet.
	for _, m := range members {
		answer([]*member{m}, m.err)
	}
	return nil
}

// groupSpan is how long a group may run after a commit that took so long.
func groupSpan(commit time.Duration) time.Duration {
	return min(max(groupTime, groupShare*commit), longestGroup)
}

// join adds the next who waits, if the group may still grow.
func (w *writer) join(members *[]*member, began time.Time) bool {
	if len(*members) >= groupSize || time.Since(began) >= w.span {
		return false
	}
	select {
	case m := <-w.queue:
		*members = append(*members, m)
		return true
	default:
		return false
	}
}

// turn runs one member, keeps its error, and reports whether the transaction
// of the group still stands.
func (w *writer) turn(ctx context.Context, m *member) (stands bool) {
	if m.left {
		return true
	}
	if m.err = m.ctx.Err(); m.err != nil {
		return true
	}
	if m.err = w.do(ctx, `savepoint member`); m.err != nil {
		return false
	}
	m.turns <- w.conn
	if m.err = <-m.ran; m.err == nil {
		m.err = w.do(ctx, `release member`)
		return m.err == nil
	}
	m.left = errors.Is(m.err, errLeft)
	return w.do(ctx, `rollback to member`) == nil && w.do(ctx, `release member`) == nil
}

func (w *writer) begin(ctx context.Context) error {
	if w.conn == nil {
		if err := w.connect(ctx); err != nil {
			return err
		}
	}
	err := w.do(ctx, `begin immediate`)
	if err != nil && !isTie(err) {
		w.abandon(ctx)
	}
	return err
}

// abandon leaves a connection whose state is unknown. What it had not
// committed is rolled back.
func (w *writer) abandon(ctx context.Context) {
	_ = w.do(ctx, `rollback`) // fails if SQLite has done it
	w.conn.close()
	// Close would keep it for the next; a bad one is closed.
	_ = w.raw.Raw(func(any) error { return driver.ErrBadConn })
	w.conn, w.raw = nil, nil
}

func (w *writer) do(ctx context.Context, q string) error {
	_, err := w.conn.exec(ctx, q, nil)
	return err
}
