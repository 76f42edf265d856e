package api

import (
	"bufio"
	"bytes"
	"testing"
)

// What somebody typed gives no orders to the terminal of who reads a table.
func TestTableHoldsNoOrders(t *testing.T) {
	name := "a\x1b[2J\u202eb\u009bc\n\td"
	sheet := Sheet[string]{
		Columns: []Column[string]{{Name: "name", Width: 12, Cell: func(s *string) any { return *s }}},
		Each:    func(yield func([]byte) error) error { return yield([]byte(name)) },
		Row:     func(document []byte) (*string, error) { s := string(document); return &s, nil },
	}
	var text bytes.Buffer
	out := bufio.NewWriter(&text)
	if err := sheet.table(out); err != nil {
		t.Fatal(err)
	}
	if err := out.Flush(); err != nil {
		t.Fatal(err)
	}
	if got, want := text.String(), "NAME\na[2Jbc d\n"; got != want {
		t.Errorf("got %q", got)
	}
}
