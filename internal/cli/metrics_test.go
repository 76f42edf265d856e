package cli

import (
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"gatehouse/internal/db"
)

// scrape is what Prometheus gets: series by name, each with its labels.
type scrape struct {
	text   string
	series map[string][]string
}

var seriesLine = regexp.MustCompile(`(?m)^([a-z_]\w*)(\{.*\})? \S+$`)

func (r *running) scrape(t *testing.T) scrape {
	t.Helper()
	address := regexp.MustCompile(`msg=metrics address=(\S+)`).FindStringSubmatch(r.log.String())
	if address == nil {
		t.Fatalf("the log names no address of metrics:\n%s", r.log)
	}
	resp, err := http.Get("http://" + address[1] + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Fatalf("/metrics answers %d, %v: %s", resp.StatusCode, err, text)
	}
	s := scrape{string(text), make(map[string][]string)}
	for _, line := range seriesLine.FindAllStringSubmatch(s.text, -1) {
		s.series[line[1]] = append(s.series[line[1]], line[2])
	}
	return s
}

// busy serves, does a little of everything, and returns the metrics.
func busy(t *testing.T, engine db.Dialect) (s *running, c credentials, metrics scrape) {
	t.Helper()
	env, c := founded(t, engine)
	s = serving(t, env, "--metrics-listen", ":0")
	guid := db.NewID()
	for path, token := range map[string]string{
		"/ratings/v1/access-requests/" + guid:      c.Token,
		"/customer-api/v1/access-requests/" + guid: c.Token,
		"/v1/" + guid: c.Token,
		"/user/v1/users?email=emma@blueseas.example": c.Token,
		"/ratings/v1/tiers":                          "gth_wrong",
		"/sign-in":                                   "",
		"/" + guid:                                   "",
		"/set-password/" + guid + guid:               "",
	} {
		s.get(t, path, token)
	}
	for { // a periodic job runs as soon as the server does
		if metrics = s.scrape(t); len(metrics.series["gatehouse_job_duration_seconds_count"]) > 0 {
			return s, c, metrics
		}
	}
}

func TestMetrics(t *testing.T) {
	t.Parallel()
	for _, engine := range []db.Dialect{db.SQLite, db.Postgres} {
		t.Run(string(engine), func(t *testing.T) {
			t.Parallel()
			s, c, got := busy(t, engine)
			for _, want := range []string{
				`gatehouse_http_requests_total{family="ratings",method="GET",route="/v1/access-requests/{guid}",status="404"} `,
				`gatehouse_http_requests_total{family="api",method="GET",route="none",status="404"} `,
				`gatehouse_http_requests_total{family="ratings",method="GET",route="/v1/tiers",status="401"} `,
				`gatehouse_http_requests_total{family="user",method="GET",route="/v1/users",status="200"} `,
				`gatehouse_http_requests_total{family="web",method="GET",route="/set-password/{token}",status="`,
				`gatehouse_http_requests_total{family="web",method="GET",route="none",status="404"} `,
				`gatehouse_http_request_duration_seconds_count{family="web",method="GET",route="/sign-in"} `,
				`gatehouse_http_requests_in_flight `,
				`gatehouse_check_ok{check="database"} 1`,
				`gatehouse_check_ok{check="clock"} 1`,
				`gatehouse_database_connections{state="in_use"} `,
				`gatehouse_jobs_due{kind="mail.send"} 0`,
				`gatehouse_jobs_oldest_due_seconds{kind="mail.send"} 0`,
				`gatehouse_jobs_total{kind="mail.send",outcome="given_up"} 0`, // the first of a kind has to be a rise
				`gatehouse_mails_total{outcome="refused"} `,
				`gatehouse_webhook_deliveries_total{outcome="delivered"} `,
				`gatehouse_cache_hits_total{cache="statements"} `,
				`go_goroutines `,
			} {
				if !strings.Contains(got.text, "\n"+want) {
					t.Errorf("there is no %s", want)
				}
			}
			if !strings.Contains(got.text, `database="`+string(engine)+`"`) {
				t.Error("it does not name the database")
			}
			secret := regexp.MustCompile(`gth_|@|emma|Blue Seas|127\.0\.0\.1|[0-9a-f]{8}-[0-9a-f]{4}`)
			for name, all := range got.series {
				for _, labels := range all {
					if strings.Contains(labels, c.Token) || secret.MatchString(labels) {
						t.Errorf("%s%s tells of a caller", name, labels)
					}
				}
			}
			if status, body := s.get(t, "/metrics", ""); status != http.StatusNotFound || strings.Contains(body, "gatehouse_") {
				t.Errorf("the public port answers /metrics with %d", status)
			}
			if !regexp.MustCompile(`msg=metrics address=(127\.0\.0\.1|\[::1\]):\d+`).MatchString(s.log.String()) {
				t.Errorf("without a host, it listens beyond this machine:\n%s", s.log)
			}
		})
	}
}

// TestWhatWatchesExists compares the dashboard and the alerts with what a server says.
func TestWhatWatchesExists(t *testing.T) {
	t.Parallel()
	_, _, got := busy(t, db.SQLite)
	watched := dashboardQueries(t)
	maps.Copy(watched, alertQueries(t))
	if len(watched) < 30 {
		t.Fatalf("there are only %d queries", len(watched))
	}
	names := regexp.MustCompile(`\b(?:gatehouse|process|go)_\w+`)
	selectors := regexp.MustCompile(`\b(\w+)\{([^}]*)\}`)
	labels := regexp.MustCompile(`(\w+)(?:=~|!=|!~|=)`)
	for title, query := range watched {
		for _, name := range names.FindAllString(query, -1) {
			if len(got.series[name]) == 0 {
				t.Errorf("%s asks for %s, which no server has", title, name)
			}
		}
		for _, selector := range selectors.FindAllStringSubmatch(query, -1) {
			for _, label := range labels.FindAllStringSubmatch(selector[2], -1) {
				ofPrometheus := label[1] == "job" || label[1] == "instance"
				if !ofPrometheus && !strings.Contains(strings.Join(got.series[selector[1]], " "), label[1]+"=") {
					t.Errorf("%s asks for the label %s, which %s does not have", title, label[1], selector[1])
				}
			}
		}
	}
	all := strings.Join(slices.Collect(maps.Values(watched)), " ")
	for name := range got.series {
		if rest, ok := strings.CutPrefix(name, "gatehouse_"); ok && !strings.HasSuffix(name, "_count") && !strings.HasSuffix(name, "_sum") && !strings.Contains(all, rest) {
			t.Errorf("nothing shows %s", name)
		}
	}
	if promtool, err := exec.LookPath("promtool"); err == nil {
		if out, err := exec.CommandContext(t.Context(), promtool, "check", "config", "../../deploy/prometheus/prometheus.yml").CombinedOutput(); err != nil {
			t.Errorf("promtool: %v\n%s", err, out)
		}
	}
}

func dashboardQueries(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile("../../deploy/grafana/gatehouse.json")
	if err != nil {
		t.Fatal(err)
	}
	type panel struct {
		Title   string
		Targets []struct{ Expr, RefID string }
	}
	queries := make(map[string]string)
	for _, p := range read[struct{ Panels []panel }](t, string(text)).Panels {
		for _, target := range p.Targets {
			queries["panel "+p.Title+" "+target.RefID] = target.Expr
		}
	}
	if !json.Valid(text) {
		t.Error("the dashboard is no JSON")
	}
	return queries
}

func alertQueries(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile("../../deploy/prometheus/alerts.yml")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Groups []struct {
			Rules []struct {
				Alert, Expr string
				Annotations map[string]string
			}
		}
	}
	if err := yaml.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	operations, err := os.ReadFile("../../docs/operations.md")
	if err != nil {
		t.Fatal(err)
	}
	queries := make(map[string]string)
	for _, group := range file.Groups {
		for _, rule := range group.Rules {
			queries["alert "+rule.Alert] = rule.Expr
			if rule.Annotations["summary"] == "" || !strings.Contains(string(operations), "`"+rule.Alert+"`") {
				t.Errorf("%s is explained neither by a summary nor in docs/operations.md", rule.Alert)
			}
		}
	}
	return queries
}
