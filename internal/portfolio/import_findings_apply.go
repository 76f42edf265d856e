package portfolio

import (
	"context"
	"maps"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// findingRun applies rows of findings within one transaction.
type findingRun struct {
	fs    *Findings
	by    actor.Actor
	lines map[string]int // id -> the first line about it, of what is committed
	fresh map[string]int
	now   time.Time
}

func (run *findingRun) begin(context.Context, *db.Tx) error {
	if run.now.IsZero() {
		run.now = run.fs.Now()
	}
	return nil
}

func (run *findingRun) committed() {
	maps.Copy(run.lines, run.fresh)
}

func (run *findingRun) apply(ctx context.Context, tx *db.Tx, rows []findingRow) ([]RowReport, error) {
	ix, err := match(ctx, tx, run.by, asCompanies(rows))
	if err != nil {
		return nil, err
	}
	known, err := run.known(ctx, tx, rows)
	if err != nil {
		return nil, err
	}
	var changed []*Finding
	told := make([]RowReport, len(rows))
	for i := range rows {
		r := &rows[i]
		told[i] = RowReport{Line: r.line, Action: Refused, Subject: clip(strings.ToValidUTF8(r.finding.ID, "?"))}
		if err := run.decide(ix, known, r, &told[i]); err != nil {
			told[i] = RowReport{Line: r.line, Subject: told[i].Subject}
			told[i].refuse(err)
			continue
		}
		if told[i].Action != Unchanged {
			changed = append(changed, &r.finding)
		}
	}
	return told, run.write(ctx, tx, changed, told)
}

// known reads the findings that are there already, of companies that the actor
// does not see too: their ids are taken.
func (run *findingRun) known(ctx context.Context, tx *db.Tx, rows []findingRow) (map[string]*Finding, error) {
	var ids []string
	for _, r := range rows {
		if r.err == nil {
			ids = append(ids, r.finding.ID)
		}
	}
	known := make(map[string]*Finding)
	return known, db.Each(ctx, tx, (*Finding).fields, func(f *Finding) error {
		known[f.ID] = f
		return nil
	}, `select `+findingColumns+` from `+seek(tx, "$2", "findings", "f", `f.customer_id = $1 and f.id = j.value`),
		run.by.CustomerID, list(unrepeated(ids)))
}

// decide takes a row or says why not.
func (run *findingRun) decide(ix *index, known map[string]*Finding, r *findingRow, report *RowReport) error {
	if r.err != nil {
		return r.err
	}
	t, err := ix.findAs(readings(r.company))
	if err != nil {
		return err
	}
	f := &r.finding
	f.CompanyGUID = t.company.GUID
	old := known[f.ID]
	report.GUID = f.CompanyGUID
	if old == nil {
		report.Action = Added
	} else if report.Changed, err = run.compare(ix, old, f); err != nil {
		return err
	} else if report.Action = Unchanged; len(report.Changed) > 0 {
		report.Action = Updated
	}
	line, seen := run.fresh[f.ID]
	if !seen {
		line, seen = run.lines[f.ID]
	}
	if seen && report.Action != Unchanged {
		return fault.Field("id", "has other values in line %d of this file", line)
	}
	if !seen {
		run.fresh[f.ID] = r.line
	}
	known[f.ID] = f
	return nil
}

// compare fills f up with what the row leaves empty and returns what changes.
func (run *findingRun) compare(ix *index, old, f *Finding) (changed []string, err error) {
	if old.CompanyGUID != f.CompanyGUID && ix.guids[old.CompanyGUID] == nil && !seesAll(run.by) {
		return nil, fault.Field("id", "belongs to another company")
	}
	text := func(field, before string, now *string) {
		if *now == "" {
			*now = before
		}
		if *now != before {
			changed = append(changed, field)
		}
	}
	date := func(field string, before *string, now **string) {
		if *now == nil {
			*now = before
		}
		if before == nil && *now != nil || before != nil && **now != *before {
			changed = append(changed, field)
		}
	}
	text("company", old.CompanyGUID, &f.CompanyGUID)
	text("risk_vector", old.Vector, &f.Vector)
	text("severity", old.Severity, &f.Severity)
	text("title", old.Title, &f.Title)
	text("evidence", old.Evidence, &f.Evidence)
	date("first_seen", old.FirstSeen, &f.FirstSeen)
	date("last_seen", old.LastSeen, &f.LastSeen)
	return changed, nil
}

func (run *findingRun) write(ctx context.Context, tx *db.Tx, changed []*Finding, told []RowReport) error {
	if len(changed) == 0 {
		return nil
	}
	values := make([][]any, len(changed))
	for i, f := range changed {
		values[i] = []any{f.ID, f.CompanyGUID, f.Vector, f.Severity, f.Title, f.Evidence, f.FirstSeen, f.LastSeen}
	}
	_, err := tx.Exec(ctx, `
		insert into findings (customer_id, id, company_guid, risk_vector, severity, title, evidence, first_seen, last_seen, created_at)
		select cast($1 as bigint), value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7,
			`+moment(tx, "$2")+` from `+rows(tx, "$3")+` where true
		on conflict (customer_id, id) do update set
			company_guid = excluded.company_guid, risk_vector = excluded.risk_vector, severity = excluded.severity,
			title = excluded.title, evidence = excluded.evidence, first_seen = excluded.first_seen, last_seen = excluded.last_seen`,
		run.by.CustomerID, run.now, list(values))
	if err != nil {
		return err
	}
	var added, updated []string
	for i := range told {
		switch told[i].Action {
		case Added:
			added = append(added, told[i].Subject)
		case Updated:
			updated = append(updated, told[i].Subject)
		case Unchanged, Refused:
		}
	}
	audit.Record(ctx, tx, run.by, run.by.CustomerID, audit.Event{
		Action: "finding.import", Subject: run.by.CustomerGUID, Details: map[string][]string{"added": added, "updated": updated},
	})
	audit.Touch(ctx, tx, run.by.CustomerID, audit.Portfolio)
	return nil
}
