package portfolio

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
)

// openRaw opens a file that was imported, to read rows of it as they stand there.
func openRaw(file []byte) (*Table, error) {
	return OpenTable(bytes.NewReader(file), func(string) bool { return false }, nil)
}

// rawRow returns the cells of the row that begins in a line; none if it is no
// CSV. Lines are asked for in their order.
func (t *Table) rawRow(line int) ([]string, error) {
	for {
		t.guard.left = maxRowBytes
		cells, err := t.csv.Read()
		bad, isBad := errors.AsType[*csv.ParseError](err)
		switch {
		case isBad && bad.StartLine+t.skipped < line:
			continue
		case isBad, errors.Is(err, io.EOF):
			return nil, nil
		case err != nil:
			return nil, err
		}
		if at, _ := t.csv.FieldPos(0); at+t.skipped >= line {
			return cells, nil
		}
	}
}
