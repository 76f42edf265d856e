package portfolio_test

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

// BenchmarkImport imports 100,000 rows with every sort of column into an empty
// portfolio, then the same file again, and reports the most heap in use above
// idle. Run it with -benchtime 1x.
func BenchmarkImport(b *testing.B) {
	const n = 100_000
	file := bigFile(b, n)
	for _, engine := range dbtest.Engines() {
		for name, opts := range map[string]portfolio.ImportOptions{"good-rows": {}, "all-or-nothing": {AllOrNothing: true}} {
			b.Run(string(engine)+"/"+name, func(b *testing.B) {
				for b.Loop() {
					d := dbtest.Open(b, engine)
					c, err := (&tenant.Customers{DB: d, Now: db.Now}).Create(b.Context(), actor.System(0), tenant.NewCustomer{Name: "Blue Seas"})
					ok(b, err)
					companies := &portfolio.Companies{DB: d, Now: db.Now}
					for _, round := range []string{"first", "again"} {
						began, peak := time.Now(), heapPeak()
						report := importFile(b, companies, c.ID, file, opts)
						b.ReportMetric(time.Since(began).Seconds(), "s/"+round)
						b.ReportMetric(peak(), "MiB/"+round)
						if report.Total() != n || report.Refused > 0 {
							b.Fatal(tally(report))
						}
					}
				}
			})
		}
	}
}

func importFile(b *testing.B, companies *portfolio.Companies, customerID int64, path string, opts portfolio.ImportOptions) portfolio.Report {
	b.Helper()
	f, err := os.Open(path)
	ok(b, err)
	defer f.Close()
	report, err := companies.Import(b.Context(), actor.System(customerID), f, opts)
	ok(b, err)
	return report
}

func bigFile(b *testing.B, n int) string {
	b.Helper()
	path := filepath.Join(b.TempDir(), "big.csv")
	f, err := os.Create(path)
	ok(b, err)
	defer f.Close()
	w := bufio.NewWriter(f)
	_, _ = io.WriteString(w, "name,primary_domain,domains,industry,sector,location,employees,rating,rating_date,folder,tier,"+
		"subscription_type,contact_name,contact_email,dkim,spf,open_ports\n")
	for i := range n {
		fmt.Fprintf(w, "Company %d Holdings,company-%d.com,company-%d.com company-%d.net,Industry %d,Sector %d,\"Town %d, State\",%d,%d,2026-01-%02d,"+
			"Folder %d,Tier %d,%s,Contact %d,security@company-%d.com,A,B,C\n",
			i, i, i, i, i%70, i%20, i%500, i%90000, 250+i%650, 1+i%28, i%50, i%4, monitoring, i, i)
	}
	ok(b, w.Flush())
	return path
}

// heapPeak watches the heap until the function it returns is called, which
// answers the most that was in use above the beginning, in MiB.
func heapPeak() (stop func() float64) {
	inUse := func() uint64 {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapInuse
	}
	runtime.GC()
	idle := inUse()
	var peak atomic.Uint64
	done := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		for tick := time.NewTicker(20 * time.Millisecond); ; {
			select {
			case <-tick.C:
				peak.Store(max(peak.Load(), inUse()))
			case <-done:
				tick.Stop()
				return
			}
		}
	})
	return func() float64 {
		close(done)
		wg.Wait()
		return float64(max(peak.Load(), idle)-idle) / (1 << 20)
	}
}
