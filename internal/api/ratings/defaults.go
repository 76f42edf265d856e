package ratings

import (
	"net/http"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/collab"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

func (a *API) defaultRoutes() []api.Route {
	return []api.Route{{Method: "GET", Path: "/defaults", Handle: a.defaults}}
}

// defaults is the contract's Defaults: the lists that a client builds its menus
// from. What only a rating engine has is empty.
type defaults struct {
	FilterOrder           []string               `json:"filter_order"`
	NISTCategories        []string               `json:"nist_categories"`
	DisclosureCategories  []string               `json:"public_disclosure_categories"`
	RatingRanges          map[string]ratingRange `json:"rating_ranges"`
	RelationshipTypes     []keyName              `json:"relationship_types"`
	RiskCategories        []string               `json:"risk_categories"`
	RiskVectors           vectorData             `json:"risk_vectors"`
	Roles                 []roleName             `json:"roles"`
	SubscriptionTypes     []subscriptionName     `json:"subscription_types"`
	RequestReasons        []described            `json:"vendor_access_request_reasons"`
	RequestStatuses       []described            `json:"vendor_access_request_status"`
	VendorActionPlanNames struct{}               `json:"vendor_action_plan_names"`
	WebAppSecAssessments  struct{}               `json:"web_appsec_assessments"`
}

type ratingRange struct {
	Name        string `json:"name"`
	Description string `json:"description"`
	Min         int64  `json:"min"`
	Max         int64  `json:"max"`
	Color       string `json:"color"`
}

type keyName struct {
	APIKeyName  string `json:"api_key_name"`
	DisplayName string `json:"display_name"`
}

type subscriptionName struct {
	keyName

	Name string `json:"name"`
}

type roleName struct {
	Slug         string `json:"slug"`
	Presentation string `json:"presentation"`
}

type described struct {
	Slug        string `json:"slug"`
	Name        string `json:"name"`
	Description string `json:"description"`
}

// vectorData is the contract's RiskVectorData, by slug. Weights are a rating
// engine's.
type vectorData struct {
	CategoryWeights struct{}                `json:"category_weights"`
	ColorByGrade    map[string]string       `json:"color_by_grade"`
	DetailsByName   map[string]vectorDetail `json:"details_by_name"`
	VectorWeights   struct{}                `json:"vector_weights"`
}

type vectorDetail struct {
	Slug          string `json:"slug"`
	Name          string `json:"name"`
	Category      string `json:"category"`
	CategoryOrder int    `json:"category_order"`
	Order         int    `json:"order"`
}

// filterOrder are the filters of a portfolio that Gatehouse has something for,
// in the order in which a client would offer them.
var filterOrder = []string{
	"folder", "tier", "subscription_type.slug", "industry.slug", "rating", "risk_vectors.slug", "risk_vectors.grade",
}

var reasonsMean = map[collab.Reason]string{
	collab.Informational: "To share what is known about the company.",
	collab.Remediation:   "To ask the company to mend what was found.",
	collab.Validation:    "To ask the company whether what was found is right.",
	collab.Other:         "For another reason, which the message tells.",
	collab.SelfRequested: "The recipient asked for it through a client access link.",
}

func (a *API) defaults(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	licences, err := tenant.Licences(r.Context(), a.Customers.DB, by.CustomerID)
	if err != nil {
		return err
	}
	d := defaults{
		FilterOrder: filterOrder, NISTCategories: []string{}, DisclosureCategories: []string{},
		RatingRanges: make(map[string]ratingRange), RiskVectors: vectors(),
		Roles: []roleName{}, RelationshipTypes: []keyName{}, RequestReasons: []described{}, RequestStatuses: []described{},
	}
	for _, in := range portfolio.Ranges {
		d.RatingRanges[in.Slug] = ratingRange{in.Name, in.Description, in.Min, in.Max, in.Color}
	}
	for _, c := range portfolio.Categories {
		d.RiskCategories = append(d.RiskCategories, c.Name)
	}
	for _, t := range portfolio.RelationshipTypes {
		d.RelationshipTypes = append(d.RelationshipTypes, keyName{string(t), t.Name()})
	}
	for _, role := range actor.Ranks {
		d.Roles = append(d.Roles, roleName{string(role), portfolio.Title(string(role))})
	}
	for _, l := range licences {
		d.SubscriptionTypes = append(d.SubscriptionTypes, subscriptionName{keyName{l.Type, l.Name}, l.Name})
	}
	for _, reason := range collab.Reasons {
		d.RequestReasons = append(d.RequestReasons, described{string(reason), portfolio.Title(string(reason)), reasonsMean[reason]})
	}
	for _, s := range collab.Statuses {
		d.RequestStatuses = append(d.RequestStatuses, described{strings.ToLower(string(s.Status)), string(s.Status), s.Means})
	}
	return api.JSON(w, http.StatusOK, d)
}

func vectors() vectorData {
	v := vectorData{ColorByGrade: portfolio.GradeColors, DetailsByName: make(map[string]vectorDetail)}
	for _, slug := range portfolio.Vectors {
		category, order, within := portfolio.CategoryOf(slug)
		v.DetailsByName[slug] = vectorDetail{slug, portfolio.Title(slug), category, order, within}
	}
	return v
}
