package cli

import (
	"bytes"
	"errors"
	"io"

	"gatehouse/internal/collab"
	"gatehouse/internal/portfolio"
)

// A part of a file is sent in one call: the file's first line and some rows.
type part struct {
	body  []byte
	shift int // from the lines of body to those of the file
}

// What a part holds at most. 200 rows are one transaction of the server, so
// that a connection that breaks loses nothing; a dry run is sent as whole as it
// can be, because it knows of the rows before only those of its own call.
const (
	partRows  = 200
	partBytes = 8 << 20
)

// split cuts a file into parts at the ends of rows, without changing a byte of
// them, and says how many rows there are.
func (i *invite) split(content []byte) (parts []part, rows int, err error) {
	// Which columns there are is the server's to know: only where rows end counts here.
	table, err := portfolio.OpenTable(bytes.NewReader(content), func(string) bool { return false }, nil)
	if err != nil {
		return nil, 0, err
	}
	most := partRows
	if i.DryRun || i.AllOrNothing {
		most = collab.MaxImportRows
	}
	header := int(table.Offset())
	start, end, held := header, header, 0
	cut := func() {
		if held > 0 {
			parts = append(parts, newPart(content, header, start, end))
		}
		start, held = end, 0
	}
	for {
		_, err := table.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, 0, err
		}
		next := int(table.Offset())
		if held == most || next-start > partBytes && !i.AllOrNothing {
			cut()
		}
		end = next
		held++
		rows++
	}
	cut()
	if rows == 0 {
		return nil, 0, errNoRows
	}
	return parts, rows, nil
}

func newPart(content []byte, header, start, end int) part {
	return part{
		body:  append(append([]byte{}, content[:header]...), content[start:end]...),
		shift: bytes.Count(content[header:start], []byte("\n")),
	}
}

var errNoRows = errors.New("the file has no rows below its first line")
