package demo

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"time"

	"gatehouse/internal/collab"
	"gatehouse/internal/portfolio"
)

// finding is something that the demo pretends to have seen at a company. What it
// names as evidence are addresses that are kept for documentation.
type finding struct {
	id, vector, severity, title string
	first, last                 time.Time
}

// titles of findings by risk vector.
var titles = map[string][]string{
	"application_security":        {"Login form without protection against guessing", "Session cookie without the Secure attribute"},
	"botnet_infections":           {"Traffic to a known command server", "Host that takes part in a botnet"},
	"data_breaches":               {"Credentials of employees offered for sale"},
	"desktop_software":            {"Browser that is no longer supported", "Operating system past its support"},
	"dkim":                        {"DKIM key of 512 bits", "DKIM record that cannot be read"},
	"dmarc":                       {"No DMARC record", "DMARC policy none for more than a year"},
	"dnssec":                      {"Zone is not signed", "DNSSEC signature has expired"},
	"file_sharing":                {"Peer-to-peer traffic from the office network"},
	"insecure_systems":            {"Device that calls a domain nobody owns any more"},
	"malware_servers":             {"Host that serves malware"},
	"mobile_application_security": {"App that accepts any certificate"},
	"mobile_software":             {"Mobile system past its support"},
	"open_ports":                  {"Remote desktop open to everybody", "Database port open to everybody", "Telnet open to everybody"},
	"patching_cadence":            {"Known weakness open for 60 days", "Known weakness open for 140 days", "Mail server two versions behind"},
	"potentially_exploited":       {"Host that scans others"},
	"server_software":             {"Web server past its support", "Runtime past its support"},
	"spam_propagation":            {"Host that sends spam"},
	"spf":                         {"SPF record ends in +all", "No SPF record", "SPF record with too many look-ups"},
	"ssl_certificates":            {"Certificate has expired", "Certificate signed with SHA-1", "Certificate for another name"},
	"ssl_configurations":          {"TLS 1.0 is accepted", "Weak Diffie-Hellman group", "No forward secrecy"},
	"unsolicited_comm":            {"Host that knocks at unused addresses"},
	"web_appsec":                  {"No content security policy", "Script library with a known weakness", "Mixed content on a login page"},
}

var severities = map[string][]string{"C": {"minor", "moderate"}, "D": {"moderate", "material"}, "F": {"material", "severe"}}

// observe makes up findings of the companies that matter, where the grades call
// for them.
func observe(seed uint64, all []*company, today time.Time) {
	d := newDice(seed, "findings")
	began := today.AddDate(-2, 0, 0)
	for _, c := range all {
		if c.tier == len(tiers)-1 && !d.chance(0.15) {
			continue
		}
		for _, slug := range c.worse() {
			for range d.between(1, len(titles[slug])) {
				f := &finding{id: fmt.Sprintf("%012x", d.Uint64()>>16), vector: slug, severity: pick(d, severities[c.grades[slug]]), title: pick(d, titles[slug])}
				f.first = d.within(began, today.AddDate(0, 0, -3))
				f.last = earliest(f.first.Add(d.days(20, 400)), today.AddDate(0, 0, -1))
				c.findings = append(c.findings, f)
			}
		}
	}
}

// open returns the ids of at most n findings that could be seen on a day, those
// of the given vectors first.
func (c *company) open(d dice, day time.Time, vectors collab.Vectors, n int) []string {
	var of, others []string
	for _, f := range c.findings {
		switch {
		case f.first.After(day) || f.last.Before(day.AddDate(0, 0, -30)):
		case slices.ContainsFunc(vectors, func(v collab.Vector) bool { return v.Slug == f.vector }):
			of = append(of, f.id)
		default:
			others = append(others, f.id)
		}
	}
	if len(of) == 0 {
		of = others
	}
	return some(d, of, n)
}

func (h *house) importFindings(ctx context.Context, all []*company) error {
	d := newDice(h.seed, "evidence")
	text, err := file([]string{"id", "company", "risk_vector", "severity", "title", "evidence", "first_seen", "last_seen"}, func(write func(...string)) {
		for _, c := range all {
			slices.SortStableFunc(c.findings, func(a, b *finding) int { return a.first.Compare(b.first) })
			for _, f := range c.findings {
				write(f.id, c.guid, f.vector, f.severity, f.title, "Generated for the demo: "+evidence(d),
					f.first.Format(time.DateOnly), f.last.Format(time.DateOnly))
			}
		}
	})
	if err != nil {
		return err
	}
	_, err = h.findings.Import(ctx, h.emma, bytes.NewReader(text.Bytes()), portfolio.ImportOptions{AllOrNothing: true})
	if err != nil {
		return fmt.Errorf("import the findings: %w", err)
	}
	return nil
}

func evidence(d dice) string {
	network := pick(d, []string{"192.0.2", "198.51.100", "203.0.113"}) // RFC 5737
	return fmt.Sprintf("%s.%d, port %d", network, d.between(1, 254), pick(d, []int{22, 23, 25, 53, 80, 443, 1433, 3306, 3389, 8080, 8443}))
}
