package db

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

const (
	mostAhead    = 200 // statements of a transaction that wait to be sent
	rollbackTime = 5 * time.Second
	idle         = 'I' // of a connection: no transaction is open
	begin        = `begin isolation level read committed`
	commitAll    = `commit`
)

// session is a transaction on its connection to PostgreSQL. The way there and
// back takes longer than most statements do, so what nobody waits for goes with
// what somebody does: the begin with the first statement, those of [Tx.Later]
// with the next, and the last of them with the commit.
type session struct {
	conn  *pgx.Conn
	ahead []statementAhead
}

// statementAhead is one that was not sent yet.
type statementAhead struct {
	query string
	args  []any
	rule  Refusal
}

// newSession begins a transaction. The server's default may be stricter, and every
// rule here is written for this level: a conditional update sees what others have
// committed.
func newSession(conn *pgx.Conn) *session {
	return &session{conn: conn, ahead: []statementAhead{{query: begin}}}
}

func (s *session) later(ctx context.Context, rule Refusal, q string, args []any) error {
	s.ahead = append(s.ahead, statementAhead{q, exact(args), rule})
	if len(s.ahead) < mostAhead {
		return nil
	}
	return s.settle(ctx)
}

// settle waits for what was not sent yet.
func (s *session) settle(ctx context.Context) error {
	_, err := s.send(ctx, nil, nil)
	return err
}

func (s *session) exec(ctx context.Context, q string, args []any) (int64, error) {
	return s.send(ctx, &statementAhead{query: q, args: exact(args)}, nil)
}

func (s *session) query(ctx context.Context, read func(cursor) error, q string, args []any) error {
	_, err := s.send(ctx, &statementAhead{query: q, args: exact(args)}, read)
	return err
}

// commit ends the transaction. After a statement that failed on its way the server
// does not come to it; after one whose failure nobody looked at, it rolls back.
func (s *session) commit(ctx context.Context) error {
	if len(s.ahead) == 1 && s.ahead[0].query == begin {
		return nil // nothing was asked
	}
	s.ahead = append(s.ahead, statementAhead{query: commitAll})
	return s.settle(ctx)
}

// rollback ends a transaction that has not been committed.
func (s *session) rollback(ctx context.Context) {
	if s.conn.IsClosed() || s.conn.PgConn().TxStatus() == idle {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), rollbackTime)
	defer cancel()
	_, _ = s.conn.Exec(ctx, `rollback`) // or else the pool will not have the connection back
}

// send sends what is ahead, and last after it, and waits for all answers. read is
// nil if last is asked for no rows. A text of several statements, which comes
// without arguments, can only go alone.
func (s *session) send(ctx context.Context, last *statementAhead, read func(cursor) error) (n int64, err error) {
	if last != nil && (len(last.args) == 0 || len(s.ahead) == 0) {
		if err := s.settle(ctx); err != nil {
			return 0, err
		}
		return s.alone(ctx, last, read)
	}
	batch := s.ahead
	if last != nil {
		batch = append(batch, *last)
	}
	if s.ahead = nil; len(batch) == 0 {
		return 0, nil
	}
	queued := &pgx.Batch{}
	for _, st := range batch {
		queued.Queue(st.query, st.args...)
	}
	results := s.conn.SendBatch(ctx, queued)
	defer func() {
		if closeErr := results.Close(); err == nil {
			err = closeErr
		}
	}()
	for i, st := range batch {
		if read != nil && i == len(batch)-1 {
			rows, err := results.Query()
			if err != nil {
				return 0, err
			}
			return 0, consumeOwn(rows, read)
		}
		tag, err := results.Exec()
		switch n = tag.RowsAffected(); {
		case err == nil && st.query == commitAll && tag.String() == "ROLLBACK":
			return 0, pgx.ErrTxCommitRollback // the server calls that a success
		case err == nil:
		case st.rule.of(err) != err: //nolint:errorlint // it is that very one, or the rule's
			return 0, st.rule.Err
		case i < len(batch)-1:
			return 0, fmt.Errorf("a statement that was sent ahead: %w", err)
		default:
			return 0, err
		}
	}
	return n, nil
}

func (s *session) alone(ctx context.Context, st *statementAhead, read func(cursor) error) (int64, error) {
	if read == nil {
		tag, err := s.conn.Exec(ctx, st.query, st.args...)
		return tag.RowsAffected(), err
	}
	rows, err := s.conn.Query(ctx, st.query, st.args...)
	if err != nil {
		return 0, err
	}
	return 0, consumeOwn(rows, read)
}

func consumeOwn(rows pgx.Rows, read func(cursor) error) error {
	defer rows.Close()
	if err := read(rows); err != nil {
		return err
	}
	rows.Close()
	return rows.Err()
}
