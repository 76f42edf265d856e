package api

import (
	"bufio"
	"bytes"
	"unicode"
	"unicode/utf8"
)

// csv writes the sheet as encoding/csv would. Where the columns are found in the
// documents by their names, no document is decoded: see [picker].
func (s *Sheet[T]) csv(out *bufio.Writer) error {
	for i, col := range s.Columns {
		writeCell(out, []byte(col.Name), i)
	}
	_ = out.WriteByte('\n') // a bufio.Writer keeps its error for Flush
	p := newPicker(s)
	return s.Each(func(document []byte) error {
		if p == nil || !p.pick(document) {
			return s.csvRow(out, document)
		}
		for i, cell := range p.cells {
			if special := s.Columns[i].FromJSON; special != nil {
				text, err := special(cell)
				if err != nil {
					return err
				}
				cell = []byte(text)
			}
			writeCell(out, cell, i)
		}
		return out.WriteByte('\n')
	})
}

func (s *Sheet[T]) csvRow(out *bufio.Writer, document []byte) error {
	row, err := s.Row(document)
	if err != nil {
		return err
	}
	for i, col := range s.Columns {
		writeCell(out, []byte(text(col.Cell(row))), i)
	}
	return out.WriteByte('\n')
}

// writeCell writes the cell of column i, so that no spreadsheet runs it.
func writeCell(out *bufio.Writer, cell []byte, i int) {
	if i > 0 {
		_ = out.WriteByte(',')
	}
	if len(cell) == 0 {
		return
	}
	formula := isFormula[cell[0]]
	if !formula && !needsQuotes(cell) {
		_, _ = out.Write(cell)
		return
	}
	quoted := formula && needsQuotes(append([]byte("'"), cell...)) || !formula
	if quoted {
		_ = out.WriteByte('"')
	}
	if formula {
		_ = out.WriteByte('\'')
	}
	for {
		n := bytes.IndexByte(cell, '"')
		if n < 0 {
			break
		}
		_, _ = out.Write(cell[:n+1])
		_ = out.WriteByte('"')
		cell = cell[n+1:]
	}
	_, _ = out.Write(cell)
	if quoted {
		_ = out.WriteByte('"')
	}
}

// isFormula has what a cell begins with that a spreadsheet would run, see [neutral];
// breaks what it must not have without quotes around it.
var isFormula, breaks = bytesOf("=+-@\t\r\n|"), bytesOf(",\"\r\n")

func bytesOf(all string) (set [256]bool) {
	for _, b := range []byte(all) {
		set[b] = true
	}
	return set
}

// needsQuotes is the rule of encoding/csv.
func needsQuotes(cell []byte) bool {
	if string(cell) == `\.` {
		return true
	}
	for _, b := range cell {
		if breaks[b] {
			return true
		}
	}
	if cell[0] < utf8.RuneSelf {
		return cell[0] == ' ' || cell[0] == '\t' || cell[0] == '\v' || cell[0] == '\f'
	}
	first, _ := utf8.DecodeRune(cell)
	return unicode.IsSpace(first)
}
