package tenant

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"
	"slices"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// SetSettings changes the settings of by's customer.
func (cs *Customers) SetSettings(ctx context.Context, by actor.Actor, change func(*Settings) error) (Settings, error) {
	c, err := cs.ChangeSettings(ctx, by, change, nil)
	return c.Settings, err
}

// ChangeSettings is [Customers.SetSettings] that gives the customer a logo too,
// unless that is nil; an empty one takes it away. All is done or nothing. What
// the caller saw may be bound to it by [WithVersions].
func (cs *Customers) ChangeSettings(ctx context.Context, by actor.Actor, change func(*Settings) error, logo *[]byte) (c Customer, err error) {
	if err := by.Need(actor.SettingsRW); err != nil {
		return c, err
	}
	err = cs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := Check(ctx, tx, by); err != nil {
			return err
		}
		if c, err = cs.holdOwn(ctx, tx, by); err != nil {
			return err
		}
		before := c.Settings
		if err := change(&c.Settings); err != nil {
			return err
		}
		p := fault.Problems{}
		if logo != nil {
			c.Settings.Logo, err = logoName(*logo)
			p.Take(err)
		}
		p.Take(c.Settings.check())
		if err := p.Err(); err != nil {
			return err
		}
		if logo != nil {
			if err := keepLogo(ctx, tx, c.ID, c.Settings.Logo, *logo); err != nil {
				return err
			}
		}
		if err := keepSettings(ctx, tx, &c); err != nil {
			return err
		}
		other, err := differences(before, c.Settings)
		if err != nil {
			return err
		}
		beyond, err := TokensBeyond(ctx, tx, by.CustomerID, c.Settings, cs.Now())
		if err != nil {
			return err
		}
		audit.Record(ctx, tx, by, by.CustomerID, audit.Event{
			Action: "settings.update", Subject: by.CustomerGUID, Details: changed{c.Settings, other, beyond},
		})
		audit.Touch(ctx, tx, by.CustomerID, audit.Identity)
		return nil
	})
	return c, err
}

// holdOwn reads by's customer so that nobody else changes it until tx ends: two
// changes follow each other.
func (cs *Customers) holdOwn(ctx context.Context, tx *db.Tx, by actor.Actor) (Customer, error) {
	c, err := one(db.One(ctx, tx, (*Customer).fields, `
		update customers set updated_at = $2 where id = $1 returning `+columns, by.CustomerID, cs.Now()))
	if err != nil {
		return c, err
	}
	return c, Match(ctx, tx, `customers where id = $1`, c.ID)
}

// keepSettings writes the settings of c, and moves its version.
func keepSettings(ctx context.Context, tx *db.Tx, c *Customer) error {
	text, err := c.Settings.text()
	if err != nil {
		return err
	}
	c.Version++
	_, err = tx.Exec(ctx, `update customers set settings = $2, version = $3 where id = $1`, c.ID, text, c.Version)
	return err
}

// differences returns the names of the settings that are not the same.
func differences(before, after Settings) ([]string, error) {
	var was, is map[string]json.RawMessage
	for of, into := range map[*Settings]*map[string]json.RawMessage{&before: &was, &after: &is} {
		text, err := of.text()
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal([]byte(text), into); err != nil {
			return nil, err
		}
	}
	maps.DeleteFunc(was, func(name string, value json.RawMessage) bool {
		same := bytes.Equal(is[name], value)
		if same {
			delete(is, name)
		}
		return same
	})
	maps.Copy(is, was)
	return slices.Sorted(maps.Keys(is)), nil
}

// changed is what is recorded of settings: as they are now, and which were others
// before.
type changed struct {
	Settings
	Changed      []string `json:"changed,omitempty"` // names of settings
	TokensBeyond int      `json:"tokens_beyond_policy,omitempty"`
}

// TokensBeyond returns how many tokens of a customer work for longer than one
// that is made now may live. A policy that was made stricter leaves them alone:
// whoever made it can see which to rotate.
func TokensBeyond(ctx context.Context, c db.Conn, customerID int64, s Settings, now time.Time) (int, error) {
	if s.TokenDays == nil {
		return 0, nil
	}
	return db.Value[int](ctx, c, `
		select count(*) from tokens
		where customer_id = $1 and revoked_at is null and (expires_at is null or expires_at > $2)`,
		customerID, now.AddDate(0, 0, *s.TokenDays))
}
