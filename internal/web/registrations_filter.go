package web

import (
	"net/url"
	"slices"
	"strings"

	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
)

// registrationsFilter is what the address of the list says.
type registrationsFilter struct {
	state, form, query, sort, after string
}

var verdictNames = map[collab.Verdict]phrase{
	collab.Undecided: say("To decide"), collab.LetIn: say("Approved"), collab.TurnedDown: say("Rejected"), collab.AnyVerdict: say("All"),
}

// registrationSorts are the orders, the first without a word in the address.
var registrationSorts = []option{
	{Value: "", Name: say("The newest first")},
	{Value: "created_time", Name: say("The oldest first")},
	{Value: "requestee_company_name", Name: say("By company")},
	{Value: "requestee_email", Name: say("By e-mail address")},
}

const registrationsOnPage = 25

func readRegistrationsFilter(q url.Values) (registrationsFilter, error) {
	f := registrationsFilter{q.Get("state"), strings.ToLower(q.Get("form")), strings.TrimSpace(q.Get("q")), q.Get("sort"), q.Get("after")}
	p := fault.Problems{}
	p.Require(f.state == "" || slices.Contains(collab.Verdicts, collab.Verdict(f.state)), "state", "must be awaiting, approved, rejected or all")
	p.Take(checkSearch(f.query))
	p.Require(f.form == "" || portfolio.IsGUID(f.form), "form", "must be a guid")
	p.Require(slices.ContainsFunc(registrationSorts, func(o option) bool { return o.Value == f.sort }), "sort", "is no order of this list")
	return f, p.Err()
}

func (f registrationsFilter) verdict() collab.Verdict {
	if f.state == "" {
		return collab.Undecided
	}
	return collab.Verdict(f.state)
}

func (f registrationsFilter) collab() collab.Filter {
	ask := collab.Filter{Verdict: f.verdict(), Query: f.query, After: f.after, Limit: registrationsOnPage + 1}
	if f.form != "" {
		ask.Forms = []string{f.form}
	}
	if f.sort != "" {
		ask.Sort = []collab.SortKey{{Name: f.sort}}
	}
	return ask
}

func (f registrationsFilter) with(state string) registrationsFilter {
	f.state, f.after = state, ""
	return f
}
func (f registrationsFilter) from(after string) registrationsFilter { f.after = after; return f }

func (f registrationsFilter) address() string {
	q := url.Values{}
	for name, value := range map[string]string{"state": f.state, "form": f.form, "q": f.query, "sort": f.sort, "after": f.after} {
		if value != "" {
			q.Set(name, value)
		}
	}
	if len(q) == 0 {
		return registrationsPath
	}
	return registrationsPath + "?" + q.Encode()
}
