package dump

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"slices"

	"gatehouse/internal/db"
)

// ErrDamaged says that a copy is not as it was written.
var ErrDamaged = errors.New("it is damaged, or cut off")

// Loaded is what a copy said that it holds, and what has come of it.
type Loaded struct {
	Header
	Wanted, Got []Sum
}

// Rows is how many rows there are, of all tables.
func (l *Loaded) Rows() (n int64) {
	for _, sum := range l.Got {
		n += sum.Rows
	}
	return n
}

// Load reads what [Write] wrote into a database that is empty, or has a schema of
// the same version and no rows: first in the schema that the copy has, which is
// then brought up to date. It fails unless what the tables hold afterwards is what
// was written.
func Load(ctx context.Context, tx *db.Tx, r io.Reader) (l Loaded, err error) {
	from := &reader{r: bufio.NewReaderSize(r, 1<<18), hash: sha256.New()}
	if l.Header, err = from.header(); err != nil {
		return l, err
	}
	if err := prepare(ctx, tx, &l.Header); err != nil {
		return l, err
	}
	again, err := tx.Bare(ctx)
	if err != nil {
		return l, err
	}
	for i := range l.Tables {
		sum, err := from.table(ctx, tx, &l.Tables[i])
		if err != nil {
			return l, fmt.Errorf("table %s: %w", l.Tables[i].Name, err)
		}
		l.Wanted = append(l.Wanted, sum)
	}
	if err := from.end(); err != nil {
		return l, err
	}
	for _, q := range again {
		if _, err := tx.Exec(ctx, q); err != nil {
			return l, fmt.Errorf("%s: %w", q, err)
		}
	}
	if err := l.compare(ctx, tx); err != nil {
		return l, err
	}
	return l, finish(ctx, tx)
}

// reader reads and hashes.
type reader struct {
	r    *bufio.Reader
	hash hash.Hash
	row  []byte
}

// damaged is what an error of reading means, if it is not somebody's who stopped it.
func damaged(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return ErrDamaged
	}
	return err
}

func (r *reader) header() (h Header, err error) {
	var line []byte
	for len(line) == 0 || line[len(line)-1] != '\n' {
		part, err := r.r.ReadSlice('\n')
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			return h, damaged(err)
		}
		if line = append(line, part...); len(line) > mostHeader {
			return h, ErrDamaged
		}
	}
	r.hash.Write(line)
	if err := json.Unmarshal(line, &h); err != nil {
		return h, ErrDamaged
	}
	if h.Format != format {
		return h, fmt.Errorf("it was written by version %s, in a format that this one does not know", h.Program)
	}
	return h, nil
}

func (r *reader) full(p []byte) error {
	_, err := io.ReadFull(r.r, p)
	r.hash.Write(p)
	return damaged(err)
}

func (r *reader) length(most uint64) (uint64, error) {
	var read []byte
	for {
		b, err := r.r.ReadByte()
		if err != nil {
			return 0, damaged(err)
		}
		if read = append(read, b); b < 0x80 || len(read) == binary.MaxVarintLen64 {
			break
		}
	}
	r.hash.Write(read)
	n, size := binary.Uvarint(read)
	if size <= 0 || n > most {
		return 0, ErrDamaged
	}
	return n, nil
}

// table pours the rows that come next into a table.
func (r *reader) table(ctx context.Context, tx *db.Tx, t *db.Table) (Sum, error) {
	sum, row := Sum{Table: t.Name}, make([]any, len(t.Columns))
	_, err := tx.Pour(ctx, t, func() ([]any, error) {
		n, err := r.length(mostRow)
		if err != nil || n == 0 {
			return nil, err
		}
		if uint64(cap(r.row)) < n {
			r.row = make([]byte, n)
		}
		r.row = r.row[:n]
		if err := r.full(r.row); err != nil {
			return nil, err
		}
		sum.add(r.row)
		if err := decode(r.row, t.Columns, row); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		return row, nil
	})
	if err != nil {
		return sum, err
	}
	rows, err := r.length(1 << 62)
	if err != nil {
		return sum, err
	}
	said := Sum{Table: t.Name, Rows: int64(rows)}
	if err := r.full(said.Hash[:]); err != nil {
		return sum, err
	}
	if said != sum {
		return sum, ErrDamaged
	}
	return sum, nil
}

// end compares the hash of the whole, after which nothing may come.
func (r *reader) end() error {
	want := r.hash.Sum(nil)
	got := make([]byte, len(want))
	if err := r.full(got); err != nil {
		return err
	}
	if !slices.Equal(got, want) {
		return ErrDamaged
	}
	if _, err := r.r.ReadByte(); !errors.Is(err, io.EOF) {
		return errors.Join(ErrDamaged, err)
	}
	return nil
}

// compare reads what has been written.
func (l *Loaded) compare(ctx context.Context, tx *db.Tx) error {
	var row []byte
	for _, t := range l.Tables {
		got := Sum{Table: t.Name}
		t.Key = nil // the order does not count
		err := tx.Rows(ctx, &t, func(values []any) (err error) {
			row, err = encode(row[:0], t.Columns, values)
			got.add(row)
			return err
		})
		if err != nil {
			return fmt.Errorf("table %s: %w", t.Name, err)
		}
		l.Got = append(l.Got, got)
	}
	if !slices.Equal(l.Got, l.Wanted) {
		return errors.New("what the database holds is not what was written to it")
	}
	return nil
}

// finish makes a database that can be used of one that holds the rows.
func finish(ctx context.Context, tx *db.Tx) error {
	if _, err := tx.Migrate(ctx, nil); err != nil {
		return err
	}
	if err := db.NewEra(ctx, tx); err != nil {
		return err
	}
	// Who was working on a job when the copy was made does not work here.
	if _, err := tx.Exec(ctx, `update jobs set leased_until = null where leased_until is not null`); err != nil {
		return err
	}
	if tx.Dialect() == db.SQLite {
		return nil
	}
	// PostgreSQL chooses its ways by what it has counted, and would count only in a minute.
	_, err := tx.Exec(ctx, `analyze`)
	return err
}
