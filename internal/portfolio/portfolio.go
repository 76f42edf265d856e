// Package portfolio holds what a customer knows about the companies it works
// with: their domains, ratings and contacts, the folders and tiers they are
// sorted into, the subscriptions that are spent on them and the findings that
// can be shared with them. It also reads all of this from CSV files.
//
// A company belongs to one customer: what one customer writes about a company
// never reaches another. Every list and every write is limited to the companies
// that the actor's group sees; all others do not exist for it.
package portfolio

import (
	"context"
	_ "embed"
	"slices"
	"strings"
	"unicode"

	"gatehouse/internal/db"
)

// Vectors are the slugs of the risk vectors that a company can have grades for.
var Vectors = []string{
	"application_security", "botnet_infections", "data_breaches", "desktop_software", "dkim", "dmarc", "dnssec",
	"file_sharing", "insecure_systems", "malware_servers", "mobile_application_security", "mobile_software",
	"open_ports", "patching_cadence", "potentially_exploited", "server_software", "spam_propagation", "spf",
	"ssl_certificates", "ssl_configurations", "unsolicited_comm", "web_appsec",
}

// GradeLetters are the grades of a risk vector, the best first.
var GradeLetters = []string{"A", "B", "C", "D", "F", "N/A"}

// Limits of what a company's rating can be, as the ratings family defines it.
const (
	MinRating = 250
	MaxRating = 900
)

// VectorName is a risk vector's name in words: "Patching Cadence".
func VectorName(slug string) string { return Title(slug) }

// abbreviations are the words of slugs that are not written like words.
var abbreviations = map[string]string{
	"dkim": "DKIM", "dmarc": "DMARC", "dnssec": "DNSSEC", "spf": "SPF", "ssl": "SSL", "appsec": "AppSec", "comm": "Communications",
}

// Title writes a slug in words: "customer_admin" becomes "Customer Admin".
func Title(slug string) string {
	words := strings.FieldsFunc(slug, func(r rune) bool { return r == '_' || r == '-' })
	for i, w := range words {
		if full, ok := abbreviations[w]; ok {
			words[i] = full
			continue
		}
		words[i] = strings.ToUpper(w[:1]) + w[1:]
	}
	return strings.Join(words, " ")
}

// Slug is how a name is written in a filter: "Food & Drug Stores" becomes
// food_drug_stores.
func Slug(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return strings.Join(words, "_")
}

// Sample is a real list of 500 companies as [Companies.Import] takes it: what
// the demo fills its portfolio from.
//
//go:embed companies.csv
var Sample []byte

// isVector reports whether slug names a risk vector.
func isVector(slug string) bool { return slices.Contains(Vectors, slug) }

// lock makes whoever matches names and domains against a customer's portfolio
// wait for the others who do, until its transaction ends: no unique index can
// say that two companies are the same.
func lock(ctx context.Context, tx *db.Tx, customerID int64) error {
	if tx.Dialect() == db.SQLite {
		return nil // a transaction that writes is alone there
	}
	// The first half of the key keeps it apart from other uses of such locks.
	_, err := tx.Exec(ctx, `select pg_advisory_xact_lock(7216, cast($1 % 2147483647 as integer))`, customerID)
	return err
}
