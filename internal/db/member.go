package db

import (
	"context"
	"errors"
)

// member is a transaction that waits for its turn or for the commit.
type member struct {
	ctx   context.Context
	turns chan *statements // closed when err is the answer
	ran   chan error
	err   error
	left  bool // its caller has gone, by a panic: nobody takes the answer
}

// errLeft is what a member's run ends with if f does not return.
var errLeft = errors.New("the transaction's function did not return")

// run takes one turn, and ends it however f ends.
func (m *member) run(conn *statements, f func(*Tx) error) {
	err := errLeft
	defer func() { m.ran <- err }()
	tx := &Tx{dialect: SQLite, runner: uninterrupted{conn}}
	err = tx.do(m.ctx, f)
}

func answer(members []*member, err error) {
	for _, m := range members {
		m.err = err
		close(m.turns)
	}
}

// uninterrupted runs statements that nothing stops.
type uninterrupted struct{ on *statements }

func (u uninterrupted) exec(ctx context.Context, q string, args []any) (int64, error) {
	return u.on.exec(context.WithoutCancel(ctx), q, args)
}

func (u uninterrupted) later(ctx context.Context, rule Refusal, q string, args []any) error {
	_, err := u.exec(ctx, q, args)
	return rule.of(err)
}

func (u uninterrupted) settle(context.Context) error { return nil }

func (u uninterrupted) query(ctx context.Context, read func(cursor) error, q string, args []any) error {
	return u.on.query(context.WithoutCancel(ctx), read, q, args)
}
