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

// Folder is a set of companies. It belongs to the customer: everybody who may
// read the portfolio sees it, with the companies that they see.
type Folder struct {
	GUID              string
	Name              string
	Description       string
	ContentExpiryDays *int64
	Position          int64
	OwnerGUID         *string // who made it
	OwnerName         *string
	OwnerEmail        *string
	Shared            string // JSON: what was said about sharing it
	Version           int64
	CreatedAt         time.Time
	Companies         []string // guids
}

const folderColumns = `f.guid, f.name, f.description, f.content_expiry_days, f.position, f.owner_guid,
	u.formal_name, u.email, f.shared, f.version, f.created_at`

func (f *Folder) fields() []any {
	return []any{
		&f.GUID, &f.Name, &f.Description, &f.ContentExpiryDays, &f.Position, &f.OwnerGUID,
		&f.OwnerName, &f.OwnerEmail, &f.Shared, &f.Version, &f.CreatedAt,
	}
}

// Folders is the collection of the folders.
type Folders struct {
	DB  *db.DB
	Now func() time.Time
}

func noFolder() error { return fault.New(fault.NotFound, "There is no such folder.") }

// DeletableBy reports whether by may delete the folder: its maker may, and who
// sees every company that can be in it.
func (f Folder) DeletableBy(by actor.Actor) bool {
	return by.Has(actor.PortfolioRW) && (seesAll(by) || f.OwnerGUID != nil && *f.OwnerGUID == by.UserGUID)
}

// List returns the customer's folders in their order.
func (fs *Folders) List(ctx context.Context, by actor.Actor) ([]Folder, error) {
	return fs.read(ctx, fs.DB, by, nil)
}

// One returns a folder.
func (fs *Folders) One(ctx context.Context, by actor.Actor, guid string) (Folder, error) {
	return fs.one(ctx, fs.DB, by, guid)
}

func (fs *Folders) one(ctx context.Context, c db.Conn, by actor.Actor, guid string) (Folder, error) {
	found, err := fs.read(ctx, c, by, []string{strings.ToLower(guid)})
	if err == nil && len(found) == 0 {
		err = noFolder()
	}
	return append(found, Folder{})[0], err
}

func (fs *Folders) read(ctx context.Context, c db.Conn, by actor.Actor, guids []string) ([]Folder, error) {
	if err := by.Need(actor.PortfolioR); err != nil {
		return nil, err
	}
	var w db.Where
	w.And(`f.customer_id = ?`, by.CustomerID)
	w.In(`f.guid`, guids)
	folders, err := db.All(ctx, c, (*Folder).fields, `
		select `+folderColumns+` from folders f left join users u on u.guid = f.owner_guid`+w.String()+`
		order by f.position, f.name_lower`, w.Args()...)
	if err != nil {
		return nil, err
	}
	type pair struct{ folder, company string }
	at := make(map[string]*Folder, len(folders))
	for i := range folders {
		folders[i].Companies = []string{}
		at[folders[i].GUID] = &folders[i]
	}
	var in db.Where
	in.And(`m.customer_id = ?`, by.CustomerID)
	in.In(`m.folder_guid`, guids)
	tenant.Visible(&in, by, `m.company_guid`)
	return folders, db.Each(ctx, c, func(p *pair) []any { return []any{&p.folder, &p.company} }, func(p *pair) error {
		if f := at[p.folder]; f != nil {
			f.Companies = append(f.Companies, p.company)
		}
		return nil
	}, `select m.folder_guid, m.company_guid from folder_companies m`+in.String()+` order by m.company_guid`, in.Args()...)
}

// FolderDraft is what is asked of whoever makes a folder.
type FolderDraft struct {
	Name              string
	Description       string
	ContentExpiryDays *int64
}

// FolderChange says what to change about a folder; nil leaves as it is.
type FolderChange struct {
	Name              *string
	Description       *string
	ContentExpiryDays **int64 // to nil: never
	Shared            *string // JSON
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
	if err := p.Err(); err != nil {
		return f, err
	}
	return f, fs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		guid, err := insertFolder(ctx, tx, by, d, fs.Now())
		if errors.Is(err, db.ErrNone) {
			return nameTaken("folder", d.Name)
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
	guid, err := db.Value[string](ctx, tx, `
		insert into folders (customer_id, guid, name, name_lower, description, content_expiry_days, position, owner_guid, created_at)
		select cast($1 as bigint), cast($2 as text), cast($3 as text), cast($4 as text), cast($5 as text), cast($6 as bigint),
			(select coalesce(max(position), 0) + 1 from folders where customer_id = $1), cast($7 as text), `+moment(tx, "$8")+`
		where true
		on conflict (customer_id, name_lower) do nothing
		returning guid`,
		by.CustomerID, tx.NewID(now), d.Name, strings.ToLower(d.Name), d.Description, d.ContentExpiryDays, userOf(by), now)
	if err != nil {
		return "", err
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

// Change changes what is said about a folder.
func (fs *Folders) Change(ctx context.Context, by actor.Actor, guid string, ch FolderChange) (f Folder, err error) {
	if err := by.Need(actor.PortfolioRW); err != nil {
		return f, err
	}
	p := fault.Problems{}
	checkName(p, ch.Name, ch.Description)
	if ch.ContentExpiryDays != nil {
		checkExpiry(p, *ch.ContentExpiryDays)
	}
	if err := p.Err(); err != nil {
		return f, err
	}
	return f, fs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		if err := tenant.Match(ctx, tx, `folders where customer_id = $1 and guid = $2`, by.CustomerID, strings.ToLower(guid)); err != nil {
			return err
		}
		if err := updateFolder(ctx, tx, by.CustomerID, strings.ToLower(guid), ch); err != nil {
			return err
		}
		audit.Record(ctx, tx, by, by.CustomerID, audit.Event{Action: "folder.update", Subject: guid, Details: ch})
		audit.Touch(ctx, tx, by.CustomerID, audit.Portfolio)
		f, err = fs.one(ctx, tx, by, guid)
		return err
	})
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
	if ch.Shared != nil {
		set = append(set, `shared = `+w.Arg(*ch.Shared))
	}
	w.And(`customer_id = ?`, customerID)
	w.And(`guid = ?`, guid)
	n, err := tx.Exec(ctx, `update folders set `+strings.Join(set, ", ")+w.String(), w.Args()...)
	if db.IsUnique(err) {
		return nameTaken("folder", *ch.Name)
	}
	if err == nil && n == 0 {
		return noFolder()
	}
	return err
}

// Delete deletes a folder. Its companies stay.
func (fs *Folders) Delete(ctx context.Context, by actor.Actor, guid string) error {
	if err := by.Need(actor.PortfolioRW); err != nil {
		return err
	}
	return fs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		f, err := fs.one(ctx, tx, by, guid)
		if err != nil {
			return err
		}
		if !f.DeletableBy(by) {
			return actor.Denied()
		}
		if err := tenant.Match(ctx, tx, `folders where customer_id = $1 and guid = $2`, by.CustomerID, f.GUID); err != nil {
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
