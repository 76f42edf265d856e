package collab

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"regexp"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

// Existing says what an import does about people who were invited before.
type Existing string

// The policies. None of them makes a second open request.
const (
	SkipExisting   Existing = "skip"   // leaves them alone
	ResendExisting Existing = "resend" // sends again what may be sent again
	InviteExisting Existing = "invite" // invites again whose request has ended
	FailExisting   Existing = "fail"   // refuses the row
)

// ParseExisting returns the policy of that name in any case, or false; "" is skip.
func ParseExisting(s string) (Existing, bool) {
	switch e := Existing(strings.ToLower(s)); e {
	case "":
		return SkipExisting, true
	case SkipExisting, ResendExisting, InviteExisting, FailExisting:
		return e, true
	}
	return "", false
}

// ImportOptions say how a file of invitations is imported.
type ImportOptions struct {
	// ID names the import of this access. Whoever runs it again, after an
	// interruption, goes on where it stopped. "" makes one of the file's content.
	ID           string
	Existing     Existing
	DryRun       bool // says what would happen and changes nothing
	AllOrNothing bool // one refused row refuses all; otherwise every good row counts
}

// The bounds of an import.
const (
	MaxImportRows = 10_000
	maxWholeRows  = 1000   // of one transaction, as of a call that invites many
	importStage   = atOnce // rows of a transaction of the others
	importMemory  = 30 * 24 * time.Hour
	maxAttempts   = 3
)

var importID = regexp.MustCompile(`^[A-Za-z0-9._:-]{1,100}$`)

// importing is one run over one file.
type importing struct {
	rs     *Requests
	by     actor.Actor
	opts   ImportOptions
	report ImportReport
	people map[invitee]bool // who would be invited by the rows before, of a dry run
}

// Import invites the people of a CSV file. See docs/invite.md for its columns.
//
// Rows are taken 200 to a transaction, each with what remembers that it is
// done: the same import, run again or twice at once, invites nobody twice. If it
// stops half-way the report says how far it came, and the error why.
// AllOrNothing takes one transaction for at most 1,000 rows.
func (rs *Requests) Import(ctx context.Context, by actor.Actor, file io.ReadSeeker, opts ImportOptions) (ImportReport, error) {
	im := &importing{rs: rs, by: by, opts: opts, people: make(map[invitee]bool)}
	im.report = ImportReport{DryRun: opts.DryRun, Unknown: []string{}, Results: []ImportRow{}}
	if err := by.Need(actor.RequestsRW); err != nil {
		return im.report, err
	}
	if opts.ID != "" && !importID.MatchString(opts.ID) {
		return im.report, fault.Field("import_id", "must be 1 to 100 letters, digits and . _ : -")
	}
	total, err := im.survey(file)
	if err != nil {
		return im.report, err
	}
	if err := im.run(ctx, file); err != nil {
		return im.report, im.stopped(err, total)
	}
	im.report.Applied = !opts.DryRun && (!opts.AllOrNothing || im.report.Refused == 0)
	return im.report, nil
}

// survey reads the file once before anybody is invited: whether it can be read,
// how long it is, and what names it.
func (im *importing) survey(file io.ReadSeeker) (rows int, err error) {
	hash := sha256.New()
	t, err := im.open(file, hash)
	if err != nil {
		return 0, err
	}
	im.report.Unknown = append(im.report.Unknown, t.Unknown...)
	if !t.Has(namingColumns...) {
		return 0, fault.New(fault.Invalid, "The file has none of the columns %s in its first line.", strings.Join(namingColumns, ", "))
	}
	most := MaxImportRows
	if im.opts.AllOrNothing {
		most = maxWholeRows
	}
	for ; ; rows++ {
		if _, err := t.Next(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return 0, err
		}
		if rows == most {
			return 0, fault.New(fault.Invalid, "The file has more than %d rows: send it in parts.", most)
		}
	}
	if im.report.ID = im.opts.ID; im.report.ID == "" {
		im.report.ID = hex.EncodeToString(hash.Sum(nil)[:16])
	}
	return rows, nil
}

// Survey reads a file of invitations and looks at none of its rows: how many
// there are, and which columns nobody reads.
func (rs *Requests) Survey(file io.ReadSeeker) (rows int, unknown []string, err error) {
	im := &importing{rs: rs}
	rows, err = im.survey(file)
	return rows, im.report.Unknown, err
}

// open reads the file from its beginning, and writes what it reads to copied.
func (im *importing) open(file io.ReadSeeker, copied io.Writer) (*portfolio.Table, error) {
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	return portfolio.OpenTable(io.TeeReader(file, copied), isInviteColumn, inviteAliases)
}

func (im *importing) run(ctx context.Context, file io.ReadSeeker) error {
	t, err := im.open(file, io.Discard)
	if err != nil {
		return err
	}
	size := importStage
	if im.opts.AllOrNothing {
		size = maxWholeRows
	}
	for times := make(map[string]int); ; {
		records, err := t.Stage(size)
		if err != nil || len(records) == 0 {
			return err
		}
		rows := make([]inviteRow, len(records))
		for i, rec := range records {
			rows[i] = readInvite(rec, times)
		}
		if err := im.stage(ctx, rows); err != nil {
			return err
		}
	}
}

// errUndo ends a transaction that must leave nothing behind.
var errUndo = errors.New("undo")

// stage takes rows in a transaction. If somebody else invites one of them at
// the same moment, in a way that no statement could foresee, it begins anew.
func (im *importing) stage(ctx context.Context, rows []inviteRow) error {
	var told []ImportRow
	var people map[invitee]bool
	for attempt := 1; ; attempt++ {
		err := im.rs.DB.Tx(ctx, func(tx *db.Tx) (err error) {
			if err := tenant.Check(ctx, tx, im.by); err != nil {
				return err
			}
			run := stageRun{importing: im, tx: tx, people: make(map[invitee]bool)}
			if told, err = run.take(ctx, rows); err != nil {
				return err
			}
			people = run.people
			return im.undoes(told)
		})
		switch {
		case errors.Is(err, errOpen) && attempt < maxAttempts:
			continue
		case errors.Is(err, errUndo):
			for i := range told {
				told[i] = told[i].undone()
			}
		case err != nil:
			return err
		}
		break
	}
	for _, row := range told {
		im.report.add(row)
	}
	for p := range people {
		im.people[p] = true
	}
	return nil
}

// undoes asks for the end of a transaction in which one refused row refuses all.
func (im *importing) undoes(told []ImportRow) error {
	if !im.opts.AllOrNothing {
		return nil
	}
	for _, row := range told {
		if row.Result == RowRefused {
			return errUndo
		}
	}
	return nil
}

// stopped says with a failure how far the import came, and that it can go on.
func (im *importing) stopped(err error, total int) error {
	f := fault.Of(err)
	if f.Kind == fault.Internal || im.opts.DryRun || im.report.Rows == 0 {
		return err
	}
	return fault.Wait(f.Kind, f.RetryAfter,
		"%s %d of %d rows were read, and %d of them are done. Import the same file with the import_id %s to go on.",
		f.Text(""), im.report.Rows, total, im.report.done(), im.report.ID)
}
