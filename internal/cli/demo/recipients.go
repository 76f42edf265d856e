package demo

import (
	"cmp"
	"context"
	"slices"
	"time"

	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/identity"
	"gatehouse/internal/portfolio"
)

// recipient is the user that somebody who accepted became, in the Vendor Access
// customer of its domain.
type recipient struct {
	user     identity.User
	accessID int64
	lives    []*life // in the order of their acceptance
	login    *time.Time
}

// latest is the request that was accepted last.
func (r *recipient) latest() *life { return r.lives[len(r.lives)-1] }

// bindAtOnce bounds the recipients that one transaction makes.
const bindAtOnce = 100

// bind makes the users of all who accepted, at the time when they did, and
// returns them.
func (h *house) bind(ctx context.Context, y *history) ([]*recipient, error) {
	accepted := slices.DeleteFunc(slices.Clone(y.all), func(l *life) bool { return l.past.AcceptedAt == nil })
	slices.SortStableFunc(accepted, func(a, b *life) int { return a.past.AcceptedAt.Compare(*b.past.AcceptedAt) })
	var all []*recipient
	for part := range slices.Chunk(accepted, bindAtOnce) {
		var made []*recipient
		err := h.db.Tx(ctx, func(tx *db.Tx) error {
			made = nil
			for _, l := range part {
				if l.person.bound != nil || slices.ContainsFunc(made, func(r *recipient) bool { return r.latest().person == l.person }) {
					continue
				}
				r, err := h.makeRecipient(ctx, tx, l)
				if err != nil {
					return err
				}
				made = append(made, r)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		for _, r := range made {
			r.latest().person.bound = r
		}
		all = append(all, made...)
	}
	for _, r := range all {
		r.lives = nil
	}
	for _, l := range accepted {
		r := l.person.bound
		r.lives = append(r.lives, l)
		l.past.RecipientCID, l.past.RecipientGUID = &r.user.CustomerID, &r.user.GUID
	}
	return all, h.visit(ctx, all)
}

func (h *house) makeRecipient(ctx context.Context, tx *db.Tx, l *life) (*recipient, error) {
	h.now = *l.past.AcceptedAt
	p := l.person
	vendor, err := h.customers.Vendor(ctx, tx, portfolio.Registrable(p.company.domain))
	if err != nil {
		return nil, err
	}
	user, access, err := h.users.BindRecipient(ctx, tx, vendor, identity.RecipientDraft{
		Email: p.email, FormalName: p.name, Phone: l.past.Phone, PHC: h.phc,
	})
	return &recipient{user: user, accessID: access, lives: []*life{l}}, err
}

// visit lets most recipients look at what they were sent.
func (h *house) visit(ctx context.Context, all []*recipient) error {
	h.now = h.today
	d := newDice(h.seed, "visits")
	return h.db.Tx(ctx, func(tx *db.Tx) error {
		for _, r := range all {
			if !d.chance(0.85) {
				continue
			}
			last := r.latest().past
			login := d.within(*last.AcceptedAt, earliest(*last.AccessEndsAt, h.today))
			r.login = &login
			for _, l := range r.lives {
				l.past.LastLogin = new(login.Format(time.DateOnly))
				l.past.IsRead = d.chance(0.8)
			}
			if err := h.accesses.NotePastLogin(ctx, tx, r.user.CustomerID, r.accessID, login); err != nil {
				return err
			}
		}
		return nil
	})
}

// guest returns the recipient with the most to do: of those who can sign in for a
// fortnight at least, one who is asked about the most findings.
func guest(all []*recipient, today time.Time) *recipient {
	rank := func(r *recipient) (long bool, findings, received int) {
		last := r.latest().past
		return last.Status == collab.Active && last.AccessEndsAt.After(today.AddDate(0, 0, 14)), len(last.FindingIDs), len(r.lives)
	}
	const several = 3
	return slices.MaxFunc(all, func(a, b *recipient) int {
		longA, findingsA, receivedA := rank(a)
		longB, findingsB, receivedB := rank(b)
		if longA != longB {
			if longA {
				return 1
			}
			return -1
		}
		return cmp.Or(cmp.Compare(min(receivedA, several), min(receivedB, several)), cmp.Compare(findingsA, findingsB),
			cmp.Compare(receivedA, receivedB), cmp.Compare(b.user.Email, a.user.Email))
	})
}
