package db

import (
	"encoding/json"
	"fmt"
)

// ScanJSON reads a column of JSON, as the Scan method of its type: the engines
// give text as one of two types. What v does not name keeps its value.
func ScanJSON(v, to any) error {
	switch v := v.(type) {
	case string:
		return json.Unmarshal([]byte(v), to)
	case []byte:
		return json.Unmarshal(v, to)
	}
	return fmt.Errorf("%T is no text of JSON", v)
}
