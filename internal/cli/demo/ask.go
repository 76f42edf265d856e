package demo

import (
	"slices"
	"strings"
	"time"

	"gatehouse/internal/collab"
	"gatehouse/internal/portfolio"
)

// ask decides what a request is about.
func (y *history) ask(l *life) {
	r, p, c := l.past, l.person, l.person.company
	r.Reason = draw(y.dice, []odds[collab.Reason]{
		{collab.Remediation, 0.38}, {collab.Informational, 0.27}, {collab.Validation, 0.22}, {collab.Other, 0.13},
	})
	if r.Reason != collab.Other && len(c.worse()) == 0 {
		r.Reason = collab.Informational
	}
	r.TrialDays = draw(y.dice, []odds[int64]{{30, 6}, {14, 1}, {45, 1}, {60, 1}, {90, 1}})
	if p.phone != "" && y.chance(0.6) {
		r.Phone = p.phone
	}
	switch {
	case p.isPreferred && y.chance(0.25): // the sender named nobody
		r.NameHidden, r.EmailHidden = true, true
	case y.chance(0.35):
		r.FriendlyName = p.first()
	}
	r.Vectors = y.vectors(c, r.Reason, r.CreatedAt)
	if share := shares[r.Reason]; y.chance(share) {
		r.FindingIDs = c.open(y.dice, r.CreatedAt, r.Vectors, y.between(1, 5))
	}
	r.Message = y.message(l)
	y.copies(l)
	if y.chance(0.18) {
		r.Notes = new(pick(y.dice, notes))
	}
}

// shares is how often findings are shared.
var shares = map[collab.Reason]float64{collab.Remediation: 0.65, collab.Validation: 0.45, collab.Informational: 0.08}

// vectors are those that the request is about, with their grades then.
func (y *history) vectors(c *company, reason collab.Reason, at time.Time) collab.Vectors {
	var slugs []string
	switch reason {
	case collab.Remediation:
		slugs = some(y.dice, c.worse(), y.between(1, 4))
	case collab.Validation:
		slugs = some(y.dice, c.worse(), y.between(1, 2))
	case collab.Informational:
		slugs = some(y.dice, portfolio.Vectors, max(0, y.between(-2, 3)))
	case collab.Other, collab.SelfRequested:
	}
	var vectors collab.Vectors
	for _, slug := range slugs {
		vectors = append(vectors, collab.Vector{Slug: slug, Grade: new(y.grade(c.grades[slug], at))})
	}
	return vectors
}

// grade is what a grade was: the longer ago, the less it says today.
func (y *history) grade(now string, at time.Time) string {
	letters := portfolio.GradeLetters[:5]
	i := slices.Index(letters, now)
	years := float64(y.today.Sub(at)) / float64(365*24*time.Hour)
	if i < 0 || !y.chance(0.3*years) {
		return now
	}
	return letters[min(max(i+pick(y.dice, []int{-1, 1, 1}), 0), len(letters)-1)]
}

// copies are the others who get the introduction.
func (y *history) copies(l *life) {
	c := l.person.company
	var ccs []string
	if y.chance(0.14) {
		if m := pick(y.dice, y.senders); m != l.sender && !m.joined.After(l.past.CreatedAt) {
			ccs = append(ccs, m.user.Email)
		}
	}
	for _, other := range c.people {
		switch {
		case other == l.person || !y.chance(0.08):
		case y.chance(0.5):
			ccs = append(ccs, other.email)
		default:
			l.past.ThirdParties = append(l.past.ThirdParties, collab.Party{Name: other.name, Email: other.email})
		}
	}
	if len(ccs) > 0 {
		l.past.CCs = new(strings.Join(ccs, ","))
	}
}
