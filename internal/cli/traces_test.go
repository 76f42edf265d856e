package cli

import (
	"compress/gzip"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	collector "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	otlp "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/proto"

	"gatehouse/internal/db"
)

// traces is a collector that keeps what it is sent.
type traces struct {
	url  string
	mu   sync.Mutex
	all  []*otlp.Span
	text string // of all requests
}

func newCollector(t *testing.T) *traces {
	c := &traces{}
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body := io.Reader(r.Body)
		if r.Header.Get("Content-Encoding") == "gzip" {
			unpacked, err := gzip.NewReader(r.Body)
			if err != nil {
				t.Error(err)
				return
			}
			body = unpacked
		}
		text, err := io.ReadAll(body)
		var sent collector.ExportTraceServiceRequest
		if err == nil {
			err = proto.Unmarshal(text, &sent)
		}
		if err != nil || r.URL.Path != "/v1/traces" {
			t.Errorf("%s: %v", r.URL.Path, err)
		}
		c.mu.Lock()
		defer c.mu.Unlock()
		c.text += string(text)
		for _, resource := range sent.ResourceSpans {
			for _, scope := range resource.ScopeSpans {
				c.all = append(c.all, scope.Spans...)
			}
		}
	}))
	t.Cleanup(srv.Close)
	c.url = srv.URL
	return c
}

// one returns the only span of that name.
func (c *traces) one(t *testing.T, name string) *otlp.Span {
	t.Helper()
	var found []*otlp.Span
	var names []string
	for _, s := range c.all {
		if s.Name == name {
			found = append(found, s)
		}
		names = append(names, s.Name)
	}
	if len(found) != 1 {
		t.Fatalf("%d spans are called %q, of %q", len(found), name, names)
	}
	return found[0]
}

func attributes(s *otlp.Span) map[string]string {
	all := make(map[string]string)
	for _, a := range s.Attributes {
		all[a.Key] = a.Value.GetStringValue()
	}
	return all
}

// A request that invites somebody, with the transaction and the mail that it causes.
func TestTraces(t *testing.T) {
	t.Parallel()
	for _, engine := range []db.Dialect{db.SQLite, db.Postgres} {
		t.Run(string(engine), func(t *testing.T) {
			t.Parallel()
			const traceID, callerID = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
			env, first := founded(t, engine)
			must(t, env, "import", "companies", csvFile(t, "name,primary_domain\nBlack Hills,blackhills.example\n"))
			c := newCollector(t)
			s := serving(t, append(env, "OTEL_EXPORTER_OTLP_ENDPOINT="+c.url), "--log-format", "json")
			_, portfolio := s.get(t, "/ratings/v1/portfolio?fields=guid", first.Token)
			company := regexp.MustCompile(`[0-9a-f-]{36}`).FindString(portfolio)
			body := `{"requestee_company_guid":"` + company + `","requestee_formal_name":"Maria Sharp","requestee_email":"maria@blackhills.example"}`
			call, err := http.NewRequestWithContext(t.Context(), "POST", s.address+"/ratings/v1/access-requests", strings.NewReader(body))
			if err != nil {
				t.Fatal(err)
			}
			call.SetBasicAuth(first.Token, "")
			call.Header.Set("Content-Type", "application/json")
			call.Header.Set("traceparent", "00-"+traceID+"-"+callerID+"-01")
			resp, err := http.DefaultClient.Do(call)
			if err != nil {
				t.Fatal(err)
			}
			resp.Body.Close()
			if resp.StatusCode != http.StatusCreated {
				t.Fatal(resp.Status)
			}
			d := openDB(t, env)
			for {
				if left, err := db.Value[int](t.Context(), d, `select count(*) from jobs where kind = 'mail.send'`); err != nil {
					t.Fatal(err)
				} else if left == 0 {
					break
				}
			}
			s.stop() // what is left is sent

			request := c.one(t, "POST ratings /v1/access-requests")
			if hex.EncodeToString(request.TraceId) != traceID || hex.EncodeToString(request.ParentSpanId) != callerID {
				t.Errorf("it does not carry on the caller's trace: %x %x", request.TraceId, request.ParentSpanId)
			}
			insert := c.one(t, "insert access_requests")
			at := slices.IndexFunc(c.all, func(s *otlp.Span) bool { return string(s.SpanId) == string(insert.ParentSpanId) })
			if at < 0 || c.all[at].Name != "transaction" || string(c.all[at].ParentSpanId) != string(request.SpanId) {
				t.Errorf("the statement is not in a transaction of the request")
			}
			system := map[db.Dialect]string{db.SQLite: "sqlite", db.Postgres: "postgresql"}[engine]
			if got := attributes(insert); got["db.system.name"] != system || got["db.collection.name"] != "access_requests" || len(got) != 3 {
				t.Errorf("the statement has %v", got)
			}
			c.linked(t, traceID)
			for _, word := range []string{first.Token, company, "maria", "blackhills", "Sharp", "emma", "127.0.0.1", "values ("} {
				if strings.Contains(strings.ToLower(c.text), strings.ToLower(word)) {
					t.Errorf("the traces hold %q", word)
				}
			}
			loggedTogether(t, s.log.String(), traceID, resp.Header.Get("X-Request-Id"))
		})
	}
}

// linked checks that the two mails of the request were traced by themselves, with a
// link to what queued them.
func (c *traces) linked(t *testing.T, traceID string) {
	t.Helper()
	linked := 0
	for _, s := range c.all {
		if s.Name != "job mail.send" {
			continue
		}
		if hex.EncodeToString(s.TraceId) == traceID {
			t.Error("a job is part of the request's trace")
		}
		for _, l := range s.Links {
			if hex.EncodeToString(l.TraceId) == traceID {
				linked++
			}
		}
	}
	if linked != 2 {
		t.Errorf("%d mails are linked to the request", linked)
	}
}

// loggedTogether checks that the log's line about the request has both ids.
func loggedTogether(t *testing.T, log, traceID, requestID string) {
	t.Helper()
	for line := range strings.Lines(log) {
		var said map[string]any
		if err := json.Unmarshal([]byte(line), &said); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		if said["msg"] == "request" && said["request_id"] == requestID {
			if said["trace_id"] != traceID || len(said["span_id"].(string)) != 16 || strings.Count(line, "request_id") != 1 {
				t.Errorf("the line is %s", line)
			}
			return
		}
	}
	t.Errorf("no line of the log is about %s:\n%s", requestID, log)
}

func TestWhereTracesGo(t *testing.T) {
	for _, tt := range []struct {
		option string
		env    []string
		want   string
	}{
		{"", nil, ""},
		{"http://a:4318", nil, "http://a:4318/v1/traces"},
		{"", []string{"OTEL_EXPORTER_OTLP_ENDPOINT=http://b:4318/"}, "http://b:4318/v1/traces"},
		{"http://a:4318", []string{"OTEL_EXPORTER_OTLP_ENDPOINT=http://b:4318"}, "http://a:4318/v1/traces"},
		{"", []string{"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://c/x"}, "http://c/x"},
		{"http://a:4318", []string{"OTEL_SDK_DISABLED=true"}, ""},
		{"", []string{"OTEL_TRACES_EXPORTER=none", "OTEL_EXPORTER_OTLP_ENDPOINT=http://b:4318"}, ""},
	} {
		service := Service{OTLPEndpoint: tt.option}
		if got := service.collector(&Process{Environ: tt.env}); got != tt.want {
			t.Errorf("%q with %v: got %q, want %q", tt.option, tt.env, got, tt.want)
		}
	}
}
