package evidence

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Run runs go test with these arguments in a folder, the root of the repository,
// prints what it would print, and then judges the tests that the document names.
// It answers an error if go test does, or if one of them did not pass.
func Run(ctx context.Context, dir string, args []string, stdout, stderr io.Writer) error {
	document, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(Path)))
	if err != nil {
		return err
	}
	all, err := Requirements(string(document))
	if err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, "go", append([]string{"test", "-json"}, args...)...)
	cmd.Dir, cmd.Stderr = dir, stderr
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) } // killed, it would leave tests running
	events, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	rs, err := read(events, stdout)
	if ended := cmd.Wait(); ended != nil {
		fmt.Fprintln(stdout, "FAIL")
		return fmt.Errorf("go test: %w", ended)
	}
	if err != nil {
		return fmt.Errorf("read what go test says: %w", err)
	}
	return report(all, judge(all, rs, absent), stdout)
}

// absent tells whether something that tests need is not on this machine.
func absent(variable string) bool {
	return os.Getenv("CI") != "true" && os.Getenv(variable) == ""
}

func report(all []Requirement, v verdict, to io.Writer) error {
	for _, line := range v.left {
		fmt.Fprintf(to, "left out of %s: %s\n", Path, line)
	}
	if len(v.failed) == 0 {
		tests, without := make(map[Test]bool), make(map[string]bool)
		for _, r := range all {
			for _, t := range r.Tests {
				tests[t] = true
			}
		}
		for _, line := range v.left {
			name, _, _ := strings.Cut(line, ": ")
			without[name] = true
		}
		fmt.Fprintf(to, "ok  \t%s\t%d requirements, %d tests that show them", Path, len(all), len(tests))
		if len(without) > 0 {
			fmt.Fprintf(to, ", %d of them not, or not whole, on this machine", len(without))
		}
		fmt.Fprintln(to)
		return nil
	}
	fmt.Fprintf(to, "--- FAIL: %s\n    %s\nFAIL\n", Path, strings.Join(v.failed, "\n    "))
	return fmt.Errorf("%s names what was not shown", Path)
}
