package demo

import (
	"context"
	"slices"

	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

const (
	monitoring = "continuous_monitoring"
	alerts     = "alerts-only"
	selection  = "vendor-selection"
)

// licences is how many subscriptions the demo customer has bought.
var licences = map[string]int64{monitoring: 200, alerts: 250, selection: 25}

// groups of the demo beside All Companies, which every customer has: the
// companies of some sectors, and what is reserved for them of the licences.
var groups = []struct {
	name    string
	sectors []string
	quotas  map[string]int64
}{
	{"Technology Vendors", []string{"Technology", "Telecommunications", "Media"}, map[string]int64{monitoring: 20, selection: 10}},
	{"Financial Services", []string{"Financials", "Business Services"}, map[string]int64{monitoring: 45}},
	{"Fleet Operations", []string{"Transportation", "Energy", "Wholesalers", "Food & Drug Stores"}, map[string]int64{alerts: 30}},
}

// groupOf returns the group that sees the companies of a sector, or "".
func groupOf(sector string) string {
	for _, g := range groups {
		if slices.Contains(g.sectors, sector) {
			return g.name
		}
	}
	return ""
}

// subscribe spends the licences on companies, as long as the quotas bear it.
func subscribe(all []*company) {
	left := make(map[[2]string]int64)
	for kind, n := range licences {
		for _, g := range groups {
			if allocated, ok := g.quotas[kind]; ok {
				left[[2]string{g.name, kind}] = allocated
				n -= allocated
			}
		}
		left[[2]string{tenant.DefaultName, kind}] = n
	}
	for i, c := range all {
		kind := wanted(c.tier, i)
		for _, owner := range []string{c.group, tenant.DefaultName} {
			if share := [2]string{owner, kind}; left[share] > 0 {
				left[share]--
				c.kind, c.owner = kind, owner
				break
			}
		}
	}
}

// wanted is the subscription that the customer would like to have of a company.
func wanted(tier, place int) string {
	switch {
	case tier == 0, tier == 1 && place%4 != 0:
		return monitoring
	case tier == 1, place%2 == 0:
		return alerts
	case place%15 == 1:
		return selection
	}
	return ""
}

func (h *house) makeGroups(ctx context.Context) error {
	guid, _, err := tenant.DefaultGroup(ctx, h.db, h.emma.CustomerID)
	if err != nil {
		return err
	}
	h.groupGUIDs = map[string]string{tenant.DefaultName: guid}
	for i, g := range groups {
		quotas := make(map[string]tenant.QuotaDraft)
		for kind, n := range g.quotas {
			quotas[kind] = tenant.QuotaDraft{Allocated: &n}
		}
		made, err := h.groups.Create(ctx, h.emma, tenant.GroupDraft{Name: g.name, AllowBundledCompanies: i == 0, CanSetTierScope: i == 1, Quotas: quotas})
		if err != nil {
			return err
		}
		h.groupGUIDs[g.name] = made.GUID
	}
	return nil
}

// makeShelves makes the tiers and folders that the companies go into.
func (h *house) makeShelves(ctx context.Context) error {
	for i, t := range tiers {
		_, err := h.tiers.Create(ctx, h.emma, portfolio.TierDraft{
			Name: t.name, Description: t.description, Rank: int64(i + 1), EmailEnabled: i == 0,
		})
		if err != nil {
			return err
		}
	}
	for _, f := range folders {
		if _, err := h.folders.Create(ctx, h.emma, portfolio.FolderDraft{Name: f.name, Description: f.description}); err != nil {
			return err
		}
	}
	return nil
}
