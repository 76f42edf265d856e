package bench

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/api/apitest"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/mail"
)

// TestMain lets this program be the floor too, which Run starts.
func TestMain(m *testing.M) {
	if len(os.Args) == 3 && os.Args[1] == "floor" {
		if err := floor(context.Background(), os.Args[2]); err != nil {
			panic(err)
		}
		return
	}
	os.Exit(m.Run()) //nolint:forbidigo // as every TestMain does
}

// A run so short that its figures say nothing, but every one is there. What is
// asked once, and its answer, is compared with the description. The load asks the
// same again and is not compared: it would not be the server that is measured.
func TestRun(t *testing.T) {
	file := filepath.Join(t.TempDir(), "performance.md")
	var out, said bytes.Buffer
	b := newBench(&said)
	b.before = func(address string) string { return apitest.Proxy(t, func() string { return address }) }
	err := b.run(t.Context(), []string{"-sizes", "1000", "-engine", "sqlite", "-runs", "1", "-span", "20ms", "-report", file}, &out)
	if err != nil {
		t.Fatalf("%v\n%s", err, said.String())
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		`list of 100 by status`, `list of 100 by company`, `list of 100 by group`, `list of 100 by risk vector`, `create`,
	} {
		full := regexp.MustCompile(`(?m)^\| ` + line + ` +\| +[\d,]+/s \| +[\d.]+ % \([\d,]+/s\) \| +1.00 \|$`)
		for name, report := range map[string]string{"printed": out.String(), "written": string(text)} {
			if !full.MatchString(report) {
				t.Errorf("%q is not %s:\n%s", line, name, report)
			}
		}
	}
	for _, p := range pages {
		full := regexp.MustCompile(`(?m)^\| ` + p.what + ` +\| +[\d.]+ ms \([\d.]+ ms\) \|$`)
		if !full.Match(text) || !full.MatchString(out.String()) {
			t.Errorf("%q is not in the report:\n%s", p.what, text)
		}
	}
	if found := regexp.MustCompile(`NaN|Inf|%!`).Find(text); found != nil {
		t.Errorf("%s in the report:\n%s", found, text)
	}
}

// The states of generated requests fit their age, so that a server that is
// measured has nothing else to do.
func TestPastLeavesTheClockNothingToDo(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "gatehouse.db")
	c, _, err := fill(t.Context(), path, dir, 3000)
	if err != nil {
		t.Fatal(err)
	}
	d, err := db.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	states := func() string {
		type state struct {
			status string
			resend bool
			n      int
		}
		all, err := db.All(t.Context(), d, func(s *state) []any { return []any{&s.status, &s.resend, &s.n} }, `
			select status, can_resend, count(*) from access_requests where customer_id = $1
			group by status, can_resend order by status, can_resend`, c.id)
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprint(all)
	}
	before := states()
	for _, status := range []collab.Status{collab.Pending, collab.Active, collab.Never, collab.Inactive, collab.Resolved, collab.Declined} {
		if !strings.Contains(before, string(status)) {
			t.Errorf("nothing is %s: %s", status, before)
		}
	}
	rs := &collab.Requests{DB: d, Now: db.Now, Links: &mail.Links{DB: d, Now: db.Now}}
	if err := rs.Tick(t.Context()); err != nil {
		t.Fatal(err)
	}
	if after := states(); after != before {
		t.Errorf("the clock makes %s of %s", after, before)
	}
}

func TestPostgres(t *testing.T) {
	p, err := startPostgres(t.Context())
	if errors.Is(err, errNoPostgres) && os.Getenv("CI") != "true" {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer p.stop(t.Context())
	url, err := p.create(t.Context(), 1000)
	if err != nil {
		t.Fatal(err)
	}
	d, err := db.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if durable, err := db.Value[string](t.Context(), d, `show fsync`); err != nil || durable != "on" {
		t.Errorf("fsync is %s, %v", durable, err)
	}
}

func TestMarks(t *testing.T) {
	const text = `[{"mark":1},{"mark":2},{"mark":3}]`
	for size := 1; size <= len(text); size++ {
		m := &marks{mark: []byte(`"mark":`)}
		for rest := text; rest != ""; rest = rest[min(size, len(rest)):] {
			if _, err := m.Write([]byte(rest[:min(size, len(rest))])); err != nil {
				t.Fatal(err)
			}
		}
		if m.n != 3 {
			t.Errorf("in pieces of %d: %d, want 3", size, m.n)
		}
	}
}

func TestNumbers(t *testing.T) {
	for got, want := range map[string]string{
		short(1000): "1 k", short(100_000): "100 k", short(2_000_000): "2 M", short(1500): "1500",
		thousands(999.6): "1,000", thousands(12): "12", thousands(1234567): "1,234,567", percent(0.1234): "12.3 %",
		micros(1500 * time.Nanosecond): "2 µs",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := median([]int{9, 1, 5}); got != 5 {
		t.Errorf("the median is %d", got)
	}
}
