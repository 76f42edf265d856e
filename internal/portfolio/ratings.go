package portfolio

import "slices"

// Range is a part of the scale of ratings, with its bounds as they are told:
// a rating on a bound belongs to the range above it.
type Range struct {
	Slug        string
	Name        string
	Description string
	Min, Max    int64
	Color       string // as CSS writes it
}

// Ranges are the parts of the scale, the worst first.
var Ranges = []Range{
	{"basic", "Basic", "Ratings from 250 to 640.", MinRating, 640, "#b24053"},
	{"intermediate", "Intermediate", "Ratings from 640 to 740.", 640, 740, "#e8a951"},
	{"advanced", "Advanced", "Ratings from 740 to 900.", 740, MaxRating, "#2c4d7f"},
}

// RangeOf returns the range that a rating is in.
func RangeOf(rating int64) Range {
	for _, r := range Ranges {
		if rating < r.Max {
			return r
		}
	}
	return Ranges[len(Ranges)-1]
}

// GradeColors are the colours of the grades, as CSS writes them.
var GradeColors = map[string]string{
	"A": "#2c4d7f", "B": "#5c8ac4", "C": "#e8a951", "D": "#d0703c", "F": "#b24053", "N/A": "#7f7f7f",
}

// Category is a family of risk vectors.
type Category struct {
	Name    string
	Vectors []string // slugs
}

// Categories are the families of risk vectors in the order in which they are told.
var Categories = []Category{
	{"Compromised Systems", []string{"botnet_infections", "spam_propagation", "malware_servers", "unsolicited_comm", "potentially_exploited"}},
	{"Diligence", []string{
		"spf", "dkim", "dmarc", "ssl_certificates", "ssl_configurations", "open_ports", "web_appsec", "application_security",
		"patching_cadence", "insecure_systems", "server_software", "desktop_software", "mobile_software", "dnssec",
		"mobile_application_security",
	}},
	{"User Behavior", []string{"file_sharing"}},
	{"Public Disclosures", []string{"data_breaches"}},
}

// CategoryOf returns the family of a risk vector, the family's place among the
// others and the vector's place in it, both counted from 1.
func CategoryOf(vector string) (name string, order, within int) {
	for i, c := range Categories {
		if at := slices.Index(c.Vectors, vector); at >= 0 {
			return c.Name, i + 1, at + 1
		}
	}
	return "", 0, 0
}
