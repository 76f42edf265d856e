// Package meter counts what a running server does, for Prometheus to fetch.
//
// The counts are the process's: a package that counts adds to a variable here, or
// to one that it makes itself, whether or not anybody listens.
//
//	var answers = meter.NewCache("answers")
//	…
//	answers.Hit()
//
// A label is a word of this program: the pattern of a route, the kind of a job. What
// a caller sent or a row holds is none: no guid, name, address or secret, and no
// number of values that somebody outside could make grow.
package meter

import (
	"net/http"
	"runtime"
	"slices"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// counts holds all that the process counts.
var counts = prometheus.NewRegistry()

func register[C prometheus.Collector](c C) C {
	counts.MustRegister(c)
	return c
}

// Build is what is said of the program itself.
type Build struct{ Version, Commit, Database string }

// Handler answers with every count, and with the figures that a server looks up
// when somebody asks.
func Handler(build Build, figures ...prometheus.Collector) (http.Handler, error) {
	own := prometheus.NewRegistry()
	info := prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "gatehouse_build_info", Help: "1, with the version of the program and the database that it uses.",
		ConstLabels: prometheus.Labels{
			"version": build.Version, "commit": build.Commit, "database": build.Database, "go": runtime.Version(),
		},
	})
	info.Set(1)
	all := append([]prometheus.Collector{
		info, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
	}, figures...)
	for _, c := range all {
		if err := own.Register(c); err != nil {
			return nil, err
		}
	}
	return promhttp.HandlerFor(prometheus.Gatherers{counts, own}, promhttp.HandlerOpts{
		MaxRequestsInFlight: 2,
		Timeout:             10 * time.Second,
		// A database that is away does not take the other figures with it.
		ErrorHandling: promhttp.ContinueOnError,
	}), nil
}

// Outcomes counts how things of one kind ended.
type Outcomes struct {
	known []string
	by    *prometheus.CounterVec
}

// NewOutcomes returns a counter of the given outcomes. Each is there from the
// start, so that the first of its kind is seen as a rise.
func NewOutcomes(name, help string, known ...string) *Outcomes {
	o := &Outcomes{known: known, by: register(prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, []string{"outcome"}))}
	for _, outcome := range known {
		o.by.WithLabelValues(outcome)
	}
	return o
}

// Count adds one. An outcome that was not named before counts as "other".
func (o *Outcomes) Count(outcome string) {
	if !slices.Contains(o.known, outcome) {
		outcome = "other"
	}
	o.by.WithLabelValues(outcome).Inc()
}

var (
	hits = register(prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "gatehouse_cache_hits_total", Help: "How often something kept in memory was the answer.",
	}, []string{"cache"}))
	misses = register(prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "gatehouse_cache_misses_total", Help: "How often it was not kept, or no longer true.",
	}, []string{"cache"}))
)

// Cache counts how often something kept in memory was of use.
type Cache struct{ hits, misses prometheus.Counter }

// NewCache returns the counts of the cache of that name, of which a process may
// have several.
func NewCache(name string) Cache {
	return Cache{hits.WithLabelValues(name), misses.WithLabelValues(name)}
}

// Hit counts that what was kept was the answer.
func (c Cache) Hit() { c.hits.Inc() }

// Miss counts that the answer had to be found anew.
func (c Cache) Miss() { c.misses.Inc() }
