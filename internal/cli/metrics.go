package cli

import (
	"context"
	"net"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"gatehouse/internal/db"
	"gatehouse/internal/jobs"
	"gatehouse/internal/meter"
	"gatehouse/internal/server"
)

// metrics serves what the process has counted, on a listener of its own, until
// ctx ends. It returns at once, without one if nobody wants it.
func (s *serve) metrics(ctx context.Context, h *house, checks []server.Check, wg *sync.WaitGroup) error {
	if s.MetricsListen == "" {
		return nil
	}
	number, commit := built()
	handler, err := meter.Handler(meter.Build{Version: number, Commit: commit, Database: string(h.db.Dialect())},
		&figures{db: h.db, runner: h.runner, checks: checks})
	if err != nil {
		return err
	}
	ln, err := new(net.ListenConfig).Listen(ctx, "tcp", s.MetricsListen)
	if err != nil {
		return wrong("metrics-listen", "%v", err)
	}
	h.log.InfoContext(ctx, "metrics", "address", ln.Addr().String())
	wg.Go(func() {
		if err := server.Metrics(ctx, ln, handler); err != nil {
			h.log.ErrorContext(ctx, "metrics are not served any more", "err", err)
		}
	})
	return nil
}

// figures are looked up when somebody asks for the metrics.
type figures struct {
	db     *db.DB
	runner *jobs.Runner
	checks []server.Check

	mu   sync.Mutex // of what follows
	read time.Time
	kept []jobs.Backlog
}

const (
	// backlogEvery is how often the queue is counted at most, whoever asks.
	backlogEvery = 5 * time.Second
	// figuresWithin is how long a database that does not answer is waited for.
	figuresWithin = 3 * time.Second
)

func figure(name, help string, labels ...string) *prometheus.Desc {
	return prometheus.NewDesc("gatehouse_"+name, help, labels, nil)
}

var (
	poolMost    = figure("database_connections_max", "How many connections there may be; on SQLite of those that read.")
	poolOpen    = figure("database_connections", "Connections by what they do.", "state")
	poolWaits   = figure("database_connection_waits_total", "Calls that found no connection free.")
	poolWaited  = figure("database_connection_wait_seconds_total", "How long they waited for one, together.")
	jobsDue     = figure("jobs_due", "Jobs that could run and do not yet, on all nodes together.", "kind")
	jobsOldest  = figure("jobs_oldest_due_seconds", "Since when the longest waiting of them could.", "kind")
	jobsRunning = figure("jobs_running", "Jobs that a node works on, on all nodes together.", "kind")
	jobsGivenUp = figure("jobs_given_up", "Jobs that failed for good and are kept to be looked at.", "kind")
	checkOK     = figure("check_ok", "1 if what /readyz asks is well.", "check")
)

// Describe tells of no figure beforehand: which there are is found when they are.
func (f *figures) Describe(chan<- *prometheus.Desc) {}

// Collect looks the figures up.
func (f *figures) Collect(to chan<- prometheus.Metric) {
	gauge := func(d *prometheus.Desc, v float64, labels ...string) {
		to <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
	}
	ctx, cancel := context.WithTimeout(context.Background(), figuresWithin)
	defer cancel()
	for _, check := range f.checks {
		ok := 0.0
		if check.Ask(ctx) == nil {
			ok = 1
		}
		gauge(checkOK, ok, check.Name)
	}

	p := f.db.Pool()
	gauge(poolMost, float64(p.Most))
	gauge(poolOpen, float64(p.InUse), "in_use")
	gauge(poolOpen, float64(p.Open-p.InUse), "idle")
	to <- prometheus.MustNewConstMetric(poolWaits, prometheus.CounterValue, float64(p.Waits))
	to <- prometheus.MustNewConstMetric(poolWaited, prometheus.CounterValue, p.Waited.Seconds())

	for _, b := range f.backlogs(ctx) {
		gauge(jobsDue, float64(b.Due), b.Kind)
		gauge(jobsOldest, b.Oldest.Seconds(), b.Kind)
		gauge(jobsRunning, float64(b.Running), b.Kind)
		gauge(jobsGivenUp, float64(b.GivenUp), b.Kind)
	}
}

// backlogs counts the queue. While the database is away there are none: the check
// of the database says so.
func (f *figures) backlogs(ctx context.Context) []jobs.Backlog {
	f.mu.Lock()
	defer f.mu.Unlock()
	if time.Since(f.read) >= backlogEvery {
		all, err := f.runner.Backlogs(ctx)
		if err != nil {
			return nil
		}
		f.kept, f.read = all, time.Now()
	}
	return f.kept
}
