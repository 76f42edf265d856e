package cli

import (
	"log/slog"
	"net/url"
	"strings"
)

// Secret is an option that holds a password or a token. It prints and logs
// without it.
type Secret string

func (s Secret) String() string {
	if s == "" {
		return ""
	}
	text, hosts := oneHost(string(s))
	u, err := url.Parse(text)
	// An @ in the path comes from a password with a slash in it.
	if err != nil || u.Host == "" || strings.Contains(u.Path, "@") {
		return "(secret)"
	}
	// What follows the question mark may hold a password too.
	u.RawQuery, u.Fragment = "", ""
	if hosts == "" {
		return u.Redacted()
	}
	return strings.Replace(u.Redacted(), "@"+placeholder, "@"+hosts, 1)
}

// placeholder stands in an address for several hosts.
const placeholder = "several-hosts"

// oneHost takes the several hosts out of the address of a database, which is no
// URL with them. They come after the last @ before the path.
func oneHost(text string) (one, hosts string) {
	scheme, rest, _ := strings.Cut(text, "://")
	end := strings.IndexAny(rest, "/?#")
	if end < 0 {
		end = len(rest)
	}
	at := strings.LastIndex(rest[:end], "@") + 1
	if hosts = rest[at:end]; at == 0 || !strings.Contains(hosts, ",") {
		return text, ""
	}
	return scheme + "://" + rest[:at] + placeholder + rest[end:], hosts
}

// GoString keeps the secret out of %#v.
func (s Secret) GoString() string { return s.String() }

// LogValue keeps the secret out of logs.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }
