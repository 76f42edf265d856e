package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"net"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"gatehouse/internal/fault"
)

// readOnly is what a standby says to who writes, and a primary that has become one.
const readOnly = "25006"

// errClosed answers a transaction that comes after [DB.Close].
var errClosed = errors.New("the database is closed")

// IsUnique reports whether err is the violation of a unique constraint.
func IsUnique(err error) bool {
	code := sqliteCode(err)
	return pgCode(err) == "23505" ||
		code == sqlite3.SQLITE_CONSTRAINT_UNIQUE || code == sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY
}

// IsNull reports whether err says that a column has nothing that must have
// something.
func IsNull(err error) bool {
	return pgCode(err) == "23502" || sqliteCode(err) == sqlite3.SQLITE_CONSTRAINT_NOTNULL
}

// Refusal is the constraint of a statement that is a rule, and what people are told
// of who breaks it. Other failures of the statement stay what they are.
type Refusal struct {
	Is  func(error) bool // IsUnique or IsNull
	Err error
}

// of returns the refusal, if err is that.
func (r Refusal) of(err error) error {
	if err != nil && r.Is != nil && r.Is(err) {
		return r.Err
	}
	return err
}

// unreachable is what people and programs are told meanwhile.
var unreachable = fault.Wait(fault.Unavailable, 5*time.Second, "The database cannot be reached. Try again.")

// What they are told while a disk is in the way. That takes an operator.
var (
	full     = fault.Wait(fault.Unavailable, 30*time.Second, "The server's disk is full. Nothing was changed.")
	noWrites = fault.Wait(fault.Unavailable, 30*time.Second, "The server's disk takes no writes. Try again later.")
)

// Fault returns err as whoever called may see it: the outage of a database is
// nobody's mistake, and over in a while.
func Fault(err error) error {
	switch {
	case !IsUnavailable(err):
		return err
	case trouble(err) == "full":
		return full
	case trouble(err) == "no_writes":
		return noWrites
	}
	return unreachable
}

// IsUnavailable reports whether err says that the database is away, full or
// too busy to answer, rather than that it refuses something. The same call may
// succeed later. If a commit was under way, it may even have succeeded.
func IsUnavailable(err error) bool {
	if code := pgCode(err); code != "" {
		switch code {
		case readOnly,
			"57014", // ended by a time limit that the server has
			"58030": // its disk
			return true
		}
		class := code[:2]                                                       // 08: connection, 53: connections, memory or disk exhausted
		return class == "08" || class == "53" || strings.HasPrefix(code, "57P") // shutting down or starting
	}
	switch sqliteCode(err) & 0xff {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN,
		sqlite3.SQLITE_READONLY: // the disk has become so
		return true
	}
	if _, ok := errors.AsType[*pgconn.ConnectError](err); ok {
		return true
	}
	if _, ok := errors.AsType[*net.OpError](err); ok {
		return true
	}
	if pgconn.SafeToRetry(err) && !errors.Is(err, context.Canceled) { // nothing was sent: the connection had gone
		return true
	}
	for _, target := range []error{errClosed, errAway, driver.ErrBadConn, sql.ErrConnDone, io.ErrUnexpectedEOF} {
		if errors.Is(err, target) {
			return true
		}
	}
	return false
}

// isTie reports whether the database gave up on a transaction that may well
// succeed when it is tried again. On SQLite that is one that could not begin,
// because another process was writing.
func isTie(err error) bool {
	pg := pgCode(err)
	return pg == "40001" || pg == "40P01" || sqliteCode(err)&0xff == sqlite3.SQLITE_BUSY
}

func pgCode(err error) string {
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		return e.Code
	}
	return ""
}

func sqliteCode(err error) int {
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		return e.Code()
	}
	return 0
}
