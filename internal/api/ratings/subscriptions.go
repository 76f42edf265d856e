package ratings

import (
	"context"
	"net/http"
	"net/url"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/audit"
	"gatehouse/internal/portfolio"
)

func (a *API) subscriptionRoutes() []api.Route {
	const r, rw = actor.PortfolioR, actor.PortfolioRW
	return []api.Route{
		{Method: "GET", Path: "/subscriptions", Need: r, Handle: a.listSubscriptions},
		{Method: "POST", Path: "/subscriptions", Need: rw, Handle: a.fillSubscriptions, Repeat: before(toFilled)},
		{Method: "POST", Path: "/subscriptions/bulk", Need: rw, Handle: a.bulkSubscriptions, Repeat: before(toBulked)},
		{Method: "GET", Path: "/subscriptions/companies", Need: r, Handle: a.subscribedCompanies, Topics: audit.Portfolio},
		{Method: "GET", Path: "/subscriptions/expired", Need: r, Handle: a.expiredSubscriptions, Topics: audit.Portfolio},
		{Method: "DELETE", Path: "/subscriptions/{company_guid}", Need: rw, Handle: a.endSubscriptions},
		{Method: "GET", Path: "/licenses/summaries", Need: r, Handle: a.licenceSummaries},
	}
}

// typeSubscriptions is one type in the contract's CompanySubscriptions. Quota
// and remaining are null where the licence has no end.
type typeSubscriptions struct {
	Companies []subscribedSince `json:"companies"`
	Name      string            `json:"name"`
	Quota     *int64            `json:"quota"`
	Remaining *int64            `json:"remaining"`
}

type subscribedSince struct {
	GUID      string `json:"guid"`
	Name      string `json:"name"`
	StartDate string `json:"start_date"`
}

// listSubscriptions answers every type with the companies that the caller sees;
// as a file, one row a subscription.
func (a *API) listSubscriptions(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	f, err := subscribedFilter(r.URL.Query())
	if err != nil {
		return err
	}
	format, err := api.FormatOf(w, r)
	if err != nil {
		return err
	}
	if format != api.FormatJSON {
		return writePage(a, w, r, a.subscribed(r.Context(), by, f))
	}
	if f.Paging, err = paging(r.URL.Query(), subscriptionSorts); err != nil {
		return err
	}
	usage, err := a.Groups.Usage(r.Context(), by)
	if err != nil {
		return err
	}
	all, _, err := a.Companies.Subscribed(r.Context(), by, f)
	if err != nil {
		return err
	}
	companies := make(map[string][]subscribedSince)
	for _, s := range all {
		companies[s.Type] = append(companies[s.Type], subscribedSince{s.CompanyGUID, s.CompanyName, s.StartedAt.Format(time.DateOnly)})
	}
	body := map[string]any{ // of what Gatehouse does not have, nothing is on
		"event_forensics": false, "real_time_alerts": false, "user_behavior_forensics": false, "trial_end_date": nil,
	}
	for _, u := range usage {
		t := typeSubscriptions{Companies: companies[u.Type], Name: u.Name, Quota: u.Total, Remaining: u.Remaining}
		if t.Companies == nil {
			t.Companies = []subscribedSince{}
		}
		body[u.Type] = t
	}
	text, err := pickOf(r).Of(body)
	if err != nil {
		return err
	}
	return api.JSON(w, http.StatusOK, text)
}

// subscription is a company with one subscription, as the lists have it that
// the contract gives no shape.
type subscription struct {
	GUID                string  `json:"guid"` // the company's
	Name                string  `json:"name"`
	SubscriptionType    string  `json:"subscription_type"`
	SubscriptionTypeKey string  `json:"subscription_type_key"`
	StartDate           string  `json:"start_date"`
	EndDate             *string `json:"end_date"`
}

func toSubscription(s *portfolio.Subscribed) subscription {
	return subscription{
		GUID: s.CompanyGUID, Name: s.CompanyName, SubscriptionType: s.TypeName, SubscriptionTypeKey: s.Type,
		StartDate: s.StartedAt.Format(time.DateOnly), EndDate: dayOf(s.EndedAt),
	}
}

var subscriptionColumns = []api.Column[subscription]{
	{Name: "guid", Width: 36, Cell: func(s *subscription) any { return s.GUID }},
	{Name: "name", Width: 32, Cell: func(s *subscription) any { return s.Name }},
	{Name: "subscription_type", Width: 24, Cell: func(s *subscription) any { return s.SubscriptionType }},
	{Name: "start_date", Width: 10, Cell: func(s *subscription) any { return s.StartDate }},
	{Name: "end_date", Width: 10, Cell: func(s *subscription) any { return s.EndDate }},
	{Name: "subscription_type_key", Cell: func(s *subscription) any { return s.SubscriptionTypeKey }},
}

// subscriptionSorts are the names that subscriptions are sorted by.
var subscriptionSorts = []string{"name", "subscription_type", "start_date"}

func subscribedFilter(q url.Values) (f portfolio.SubscribedFilter, err error) {
	if err := checkSearch(q, "q"); err != nil {
		return f, err
	}
	f.Q, f.Types = q.Get("q"), api.List(q, "subscription_type")
	f.Companies, err = api.GUIDs(q, "company_guid")
	return f, err
}

func (a *API) subscribedCompanies(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	f, err := subscribedFilter(r.URL.Query())
	if err != nil {
		return err
	}
	return writePage(a, w, r, a.subscribed(r.Context(), by, f))
}

// subscribed is the list of the subscriptions that f leaves.
func (a *API) subscribed(ctx context.Context, by actor.Actor, f portfolio.SubscribedFilter) listed[portfolio.Subscribed, subscription] {
	return listed[portfolio.Subscribed, subscription]{
		name: "subscriptions", columns: subscriptionColumns, wire: toSubscription, sorts: subscriptionSorts,
		read: func(p portfolio.Paging) ([]portfolio.Subscribed, int, error) {
			f.Paging = p
			return a.Companies.Subscribed(ctx, by, f)
		},
		each: func(p portfolio.Paging, yield func(*portfolio.Subscribed) error) error {
			f.Paging = p
			return a.Companies.EachSubscribed(ctx, by, f, yield)
		},
	}
}

func (a *API) expiredSubscriptions(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	f, err := subscribedFilter(r.URL.Query())
	if err != nil {
		return err
	}
	return writePage(a, w, r, listed[portfolio.Subscribed, subscription]{
		name: "expired-subscriptions", columns: subscriptionColumns, wire: toSubscription,
		sorts: []string{"name", "subscription_type", "start_date", "end_date"},
		read: func(p portfolio.Paging) ([]portfolio.Subscribed, int, error) {
			f.Paging = p
			return a.Companies.Expired(r.Context(), by, f)
		},
		each: func(p portfolio.Paging, yield func(*portfolio.Subscribed) error) error {
			f.Paging = p
			return a.Companies.EachExpired(r.Context(), by, f, yield)
		},
	})
}

func (a *API) endSubscriptions(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "company_guid")
	if err != nil {
		return err
	}
	if err := a.Companies.Unsubscribe(r.Context(), by, guid, api.List(r.URL.Query(), "subscription_type")...); err != nil {
		return err
	}
	return api.NoContent(w)
}
