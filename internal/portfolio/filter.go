package portfolio

import (
	"slices"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/tenant"
)

// Filter narrows a list of companies. Its zero value matches all that the actor
// sees. Within a field the values are alternatives; nil filters nothing.
type Filter struct {
	Q                string   // each word is in the name or in the primary domain
	Name             string   // is in the name
	Names            []string // each of its words begins one of the name's
	Domains          []string // or addresses of pages: it has one, or the one above it
	GUIDs            []string
	Tiers            []string // guids
	Folders          []string // guids
	Industries       []string // slugs
	IndustryNames    []string
	Subscriptions    []string // types
	NotSubscriptions []string // types; leaves out who has one of them
	Ratings          []int64
	Below, NotAbove  *int64 // of the rating
	Above, NotBelow  *int64
	Vectors          []string // has a grade of one of them
	VectorGrades     []string // and this grade of one of Vectors, or of any
	Relationships    []string // slugs
	LifeCycles       []string // slugs, of those it is in now
	HasPreferred     *bool    // a preferred contact
	Invited          *bool    // somebody there was, or has registered; asks for REQUESTS_R
	Uninvited        bool     // nobody there has an open request; asks for REQUESTS_R
	Group            string   // guid of an access group that it was put into
	NotGroup         string   // and of one that it was not put into

	Sort   []string // see sorts, with "-" in front to reverse; by name at the end
	Limit  int      // 0 is all
	Offset int
}

// where is the condition of a list: what by sees of it and f leaves.
func (f Filter) where(by actor.Actor) *db.Where {
	w := new(db.Where)
	w.And(`c.customer_id = ?`, by.CustomerID)
	tenant.Visible(w, by, `c.guid`)
	for word := range strings.FieldsSeq(strings.ToLower(storable(f.Q))) {
		w.And(`(c.name_lower like ? escape '\' or c.primary_domain like ? escape '\')`, contains(word), contains(word))
	}
	w.AndIf(f.Name != "", `c.name_lower like ? escape '\'`, contains(f.Name))
	f.whereNames(w)
	f.whereDomains(w)
	w.In(`c.guid`, lower(f.GUIDs))
	w.In(`c.tier_guid`, lower(f.Tiers))
	w.In(`c.industry_slug`, lower(f.Industries))
	w.In(`c.industry_slug`, slugs(f.IndustryNames))
	inFolders(w, by, `c.guid`, lower(f.Folders))
	among(w, `exists (select 1 from relationships f where f.customer_id = c.customer_id and f.company_guid = c.guid and `,
		`f.type`, slugs(f.Relationships))
	among(w, `exists (select 1 from life_cycles f where f.customer_id = c.customer_id and f.company_guid = c.guid
		and f.completed_at is null and `, `f.type`, slugs(f.LifeCycles))
	const subscribed = `exists (select 1 from subscriptions f where f.customer_id = c.customer_id and f.company_guid = c.guid and `
	among(w, subscribed, `f.subscription_type`, lower(f.Subscriptions))
	among(w, `not `+subscribed, `f.subscription_type`, lower(f.NotSubscriptions))
	either(w, f.HasPreferred, hasPreferred)
	either(w, f.Invited, `c.is_invited`)
	f.whereRating(w)
	f.whereGrade(w)
	w.AndIf(f.Uninvited, `not exists (select 1 from access_requests r
		where r.customer_id = c.customer_id and r.company_guid = c.guid and r.status in ('Pending', 'Active'))`)
	for group, not := range map[string]string{f.Group: ``, f.NotGroup: `not `} {
		w.AndIf(group != "", not+`exists (select 1 from group_companies f
			where f.customer_id = c.customer_id and f.company_guid = c.guid and f.group_guid = ?)`, strings.ToLower(storable(group)))
	}
	return w
}

const hasPreferred = `exists (select 1 from contacts p where p.customer_id = c.customer_id and p.company_guid = c.guid and p.is_preferred)`

// need refuses what by has no right to ask.
func (f Filter) need(by actor.Actor) error {
	if f.Invited != nil || f.Uninvited {
		if err := by.Need(actor.RequestsR); err != nil {
			return err
		}
	}
	return by.Need(actor.PortfolioR)
}

// either adds that something is so, or that it is not; nil filters nothing.
func either(w *db.Where, wanted *bool, condition string) {
	switch {
	case wanted == nil:
	case *wanted:
		w.And(condition)
	default:
		w.And(`not ` + condition)
	}
}

// whereNames finds companies by how the words of their names begin.
func (f Filter) whereNames(w *db.Where) {
	if f.Names == nil {
		return
	}
	any := []string{`1 = 0`}
	for _, name := range f.Names {
		var all []string
		for word := range strings.FieldsSeq(strings.ToLower(storable(name))) {
			begins := w.Arg(db.Prefix(word))
			all = append(all, `(c.name_lower like `+begins+` escape '\' or c.name_lower like '% ' || `+begins+` escape '\')`)
		}
		if all != nil {
			any = append(any, `(`+strings.Join(all, ` and `)+`)`)
		}
	}
	w.And(`(` + strings.Join(any, ` or `) + `)`)
}

// whereDomains finds companies as an e-mail address finds its company.
func (f Filter) whereDomains(w *db.Where) {
	if f.Domains == nil {
		return
	}
	var all []string
	for _, typed := range f.Domains {
		if domain := Domain(storable(typed)); OfCompany(domain) {
			all = append(all, lineage(domain)...)
		}
	}
	if all == nil {
		w.And(`1 = 0`)
		return
	}
	among(w, `c.guid in (select d.company_guid from company_domains d where d.customer_id = c.customer_id and `, `d.domain`, all)
}

func (f Filter) whereRating(w *db.Where) {
	if f.Ratings != nil {
		any := make([]string, len(f.Ratings))
		for i, r := range f.Ratings {
			any[i] = w.Arg(r)
		}
		w.And(`c.rating in (` + strings.Join(any, ", ") + `)`)
	}
	for _, bound := range []struct {
		is    string
		value *int64
	}{{`<`, f.Below}, {`<=`, f.NotAbove}, {`>`, f.Above}, {`>=`, f.NotBelow}} {
		if bound.value != nil {
			w.And(`c.rating `+bound.is+` ?`, *bound.value)
		}
	}
}

// whereGrade looks into the text of the grades, which [Grades.text] writes the
// same way on both engines.
func (f Filter) whereGrade(w *db.Where) {
	if f.Vectors == nil && f.VectorGrades == nil {
		return
	}
	vectors := f.Vectors
	if vectors == nil {
		vectors = Vectors
	}
	var any []string
	for _, vector := range vectors {
		if !isVector(vector) {
			continue
		}
		if f.VectorGrades == nil {
			any = append(any, `c.grades like `+w.Arg(`%"`+vector+`":%`))
		}
		for _, grade := range f.VectorGrades {
			if grade = strings.ToUpper(grade); slices.Contains(GradeLetters, grade) {
				any = append(any, `c.grades like `+w.Arg(`%"`+vector+`":"`+grade+`"%`))
			}
		}
	}
	w.And(`(` + strings.Join(append(any, `1 = 0`), ` or `) + `)`)
}

// inFolders adds the condition that the company whose guid is in column is in
// one of folders that by sees; nil filters nothing.
func inFolders(w *db.Where, by actor.Actor, column string, folders []string) {
	if folders == nil {
		return
	}
	seen := ""
	if is := SeesFolder(w, by, `m.folder_guid`); is != "" {
		seen = is + ` and `
	}
	// The folders lead: they hold fewer companies than there are.
	among(w, column+` in (select m.company_guid from folder_companies m where m.customer_id = `+w.Arg(by.CustomerID)+` and `+seen,
		`m.folder_guid`, folders)
}

// among adds a condition that ends in a list of alternatives.
func among(w *db.Where, start, column string, values []string) {
	if values == nil {
		return
	}
	marks := []string{`''`} // is nobody's guid and no type
	for _, v := range values {
		marks = append(marks, w.Arg(v))
	}
	w.And(start + column + ` in (` + strings.Join(marks, ", ") + `))`)
}

// contains returns the pattern of what has s somewhere in it.
func contains(s string) string {
	return "%" + db.Prefix(storable(s))
}

// storable is what a database can hold of s.
func storable(s string) string { return strings.ReplaceAll(strings.ToValidUTF8(s, ""), "\x00", "") }

func slugs(names []string) []string {
	names = slices.Clone(names)
	for i, name := range names {
		names[i] = Slug(storable(name))
	}
	return names
}

// lower returns values in lower case; nil stays nil.
func lower(values []string) []string {
	if values == nil {
		return nil
	}
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = strings.ToLower(storable(v))
	}
	return out
}
