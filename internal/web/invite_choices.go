package web

import (
	"cmp"
	"slices"
	"strconv"

	"gatehouse/internal/collab"
	"gatehouse/internal/portfolio"
)

// inviteContact is somebody whom one click makes the recipient.
type inviteContact struct {
	ID, Value   string
	Name, Under phrase
	Email       string
	Chosen      bool
}

// The recipients that are no contact: one whose name the form holds, and the
// preferred contact for who may not see it.
const (
	toTyped     = "typed"
	toPreferred = "preferred"
)

// people are the contacts, and whoever is typed.
func (d *inviteDesk) people(chosen string) []inviteContact {
	var all []inviteContact
	if d.preferred {
		all = append(all, inviteContact{
			Value: toPreferred, Name: say("The preferred contact"), Under: say("Name and address stay hidden until the invitation is accepted."),
		})
	}
	for _, p := range d.contacts {
		k := inviteContact{Value: p.GUID, Name: plain(cmp.Or(p.FormalName, p.FriendlyName, p.Email)), Email: p.Email, Under: relations[p.Relation()]}
		if p.FormalName+p.FriendlyName == "" {
			k.Email = ""
		}
		if p.Role != "" {
			k.Under = plain(p.Role)
			if is := relations[p.Relation()]; is != nil {
				k.Under = listed(is, plain(p.Role))
			}
		}
		all = append(all, k)
	}
	if len(all) == 0 {
		return nil
	}
	all = append(all, inviteContact{Value: toTyped, Name: say("Somebody else")})
	for i := range all {
		all[i].ID, all[i].Chosen = "to-"+strconv.Itoa(i), all[i].Value == chosen
	}
	if !slices.ContainsFunc(all, func(k inviteContact) bool { return k.Chosen }) {
		all[len(all)-1].Chosen = true
	}
	return all
}

// reasonOptions are the reasons that somebody can be invited for.
func reasonOptions(chosen string) []option {
	var all []option
	for _, reason := range collab.Reasons {
		if reason != collab.SelfRequested {
			all = append(all, option{string(reason), reasons[reason], chosen == string(reason)})
		}
	}
	return all
}

// relations says what a contact is to its company.
var relations = map[string]phrase{
	portfolio.Primary: say("Preferred contact"),
	portfolio.Backup:  say("Backup"),
}

// tickBox is a box to tick.
type tickBox struct {
	ID, Value   string
	Name, Under phrase
	Grade       string
	Chosen      bool
}

// vectors are all risk vectors, those with the worst grades first.
func (d *inviteDesk) vectors(chosen []string) []tickBox {
	slugs := slices.Clone(portfolio.Vectors)
	place := func(slug string) int {
		if grade, ok := d.company.Grades[slug]; ok && grade != "N/A" {
			return -slices.Index(portfolio.GradeLetters, grade)
		}
		return 1
	}
	slices.SortStableFunc(slugs, func(a, b string) int { return place(a) - place(b) })
	all := make([]tickBox, len(slugs))
	for i, slug := range slugs {
		all[i] = tickBox{
			ID: "vector-" + strconv.Itoa(i), Value: slug, Name: sayVector(slug), Grade: d.company.Grades[slug], Chosen: slices.Contains(chosen, slug),
		}
	}
	return all
}

// shareable are the company's findings.
func (d *inviteDesk) shareable(chosen []string) []tickBox {
	all := make([]tickBox, len(d.findings))
	for i := range d.findings {
		f := &d.findings[i]
		all[i] = tickBox{ID: "finding-" + strconv.Itoa(i), Value: f.ID, Chosen: slices.Contains(chosen, f.ID)}
		all[i].Name, all[i].Under = sayFinding(f)
	}
	return all
}
