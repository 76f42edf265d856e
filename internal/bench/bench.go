// Package bench measures how fast Gatehouse is on this machine, with customers
// of several sizes, and writes docs/performance.md.
//
// What it compares it starts itself: the server's program, with all that a
// request passes through, and the floor, a bare net/http handler in a process of
// its own that answers the same bytes from memory. They are asked in turns, so
// that what else the machine does falls on all of them; figures are medians.
package bench

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"gatehouse/internal/db"
)

type bench struct {
	sizes  []int // of requests, the largest last
	runs   int
	span   time.Duration // of one measurement
	report string
	engine string // the only one, or ""
	peers  bool   // measure other programs, too

	companies int // how many are imported
	asks      int // how often one caller asks for the same

	say     io.Writer
	began   time.Time
	folder  string // everything is in here, and gone afterwards
	program string
	load    *load
	floor   *process
	before  func(address string) string // what a test puts before a server, or nil
}

// Run measures what args say, prints the figures and writes the report. With
// the arguments "floor ADDRESS" it is the floor instead.
func Run(ctx context.Context, args []string, out, say io.Writer) error {
	if len(args) == 2 && args[0] == "floor" {
		return floor(ctx, args[1])
	}
	return newBench(say).run(ctx, args, out)
}

func newBench(say io.Writer) *bench { return &bench{say: say, load: newLoad(), began: time.Now()} }

func (b *bench) run(ctx context.Context, args []string, out io.Writer) error {
	if err := b.parse(args); err != nil {
		return err
	}
	err := b.prepare(ctx)
	if err == nil {
		err = b.measure(ctx, out)
	}
	return errors.Join(err, b.clean())
}

func (b *bench) parse(args []string) error {
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(b.say)
	sizes := flags.String("sizes", "1000,100000,1000000", "how many requests the customers have, at least 1000 each")
	flags.IntVar(&b.runs, "runs", 3, "how often each figure is taken: the median counts")
	flags.DurationVar(&b.span, "span", time.Second, "how long one measurement takes")
	flags.IntVar(&b.companies, "companies", wantedCompanies, "how many companies are imported")
	flags.IntVar(&b.asks, "asks", 40, "how often one caller asks for the same, one time after another")
	flags.BoolVar(&b.peers, "peers", true, "measure PocketBase, OpenFGA and casbin beside it")
	brief := flags.Bool("short", false, "take 1,000 requests and 2,000 companies once, and write no report: whether it works")
	flags.StringVar(&b.report, "report", "docs/performance.md", "the file to write; empty for none")
	flags.StringVar(&b.engine, "engine", "", "sqlite or postgres; empty for both")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *brief {
		*sizes, b.runs, b.companies, b.asks, b.report = "1000", 1, 2000, 5, ""
	}
	for text := range strings.SplitSeq(*sizes, ",") {
		n, err := strconv.Atoi(text)
		if err != nil || n < leastSize || len(b.sizes) > 0 && n <= b.sizes[len(b.sizes)-1] {
			return fmt.Errorf("-sizes: %q is not a number from %d on that is greater than the one before", text, leastSize)
		}
		b.sizes = append(b.sizes, n)
	}
	for name, n := range map[string]int{"runs": b.runs, "companies": b.companies, "asks": b.asks} {
		if n < 1 {
			return fmt.Errorf("-%s: at least one", name)
		}
	}
	if b.engine != "" && b.engine != string(db.SQLite) && b.engine != string(db.Postgres) {
		return fmt.Errorf("-engine: %q is neither sqlite nor postgres", b.engine)
	}
	return nil
}

// prepare builds the program and starts the floor.
func (b *bench) prepare(ctx context.Context) (err error) {
	if b.folder, err = os.MkdirTemp("", "gatehouse-bench-"); err != nil {
		return err
	}
	b.note("building")
	b.program = filepath.Join(b.folder, "gatehouse")
	build := exec.CommandContext(ctx, "go", "build", "-o", b.program, "gatehouse/cmd/gatehouse")
	build.Stdout, build.Stderr = b.say, b.say
	if err := build.Run(); err != nil {
		return fmt.Errorf("build the server: %w", err)
	}
	b.floor, err = b.startFloor(ctx)
	return err
}

func (b *bench) clean() error {
	if b.floor != nil {
		_ = b.floor.stop() // it holds nothing, however it ends
	}
	return os.RemoveAll(b.folder)
}

// measure fills the databases of all engines and measures these one by one.
func (b *bench) measure(ctx context.Context, out io.Writer) error {
	engines, stop, err := b.engines(ctx)
	if err != nil {
		return err
	}
	defer stop()
	if err := b.fill(ctx, engines); err != nil {
		return err
	}
	var all []*figures
	for _, e := range engines {
		f := &figures{engine: e}
		for _, take := range []func(context.Context, *figures) error{
			b.lists, b.anew, b.checks, b.sights, b.pages, b.exports, b.creates, b.imports,
		} {
			if err := take(ctx, f); err != nil {
				return fmt.Errorf("%s: %w", e.dialect, err)
			}
		}
		f.aimAtLines()
		all = append(all, f)
	}
	var others *peers
	if b.peers {
		if others, err = b.beside(ctx, all[0]); err != nil {
			return err
		}
	}
	return b.write(ctx, out, all, others)
}

func (b *bench) note(format string, args ...any) {
	fmt.Fprintf(b.say, "%4.0f s  %s\n", time.Since(b.began).Seconds(), fmt.Sprintf(format, args...))
}

// largest is the last of the sizes.
func (b *bench) largest() int { return b.sizes[len(b.sizes)-1] }
