package portfolio

import (
	"context"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// FolderChange says what to change about a folder; nil leaves as it is.
type FolderChange struct {
	Name              *string
	Description       *string
	ContentExpiryDays **int64 // to nil: never
	Sharing           *SharingChange

	sharing *Sharing // what Sharing makes of it
	scope   *string  // where the name must be the only one from now on
}

// Change changes what is said about a folder, and, by its owner or an admin,
// who sees it.
func (fs *Folders) Change(ctx context.Context, by actor.Actor, guid string, ch FolderChange) (f Folder, err error) {
	if err := by.Need(actor.PortfolioRW); err != nil {
		return f, err
	}
	p := fault.Problems{}
	checkName(p, ch.Name, ch.Description)
	if ch.ContentExpiryDays != nil {
		checkExpiry(p, *ch.ContentExpiryDays)
	}
	ch.Sharing.check(p)
	if err := p.Err(); err != nil {
		return f, err
	}
	return f, fs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		now, err := fs.hold(ctx, tx, by, guid)
		if err != nil {
			return err
		}
		if !now.EditableBy(by) {
			return actor.Denied()
		}
		if err := tenant.Match(ctx, tx, `folders where customer_id = $1 and guid = $2`, by.CustomerID, now.GUID); err != nil {
			return err
		}
		if err := ch.share(ctx, tx, by, &now); err != nil {
			return err
		}
		if err := ch.rename(ctx, tx, by, &now); err != nil {
			return err
		}
		if err := updateFolder(ctx, tx, by.CustomerID, now.GUID, ch); err != nil {
			return err
		}
		audit.Record(ctx, tx, by, by.CustomerID, audit.Event{Action: "folder.update", Subject: now.GUID, Details: ch})
		audit.Touch(ctx, tx, by.CustomerID, audit.Portfolio)
		f, err = fs.one(ctx, tx, by, guid)
		return err
	})
}

// hold returns a folder that by sees and that nobody changes or deletes before
// tx ends.
func (fs *Folders) hold(ctx context.Context, tx *db.Tx, by actor.Actor, guid string) (Folder, error) {
	if err := holdFolder(ctx, tx, by.CustomerID, strings.ToLower(guid)); err != nil {
		return Folder{}, err
	}
	return fs.one(ctx, tx, by, guid)
}

// holdFolder keeps a folder from being changed or deleted before tx ends.
func holdFolder(ctx context.Context, tx *db.Tx, customerID int64, guid string) error {
	n, err := tx.Exec(ctx, `update folders set version = version where customer_id = $1 and guid = $2`, customerID, guid)
	if err == nil && n == 0 {
		return noFolder()
	}
	return err
}

// share finds out what becomes of who sees a folder. A whole folder may be sent
// back as it was answered: only a difference asks for the right to share.
func (ch *FolderChange) share(ctx context.Context, tx *db.Tx, by actor.Actor, f *Folder) error {
	ch.sharing, ch.scope = nil, nil // the transaction may run again
	if err := ch.Sharing.resolve(ctx, tx, by, f.GUID); err != nil {
		return err
	}
	s := ch.Sharing.apply(f.Sharing)
	if s.equal(f.Sharing) {
		return nil
	}
	if !f.ShareableBy(by) {
		return actor.Denied()
	}
	ch.sharing, ch.scope = &s, new(s.scope(f.OwnerGUID, f.GUID))
	return writeShares(ctx, tx, by, f.GUID, s.With)
}

// rename finds out where a new name must be the only one. Somebody whom a folder
// is shared with does not see all of its owner's: if one of those has the name,
// a refusal would tell of it, and so the folder stands alone until its owner or
// an admin changes its name or its sharing.
func (ch *FolderChange) rename(ctx context.Context, tx *db.Tx, by actor.Actor, f *Folder) error {
	if ch.Name == nil || ch.sharing != nil || strings.EqualFold(*ch.Name, f.Name) {
		return nil
	}
	ch.scope = new(f.Sharing.scope(f.OwnerGUID, f.GUID))
	if f.governs(by) {
		return nil
	}
	var w db.Where
	w.And(`f.customer_id = ?`, by.CustomerID)
	w.And(`f.name_lower = ?`, strings.ToLower(*ch.Name))
	w.And(`f.scope = ?`, *ch.scope)
	w.And(`f.guid <> ?`, f.GUID)
	w.And(`not ` + sharedWith(&w, by))
	hidden, err := db.Value[int64](ctx, tx, `select count(*) from folders f`+w.String(), w.Args()...)
	if hidden > 0 {
		ch.scope = &f.GUID
	}
	return err
}

func updateFolder(ctx context.Context, tx *db.Tx, customerID int64, guid string, ch FolderChange) error {
	var w db.Where
	set := []string{`version = version + 1`}
	if ch.Name != nil {
		set = append(set, `name = `+w.Arg(*ch.Name), `name_lower = `+w.Arg(strings.ToLower(*ch.Name)))
	}
	if ch.Description != nil {
		set = append(set, `description = `+w.Arg(*ch.Description))
	}
	if ch.ContentExpiryDays != nil {
		set = append(set, `content_expiry_days = `+w.Arg(*ch.ContentExpiryDays))
	}
	if sh := ch.sharing; sh != nil {
		set = append(set, `is_shared = `+w.Arg(sh.IsShared), `shared_with_all = `+w.Arg(sh.WithAll),
			`group_edits_contents = `+w.Arg(sh.GroupEditsContents), `group_edits_properties = `+w.Arg(sh.GroupEditsProperties))
	}
	if ch.scope != nil {
		set = append(set, `scope = `+w.Arg(*ch.scope))
	}
	w.And(`customer_id = ?`, customerID)
	w.And(`guid = ?`, guid)
	n, err := tx.Exec(ctx, `update folders set `+strings.Join(set, ", ")+w.String(), w.Args()...)
	if db.IsUnique(err) {
		return fault.New(fault.Conflict, "There is a folder with this name already.")
	}
	if err == nil && n == 0 {
		return noFolder()
	}
	return err
}

// Delete deletes a folder. Its companies stay.
func (fs *Folders) Delete(ctx context.Context, by actor.Actor, guid string) error {
	_, err := fs.Remove(ctx, by, guid)
	return err
}

// Remove is [Folders.Delete] for who may want it back.
func (fs *Folders) Remove(ctx context.Context, by actor.Actor, guid string) (was *GoneFolder, err error) {
	if err := by.Need(actor.PortfolioRW); err != nil {
		return nil, err
	}
	return was, fs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		f, err := fs.hold(ctx, tx, by, guid)
		if err != nil {
			return err
		}
		if !f.DeletableBy(by) {
			return actor.Denied()
		}
		if err := tenant.Match(ctx, tx, `folders where customer_id = $1 and guid = $2`, by.CustomerID, f.GUID); err != nil {
			return err
		}
		if was, err = gone(ctx, tx, by, f); err != nil {
			return err
		}
		n, err := tx.Exec(ctx, `delete from folders where customer_id = $1 and guid = $2`, by.CustomerID, f.GUID)
		if err != nil {
			return err
		}
		if n == 0 {
			return noFolder()
		}
		audit.Record(ctx, tx, by, by.CustomerID, audit.Event{
			Action: "folder.delete", Subject: f.GUID, Details: map[string]string{"name": f.Name},
		})
		audit.Touch(ctx, tx, by.CustomerID, audit.Portfolio)
		return nil
	})
}
