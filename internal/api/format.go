package api

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"gatehouse/internal/fault"
)

// A Format is a form in which a list is answered.
type Format string

// The formats.
const (
	FormatJSON   Format = "json"
	FormatCSV    Format = "csv"
	FormatXLSX   Format = "xlsx"
	FormatNDJSON Format = "ndjson"
	FormatTable  Format = "table" // aligned text of fixed widths
)

// formats maps each format to its media type.
var formats = map[Format]string{
	FormatJSON:   "application/json",
	FormatCSV:    "text/csv; charset=utf-8",
	FormatXLSX:   "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	FormatNDJSON: "application/x-ndjson",
	FormatTable:  "text/plain; charset=utf-8",
}

var accepted = map[string]Format{
	"application/json": FormatJSON, "application/*": FormatJSON, "*/*": FormatJSON,
	"text/csv": FormatCSV, "application/x-ndjson": FormatNDJSON, "application/jsonl": FormatNDJSON, "text/plain": FormatTable,
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": FormatXLSX,
}

// FormatOf returns the format that a call asks for: by format=, else by the
// first type of Accept that there is, else JSON.
func FormatOf(w http.ResponseWriter, r *http.Request) (Format, error) {
	Vary(w, "Accept")
	if f, err := formatIn(r.URL.Query()); f != "" || err != nil {
		return f, err
	}
	for part := range strings.SplitSeq(r.Header.Get("Accept"), ",") {
		kind, _, err := mime.ParseMediaType(strings.TrimSpace(part))
		if f, ok := accepted[kind]; err == nil && ok {
			return f, nil
		}
	}
	return FormatJSON, nil
}

// formatIn returns the format that the parameters name, or "".
func formatIn(q url.Values) (Format, error) {
	f := Format(strings.ToLower(q.Get("format")))
	if _, ok := formats[f]; !ok && f != "" {
		return "", fault.Field("format", "must be one of json, csv, xlsx, ndjson, table")
	}
	return f, nil
}

// Column is a column of a list as a table.
type Column[T any] struct {
	Name  string
	Width int // characters in the format table; 0 leaves it out there
	Cell  func(*T) any
	// FromJSON makes the cell of what a document has under the name, where that is
	// not one plain value; "" if it has nothing. It counts in a sheet that is ByName.
	FromJSON func(text []byte) (string, error)
}

// Sheet is a list that can be answered in every format. Each yields a row's
// JSON; Row reads what the columns show from it.
type Sheet[T any] struct {
	Name    string // of the file
	Columns []Column[T]
	Each    func(yield func(document []byte) error) error
	Row     func(document []byte) (*T, error)
	ByName  bool // each column shows what the document has under its name; "a.b" is b in the object a
}

// Write answers the sheet in a format, streamed. A failure after the first row
// breaks the connection: an answer that was cut off must not look whole.
func (s *Sheet[T]) Write(w http.ResponseWriter, f Format) error {
	w.Header().Set("Content-Type", formats[f])
	if f == FormatCSV || f == FormatXLSX {
		w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": s.Name + "." + string(f)}))
	}
	if f == FormatXLSX {
		return s.xlsx(w)
	}
	started := &started{w: w}
	out := bufio.NewWriterSize(started, 64<<10)
	err := s.stream(out, f)
	if err == nil {
		err = out.Flush()
	}
	if err != nil && started.yes {
		panic(http.ErrAbortHandler)
	}
	return err
}

// WriteText writes the sheet to a file, in a format that is text.
func (s *Sheet[T]) WriteText(w io.Writer, f Format) error {
	out := bufio.NewWriterSize(w, 64<<10)
	if err := s.stream(out, f); err != nil {
		return err
	}
	return out.Flush()
}

// started notes whether anything has left for the client.
type started struct {
	w   io.Writer
	yes bool
}

func (s *started) Write(b []byte) (int, error) {
	s.yes = true
	return s.w.Write(b)
}

func (s *Sheet[T]) stream(out *bufio.Writer, f Format) error {
	switch f {
	case FormatCSV:
		return s.csv(out)
	case FormatTable:
		return s.table(out)
	case FormatNDJSON:
		return s.Each(func(document []byte) error {
			_, _ = out.Write(document) // a bufio.Writer keeps its error for Flush
			return out.WriteByte('\n')
		})
	default:
		return s.json(out)
	}
}

func (s *Sheet[T]) json(out *bufio.Writer) error {
	next := byte('[')
	err := s.Each(func(document []byte) error {
		_ = out.WriteByte(next)
		next = ','
		_, err := out.Write(document)
		return err
	})
	if err != nil {
		return err
	}
	if next == '[' {
		_ = out.WriteByte('[')
	}
	_, err = out.WriteString("]\n")
	return err
}

func (s *Sheet[T]) rows(yield func(*T) error) error {
	return s.Each(func(document []byte) error {
		row, err := s.Row(document)
		if err != nil {
			return err
		}
		return yield(row)
	})
}

func (s *Sheet[T]) table(out *bufio.Writer) error {
	line := func(cell func(Column[T]) string) error {
		var b strings.Builder
		for _, col := range s.Columns {
			if col.Width > 0 {
				b.WriteString(fit(cell(col), col.Width) + "  ")
			}
		}
		_, err := out.WriteString(strings.TrimRight(b.String(), " ") + "\n")
		return err
	}
	if err := line(func(c Column[T]) string { return strings.ToUpper(c.Name) }); err != nil {
		return err
	}
	return s.rows(func(row *T) error {
		return line(func(c Column[T]) string { return text(c.Cell(row)) })
	})
}

// fit makes s exactly width characters long, on one line, without what would
// give orders to a terminal.
func fit(s string, width int) string {
	s = strings.Join(strings.Fields(s), " ")
	s = strings.Map(func(c rune) rune {
		if unicode.In(c, unicode.Cc, unicode.Cf) {
			return -1
		}
		return c
	}, s)
	n := utf8.RuneCountInString(s)
	if n > width {
		return string([]rune(s)[:width-1]) + "…"
	}
	return s + strings.Repeat(" ", width-n)
}

// text returns a value as it stands in a cell.
func text(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case *string:
		if v == nil {
			return ""
		}
		return *v
	case *int64:
		if v == nil {
			return ""
		}
		return strconv.FormatInt(*v, 10)
	case bool, int, int64, fmt.Stringer:
		return fmt.Sprint(v)
	default:
		t, err := json.Marshal(v)
		if err != nil || string(t) == "null" {
			return ""
		}
		return strings.Trim(string(t), `"`)
	}
}

// neutral puts an apostrophe before what a spreadsheet would run as a formula.
func neutral(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r\n|", rune(s[0])) {
		return "'" + s
	}
	return s
}
