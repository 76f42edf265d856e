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

// CompanyChange says what to change about a company; nil leaves as it is, a
// pointer to nil clears.
type CompanyChange struct {
	CustomID    **string
	PrimaryGUID **string
}

func (ch *CompanyChange) check() error {
	p := fault.Problems{}
	if ch.CustomID != nil && *ch.CustomID != nil {
		checkText(p, "custom_id", *ch.CustomID, maxText)
		if **ch.CustomID == "" {
			*ch.CustomID = nil
		}
	}
	if ch.PrimaryGUID != nil && *ch.PrimaryGUID != nil {
		**ch.PrimaryGUID = strings.ToLower(**ch.PrimaryGUID)
		p.Require(IsGUID(**ch.PrimaryGUID), "primary_company", "is not a valid guid")
	}
	return p.Err()
}

// Listed returns a company that the actor sees as it stands in its portfolio.
func (cs *Companies) Listed(ctx context.Context, by actor.Actor, guid string) (Listed, error) {
	found, _, err := cs.List(ctx, by, Filter{GUIDs: []string{guid}, Limit: 1})
	if err == nil && len(found) == 0 {
		err = noCompany()
	}
	return append(found, Listed{})[0], err
}

// Change changes what a customer says about a company of its own. Another
// company may stand for it, one that by sees.
func (cs *Companies) Change(ctx context.Context, by actor.Actor, guid string, ch CompanyChange) error {
	if err := by.Need(actor.PortfolioRW); err != nil {
		return err
	}
	if err := ch.check(); err != nil {
		return err
	}
	return cs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		company, err := Seen(ctx, tx, by, guid)
		if err != nil {
			return err
		}
		if err := tenant.Match(ctx, tx, `companies where customer_id = $1 and guid = $2`, by.CustomerID, company.GUID); err != nil {
			return err
		}
		if ch.PrimaryGUID != nil && *ch.PrimaryGUID != nil {
			primary, err := Seen(ctx, tx, by, **ch.PrimaryGUID)
			if err != nil {
				return err
			}
			if primary.GUID == company.GUID {
				return fault.Field("primary_company", "cannot be the company itself")
			}
		}
		return cs.update(ctx, tx, by, company.GUID, ch)
	})
}

func (cs *Companies) update(ctx context.Context, tx *db.Tx, by actor.Actor, guid string, ch CompanyChange) error {
	var w db.Where
	set := []string{`version = version + 1`, `updated_at = ` + w.Arg(cs.Now())}
	if ch.CustomID != nil {
		set = append(set, `custom_id = `+w.Arg(*ch.CustomID))
	}
	if ch.PrimaryGUID != nil {
		set = append(set, `primary_guid = `+w.Arg(*ch.PrimaryGUID))
	}
	if len(set) == 2 { // it says nothing
		return nil
	}
	w.And(`customer_id = ?`, by.CustomerID)
	w.And(`guid = ?`, guid)
	if _, err := tx.Exec(ctx, `update companies set `+strings.Join(set, ", ")+w.String(), w.Args()...); err != nil {
		return err
	}
	audit.Record(ctx, tx, by, by.CustomerID, audit.Event{Action: "company.update", Subject: guid, Details: ch})
	audit.Touch(ctx, tx, by.CustomerID, audit.Portfolio)
	return nil
}

// namePrimaries fills in who stands for the companies of a page, as far as by
// sees them.
func (cs *Companies) namePrimaries(ctx context.Context, by actor.Actor, page []Listed) error {
	var guids []string
	for i := range page {
		if page[i].PrimaryGUID != nil {
			guids = append(guids, *page[i].PrimaryGUID)
		}
	}
	if guids == nil {
		return nil
	}
	var w db.Where
	from := seek(cs.DB, w.Arg(list(unrepeated(guids))), "companies", "c", `c.customer_id = `+w.Arg(by.CustomerID)+` and c.guid = j.value`)
	tenant.Visible(&w, by, `c.guid`)
	type pair struct{ guid, name string }
	names := make(map[string]string)
	err := db.Each(ctx, cs.DB, func(p *pair) []any { return []any{&p.guid, &p.name} }, func(p *pair) error {
		names[p.guid] = p.name
		return nil
	}, `select c.guid, c.name from `+from+w.String(), w.Args()...)
	for i := range page {
		if page[i].PrimaryGUID == nil {
			continue
		}
		if name, ok := names[*page[i].PrimaryGUID]; ok {
			page[i].PrimaryName = &name
		}
	}
	return err
}
