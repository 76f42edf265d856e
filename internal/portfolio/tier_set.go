package portfolio

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// Placed says which companies changed their tier, and what it was before: enough
// to put them back.
type Placed struct {
	Tier string              `json:"tier"` // that they are in now; "" is none
	Was  map[string][]string `json:"was"`  // former tier, "" for none -> companies
}

// Count is how many companies changed their tier.
func (p Placed) Count() (n int64) {
	for _, companies := range p.Was {
		n += int64(len(companies))
	}
	return n
}

// Place puts companies into a tier, or into none if it is "". What by does not
// see stays where it is, as what is there already.
func (ts *Tiers) Place(ctx context.Context, by actor.Actor, tier string, companies []string) (placed Placed, err error) {
	if err := by.Need(actor.PortfolioRW); err != nil {
		return placed, err
	}
	p := fault.Problems{}
	companies = unique(p, "company", companies)
	if err := p.Err(); err != nil {
		return placed, err
	}
	tier = strings.ToLower(tier)
	return placed, ts.DB.Tx(ctx, func(tx *db.Tx) error {
		placed = Placed{Tier: tier, Was: make(map[string][]string)}
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		m := placing{tx: tx, by: by, now: ts.Now()}
		return m.place(ctx, &placed, companies)
	})
}

// PutBack undoes what [Tiers.Place] did, where nobody has moved the company on
// since. It returns how many companies are back.
func (ts *Tiers) PutBack(ctx context.Context, by actor.Actor, done Placed) (n int64, err error) {
	if err := by.Need(actor.PortfolioRW); err != nil {
		return 0, err
	}
	return n, ts.DB.Tx(ctx, func(tx *db.Tx) error {
		n = 0
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		m := placing{tx: tx, by: by, now: ts.Now(), from: &done.Tier}
		for _, tier := range slices.Sorted(maps.Keys(done.Was)) { // who else does so holds them in the same order
			back := Placed{Tier: tier, Was: make(map[string][]string)}
			err := m.place(ctx, &back, done.Was[tier])
			if fault.Is(err, fault.NotFound) && tier != "" {
				return fault.New(fault.Conflict, "The tier in which they were has been deleted.")
			}
			if err != nil {
				return err
			}
			n += back.Count()
		}
		return nil
	})
}

// placing moves companies between tiers.
type placing struct {
	tx   *db.Tx
	by   actor.Actor
	now  time.Time
	from *string // the one tier that they are moved out of; nil is any
}

func (m placing) place(ctx context.Context, placed *Placed, companies []string) error {
	if placed.Tier != "" {
		if err := holdTier(ctx, m.tx, m.by.CustomerID, placed.Tier); err != nil {
			return err
		}
	}
	seen, err := visibleOf(ctx, m.tx, m.by, companies)
	if err != nil {
		return err
	}
	type pair struct{ guid, tier string }
	now, err := db.All(ctx, m.tx, func(p *pair) []any { return []any{&p.guid, &p.tier} }, `
		select c.guid, coalesce(c.tier_guid, '') from `+seekAndHold(m.tx, "$2", "companies", "c", `c.customer_id = $1 and c.guid = j.value`),
		m.by.CustomerID, list(seen))
	if err != nil {
		return err
	}
	var move []string
	for _, c := range now {
		if c.tier == placed.Tier || m.from != nil && c.tier != *m.from {
			continue
		}
		move = append(move, c.guid)
		placed.Was[c.tier] = append(placed.Was[c.tier], c.guid)
	}
	if len(move) == 0 {
		return nil
	}
	slices.Sort(move)
	var to *string
	if placed.Tier != "" {
		to = &placed.Tier
	}
	if _, err := m.tx.Exec(ctx, `
		update companies set tier_guid = $2, version = version + 1, updated_at = $3
		where customer_id = $1 and guid in (`+texts(m.tx, "$4")+`)`, m.by.CustomerID, to, m.now, list(move)); err != nil {
		return err
	}
	return m.tell(ctx, placed)
}

// tell counts the tiers whose companies changed as changed, and records what
// happened in each.
func (m placing) tell(ctx context.Context, placed *Placed) error {
	var all []string
	for was, companies := range placed.Was {
		all = append(all, companies...)
		if was == "" {
			continue
		}
		if err := updateTier(ctx, m.tx, m.by.CustomerID, was, TierChange{}); err != nil {
			return err
		}
		if placed.Tier == "" { // else the tier that they went to says it
			recordMove(ctx, m.tx, m.by, "tier.companies", was, Moved{Removed: companies})
		}
	}
	if placed.Tier == "" {
		audit.Touch(ctx, m.tx, m.by.CustomerID, audit.Portfolio)
		return nil
	}
	recordMove(ctx, m.tx, m.by, "tier.companies", placed.Tier, Moved{Added: all})
	return updateTier(ctx, m.tx, m.by.CustomerID, placed.Tier, TierChange{})
}
