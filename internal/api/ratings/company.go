package ratings

import (
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/portfolio"
)

// company is the contract's Company, and Company_From_Portfolio with its last
// fields. What only a rating engine knows is null or empty.
type company struct {
	GUID                string                  `json:"guid"`
	CustomID            *string                 `json:"custom_id"`
	Name                string                  `json:"name"`
	Shortname           string                  `json:"shortname"`
	Description         *string                 `json:"description"`
	Type                string                  `json:"type"`
	Industry            string                  `json:"industry"`
	PrimaryDomain       string                  `json:"primary_domain"`
	Homepage            string                  `json:"homepage"`
	DisplayURL          *string                 `json:"display_url"`
	Logo                string                  `json:"logo"`
	Sparkline           *string                 `json:"sparkline"`
	PeopleCount         *int64                  `json:"people_count"`
	NetworkSizeV4       *int64                  `json:"network_size_v4"`
	IPv4Count           *int64                  `json:"ipv4_count"`
	SearchCount         *int64                  `json:"search_count"`
	MonitoringCount     *int64                  `json:"customer_monitoring_count"`
	Confidence          *string                 `json:"confidence"`
	BulkEmailSender     string                  `json:"bulk_email_sender_status"`
	ServiceProvider     bool                    `json:"service_provider"`
	IsCSP               bool                    `json:"is_csp"`
	IsBundle            bool                    `json:"is_bundle"`
	InSPMPortfolio      bool                    `json:"in_spm_portfolio"`
	HasCompanyTree      bool                    `json:"has_company_tree"`
	HasControls         bool                    `json:"has_delegated_security_controls"`
	HasControlsPreview  bool                    `json:"has_delegated_security_controls_preview"`
	ControlTags         []string                `json:"delegated_security_control_tags"`
	Rating              *int64                  `json:"rating"`
	CurrentRating       *int64                  `json:"current_rating"`
	RatingDate          *string                 `json:"rating_date"`
	Ratings             []datedRating           `json:"ratings"`
	RatingDetails       map[string]ratingDetail `json:"rating_details"`
	SecurityGrade       *string                 `json:"security_grade"`
	GradeDate           *string                 `json:"grade_date"`
	DateAdded           string                  `json:"date_added"`
	SubscriptionType    *string                 `json:"subscription_type"`
	SubscriptionTypeKey *string                 `json:"subscription_type_key"`
	SubscriptionEndDate *string                 `json:"subscription_end_date"`
	HasPreferredContact bool                    `json:"has_preferred_contact"`
	IsPrimary           bool                    `json:"is_primary"`
	PrimaryCompany      map[string]companyRef   `json:"primary_company"`
	ParentCompany       *companyRef             `json:"parent_company"`
	RelatedCompanies    []relatedCompany        `json:"related_companies"`
	Permissions         companyPermissions      `json:"permissions"`
	Tier                *string                 `json:"tier"`
	IsGenerated         bool                    `json:"is_generated,omitempty"` // additive: rating and grades were made up for the demo
}

type companyRef struct {
	GUID string `json:"guid"`
	Name string `json:"name"`
}

type relatedCompany struct {
	companyRef
	Relation string `json:"relation"`
}

// datedRating is the contract's Ratings: a rating and the range it is in.
type datedRating struct {
	Rating      int64   `json:"rating"`
	RatingDate  *string `json:"rating_date"`
	Range       string  `json:"range"`
	RatingColor string  `json:"rating_color"`
}

// ratingDetail is the contract's Rating_Details: the grade of one risk vector.
type ratingDetail struct {
	Name          string `json:"name"`
	Grade         string `json:"grade"`
	GradeColor    string `json:"grade_color"`
	Category      string `json:"category"`
	CategoryOrder int    `json:"category_order"`
	Order         int    `json:"order"`
	Beta          bool   `json:"beta"`
	DisplayURL    string `json:"display_url"`
	Rating        *int64 `json:"rating"`
	Percentile    *int64 `json:"percentile"`
}

// companyPermissions are what the caller may do about a company. What it could
// only see with a rating engine is not there to be seen.
type companyPermissions struct {
	DownloadReport  bool `json:"can_download_company_report"`
	EnableAccess    bool `json:"can_enable_vendor_access"`
	ManagePreferred bool `json:"can_manage_preferred_company"`
	ViewReports     bool `json:"can_view_company_reports"`
	ViewForensics   bool `json:"can_view_forensics"`
	ViewInfra       bool `json:"can_view_infrastructure"`
	ViewProviders   bool `json:"can_view_service_providers"`
}

// toCompany is a company with what was known of it on a day, "" for today.
func toCompany(l *portfolio.Listed, by actor.Actor, at string) company {
	c := company{
		GUID: l.GUID, CustomID: l.CustomID, Name: l.Name, Industry: l.Industry, PrimaryDomain: l.PrimaryDomain,
		PeopleCount: l.Employees, ControlTags: []string{}, Ratings: []datedRating{}, RatingDetails: make(map[string]ratingDetail),
		DateAdded: l.CreatedAt.Format(time.DateOnly), SubscriptionType: l.SubscriptionName, SubscriptionTypeKey: l.Subscription,
		HasPreferredContact: l.HasPreferred, IsPrimary: l.PrimaryName == nil, PrimaryCompany: make(map[string]companyRef),
		RelatedCompanies: []relatedCompany{}, Tier: l.TierGUID, IsGenerated: l.IsGenerated,
		// An invitation needs a domain that the recipient's address can belong to.
		Permissions: companyPermissions{EnableAccess: by.Has(actor.RequestsRW) && l.PrimaryDomain != "", ManagePreferred: by.Has(actor.PortfolioRW)},
	}
	if l.PrimaryName != nil {
		primary := companyRef{*l.PrimaryGUID, *l.PrimaryName}
		c.PrimaryCompany[portfolio.Slug(primary.Name)] = primary
		c.RelatedCompanies = append(c.RelatedCompanies, relatedCompany{primary, "primary"})
	}
	if at == "" || l.RatingDate != nil && *l.RatingDate <= at {
		c.rate(l)
	}
	return c
}

func (c *company) rate(l *portfolio.Listed) {
	c.Rating, c.CurrentRating, c.RatingDate = l.Rating, l.Rating, l.RatingDate
	if l.Rating != nil {
		in := portfolio.RangeOf(*l.Rating)
		c.Ratings = append(c.Ratings, datedRating{*l.Rating, l.RatingDate, in.Name, in.Color})
	}
	for vector, grade := range l.Grades {
		category, order, within := portfolio.CategoryOf(vector)
		c.RatingDetails[vector] = ratingDetail{
			Name: portfolio.VectorName(vector), Grade: grade, GradeColor: portfolio.GradeColors[grade],
			Category: category, CategoryOrder: order, Order: within,
		}
	}
}

var companyColumns = []api.Column[company]{
	{Name: "guid", Width: 36, Cell: func(c *company) any { return c.GUID }},
	{Name: "custom_id", Cell: func(c *company) any { return c.CustomID }},
	{Name: "name", Width: 32, Cell: func(c *company) any { return c.Name }},
	{Name: "primary_domain", Width: 28, Cell: func(c *company) any { return c.PrimaryDomain }},
	{Name: "rating", Width: 6, Cell: func(c *company) any { return c.Rating }},
	{Name: "rating_date", Width: 11, Cell: func(c *company) any { return c.RatingDate }},
	{Name: "industry", Width: 28, Cell: func(c *company) any { return c.Industry }},
	{Name: "subscription_type", Width: 24, Cell: func(c *company) any { return c.SubscriptionType }},
	{Name: "people_count", Cell: func(c *company) any { return c.PeopleCount }},
	{Name: "subscription_type_key", Cell: func(c *company) any { return c.SubscriptionTypeKey }},
	{Name: "tier", Cell: func(c *company) any { return c.Tier }},
	{Name: "has_preferred_contact", Cell: func(c *company) any { return c.HasPreferredContact }},
	{Name: "date_added", Cell: func(c *company) any { return c.DateAdded }},
}
