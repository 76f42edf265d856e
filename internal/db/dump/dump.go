// Package dump copies a whole database, from either engine to either.
//
// What is written is, in this order: the [Header] as one line of JSON; for each
// table of it its rows and a zero, and how many there were with the sum of their
// hashes; the SHA-256 of all that. A row is preceded by its length and consists of
// its values in the order of the columns: a byte that is 1 if there is one, then
// numbers, times (microseconds since 1970) and booleans as varints, texts and bytes
// with their length before them. Lengths are varints, too. A file begins with a
// line that says what it is; what follows is compressed by Zstandard.
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
	"time"

	"gatehouse/internal/db"
)

// format is the version of what is written.
const format = 1

const (
	mostHeader = 4 << 20
	mostRow    = 64 << 20 // bytes; what people may send is far below
)

// Header says what a copy holds.
type Header struct {
	Format     int        `json:"format"`
	Program    string     `json:"program"` // the version that wrote it
	Made       time.Time  `json:"made"`
	Engine     db.Dialect `json:"engine"`
	Migrations []string   `json:"migrations"` // which the database had
	Tables     []db.Table `json:"tables"`
}

// apart are the tables that are not copied, and why.
var apart = map[string]string{
	"migrations": "written by those who migrate what is copied to",
}

// seeded are the tables in which migrations leave rows, and what these are. They do
// not make a database one that is in use, and give way to those of a copy.
var seeded = map[string]string{
	"house": "what there is once in a database",
}

// tables returns what is to be copied.
func tables(ctx context.Context, tx *db.Tx) ([]db.Table, error) {
	all, err := db.Tables(ctx, tx)
	return slices.DeleteFunc(all, func(t db.Table) bool { return apart[t.Name] != "" }), err
}

// Write writes what tx sees to w. program is the version of this one.
func Write(ctx context.Context, tx *db.Tx, w io.Writer, program string) ([]Sum, error) {
	h := Header{Format: format, Program: program, Made: db.Now(), Engine: tx.Dialect()}
	var err error
	if h.Tables, err = tables(ctx, tx); err != nil {
		return nil, err
	}
	if len(h.Tables) == 0 {
		return nil, errors.New("the database has no tables of Gatehouse's")
	}
	if h.Migrations, err = db.Applied(ctx, tx); err != nil {
		return nil, err
	}
	to := &writer{w: bufio.NewWriterSize(w, 1<<18), hash: sha256.New()}
	line, err := json.Marshal(h)
	if err != nil {
		return nil, err
	}
	to.put(append(line, '\n'))
	var sums []Sum
	for i := range h.Tables {
		sum, err := to.table(ctx, tx, &h.Tables[i])
		if err != nil {
			return nil, fmt.Errorf("table %s: %w", h.Tables[i].Name, err)
		}
		sums = append(sums, sum)
	}
	to.put(to.hash.Sum(nil))
	if to.err == nil {
		to.err = to.w.Flush()
	}
	return sums, to.err
}

// writer writes and hashes, and keeps the first error.
type writer struct {
	w    *bufio.Writer
	hash hash.Hash
	err  error
	row  []byte
}

func (w *writer) put(p []byte) {
	if w.err == nil {
		w.hash.Write(p)
		_, w.err = w.w.Write(p)
	}
}

func (w *writer) length(n uint64) {
	var b [binary.MaxVarintLen64]byte
	w.put(b[:binary.PutUvarint(b[:], n)])
}

func (w *writer) table(ctx context.Context, tx *db.Tx, t *db.Table) (Sum, error) {
	sum := Sum{Table: t.Name}
	err := tx.Rows(ctx, t, func(row []any) (err error) {
		if w.row, err = encode(w.row[:0], t.Columns, row); err != nil {
			return err
		}
		if len(w.row) > mostRow {
			return fmt.Errorf("a row has more than %d bytes", mostRow)
		}
		sum.add(w.row)
		w.length(uint64(len(w.row)))
		w.put(w.row)
		return w.err
	})
	w.length(0)
	w.length(uint64(sum.Rows))
	w.put(sum.Hash[:])
	return sum, err
}
