package meter

import (
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

var (
	requests = register(prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "gatehouse_http_requests_total", Help: "Requests that were answered, by the route that answered them.",
	}, []string{"family", "method", "route", "status"}))
	durations = register(prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "gatehouse_http_request_duration_seconds", Help: "From the head of a request to the end of its answer.",
		Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10},
	}, []string{"family", "method", "route"}))
	inFlight = register(prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "gatehouse_http_requests_in_flight", Help: "Requests that are being answered.",
	}))
)

// Asked counts a request that has come; [Answered] has to follow.
func Asked() { inFlight.Inc() }

// Answered counts the answer to a request: what answered it, and how long it took.
func Answered(family, method, route string, status int, took time.Duration) {
	inFlight.Dec()
	method = Method(method)
	requests.WithLabelValues(family, method, route, strconv.Itoa(status)).Inc()
	durations.WithLabelValues(family, method, route).Observe(took.Seconds())
}

// Method returns a method as it may be told: a stranger may send any word.
func Method(method string) string {
	if slices.Contains(methods, method) {
		return method
	}
	return "other"
}

var methods = []string{
	http.MethodGet, http.MethodPost, http.MethodPatch, http.MethodDelete, http.MethodPut, http.MethodHead, http.MethodOptions,
}
