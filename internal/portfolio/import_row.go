package portfolio

import (
	"net/mail"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gatehouse/internal/fault"
)

// row is a row of a file of companies, read and checked by itself.
type row struct {
	line          int
	draft         Draft
	folders       []string // names or guids
	tier          string   // name or guid
	subscriptions []string
	group         string // name or guid
	contactName   string
	contactEmail  string
	err           error
}

// cells says what each column of a file of companies holds; the risk vectors'
// slugs are columns too.
var cells = map[string]func(*row, fault.Problems, string){
	"guid":              func(r *row, _ fault.Problems, s string) { r.draft.GUID = s },
	"name":              func(r *row, _ fault.Problems, s string) { r.draft.Name = s },
	"primary_domain":    func(r *row, _ fault.Problems, s string) { r.draft.PrimaryDomain = s },
	"domains":           func(r *row, _ fault.Problems, s string) { r.draft.Domains = several(s, " ,;|\t\n") },
	"industry":          func(r *row, _ fault.Problems, s string) { r.draft.Industry = s },
	"sector":            func(r *row, _ fault.Problems, s string) { r.draft.Sector = s },
	"location":          func(r *row, _ fault.Problems, s string) { r.draft.Location = s },
	"employees":         func(r *row, p fault.Problems, s string) { r.draft.Employees = integer(p, "employees", s) },
	"custom_id":         func(r *row, _ fault.Problems, s string) { r.draft.CustomID = s },
	"rating":            func(r *row, p fault.Problems, s string) { r.draft.Rating = integer(p, "rating", s) },
	"rating_date":       func(r *row, _ fault.Problems, s string) { r.draft.RatingDate = s },
	"folder":            func(r *row, p fault.Problems, s string) { r.folders = names(p, "folder", several(s, ";|")) },
	"tier":              func(r *row, p fault.Problems, s string) { checkText(p, "tier", &s, maxText); r.tier = s },
	"subscription_type": func(r *row, _ fault.Problems, s string) { r.subscriptions = several(strings.ToLower(s), " ,;|") },
	"group":             func(r *row, _ fault.Problems, s string) { r.group = s },
	"contact_name":      func(r *row, p fault.Problems, s string) { checkText(p, "contact_name", &s, maxText); r.contactName = s },
	"contact_email":     func(r *row, _ fault.Problems, s string) { r.contactEmail = s },
}

// columnAliases are other names of columns.
var columnAliases = map[string]string{"domain": "primary_domain", "company_guid": "guid", "company_name": "name"}

func isColumn(name string) bool { return cells[name] != nil || isVector(name) }

// readRow reads a row. What is wrong with it is in its err.
func readRow(rec Record) row {
	r := row{line: rec.Line, err: rec.Err}
	if r.err != nil {
		return r
	}
	p := fault.Problems{}
	for column, cell := range rec.Cells {
		if read := cells[column]; read != nil {
			read(&r, p, cell)
			continue
		}
		if r.draft.Grades == nil {
			r.draft.Grades = Grades{}
		}
		r.draft.Grades[column] = cell
	}
	p.Require(r.contactEmail == "" || isEmail(r.contactEmail), "contact_email", "is not an e-mail address")
	p.Require(r.contactName == "" || r.contactEmail != "", "contact_email", "must be set beside a contact_name")
	if _, wrong := p["rating"]; wrong { // already said; without it, its date would be of no rating
		r.draft.RatingDate = ""
	}
	p.Take(r.draft.check())
	p.Require(r.draft.GUID != "" || r.draft.Name != "" || len(r.key()) > 0, "name", "must be set, or guid, or primary_domain")
	r.err = p.Err()
	return r
}

// key returns the domains by which the row can be found.
func (r row) key() []string {
	if r.draft.PrimaryDomain != "" {
		return []string{r.draft.PrimaryDomain}
	}
	return r.draft.Domains
}

// subject is how the row names its company.
func (r row) subject() string {
	for _, s := range append([]string{r.draft.Name, r.draft.PrimaryDomain, r.draft.GUID}, r.draft.Domains...) {
		if s != "" {
			return clip(strings.ToValidUTF8(s, "?"))
		}
	}
	return "a row"
}

func several(s, separators string) []string {
	parts := strings.FieldsFunc(s, func(c rune) bool { return strings.ContainsRune(separators, c) })
	out := []string{}
	for _, part := range parts {
		if part = strings.TrimSpace(part); part != "" && !slices.Contains(out, part) {
			out = append(out, part)
		}
	}
	return out
}

// maxNames of folders in one cell.
const maxNames = 50

func names(p fault.Problems, field string, all []string) []string {
	p.Require(len(all) <= maxNames, field, "names more than %d", maxNames)
	for i := range all {
		checkText(p, field, &all[i], maxText)
	}
	return all
}

// integer reads a number as spreadsheets write it.
func integer(p fault.Problems, field, s string) *int64 {
	n, err := strconv.ParseInt(strings.TrimSuffix(s, ".0"), 10, 64)
	if err != nil {
		p.Require(false, field, "%q is not a whole number", clip(strings.ToValidUTF8(s, "?")))
		return nil
	}
	return &n
}

const maxEmail = 254 // characters, RFC 5321

func isEmail(s string) bool { return isMailbox(s) && DomainOf(s) != "" }

// isMailbox reports whether s has the form of one address, whatever its domain.
func isMailbox(s string) bool {
	a, err := mail.ParseAddress(s)
	return err == nil && a.Address == s && len(s) <= maxEmail && utf8.ValidString(s) && !strings.ContainsAny(s, " \"<>(),;:\\[]")
}
