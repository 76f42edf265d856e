package portfolio

import (
	"context"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/tenant"
)

// Outlines returns the folders that by sees in their order, without what is in
// them: what is in all folders is as long as the portfolio, and longer.
func (fs *Folders) Outlines(ctx context.Context, by actor.Actor) ([]Folder, error) {
	return fs.outlines(ctx, by, nil)
}

// Outline returns a folder without what is in it.
func (fs *Folders) Outline(ctx context.Context, by actor.Actor, guid string) (Folder, error) {
	found, err := fs.outlines(ctx, by, []string{strings.ToLower(guid)})
	if err == nil && len(found) == 0 {
		err = noFolder()
	}
	return append(found, Folder{})[0], err
}

func (fs *Folders) outlines(ctx context.Context, by actor.Actor, guids []string) ([]Folder, error) {
	if err := by.Need(actor.PortfolioR); err != nil {
		return nil, err
	}
	folders, err := readFolders(ctx, fs.DB, by, guids)
	if err != nil || len(folders) == 0 {
		return folders, err
	}
	at := make(map[string]*Folder, len(folders))
	for i := range folders {
		at[folders[i].GUID] = &folders[i]
	}
	return folders, readShares(ctx, fs.DB, by.CustomerID, guids, at)
}

// Counts says how many companies that by sees are in the folders that by sees.
func (fs *Folders) Counts(ctx context.Context, by actor.Actor) (map[string]int64, error) {
	if err := by.Need(actor.PortfolioR); err != nil {
		return nil, err
	}
	var w db.Where
	w.And(`m.customer_id = ?`, by.CustomerID)
	tenant.Visible(&w, by, `m.company_guid`)
	if seen := SeesFolder(&w, by, `m.folder_guid`); seen != "" {
		w.And(seen)
	}
	return counts(ctx, fs.DB, `select m.folder_guid, count(*) from folder_companies m`+w.String()+` group by m.folder_guid`, w.Args())
}

func counts(ctx context.Context, c db.Conn, query string, args []any) (map[string]int64, error) {
	type row struct {
		guid string
		n    int64
	}
	all := make(map[string]int64)
	return all, db.Each(ctx, c, func(r *row) []any { return []any{&r.guid, &r.n} }, func(r *row) error {
		all[r.guid] = r.n
		return nil
	}, query, args...)
}

// Of returns the folders of companies, as far as by sees both, by the guid of
// the company and in their order: of each folder its guid and its name.
func (fs *Folders) Of(ctx context.Context, by actor.Actor, companies []string) (map[string][]Folder, error) {
	if err := by.Need(actor.PortfolioR); err != nil {
		return nil, err
	}
	var w db.Where
	from := seek(fs.DB, w.Arg(list(companies)), "folder_companies", "m", `m.customer_id = `+w.Arg(by.CustomerID)+` and m.company_guid = j.value`)
	w.And(`f.customer_id = ?`, by.CustomerID)
	tenant.Visible(&w, by, `m.company_guid`)
	sight(&w, by)
	type pair struct {
		company string
		Folder
	}
	all := make(map[string][]Folder)
	return all, db.Each(ctx, fs.DB, func(p *pair) []any { return []any{&p.company, &p.GUID, &p.Name} }, func(p *pair) error {
		all[p.company] = append(all[p.company], p.Folder)
		return nil
	}, `select m.company_guid, f.guid, f.name from `+from+`
		join folders f on f.customer_id = m.customer_id and f.guid = m.folder_guid`+w.String()+` order by f.position, f.name_lower`, w.Args()...)
}

// Outlines returns the customer's tiers by rank, without what is in them.
func (ts *Tiers) Outlines(ctx context.Context, by actor.Actor) ([]Tier, error) {
	if err := by.Need(actor.PortfolioR); err != nil {
		return nil, err
	}
	return db.All(ctx, ts.DB, (*Tier).fields,
		`select `+tierColumns+` from tiers where customer_id = $1 order by rank, name_lower`, by.CustomerID)
}

// Outline returns a tier without what is in it.
func (ts *Tiers) Outline(ctx context.Context, by actor.Actor, guid string) (Tier, error) {
	if err := by.Need(actor.PortfolioR); err != nil {
		return Tier{}, err
	}
	found, err := db.All(ctx, ts.DB, (*Tier).fields,
		`select `+tierColumns+` from tiers where customer_id = $1 and guid = $2`, by.CustomerID, strings.ToLower(guid))
	if err == nil && len(found) == 0 {
		err = noTier()
	}
	return append(found, Tier{})[0], err
}

// Counts says how many companies that by sees are in each tier.
func (ts *Tiers) Counts(ctx context.Context, by actor.Actor) (map[string]int64, error) {
	if err := by.Need(actor.PortfolioR); err != nil {
		return nil, err
	}
	var w db.Where
	w.And(`c.customer_id = ?`, by.CustomerID)
	w.And(`c.tier_guid is not null`)
	tenant.Visible(&w, by, `c.guid`)
	return counts(ctx, ts.DB, `select c.tier_guid, count(*) from companies c`+w.String()+` group by c.tier_guid`, w.Args())
}
