package web

import (
	"context"
	"net/http"
	"net/url"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
)

// mostAtOnce is how many companies one form of the ledger changes.
const mostAtOnce = mostRows

// changeCompanies does to the chosen companies what a button says.
func (c *Web) changeCompanies(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := by.Need(actor.PortfolioRW); err != nil {
		return err
	}
	chosen := r.PostForm["company"]
	what, n, undo, err := c.changeChosen(r, by, chosen)
	if err == nil {
		return c.tell(w, r, by, portfolioBack(r), what, n, undo)
	}
	f := formFault(err, fault.Conflict, fault.Forbidden)
	if f == nil {
		return err
	}
	return c.complainOfChosen(w, r, by, f, chosen)
}

func (c *Web) changeChosen(r *http.Request, by actor.Actor, chosen []string) (what string, n int64, undo *portfolio.Undo, err error) {
	ctx, folder, tier := r.Context(), r.PostFormValue("folder"), r.PostFormValue("tier")
	p := fault.Problems{}
	p.Require(len(chosen) > 0, "company", "must be chosen: tick the companies that you mean")
	p.Require(len(chosen) <= mostAtOnce, "company", "are more than %d", mostAtOnce)
	do := r.PostFormValue("do")
	switch do {
	case "add", "remove":
		p.Require(portfolio.IsGUID(folder), "folder", "must be chosen")
	case "tier":
		p.Require(tier == noTier || portfolio.IsGUID(tier), "tier", "must be chosen")
	default:
		return "", 0, nil, fault.New(fault.NotFound, "That cannot be done to companies.")
	}
	if err := p.Err(); err != nil {
		return "", 0, nil, err
	}
	if do == "tier" {
		return c.place(ctx, by, tier, chosen)
	}
	m := portfolio.Members{Add: chosen}
	if do == "remove" {
		m = portfolio.Members{Remove: chosen}
	}
	return c.move(ctx, by, folder, m)
}

// noTier stands for none in a form, where nothing chosen is another thing.
const noTier = "none"

// complainOfChosen shows the ledger as it was, with what is wrong above it.
func (c *Web) complainOfChosen(w http.ResponseWriter, r *http.Request, by actor.Actor, f *fault.Error, chosen []string) error {
	u, err := url.Parse(portfolioBack(r))
	if err != nil {
		return err
	}
	l := ledger{path: portfolioPath, status: refusalStatus(f), fault: f, chosen: chosen}
	if l.filter, err = readPortfolioFilter(u.Query()); err != nil {
		return err
	}
	if l.container, err = c.containerAt(r, by, u.Path); err != nil {
		return err
	}
	if l.container != nil {
		l.path = u.Path
	}
	return c.showPortfolio(w, r, by, l)
}

// place puts companies into a tier, or into none.
func (c *Web) place(ctx context.Context, by actor.Actor, tier string, companies []string) (what string, n int64, undo *portfolio.Undo, err error) {
	if tier == noTier {
		tier = ""
	}
	placed, err := c.Tiers.Place(ctx, by, tier, companies)
	if err != nil {
		return "", 0, nil, err
	}
	if n = placed.Count(); n == 0 {
		return "unmoved", 0, nil, nil
	}
	return "placed", n, &portfolio.Undo{Placed: &placed}, nil
}

// move puts companies into a folder, or takes them out.
func (c *Web) move(ctx context.Context, by actor.Actor, folder string, m portfolio.Members) (what string, n int64, undo *portfolio.Undo, err error) {
	moved, err := c.Folders.Move(ctx, by, folder, m)
	if err != nil {
		return "", 0, nil, err
	}
	what, n = "filled", int64(len(moved.Added))
	if len(moved.Removed) > 0 {
		what, n = "emptied", int64(len(moved.Removed))
	}
	if n == 0 {
		return "unmoved", 0, nil, nil
	}
	return what, n, &portfolio.Undo{Moved: &portfolio.FolderMove{Folder: folder, Added: moved.Added, Removed: moved.Removed}}, nil
}
