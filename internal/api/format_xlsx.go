package api

import (
	"net/http"
	"strconv"

	"github.com/xuri/excelize/v2"

	"gatehouse/internal/fault"
)

// maxSheetRows is how many rows a spreadsheet gets: its archive is kept whole
// before it is sent.
const maxSheetRows = 100_000

func (s *Sheet[T]) xlsx(w http.ResponseWriter) error {
	book := excelize.NewFile()
	defer book.Close()
	sheet, err := book.NewStreamWriter("Sheet1")
	if err != nil {
		return err
	}
	cells := make([]any, len(s.Columns))
	for i, col := range s.Columns {
		cells[i] = col.Name
	}
	if err := sheet.SetRow("A1", cells); err != nil {
		return err
	}
	n := 1
	err = s.rows(func(row *T) error {
		if n > maxSheetRows {
			return fault.Field("format", "an xlsx holds at most 100000 rows; use csv")
		}
		n++
		for i, col := range s.Columns {
			cells[i] = cell(col.Cell(row))
		}
		return sheet.SetRow("A"+strconv.Itoa(n), cells)
	})
	if err != nil {
		return err
	}
	if err := sheet.Flush(); err != nil {
		return err
	}
	return book.Write(w)
}

// cell keeps numbers and booleans, and makes the rest text that no spreadsheet runs.
func cell(v any) any {
	switch v := v.(type) {
	case nil, bool, int, int64, float64:
		return v
	case *int64:
		if v == nil {
			return nil
		}
		return *v
	default:
		return neutral(text(v))
	}
}
