package portfolio

import (
	"encoding/json"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// Company is what a customer knows about one company.
type Company struct {
	GUID          string
	Name          string
	PrimaryDomain string // "" if none is known; always one of its domains
	Industry      string
	Sector        string
	Location      string
	Employees     *int64
	CustomID      *string // what the customer's other programs call it
	Rating        *int64
	RatingDate    *string // YYYY-MM-DD
	Grades        Grades
	IsGenerated   bool // rating and grades were made up for the demo
	TierGUID      *string
	PrimaryGUID   *string // another company of the customer, which stands for this one
	Source        string  // FromImport or FromForm
	Version       int64
	CreatedAt     time.Time
	UpdatedAt     time.Time
}

// Where a company came from.
const (
	FromImport = "import" // a file, or somebody with the right to add it
	FromForm   = "form"   // typed into a public form by a stranger
)

const columns = `c.guid, c.name, c.primary_domain, c.industry, c.sector, c.location, c.employees, c.custom_id,
	c.rating, c.rating_date, c.grades, c.is_generated, c.tier_guid, c.primary_guid, c.source, c.version, c.created_at, c.updated_at`

func (c *Company) fields() []any {
	return []any{
		&c.GUID, &c.Name, &c.PrimaryDomain, &c.Industry, &c.Sector, &c.Location, &c.Employees, &c.CustomID,
		&c.Rating, &c.RatingDate, &c.Grades, &c.IsGenerated, &c.TierGUID, &c.PrimaryGUID, &c.Source, &c.Version, &c.CreatedAt, &c.UpdatedAt,
	}
}

// Grades maps the slugs of risk vectors to grades.
type Grades map[string]string

// Scan reads the column's JSON.
func (g *Grades) Scan(v any) error { return db.ScanJSON(v, (*map[string]string)(g)) }

// text is the column's JSON: its keys are sorted, so that equal grades are
// equal texts and a filter can look for "slug":"grade" in them.
func (g Grades) text() string {
	if len(g) == 0 {
		return "{}"
	}
	text, _ := json.Marshal(map[string]string(g)) // strings always encode
	return string(text)
}

// Draft is what can be said about a company. What is empty is not said.
type Draft struct {
	GUID          string // to find it, or to keep the guid of another system
	Name          string
	PrimaryDomain string
	Domains       []string // all of them; nil leaves them as they are
	Industry      string
	Sector        string
	Location      string
	Employees     *int64
	CustomID      string
	Rating        *int64
	RatingDate    string
	Grades        Grades
}

const maxText = 255 // characters of a name, an industry, a place

// check brings the draft into the form that it is stored in and says what is
// wrong with it, by the names of the columns of an import.
func (d *Draft) check() error {
	p := fault.Problems{}
	d.GUID = strings.ToLower(strings.TrimSpace(d.GUID))
	p.Require(d.GUID == "" || IsGUID(d.GUID), "guid", "is not a UUID")
	for _, t := range []struct {
		field string
		text  *string
	}{
		{"name", &d.Name}, {"industry", &d.Industry}, {"sector", &d.Sector}, {"location", &d.Location}, {"custom_id", &d.CustomID},
	} {
		checkText(p, t.field, t.text, maxText)
	}
	p.Require(d.Employees == nil || *d.Employees >= 0, "employees", "must not be negative")
	d.checkDomains(p)
	d.checkRating(p)
	return p.Err()
}

func (d *Draft) checkDomains(p fault.Problems) {
	if d.PrimaryDomain != "" {
		d.PrimaryDomain = checkDomain(p, "primary_domain", d.PrimaryDomain)
	}
	if d.Domains == nil {
		return
	}
	var all []string
	for _, typed := range d.Domains {
		if domain := checkDomain(p, "domains", typed); domain != "" && !slices.Contains(all, domain) {
			all = append(all, domain)
		}
	}
	p.Require(len(all) <= maxDomains, "domains", "are more than %d", maxDomains)
	if d.PrimaryDomain != "" && !slices.Contains(all, d.PrimaryDomain) {
		all = append(all, d.PrimaryDomain)
	}
	d.Domains = all
}

// maxDomains of one company.
const maxDomains = 100

func checkDomain(p fault.Problems, field, typed string) string {
	domain := Domain(typed)
	switch {
	case domain == "":
		p.Require(false, field, "%q is not a domain", clip(typed))
	case Registrable(domain) == "":
		p.Require(false, field, "%s is a public suffix, under which anybody can register", domain)
	case IsFreeMail(domain):
		p.Require(false, field, "%s is the domain of a mail provider", domain)
	default:
		return domain
	}
	return ""
}

func (d *Draft) checkRating(p fault.Problems) {
	p.Require(d.Rating == nil || *d.Rating >= MinRating && *d.Rating <= MaxRating, "rating",
		"must be between %d and %d", MinRating, MaxRating)
	if d.RatingDate != "" {
		p.Require(isDate(d.RatingDate), "rating_date", "must be a date, YYYY-MM-DD")
		p.Require(d.Rating != nil, "rating_date", "is the date of no rating")
	}
	for slug, grade := range d.Grades {
		upper := strings.ToUpper(strings.TrimSpace(grade))
		p.Require(isVector(slug), slug, "is not a risk vector")
		p.Require(slices.Contains(GradeLetters, upper), slug, "must be one of %s", strings.Join(GradeLetters, ", "))
		d.Grades[slug] = upper
	}
}

// checkText folds runs of white space into one blank and refuses what could
// not be shown or stored.
func checkText(p fault.Problems, field string, text *string, limit int) {
	p.Require(utf8.ValidString(*text), field, "is not UTF-8")
	*text = strings.Join(strings.Fields(*text), " ")
	p.Require(utf8.RuneCountInString(*text) <= limit, field, "is longer than %d characters", limit)
	p.Require(!strings.ContainsFunc(*text, unicode.IsControl), field, "contains control characters")
}

// clip shortens what is quoted back to whoever typed it.
func clip(s string) string {
	if runes := []rune(s); len(runes) > 60 {
		return string(runes[:60]) + "…"
	}
	return s
}

func isDate(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

// IsGUID reports whether s is a UUID in lower case.
func IsGUID(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i, r := range []byte(s) {
		switch {
		case i == 8 || i == 13 || i == 18 || i == 23:
			if r != '-' {
				return false
			}
		case (r < '0' || r > '9') && (r < 'a' || r > 'f'):
			return false
		}
	}
	return true
}
