package web

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

// companyView is all that is known of one company, and what one can do with it.
type companyView struct {
	page
	Notice *done
	Wrong  *wrong

	Base, Initials, Name string
	Domains              []string
	Rating               *rating
	IsGenerated          bool
	Facts                []fact
	Grades               []vector
	Invite               string // where to invite somebody there; "" for who may not

	SeesRequests bool
	Requests     []companyRequest
	AllRequests  string // in the outbox

	Findings     []companyFinding
	MoreFindings bool

	Contacts     []contactRow
	ContactCount int64
	AllContacts  string // in the book, if these are not all
	NewContact   contactForm

	CanChange     bool
	Tier          string
	Tiers         []option
	Folders       []companyFolder
	MoreFolders   []option // that it can be put into
	Relationship  phrase
	Relationships []option
	LifeCycle     phrase
	LifeCycles    []option
	Subscriptions []companySubscription

	Audience *audience
}

func (companyView) file() string { return "company.html" }

// companyRequest is one of the last requests to the company.
type companyRequest struct {
	GUID    string
	Name    phrase
	Reason  phrase
	State   state
	Created time.Time
}

// companyFinding is a finding about the company.
type companyFinding struct {
	Title, About phrase
	Evidence     string
}

// companyFolder is a folder that the company is in.
type companyFolder struct {
	GUID, Name string
	CanLeave   bool
}

type companySubscription struct {
	Name, Group string
	Since       time.Time
}

// audience is who sees the company.
type audience struct {
	Admins phrase
	Groups []audienceGroup
}

type audienceGroup struct {
	Name       string
	Why, Users phrase
}

// The bounds of what the page shows at once.
const (
	shownRequests = 10
	shownFindings = 10
	shownContacts = 20
)

func (c *Web) company(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	return c.showCompany(w, r, by, http.StatusOK, nil)
}

func (c *Web) showCompany(w http.ResponseWriter, r *http.Request, by actor.Actor, status int, f *fault.Error) error {
	ctx, guid := r.Context(), strings.ToLower(r.PathValue("guid"))
	if !portfolio.IsGUID(guid) {
		return fault.New(fault.NotFound, "There is no such company.")
	}
	company, err := c.Companies.Listed(ctx, by, guid)
	if err != nil {
		return err
	}
	v := newCompany(by, &company)
	v.Notice = doneOf(r.URL.Query(), v.Base)
	v.NewContact.read(r)
	for _, add := range []func(context.Context, actor.Actor, string, *companyView) error{
		c.companyDomains, c.companyRequests, c.companyFindings, c.companyContacts, c.companyPlaces, c.companySubscriptions, c.companyAudience,
	} {
		if err := add(ctx, by, guid, &v); err != nil {
			return err
		}
	}
	v.Wrong = complain(f, v.NewContact.fields()...)
	v.page = v.failed(v.Wrong)
	return render(w, r, status, v)
}

// The words for what a company is, and for where it is in its life.
var (
	relationshipNames = map[portfolio.RelationshipType]phrase{
		"vendor": say("Vendor"), "strategic_partner": say("Strategic partner"), "competitor": say("Competitor"),
		"fourth_party": say("Fourth party"), "subsidiary": say("Subsidiary"), "other": say("Other"),
	}
	lifeCycleNames = map[portfolio.LifeCycleType]phrase{
		"onboarding": say("Onboarding"), "monitoring": say("Monitoring"), "re_assessment": say("Re-assessment"),
	}
	sourceNames = map[string]phrase{portfolio.FromImport: say("Import"), portfolio.FromForm: say("Registration form")}
)

func newCompany(by actor.Actor, l *portfolio.Listed) companyView {
	v := companyView{
		page: console(by, plain(l.Name), "portfolio"), Base: "/companies/" + l.GUID, Initials: initials(l.Name), Name: l.Name,
		Rating: ratingOf(&l.Company), IsGenerated: l.IsGenerated, Facts: companyFacts(l), SeesRequests: by.Has(actor.RequestsR),
		CanChange: by.Has(actor.PortfolioRW), NewContact: newContactForm("/companies/" + l.GUID + "/contacts"),
	}
	if by.Has(actor.RequestsRW) {
		v.Invite = "/invite?company=" + l.GUID
	}
	for _, slug := range portfolio.Vectors {
		if grade, ok := l.Grades[slug]; ok {
			v.Grades = append(v.Grades, vector{sayVector(slug), grade})
		}
	}
	if l.TierName != nil {
		v.Tier = *l.TierName
	}
	if l.Relationship != nil {
		v.Relationship = relationshipNames[*l.Relationship]
	}
	if l.LifeCycle != nil {
		v.LifeCycle = lifeCycleNames[*l.LifeCycle]
	}
	for _, t := range portfolio.RelationshipTypes {
		v.Relationships = append(v.Relationships, option{string(t), relationshipNames[t], l.Relationship != nil && *l.Relationship == t})
	}
	for _, t := range portfolio.LifeCycleTypes {
		v.LifeCycles = append(v.LifeCycles, option{string(t), lifeCycleNames[t], l.LifeCycle != nil && *l.LifeCycle == t})
	}
	return v
}

func companyFacts(l *portfolio.Listed) []fact {
	facts := []fact{
		{say("Industry"), plain(l.Industry)},
		{say("Sector"), plain(l.Sector)},
		{say("Location"), plain(l.Location)},
		{say("In the portfolio since"), sayTime(&l.CreatedAt)},
		{say("Came by"), sourceNames[l.Source]},
	}
	if l.Employees != nil {
		facts = append(facts, fact{say("Employees"), say("%d", *l.Employees)})
	}
	if l.CustomID != nil {
		facts = append(facts, fact{say("Your own number"), plain(*l.CustomID)})
	}
	if l.PrimaryName != nil {
		facts = append(facts, fact{say("Stands for it"), plain(*l.PrimaryName)})
	}
	return known(facts...)
}

func (c *Web) companyDomains(ctx context.Context, by actor.Actor, guid string, v *companyView) error {
	domains, err := c.Companies.Domains(ctx, c.Companies.DB, by.CustomerID, []string{guid}) // it is one that by sees
	v.Domains = domains[guid]
	return err
}

// companyRequests are the last ones, as the outbox shows them.
func (c *Web) companyRequests(ctx context.Context, by actor.Actor, guid string, v *companyView) error {
	if !v.SeesRequests {
		return nil
	}
	v.AllRequests = "/outbox?company=" + guid
	return c.Requests.Outbox(ctx, by, collab.Filter{Companies: []string{guid}, Limit: shownRequests}, func(row *collab.Row) error {
		var d collab.Document
		if err := json.Unmarshal(row.Document, &d); err != nil {
			return err
		}
		v.Requests = append(v.Requests, companyRequest{d.GUID, recipient(&d), reasons[d.Reason], stateOf(&d), row.CreatedAt})
		return nil
	})
}

func (c *Web) companyFindings(ctx context.Context, by actor.Actor, guid string, v *companyView) error {
	found, err := c.Findings.Some(ctx, by, guid, shownFindings+1)
	if v.MoreFindings = len(found) > shownFindings; v.MoreFindings {
		found = found[:shownFindings]
	}
	for i := range found {
		v.Findings = append(v.Findings, newCompanyFinding(&found[i]))
	}
	return err
}

func newCompanyFinding(f *portfolio.Finding) companyFinding {
	shown := companyFinding{Evidence: f.Evidence}
	shown.Title, shown.About = sayFinding(f)
	return shown
}

func (c *Web) companyContacts(ctx context.Context, by actor.Actor, guid string, v *companyView) error {
	found, total, err := c.Contacts.Some(ctx, by, guid, shownContacts)
	for i := range found {
		v.Contacts = append(v.Contacts, newContactRow(&found[i], nil, v.CanChange))
	}
	if v.ContactCount = int64(total); total > len(found) {
		v.AllContacts = contactsPath + "?company=" + guid
	}
	return err
}

// companyPlaces are its tier and folders, and those that it could be in.
func (c *Web) companyPlaces(ctx context.Context, by actor.Actor, guid string, v *companyView) error {
	in, err := c.Folders.Of(ctx, by, []string{guid})
	if err != nil {
		return err
	}
	folders, tiers, err := c.shelves(ctx, by)
	if err != nil {
		return err
	}
	for i := range folders {
		f := &folders[i]
		isIn := slices.ContainsFunc(in[guid], func(o portfolio.Folder) bool { return o.GUID == f.GUID })
		switch can := f.ContentsEditableBy(by); {
		case isIn:
			v.Folders = append(v.Folders, companyFolder{f.GUID, f.Name, can})
		case can:
			v.MoreFolders = append(v.MoreFolders, option{Value: f.GUID, Name: plain(f.Name)})
		}
	}
	for _, t := range tiers {
		v.Tiers = append(v.Tiers, option{t.GUID, plain(t.Name), t.Name == v.Tier})
	}
	return nil
}

func (c *Web) companySubscriptions(ctx context.Context, by actor.Actor, guid string, v *companyView) error {
	has, err := c.Companies.Subscriptions(ctx, by, guid)
	if err != nil || len(has) == 0 {
		return err
	}
	types, err := c.Companies.Types(ctx, by)
	if err != nil {
		return err
	}
	for _, s := range has {
		shown := companySubscription{Name: s.Type, Since: s.StartedAt}
		if i := slices.IndexFunc(types, func(l tenant.Licence) bool { return l.Type == s.Type }); i >= 0 {
			shown.Name = types[i].Name
		}
		v.Subscriptions = append(v.Subscriptions, shown)
	}
	return nil
}

// companyAudience is told to who may read groups.
func (c *Web) companyAudience(ctx context.Context, by actor.Actor, guid string, v *companyView) error {
	if !by.Has(actor.GroupsR) {
		return nil
	}
	a, err := c.Groups.Audience(ctx, by, guid)
	if err != nil {
		return err
	}
	v.Audience = newAudience(a)
	return nil
}

func newAudience(a tenant.Audience) *audience {
	shown := &audience{Admins: count(a.Admins, "%d admin: admins see every company.", "%d admins: they see every company.")}
	for _, g := range a.Groups {
		why := say("The company is in the group.")
		if g.AllCompanies {
			why = say("The group sees all companies.")
		}
		shown.Groups = append(shown.Groups, audienceGroup{g.Name, why, count(g.UserCount, "%d user", "%d users")})
	}
	return shown
}
