package web

import (
	"os/exec"
	"strings"
	"testing"
)

// A shown call is a command that a shell runs as it stands, whatever is in it.
func TestCallsAreCommands(t *testing.T) {
	c := &Web{PublicURL: "https://gatehouse.example"}
	for _, tt := range []struct {
		call apiCall
		want []string
	}{
		{c.call(plain("Read"), "GET", "/ratings/v1/access-groups?q=O'Hara&limit=5", nil), []string{
			"-u", "secret:", "https://gatehouse.example/ratings/v1/access-groups?q=O'Hara&limit=5", "",
		}},
		{c.call(plain("Make"), "POST", "/user/v1/users", map[string]any{"name": "$TOKEN `id` <Ann's>"}), []string{
			"-H", "Authorization: Bearer secret", "https://gatehouse.example/user/v1/users", "-H", "Content-Type: application/json",
			"--data-binary", "@-", "{\n  \"name\": \"$TOKEN `id` <Ann's>\"\n}",
		}},
		{c.call(plain("End"), "POST", "/ratings/v1/x/revoke", nil), []string{"-u", "secret:", "-X", "POST", "https://gatehouse.example/ratings/v1/x/revoke", ""}},
	} {
		shell := exec.Command("sh", "-c", "curl() { printf '%s\\n' \"$@\"; [ -t 0 ] || cat; }\n"+tt.call.Curl)
		shell.Env = []string{"TOKEN=secret", "PATH=/usr/bin:/bin"}
		got, err := shell.Output()
		if err != nil || strings.TrimRight(string(got), "\n") != strings.TrimRight(strings.Join(tt.want, "\n"), "\n") {
			t.Errorf("%s\n%v\n%s", tt.call.Curl, err, got)
		}
	}
}
