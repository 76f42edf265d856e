package portfolio

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
)

// staged is a stage of rows, of which the first has that line.
type staged[R any] struct {
	line int
	all  []R
}

// stages are the rows of a file, as many at a time as are written together. The next
// ones are read while these are written.
func (im *importer[R]) stages(t *Table) iter.Seq2[staged[R], error] {
	return func(yield func(staged[R], error) bool) {
		next, err := im.ahead(t)
		for next != nil {
			rows := next()
			next, err = im.ahead(t)
			if !yield(rows, nil) {
				return
			}
		}
		if err != nil {
			yield(staged[R]{}, err)
		}
	}
}

// ahead takes the next stage of the file, nil after the last, and reads its rows until
// they are asked for. What it panics with, who asks for them does.
func (im *importer[R]) ahead(t *Table) (func() staged[R], error) {
	records, err := t.Stage(stage)
	if err != nil || len(records) == 0 {
		return nil, err
	}
	rows := staged[R]{line: records[0].Line, all: make([]R, len(records))}
	done := make(chan any, 1)
	go func() {
		defer func() { done <- recover() }()
		for i, rec := range records {
			rows.all[i] = im.read(rec)
		}
	}()
	return func() staged[R] {
		if p := <-done; p != nil {
			panic(p)
		}
		return rows
	}, nil
}

// Stage returns the next rows, at most so many; none after the last.
func (t *Table) Stage(most int) ([]Record, error) {
	rows := make([]Record, 0, most)
	for len(rows) < most {
		r, err := t.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		rows = append(rows, r)
	}
	return rows, nil
}

// seekable returns r as a file that can be read again, because a transaction
// may run again, and without waiting for whoever sends it, because on SQLite
// every writer would wait with it.
func seekable(r io.Reader) (file io.ReadSeeker, done func(), err error) {
	if file, ok := r.(io.ReadSeeker); ok {
		if _, err := file.Seek(0, io.SeekCurrent); err == nil {
			return file, func() {}, nil // a pipe would fail here
		}
	}
	temp, err := os.CreateTemp("", "gatehouse-import-*")
	if err != nil {
		return nil, nil, err
	}
	if err := os.Remove(temp.Name()); err != nil { // by its name a server that is killed would leave it behind
		return nil, nil, errors.Join(err, temp.Close())
	}
	done = func() { temp.Close() }
	if _, err := io.Copy(temp, r); err != nil {
		done()
		return nil, nil, fmt.Errorf("read the file: %w", err)
	}
	return temp, done, nil
}
