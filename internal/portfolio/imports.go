package portfolio

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// Imports is the collection of the files that somebody looks at before they are
// imported: its own, for a day.
type Imports struct {
	Uploads   *tenant.Uploads
	Companies *Companies
	Findings  *Findings
}

// What a file can hold.
const (
	OfCompanies = "companies"
	OfFindings  = "findings"
)

// ImportState is how far the import of a file is.
type ImportState string

// The states. They are the kinds of the upload.
const (
	Previewed ImportState = "import.previewed" // nothing has happened yet
	Importing ImportState = "import.running"   // or it broke off
	Imported  ImportState = "import.done"
)

// Pending is a file, what its import would do or has done, and how far it is.
type Pending struct {
	GUID  string
	Name  string // of the file
	State ImportState
	kept
}

// kept is what is stored of an import.
type kept struct {
	Kind    string       `json:"kind"` // OfCompanies or OfFindings
	Report  Report       `json:"report"`
	Told    []toldRow    `json:"told,omitempty"` // of the report's rows, in their order
	Refused []refusedRow `json:"refused,omitempty"`
	File    []byte       `json:"-"` // comes after the rest
}

// toldRow is what a row is told with, in the language of who reads it.
type toldRow struct {
	Told  map[string]fault.Text `json:"told,omitempty"`
	Noted fault.Text            `json:"noted"`
}

// refusedRow is a row of the file that was refused, and why.
type refusedRow struct {
	Line    int    `json:"line"`
	Problem string `json:"problem"`
}

const (
	// MaxFile is how large a file may be, in bytes.
	MaxFile = 10 << 20

	// MaxPreview is how many rows a file may have. On SQLite, every other writer
	// waits while a preview looks at the whole file.
	MaxPreview = 20_000

	// MaxRefused is how many refused rows are kept to be fetched.
	MaxRefused = 10_000
)

// Preview finds out what the import of a file would do and keeps both, for the
// person who looks at it and for nobody else.
func (is *Imports) Preview(ctx context.Context, by actor.Actor, kind, name string, file []byte) (guid string, err error) {
	if len(file) > MaxFile {
		return "", fault.New(fault.TooLarge, "A file may hold %d MB.", MaxFile>>20)
	}
	if err := checkRows(file); err != nil {
		return "", err
	}
	k := kept{Kind: kind, File: file}
	if err := is.run(ctx, by, &k, ImportOptions{DryRun: true}); err != nil {
		return "", err
	}
	body, err := pack(k, k.File)
	if err != nil {
		return "", err
	}
	return is.Uploads.Keep(ctx, by, string(Previewed), name, body)
}

func checkRows(file []byte) error {
	t, err := openRaw(file)
	for n := 0; err == nil; n++ {
		if n > MaxPreview {
			return fault.New(fault.Invalid, "The file has more than %d rows: split it, or import it with gatehouse import.", MaxPreview)
		}
		_, err = t.Next()
	}
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// run imports a file, or seems to, and notes what became of it.
func (is *Imports) run(ctx context.Context, by actor.Actor, k *kept, opts ImportOptions) (err error) {
	k.Refused = nil
	opts.Row = func(row RowReport) {
		if row.Action == Refused && len(k.Refused) < MaxRefused {
			k.Refused = append(k.Refused, refusedRow{row.Line, row.Problem()})
		}
	}
	switch file := bytes.NewReader(k.File); k.Kind {
	case OfCompanies:
		k.Report, err = is.Companies.Import(ctx, by, file, opts)
	case OfFindings:
		k.Report, err = is.Findings.Import(ctx, by, file, opts)
	default:
		err = fault.Field("kind", "must be companies or findings")
	}
	k.Told = k.Told[:0]
	for _, row := range k.Report.Rows {
		k.Told = append(k.Told, toldRow{row.Told, row.Noted})
	}
	return err
}

// Problem says in one line why a row was refused.
func (r RowReport) Problem() string {
	told := make([]string, 0, len(r.Problems))
	for _, field := range slices.Sorted(maps.Keys(r.Problems)) {
		told = append(told, field+" "+r.Problems[field])
	}
	return strings.Join(told, "; ")
}

// One returns a file that by has handed in.
func (is *Imports) One(ctx context.Context, by actor.Actor, guid string) (Pending, error) {
	if err := by.Need(actor.PortfolioRW); err != nil {
		return Pending{}, err
	}
	for _, state := range []ImportState{Previewed, Imported, Importing} {
		u, err := is.Uploads.One(ctx, by, string(state), guid)
		if fault.Is(err, fault.NotFound) && state != Importing {
			continue
		}
		p := Pending{GUID: u.GUID, Name: u.Name, State: state}
		if err == nil {
			p.File, err = unpack(u.Body, &p.kept)
		}
		for i, told := range p.Told[:min(len(p.Told), len(p.Report.Rows))] {
			p.Report.Rows[i].Told, p.Report.Rows[i].Noted = told.Told, told.Noted
		}
		return p, err
	}
	panic("unreachable") // the last state returns
}

// Apply imports a file that was looked at: every good row of exactly that file.
// If two ask at once, it is imported once. If it breaks off, what was imported
// stays.
func (is *Imports) Apply(ctx context.Context, by actor.Actor, guid string) error {
	p, err := is.One(ctx, by, guid)
	if err != nil {
		return err
	}
	claimed, err := is.Uploads.Turn(ctx, by, p.GUID, string(Previewed), string(Importing), nil)
	if err != nil {
		return err
	}
	if !claimed {
		return fault.New(fault.Conflict, "This file is being imported, or was.")
	}
	if err := is.run(ctx, by, &p.kept, ImportOptions{}); err != nil {
		// Whoever asks for it again goes on with what is left of it.
		_, turned := is.Uploads.Turn(context.WithoutCancel(ctx), by, p.GUID, string(Importing), string(Previewed), nil)
		return errors.Join(err, turned)
	}
	body, err := pack(p.kept, p.File)
	if err == nil {
		_, err = is.Uploads.Turn(context.WithoutCancel(ctx), by, p.GUID, string(Importing), string(Imported), body)
	}
	return err
}

// WriteRefused writes the rows that were refused as they stand in the file, with
// its header, and why in a column of their own: they can be put right and
// imported again. It is the first MaxRefused of them.
func (p *Pending) WriteRefused(w io.Writer) error {
	if _, err := io.WriteString(w, "\xef\xbb\xbf"); err != nil { // spreadsheets take it for UTF-8 then
		return err
	}
	t, err := openRaw(p.File)
	if err != nil {
		return err
	}
	out := csv.NewWriter(w)
	if err := out.Write(slices.Concat(t.header, []string{"problem"})); err != nil {
		return err
	}
	for _, refused := range p.Refused {
		cells, err := t.rawRow(refused.Line)
		if err != nil {
			return err
		}
		for len(cells) < len(t.header) {
			cells = append(cells, "")
		}
		if err := out.Write(append(cells, refused.Problem)); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// pack makes bytes of a value and of a file after it: a table shrinks to a fifth.
func pack(v any, file []byte) ([]byte, error) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if err := json.NewEncoder(z).Encode(v); err != nil { // ends with a line
		return nil, fmt.Errorf("pack an upload: %w", err)
	}
	_, _ = z.Write(file) // a buffer takes everything
	_ = z.Close()
	return b.Bytes(), nil
}

func unpack(packed []byte, v any) (file []byte, err error) {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("unpack an upload: %w", err)
	}
	in := bufio.NewReader(z)
	value, err := in.ReadBytes('\n')
	if err == nil {
		err = json.Unmarshal(value, v)
	}
	if err == nil {
		file, err = io.ReadAll(in)
	}
	if err != nil {
		return nil, fmt.Errorf("unpack an upload: %w", err)
	}
	return file, nil
}
