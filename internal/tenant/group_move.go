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

// CompanyMove takes companies out of what one group sees, and puts them into what
// another does. "" is no group: then they only come, or only go.
type CompanyMove struct {
	Companies []string `json:"companies"`
	From      string   `json:"from,omitempty"`
	To        string   `json:"to,omitempty"`
}

// Moved are the companies of which that was not so before.
type Moved struct {
	Removed []string `json:"removed,omitempty"`
	Added   []string `json:"added,omitempty"`
}

// Any reports whether something was moved.
func (m Moved) Any() bool { return len(m.Removed)+len(m.Added) > 0 }

func (m *CompanyMove) check() (err error) {
	m.From, m.To = strings.ToLower(m.From), strings.ToLower(m.To)
	p := fault.Problems{}
	p.Require(len(m.Companies) > 0, "companies", "must be given")
	p.Require(len(m.Companies) <= mostChanged, "companies", "must be no more than %d", mostChanged)
	p.Require(m.From == "" || isGUID(m.From), "from", "must be the GUID of a group")
	p.Require(m.To == "" || isGUID(m.To), "to", "must be the GUID of a group")
	p.Require(m.From != m.To, "to", "must be another group")
	if err := p.Err(); err != nil {
		return err
	}
	m.Companies, err = guids("companies", m.Companies)
	return err
}

// shift is the move as what [Groups.WhatIf] is asked about.
func (m *CompanyMove) shift() (s Shift) {
	if m.From != "" {
		s.Groups = append(s.Groups, GroupShift{GUID: m.From, Remove: m.Companies})
	}
	if m.To != "" {
		s.Groups = append(s.Groups, GroupShift{GUID: m.To, Add: m.Companies})
	}
	return s
}

// ForeseeMove tells what [Groups.Move] would do to who sees what, and refuses what
// it would refuse.
func (gs *Groups) ForeseeMove(ctx context.Context, by actor.Actor, m CompanyMove) (Effect, error) {
	if err := NeedAssign(by); err != nil {
		return Effect{}, err
	}
	if err := m.check(); err != nil {
		return Effect{}, err
	}
	if _, err := gs.ends(ctx, gs.DB, by, m); err != nil {
		return Effect{}, err
	}
	return gs.WhatIf(ctx, by, m.shift())
}

// Move moves companies between groups, all at once. It costs no quota: what a
// group owns of them stays its own.
func (gs *Groups) Move(ctx context.Context, by actor.Actor, m CompanyMove) (Moved, error) {
	all, err := gs.Moves(ctx, by, []CompanyMove{m})
	if err != nil {
		return Moved{}, err
	}
	return all[0], nil
}

// Moves is several moves, one after the other and all of them or none.
func (gs *Groups) Moves(ctx context.Context, by actor.Actor, ms []CompanyMove) (all []Moved, err error) {
	if err := NeedAssign(by); err != nil {
		return nil, err
	}
	for i := range ms {
		if err := ms[i].check(); err != nil {
			return nil, err
		}
	}
	err = gs.DB.Tx(ctx, func(tx *db.Tx) error {
		all = nil
		if err := gs.begin(ctx, tx, by); err != nil {
			return err
		}
		for _, m := range ms {
			moved, err := gs.moveIn(ctx, tx, by, m)
			if err != nil {
				return err
			}
			all = append(all, moved)
		}
		return nil
	})
	return all, err
}

func (gs *Groups) moveIn(ctx context.Context, tx *db.Tx, by actor.Actor, m CompanyMove) (moved Moved, err error) {
	groups, err := gs.ends(ctx, tx, by, m)
	if err != nil {
		return moved, err
	}
	if err := needVisible(ctx, tx, by, m.Companies); err != nil {
		return moved, err
	}
	if err := move(ctx, tx, by, m, &moved); err != nil {
		return moved, err
	}
	if err := Outcome(ctx, moved); err != nil || !moved.Any() {
		return moved, err
	}
	for _, g := range groups {
		if _, err := tx.Exec(ctx, `update groups set version = version + 1 where customer_id = $1 and guid = $2`, by.CustomerID, g); err != nil {
			return moved, err
		}
	}
	audit.Touch(ctx, tx, by.CustomerID, everything)
	return moved, nil
}

// ends returns the groups of a move, which by sees.
func (gs *Groups) ends(ctx context.Context, c db.Conn, by actor.Actor, m CompanyMove) (groups []string, err error) {
	for _, guid := range []string{m.From, m.To} {
		if guid == "" {
			continue
		}
		g, err := readOne(ctx, c, by, guid)
		if err != nil {
			return nil, err
		}
		if g.AllCompanies && guid == m.From {
			return nil, seesAllAlready(g)
		}
		groups = append(groups, guid)
	}
	slices.Sort(groups)
	return groups, nil
}

func seesAllAlready(g Group) error {
	return fault.New(fault.Conflict, "The group %s sees all companies. Change that first.", g.Name)
}

func move(ctx context.Context, tx *db.Tx, by actor.Actor, m CompanyMove, moved *Moved) (err error) {
	if m.From != "" {
		if moved.Removed, err = removeCompanies(ctx, tx, by.CustomerID, m.From, m.Companies); err != nil {
			return err
		}
	}
	if m.To != "" {
		if moved.Added, err = addMissing(ctx, tx, by.CustomerID, m.To, m.Companies); err != nil {
			return err
		}
	}
	for _, part := range []struct {
		action, group string
		companies     []string
	}{
		{"access_group.remove_companies", m.From, moved.Removed},
		{"access_group.add_companies", m.To, moved.Added},
	} {
		if len(part.companies) > 0 {
			audit.Record(ctx, tx, by, by.CustomerID, audit.Event{
				Action: part.action, Subject: part.group, Details: map[string]any{"companies": part.companies},
			})
		}
	}
	return nil
}

func removeCompanies(ctx context.Context, tx *db.Tx, customerID int64, group string, list []string) ([]string, error) {
	var w db.Where
	w.And(`customer_id = ?`, customerID)
	w.And(`group_guid = ?`, group)
	w.In(`company_guid`, list)
	return db.Column[string](ctx, tx, `delete from group_companies`+w.String()+` returning company_guid`, w.Args()...)
}

func addMissing(ctx context.Context, tx *db.Tx, customerID int64, group string, list []string) ([]string, error) {
	var w db.Where
	customer, groupGUID := w.Arg(customerID), w.Arg(group)
	w.And(`c.customer_id = ` + customer)
	w.In(`c.guid`, list)
	return db.Column[string](ctx, tx, `
		insert into group_companies (customer_id, group_guid, company_guid)
		select c.customer_id, cast(`+groupGUID+` as text), c.guid from companies c`+w.String()+`
		on conflict (customer_id, group_guid, company_guid) do nothing
		returning company_guid`, w.Args()...)
}

// CountOwned returns of how many of some companies a group owns a subscription.
func (gs *Groups) CountOwned(ctx context.Context, by actor.Actor, group string, companies []string) (int64, error) {
	if _, err := gs.One(ctx, by, group); err != nil {
		return 0, err
	}
	var w db.Where
	w.And(`customer_id = ?`, by.CustomerID)
	w.And(`group_guid = ?`, strings.ToLower(group))
	w.And(oneOf(&w, `company_guid`, companies))
	return db.Value[int64](ctx, gs.DB, `select count(distinct company_guid) from subscriptions`+w.String(), w.Args()...)
}
