package dump

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"math/bits"
	"time"

	"gatehouse/internal/db"
)

// Sum is what a table holds, in whatever order: how many rows, and the sum of
// their hashes.
type Sum struct {
	Table string
	Rows  int64
	Hash  [sha256.Size]byte
}

// add counts a row.
func (s *Sum) add(row []byte) {
	hash := sha256.Sum256(row)
	carry := uint64(0)
	for i := len(hash) - 8; i >= 0; i -= 8 {
		var sum uint64
		sum, carry = bits.Add64(binary.BigEndian.Uint64(s.Hash[i:]), binary.BigEndian.Uint64(hash[i:]), carry)
		binary.BigEndian.PutUint64(s.Hash[i:], sum)
	}
	s.Rows++
}

// Before a value stands whether there is one.
const (
	isNull  = 0
	isThere = 1
)

// encode appends a row: what a column holds is written in the same way whichever
// engine it comes from.
func encode(to []byte, columns []db.Field, row []any) ([]byte, error) {
	for i, c := range columns {
		if row[i] == nil {
			to = append(to, isNull)
			continue
		}
		to = append(to, isThere)
		var ok bool
		switch v := row[i].(type) {
		case int64:
			ok = c.Type == bigint || c.Type == boolean || c.Type == timestamp
			to = binary.AppendVarint(to, v)
		case bool:
			ok = c.Type == boolean
			n := int64(0)
			if v {
				n = 1
			}
			to = binary.AppendVarint(to, n)
		case time.Time:
			ok = c.Type == timestamp
			to = binary.AppendVarint(to, v.UnixMicro())
		case string:
			ok = c.Type == text
			to = append(binary.AppendUvarint(to, uint64(len(v))), v...)
		case []byte:
			ok = c.Type == text || c.Type == bytea // SQLite may have text as bytes
			to = append(binary.AppendUvarint(to, uint64(len(v))), v...)
		}
		if !ok {
			return to, fmt.Errorf("column %s: a %T is no %s", c.Name, row[i], c.Type)
		}
	}
	return to, nil
}

// The types of columns.
const (
	text      = "text"
	bigint    = "bigint"
	boolean   = "boolean"
	timestamp = "timestamp"
	bytea     = "bytea"
)

var errRow = errors.New("a row is not as its table")

// decode reads a row that encode wrote.
func decode(from []byte, columns []db.Field, row []any) error {
	for i, c := range columns {
		if len(from) == 0 || from[0] > isThere {
			return errRow
		}
		null := from[0] == isNull
		from = from[1:]
		if null {
			row[i] = nil
			continue
		}
		if c.Type == text || c.Type == bytea {
			size, n := binary.Uvarint(from)
			if n <= 0 || size > uint64(len(from)-n) {
				return errRow
			}
			value := from[n : n+int(size)]
			from = from[n+int(size):]
			if c.Type == text {
				row[i] = string(value)
			} else {
				row[i] = append([]byte{}, value...)
			}
			continue
		}
		number, n := binary.Varint(from)
		if n <= 0 {
			return errRow
		}
		from = from[n:]
		switch c.Type {
		case boolean:
			row[i] = number != 0
		case timestamp:
			row[i] = time.UnixMicro(number).UTC()
		default:
			row[i] = number
		}
	}
	if len(from) > 0 {
		return errRow
	}
	return nil
}
