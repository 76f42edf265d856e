package e2e

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
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
	mostInvited = 4000 // of one soak: their mails are files

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

	l.run(t, length/20, 0) // as fast as it can: also fills its caches
	most := l.run(t, length/20, 0)
	idle := l.figures(t)
	half := most.rate() / 2
	var parts []part
	for range soakParts {
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
			t.Errorf("%d of %d calls failed, one with %v", p.failed.Load(), len(p.took), p.wrong.Load())
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

// soak is a server and what is called of it.
type soak struct {
	url                     string // of the server itself: to compare every answer takes longer than to make it
	token, company, metrics string
	invited                 atomic.Int64
}

// load is what calls of one part of a soak took.
type load struct {
	length time.Duration
	mu     sync.Mutex
	took   []time.Duration
	failed atomic.Int64
	wrong  atomic.Value // one of the answers that were none
}

func (l *load) rate() float64 { return float64(len(l.took)) / l.length.Seconds() }

// quantile returns what so many of the calls took at most.
func (l *load) quantile(q float64) time.Duration {
	slices.Sort(l.took)
	return l.took[min(len(l.took)-1, int(q*float64(len(l.took))))].Round(10 * time.Microsecond)
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
				status, err := k.call(t, client)
				l.mu.Lock()
				l.took = append(l.took, time.Since(due))
				l.mu.Unlock()
				if err != nil || status >= 400 {
					l.failed.Add(1)
					l.wrong.Store(fmt.Sprint(status, err))
				}
			}
		})
	}
	wg.Wait()
	return l
}

// call makes one call: nine of ten read.
func (k *soak) call(t *testing.T, client *http.Client) (status int, err error) {
	method, path, body := "GET", requests+"?limit=100", ""
	switch n := rand.IntN(20); {
	case n < 4:
		path += "&status=Pending"
	case n < 6:
		path = "/ratings/v1/portfolio?limit=100"
	case n < 8:
		path += "&q=maria"
	case n < 9:
		path = requests + "/counts"
	case n < 11 && k.invited.Add(1) <= mostInvited:
		method, path = "POST", requests
		body = jsonOf(t, object{
			"requestee_company_guid": k.company, "requestee_formal_name": "Maria Sharp",
			"requestee_email": db.NewID() + "@blackhills.example", "message": "Please look into this.",
		})
	}
	request, err := http.NewRequestWithContext(t.Context(), method, k.url+path, strings.NewReader(body))
	if err != nil {
		return 0, err
	}
	request.SetBasicAuth(k.token, "")
	if body != "" {
		request.Header.Set("Content-Type", "application/json")
	}
	resp, err := client.Do(request)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return resp.StatusCode, err
}

var figureLine = regexp.MustCompile(`(?m)^(go_goroutines|go_memstats_heap_inuse_bytes|process_resident_memory_bytes|process_open_fds) (\S+)$`)

// figures are what the server says of itself.
func (k *soak) figures(t *testing.T) map[string]float64 {
	t.Helper()
	resp, err := http.Get(k.metrics)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	found := make(map[string]float64)
	for _, line := range figureLine.FindAllStringSubmatch(string(text), -1) {
		if found[line[1]], err = strconv.ParseFloat(line[2], 64); err != nil {
			t.Fatal(err)
		}
	}
	if len(found) != 4 {
		t.Fatalf("it says %v of itself", found)
	}
	return found
}

// part of a soak: what was called, and what the server said of itself at its end.
type part struct {
	*load
	figures map[string]float64
}

func soakReport(length time.Duration, most *load, parts []part) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Soak of %s\n\n%s, SQLite, %d callers, nine of ten calls read. `make soak SOAK=%s`\n\n",
		length, time.Now().UTC().Format(time.DateTime), soakCallers, length)
	fmt.Fprintf(&b, "At most %.0f calls a second; soaked at half of that. Times are those within which 50, 95 and 99 %% of the calls of a part were answered,\n"+
		"the rest is what the server says of itself at the end of the part, in MiB where it is memory.\n\n", most.rate())
	b.WriteString("| part | calls/s | 50 % | 95 % | 99 % | memory | of it heap | goroutines | file handles |\n|---|---|---|---|---|---|---|---|---|\n")
	for i, p := range parts {
		fmt.Fprintf(&b, "| %d of %d | %.0f | %v | %v | %v | %.0f | %.0f | %v | %v |\n", i+1, len(parts), p.rate(), p.quantile(.5), p.quantile(.95), p.quantile(.99),
			p.figures[memory]/mib, p.figures["go_memstats_heap_inuse_bytes"]/mib, p.figures["go_goroutines"], p.figures["process_open_fds"])
	}
	return b.String()
}
