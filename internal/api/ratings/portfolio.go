package ratings

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/audit"
	"gatehouse/internal/portfolio"
)

func (a *API) portfolioRoutes() []api.Route {
	return []api.Route{{Method: "GET", Path: "/portfolio", Need: actor.PortfolioR, Handle: a.wholePortfolio, Topics: audit.Portfolio | audit.Identity}}
}

// wholePortfolio is the first version of the portfolio: all companies at once.
// It knows one rating of each: asked for the ratings of a day before that
// rating, it answers none.
func (a *API) wholePortfolio(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	f, at, err := a.wholeFilter(r.URL.Query())
	if err != nil {
		return err
	}
	format, err := api.FormatOf(w, r)
	if err != nil {
		return err
	}
	customer, err := a.Customers.One(r.Context(), by.CustomerID)
	if err != nil {
		return err
	}
	end := portfolioEnd{
		Countries: []string{}, Created: a.Companies.Now().Format(time.DateOnly),
		MyCompany: map[string]string{"guid": customer.CompanyGUID},
	}
	sheet := a.companySheet(r, by, f, at, &end)
	if format != api.FormatJSON {
		return sheet.Write(w, format)
	}
	// The list is one field of the answer: what comes before it goes out with its
	// first byte, what comes after it when it is whole.
	if err := sheet.Write(&prefixed{w, `{"companies":`}, format); err != nil {
		return err
	}
	text, err := json.Marshal(end)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	text[0] = ','
	_, _ = w.Write(append(text, '\n')) // the client has gone: nobody to tell
	return nil
}

func (a *API) wholeFilter(q url.Values) (f portfolio.Filter, at string, err error) {
	if err := portfolioGUIDs(url.Values{"folder": q["folder"], "tier": q["tier"]}, &f); err != nil {
		return f, "", err
	}
	if err := checkShown(q); err != nil {
		return f, "", err
	}
	noAlerts, err := api.Bool(q, "exclude_alerts_only", false)
	if err != nil {
		return f, "", err
	}
	if noAlerts {
		f.NotSubscriptions = []string{"alerts-only"}
	}
	at, err = a.ratingsAt(q)
	return f, at, err
}

// companySheet is the list; it notes in end the newest rating's date.
func (a *API) companySheet(r *http.Request, by actor.Actor, f portfolio.Filter, at string, end *portfolioEnd) *api.Sheet[company] {
	ctx, pick := r.Context(), api.NewPick(api.List(r.URL.Query(), "fields"))
	return &api.Sheet[company]{
		Name: "portfolio", Columns: api.PickColumns(companyColumns, pick), Row: fromJSON[company],
		Each: func(yield func([]byte) error) error {
			return a.Companies.Each(ctx, by, f, func(l *portfolio.Listed) error {
				c := toCompany(l, by, at)
				if c.RatingDate != nil && (end.RatingDate == nil || *c.RatingDate > *end.RatingDate) {
					end.RatingDate = c.RatingDate
				}
				text, err := pick.Of(c)
				if err != nil {
					return err
				}
				return yield(text)
			})
		},
	}
}

// portfolioEnd is what follows the companies.
type portfolioEnd struct {
	Countries  []string          `json:"countries"`
	Created    string            `json:"created"`
	MyCompany  map[string]string `json:"my_company"`
	RatingDate *string           `json:"rating_date"` // the newest of those in the list
}

// prefixed puts something before the first byte.
type prefixed struct {
	http.ResponseWriter
	prefix string
}

func (p *prefixed) Write(b []byte) (int, error) {
	if p.prefix != "" {
		if _, err := io.WriteString(p.ResponseWriter, p.prefix); err != nil {
			return 0, err
		}
		p.prefix = ""
	}
	return p.ResponseWriter.Write(b)
}

// ratingsAt returns the day whose ratings are asked for, "" for the latest.
func (a *API) ratingsAt(q url.Values) (string, error) {
	day, err := api.Date(q, "rating_date")
	if err != nil {
		return "", err
	}
	quarters, err := api.Int(q, "quarters_back", 0, 0, 40)
	if err != nil {
		return "", err
	}
	switch {
	case day != nil:
		return day.Format(time.DateOnly), nil
	case quarters > 0:
		return a.Companies.Now().AddDate(0, -3*quarters, 0).Format(time.DateOnly), nil
	}
	return "", nil
}
