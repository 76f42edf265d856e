package dbtest

import (
	"encoding/json"
	"strings"
	"testing"

	"gatehouse/internal/db"
)

// Steps are how SQLite goes about a query, in its own words.
func Steps(t testing.TB, d *db.DB, query string, args ...any) []string {
	t.Helper()
	type step struct {
		id, parent, unused int
		text               string
	}
	steps, err := db.All(t.Context(), d, func(p *step) []any { return []any{&p.id, &p.parent, &p.unused, &p.text} },
		`explain query plan `+query, args...)
	if err != nil {
		t.Fatal(err)
	}
	texts := make([]string, len(steps))
	for i, p := range steps {
		texts[i] = p.text
	}
	return texts
}

// Node is a step of a plan of PostgreSQL's.
type Node struct {
	Type    string  `json:"Node Type"`
	Rows    float64 `json:"Actual Rows"`
	Removed float64 `json:"Rows Removed by Filter"`
	Loops   float64 `json:"Actual Loops"`
	Plans   []Node
}

// Explain runs a query on PostgreSQL and returns its plan, with what it read.
func Explain(t testing.TB, d *db.DB, query string, args ...any) Node {
	t.Helper()
	text, err := db.Value[[]byte](t.Context(), d, `explain (analyze, format json) `+query, args...)
	if err != nil {
		t.Fatal(err)
	}
	var plans []struct{ Plan Node }
	if err := json.Unmarshal(text, &plans); err != nil {
		t.Fatal(err)
	}
	return plans[0].Plan
}

// Read returns how many rows are read, and what should not be in a plan that
// follows an index in its order.
func (n *Node) Read() (rows int, wrong string) {
	if strings.Contains(n.Type, "Scan") {
		rows = int((n.Rows + n.Removed) * n.Loops)
	}
	if n.Type == "Sort" || strings.Contains(n.Type, "Seq Scan") || strings.Contains(n.Type, "Bitmap") {
		wrong = n.Type
	}
	for _, below := range n.Plans {
		r, w := below.Read()
		rows += r
		if wrong == "" {
			wrong = w
		}
	}
	return rows, wrong
}
