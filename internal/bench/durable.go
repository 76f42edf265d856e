package bench

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"gatehouse/internal/db"
)

// durable is how many rows a second the engine itself makes durable.
type durable struct {
	alone    float64 // by one writer, each row with a commit of its own
	together float64 // by all: SQLite in groups, PostgreSQL each by itself
	tuned    float64 // by all, with the ids and checkpoints of Gatehouse
}

// documentSize is about that of a request's document.
const documentSize = 1600

// rows is a table of an engine with nothing to it: a key and a document.
type rows struct {
	*db.DB
	key      func() string
	document string
}

// ownRows are a table as the engine comes, with keys that follow nothing, and one
// as Gatehouse has it.
func (b *bench) ownRows(ctx context.Context, f *figures) (plain, tuned *rows, err error) {
	plain, err = b.openRows(ctx, f, 0, randomKey)
	if err != nil {
		return nil, nil, err
	}
	if f.dialect == db.SQLite {
		_, err = plain.Exec(ctx, `pragma wal_autocheckpoint(1000)`) // pages; the writer's connection has set another
	}
	if err == nil {
		tuned, err = b.openRows(ctx, f, 1, db.NewID)
	}
	if err != nil {
		return nil, nil, errors.Join(err, plain.Close())
	}
	return plain, tuned, nil
}

func (b *bench) openRows(ctx context.Context, f *figures, n int, key func() string) (*rows, error) {
	url := filepath.Join(b.folder, fmt.Sprintf("durable%d.db", n))
	if f.dialect == db.Postgres {
		var err error
		if url, err = f.at(ctx, n); err != nil {
			return nil, err
		}
	}
	d, err := db.Open(ctx, url)
	if err != nil {
		return nil, err
	}
	_, err = d.Exec(ctx, `create table things (customer_id bigint not null, guid text not null, document text not null, primary key (customer_id, guid))`)
	if err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return &rows{DB: d, key: key, document: strings.Repeat("durable ", documentSize/len("durable "))}, nil
}

func randomKey() string {
	var key [16]byte
	rand.Read(key[:])
	return hex.EncodeToString(key[:])
}

func (r *rows) insert(ctx context.Context) error {
	_, err := r.Exec(ctx, `insert into things (customer_id, guid, document) values (1, $1, $2)`, r.key(), r.document)
	return err
}

func (r *rows) alone(ctx context.Context, span time.Duration) (float64, error) {
	n, began := 0, time.Now()
	for ; time.Since(began) < span; n++ {
		if err := r.insert(ctx); err != nil {
			return 0, err
		}
	}
	return float64(n) / time.Since(began).Seconds(), nil
}

func (r *rows) together(ctx context.Context, span time.Duration) (float64, error) {
	return together(span, func() error { return r.insert(ctx) })
}
