package db

import (
	"time"

	sqlite3 "modernc.org/sqlite/lib"

	"gatehouse/internal/meter"
)

// trouble names the state of the database that err comes from, or "".
func trouble(err error) string {
	pg, lite := pgCode(err), sqliteCode(err)&0xff
	switch {
	case pg == "53100" || lite == sqlite3.SQLITE_FULL:
		return "full"
	case lite == sqlite3.SQLITE_READONLY || lite == sqlite3.SQLITE_IOERR:
		return "no_writes"
	case isTie(err) || lite == sqlite3.SQLITE_LOCKED:
		return "busy"
	case IsUnavailable(err):
		return "unreachable"
	}
	return ""
}

// counted counts the trouble that err tells of, if it does.
func counted(err error) error {
	if err != nil {
		if t := trouble(err); t != "" {
			meter.Troubles.Count(t)
		}
	}
	return err
}

// ended counts a transaction.
func ended(err error) error {
	if err != nil {
		meter.Transactions.Count("failed")
		return counted(err)
	}
	meter.Transactions.Count("committed")
	return nil
}

// commit counts how long f, a commit, takes.
func commit(f func() error) error {
	began := time.Now()
	err := f()
	meter.Commit(time.Since(began))
	return err
}

// Pool says how the connections of a database are used; of an SQLite file those
// that read.
type Pool struct {
	Most, Open, InUse int
	Waits             int64         // calls that found none free
	Waited            time.Duration // of all of them together
}

// Pool returns how the connections are used now.
func (d *DB) Pool() Pool {
	s := d.pool.Stats()
	return Pool{s.MaxOpenConnections, s.OpenConnections, s.InUse, s.WaitCount, s.WaitDuration}
}
