package web

import (
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// effectView is what a change would do to who sees what.
type effectView struct {
	Gains, Loses *sightsView // nil: nobody
	Parts        []effectPart
}

// sightsView is how many come to see more, or see less, and some of them.
type sightsView struct {
	Amount   phrase
	Examples []sighted
	More     phrase // how many the examples leave out
}

type sighted struct {
	User, Company         string
	UserHref, CompanyHref string
}

// effectPart is what users of one group gain and lose, each of them.
type effectPart struct {
	Name         phrase
	Users        int64
	Gained, Lost int64
}

func newEffect(e *tenant.Effect) *effectView {
	v := &effectView{}
	if e.Gains.Pairs > 0 {
		v.Gains = newSights(&e.Gains)
		v.Gains.Amount = count(e.Gains.Users, "%d user comes to see companies: %s.", "%d users come to see companies: %s.",
			count(e.Gains.Pairs, "%d pair of a user and a company", "%d pairs of a user and a company"))
	}
	if e.Loses.Pairs > 0 {
		v.Loses = newSights(&e.Loses)
		v.Loses.Amount = count(e.Loses.Users, "%d user loses sight of companies: %s.", "%d users lose sight of companies: %s.",
			count(e.Loses.Pairs, "%d pair of a user and a company", "%d pairs of a user and a company"))
	}
	for _, p := range e.Parts {
		part := effectPart{Name: plain(p.From.Name), Users: p.Users, Gained: p.Gained, Lost: p.Lost}
		switch {
		case p.To.GUID == "":
			part.Name = say("%s, then the new group", p.From.Name)
		case p.To != p.From:
			part.Name = say("%s, then %s", p.From.Name, p.To.Name)
		}
		v.Parts = append(v.Parts, part)
	}
	return v
}

func newSights(s *tenant.Sights) *sightsView {
	v := &sightsView{}
	for _, p := range s.Examples {
		name := p.UserName
		if name == "" {
			name = p.UserEmail
		}
		v.Examples = append(v.Examples, sighted{name, p.CompanyName, "/users/" + p.UserGUID, "/companies/" + p.CompanyGUID})
	}
	if more := s.Pairs - int64(len(v.Examples)); more > 0 && len(v.Examples) > 0 {
		v.More = count(more, "and %d more", "and %d more")
	}
	return v
}

// failures are what errors say, one by one.
func failures(errs []error) (all []phrase) {
	for _, err := range errs {
		all = append(all, failure(fault.Of(err), ""))
	}
	return all
}
