package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
)

const contactsPath = portfolioPath + "/contacts"

// mountContacts adds the book of contacts.
func (c *Web) mountContacts(member func(string, memberHandler)) {
	member("GET "+contactsPath, c.contacts)
	member("GET "+contactsPath+"/{guid}", c.contact)
	member("POST "+contactsPath+"/{guid}", c.editContact)
	member("POST "+contactsPath+"/{guid}/{action}", c.changeContact)
}

// contactsView is the book of contacts.
type contactsView struct {
	page
	Tabs        []tab
	Notice      *done
	Query       string
	Company     *companyPill
	CompanyGUID string
	Rows        []contactRow
	turns
	FirstPage string
	IsBeyond  bool // there are some, but not on this page
}

func (contactsView) file() string { return "contacts.html" }

// companyPill is the company that a list is about.
type companyPill struct{ Name, Without string }

// Narrows reports whether the page shows a part of the book.
func (v contactsView) Narrows() bool { return v.Query != "" || v.Company != nil }

// contactRow is one contact in a list.
type contactRow struct {
	GUID, Name, Email, Phone, Role string
	Company, CompanyGUID           string // in the book
	Relation                       *state
	CanChange, CanPrefer           bool
}

// About is what is told of the contact beside the name.
func (r contactRow) About() []string {
	return slices.DeleteFunc([]string{r.Email, r.Role, r.Phone}, func(s string) bool { return s == "" })
}

var relationStates = map[string]state{portfolio.Primary: {"active", say("Preferred")}, portfolio.Backup: {"pending", say("Backup")}}

func newContactRow(c *portfolio.Contact, at *portfolio.Choice, canChange bool) contactRow {
	row := contactRow{GUID: c.GUID, Name: c.FormalName, Email: c.Email, Phone: c.Phone, Role: c.Role, CanChange: canChange, CanPrefer: canChange && !c.IsPreferred}
	if row.Name == "" {
		row.Name, row.Email = c.Email, ""
	}
	if s, ok := relationStates[c.Relation()]; ok {
		row.Relation = &s
	}
	if at != nil {
		row.Company, row.CompanyGUID = at.Name, at.GUID
	}
	return row
}

// contactBook is what the address of the book says.
type contactBook struct {
	query, company string
	offset         int
}

func readContactBook(q url.Values) (contactBook, error) {
	b := contactBook{query: strings.TrimSpace(q.Get("q")), company: strings.ToLower(q.Get("company"))}
	p := fault.Problems{}
	p.Take(checkSearch(b.query))
	p.Require(b.company == "" || portfolio.IsGUID(b.company), "company", "must be a guid")
	if text := q.Get("offset"); text != "" {
		n, err := strconv.Atoi(text)
		p.Require(err == nil && n >= 0 && n <= mostPages, "offset", "must be a number from %d to %d", 0, mostPages)
		b.offset = n
	}
	return b, p.Err()
}

func (b contactBook) at(offset int) string {
	v := url.Values{}
	for name, value := range map[string]string{"q": b.query, "company": b.company} {
		if value != "" {
			v.Set(name, value)
		}
	}
	if offset > 0 {
		v.Set("offset", strconv.Itoa(offset))
	}
	if len(v) == 0 {
		return contactsPath
	}
	return contactsPath + "?" + v.Encode()
}

func (c *Web) contacts(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	b, err := readContactBook(r.URL.Query())
	if err != nil {
		return err
	}
	ask := portfolio.ContactFilter{Q: b.query, Sort: []string{"formal_name", "email"}, Limit: pageSize, Offset: b.offset}
	if b.company != "" {
		ask.Companies = []string{b.company}
	}
	found, total, err := c.Contacts.Page(r.Context(), by, ask)
	if err != nil {
		return err
	}
	guids := make([]string, len(found))
	for i := range found {
		guids[i] = found[i].CompanyGUID
	}
	companies, err := c.Companies.Chosen(r.Context(), by, append(guids, b.company))
	if err != nil {
		return err
	}
	v := newContacts(by, b, found, companies, total)
	v.Notice = doneOf(r.URL.Query(), b.at(b.offset))
	return render(w, r, http.StatusOK, v)
}

func newContacts(by actor.Actor, b contactBook, found []portfolio.Contact, companies map[string]portfolio.Choice, total int) contactsView {
	v := contactsView{
		page: console(by, say("Contacts"), "portfolio"), Tabs: portfolioTabs(by, contactsPath), Query: b.query, CompanyGUID: b.company,
		FirstPage: b.at(0), IsBeyond: total > 0 && len(found) == 0, turns: turns{Showing: count(int64(total), "%d contact", "%d contacts")},
	}
	if b.company != "" {
		v.Company = &companyPill{Name: companies[b.company].Name, Without: contactBook{query: b.query}.at(0)}
	}
	for i := range found {
		at := companies[found[i].CompanyGUID]
		v.Rows = append(v.Rows, newContactRow(&found[i], &at, by.Has(actor.PortfolioRW)))
	}
	end := b.offset + len(found)
	if len(found) > 0 && len(found) < total {
		v.Showing = say("%d to %d of %d contacts", b.offset+1, end, total)
	}
	if b.offset > 0 {
		v.Previous = b.at(max(0, b.offset-pageSize))
	}
	if end < total && len(found) > 0 {
		v.Next = b.at(end)
	}
	return v
}
