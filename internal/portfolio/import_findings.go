package portfolio

import (
	"context"
	"io"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
)

// findingRow is a row of a file of findings, read and checked by itself.
type findingRow struct {
	line    int
	finding Finding
	company string // guid, domain or name
	err     error
}

var findingCells = map[string]func(*findingRow, string){
	"id":          func(r *findingRow, s string) { r.finding.ID = s },
	"company":     func(r *findingRow, s string) { r.company = s },
	"risk_vector": func(r *findingRow, s string) { r.finding.Vector = strings.ToLower(s) },
	"severity":    func(r *findingRow, s string) { r.finding.Severity = s },
	"title":       func(r *findingRow, s string) { r.finding.Title = s },
	"evidence":    func(r *findingRow, s string) { r.finding.Evidence = s },
	"first_seen":  func(r *findingRow, s string) { r.finding.FirstSeen = &s },
	"last_seen":   func(r *findingRow, s string) { r.finding.LastSeen = &s },
}

var findingAliases = map[string]string{"rolledup_observation_id": "id", "company_guid": "company"}

const maxEvidence = 2000 // characters

// Import reads findings from a CSV file with the columns id, company (its guid,
// a domain or its name), risk_vector, severity, title, evidence, first_seen and
// last_seen. A finding that is known by its id is updated. See [Companies.Import].
func (fs *Findings) Import(ctx context.Context, by actor.Actor, r io.Reader, opts ImportOptions) (Report, error) {
	lines := make(map[string]int)
	im := &importer[findingRow]{
		db: fs.DB, opts: opts, by: by, aliases: findingAliases, read: readFinding,
		known: func(column string) bool { return findingCells[column] != nil },
		start: func(t *Table) (runner[findingRow], error) {
			for _, column := range []string{"id", "company", "risk_vector"} {
				if !t.Has(column) {
					return nil, fault.New(fault.Invalid, "The file has no column %s in its first line.", column)
				}
			}
			return &findingRun{fs: fs, by: by, lines: lines, fresh: make(map[string]int)}, nil
		},
	}
	return im.run(ctx, r)
}

func readFinding(rec Record) findingRow {
	r := findingRow{line: rec.Line, err: rec.Err}
	if r.err != nil {
		return r
	}
	for column, cell := range rec.Cells {
		findingCells[column](&r, cell)
	}
	p := fault.Problems{}
	f := &r.finding
	for _, t := range []struct {
		field    string
		text     *string
		limit    int
		required bool
	}{
		{"id", &f.ID, 100, true},
		{"company", &r.company, maxText, true},
		{"risk_vector", &f.Vector, 100, true},
		{"severity", &f.Severity, 50, false},
		{"title", &f.Title, maxText, false},
		{"evidence", &f.Evidence, maxEvidence, false},
	} {
		checkText(p, t.field, t.text, t.limit)
		p.Require(!t.required || *t.text != "", t.field, "must be set")
	}
	p.Require(isVector(f.Vector), "risk_vector", "is not a risk vector")
	p.Require(f.FirstSeen == nil || isDate(*f.FirstSeen), "first_seen", "must be a date, YYYY-MM-DD")
	p.Require(f.LastSeen == nil || isDate(*f.LastSeen), "last_seen", "must be a date, YYYY-MM-DD")
	p.Require(f.FirstSeen == nil || f.LastSeen == nil || *f.FirstSeen <= *f.LastSeen, "last_seen", "lies before first_seen")
	r.err = p.Err()
	return r
}

// asCompanies turns what rows say about their companies into rows that [match]
// and [index.find] understand.
func asCompanies(rows []findingRow) []row {
	var all []row
	for _, r := range rows {
		if r.err == nil {
			all = append(all, readings(r.company)...)
		}
	}
	return all
}
