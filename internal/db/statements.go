package db

import (
	"context"
	"database/sql"
	"sync"

	"gatehouse/internal/meter"
)

const (
	maxStatements = 128   // kept per pool; filters make many texts
	maxText       = 8_000 // bytes; longer texts are scripts that run once
)

// statements runs queries on SQLite and keeps them prepared: to compile one
// takes longer than to run it.
type statements struct {
	on interface {
		PrepareContext(ctx context.Context, q string) (*sql.Stmt, error)
	}
	shared bool // on is a pool: two may use a statement at once, each on its connection

	mu   sync.Mutex
	kept map[string]*statement
}

// prepared counts how often a statement was ready to run.
var prepared = meter.NewCache("statements")

type statement struct {
	*sql.Stmt
	users   int
	dropped bool // close it when nobody uses it
}

func newStatements(on interface {
	PrepareContext(ctx context.Context, q string) (*sql.Stmt, error)
}, shared bool,
) *statements {
	return &statements{on: on, shared: shared, kept: make(map[string]*statement)}
}

func (s *statements) exec(ctx context.Context, q string, args []any) (int64, error) {
	st, err := s.use(ctx, q)
	if err != nil {
		return 0, err
	}
	defer s.done(st)
	return affected(st.ExecContext(ctx, exact(args)...))
}

func (s *statements) query(ctx context.Context, read func(cursor) error, q string, args []any) error {
	st, err := s.use(ctx, q)
	if err != nil {
		return err
	}
	defer s.done(st)
	rows, err := st.QueryContext(ctx, exact(args)...)
	if err != nil {
		return err
	}
	return consume(rows, read)
}

// use returns the statement of a query; done gives it back.
func (s *statements) use(ctx context.Context, q string) (*statement, error) {
	s.mu.Lock()
	st, ok := s.kept[q]
	if ok && (s.shared || st.users == 0) {
		st.users++
		s.mu.Unlock()
		prepared.Hit()
		return st, nil
	}
	s.mu.Unlock()
	prepared.Miss()

	stmt, err := s.on.PrepareContext(ctx, q)
	if err != nil {
		return nil, err
	}
	st = &statement{Stmt: stmt, users: 1}
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.kept[q]; ok || len(q) > maxText {
		st.dropped = true // for this time only
		return st, nil
	}
	if len(s.kept) == maxStatements {
		s.drop()
	}
	s.kept[q] = st
	return st, nil
}

func (s *statements) done(st *statement) {
	s.mu.Lock()
	defer s.mu.Unlock()
	st.users--
	if st.dropped && st.users == 0 {
		st.Close()
	}
}

// drop forgets any statement: whichever is used often soon comes back.
func (s *statements) drop() {
	for q := range s.kept {
		s.forget(q)
		return
	}
}

func (s *statements) forget(q string) {
	st := s.kept[q]
	delete(s.kept, q)
	st.dropped = true
	if st.users == 0 {
		st.Close()
	}
}

// close ends all statements. An SQLite connection cannot close before them,
// and database/sql looks after those of a pool only.
func (s *statements) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for q := range s.kept {
		s.forget(q)
	}
}
