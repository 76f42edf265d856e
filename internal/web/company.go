package web

import (
	"context"
	"net/http"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
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

func (c *Web) company(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	return c.showCompany(w, r, by, http.StatusOK, nil)
}

func (c *Web) showCompany(w http.ResponseWriter, r *http.Request, by actor.Actor, status int, f *fault.Error) error {
	ctx := r.Context()
	guid, err := companyGUID(r)
	if err != nil {
		return err
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

// companyGUID is the company that the address names.
func companyGUID(r *http.Request) (string, error) {
	guid := strings.ToLower(r.PathValue("guid"))
	if !portfolio.IsGUID(guid) {
		return "", fault.New(fault.NotFound, "There is no such company.")
	}
	return guid, nil
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
