package portfolio

import (
	"context"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// GoneFolder is a deleted folder with all that was in it, also what who deleted
// it did not see. It is for [Folders.Restore], and to be shown to nobody.
type GoneFolder struct {
	GUID              string    `json:"guid"`
	Name              string    `json:"name"`
	Description       string    `json:"description"`
	ContentExpiryDays *int64    `json:"content_expiry_days"`
	Position          int64     `json:"position"`
	OwnerGUID         *string   `json:"owner_guid"`
	Sharing           Sharing   `json:"sharing"`
	Scope             string    `json:"scope"`
	Version           int64     `json:"version"`
	CreatedAt         time.Time `json:"created_at"`
	Members           []member  `json:"members"`
}

// member is a company in a folder, with the time from which its days there count.
type member struct {
	Company string    `json:"company"`
	AddedAt time.Time `json:"added_at"`
}

// gone reads what a folder is before it is deleted.
func gone(ctx context.Context, tx *db.Tx, by actor.Actor, f Folder) (*GoneFolder, error) {
	g := &GoneFolder{
		GUID: f.GUID, Name: f.Name, Description: f.Description, ContentExpiryDays: f.ContentExpiryDays, Position: f.Position,
		OwnerGUID: f.OwnerGUID, Sharing: f.Sharing, Version: f.Version, CreatedAt: f.CreatedAt,
	}
	var err error
	if g.Scope, err = db.Value[string](ctx, tx, `select scope from folders where customer_id = $1 and guid = $2`, by.CustomerID, f.GUID); err != nil {
		return nil, err
	}
	g.Members, err = db.All(ctx, tx, func(m *member) []any { return []any{&m.Company, &m.AddedAt} }, `
		select company_guid, added_at from folder_companies
		where customer_id = $1 and folder_guid = $2 order by company_guid`, by.CustomerID, f.GUID)
	return g, err
}

// Restore brings a folder back that by has deleted, as it was: with its guid,
// its companies and those with whom it was shared, as far as they are still
// there. It is a Conflict if there is one of its name by now.
func (fs *Folders) Restore(ctx context.Context, by actor.Actor, g *GoneFolder) error {
	if err := by.Need(actor.PortfolioRW); err != nil {
		return err
	}
	return fs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		s := g.Sharing
		n, err := tx.Exec(ctx, `
			insert into folders (customer_id, guid, name, name_lower, description, content_expiry_days, position, owner_guid, created_at,
				is_shared, shared_with_all, group_edits_contents, group_edits_properties, scope, version)
			values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
			on conflict do nothing`,
			by.CustomerID, g.GUID, g.Name, strings.ToLower(g.Name), g.Description, g.ContentExpiryDays, g.Position, g.OwnerGUID, g.CreatedAt,
			s.IsShared, s.WithAll, s.GroupEditsContents, s.GroupEditsProperties, g.Scope, g.Version+1)
		if err != nil {
			return err
		}
		if n == 0 {
			return fault.New(fault.Conflict, "There is a folder with this name already.")
		}
		if err := fs.refill(ctx, tx, by, g); err != nil {
			return err
		}
		audit.Record(ctx, tx, by, by.CustomerID, audit.Event{Action: "folder.restore", Subject: g.GUID, Details: map[string]string{"name": g.Name}})
		audit.Touch(ctx, tx, by.CustomerID, audit.Portfolio)
		return nil
	})
}

// refill gives a folder its companies and shares again.
func (fs *Folders) refill(ctx context.Context, tx *db.Tx, by actor.Actor, g *GoneFolder) error {
	since := make(map[time.Time][]string) // most came together
	for _, m := range g.Members {
		since[m.AddedAt] = append(since[m.AddedAt], m.Company)
	}
	for at, companies := range since {
		there, err := db.Column[string](ctx, tx, `select c.guid from `+
			seekAndHold(tx, "$2", "companies", "c", `c.customer_id = $1 and c.guid = j.value`), by.CustomerID, list(companies))
		if err != nil {
			return err
		}
		if _, err := putIntoFolder(ctx, tx, by.CustomerID, g.GUID, there, at); err != nil {
			return err
		}
	}
	if len(g.Sharing.With) == 0 {
		return nil
	}
	return writeShares(ctx, tx, by, g.GUID, g.Sharing.With)
}

// GoneTier is a deleted tier with the companies that were in it.
type GoneTier struct {
	Tier
}

// Restore brings a tier back that by has deleted, and puts the companies into
// it that were in it and have none since. It is a Conflict if there is one of
// its name by now.
func (ts *Tiers) Restore(ctx context.Context, by actor.Actor, g *GoneTier) error {
	if err := by.Need(actor.PortfolioRW); err != nil {
		return err
	}
	return ts.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		if !seesAll(by) {
			return actor.Denied()
		}
		n, err := tx.Exec(ctx, `
			insert into tiers (customer_id, guid, name, name_lower, description, rank, email_enabled, created_at, version)
			values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
			on conflict do nothing`,
			by.CustomerID, g.GUID, g.Name, strings.ToLower(g.Name), g.Description, g.Rank, g.EmailEnabled, g.CreatedAt, g.Version+1)
		if err != nil {
			return err
		}
		if n == 0 {
			return tierTaken(g.Name)
		}
		_, err = tx.Exec(ctx, `
			update companies set tier_guid = $2, version = version + 1, updated_at = $3
			where customer_id = $1 and tier_guid is null and guid in (`+texts(tx, "$4")+`)`, by.CustomerID, g.GUID, ts.Now(), list(g.Companies))
		if err != nil {
			return err
		}
		audit.Record(ctx, tx, by, by.CustomerID, audit.Event{Action: "tier.restore", Subject: g.GUID, Details: map[string]string{"name": g.Name}})
		audit.Touch(ctx, tx, by.CustomerID, audit.Portfolio)
		return nil
	})
}
