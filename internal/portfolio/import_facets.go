package portfolio

import (
	"context"
	"errors"
	"strings"

	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// facetChange is what a row adds to a company beside its own fields.
type facetChange struct {
	folders       []string // guids
	newFolders    []string // names
	newTier       string   // name
	subscriptions []Subscription
	groups        []group
	contact       *Contact
}

// readFacets reads what belongs to the companies of a stage, as far as the file
// has something to say about it.
func (run *companyRun) readFacets(ctx context.Context, tx *db.Tx, ix *index, rows []row) error {
	customerID := run.by.CustomerID
	if run.table.Has("folder") {
		if err := ix.read(ctx, tx, customerID, "folder_companies", "folder_guid", func(t *target) map[string]bool { return t.folders }); err != nil {
			return err
		}
	}
	if run.table.Has("subscription_type") {
		if err := ix.read(ctx, tx, customerID, "subscriptions", "subscription_type", func(t *target) map[string]bool { return t.types }); err != nil {
			return err
		}
	}
	if run.table.Has("contact_email") {
		if err := ix.readContacts(ctx, tx, customerID); err != nil {
			return err
		}
	}
	read := make(map[string]bool)
	for _, r := range rows {
		if r.err != nil || r.group == "" && len(r.subscriptions) == 0 {
			continue
		}
		owner, err := run.groupOf(ctx, tx, r.group)
		if err != nil && fault.Of(err).Kind == fault.Internal {
			return err
		}
		if err != nil || owner.all || read[owner.guid] { // a wrong group is the row's to tell
			continue
		}
		read[owner.guid] = true
		if err := ix.readGroup(ctx, tx, customerID, owner.guid); err != nil {
			return err
		}
	}
	return nil
}

// facets finds out what a row adds. It makes nothing yet: the row may still be
// refused.
func (run *companyRun) facets(ctx context.Context, tx *db.Tx, t *target, r *row, ch *change, first bool) (*facetChange, error) {
	more := &facetChange{contact: ch.contact(t, *r, first)}
	if err := run.tier(ctx, tx, t, r, ch, more); err != nil {
		return nil, err
	}
	for _, name := range r.folders {
		guid, err := run.container(ctx, tx, "folder", name)
		switch {
		case err != nil:
			return nil, err
		case guid == "":
			more.newFolders = append(more.newFolders, name)
		case !t.folders[guid]:
			more.folders = append(more.folders, guid)
		}
	}
	if len(more.folders) > 0 || len(more.newFolders) > 0 {
		ch.changed("folder", false)
	}
	return more, run.spend(ctx, tx, t, r, ch, more)
}

func (run *companyRun) tier(ctx context.Context, tx *db.Tx, t *target, r *row, ch *change, more *facetChange) error {
	if r.tier == "" {
		return nil
	}
	guid, err := run.container(ctx, tx, "tier", r.tier)
	if err != nil {
		return err
	}
	if guid == "" {
		more.newTier = r.tier
	}
	if guid == "" || t.company.TierGUID == nil || *t.company.TierGUID != guid {
		ch.changed("tier", t.company.TierGUID != nil)
		ch.company.TierGUID = &guid
	}
	return nil
}

// container returns the guid of the folder or tier that is called so, or "" if
// there is none yet.
func (run *companyRun) container(ctx context.Context, tx *db.Tx, kind, name string) (guid string, err error) {
	name = strings.ToLower(name)
	old, fresh := run.shared.folders, run.fresh.folders
	if kind == "tier" {
		old, fresh = run.shared.tiers, run.fresh.tiers
	}
	if guid, ok := old[name]; ok {
		return guid, nil
	}
	if guid, ok := fresh[name]; ok {
		return guid, nil
	}
	if kind == "tier" {
		guid, err = tierCalled(ctx, tx, run.by.CustomerID, name)
	} else {
		guid, err = folderCalled(ctx, tx, run.by, name)
	}
	switch {
	case fault.Is(err, fault.NotFound):
		if kind == "tier" {
			return "", fault.Field(kind, "is not the guid of a tier")
		}
		return "", fault.Field(kind, "is not the guid of a folder")
	case fault.Is(err, fault.Forbidden):
		return "", fault.Field(kind, "%s is not yours to put companies into", clip(name))
	}
	if err == nil && guid != "" {
		fresh[name] = guid
	}
	return guid, err
}

// makeContainers makes the folders and the tier that a row names and nobody
// has made yet.
func (run *companyRun) makeContainers(ctx context.Context, tx *db.Tx, ch *change, r *row, more *facetChange) error {
	for _, name := range more.newFolders {
		guid, err := insertFolder(ctx, tx, run.by, FolderDraft{Name: name}, run.now)
		if err != nil {
			return made("folder", name, err)
		}
		run.fresh.folders[strings.ToLower(name)] = guid
		more.folders = append(more.folders, guid)
	}
	if more.newTier == "" {
		return nil
	}
	rank, err := db.Value[int64](ctx, tx, `select coalesce(max(rank), 0) + 1 from tiers where customer_id = $1`, run.by.CustomerID)
	if err != nil {
		return err
	}
	guid, err := insertTier(ctx, tx, run.by, TierDraft{Name: more.newTier, Rank: min(rank, maxRank)}, run.now)
	if err != nil {
		return made("tier", r.tier, err)
	}
	run.fresh.tiers[strings.ToLower(more.newTier)] = guid
	ch.company.TierGUID = &guid
	return nil
}

// made explains why a container could not be made: somebody else made it
// between the look and the insert. Then this transaction cannot see it yet.
func made(kind, name string, err error) error {
	if errors.Is(err, db.ErrNone) {
		return fault.Field(kind, "%s was made by somebody else at this moment: import the row again", name)
	}
	return err
}

// spend finds out which subscriptions a row needs, and which group sees the
// company from now on.
func (run *companyRun) spend(ctx context.Context, tx *db.Tx, t *target, r *row, ch *change, more *facetChange) error {
	own := t.isNew && !run.seesAll // otherwise whoever adds a company would not see it
	if r.group == "" && len(r.subscriptions) == 0 && !own {
		return nil
	}
	owner, err := run.groupOf(ctx, tx, r.group)
	if err != nil {
		return err
	}
	if r.group != "" && !owner.all && !t.groups[owner.guid] {
		ch.changed("group", false)
	}
	for _, kind := range r.subscriptions {
		if !run.types[kind] {
			return fault.Field("subscription_type", "%q is not a subscription type", clip(kind))
		}
		if !t.types[kind] {
			more.subscriptions = append(more.subscriptions, Subscription{
				CompanyGUID: t.company.GUID, Type: kind, GroupGUID: owner.guid, StartedAt: run.now,
			})
		}
	}
	if len(more.subscriptions) > 0 {
		ch.changed("subscription_type", false)
	}
	if !owner.all && (own || r.group != "" || len(more.subscriptions) > 0) {
		more.groups = append(more.groups, owner)
	}
	return nil
}

// groupOf returns the group that a row names, by name or guid, or the actor's.
func (run *companyRun) groupOf(ctx context.Context, tx *db.Tx, name string) (group, error) {
	name = strings.ToLower(strings.Join(strings.Fields(storable(name)), " "))
	if g, ok := run.groups[name]; ok {
		return g, nil
	}
	guid := ""
	if name != "" {
		var err error
		guid, err = db.Value[string](ctx, tx, `
			select guid from groups where customer_id = $1 and (name_lower = $2 or guid = $2)
			order by case when guid = $2 then 0 else 1 end limit 1`, run.by.CustomerID, name)
		if errors.Is(err, db.ErrNone) {
			return group{}, fault.Field("group", "%q is not an access group", clip(name))
		}
		if err != nil {
			return group{}, err
		}
	}
	g, err := owningGroup(ctx, tx, run.by, guid)
	switch {
	case fault.Is(err, fault.Forbidden):
		return g, fault.Field("group", "is not your own: only an admin may name another")
	case err != nil:
		return g, err
	}
	if err := tenant.HoldGroup(ctx, tx, run.by.CustomerID, g.guid); err != nil {
		return g, err
	}
	run.groups[name] = g
	return g, nil
}
