// Package cli is the command line, and the place where the parts are put
// together.
//
// Every command is a struct: its fields are its flags, its Run does the work.
// What an operator may set for good is in [Config]; flags, the environment and
// a file fill it in the same way for every command.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"gatehouse/internal/fault"
)

// The exit codes.
const (
	exitOK      = 0
	exitFailure = 1
	exitUsage   = 2 // of the command line or of the configuration
	exitAlready = 3 // what was to be made is there already
)

// Process is what a command has of the process it runs in.
type Process struct {
	Environ []string
	In      io.Reader
	Out     io.Writer
	Err     io.Writer
}

// getenv returns the value of an environment variable, or "".
func (p *Process) getenv(name string) string {
	for _, variable := range slices.Backward(p.Environ) { // the last one counts
		if key, value, _ := strings.Cut(variable, "="); key == name {
			return value
		}
	}
	return ""
}

// commands is the grammar of the command line.
type commands struct {
	Serve    serve    `cmd:"" help:"Run the server."`
	Init     initial  `cmd:"" help:"Make the first customer, its admin and an API token."`
	Demo     demoData `cmd:"" help:"Fill a new data folder with a demo customer."`
	Customer struct {
		Add  customerAdd  `cmd:"" help:"Make a customer."`
		Set  customerSet  `cmd:"" help:"Change a customer."`
		List customerList `cmd:"" help:"List the customers."`
	} `cmd:"" help:"Make, change and list customers."`
	Import struct {
		Companies importCompanies `cmd:"" help:"Import companies, their contacts and subscriptions."`
		Findings  importFindings  `cmd:"" help:"Import findings about companies."`
	} `cmd:"" help:"Import a CSV file."`
	Invite invite `cmd:"" help:"Invite the people of a CSV file, through a server."`
	User   struct {
		Add   userAdd   `cmd:"" help:"Make a user who signs in with a password."`
		Reset userReset `cmd:"" help:"Let a user in again who has lost password and second factor."`
		Erase userErase `cmd:"" help:"Erase everything about a recipient who asks for it."`
	} `cmd:"" help:"Make users, let them in again, and erase them."`
	Token struct {
		New tokenNew `cmd:"" help:"Make an API token for a user."`
	} `cmd:"" help:"Make API tokens."`
	Outbox  outbox  `cmd:"" help:"List the access requests of a server."`
	Backup  backup  `cmd:"" help:"Copy the database to a file while the server runs."`
	Restore restore `cmd:"" help:"Make a database of a backup."`
	Migrate migrate `cmd:"" help:"Copy a database to another, from SQLite to PostgreSQL or back."`
	Audit   struct {
		Verify auditVerify `cmd:"" help:"Check the record of events."`
		Export auditExport `cmd:"" help:"Write the record of events to the standard output."`
	} `cmd:"" help:"Check and export the record of events."`
	Key struct {
		Adopt keyAdopt `cmd:"" help:"Make another server key that of the database, when the one before is lost or known to others."`
	} `cmd:"" help:"Change the server key."`
	Doctor  doctor  `cmd:"" help:"Check configuration, database, mail and clock, and say what to do."`
	Version version `cmd:"" help:"Say which version this is."`
	Help    help    `cmd:"" help:"Explain a command, or every option: gatehouse help config."`

	Usage usage `name:"help" short:"h" help:"Explain the command."`
}

// Run executes one command and returns the exit code of the process.
func Run(ctx context.Context, args []string, p Process) int {
	err := run(ctx, args, &p)
	if err == nil || errors.Is(err, errExplained) {
		return exitOK
	}
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		err = errInterrupted
	}
	fmt.Fprintln(p.Err, "gatehouse: "+describe(err))
	if coded, ok := errors.AsType[*codedError](err); ok {
		return coded.code
	}
	return exitFailure
}

func run(ctx context.Context, args []string, p *Process) error {
	if len(args) == 0 {
		args = []string{"--help"}
	}
	parser, err := newParser(p)
	if err != nil {
		return err
	}
	call, err := parser.Parse(args)
	if errors.Is(err, errExplained) {
		return err
	}
	if err != nil {
		return misused(err)
	}
	call.BindTo(ctx, (*context.Context)(nil))
	return call.Run(p)
}

func newParser(p *Process) (*kong.Kong, error) { return newParserOf(&commands{}, p) }

func newParserOf(grammar any, p *Process) (*kong.Kong, error) {
	return kong.New(grammar,
		kong.Name("gatehouse"),
		kong.Description("Lets an organisation work with people outside it."),
		kong.Writers(p.Out, p.Err),
		kong.NoDefaultHelp(),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.Resolvers(&sources{process: p}),
	)
}

var errInterrupted = errors.New("interrupted")

// codedError is a failure with an exit code of its own.
type codedError struct {
	code int
	err  error
}

func (e *codedError) Error() string { return e.err.Error() }
func (e *codedError) Unwrap() error { return e.err }

// misused says that the command line or the configuration is wrong.
func misused(err error) error { return &codedError{exitUsage, err} }

// wrong is a mistake in the value of an option of [Config].
func wrong(option, format string, args ...any) error {
	return misused(fmt.Errorf("--"+option+" ("+envName(option)+"): "+format, args...))
}

// already says that what was to be made is there.
func already(format string, args ...any) error {
	return &codedError{exitAlready, fmt.Errorf(format, args...)}
}

// describe is what the operator reads. Unlike a client of the API, who is at
// the console may know everything.
func describe(err error) string {
	failure, ok := errors.AsType[*fault.Error](err)
	if ok && failure.Detail != "" {
		return strings.TrimSuffix(strings.ReplaceAll(err.Error(), failure.Error(), failure.Detail), ".")
	}
	return err.Error()
}
