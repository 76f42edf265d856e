package tenant

import (
	"context"
	"slices"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// chunk bounds the parameters of one statement.
const chunk = 1000

// Companies returns the guids of the companies that a group sees, in order.
func (gs *Groups) Companies(ctx context.Context, by actor.Actor, guid string) ([]string, error) {
	return gs.OwnedCompanies(ctx, by, guid, "")
}

// OwnedCompanies is [Groups.Companies] of those that group owner owns a
// subscription of; "" means all.
func (gs *Groups) OwnedCompanies(ctx context.Context, by actor.Actor, guid, owner string) ([]string, error) {
	g, err := gs.One(ctx, by, guid)
	if err != nil {
		return nil, err
	}
	return companies(ctx, gs.DB, g, by.CustomerID, strings.ToLower(owner))
}

func companies(ctx context.Context, c db.Conn, g Group, customerID int64, owner string) ([]string, error) {
	w := seenBy(g, customerID)
	w.AndIf(owner != "", `exists (
		select 1 from subscriptions s
		where s.customer_id = c.customer_id and s.company_guid = c.guid and s.group_guid = ?)`, owner)
	return db.Column[string](ctx, c, `select c.guid from companies c`+w.String()+` order by c.guid`, w.Args()...)
}

// CountCompanies returns how many companies a group sees.
func (gs *Groups) CountCompanies(ctx context.Context, by actor.Actor, g Group) (int64, error) {
	w := seenBy(g, by.CustomerID)
	return db.Value[int64](ctx, gs.DB, `select count(*) from companies c`+w.String(), w.Args()...)
}

// seenBy is the condition that a member of g who is no admin sees company c.
func seenBy(g Group, customerID int64) db.Where {
	var w db.Where
	w.And(`c.customer_id = ?`, customerID)
	Visible(&w, actor.Actor{CustomerID: customerID, GroupGUID: g.GUID, AllCompanies: g.AllCompanies}, `c.guid`)
	return w
}

// NeedAssign returns a Forbidden fault unless by may say which companies some
// group sees: with GROUPS_RW any; as a group admin with GROUPS_R and PORTFOLIO_RW
// its own.
func NeedAssign(by actor.Actor) error {
	if by.Has(actor.GroupsRW) || by.Role == actor.GroupAdmin && by.Has(actor.GroupsR) && by.Has(actor.PortfolioRW) {
		return nil
	}
	return actor.Denied()
}

// SetCompanies makes a group see exactly these companies and returns them. It
// costs no quota.
func (gs *Groups) SetCompanies(ctx context.Context, by actor.Actor, guid string, list []string) ([]string, error) {
	if err := NeedAssign(by); err != nil {
		return nil, err
	}
	list, err := guids("companies", list)
	if err != nil {
		return nil, err
	}
	err = gs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := gs.begin(ctx, tx, by); err != nil {
			return err
		}
		g, err := readOne(ctx, tx, by, guid)
		if err != nil {
			return err
		}
		if err := needVisible(ctx, tx, by, list); err != nil {
			return err
		}
		if err := Match(ctx, tx, `groups where customer_id = $1 and guid = $2`, by.CustomerID, g.GUID); err != nil {
			return err
		}
		if g.AllCompanies {
			return seesAllAlready(g)
		}
		if _, err := tx.Exec(ctx, `
			update groups set version = version + 1 where customer_id = $1 and guid = $2`, by.CustomerID, g.GUID); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `
			delete from group_companies where customer_id = $1 and group_guid = $2`, by.CustomerID, g.GUID); err != nil {
			return err
		}
		if err := addCompanies(ctx, tx, by.CustomerID, g.GUID, list); err != nil {
			return err
		}
		audit.Record(ctx, tx, by, by.CustomerID, audit.Event{
			Action: "access_group.set_companies", Subject: g.GUID, Details: map[string]any{"companies": list},
		})
		audit.Touch(ctx, tx, by.CustomerID, everything)
		return nil
	})
	slices.Sort(list)
	return list, err
}

// AddCompanies makes every one of the groups see every one of the companies,
// beside those that it sees.
func (gs *Groups) AddCompanies(ctx context.Context, by actor.Actor, companyGUIDs, groupGUIDs []string) error {
	if err := NeedAssign(by); err != nil {
		return err
	}
	companyGUIDs, err := guids("companies", companyGUIDs)
	if err != nil {
		return err
	}
	if groupGUIDs, err = guids("groups", groupGUIDs); err != nil {
		return err
	}
	slices.Sort(groupGUIDs)
	return gs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := gs.begin(ctx, tx, by); err != nil {
			return err
		}
		for _, guid := range groupGUIDs {
			if _, err := readOne(ctx, tx, by, guid); err != nil {
				return err
			}
		}
		if err := needVisible(ctx, tx, by, companyGUIDs); err != nil {
			return err
		}
		for _, guid := range groupGUIDs {
			if err := Show(ctx, tx, by.CustomerID, guid, companyGUIDs); err != nil {
				return err
			}
			audit.Record(ctx, tx, by, by.CustomerID, audit.Event{
				Action: "access_group.add_companies", Subject: guid, Details: map[string]any{"companies": companyGUIDs},
			})
		}
		return nil
	})
}

// needVisible answers NotFound unless by sees every company of list, which has
// no repetitions.
func needVisible(ctx context.Context, c db.Conn, by actor.Actor, list []string) error {
	for part := range slices.Chunk(list, chunk) {
		var w db.Where
		w.And(`c.customer_id = ?`, by.CustomerID)
		w.In(`c.guid`, part)
		Visible(&w, by, `c.guid`)
		found, err := db.Column[string](ctx, c, `select c.guid from companies c`+w.String(), w.Args()...)
		if err != nil {
			return err
		}
		if len(found) == len(part) {
			continue
		}
		for _, guid := range part {
			if !slices.Contains(found, guid) {
				return fault.New(fault.NotFound, "There is no company %s.", guid)
			}
		}
	}
	return nil
}

func addCompanies(ctx context.Context, tx *db.Tx, customerID int64, group string, list []string) error {
	for part := range slices.Chunk(list, chunk) {
		var w db.Where
		customer, groupGUID := w.Arg(customerID), w.Arg(group)
		w.And(`c.customer_id = ` + customer)
		w.In(`c.guid`, part)
		_, err := tx.Exec(ctx, `
			insert into group_companies (customer_id, group_guid, company_guid)
			select c.customer_id, cast(`+groupGUID+` as text), c.guid from companies c`+w.String()+`
			on conflict (customer_id, group_guid, company_guid) do nothing`, w.Args()...)
		if err != nil {
			return err
		}
	}
	return nil
}
