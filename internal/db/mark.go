package db

import (
	"context"
	"database/sql"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

// lookEvery is how long what another process has committed to an SQLite file may
// go unnoticed.
const lookEvery = 100 * time.Millisecond

// Mark returns a number that only grows, and has grown wherever somebody has
// committed: what was read after one call is still as it was when a later one
// returns the same number.
//
// What this process commits counts before whoever committed it is told so, so that
// nobody who asks afterwards gets the number of before. What others commit to the
// file counts within a tenth of a second. On PostgreSQL nobody can tell without
// asking, and ok is false.
func (d *DB) Mark(ctx context.Context) (mark uint64, ok bool, err error) {
	if d.dialect != SQLite {
		return 0, false, nil
	}
	if d.closed.Load() {
		return 0, false, errClosed
	}
	if err := d.others.look(ctx, &d.writer.commits); err != nil {
		return 0, false, err
	}
	return d.writer.commits.Load(), true, nil
}

// others notices what others commit to an SQLite file, while somebody asks. It has
// a connection of its own, because data_version tells a connection what has come
// since it asked itself.
type others struct {
	path   string
	looked atomic.Int64 // when, since began

	mu      sync.Mutex // of what follows
	pool    *sql.DB
	conn    *sql.Conn
	version int64
	ended   bool
}

// began is what times are counted from: by a clock that nobody sets.
var began = time.Now()

// look adds one to commits if there was one since the last time. Whoever finds it
// overdue waits until it is done, so that nobody goes on with what is older.
func (o *others) look(ctx context.Context, commits *atomic.Uint64) error {
	if since := int64(time.Since(began)); since-o.looked.Load() < int64(lookEvery) {
		return nil
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	now := int64(time.Since(began))
	if now-o.looked.Load() < int64(lookEvery) {
		return nil // somebody else did, meanwhile
	}
	version, err := o.read(context.WithoutCancel(ctx)) // for all who wait
	if err != nil {
		return fmt.Errorf("look for what others have committed: %w", err)
	}
	if version != o.version {
		o.version = version
		commits.Add(1)
	}
	o.looked.Store(now)
	return nil
}

func (o *others) read(ctx context.Context) (version int64, err error) {
	if o.ended {
		return 0, errClosed
	}
	if o.pool == nil {
		if o.pool, err = sql.Open("sqlite", sqliteDSN(o.path, "_query_only=1")); err != nil {
			return 0, err
		}
	}
	if o.conn == nil {
		if o.conn, err = o.pool.Conn(ctx); err != nil {
			return 0, err
		}
		o.version = -1 // what another connection was told means nothing to this one
	}
	if err = o.conn.QueryRowContext(ctx, `pragma data_version`).Scan(&version); err != nil {
		o.conn.Close()
		o.conn = nil
	}
	return version, err
}

func (o *others) close() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.ended = true
	if o.pool == nil {
		return nil
	}
	if o.conn != nil {
		o.conn.Close()
		o.conn = nil
	}
	return o.pool.Close()
}
