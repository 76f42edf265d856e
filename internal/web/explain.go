package web

import (
	"net/http"
	"net/url"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/identity"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

// explainView says whether a user may see a company, and why. Both are looked for
// by name: if there is one of the name it is taken.
type explainView struct {
	page
	Wrong   *wrong
	User    finder
	Company finder
	Told    *toldView
	Calls   []apiCall
}

func (explainView) file() string { return "explain.html" }

// finder is a field in which one looks for somebody, or something, by name.
type finder struct {
	Field   field  // of what was typed
	Name    string // of the choice
	Legend  phrase
	Choices []choiceRow
	None    phrase // what was typed finds nothing
	More    bool
}

type choiceRow struct {
	GUID, Name, Under string
	Chosen            bool
}

// toldView is the explanation.
type toldView struct {
	User, Company         string
	UserHref, CompanyHref string
	Allowed               bool
	Role                  phrase
	Group                 way
	Reasons               []phrase
	Missing               []hurdle
	Audience              string // the address of who else sees it
}

const mostFound = 8

func (c *Web) explain(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := by.Need(actor.GroupsR); err != nil {
		return err
	}
	q := r.URL.Query()
	v := explainView{page: console(by, say("Who may see what?"), "groups")}
	var err error
	if v.User, err = c.findPerson(r, by, q); err == nil {
		v.Company, err = c.findOneCompany(r, by, q)
	}
	if err != nil {
		return err
	}
	user, company := v.User.chosen(), v.Company.chosen()
	if user == nil || company == nil {
		return render(w, r, http.StatusOK, v)
	}
	e, err := c.Groups.Explain(r.Context(), by, user.GUID, company.GUID)
	if err != nil {
		return err
	}
	v.Told = newTold(by, &e, user, company)
	v.Calls = []apiCall{c.call(say("Ask for the same"), "GET", groupsByAPI+"/explain?user="+user.GUID+"&company="+company.GUID, nil)}
	return render(w, r, http.StatusOK, v)
}

// chosen is the one that was chosen, or the only one that was found.
func (f *finder) chosen() *choiceRow {
	for i := range f.Choices {
		if f.Choices[i].Chosen {
			return &f.Choices[i]
		}
	}
	return nil
}

// settle takes the one that is named, or the only one.
func (f *finder) settle(guid string) {
	if len(f.Choices) > mostFound {
		f.Choices, f.More = f.Choices[:mostFound], true
	}
	for i := range f.Choices {
		if f.Choices[i].GUID == guid || len(f.Choices) == 1 {
			f.Choices[i].Chosen = true
		}
	}
}

func findField(id string, label phrase, value string) field {
	return field{ID: "find-" + id, Name: id, Label: label, Type: "search", Value: value, Autocomplete: "off", MaxLength: 200, Required: true}
}

// findPerson looks for the user, among those whom by sees.
func (c *Web) findPerson(r *http.Request, by actor.Actor, q url.Values) (finder, error) {
	guid, typed := strings.ToLower(q.Get("user")), firstRunes(strings.TrimSpace(q.Get("who")), longSearch)
	f := finder{Field: findField("who", say("Person"), typed), Name: "user", Legend: say("Which person?")}
	ask := identity.UserFilter{NoneBelow: true, Query: typed, Sort: []identity.Sort{{Name: "formal_name"}}, Limit: mostFound + 1}
	if portfolio.IsGUID(guid) && typed == "" {
		ask.Lists.GUIDs = []string{guid}
	} else if typed == "" {
		return f, nil
	}
	found, _, err := c.Users.List(r.Context(), by, ask)
	for i := range found {
		f.Choices = append(f.Choices, choiceRow{GUID: found[i].GUID, Name: found[i].FormalName, Under: found[i].Email})
	}
	if f.settle(guid); len(found) == 0 {
		f.None = say("Nobody is found by that name or address.")
	}
	if one := f.chosen(); one != nil {
		f.Field.Value = one.Under
	}
	return f, err
}

// findOneCompany looks for the company.
func (c *Web) findOneCompany(r *http.Request, by actor.Actor, q url.Values) (finder, error) {
	guid, typed := strings.ToLower(q.Get("company")), firstRunes(strings.TrimSpace(q.Get("what")), longSearch)
	f := finder{Field: findField("what", say("Company"), typed), Name: "company", Legend: say("Which company?")}
	switch {
	case portfolio.IsGUID(guid) && typed == "":
		found, err := c.Companies.Chosen(r.Context(), by, []string{guid})
		if err != nil {
			return f, err
		}
		if one, ok := found[guid]; ok {
			f.Choices = []choiceRow{{GUID: guid, Name: one.Name, Under: one.PrimaryDomain}}
		}
	case typed == "":
		return f, nil
	default:
		found, err := c.Companies.Choices(r.Context(), by, typed, mostFound+1)
		if err != nil {
			return f, err
		}
		for _, one := range found {
			f.Choices = append(f.Choices, choiceRow{GUID: one.GUID, Name: one.Name, Under: one.PrimaryDomain})
		}
	}
	if f.settle(guid); len(f.Choices) == 0 {
		f.None = say("No company is found by that name or domain.")
	}
	if one := f.chosen(); one != nil {
		f.Field.Value = one.Name
	}
	return f, nil
}

func newTold(by actor.Actor, e *tenant.Explanation, user, company *choiceRow) *toldView {
	group := groupsPath + "/" + e.GroupGUID
	v := &toldView{
		User: user.Name, Company: company.Name, UserHref: "/users/" + e.UserGUID, CompanyHref: "/companies/" + e.CompanyGUID,
		Allowed: e.Allowed, Role: sayRole(e.Role), Group: way{plain(e.GroupName), group}, Audience: "/companies/" + e.CompanyGUID + "/audience",
	}
	if v.User == "" {
		v.User = user.Under
	}
	for _, t := range e.Reasons {
		v.Reasons = append(v.Reasons, ofText(t))
	}
	for _, l := range e.Missing {
		h := hurdle{Text: ofText(l.Text)}
		switch {
		case l.Of == "company" && tenant.NeedAssign(by) == nil:
			h.Way = &way{say("Put the company into the group"), addressOf(group+"/add", "q", company.Name)}
		case l.Of == "company":
		case by.Has(actor.UsersR):
			h.Way = &way{say("The page of the user"), v.UserHref}
		}
		v.Missing = append(v.Missing, h)
	}
	return v
}
