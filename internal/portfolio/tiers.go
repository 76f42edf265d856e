package portfolio

import (
	"context"
	"errors"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// Tier says how much depends on a company. A company is in one at most.
type Tier struct {
	GUID         string
	Name         string
	Description  string
	Rank         int64 // the most important first
	EmailEnabled bool
	Version      int64
	CreatedAt    time.Time
	Companies    []string // guids
}

const tierColumns = `guid, name, description, rank, email_enabled, version, created_at`

func (t *Tier) fields() []any {
	return []any{&t.GUID, &t.Name, &t.Description, &t.Rank, &t.EmailEnabled, &t.Version, &t.CreatedAt}
}

// Tiers is the collection of the tiers.
type Tiers struct {
	DB  *db.DB
	Now func() time.Time
}

func noTier() error { return fault.New(fault.NotFound, "There is no such tier.") }

func tierTaken(name string) error {
	return fault.New(fault.Conflict, "There is a tier with the name %s already.", name)
}

// List returns the customer's tiers by rank.
func (ts *Tiers) List(ctx context.Context, by actor.Actor) ([]Tier, error) {
	return ts.read(ctx, ts.DB, by, nil)
}

// One returns a tier.
func (ts *Tiers) One(ctx context.Context, by actor.Actor, guid string) (Tier, error) {
	return ts.one(ctx, ts.DB, by, guid)
}

func (ts *Tiers) one(ctx context.Context, c db.Conn, by actor.Actor, guid string) (Tier, error) {
	found, err := ts.read(ctx, c, by, []string{strings.ToLower(guid)})
	if err == nil && len(found) == 0 {
		err = noTier()
	}
	return append(found, Tier{})[0], err
}

func (ts *Tiers) read(ctx context.Context, c db.Conn, by actor.Actor, guids []string) ([]Tier, error) {
	if err := by.Need(actor.PortfolioR); err != nil {
		return nil, err
	}
	var w db.Where
	w.And(`customer_id = ?`, by.CustomerID)
	w.In(`guid`, guids)
	tiers, err := db.All(ctx, c, (*Tier).fields,
		`select `+tierColumns+` from tiers`+w.String()+` order by rank, name_lower`, w.Args()...)
	if err != nil {
		return nil, err
	}
	type pair struct{ tier, company string }
	at := make(map[string]*Tier, len(tiers))
	for i := range tiers {
		tiers[i].Companies = []string{}
		at[tiers[i].GUID] = &tiers[i]
	}
	var in db.Where
	in.And(`c.customer_id = ?`, by.CustomerID)
	in.AndIf(guids == nil, `c.tier_guid is not null`)
	in.In(`c.tier_guid`, guids)
	tenant.Visible(&in, by, `c.guid`)
	return tiers, db.Each(ctx, c, func(p *pair) []any { return []any{&p.tier, &p.company} }, func(p *pair) error {
		if t := at[p.tier]; t != nil {
			t.Companies = append(t.Companies, p.company)
		}
		return nil
	}, `select c.tier_guid, c.guid from companies c`+in.String()+` order by c.guid`, in.Args()...)
}

// TierDraft is what is asked of whoever makes a tier.
type TierDraft struct {
	Name         string
	Description  string
	Rank         int64
	EmailEnabled bool
}

// TierChange says what to change about a tier; nil leaves as it is.
type TierChange struct {
	Name         *string
	Description  *string
	Rank         *int64
	EmailEnabled *bool
}

const maxRank = 1_000_000

func checkTier(name, description *string, rank *int64) error {
	p := fault.Problems{}
	checkName(p, name, description)
	p.Require(rank == nil || *rank >= 0 && *rank <= maxRank, "rank", "must be between 0 and 1000000")
	return p.Err()
}

// Create makes a tier.
func (ts *Tiers) Create(ctx context.Context, by actor.Actor, d TierDraft) (t Tier, err error) {
	if err := by.Need(actor.PortfolioRW); err != nil {
		return t, err
	}
	if err := checkTier(&d.Name, &d.Description, &d.Rank); err != nil {
		return t, err
	}
	return t, ts.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		guid, err := insertTier(ctx, tx, by, d, ts.Now())
		if errors.Is(err, db.ErrNone) {
			return tierTaken(d.Name)
		}
		if err != nil {
			return err
		}
		t, err = ts.one(ctx, tx, by, guid)
		return err
	})
}

// insertTier returns the guid of a new tier, or ErrNone if the name is taken.
func insertTier(ctx context.Context, tx *db.Tx, by actor.Actor, d TierDraft, now time.Time) (string, error) {
	guid, err := db.Value[string](ctx, tx, `
		insert into tiers (customer_id, guid, name, name_lower, description, rank, email_enabled, created_at)
		values ($1, $2, $3, $4, $5, $6, $7, $8)
		on conflict (customer_id, name_lower) do nothing
		returning guid`,
		by.CustomerID, tx.NewID(now), d.Name, strings.ToLower(d.Name), d.Description, d.Rank, d.EmailEnabled, now)
	if err != nil {
		return "", err
	}
	audit.Record(ctx, tx, by, by.CustomerID, audit.Event{Action: "tier.create", Subject: guid, Details: d})
	audit.Touch(ctx, tx, by.CustomerID, audit.Portfolio)
	return guid, nil
}

// Change changes what is said about a tier.
func (ts *Tiers) Change(ctx context.Context, by actor.Actor, guid string, ch TierChange) (t Tier, err error) {
	if err := by.Need(actor.PortfolioRW); err != nil {
		return t, err
	}
	if err := checkTier(ch.Name, ch.Description, ch.Rank); err != nil {
		return t, err
	}
	return t, ts.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		if err := tenant.Match(ctx, tx, `tiers where customer_id = $1 and guid = $2`, by.CustomerID, strings.ToLower(guid)); err != nil {
			return err
		}
		if err := updateTier(ctx, tx, by.CustomerID, strings.ToLower(guid), ch); err != nil {
			return err
		}
		audit.Record(ctx, tx, by, by.CustomerID, audit.Event{Action: "tier.update", Subject: guid, Details: ch})
		audit.Touch(ctx, tx, by.CustomerID, audit.Portfolio)
		t, err = ts.one(ctx, tx, by, guid)
		return err
	})
}

// holdTier keeps a tier from being changed or deleted before tx ends.
func holdTier(ctx context.Context, tx *db.Tx, customerID int64, guid string) error {
	n, err := tx.Exec(ctx, `update tiers set version = version where customer_id = $1 and guid = $2`, customerID, guid)
	if err == nil && n == 0 {
		return noTier()
	}
	return err
}

func updateTier(ctx context.Context, tx *db.Tx, customerID int64, guid string, ch TierChange) error {
	var w db.Where
	set := []string{`version = version + 1`}
	if ch.Name != nil {
		set = append(set, `name = `+w.Arg(*ch.Name), `name_lower = `+w.Arg(strings.ToLower(*ch.Name)))
	}
	if ch.Description != nil {
		set = append(set, `description = `+w.Arg(*ch.Description))
	}
	if ch.Rank != nil {
		set = append(set, `rank = `+w.Arg(*ch.Rank))
	}
	if ch.EmailEnabled != nil {
		set = append(set, `email_enabled = `+w.Arg(*ch.EmailEnabled))
	}
	w.And(`customer_id = ?`, customerID)
	w.And(`guid = ?`, guid)
	n, err := tx.Exec(ctx, `update tiers set `+strings.Join(set, ", ")+w.String(), w.Args()...)
	if db.IsUnique(err) {
		return tierTaken(*ch.Name)
	}
	if err == nil && n == 0 {
		return noTier()
	}
	return err
}
