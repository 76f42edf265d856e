package portfolio

import (
	_ "embed"
	"net"
	"slices"
	"strings"
	"sync"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

// maxDomain is the longest name that DNS carries.
const maxDomain = 253

// Domain reads a domain as people write it, an address of a page included, and
// returns it in the form that it is stored and compared in: lower case, in
// ASCII (IDNA), without "www.". It is empty if there is none in s.
func Domain(s string) string {
	s = strings.TrimSpace(s)
	if _, rest, ok := strings.Cut(s, "://"); ok {
		s = rest
	}
	s, _, _ = strings.Cut(s, "/")
	s, _, _ = strings.Cut(s, "?")
	if host, _, err := net.SplitHostPort(s); err == nil {
		s = host
	}
	s = strings.TrimSuffix(s, ".")
	if net.ParseIP(s) != nil || strings.ContainsAny(s, "@:#") {
		return ""
	}
	ascii := toASCII(s)
	if bare, ok := strings.CutPrefix(ascii, "www."); ok && Registrable(bare) != "" {
		return bare
	}
	return ascii
}

// DomainOf returns the domain of an e-mail address, or "" if it has none.
func DomainOf(email string) string {
	at := strings.LastIndexByte(email, '@')
	if at <= 0 || strings.ContainsAny(email[at+1:], "/:?# ") {
		return ""
	}
	return toASCII(email[at+1:])
}

// toASCII returns a name of at least two labels as DNS carries it.
func toASCII(name string) string {
	ascii, err := idna.Lookup.ToASCII(strings.ToLower(name))
	labels := strings.Split(ascii, ".")
	if err != nil || len(ascii) > maxDomain || len(labels) < 2 || slices.Contains(labels, "") {
		return ""
	}
	return ascii
}

// Registrable returns the part of a domain that somebody registered:
// example.co.uk of mail.example.co.uk. It is empty for a public suffix.
func Registrable(domain string) string {
	name, err := publicsuffix.EffectiveTLDPlusOne(domain)
	if err != nil {
		return ""
	}
	return name
}

//go:embed freemail.txt
var freeMailText string

var freeMail = sync.OnceValue(func() map[string]bool {
	domains := make(map[string]bool)
	for line := range strings.Lines(freeMailText) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			domains[line] = true
		}
	}
	return domains
})

// IsFreeMail reports whether anybody can have an address in this domain: those
// of public and of disposable mail providers. It says nothing about a company.
func IsFreeMail(domain string) bool {
	domain = strings.ToLower(domain)
	return freeMail()[domain] || freeMail()[Registrable(domain)]
}

// OfCompany reports whether a domain can belong to a company: it is neither a
// public suffix nor one of a mail provider.
func OfCompany(domain string) bool {
	return Registrable(domain) != "" && !IsFreeMail(domain)
}

// lineage returns a domain and the domains above it, down to the registrable one.
func lineage(domain string) []string {
	end := Registrable(domain)
	if end == "" {
		return nil
	}
	all := []string{domain}
	for domain != end {
		_, domain, _ = strings.Cut(domain, ".")
		all = append(all, domain)
	}
	return all
}
