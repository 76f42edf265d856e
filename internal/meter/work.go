package meter

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

var (
	// Mails counts tries to send a mail by what came of them.
	Mails = NewOutcomes("gatehouse_mails_total", "Tries to send a mail: put_off is tried again.",
		"sent", "refused", "dropped", "put_off")
	// Deliveries counts tries to deliver to a webhook by what came of them.
	Deliveries = NewOutcomes("gatehouse_webhook_deliveries_total", "Tries to deliver to a webhook: put_off is tried again, dead is given up.",
		"delivered", "put_off", "dead", "gone", "dropped")
	// Transactions counts transactions of the database.
	Transactions = NewOutcomes("gatehouse_database_transactions_total",
		"Transactions of the database: failed ones changed nothing, retried ones lost a tie and ran again.",
		"committed", "failed", "retried")
	// Troubles counts what the database did not do because of its own state.
	Troubles = NewOutcomes("gatehouse_database_troubles_total",
		"Calls of the database that its own state stood in the way of.",
		"unreachable", "full", "no_writes", "busy")
)

var (
	worked = register(prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "gatehouse_jobs_total", Help: "Jobs that were run: failed is tried again, given_up is not, handed_back was cut off by a stop.",
	}, []string{"kind", "outcome"}))
	working = register(prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "gatehouse_job_duration_seconds", Help: "How long jobs ran.",
		Buckets: []float64{.005, .025, .1, .5, 1, 5, 30, 120},
	}, []string{"kind"}))
	commits = register(prometheus.NewHistogram(prometheus.HistogramOpts{
		Name:    "gatehouse_database_commit_duration_seconds",
		Help:    "How long commits took; on SQLite one is of a group of transactions.",
		Buckets: []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, 1, 5},
	}))
)

// Jobs says how jobs of a kind may end. As with [NewOutcomes] each is there from the
// start: one that is given up is rare, and the first has to be seen as a rise.
func Jobs(kind string, outcomes ...string) {
	for _, outcome := range outcomes {
		worked.WithLabelValues(kind, outcome)
	}
}

// Job counts a job that was run.
func Job(kind, outcome string, took time.Duration) {
	worked.WithLabelValues(kind, outcome).Inc()
	working.WithLabelValues(kind).Observe(took.Seconds())
}

// Commit counts a commit of the database.
func Commit(took time.Duration) { commits.Observe(took.Seconds()) }
