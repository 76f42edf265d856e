package cli

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"gatehouse/internal/api/apitest"
)

func TestOutbox(t *testing.T) {
	const c1, c2 = "0192c2e7-7c4e-7a10-8c1f-5d0a3e9b7a21", "0192c2e7-7c4e-7a10-8c1f-5d0a3e9b7a22"
	var asked *http.Request
	srv := httptest.NewServer(apitest.Compared(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = r
		w.Header().Set("Content-Type", map[string]string{"table": "text/plain", "csv": "text/csv"}[r.URL.Query().Get("format")])
		io.WriteString(w, "a table\n")
	})))
	defer srv.Close()
	env := []string{"GATEHOUSE_SERVER=" + srv.URL + "/", "GATEHOUSE_TOKEN=gth_x"}
	got := must(t, env, "outbox", "--status", "Pending,Active", "--company", c1, "--company", c2, "--q", "maria", "--limit", "5",
		"--sort=-created_time", "--vector", "dkim")
	if got != "a table\n" {
		t.Errorf("got %q", got)
	}
	if user, password, _ := asked.BasicAuth(); user != "gth_x" || password != "" || asked.URL.Path != "/ratings/v1/access-requests" {
		t.Errorf("it asked %s as %q:%q", asked.URL, user, password)
	}
	q := asked.URL.Query()
	for name, want := range map[string]string{
		"format": "table", "status": "Pending,Active", "company_guid": c1 + "," + c2, "q": "maria", "limit": "5",
		"sort": "-created_time", "context.risk_vectors.risk_vector.slug": "dkim", "fields": strings.Join(tableFields, ","),
	} {
		if q.Get(name) != want {
			t.Errorf("%s is %q, want %q", name, q.Get(name), want)
		}
	}
	must(t, env, "outbox", "--format", "csv")
	if asked.URL.RawQuery != "format=csv" {
		t.Errorf("it asked for %s: a program gets every field", asked.URL.RawQuery)
	}
}

// The server is none of ours: what stands between says things in its own way,
// so that nothing here is compared with the description.
func TestOutboxTellsWhatTheServerSays(t *testing.T) {
	answer, status := `{"detail":"You do not have permission to perform this action."}`, http.StatusForbidden
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		io.WriteString(w, answer)
	}))
	env := []string{"GATEHOUSE_SERVER=" + srv.URL, "GATEHOUSE_TOKEN=gth_x"}
	refused(t, env, exitFailure, "403 Forbidden: You do not have permission", "outbox")
	status, answer = http.StatusBadGateway, "<html>no\nupstream"
	refused(t, env, exitFailure, "502 Bad Gateway: <html>no", "outbox")
	srv.Close()
	refused(t, env, exitFailure, "connection refused", "outbox")
	refused(t, env[:1], exitUsage, "--token (GATEHOUSE_TOKEN)", "outbox")
	refused(t, []string{"GATEHOUSE_TOKEN=x", "GATEHOUSE_SERVER=nowhere"}, exitUsage, "--server (GATEHOUSE_SERVER)", "outbox")
	refused(t, env, exitUsage, "--format", "outbox", "--format", "xml")
}

// A list that breaks off must not look like a whole one to a script. What is left
// of this one has no type and no item to compare with the description.
func TestOutboxNoticesThatTheListBrokeOff(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, "[{")
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	}))
	defer srv.Close()
	got := gatehouse(t, []string{"GATEHOUSE_SERVER=" + srv.URL, "GATEHOUSE_TOKEN=x"}, "outbox", "--format", "json")
	if got.code != exitFailure || got.out != "[{" || !strings.Contains(got.err, "the list broke off") {
		t.Errorf("got %+v", got)
	}
}
