package db

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"time"

	"gatehouse/internal/meter"
	"gatehouse/internal/trace"
)

// Tx is a transaction in progress. One goroutine at a time may use it, and
// none after the function that received it has returned.
//
// A statement that fails ends the transaction on both engines, as it does on
// PostgreSQL: every later one fails too, and nothing is committed. What may
// clash is asked with "on conflict", not tried.
type Tx struct {
	dialect Dialect
	runner  txRunner
	random  io.Reader // of the ids of new rows; nil is the system's
	told    func(query string)
	span    trace.Span
	failed  error // why no statement may follow
	values  map[any]any
	ends    []func(context.Context, *Tx) error
}

// txRunner is a runner within a transaction.
type txRunner interface {
	runner
	later(ctx context.Context, rule Refusal, query string, args []any) error
	settle(ctx context.Context) error
}

// Dialect names the engine.
func (t *Tx) Dialect() Dialect { return t.dialect }

// Exec runs a statement and returns how many rows it changed.
func (t *Tx) Exec(ctx context.Context, q string, args ...any) (int64, error) {
	if err := t.usable(ctx); err != nil {
		return 0, err
	}
	tell(t.told, q)
	span := t.dialect.span(t.span.Within(ctx), q)
	n, err := t.runner.exec(ctx, q, args)
	span.End(err)
	if err != nil {
		t.failed = err
	}
	return n, err
}

// Later runs a statement whose answer nobody waits for. PostgreSQL is sent it with
// the next one that somebody does wait for, or with the commit: many cost one way
// there and back. If it fails, then that is what the one it went with fails with.
// The arguments must not change any more.
func (t *Tx) Later(ctx context.Context, q string, args ...any) error {
	return t.later(ctx, Refusal{}, q, args)
}

// Insist is [Tx.Later] for a statement whose rule is a constraint: the transaction
// fails with what the rule says, if it is that which refuses a row.
func (t *Tx) Insist(ctx context.Context, rule Refusal, q string, args ...any) error {
	return t.later(ctx, rule, q, args)
}

// Settle waits for the statements of [Tx.Later]: what fails after it is not theirs.
func (t *Tx) Settle(ctx context.Context) error {
	if err := t.usable(ctx); err != nil {
		return err
	}
	t.failed = t.runner.settle(ctx)
	return t.failed
}

func (t *Tx) later(ctx context.Context, rule Refusal, q string, args []any) error {
	if err := t.usable(ctx); err != nil {
		return err
	}
	tell(t.told, q)
	span := t.dialect.span(t.span.Within(ctx), q)
	t.failed = t.runner.later(ctx, rule, q, args)
	span.End(t.failed)
	return t.failed
}

func (t *Tx) query(ctx context.Context, read func(cursor) error, q string, args ...any) error {
	if err := t.usable(ctx); err != nil {
		return err
	}
	tell(t.told, q)
	span := t.dialect.span(t.span.Within(ctx), q)
	var readErr error
	err := t.runner.query(ctx, func(rows cursor) error {
		readErr = read(rows)
		return readErr
	}, q, args)
	span.End(err)
	if err != nil && readErr == nil { // the reader may stop early for reasons of its own
		t.failed = err
	}
	return err
}

// usable refuses a statement before it starts. On SQLite it is the only place
// where the end of ctx counts: see [writer].
func (t *Tx) usable(ctx context.Context) error {
	if t.failed == nil {
		t.failed = ctx.Err()
		return t.failed
	}
	return fmt.Errorf("the transaction has ended: %w", t.failed)
}

// AtEnd lets many calls of one transaction share a last step: an audit event
// and a new version are written once for all that happened.
//
// The first call with a key calls start, keeps its value and registers finish;
// later calls with the key return the same value. The finishing steps run in
// the order of their registration after the transaction's function succeeded,
// before the commit. They may write, and register more. When a transaction is
// run again, it starts with none.
func (t *Tx) AtEnd(key any, start func() (value any, finish func(context.Context, *Tx) error)) any {
	if value, ok := t.values[key]; ok {
		return value
	}
	value, finish := start()
	if t.values == nil {
		t.values = make(map[any]any)
	}
	t.values[key] = value
	t.ends = append(t.ends, finish)
	return value
}

// do runs a transaction up to its commit, which it leaves to the caller.
func (t *Tx) do(ctx context.Context, f func(*Tx) error) error {
	defer func() {
		if t.failed == nil {
			t.failed = sql.ErrTxDone
		}
	}()
	if err := f(t); err != nil {
		return err
	}
	for i := 0; i < len(t.ends); i++ { // one may add another
		if err := t.ends[i](ctx, t); err != nil {
			return err
		}
	}
	return t.failed // f may have ignored it
}

const maxAttempts = 5

// Tx runs f in a transaction and commits, unless f or a step of [Tx.AtEnd]
// fails or panics. f must keep its effects to tx, because it may run more than
// once: when the database aborts the transaction to break a tie, and on SQLite
// when another one took it down with it.
//
// On SQLite a transaction is alone. To begin one inside f, or to write with
// [DB.Exec] there, waits forever; and whatever f waits for, every writer does.
// Inside f also read through tx: on PostgreSQL a second connection may not be
// free until this one is, and on SQLite d does not see what tx has written.
func (d *DB) Tx(ctx context.Context, f func(tx *Tx) error) error {
	ctx, span := trace.Begin(ctx, "transaction")
	do := func(tx *Tx) error {
		tx.random, tx.told, tx.span = d.random, d.told, span
		return f(tx)
	}
	err := retry(ctx, func() error {
		switch {
		case d.closed.Load():
			return errClosed
		case d.dialect == SQLite:
			return d.writer.tx(ctx, do)
		default:
			return d.tryPostgres(ctx, do)
		}
	})
	span.End(err)
	return ended(err)
}

// retry calls try again while it loses ties.
func retry(ctx context.Context, try func() error) error {
	for attempt := 1; ; attempt++ {
		err := try()
		if err == nil || !isTie(err) || attempt == maxAttempts {
			return err
		}
		meter.Transactions.Count("retried")
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Duration(attempt) * 20 * time.Millisecond):
		}
	}
}
