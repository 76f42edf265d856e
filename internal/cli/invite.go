package cli

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"time"

	"gatehouse/internal/collab"
)

type invite struct {
	Client
	File         string `arg:"" help:"CSV file with a line of column names; - is the standard input."`
	DryRun       bool   `help:"Say what would happen, and invite nobody."`
	Existing     string `default:"skip" enum:"skip,resend,invite,fail" help:"People who were invited before: skip them, resend what may be sent again, invite those whose request has ended, or fail: refuse the row."`
	AllOrNothing bool   `help:"One refused row refuses the file, of at most 1000 rows."`
	ImportID     string `name:"import-id" placeholder:"NAME" help:"A name for the import. Without it the file's content says whether it is the same as before."`
	JSON         bool   `help:"Print the report as one JSON object."`
}

// Run is "gatehouse invite".
func (i *invite) Run(ctx context.Context, p *Process) error {
	content, err := i.read(p)
	if err != nil {
		return err
	}
	if i.ImportID == "" {
		sum := sha256.Sum256(content)
		i.ImportID = hex.EncodeToString(sum[:16]) // as the server does with a whole file
	}
	address, err := i.address()
	if err != nil {
		return err
	}
	parts, rows, err := i.split(content)
	if err != nil {
		return err
	}
	total := collab.ImportReport{ID: i.ImportID, DryRun: i.DryRun, Applied: !i.DryRun, Unknown: []string{}, Results: []collab.ImportRow{}}
	bar := newBar(p, rows, "inviting")
	for _, part := range parts {
		var report collab.ImportReport
		if report, err = i.send(ctx, address, part.body); err != nil {
			break
		}
		for n := range report.Results {
			report.Results[n].Line += part.shift
		}
		bar.clear()
		i.tell(p.Out, report.Results)
		total.Join(report)
		bar.at(total.Rows)
	}
	bar.end()
	if err != nil && total.Rows == 0 {
		return err
	}
	if err := i.print(p.Out, &total); err != nil {
		return err
	}
	if err != nil {
		fmt.Fprintf(p.Err, "%d of %d rows were read. Run the same command again to go on: nobody is invited twice.\n", total.Rows, rows)
		return err
	}
	if total.Refused > 0 {
		return fmt.Errorf("%d of %d rows were refused", total.Refused, total.Rows)
	}
	return nil
}

// maxInvitations is how much of a file is read, in bytes.
const maxInvitations = 256 << 20

func (i *invite) read(p *Process) ([]byte, error) {
	in := p.In
	if i.File != "-" {
		f, err := os.Open(i.File)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	content, err := io.ReadAll(io.LimitReader(in, maxInvitations+1))
	if err == nil && len(content) > maxInvitations {
		err = fmt.Errorf("the file is larger than %d MiB", maxInvitations>>20)
	}
	return content, err
}

func (i *invite) address() (string, error) {
	u, err := i.at("ratings", "v1", "access-requests", "import")
	if err != nil {
		return "", err
	}
	u.RawQuery = url.Values{
		"import_id": {i.ImportID}, "existing": {i.Existing},
		"dry_run": {strconv.FormatBool(i.DryRun)}, "all_or_nothing": {strconv.FormatBool(i.AllOrNothing)},
	}.Encode()
	return u.String(), nil
}

// What is tried again, and for how long. Sending a part again is harmless: rows
// that are done stay done.
const (
	maxTries = 4
	pause    = 500 * time.Millisecond // before the second try; doubled before each further one
	longest  = time.Minute            // the longest Retry-After that is waited for
)

// send has the server take one part.
func (i *invite) send(ctx context.Context, address string, body []byte) (report collab.ImportReport, err error) {
	for try := 1; ; try++ {
		var after time.Duration
		report, after, err = i.once(ctx, address, body)
		if err == nil || after < 0 || after > longest || try == maxTries || ctx.Err() != nil {
			return report, err
		}
		select {
		case <-ctx.Done():
			return report, ctx.Err()
		case <-time.After(max(after, pause<<(try-1))):
		}
	}
}

// once sends a part. after says when to try again, if it failed; it is negative
// if that would not help.
func (i *invite) once(ctx context.Context, address string, body []byte) (report collab.ImportReport, after time.Duration, err error) {
	answer, err := i.call(ctx, http.MethodPost, address, "text/csv", bytes.NewReader(body))
	if err != nil {
		return report, 0, err
	}
	defer answer.Body.Close()
	if answer.StatusCode == http.StatusOK {
		if err := json.NewDecoder(answer.Body).Decode(&report); err != nil {
			return report, 0, fmt.Errorf("the answer broke off: %w", err)
		}
		return report, 0, nil
	}
	after = -1
	switch answer.StatusCode {
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		seconds, _ := strconv.Atoi(answer.Header.Get("Retry-After")) // 0 if it says nothing that can be read
		after = time.Duration(seconds) * time.Second
	}
	return report, after, refusal(answer)
}

// tell prints what somebody who invites wants to read about: in a dry run
// everything, else what was refused or left alone.
func (i *invite) tell(w io.Writer, rows []collab.ImportRow) {
	for _, row := range rows {
		quiet := row.DoneBefore || row.Result == collab.Invited || row.Result == collab.Resent
		if !i.JSON && (i.DryRun || !quiet) {
			fmt.Fprintln(w, row)
		}
	}
}

func (i *invite) print(w io.Writer, r *collab.ImportReport) error {
	if i.JSON {
		return printJSON(w, r)
	}
	for _, column := range r.Unknown {
		fmt.Fprintf(w, "column %q was not read\n", column)
	}
	did := ""
	switch {
	case i.DryRun:
		did = ", but this was a dry run"
	case !r.Applied:
		did = " refused as a whole: nobody was invited"
	}
	_, err := fmt.Fprintf(w, "%d rows%s: %d invited, %d sent again, %d open already, %d invited before, %d refused, %d done before\n",
		r.Rows, did, r.Invited+r.WouldInvite, r.Resent+r.WouldResend, r.AlreadyOpen, r.InvitedBefore, r.Refused, r.DoneBefore)
	return err
}
