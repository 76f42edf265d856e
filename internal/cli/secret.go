package cli

import (
	"log/slog"
	"net/url"
)

// Secret is an option that holds a password or a token. It prints and logs
// without it.
type Secret string

func (s Secret) String() string {
	if s == "" {
		return ""
	}
	u, err := url.Parse(string(s))
	if err != nil || u.Host == "" {
		return "(secret)"
	}
	// What follows the question mark may hold a password too.
	u.RawQuery, u.Fragment = "", ""
	return u.Redacted()
}

// GoString keeps the secret out of %#v.
func (s Secret) GoString() string { return s.String() }

// LogValue keeps the secret out of logs.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }
