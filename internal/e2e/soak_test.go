package e2e

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"gatehouse/internal/db"
)

// soakEnv says for how long the soak lasts; see "make soak".
const (
	soakEnv     = "GATEHOUSE_SOAK"
	defaultSoak = 5 * time.Second
	soakCallers = 8
	soakParts   = 9
	invited     = 4000 // while it fills
	invitedMore = 100  // in every later part: their mails are files

	memory = "process_resident_memory_bytes"
	mib    = 1 << 20
)

// TestSoak keeps a server busy at half the rate that it can bear, and compares memory,
// goroutines, file handles and what calls take at the end with those at the start.
// "make soak" does it for 20 minutes and writes down what it saw.
func TestSoak(t *testing.T) {
	t.Parallel()
	length, long := soakLength(t)
	s := newSite(t, db.SQLite, "")
	token := s.found(t).Token
	company := s.oneCompany(t, token)
	metrics := fmt.Sprintf("127.0.0.1:%d", freePort(t))
	s.serve(t, "--log-level", "warn", "--metrics-listen", metrics)
	l := &soak{url: "http://" + s.listen.Load().(string), token: token, company: company, metrics: "http://" + metrics + "/metrics"}

	l.left.Store(invited)
	l.run(t, length/20, 0) // as fast as it can: also fills its caches
	s.settled(t, token)    // its mails are sent
	most := l.run(t, length/20, 0)
	idle := l.figures(t)
	half := most.rate() / 2
	var parts []part
	for range soakParts {
		l.left.Store(invitedMore)
		load := l.run(t, length/(soakParts+1), half) // the first part went for what it can bear
		parts = append(parts, part{load, l.figures(t)})
	}
	start, end := parts[0], parts[soakParts-1]
	// What is left when nobody calls any more may not be more than there was before.
	http.DefaultClient.CloseIdleConnections()
	after := l.figures(t)
	for what, most := range map[string]float64{"go_goroutines": 20, "process_open_fds": 20} {
		if after[what] > idle[what]+most {
			t.Errorf("%s: %v before and %v after", what, idle[what], after[what])
		}
	}
	for _, p := range append(parts, part{load: most}) {
		if p.failed.Load() > 0 {
			t.Errorf("%d of %d calls failed, one with %v", p.failed.Load(), p.calls(), p.wrong.Load())
		}
	}
	if grown := end.figures[memory] - start.figures[memory]; long && grown > start.figures[memory]/4 {
		t.Errorf("memory has grown by %.0f MiB", grown/mib)
	}
	s.stop(t)
	report := soakReport(length, most, parts)
	t.Log(report)
	if long {
		writeDown(t, "soak", report)
	}
}

// writeDown keeps what a long test saw, under its name and the day.
func writeDown(t *testing.T, name, report string) {
	t.Helper()
	file := filepath.Join("..", "..", "docs", "measured", name+"-"+time.Now().UTC().Format(time.DateOnly)+".md")
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(report), 0o644); err != nil {
		t.Fatal(err)
	}
}

func soakLength(t *testing.T) (length time.Duration, long bool) {
	t.Helper()
	text := os.Getenv(soakEnv)
	if text == "" {
		return defaultSoak, false
	}
	length, err := time.ParseDuration(text)
	if err != nil || length < time.Second || length > 24*time.Hour {
		t.Fatalf("%s=%s is not a time such as 20m", soakEnv, text)
	}
	return length, true
}

// load is what calls of one part of a soak took.
type load struct {
	length                time.Duration
	mu                    sync.Mutex
	reads, writes, synced times
	failed                atomic.Int64
	wrong                 atomic.Value // one of the answers that were none
}

func (l *load) calls() int { return len(l.reads) + len(l.writes) }

func (l *load) rate() float64 { return float64(l.calls()) / l.length.Seconds() }

type times []time.Duration

// String says what 50, 95 and 99 of a hundred took at most, in milliseconds, as
// columns of a table.
func (ts times) String() string {
	if len(ts) == 0 {
		return "  |  |  |"
	}
	slices.Sort(ts)
	var b strings.Builder
	for _, percent := range []int{50, 95, 99} {
		fmt.Fprintf(&b, " %.2f |", float64(ts[len(ts)*percent/100].Microseconds())/1000)
	}
	return b.String()
}

// run calls for a while, so many times a second, or as often as it can. A call that
// comes late counts from when it was due.
func (k *soak) run(t *testing.T, length time.Duration, rate float64) *load {
	t.Helper()
	l := &load{length: length}
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: soakCallers}}
	defer client.CloseIdleConnections()
	begun := time.Now()
	var next atomic.Int64
	var wg sync.WaitGroup
	for range soakCallers {
		wg.Go(func() {
			for {
				due := time.Now()
				if rate > 0 {
					due = begun.Add(time.Duration(float64(next.Add(1)) / rate * float64(time.Second)))
					<-time.After(time.Until(due))
				}
				if due.Sub(begun) >= length {
					return
				}
				kind := &l.reads
				if rand.IntN(10) == 0 {
					kind = &l.writes
				}
				status, err := k.call(t, client, kind == &l.writes)
				l.mu.Lock()
				*kind = append(*kind, time.Since(due))
				l.mu.Unlock()
				if err != nil || status >= 400 {
					l.failed.Add(1)
					l.wrong.Store(fmt.Sprint(status, err))
				}
			}
		})
	}
	l.synced = syncing(t, length)
	wg.Wait()
	return l
}

// syncing writes a page into a file of its own, ten times a second, until the disk
// has it: what this takes has nothing to do with the server.
func syncing(t *testing.T, length time.Duration) (took times) {
	t.Helper()
	file, err := os.Create(filepath.Join(t.TempDir(), "page"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for begun := time.Now(); time.Since(begun) < length; <-tick.C {
		now := time.Now()
		if _, err := file.WriteAt(make([]byte, 4096), 0); err != nil {
			t.Fatal(err)
		}
		if err := file.Sync(); err != nil {
			t.Fatal(err)
		}
		took = append(took, time.Since(now))
	}
	return took
}

// part of a soak: what was called, and what the server said of itself at its end.
type part struct {
	*load
	figures map[string]float64
}

func soakReport(length time.Duration, most *load, parts []part) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Soak of %s\n\n%s, SQLite, %d callers. Nine of ten calls read, one writes: %d invitations while it fills, %d in each part,\n"+
		"and notes at them. `make soak SOAK=%s`\n\n", length, time.Now().UTC().Format(time.DateTime), soakCallers, invited, invitedMore, length)
	fmt.Fprintf(&b, "At most %.0f calls a second; soaked at half of that. Times are milliseconds within which 50, 95 and 99 %% of a part's reads and writes were\n"+
		"answered; *synced* is what a page took that the test wrote to a file of its own on the same disk, ten times a second, beside the server. The rest\n"+
		"is what the server says of itself at the end of the part, in MiB where it is memory.\n\n", most.rate())
	b.WriteString("| part | calls/s | read 50 % | 95 % | 99 % | write 50 % | 95 % | 99 % | synced 50 % | 95 % | 99 % | memory | of it heap | goroutines | file handles |\n" +
		"|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n")
	for i, p := range parts {
		fmt.Fprintf(&b, "| %d of %d | %.0f |%v%v%v %.0f | %.0f | %v | %v |\n", i+1, len(parts), p.rate(), p.reads, p.writes, p.synced,
			p.figures[memory]/mib, p.figures["go_memstats_heap_inuse_bytes"]/mib, p.figures["go_goroutines"], p.figures["process_open_fds"])
	}
	return b.String()
}
