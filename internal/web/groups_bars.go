package web

import (
	"gatehouse/internal/tenant"
)

// quotaBar is a subscription type as a picture: what is used, what is reserved,
// and what is left. The numbers stand beside it.
type quotaBar struct {
	ID       string
	Name     string
	Segments []segment
	Facts    []fact
	Move     string // where some of it is moved; "" for who may not

	Release, Group string // the type, if the group has an allocation to give up
}

// segment is a part of the bar, in its own units.
type segment struct{ Class, X, Width string }

const barWidth = 600.0

// segments puts amounts one after the other onto a bar of the whole.
func segments(whole int64, parts ...barPart) (all []segment) {
	x := 0.0
	for _, p := range parts {
		if p.n <= 0 || whole <= 0 {
			continue
		}
		width := barWidth * float64(p.n) / float64(whole)
		all = append(all, segment{p.class, units(x), units(width)})
		x += width
	}
	return all
}

type barPart struct {
	class string
	n     int64
}

// barOfLicence shows what a licence is used for by all groups.
func barOfLicence(l *tenant.LicenceUse, canMove bool) quotaBar {
	whole := l.Allocated + l.SharedUsed
	b := quotaBar{ID: "licence-" + l.Type, Name: l.Name, Facts: []fact{
		{say("Licence"), orUnlimited(l.Licence.Licence)},
		{say("Reserved by groups"), say("%d", l.Allocated)},
		{say("Used of that"), say("%d", l.AllocatedUsed)},
		{say("Used of the rest"), say("%d", l.SharedUsed)},
		{say("Left"), orUnlimited(l.Remaining())},
	}}
	if l.Licence.Licence != nil {
		whole = *l.Licence.Licence
	}
	b.Segments = segments(whole, barPart{"used", l.AllocatedUsed}, barPart{"reserved", l.Allocated - l.AllocatedUsed}, barPart{"shared", l.SharedUsed})
	if canMove {
		b.Move = addressOf(quotasPath, "type", l.Type)
	}
	return b
}

func orUnlimited(n *int64) phrase {
	if n == nil {
		return say("Unlimited")
	}
	return say("%d", *n)
}

// barOfQuota shows what a group has of a type.
func barOfQuota(guid, name string, q tenant.Quota, canMove bool) quotaBar {
	b := quotaBar{ID: "quota-" + q.Type, Name: name}
	if q.Allocated != nil {
		b.Facts = []fact{{say("Reserved"), say("%d", *q.Allocated)}, {say("Used"), say("%d", q.Used)}, {say("Available"), orUnlimited(q.Available)}}
		b.Segments = segments(*q.Allocated, barPart{"used", q.Used})
	} else {
		b.Facts = []fact{{say("Reserved"), say("Nothing: it shares what is left")}, {say("Used"), say("%d", q.Used)}, {say("Left for all that share"), orUnlimited(q.Available)}}
		whole := q.Used
		if q.Available != nil {
			whole += *q.Available
		}
		b.Segments = segments(whole, barPart{"shared", q.Used})
	}
	if canMove {
		b.Move = addressOf(quotasPath, "type", q.Type, "to", guid)
		if q.Allocated != nil {
			b.Release, b.Group = q.Type, guid
		}
	}
	return b
}
