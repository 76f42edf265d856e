package portfolio

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"gatehouse/internal/fault"
)

// Table reads a CSV file as spreadsheets write it: with or without a byte order
// mark, lines ended either way, cells quoted or not, separated by comma,
// semicolon or tab, the columns in any order.
type Table struct {
	csv     *csv.Reader
	guard   *guard
	header  []string // as it stands in the file
	columns []string // "" where nobody knows the column
	Unknown []string
	skipped int   // lines before the header
	offset  int64 // in the file, of the first byte that csv reads
	line    int   // of the last row
}

// Record is one row of a table: its cells by column, without the empty ones.
type Record struct {
	Line  int
	Cells map[string]string
	Err   error // why the row cannot be read, though the next ones can
}

// maxRowBytes bounds what one row takes into memory: without it, a quote that
// is never closed takes the rest of the file.
const maxRowBytes = 1 << 20

// OpenTable reads the header. known tells which columns there are; aliases maps
// other names to them.
func OpenTable(r io.Reader, known func(column string) bool, aliases map[string]string) (*Table, error) {
	t := &Table{guard: &guard{r: r, left: maxRowBytes}}
	in := bufio.NewReaderSize(t.guard, 64<<10)
	first, err := in.Peek(in.Size())
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("read the file: %w", err)
	}
	if bytes.HasPrefix(first, []byte("\xfe\xff")) || bytes.HasPrefix(first, []byte("\xff\xfe")) {
		return nil, fault.New(fault.Invalid, "The file is UTF-16. Save it as CSV in UTF-8.")
	}
	if mark := []byte("\xef\xbb\xbf"); bytes.HasPrefix(first, mark) {
		first = first[len(mark):]
		_, _ = in.Discard(len(mark)) // they have been read
		t.offset = int64(len(mark))
	}
	header, _, _ := bytes.Cut(first, []byte("\n"))
	comma := separator(header)
	if said, ok := bytes.CutPrefix(bytes.ToLower(bytes.TrimSpace(header)), []byte("sep=")); ok && len(said) == 1 {
		comma = rune(said[0]) // Excel's own way of saying it
		n, _ := in.Discard(min(len(header)+1, len(first)))
		t.offset += int64(n)
		t.skipped = 1
	}
	t.csv = csv.NewReader(in)
	t.csv.Comma = comma
	t.csv.FieldsPerRecord = -1
	return t, t.readHeader(known, aliases)
}

// separator is the one of the usual characters that a header has most of.
func separator(header []byte) rune {
	best := ','
	for _, c := range ";\t" {
		if bytes.ContainsRune(header, c) && bytes.Count(header, []byte(string(c))) > bytes.Count(header, []byte(string(best))) {
			best = c
		}
	}
	return best
}

func (t *Table) readHeader(known func(string) bool, aliases map[string]string) error {
	header, err := t.csv.Read()
	if errors.Is(err, io.EOF) {
		return fault.New(fault.Invalid, "The file is empty.")
	}
	if err != nil {
		return fault.New(fault.Invalid, "The first line is not a CSV header: %s.", misread(err))
	}
	t.header = header
	for _, name := range header {
		column := strings.ReplaceAll(strings.ToLower(strings.TrimSpace(name)), " ", "_")
		if alias, ok := aliases[column]; ok {
			column = alias
		}
		switch {
		case column == "":
		case !known(column):
			t.Unknown = append(t.Unknown, clip(strings.ToValidUTF8(strings.TrimSpace(name), "?")))
			column = ""
		case slices.Contains(t.columns, column):
			return fault.New(fault.Invalid, "The file has two columns %s.", column)
		}
		t.columns = append(t.columns, column)
	}
	return nil
}

// Has reports whether the file has one of the columns.
func (t *Table) Has(columns ...string) bool {
	return slices.ContainsFunc(columns, func(c string) bool { return slices.Contains(t.columns, c) })
}

// Offset is where in the file the header, or the row that was read last, ends,
// in bytes.
func (t *Table) Offset() int64 { return t.offset + t.csv.InputOffset() }

// Next returns the next row that has anything in it; io.EOF after the last.
func (t *Table) Next() (Record, error) {
	for {
		t.guard.left = maxRowBytes
		cells, err := t.csv.Read()
		if bad, ok := errors.AsType[*csv.ParseError](err); ok {
			t.line = bad.StartLine + t.skipped
			return Record{Line: t.line, Err: fault.Field("row", "is not CSV: %s", misread(bad))}, nil
		}
		if errors.Is(err, errRowTooLong) {
			return Record{}, fault.New(fault.Invalid,
				"After line %d comes a row of more than %d bytes: is there a quote that is never closed?", t.line, maxRowBytes)
		}
		if err != nil {
			return Record{}, err
		}
		line, _ := t.csv.FieldPos(0)
		t.line = line + t.skipped
		if slices.ContainsFunc(cells, func(c string) bool { return strings.TrimSpace(c) != "" }) {
			return t.record(cells), nil
		}
	}
}

func (t *Table) record(cells []string) Record {
	r := Record{Line: t.line, Cells: make(map[string]string, len(t.columns))}
	for len(cells) > len(t.columns) && strings.TrimSpace(cells[len(cells)-1]) == "" {
		cells = cells[:len(cells)-1]
	}
	if len(cells) != len(t.columns) {
		r.Err = fault.Field("row", "has %d cells, the header has %d", len(cells), len(t.columns))
		return r
	}
	for i, cell := range cells {
		if cell = strings.TrimSpace(cell); cell != "" && t.columns[i] != "" {
			r.Cells[t.columns[i]] = cell
		}
	}
	return r
}

// misread says in words that can be translated why a row cannot be read.
func misread(err error) fault.Word {
	switch {
	case errors.Is(err, csv.ErrBareQuote):
		return `bare " in non-quoted-field`
	case errors.Is(err, csv.ErrQuote):
		return `extraneous or missing " in quoted-field`
	case errors.Is(err, errRowTooLong):
		return "row too long"
	}
	return "it cannot be read"
}

var errRowTooLong = errors.New("row too long")

// guard fails when more is read than a row can be.
type guard struct {
	r    io.Reader
	left int
}

func (g *guard) Read(p []byte) (int, error) {
	if g.left <= 0 {
		return 0, errRowTooLong
	}
	n, err := g.r.Read(p)
	g.left -= n
	return n, err
}
