package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"gatehouse/internal/cli/demo"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// demoData is "gatehouse demo".
type demoData struct {
	Store
	Seed uint64 `default:"1" placeholder:"N" help:"The same seed and day make the same demo."`
	Now  string `placeholder:"DATE" help:"The day on which the demo is set, such as 2026-03-02. Without it: today."`
	JSON bool   `help:"Print one JSON object."`
}

// demoSecrets is what DATA/demo.json holds and the command prints.
type demoSecrets struct {
	credentials
	Password  string   `json:"password"`        // everybody's
	Others    []string `json:"others"`          // addresses of other users who can sign in with it
	Recipient string   `json:"recipient_email"` // the address of somebody who was invited, and has an inbox
	Seed      uint64   `json:"seed"`
	Now       string   `json:"now"`
}

const (
	demoFile = "demo.json"
	// demoMark stands in the data folder while the demo is being made: what is
	// there beside it is half a demo, and may go.
	demoMark = "demo.unfinished"
)

// Run prints the secrets of the demo in the folder, which it makes if the
// folder is new.
func (d *demoData) Run(ctx context.Context, p *Process) error {
	secrets, err := d.load()
	if errors.Is(err, fs.ErrNotExist) {
		secrets, err = d.make(ctx)
	}
	if err != nil {
		return err
	}
	if d.PublicURL != "" {
		secrets.Address = d.PublicURL
	}
	if d.JSON {
		return printJSON(p.Out, secrets)
	}
	secrets.explain(p.Out)
	return nil
}

// load reads the secrets of the demo that is there, or returns fs.ErrNotExist.
func (d *demoData) load() (secrets demoSecrets, err error) {
	if err := d.check(); err != nil {
		return secrets, err
	}
	if _, err := os.Stat(d.inData(demoMark)); err == nil {
		return secrets, fs.ErrNotExist
	}
	text, err := os.ReadFile(d.inData(demoFile))
	if err != nil {
		return secrets, err
	}
	if err := json.Unmarshal(text, &secrets); err != nil {
		return secrets, fmt.Errorf("%s: %w", d.inData(demoFile), err)
	}
	return secrets, nil
}

// make fills a new folder.
func (d *demoData) make(ctx context.Context) (secrets demoSecrets, err error) {
	day := db.Now()
	if d.Now != "" {
		if day, err = time.Parse(time.DateOnly, d.Now); err != nil {
			return secrets, misused(fmt.Errorf("--now: %q is not a date such as 2026-03-02", d.Now))
		}
	}
	if err := d.claim(); err != nil {
		return secrets, err
	}
	parts, err := start(ctx, &d.Store)
	if err != nil {
		return secrets, err
	}
	defer parts.close()
	made, err := demo.Fill(ctx, parts.db, parts.links.Key, demo.Options{Seed: d.Seed, Now: day, PublicURL: d.address()})
	if fault.Is(err, fault.Conflict) {
		return secrets, fmt.Errorf("the demo needs a database without customers: %w", err)
	}
	if err != nil {
		return secrets, err
	}
	secrets = demoSecrets{
		credentials: credentials{
			Token: made.Secret, CustomerGUID: made.Customer.GUID, CustomerID: made.Customer.ID, Customer: made.Customer.Name,
			UserGUID: made.Admin.GUID, UserID: made.Admin.ID, Email: made.Admin.Email, AccessID: made.API.ID, Address: d.address(),
		},
		Password: made.Password, Others: made.Others, Recipient: made.Guest.Email, Seed: d.Seed, Now: day.Format(time.DateOnly),
	}
	return secrets, d.keep(secrets)
}

// claim takes the folder for the demo. One that holds anything else is refused;
// half a demo, whose making was interrupted, goes.
func (d *demoData) claim() error {
	if err := os.MkdirAll(d.Data, 0o700); err != nil {
		return wrong("data", "%v", err)
	}
	mark := d.inData(demoMark)
	entries, err := os.ReadDir(d.Data)
	if err != nil {
		return wrong("data", "%v", err)
	}
	if _, err := os.Stat(mark); err != nil && len(entries) > 0 {
		return fmt.Errorf("%s holds other things, %s for one: give the demo a folder of its own", d.Data, entries[0].Name())
	}
	for _, entry := range entries {
		if path := filepath.Join(d.Data, entry.Name()); path != mark {
			if err := os.RemoveAll(path); err != nil {
				return err
			}
		}
	}
	return os.WriteFile(mark, []byte("A demo is being made here. If nobody is making it, it may go.\n"), 0o600)
}

// keep writes the secrets and says that the demo is whole.
func (d *demoData) keep(secrets demoSecrets) error {
	text, err := json.MarshalIndent(secrets, "", "  ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(d.inData(demoFile), append(text, '\n'), 0o600); err != nil {
		return err
	}
	return os.Remove(d.inData(demoMark))
}

// fillIfNew makes the demo in a folder that is new, and returns the secrets of
// the one that is there; nil if the folder is somebody's own.
func fillIfNew(ctx context.Context, s *Store, w io.Writer) (*demoSecrets, error) {
	d := &demoData{Store: *s, Seed: 1}
	secrets, err := d.load()
	if err == nil {
		return &secrets, nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	entries, err := os.ReadDir(s.Data)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, wrong("data", "%v", err)
	}
	if _, err := os.Stat(d.inData(demoMark)); err != nil && len(entries) > 0 {
		return nil, nil //nolint:nilnil // no demo, and nothing wrong
	}
	fmt.Fprintf(w, "Filling %s with a demo customer …\n", s.Data)
	secrets, err = d.make(ctx)
	return &secrets, err
}

// explain says how to use the demo.
func (s *demoSecrets) explain(w io.Writer) {
	fmt.Fprintf(w, `
Gatehouse demo: %[1]s

  address    %[2]s
  sign in    %[3]s
  password   %[4]s
  others     %[6]s
  recipient  %[7]s (all with the same password)
  API token  %[5]s

  curl -u %[5]s: '%[2]s/ratings/v1/access-requests?status=Pending'
  curl -u %[5]s: '%[2]s/ratings/v1/access-requests?format=table&limit=20'
  curl -u %[5]s: '%[2]s/ratings/v2/portfolio?limit=5&fields=name,primary_domain,rating'

`, s.Customer, s.Address, s.Email, s.Password, s.Token, strings.Join(s.Others, ", "), s.Recipient)
}
