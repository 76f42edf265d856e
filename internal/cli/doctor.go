package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"

	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/mail"
)

// doctor checks what a server needs, and changes nothing.
type doctor struct {
	Store
	Service
}

// patience is how long one check may take.
const patience = 30 * time.Second

// finding is what the doctor says about one thing.
type finding struct {
	what   string
	state  string // ok, warn or FAIL
	is     string
	advice string
}

func fine(what, is string, args ...any) finding {
	return finding{what, "ok", fmt.Sprintf(is, args...), ""}
}

func doubtful(what, is, advice string) finding { return finding{what, "warn", is, advice} }

func bad(what string, err error, advice string) finding {
	return finding{what, "FAIL", describe(err), advice}
}

// Run is "gatehouse doctor".
func (d *doctor) Run(ctx context.Context, p *Process) error {
	failed := 0
	for _, check := range []func(context.Context, *Process) []finding{
		d.checkConfiguration, d.checkFolder, d.checkKey, d.checkDatabase, d.checkMail, d.checkClock,
	} {
		limited, cancel := context.WithTimeout(ctx, patience)
		for _, f := range check(limited, p) {
			f.print(p.Out)
			if f.state == "FAIL" {
				failed++
			}
		}
		cancel()
	}
	if failed > 0 {
		return fmt.Errorf("%d of the checks failed", failed)
	}
	return nil
}

func (f finding) print(w io.Writer) {
	fmt.Fprintf(w, "%-5s %-14s %s\n", f.state, f.what, f.is)
	if f.advice != "" {
		fmt.Fprintf(w, "%-20s → %s\n", "", f.advice)
	}
}

func (d *doctor) checkConfiguration(_ context.Context, p *Process) []finding {
	const what = "configuration"
	var all []finding
	if err := d.Service.check(&d.Store); err != nil {
		all = append(all, bad(what, err, "See gatehouse help config."))
	} else {
		all = append(all, fine(what, "listens on %s, reached at %s", d.Listen, d.PublicURL))
	}
	for _, name := range unknownVariables(p.Environ) {
		all = append(all, doubtful(what, name+" is set, and no option", "Look for a spelling mistake: gatehouse help config."))
	}
	if d.TLSCert == "" && strings.HasPrefix(d.PublicURL, "https://") && len(d.TrustedProxies) == 0 {
		all = append(all, doubtful(what, "the public URL is https, and no proxy is trusted",
			"Set --trusted-proxies to the address of the proxy in front: without it every client seems to have that address."))
	}
	return all
}

func (d *doctor) checkFolder(context.Context, *Process) []finding {
	const what = "data folder"
	file, err := os.Stat(d.Data)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return []finding{doubtful(what, d.Data+" is not there yet", "It is made by gatehouse init or gatehouse serve.")}
	case err != nil:
		return []finding{bad(what, err, "Give the user that runs Gatehouse the folder.")}
	case !file.IsDir():
		return []finding{bad(what, fmt.Errorf("%s is no folder", d.Data), "Set --data.")}
	}
	if err := writable(d.Data); err != nil {
		return []finding{bad(what, err, "Give the user that runs Gatehouse the folder: chown it.")}
	}
	if file.Mode().Perm()&0o077 != 0 {
		return []finding{doubtful(what, fmt.Sprintf("%s may be entered by other users (%v)", d.Data, file.Mode().Perm()),
			"chmod 700 "+d.Data)}
	}
	return []finding{fine(what, "%s", d.Data)}
}

// writable makes a file in a folder and takes it away again.
func writable(dir string) error {
	f, err := os.CreateTemp(dir, ".doctor-*")
	if err != nil {
		return err
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

func (d *doctor) checkMail(ctx context.Context, _ *Process) []finding {
	const what = "mail"
	if d.SMTPURL == "" {
		folder := d.inData("mails")
		if _, err := os.Stat(folder); err == nil {
			if err := writable(folder); err != nil {
				return []finding{bad(what, err, "Give the user that runs Gatehouse the folder: chown it.")}
			}
		}
		return []finding{doubtful(what, "there is no mail server: mails become files in "+folder,
			"Set --smtp-url, unless this is a trial.")}
	}
	smtp, err := mail.NewSMTP(string(d.SMTPURL))
	if err == nil {
		err = smtp.Probe(ctx)
	}
	if err != nil {
		return []finding{bad(what, err, "Check --smtp-url: host, port, user and password, and that this machine may reach it.")}
	}
	return []finding{fine(what, "%s takes mail", d.SMTPURL)}
}

func (d *doctor) checkDatabase(ctx context.Context, _ *Process) []finding {
	const what = "database"
	open, found := d.connect(ctx)
	if open == nil {
		return found
	}
	defer open.Close()
	pending, err := db.Pending(ctx, open)
	if err != nil {
		return append(found, bad(what, err, "Check that the database is Gatehouse's own."))
	}
	if len(pending) > 0 {
		found = append(found, doubtful(what, fmt.Sprintf("%d migrations are to be applied: %s", len(pending), strings.Join(pending, ", ")),
			"They are applied when the server starts. Back the database up first."))
	}
	damage, err := open.Damage(ctx)
	if err != nil {
		return append(found, bad(what, err, "Bring the last backup back."))
	}
	for _, broken := range damage {
		found = append(found, bad(what, errors.New(broken), "Stop the server and bring the last backup back."))
	}
	if len(damage) == 0 && open.Dialect() == db.SQLite {
		found = append(found, fine(what, "it is whole"))
	}
	return found
}

// connect opens the database if it is there; otherwise it says what is wrong.
func (d *doctor) connect(ctx context.Context) (*db.DB, []finding) {
	const what = "database"
	name := d.database()
	if d.DatabaseURL != "" {
		name = d.DatabaseURL.String()
	}
	if d.DatabaseURL == "" {
		if _, err := os.Stat(d.database()); errors.Is(err, fs.ErrNotExist) {
			return nil, []finding{doubtful(what, name+" is not there yet", "It is made by gatehouse init or gatehouse serve.")}
		}
	}
	open, err := db.Open(ctx, d.database())
	if err != nil {
		return nil, []finding{bad(what, err, "Check --"+d.databaseOption()+", and that the database runs.")}
	}
	if err := open.Ping(ctx); err != nil {
		return nil, []finding{bad(what, errors.Join(err, open.Close()), "Check that the database runs.")}
	}
	return open, []finding{fine(what, "%s answers", name)}
}

func (d *doctor) checkClock(ctx context.Context, _ *Process) []finding {
	const what = "clock"
	const advice = "Set the clock right, and keep it so with an NTP client."
	open, _ := d.connect(ctx)
	if open == nil {
		return nil // said above
	}
	defer open.Close()
	there, err := open.Clock(ctx)
	if err != nil {
		return []finding{bad(what, err, "Check that the database runs.")}
	}
	if off := time.Since(there).Round(time.Second); off.Abs() > time.Minute {
		return []finding{bad(what, fmt.Errorf("it is %s away from the clock of the database's machine", off), advice)}
	}
	if pending, err := db.Pending(ctx, open); err != nil || len(pending) > 0 {
		return nil // there is no record to compare with yet
	}
	err = newClock(func(ctx context.Context) (time.Time, error) { return audit.Newest(ctx, open) }).check(ctx)
	if err != nil {
		return []finding{bad(what, err, advice)}
	}
	return []finding{fine(what, "%s", time.Now().UTC().Format(time.DateTime)+" UTC")}
}
