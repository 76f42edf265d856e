package demo

import (
	"context"
	"slices"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/identity"
)

// talks is with how many recipients Emma has a word in the demo's present.
const talks = 24

// exchanges are what recipients write, and what is answered to that; the last of
// some is still to be answered.
var exchanges = [][]string{
	{"Thank you for the access. Which of the addresses is this about?", "The two in the first finding. Both answer with an old server version.", "Found them: a test system that nobody has switched off. It will be gone this week."},
	{"We have looked into it. The patch is planned for our next maintenance window, on Sunday night.", "That is soon enough. Please mark the finding when it is done."},
	{"Can I show this to our hosting provider?", "Yes, please do. You may forward the findings, not the access."},
	{"The certificate was renewed yesterday. Does your data show it already?"},
	{"This subnet was sold with our Danish branch two years ago. Could you correct the entry?", "I have asked for it. It takes a few days to be seen."},
	{"I am on leave until the 12th. My colleague in operations takes over.", "Thanks for telling me. Enjoy the days off."},
	{"Is there a deadline for the second finding? Our freeze ends in three weeks."},
	{"Everything that you listed is fixed. Is there anything else that you need from us?"},
}

// progress is what recipients say about findings.
var progress = []struct {
	status  collab.RemediationStatus
	comment string
}{
	{"fixed", "Updated on all three servers."},
	{"in_progress", "Waiting for the vendor's patch."},
	{"in_progress", ""},
	{"fixed", ""},
	{"accepted_risk", "An appliance without a successor. It stands in a network of its own until it is replaced in spring."},
	{"not_applicable", "This address is not ours any more."},
}

// talk lets the latest who accepted an invitation of Emma's write to her, and say
// what becomes of the findings.
func (h *house) talk(ctx context.Context, y *history) error {
	d := newDice(h.seed, "talks")
	lives := slices.DeleteFunc(slices.Clone(y.all), func(l *life) bool {
		return l.sender != h.staff[0] || l.past.Status != collab.Active || !l.past.AccessEndsAt.After(h.today)
	})
	slices.SortFunc(lives, func(a, b *life) int { return b.past.AcceptedAt.Compare(*a.past.AcceptedAt) })
	for i, l := range lives[:min(len(lives), talks)] {
		they, err := h.recipientActor(ctx, l.person.bound)
		if err != nil {
			return err
		}
		h.now = earliest(l.past.AcceptedAt.Add(d.days(0, 2)), h.today.Add(-3*time.Hour))
		if err := h.remediate(ctx, d, they, l.past.GUID); err != nil {
			return err
		}
		said := exchanges[i%len(exchanges)]
		if i >= len(exchanges) && d.chance(0.4) {
			continue
		}
		if err := h.exchange(ctx, d, they, l.past.GUID, said); err != nil {
			return err
		}
	}
	h.now = h.today
	return nil
}

// exchange has the two sides write in turns. Who answers has read what came before.
func (h *house) exchange(ctx context.Context, d dice, they actor.Actor, guid string, said []string) error {
	for i, text := range said {
		by, side := they, collab.Requestee
		if i%2 == 1 {
			by, side = h.emma, collab.Requester
		}
		if err := h.messages.MarkRead(ctx, by, side, guid); err != nil {
			return err
		}
		if _, err := h.messages.Post(ctx, by, side, guid, text); err != nil {
			return err
		}
		h.now = earliest(h.now.Add(d.delay(5*time.Hour)), h.today.Add(-2*time.Hour))
	}
	if len(said)%2 == 1 && len(said) > 1 {
		return h.messages.MarkRead(ctx, h.emma, collab.Requester, guid)
	}
	return h.messages.MarkRead(ctx, they, collab.Requestee, guid)
}

// remediate has a recipient say something about some of the findings.
func (h *house) remediate(ctx context.Context, d dice, they actor.Actor, guid string) error {
	shared, err := h.requests.Shared(ctx, they, collab.Requestee, guid)
	if err != nil {
		return err
	}
	for _, f := range shared {
		if d.chance(0.35) {
			continue
		}
		p := pick(d, progress)
		comment := strings.TrimSpace(p.comment)
		if _, err := h.requests.Remediate(ctx, they, guid, f.ID, collab.RemediationChange{Status: &p.status, Comment: &comment}); err != nil {
			return err
		}
	}
	return nil
}

// recipientActor is a recipient as it acts once signed in.
func (h *house) recipientActor(ctx context.Context, r *recipient) (actor.Actor, error) {
	group, err := db.Value[string](ctx, h.db, `select guid from groups where customer_id = $1 and is_default`, r.user.CustomerID)
	return actor.Actor{
		CustomerID: r.user.CustomerID, UserCustomerID: r.user.CustomerID, UserGUID: r.user.GUID, UserID: r.user.ID, Email: r.user.Email,
		FormalName: r.user.FormalName, AccessID: r.accessID, AccessType: identity.UIConnection, Role: actor.User, Roles: []string{},
		GroupGUID: group,
	}, err
}
