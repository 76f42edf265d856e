package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"

	"gatehouse/internal/audit"
	"gatehouse/internal/db"
)

type auditVerify struct {
	Store
	Head string `placeholder:"FILE" help:"Ends of the record that were noted outside the database. Without it: audit-heads.jsonl in the data folder, if it is there."`
	JSON bool   `help:"Print one JSON object."`
}

// Run is "gatehouse audit verify".
func (v *auditVerify) Run(ctx context.Context, p *Process) error {
	known, err := v.heads()
	if err != nil {
		return err
	}
	parts, err := look(ctx, &v.Store)
	if err != nil {
		return err
	}
	defer parts.close()
	events, findings, err := verify(ctx, parts.db, known)
	if err != nil {
		return err
	}
	if v.JSON {
		err = printJSON(p.Out, map[string]any{"events": events, "heads": len(known), "findings": notNil(findings)})
	} else {
		for _, f := range findings {
			fmt.Fprintln(p.Out, f)
		}
		_, err = fmt.Fprintf(p.Out, "%d events checked, against %d heads noted outside the database\n", events, len(known))
	}
	if err == nil && len(findings) > 0 {
		err = fmt.Errorf("the record is not as it was written: %d findings", len(findings))
	}
	return err
}

// verify checks the record. What a running server wrote a moment ago is not
// sealed yet, and neither is the end of a record whose server was killed: that
// is made up for before it counts.
func verify(ctx context.Context, d *db.DB, known []audit.Head) (int64, []audit.Finding, error) {
	events, findings, err := audit.Verify(ctx, d, known)
	unsealed := slices.ContainsFunc(findings, func(f audit.Finding) bool { return f.Problem == "unsealed" })
	if err != nil || !unsealed {
		return events, findings, err
	}
	if err := audit.Seal(ctx, d); err != nil {
		return 0, nil, err
	}
	return audit.Verify(ctx, d, known)
}

func (v *auditVerify) heads() ([]audit.Head, error) {
	path := v.Head
	if path == "" {
		path = v.inData("audit-heads.jsonl")
	}
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) && v.Head == "" {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	known, err := audit.ReadHeads(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return known, nil
}

func notNil[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}
