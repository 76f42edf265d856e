package bench

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/api/apitest"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/db/postgres"
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
	err := b.run(t.Context(), []string{"-sizes", "1000", "-engine", "sqlite", "-runs", "1", "-span", "20ms", "-companies", "2000", "-asks", "3", "-peers=false", "-report", file}, &out)
	if err != nil {
		t.Fatalf("%v\n%s", err, said.String())
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, a := range slices.Concat(unchanged, []asking{changing}, anew) {
		lines = append(lines, regexp.QuoteMeta(a.what)+` +\| +[\d,]+/s \| +[\d.]+ % \([\d,]+/s\) \| +1.00`)
	}
	for _, w := range apiWaits {
		lines = append(lines, regexp.QuoteMeta(w.what)+` +\| +[\d.]+ ms \([\d.]+ ms\)`)
	}
	for _, p := range pages {
		lines = append(lines, p.what+` +\| +[\d.]+ ms \([\d.]+ ms\)`)
	}
	for _, what := range []string{"create, one customer", "create, 16 customers"} {
		lines = append(lines, what+` +\| +[\d.]+ % \([\d,]+/s\)`)
	}
	const verdict = ` +\| +[\d.,]+ ?[a-zA-Zµ%]* \| +at (most|least) [\d.,]+ ?[a-zA-Zµ%]* \| +(met|missed by \d+ %)`
	for _, what := range []string{
		"list of 100, unchanged", "list of 100 by tier", "two rare values together: 100 of all", "token check, processor time",
		"whether a user sees a company", "create, one customer, of the engine's own durable inserts", "the whole list as JSON, rows a second",
		"the whole list as CSV, rows a second", "start",
	} {
		lines = append(lines, what+verdict)
	}
	for _, line := range lines {
		full := regexp.MustCompile(`(?m)^\| ` + line + ` \|$`)
		for name, report := range map[string]string{"printed": out.String(), "written": string(text)} {
			if !full.MatchString(report) {
				t.Errorf("%q is not %s:\n%s", line, name, report)
			}
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
	if errors.Is(err, postgres.ErrNone) && os.Getenv("CI") != "true" {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close(t.Context())
	url, err := databaseOf(t.Context(), p, 1000)
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
		asMicros(1.5e-6): "1.5 µs", asMillis(0.005): "5 ms", asSeconds(12.34): "12.3 s", asMiB(64 << 20): "64 MiB",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := median([]int{9, 1, 5}); got != 5 {
		t.Errorf("the median is %d", got)
	}
}

func TestVerdicts(t *testing.T) {
	for _, tt := range []struct {
		aim           aim
		goal, verdict string
	}{
		{aim{got: 0.25, want: 0.2, text: percent}, "at least 20.0 %", "met"},
		{aim{got: 0.05, want: 0.2, text: percent}, "at least 20.0 %", "missed by 75 %"},
		{aim{got: 0.005, want: 0.005, most: true, text: asMillis}, "at most 5 ms", "met"},
		{aim{got: 0.012, want: 0.005, most: true, text: asMillis}, "at most 5 ms", "missed by 140 %"},
	} {
		if tt.aim.goal() != tt.goal || tt.aim.verdict() != tt.verdict {
			t.Errorf("%s: %s, want %s: %s", tt.aim.goal(), tt.aim.verdict(), tt.goal, tt.verdict)
		}
	}
	f := &figures{engine: &engine{dialect: db.Postgres, stores: []*store{{customer: &customer{size: 1000}}, {customer: &customer{size: 1_000_000}}}}}
	f.lines = []line{
		{what: "one", floor: 1000, rates: []float64{200, 100}, goal: goal{0.2, 0.1}},
		{what: "two", floor: 1000, rates: []float64{150, 100}, goal: goal{0.2, 0.2}},
		{what: "no goal", floor: 1000, rates: []float64{150, 1}},
	}
	f.aimAtLines()
	if got := aimed(f.aims); met(f.aims) != 1 || !strings.Contains(got, "growth from 1 k to 1 M: one | 2.00 times | at most 1.30 times | missed by 54 % |") {
		t.Errorf("%d met:\n%s", met(f.aims), got)
	}
}

// A peer that answered nothing in a span is said to have, and is no division by zero.
func TestPeerThatAnsweredNone(t *testing.T) {
	p := &peers{rates: []beside{{what: "list", ours: 1200, span: 2 * time.Second}}}
	if got := p.report([]*figures{{engine: &engine{dialect: db.SQLite}}}).Rates; !strings.Contains(got, "| list |             1,200/s | none in 2s |       |") {
		t.Error(got)
	}
}
