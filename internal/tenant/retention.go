package tenant

import (
	"context"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/jobs"
)

// Retention erases what a customer does not want kept for longer than some days:
// only what has ended, never an event, whose details alone can go.
type Retention struct {
	DB      *db.DB
	Now     func() time.Time // db.Now but in tests
	Keepers []Keeper
}

// Keeper erases what one setting is about. Who owns the table brings it.
type Keeper struct {
	What string                // for the record
	Days func(s *Settings) int // how long it is kept; 0 is for good
	// Erase removes what is older than before, at most so many rows, and says how many.
	Erase func(ctx context.Context, tx *db.Tx, customerID int64, before time.Time, most int) (int64, error)
}

// The bounds of what is kept, in days. Details of events are the record's memory:
// who wants to hide something must not be able to let them go the next month.
const (
	minKeep        = 30
	minKeepDetails = 90
	maxKeep        = 3650
)

func (s *Settings) checkRetention(p fault.Problems) {
	for field, days := range map[string]int{"keep_mails": s.KeepMails, "keep_notifications": s.KeepNotifications} {
		p.Require(days == 0 || days >= minKeep && days <= maxKeep, field, "must be between %d and %d days, or kept for good", minKeep, maxKeep)
	}
	p.Require(s.KeepEventDetails == 0 || s.KeepEventDetails >= minKeepDetails && s.KeepEventDetails <= maxKeep,
		"keep_event_details", "must be between %d and %d days, or kept for good", minKeepDetails, maxKeep)
}

// erasedAtOnce is how many rows one transaction erases: others write between two.
const erasedAtOnce = 2000

// Work makes r erase once a day.
func (rt *Retention) Work(r *jobs.Runner) { jobs.Every(r, "tenant.retention", 24*time.Hour, rt.Erase) }

// Erase erases what is too old in every customer. Each transaction has an event
// of how much; what is left after a failure is for the next time.
func (rt *Retention) Erase(ctx context.Context) error {
	type chosen struct {
		id       int64
		settings Settings
	}
	all, err := db.All(ctx, rt.DB, func(c *chosen) []any { return []any{&c.id, &c.settings} },
		`select id, settings from customers where settings like '%"keep_%' order by id`)
	if err != nil {
		return err
	}
	for _, c := range all {
		for _, k := range rt.Keepers {
			if days := k.Days(&c.settings); days > 0 {
				if err := rt.erase(ctx, c.id, k, days); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (rt *Retention) erase(ctx context.Context, customerID int64, k Keeper, days int) error {
	before := rt.Now().AddDate(0, 0, -days)
	for {
		var n int64
		err := rt.DB.Tx(ctx, func(tx *db.Tx) (err error) {
			if n, err = k.Erase(ctx, tx, customerID, before, erasedAtOnce); err != nil || n == 0 {
				return err
			}
			audit.Record(ctx, tx, actor.System(customerID), customerID, audit.Event{
				Action: "retention.erase", Subject: k.What, Details: map[string]any{"what": k.What, "days": days, "erased": n},
			})
			return nil
		})
		if err != nil || n < erasedAtOnce {
			return err
		}
	}
}
