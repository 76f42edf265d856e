package portfolio

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// ImportOptions say how a file is imported.
type ImportOptions struct {
	DryRun       bool            // says what would happen and changes nothing
	AllOrNothing bool            // one refused row refuses all; otherwise every good row counts
	Generated    bool            // ratings and grades were made up, for the demo
	Progress     func(rows int)  // called after every 1,000 rows with how many there were
	Row          func(RowReport) // called with every row that was refused, updated or has a note
}

// stage is how many rows are read, matched and written at a time.
const stage = 1000

// errUndo ends a transaction that must leave nothing behind.
var errUndo = errors.New("undo")

// importer imports one file, of companies or of findings.
type importer[R any] struct {
	db      *db.DB
	opts    ImportOptions
	by      actor.Actor
	known   func(column string) bool
	aliases map[string]string
	read    func(Record) R // what is wrong with it is in the row
	start   func(*Table) (runner[R], error)

	report Report
	told   int // the last line that opts.Row was told of
}

// runner does the work of one transaction. It keeps what it learns to itself
// until the commit, because it may be thrown away and started anew.
type runner[R any] interface {
	begin(ctx context.Context, tx *db.Tx) error
	apply(ctx context.Context, tx *db.Tx, rows []R) ([]RowReport, error)
	committed()
}

// Import reads companies from a CSV file. See docs/import.md for its columns,
// how a row finds its company and what it may leave out.
//
// Every good row, in transactions of 1,000, is the rule; a dry run and
// AllOrNothing take one transaction for the whole file. If AllOrNothing fails
// over refused rows, the report comes with an Invalid fault.
func (cs *Companies) Import(ctx context.Context, by actor.Actor, r io.Reader, opts ImportOptions) (Report, error) {
	shared := newShared()
	im := &importer[row]{
		db: cs.DB, opts: opts, by: by, known: isColumn, aliases: columnAliases, read: readRow,
		start: func(t *Table) (runner[row], error) {
			if !t.Has("guid", "name", "primary_domain") {
				return nil, fault.New(fault.Invalid, "The file has none of the columns guid, name and primary_domain in its first line.")
			}
			return &companyRun{cs: cs, by: by, table: t, opts: opts, shared: shared, fresh: newShared()}, nil
		},
	}
	return im.run(ctx, r)
}

func (im *importer[R]) run(ctx context.Context, r io.Reader) (Report, error) {
	if err := im.by.Need(actor.PortfolioRW); err != nil {
		return Report{}, err
	}
	if !im.opts.DryRun && !im.opts.AllOrNothing {
		return im.everyGoodRow(ctx, r)
	}
	file, done, err := seekable(r)
	if err != nil {
		return Report{}, err
	}
	defer done()
	return im.whole(ctx, file)
}

// everyGoodRow gives each stage a transaction of its own, so that others can
// write in between.
func (im *importer[R]) everyGoodRow(ctx context.Context, r io.Reader) (Report, error) {
	t, err := OpenTable(r, im.known, im.aliases)
	if err != nil {
		return im.report, err
	}
	im.report.Unknown = t.Unknown
	if _, err := im.start(t); err != nil { // it looks at the columns
		return im.report, err
	}
	for rows, err := range im.stages(t) {
		if err != nil {
			return im.report, err
		}
		var told []RowReport
		var run runner[R]
		err = im.db.Tx(ctx, func(tx *db.Tx) (err error) {
			if run, err = im.start(t); err != nil {
				return err
			}
			told, err = im.step(ctx, tx, run, rows)
			return err
		})
		if err != nil {
			return im.report, fmt.Errorf("import the rows from line %d: %w", rows.line, err)
		}
		run.committed()
		im.tell(told)
	}
	im.report.Applied = true
	return im.report, nil
}

// whole gives the whole file one transaction.
func (im *importer[R]) whole(ctx context.Context, file io.ReadSeeker) (Report, error) {
	err := im.db.Tx(ctx, func(tx *db.Tx) error {
		im.report = Report{}
		if _, err := file.Seek(0, io.SeekStart); err != nil {
			return err
		}
		t, err := OpenTable(file, im.known, im.aliases)
		if err != nil {
			return err
		}
		im.report.Unknown = t.Unknown
		run, err := im.start(t)
		if err != nil {
			return err
		}
		for rows, err := range im.stages(t) {
			if err = cmp.Or(err, ctx.Err()); err != nil {
				return err
			}
			told, err := im.step(ctx, tx, run, rows)
			if err != nil {
				return fmt.Errorf("import the rows from line %d: %w", rows.line, err)
			}
			im.tell(told)
		}
		if im.opts.DryRun || im.report.Refused > 0 {
			return errUndo
		}
		return nil
	})
	switch {
	case err == nil:
		im.report.Applied = true
	case !errors.Is(err, errUndo):
		return im.report, err
	case !im.opts.DryRun:
		return im.report, fault.New(fault.Invalid, "%d of %d rows were refused, so nothing was imported.",
			im.report.Refused, im.report.Total())
	}
	return im.report, nil
}

func (im *importer[R]) step(ctx context.Context, tx *db.Tx, run runner[R], rows staged[R]) ([]RowReport, error) {
	if err := tenant.Check(ctx, tx, im.by); err != nil {
		return nil, err
	}
	if err := run.begin(ctx, tx); err != nil {
		return nil, err
	}
	return run.apply(ctx, tx, slices.Clone(rows.all)) // a transaction may run again, and change them
}

// tell adds rows to the report. A transaction that runs again tells nobody
// twice: the same file in the same order has the same lines.
func (im *importer[R]) tell(rows []RowReport) {
	for _, row := range rows {
		im.report.add(row)
		if row.isTold() && im.opts.Row != nil && row.Line > im.told {
			im.opts.Row(row)
			im.told = row.Line
		}
	}
	if im.opts.Progress != nil {
		im.opts.Progress(im.report.Total())
	}
}
