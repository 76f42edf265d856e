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

// Folders is the collection of the folders.
type Folders struct {
	DB  *db.DB
	Now func() time.Time
}

// List returns the folders that by sees in their order.
func (fs *Folders) List(ctx context.Context, by actor.Actor) ([]Folder, error) {
	return fs.read(ctx, fs.DB, by, nil)
}

// One returns a folder.
func (fs *Folders) One(ctx context.Context, by actor.Actor, guid string) (Folder, error) {
	return fs.one(ctx, fs.DB, by, guid)
}

// FolderDraft is what is asked of whoever makes a folder.
type FolderDraft struct {
	Name              string
	Description       string
	ContentExpiryDays *int64
	Sharing           *SharingChange // nil: with everybody
}

const maxExpiryDays = 3650

func checkExpiry(p fault.Problems, days *int64) {
	p.Require(days == nil || *days >= 1 && *days <= maxExpiryDays, "content_expiry_days", "must be between 1 and 3650, or null")
}

// Create makes a folder, at the end of the list.
func (fs *Folders) Create(ctx context.Context, by actor.Actor, d FolderDraft) (f Folder, err error) {
	if err := by.Need(actor.PortfolioRW); err != nil {
		return f, err
	}
	p := fault.Problems{}
	checkName(p, &d.Name, &d.Description)
	checkExpiry(p, d.ContentExpiryDays)
	d.Sharing.check(p)
	if err := p.Err(); err != nil {
		return f, err
	}
	return f, fs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		if err := d.Sharing.resolve(ctx, tx, by, ""); err != nil {
			return err
		}
		guid, err := insertFolder(ctx, tx, by, d, fs.Now())
		if errors.Is(err, db.ErrNone) {
			return folderTaken(d.Name)
		}
		if err != nil {
			return err
		}
		f, err = fs.one(ctx, tx, by, guid)
		return err
	})
}

// insertFolder returns the guid of a new folder, or ErrNone if the name is taken.
func insertFolder(ctx context.Context, tx *db.Tx, by actor.Actor, d FolderDraft, now time.Time) (string, error) {
	guid, s := tx.NewID(now), d.Sharing.apply(everybody())
	guid, err := db.Value[string](ctx, tx, `
		insert into folders (customer_id, guid, name, name_lower, description, content_expiry_days, position, owner_guid, created_at,
			is_shared, shared_with_all, group_edits_contents, group_edits_properties, scope)
		select cast($1 as bigint), cast($2 as text), cast($3 as text), cast($4 as text), cast($5 as text), cast($6 as bigint),
			(select coalesce(max(position), 0) + 1 from folders where customer_id = $1), cast($7 as text), `+moment(tx, "$8")+`,
			cast($9 as boolean), cast($10 as boolean), cast($11 as boolean), cast($12 as boolean), cast($13 as text)
		where true
		on conflict (customer_id, name_lower, scope) do nothing
		returning guid`,
		by.CustomerID, guid, d.Name, strings.ToLower(d.Name), d.Description, d.ContentExpiryDays, userOf(by), now,
		s.IsShared, s.WithAll, s.GroupEditsContents, s.GroupEditsProperties, s.scope(userOf(by), guid))
	if err != nil {
		return "", err
	}
	if len(s.With) > 0 {
		if err := writeShares(ctx, tx, by, guid, s.With); err != nil {
			return "", err
		}
	}
	audit.Record(ctx, tx, by, by.CustomerID, audit.Event{Action: "folder.create", Subject: guid, Details: d})
	audit.Touch(ctx, tx, by.CustomerID, audit.Portfolio)
	return guid, nil
}

// userOf is the guid of the user, nil for the server itself.
func userOf(by actor.Actor) *string {
	if by.UserGUID == "" {
		return nil
	}
	return &by.UserGUID
}
