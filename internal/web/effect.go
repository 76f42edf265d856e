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

// sightsView is how much is seen that was not before, or no more, and some of it.
type sightsView struct {
	Amount   phrase
	Examples []sighted
	More     phrase // how many the examples leave out
}

// sighted is a company, and who it is that comes to see it, or sees it no more: ""
// where that is said already.
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

// newEffect tells of users in general.
func newEffect(e *tenant.Effect) *effectView {
	pairs := func(n int64) phrase {
		return count(n, "%d pair of a user and a company", "%d pairs of a user and a company")
	}
	v := &effectView{Gains: newSights(&e.Gains), Loses: newSights(&e.Loses)}
	if v.Gains != nil {
		v.Gains.Amount = count(e.Gains.Users, "%d user comes to see companies: %s.", "%d users come to see companies: %s.", pairs(e.Gains.Pairs))
	}
	if v.Loses != nil {
		v.Loses.Amount = count(e.Loses.Users, "%d user loses sight of companies: %s.", "%d users lose sight of companies: %s.", pairs(e.Loses.Pairs))
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

// effectOnOne tells it on the page of the one user whom it is about.
func effectOnOne(e *tenant.Effect) *effectView {
	v := &effectView{Gains: newSights(&e.Gains), Loses: newSights(&e.Loses)}
	if v.Gains != nil {
		v.Gains.Amount = count(e.Gains.Pairs, "%d company comes into sight.", "%d companies come into sight.")
	}
	if v.Loses != nil {
		v.Loses.Amount = count(e.Loses.Pairs, "%d company goes out of sight.", "%d companies go out of sight.")
	}
	for _, s := range []*sightsView{v.Gains, v.Loses} {
		if s == nil {
			continue
		}
		for i := range s.Examples {
			s.Examples[i].User = ""
		}
	}
	return v
}

func newSights(s *tenant.Sights) *sightsView {
	if s.Pairs == 0 {
		return nil
	}
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
