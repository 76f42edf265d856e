package portfolio

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"gatehouse/internal/fault"
)

// Action is what an import did with a row.
type Action string

// The actions.
const (
	Added     Action = "added"
	Updated   Action = "updated"
	Unchanged Action = "unchanged"
	Refused   Action = "refused"
)

// RowReport says what became of one row of an imported file.
type RowReport struct {
	Line     int               `json:"line"`
	Action   Action            `json:"action"`
	Subject  string            `json:"subject"`            // as the row names it
	GUID     string            `json:"guid,omitempty"`     // of the company, unless refused
	Changed  []string          `json:"changed,omitempty"`  // fields, if updated
	Problems map[string]string `json:"problems,omitempty"` // by field, if refused
	Note     string            `json:"note,omitempty"`     // something to look at

	// Told is what Problems were made of, and Noted what Note was.
	Told  map[string]fault.Text `json:"-"`
	Noted fault.Text            `json:"-"`
}

// refuse says what is wrong with the row.
func (r *RowReport) refuse(err error) {
	f := fault.Of(err)
	r.Action, r.Problems, r.Told = Refused, make(map[string]string), make(map[string]fault.Text)
	for field, problem := range f.Fields {
		r.Problems[field], r.Told[field] = problem, f.Text(field)
	}
	if len(f.Fields) == 0 {
		r.Problems["row"], r.Told["row"] = f.Detail, f.Text("")
	}
}

func (r RowReport) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "line %d: %s %s", r.Line, r.Subject, r.Action)
	sep := ": "
	for _, field := range slices.Sorted(maps.Keys(r.Problems)) {
		b.WriteString(sep + field + " " + r.Problems[field])
		sep = "; "
	}
	if len(r.Changed) > 0 {
		b.WriteString(": " + strings.Join(r.Changed, ", "))
	}
	if r.Note != "" {
		b.WriteString(" (" + r.Note + ")")
	}
	return b.String()
}

// Report says what an import did, or would have done.
type Report struct {
	Added     int         `json:"added"`
	Updated   int         `json:"updated"`
	Unchanged int         `json:"unchanged"`
	Refused   int         `json:"refused"`
	Applied   bool        `json:"applied"`                   // false after a dry run, and if a refused row refused all
	Unknown   []string    `json:"unknown_columns,omitempty"` // that nobody read
	Rows      []RowReport `json:"rows,omitempty"`            // the first 1,000 that were refused, updated or have a note
}

// maxRows bounds Report.Rows.
const maxRows = 1000

// Total is the number of rows in the file.
func (r *Report) Total() int { return r.Added + r.Updated + r.Unchanged + r.Refused }

func (r *Report) add(row RowReport) {
	switch row.Action {
	case Added:
		r.Added++
	case Updated:
		r.Updated++
	case Unchanged:
		r.Unchanged++
	case Refused:
		r.Refused++
	}
	if row.isTold() && len(r.Rows) < maxRows {
		r.Rows = append(r.Rows, row)
	}
}

// isTold reports whether somebody who imports wants to read about the row.
func (r RowReport) isTold() bool { return r.Action == Refused || r.Action == Updated || r.Note != "" }
