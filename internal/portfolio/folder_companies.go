package portfolio

import (
	"context"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/tenant"
)

// Move puts companies into a folder and takes others out.
func (fs *Folders) Move(ctx context.Context, by actor.Actor, guid string, m Members) (moved Moved, err error) {
	if err := by.Need(actor.PortfolioRW); err != nil {
		return moved, err
	}
	if err := m.check(); err != nil {
		return moved, err
	}
	guid = strings.ToLower(guid)
	return moved, fs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		f, err := fs.hold(ctx, tx, by, guid)
		if err != nil {
			return err
		}
		if !f.ContentsEditableBy(by) {
			return actor.Denied()
		}
		if err := tenant.Match(ctx, tx, `folders where customer_id = $1 and guid = $2`, by.CustomerID, guid); err != nil {
			return err
		}
		seen, err := visibleOf(ctx, tx, by, append(m.Add, m.Remove...))
		if err != nil {
			return err
		}
		removed, err := db.Column[string](ctx, tx, `
			delete from folder_companies
			where customer_id = $1 and folder_guid = $2 and company_guid in (`+texts(tx, "$3")+`)
			returning company_guid`, by.CustomerID, guid, list(both(m.Remove, seen)))
		if err != nil {
			return err
		}
		added, err := putIntoFolder(ctx, tx, by.CustomerID, guid, both(m.Add, seen), fs.Now())
		if err != nil {
			return err
		}
		if len(added)+len(removed) > 0 {
			if err := updateFolder(ctx, tx, by.CustomerID, guid, FolderChange{}); err != nil {
				return err
			}
		}
		if f, err = fs.one(ctx, tx, by, guid); err != nil {
			return err
		}
		moved = m.settle(added, removed, f.Companies)
		recordMove(ctx, tx, by, "folder.companies", guid, moved)
		return nil
	})
}

// putIntoFolder returns those of companies that were not in it.
func putIntoFolder(ctx context.Context, tx *db.Tx, customerID int64, guid string, companies []string, now time.Time) ([]string, error) {
	return db.Column[string](ctx, tx, `
		insert into folder_companies (customer_id, folder_guid, company_guid, added_at)
		select cast($1 as bigint), cast($2 as text), value, `+moment(tx, "$3")+` from (`+texts(tx, "$4")+`) as v where true
		on conflict do nothing
		returning company_guid`, customerID, guid, now, list(companies))
}

// both returns those of a that are in b too.
func both(a, b []string) []string { return without(a, without(a, b)) }

func recordMove(ctx context.Context, tx *db.Tx, by actor.Actor, action, guid string, m Moved) {
	if len(m.Added) == 0 && len(m.Removed) == 0 {
		return
	}
	audit.Record(ctx, tx, by, by.CustomerID, audit.Event{
		Action: action, Subject: guid, Details: map[string][]string{"added": m.Added, "removed": m.Removed},
	})
	audit.Touch(ctx, tx, by.CustomerID, audit.Portfolio)
}
