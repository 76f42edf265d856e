package web

import (
	"net/http"
	"slices"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/portfolio"
)

// portfolioFields are the inputs of the form of filters.
type portfolioFields struct {
	Query                        string
	Folders, Tiers               []option // without those that a container says
	Subscriptions                []option
	From, To                     string
	Preferred, Invited           []option
	Sort                         string
	IsOpen                       bool // those that few use are set
	FolderParam, TierParam       string
	SubscriptionParam            string
	FromParam, ToParam           string
	PreferredParam, InvitedParam string
}

// bulkFields are the inputs of what can be done to several companies.
type bulkFields struct {
	Back           string
	Folders, Tiers []option
	Groups         []option // access groups that they can be put into
	Chosen         map[string]bool
	Folder         string // that the page is about
}

// portfolioFields fills in the choices of the page, and counts.
func (c *Web) portfolioFields(r *http.Request, by actor.Actor, v *portfolioView, l ledger) error {
	ctx, f := r.Context(), l.filter
	folders, tiers, err := c.shelves(ctx, by)
	if err != nil {
		return err
	}
	types, err := c.Companies.Types(ctx, by)
	if err != nil {
		return err
	}
	tally, err := c.Companies.Tally(ctx, by, f.ifInvited("").ifPreferred("").portfolio(l.container))
	if err != nil {
		return err
	}
	v.Counters = f.counters(l.path, tally, v.SeesRequests)
	v.Filter = portfolioFields{
		Query: f.query, From: f.from, To: f.to, Sort: f.sort,
		Preferred:   []option{{"true", say("With"), f.preferred == "true"}, {"false", say("Without"), f.preferred == "false"}},
		IsOpen:      f.subscription+f.from+f.to+f.preferred+f.invited != "",
		FolderParam: folderParam, TierParam: tierParam, SubscriptionParam: subscriptionParam, FromParam: fromParam, ToParam: toParam,
		PreferredParam: preferredParam, InvitedParam: invitedParam,
	}
	if v.SeesRequests {
		v.Filter.Invited = []option{{"true", say("Invited"), f.invited == "true"}, {"false", say("Not invited"), f.invited == "false"}}
	}
	asked := f.portfolio(nil)
	for _, t := range types {
		v.Filter.Subscriptions = append(v.Filter.Subscriptions, option{t.Type, plain(t.Name), slices.Contains(asked.Subscriptions, t.Type)})
	}
	v.Bulk = bulkFields{Back: l.path + f.address(), Chosen: make(map[string]bool)}
	for _, guid := range l.chosen {
		v.Bulk.Chosen[guid] = true
	}
	for i := range folders {
		v.Filter.Folders = append(v.Filter.Folders, option{folders[i].GUID, plain(folders[i].Name), slices.Contains(asked.Folders, folders[i].GUID)})
		if folders[i].ContentsEditableBy(by) {
			v.Bulk.Folders = append(v.Bulk.Folders, option{folders[i].GUID, plain(folders[i].Name), l.container != nil && l.container.GUID == folders[i].GUID})
		}
	}
	for _, t := range tiers {
		v.Filter.Tiers = append(v.Filter.Tiers, option{t.GUID, plain(t.Name), slices.Contains(asked.Tiers, t.GUID)})
		v.Bulk.Tiers = append(v.Bulk.Tiers, option{Value: t.GUID, Name: plain(t.Name)})
	}
	if l.container != nil {
		l.container.fix(v)
	}
	if by.Has(actor.GroupsRW) {
		v.Bulk.Groups, err = c.otherGroups(r, by, "")
	}
	return err
}

// counters lead to what is left to do.
func (f portfolioFilter) counters(path string, t portfolio.Tally, requests bool) []counter {
	one := func(name phrase, to portfolioFilter, n int64) counter {
		return counter{Name: name, Href: path + to.address(), Amount: collab.Amount{N: n}, Current: to.invited == f.invited && to.preferred == f.preferred}
	}
	all := []counter{one(say("All"), f.ifInvited("").ifPreferred(""), t.Total)}
	if requests {
		all = append(all,
			one(say("Invited"), f.ifPreferred("").ifInvited("true"), t.Invited),
			one(say("Not invited"), f.ifPreferred("").ifInvited("false"), t.Total-t.Invited))
	}
	return append(all, one(say("Without a preferred contact"), f.ifInvited("").ifPreferred("false"), t.Total-t.Preferred))
}

// columns are the heads of the ledger.
func (f portfolioFilter) columns(path string, requests bool) []column {
	sortable := func(name phrase, by string) column {
		col := column{Name: name, Href: path + f.sorted(by).address()}
		switch f.sort {
		case by:
			col.Order, col.Href = "ascending", path+f.sorted("-"+by).address()
		case "-" + by:
			col.Order = "descending"
		}
		if by == "name" && f.sort == "" {
			col.Order, col.Href = "ascending", path+f.sorted("-"+by).address()
		}
		return col
	}
	all := []column{
		sortable(say("Company"), "name"), sortable(say("Rating"), "rating"), sortable(say("Tier"), "tier"),
		{Name: say("Folders")},
		sortable(say("Subscription"), "subscription_type.name"),
	}
	if requests {
		all = append(all, column{Name: say("Open requests")})
	}
	return append(all, column{Name: say("Preferred contact")})
}
