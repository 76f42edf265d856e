package portfolio

import (
	"context"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// Folder is a set of companies. Its owner, the admins and those with whom it is
// shared see it, with the companies that they see; for everybody else there is
// no such folder.
type Folder struct {
	GUID              string
	Name              string
	Description       string
	ContentExpiryDays *int64
	Position          int64
	OwnerGUID         *string // who made it; nil is the server itself
	OwnerName         *string
	OwnerEmail        *string
	Sharing           Sharing
	Version           int64
	CreatedAt         time.Time
	Companies         []string // guids

	// What sharing gives to the actor that it was read for.
	sharedContents, sharedProperties bool
	ownersGroup                      bool // the actor is in it
}

const folderColumns = `f.guid, f.name, f.description, f.content_expiry_days, f.position, f.owner_guid,
	u.formal_name, u.email, f.is_shared, f.shared_with_all, f.group_edits_contents, f.group_edits_properties,
	f.version, f.created_at, coalesce(me.can_edit_contents, false), coalesce(me.can_edit_properties, false)`

func (f *Folder) fields() []any {
	s := &f.Sharing
	return []any{
		&f.GUID, &f.Name, &f.Description, &f.ContentExpiryDays, &f.Position, &f.OwnerGUID,
		&f.OwnerName, &f.OwnerEmail, &s.IsShared, &s.WithAll, &s.GroupEditsContents, &s.GroupEditsProperties,
		&f.Version, &f.CreatedAt, &f.sharedContents, &f.sharedProperties, &f.ownersGroup,
	}
}

func noFolder() error { return fault.New(fault.NotFound, "There is no such folder.") }

func folderTaken(name string) error {
	return fault.New(fault.Conflict, "There is a folder with the name %s already.", name)
}

// governs reports whether the folder is by's own to give away.
func (f *Folder) governs(by actor.Actor) bool {
	return by.IsAdmin() || f.OwnerGUID != nil && *f.OwnerGUID == by.UserGUID
}

// ContentsEditableBy reports whether by may put companies into the folder and
// take them out. A folder that the server made has no owner to ask: whoever
// sees it may.
func (f *Folder) ContentsEditableBy(by actor.Actor) bool {
	return by.Has(actor.PortfolioRW) && (f.governs(by) || f.OwnerGUID == nil || f.sharedContents ||
		f.Sharing.GroupEditsContents && f.ownersGroup)
}

// EditableBy reports whether by may change what is said about the folder.
func (f *Folder) EditableBy(by actor.Actor) bool {
	return by.Has(actor.PortfolioRW) && (f.governs(by) || f.OwnerGUID == nil || f.sharedProperties ||
		f.Sharing.GroupEditsProperties && f.ownersGroup)
}

// ShareableBy reports whether by may say who sees the folder.
func (f *Folder) ShareableBy(by actor.Actor) bool { return by.Has(actor.PortfolioRW) && f.governs(by) }

// DeletableBy reports whether by may delete the folder: its maker may, an admin,
// and who sees every company that can be in it and may change it.
func (f *Folder) DeletableBy(by actor.Actor) bool {
	return by.Has(actor.PortfolioRW) && (f.governs(by) || seesAll(by) && f.EditableBy(by))
}

// ownersGroup is the condition that the owner of folder f is in the group of a
// parameter.
func ownersGroup(group string) string {
	return `coalesce(
		(select o.group_guid from memberships o where o.customer_id = f.customer_id and o.user_guid = f.owner_guid),
		(select d.guid from groups d where d.customer_id = f.customer_id and d.is_default and f.owner_guid is not null),
		'') = ` + group
}

// sight adds the condition that by sees folder f.
func sight(w *db.Where, by actor.Actor) {
	if !by.IsAdmin() {
		w.And(sharedWith(w, by))
	}
}

// sharedWith is the condition that by sees folder f, if it were no admin.
func sharedWith(w *db.Where, by actor.Actor) string {
	user := w.Arg(by.UserGUID)
	return `(f.shared_with_all or f.owner_guid = ` + user + ` or f.is_shared and (
		exists (select 1 from folder_shares h where h.customer_id = f.customer_id and h.folder_guid = f.guid and h.user_guid = ` + user + `)
		or (f.group_edits_contents or f.group_edits_properties) and ` + ownersGroup(w.Arg(by.GroupGUID)) + `))`
}

// SeesFolder returns the condition that by sees the folder whose guid is in
// column, which is qualified; "" for admins, who see every folder of their
// customer. Its arguments are w's.
func SeesFolder(w *db.Where, by actor.Actor, column string) string {
	if by.IsAdmin() {
		return ""
	}
	return `exists (select 1 from folders f where f.customer_id = ` + w.Arg(by.CustomerID) + ` and f.guid = ` + column +
		` and ` + sharedWith(w, by) + `)`
}

func (fs *Folders) one(ctx context.Context, c db.Conn, by actor.Actor, guid string) (Folder, error) {
	found, err := fs.read(ctx, c, by, []string{strings.ToLower(guid)})
	if err == nil && len(found) == 0 {
		err = noFolder()
	}
	return append(found, Folder{})[0], err
}

// read returns those of the folders that by sees, with what it sees in them;
// nil is all.
func (fs *Folders) read(ctx context.Context, c db.Conn, by actor.Actor, guids []string) ([]Folder, error) {
	if err := by.Need(actor.PortfolioR); err != nil {
		return nil, err
	}
	folders, err := readFolders(ctx, c, by, guids)
	if err != nil || len(folders) == 0 {
		return folders, err
	}
	at := make(map[string]*Folder, len(folders))
	for i := range folders {
		at[folders[i].GUID] = &folders[i]
	}
	if err := readShares(ctx, c, by.CustomerID, guids, at); err != nil {
		return nil, err
	}
	type pair struct{ folder, company string }
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

// readFolders returns the folders without what is in them.
func readFolders(ctx context.Context, c db.Conn, by actor.Actor, guids []string) ([]Folder, error) {
	var w db.Where
	me, group := w.Arg(by.UserGUID), w.Arg(by.GroupGUID)
	w.And(`f.customer_id = ?`, by.CustomerID)
	w.In(`f.guid`, guids)
	sight(&w, by)
	folders, err := db.All(ctx, c, (*Folder).fields, `
		select `+folderColumns+`, `+ownersGroup(group)+`
		from folders f
		left join users u on u.guid = f.owner_guid
		left join folder_shares me on me.customer_id = f.customer_id and me.folder_guid = f.guid and me.user_guid = `+me+
		w.String()+` order by f.position, f.name_lower`, w.Args()...)
	for i := range folders {
		folders[i].Companies, folders[i].Sharing.With = []string{}, []Share{}
	}
	return folders, err
}
