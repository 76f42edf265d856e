package webhook

import (
	"encoding/json"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/mail"
)

// The check in docs/operations.md takes what is signed, by the secret of before
// too while both count, and nothing that was changed or is old.
func TestPythonChecksSignatures(t *testing.T) {
	const pythonEnv = "GATEHOUSE_TEST_PYTHON"
	python := os.Getenv(pythonEnv)
	if python == "" {
		if os.Getenv("CI") == "true" {
			t.Fatal(pythonEnv + " is not set, and CI is")
		}
		t.Skip(pythonEnv + " is not set")
	}
	document, err := os.ReadFile("../../docs/operations.md")
	if err != nil {
		t.Fatal(err)
	}
	program := regexp.MustCompile("(?s)```python\n(import base64.*?)```").FindSubmatch(document)
	if program == nil {
		t.Fatal("the document has no check")
	}
	key, body := mail.Key{7}, `{"type":"access_request.created","data":"Zoë & <Ann>"}`
	signed := func(now time.Time) (secrets [2]string, headers map[string]string) {
		t.Helper()
		var e Endpoint
		for i := range secrets {
			if secrets[i], err = e.NewSecret(key, now, time.Hour); err != nil {
				t.Fatal(err)
			}
		}
		h, err := (&Post{Key: key, Now: func() time.Time { return now }}).header(e, &Delivery{EventGUID: "0199b2c4-6a58-7d3e-9f10-000000000001"}, []byte(body))
		if err != nil {
			t.Fatal(err)
		}
		headers = make(map[string]string)
		for name, values := range h {
			headers[strings.ToLower(name)] = values[0]
		}
		return secrets, headers
	}
	type message struct {
		Secret  string            `json:"secret"`
		Headers map[string]string `json:"headers"`
		Body    string            `json:"body"`
	}
	secrets, headers := signed(time.Now())
	others, old := signed(time.Now().Add(-time.Hour))
	for name, tt := range map[string]struct {
		message
		want string
	}{
		"signed":             {message{secrets[1], headers, body}, "Zoë & <Ann>"},
		"by the one before":  {message{secrets[0], headers, body}, "Zoë & <Ann>"},
		"changed":            {message{secrets[1], headers, strings.Replace(body, "Ann", "Bob", 1)}, "not signed with this secret"},
		"by another webhook": {message{others[1], headers, body}, "not signed with this secret"},
		"of an hour ago":     {message{others[1], old, body}, "not of now"},
	} {
		in, err := json.Marshal(tt.message)
		if err != nil {
			t.Fatal(err)
		}
		run := exec.CommandContext(t.Context(), python, "-X", "utf8", "-c", string(program[1])+`
import sys
m = json.load(sys.stdin)
try:
    print(event(m["secret"], m["headers"], m["body"].encode())["data"])
except ValueError as e:
    print(e)
`)
		run.Stdin = strings.NewReader(string(in))
		if out, err := run.CombinedOutput(); err != nil || strings.TrimSpace(string(out)) != tt.want {
			t.Errorf("%s: it says %q, want %q: %v", name, out, tt.want, err)
		}
	}
}
