package tenant

import (
	"context"
	"errors"
	"slices"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// QuotaMove moves some of what is reserved of a subscription type from one group
// to another. "" is nobody: then it comes from what the licence leaves, or goes
// back to that.
type QuotaMove struct {
	Type string `json:"subscription_type"`
	From string `json:"from,omitempty"`
	To   string `json:"to,omitempty"`
	N    int64  `json:"count"`
}

// Reckoning is the arithmetic of a [QuotaMove], before and after.
type Reckoning struct {
	Move           QuotaMove
	IsDone         bool
	Licence, After Licence
	LicenceErr     error  // why the licence does not bear it
	Lines          []Line // of the groups: from, and to
}

// Line is one group of a [Reckoning].
type Line struct {
	GUID, Name    string
	Used          int64
	Before, After *int64 // reserved; nil is nothing
	Err           error  // why it does not hold
}

// Err is the first reason why the move cannot be, or nil.
func (r *Reckoning) Err() error {
	for _, l := range r.Lines {
		if l.Err != nil {
			return l.Err
		}
	}
	return r.LicenceErr
}

func (m *QuotaMove) check() error {
	m.From, m.To = strings.ToLower(m.From), strings.ToLower(m.To)
	p := fault.Problems{}
	p.Require(m.From == "" || isGUID(m.From), "from", "must be the GUID of a group")
	p.Require(m.To == "" || isGUID(m.To), "to", "must be the GUID of a group")
	p.Require(m.From != m.To, "to", "must be another one")
	p.Require(m.N >= 1 && m.N <= maxSubscriptions, "count", "must be between 1 and 1000000000")
	return p.Err()
}

// ForeseeQuota returns the arithmetic of a move of now, whether or not it holds.
func (gs *Groups) ForeseeQuota(ctx context.Context, by actor.Actor, m QuotaMove) (*Reckoning, error) {
	if err := by.Need(actor.GroupsRW); err != nil {
		return nil, err
	}
	if err := m.check(); err != nil {
		return nil, err
	}
	r, err := reckon(ctx, gs.DB, by, m)
	if err != nil {
		return nil, err
	}
	return r, Outcome(ctx, r)
}

// MoveQuota moves what is reserved, in one step: whoever subscribes meanwhile
// finds it here or there.
func (gs *Groups) MoveQuota(ctx context.Context, by actor.Actor, m QuotaMove) (r *Reckoning, err error) {
	if err := by.Need(actor.GroupsRW); err != nil {
		return nil, err
	}
	if err := m.check(); err != nil {
		return nil, err
	}
	err = gs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := gs.begin(ctx, tx, by); err != nil {
			return err
		}
		if r, err = reckon(ctx, tx, by, m); err != nil { // refuses what by does not see
			return err
		}
		if err := hold(ctx, tx, by.CustomerID, m); err != nil {
			return err
		}
		if r, err = reckon(ctx, tx, by, m); err != nil {
			return err
		}
		if err := r.Err(); err != nil {
			return err
		}
		if err := gs.settle(ctx, tx, by, m, r); err != nil {
			return err
		}
		r.IsDone = true
		return Outcome(ctx, r)
	})
	return r, err
}

// hold keeps the rows of a move from being changed before tx ends: first the
// groups', then the licence's, as everybody does who takes a subscription.
func hold(ctx context.Context, tx *db.Tx, customerID int64, m QuotaMove) error {
	groups := []string{m.From, m.To}
	slices.Sort(groups)
	for _, guid := range groups {
		if guid == "" {
			continue
		}
		if _, err := ensureShare(ctx, tx, customerID, guid, m.Type); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `
			update quotas set used = used where customer_id = $1 and group_guid = $2 and subscription_type = $3`,
			customerID, guid, m.Type); err != nil {
			return err
		}
	}
	_, err := tx.Exec(ctx, `update licences set allocated = allocated where customer_id = $1 and subscription_type = $2`, customerID, m.Type)
	return err
}

func (gs *Groups) settle(ctx context.Context, tx *db.Tx, by actor.Actor, m QuotaMove, r *Reckoning) error {
	ok, err := moveLicence(ctx, tx, by.CustomerID, m.Type, r.After.Allocated-r.Licence.Allocated, r.After.SharedUsed-r.Licence.SharedUsed)
	if err != nil {
		return err
	}
	if !ok {
		return errors.New("a licence refused what it bears")
	}
	for _, l := range r.Lines {
		if _, err := tx.Exec(ctx, `
			update quotas set allocated = $4 where customer_id = $1 and group_guid = $2 and subscription_type = $3`,
			by.CustomerID, l.GUID, m.Type, l.After); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `
			update groups set version = version + 1, updated_at = $3 where customer_id = $1 and guid = $2`,
			by.CustomerID, l.GUID, gs.Now()); err != nil {
			return err
		}
		audit.Record(ctx, tx, by, by.CustomerID, audit.Event{Action: "access_group.move_quota", Subject: l.GUID, Details: m})
	}
	audit.Touch(ctx, tx, by.CustomerID, everything)
	return nil
}

// reckon reads what there is and works out what there would be.
func reckon(ctx context.Context, c db.Conn, by actor.Actor, m QuotaMove) (*Reckoning, error) {
	l, err := licenceOf(ctx, c, by.CustomerID, m.Type)
	if err != nil {
		return nil, err
	}
	r := &Reckoning{Move: m, Licence: l, After: l}
	for _, end := range []struct {
		guid string
		n    int64
	}{{m.From, -m.N}, {m.To, m.N}} {
		if end.guid == "" {
			continue
		}
		g, err := readOne(ctx, c, by, end.guid)
		if err != nil {
			return nil, err
		}
		q := g.Quotas[slices.IndexFunc(g.Quotas, func(q Quota) bool { return q.Type == m.Type })]
		r.add(g, q, end.n)
	}
	if left := r.After.Remaining(); left != nil && *left < 0 {
		r.LicenceErr = fault.New(fault.Exhausted,
			"The licence has %d subscriptions of type %s, of which groups have reserved %d and use %d of the rest: %s.",
			*l.Licence, l.Type, l.Allocated, l.SharedUsed, tooMany(-*left))
	}
	return r, nil
}

// add reckons that a group has n more, or if n is negative fewer. What a group
// without an allocation uses comes out of what is shared once it has one.
func (r *Reckoning) add(g Group, q Quota, n int64) {
	line := Line{GUID: g.GUID, Name: g.Name, Used: q.Used, Before: q.Allocated}
	if q.Allocated == nil && n < 0 {
		line.Err = fault.New(fault.Conflict, "The group %s has reserved no subscriptions of type %s: there is nothing to take.", g.Name, q.Type)
		r.Lines = append(r.Lines, line)
		return
	}
	after := n
	if q.Allocated != nil {
		after += *q.Allocated
	} else {
		r.After.SharedUsed -= q.Used
	}
	r.After.Allocated += n
	line.After = &after
	switch {
	case n < 0 && after < 0:
		line.Err = fault.New(fault.Conflict, "The group %s has reserved %d subscriptions of type %s: %s.", g.Name, *q.Allocated, q.Type, tooMany(-after))
	case after < q.Used:
		line.Err = fault.New(fault.Conflict, "The group %s owns %d subscriptions of type %s: its allocation cannot be %d.", g.Name, q.Used, q.Type, after)
	}
	r.Lines = append(r.Lines, line)
}
