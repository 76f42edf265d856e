package bench

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"time"

	"gatehouse/internal/db"
)

// durable is how many rows a second the engine itself makes durable: what the
// most is that anything written through it could reach.
type durable struct {
	alone    float64 // by one writer, each row with a commit of its own
	together float64 // by all: SQLite commits them in groups, PostgreSQL as it sees fit
}

// documentSize is about that of a request's document.
const documentSize = 1600

// rows is a table of an engine with nothing to it: a key and a document.
type rows struct {
	*db.DB
	document string
}

func (b *bench) openRows(ctx context.Context, f *figures) (*rows, error) {
	url := filepath.Join(b.folder, "durable.db")
	if f.dialect == db.Postgres {
		var err error
		if url, err = f.at(ctx, 0); err != nil {
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
	return &rows{DB: d, document: strings.Repeat("durable ", documentSize/len("durable "))}, nil
}

func (r *rows) insert(ctx context.Context) error {
	_, err := r.Exec(ctx, `insert into things (customer_id, guid, document) values (1, $1, $2)`, db.NewID(), r.document)
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
