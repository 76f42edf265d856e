package cli

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"

	"gatehouse/client"
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
	c, err := i.open(4)
	if err != nil {
		return err
	}
	parts, rows, err := i.split(content)
	if err != nil {
		return err
	}
	total := client.ImportReport{
		ImportID: i.ImportID, DryRun: i.DryRun, Applied: !i.DryRun, UnknownColumns: []string{}, Results: []client.ImportRow{},
	}
	bar := newBar(p, rows, "inviting")
	for _, part := range parts {
		var report *client.ImportReport
		if report, err = i.send(ctx, c, part.body); err != nil {
			break
		}
		for n := range report.Results {
			report.Results[n].Line += part.shift
		}
		bar.clear()
		i.tell(p.Out, report.Results)
		join(&total, report)
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

// send has the server take one part. The client sends it again if the connection
// breaks: rows that are done stay done.
func (i *invite) send(ctx context.Context, c *client.Client, body []byte) (*client.ImportReport, error) {
	report, err := c.ImportAccessRequests(ctx, body, client.ImportAccessRequestsParams{
		ImportID: i.ImportID, Existing: client.ImportExisting(i.Existing), DryRun: i.DryRun, AllOrNothing: i.AllOrNothing,
	})
	return report, told(err)
}
