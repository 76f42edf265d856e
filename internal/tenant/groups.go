package tenant

import (
	"context"
	"errors"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// everything is what may look different to somebody when a group changes: who
// is in it, which companies they see, and which requests.
const everything = audit.Requests | audit.Portfolio | audit.Identity

// Groups is the collection of access groups.
type Groups struct {
	DB  *db.DB
	Now func() time.Time // db.Now but in tests
}

// List returns the groups that by sees, in the order of their names: an admin
// all, anybody else its own.
func (gs *Groups) List(ctx context.Context, by actor.Actor) ([]Group, error) {
	return gs.Some(ctx, by, nil)
}

// Some is [Groups.List] of those in list; nil means all.
func (gs *Groups) Some(ctx context.Context, by actor.Actor, list []string) ([]Group, error) {
	if err := by.Need(actor.GroupsR); err != nil {
		return nil, err
	}
	if list != nil {
		var err error
		if list, err = guids("guid", list); err != nil {
			return nil, err
		}
	}
	return readGroups(ctx, gs.DB, by, list)
}

// One returns a group that by sees.
func (gs *Groups) One(ctx context.Context, by actor.Actor, guid string) (Group, error) {
	if err := by.Need(actor.GroupsR); err != nil {
		return Group{}, err
	}
	return readOne(ctx, gs.DB, by, guid)
}

// Default returns the guid of the default group, or "" if by does not see it.
func (gs *Groups) Default(ctx context.Context, by actor.Actor) (string, error) {
	guid, _, err := DefaultGroup(ctx, gs.DB, by.CustomerID)
	if err != nil || by.IsAdmin() || guid == by.GroupGUID {
		return guid, err
	}
	return "", nil
}

func readOne(ctx context.Context, c db.Conn, by actor.Actor, guid string) (Group, error) {
	guid = strings.ToLower(guid)
	if !isGUID(guid) {
		return Group{}, noGroup()
	}
	groups, err := readGroups(ctx, c, by, []string{guid})
	if err != nil {
		return Group{}, err
	}
	if len(groups) == 0 {
		return Group{}, noGroup()
	}
	return groups[0], nil
}

func readGroups(ctx context.Context, c db.Conn, by actor.Actor, list []string) ([]Group, error) {
	var w db.Where
	w.And(`customer_id = ?`, by.CustomerID)
	w.AndIf(!by.IsAdmin(), `guid = ?`, by.GroupGUID)
	w.In(`guid`, list)
	groups, err := db.All(ctx, c, (*Group).fields, `
		select `+groupColumns+` from groups`+w.String()+` order by name_lower, guid`, w.Args()...)
	if err != nil || len(groups) == 0 {
		return groups, err
	}
	licences, err := Licences(ctx, c, by.CustomerID)
	if err != nil {
		return nil, err
	}
	shares, err := db.All(ctx, c, (*share).fields, `
		select group_guid, subscription_type, allocated, used from quotas where customer_id = $1`, by.CustomerID)
	if err != nil {
		return nil, err
	}
	users, err := countUsers(ctx, c, by.CustomerID)
	if err != nil {
		return nil, err
	}
	for i := range groups {
		g := &groups[i]
		g.fill(licences, shares)
		if g.UserCount = users[g.GUID]; g.IsDefault {
			g.UserCount += users[""]
		}
	}
	return groups, nil
}

// countUsers returns how many users each group has, and under "" how many of
// the customer were put into none.
func countUsers(ctx context.Context, c db.Conn, customerID int64) (map[string]int64, error) {
	type count struct {
		group string
		n     int64
	}
	counts, err := db.All(ctx, c, func(c *count) []any { return []any{&c.group, &c.n} }, `
		select group_guid, count(*) from memberships where customer_id = $1 group by group_guid
		union all
		select '', count(*) from users u where u.customer_id = $1
			and not exists (select 1 from memberships m where m.customer_id = $1 and m.user_guid = u.guid)`,
		customerID)
	users := make(map[string]int64, len(counts))
	for _, c := range counts {
		users[c.group] = c.n
	}
	return users, err
}

// Create makes a group.
func (gs *Groups) Create(ctx context.Context, by actor.Actor, d GroupDraft) (g Group, err error) {
	if err := by.Need(actor.GroupsRW); err != nil {
		return g, err
	}
	if err := d.check(); err != nil {
		return g, err
	}
	if err := checkTypes(ctx, gs.DB, by.CustomerID, d.Quotas); err != nil {
		return g, err
	}
	err = gs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := gs.begin(ctx, tx, by); err != nil {
			return err
		}
		topics := audit.Identity
		if d.IsDefault {
			topics = everything
			if err := unmark(ctx, tx, by.CustomerID); err != nil {
				return err
			}
		}
		guid, err := insertGroup(ctx, tx, by.CustomerID, gs.Now(), d)
		if err != nil {
			return err
		}
		if err := allocateAll(ctx, tx, by.CustomerID, guid, nil, d.Quotas); err != nil {
			return err
		}
		audit.Record(ctx, tx, by, by.CustomerID, audit.Event{Action: "access_group.create", Subject: guid, Details: d})
		audit.Touch(ctx, tx, by.CustomerID, topics)
		g, err = readOne(ctx, tx, by, guid)
		return err
	})
	return g, err
}

// begin checks the actor and lets one transaction at a time change the groups
// of a customer, so that the mark of the default has one holder throughout.
func (gs *Groups) begin(ctx context.Context, tx *db.Tx, by actor.Actor) error {
	if err := Check(ctx, tx, by); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `update customers set updated_at = updated_at where id = $1`, by.CustomerID)
	return err
}

func unmark(ctx context.Context, tx *db.Tx, customerID int64) error {
	_, err := tx.Exec(ctx, `
		update groups set is_default = false, version = version + 1
		where customer_id = $1 and is_default`, customerID)
	return err
}

func insertGroup(ctx context.Context, tx *db.Tx, customerID int64, now time.Time, d GroupDraft) (guid string, err error) {
	guid = db.NewID()
	for range 8 {
		n, err := tx.Exec(ctx, `
			insert into groups (customer_id, name_lower, `+groupColumns+`)
			values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10, $10)
			on conflict (customer_id, id) do nothing`,
			customerID, strings.ToLower(d.Name), db.NewNumber(), guid, d.Name, d.AllCompanies, d.IsDefault,
			d.AllowBundledCompanies, d.CanSetTierScope, now)
		if db.IsUnique(err) {
			return "", taken(d.Name)
		}
		if err != nil || n == 1 {
			return guid, err
		}
	}
	return "", errors.New("no free id for a group")
}

func taken(name string) error {
	return fault.New(fault.Conflict, "There is an access group called %s already.", name)
}

// Change changes a group. Making it the default takes the mark from the
// present one; the mark cannot be put down.
func (gs *Groups) Change(ctx context.Context, by actor.Actor, guid string, ch GroupChange) (g Group, err error) {
	if err := by.Need(actor.GroupsRW); err != nil {
		return g, err
	}
	if err := ch.check(); err != nil {
		return g, err
	}
	if err := checkTypes(ctx, gs.DB, by.CustomerID, ch.Quotas); err != nil {
		return g, err
	}
	err = gs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := gs.begin(ctx, tx, by); err != nil {
			return err
		}
		if g, err = readOne(ctx, tx, by, guid); err != nil {
			return err
		}
		if err := gs.change(ctx, tx, by, g, ch); err != nil {
			return err
		}
		audit.Record(ctx, tx, by, by.CustomerID, audit.Event{Action: "access_group.update", Subject: g.GUID, Details: ch})
		audit.Touch(ctx, tx, by.CustomerID, everything)
		g, err = readOne(ctx, tx, by, guid)
		return err
	})
	return g, err
}

func (gs *Groups) change(ctx context.Context, tx *db.Tx, by actor.Actor, g Group, ch GroupChange) error {
	if ch.IsDefault != nil && *ch.IsDefault != g.IsDefault {
		if g.IsDefault {
			return fault.New(fault.Conflict, "There must be a default group. Make another one the default.")
		}
		if err := unmark(ctx, tx, by.CustomerID); err != nil {
			return err
		}
		g.IsDefault = true
	}
	ch.apply(&g)
	_, err := tx.Exec(ctx, `
		update groups set name = $3, name_lower = $4, all_companies = $5, is_default = $6,
			allow_bundled_companies = $7, can_set_tier_scope = $8, version = version + 1, updated_at = $9
		where customer_id = $1 and guid = $2`,
		by.CustomerID, g.GUID, g.Name, strings.ToLower(g.Name), g.AllCompanies, g.IsDefault,
		g.AllowBundledCompanies, g.CanSetTierScope, gs.Now())
	if db.IsUnique(err) {
		return taken(g.Name)
	}
	if err != nil {
		return err
	}
	return allocateAll(ctx, tx, by.CustomerID, g.GUID, g.Quotas, ch.Quotas)
}

// Delete removes a group that nobody needs: not the default, without users and
// without subscriptions. What it had reserved is free again.
func (gs *Groups) Delete(ctx context.Context, by actor.Actor, guid string) error {
	if err := by.Need(actor.GroupsRW); err != nil {
		return err
	}
	return gs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := gs.begin(ctx, tx, by); err != nil {
			return err
		}
		g, err := readOne(ctx, tx, by, guid)
		if err != nil {
			return err
		}
		// Whoever is putting something into the group commits first: look again then.
		if err := lockGroup(ctx, tx, by.CustomerID, g.GUID, "update"); err != nil {
			return err
		}
		if g, err = readOne(ctx, tx, by, guid); err != nil {
			return err
		}
		if err := deletable(g); err != nil {
			return err
		}
		if err := remove(ctx, tx, by.CustomerID, g); err != nil {
			return err
		}
		audit.Record(ctx, tx, by, by.CustomerID, audit.Event{
			Action: "access_group.delete", Subject: g.GUID, Details: map[string]any{"name": g.Name},
		})
		audit.Touch(ctx, tx, by.CustomerID, everything)
		return nil
	})
}

func deletable(g Group) error {
	if g.IsDefault {
		return fault.New(fault.Conflict, "The default group cannot be deleted. Make another one the default first.")
	}
	var owned []string
	for _, q := range g.Quotas {
		if q.Used > 0 {
			owned = append(owned, q.Type)
		}
	}
	if owned != nil {
		return fault.New(fault.Conflict, "The group %s owns subscriptions (%s). End them, or give them to another group, first.",
			g.Name, strings.Join(owned, ", "))
	}
	if g.UserCount > 0 {
		return fault.New(fault.Conflict, "The group %s has %d users. Put them into another one first.", g.Name, g.UserCount)
	}
	return nil
}

func remove(ctx context.Context, tx *db.Tx, customerID int64, g Group) error {
	for _, q := range g.Quotas {
		if q.Allocated == nil {
			continue
		}
		if err := allocate(ctx, tx, customerID, g.GUID, q.Type, nil); err != nil {
			return err
		}
	}
	for _, q := range []string{
		`delete from group_companies where customer_id = $1 and group_guid = $2`,
		`delete from quotas where customer_id = $1 and group_guid = $2`,
		`delete from groups where customer_id = $1 and guid = $2 and not is_default`,
	} {
		if _, err := tx.Exec(ctx, q, customerID, g.GUID); err != nil {
			return err
		}
	}
	return nil
}
