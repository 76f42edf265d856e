package web

import (
	"context"
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
)

func (c *Web) makeContainer(w http.ResponseWriter, r *http.Request, by actor.Actor, k containerKind) error {
	form := newContainerForm(k, k.base())
	rank, err := form.read(r)
	guid := ""
	switch {
	case err != nil:
	case k == ofTiers:
		var t portfolio.Tier
		t, err = c.Tiers.Create(r.Context(), by, portfolio.TierDraft{Name: form.Name.Value, Description: form.Description.Value, Rank: rank})
		guid = t.GUID
	default:
		var f portfolio.Folder
		f, err = c.Folders.Create(r.Context(), by, portfolio.FolderDraft{Name: form.Name.Value, Description: form.Description.Value})
		guid = f.GUID
	}
	if err == nil {
		return c.tell(w, r, by, k.base()+"/"+guid, "made", 0, nil)
	}
	if f := formFault(err, fault.Conflict); f != nil {
		return c.showContainers(w, r, by, k, refusalStatus(f), form, f)
	}
	return err
}

// container shows what is in a folder or tier.
func (c *Web) container(w http.ResponseWriter, r *http.Request, by actor.Actor, k containerKind) error {
	in, err := c.oneContainer(r.Context(), by, k, r.PathValue("guid"))
	if err != nil {
		return err
	}
	return c.showContainer(w, r, by, in, http.StatusOK, nil)
}

func (c *Web) showContainer(w http.ResponseWriter, r *http.Request, by actor.Actor, in *container, status int, f *fault.Error) error {
	filter, err := readPortfolioFilter(r.URL.Query())
	if err != nil {
		return err
	}
	return c.showPortfolio(w, r, by, ledger{
		filter: filter, path: in.base() + "/" + in.GUID, query: r.URL.Query(), container: in, status: status, fault: f,
	})
}

func (c *Web) editContainer(w http.ResponseWriter, r *http.Request, by actor.Actor, k containerKind) error {
	in, err := c.oneContainer(r.Context(), by, k, r.PathValue("guid"))
	if err != nil {
		return err
	}
	rank, err := in.Form.read(r)
	switch {
	case err != nil:
	case k == ofTiers:
		_, err = c.Tiers.Change(r.Context(), by, in.GUID, portfolio.TierChange{Name: &in.Form.Name.Value, Description: &in.Form.Description.Value, Rank: &rank})
	default:
		_, err = c.Folders.Change(r.Context(), by, in.GUID, portfolio.FolderChange{Name: &in.Form.Name.Value, Description: &in.Form.Description.Value})
	}
	if err == nil {
		return c.tell(w, r, by, k.base()+"/"+in.GUID, "saved", 0, nil)
	}
	if f := formFault(err, fault.Conflict); f != nil {
		return c.showContainer(w, r, by, in, refusalStatus(f), f)
	}
	return err
}

func (c *Web) deleteContainer(w http.ResponseWriter, r *http.Request, by actor.Actor, k containerKind) error {
	var undo portfolio.Undo
	var err error
	if k == ofTiers {
		undo.Tier, err = c.Tiers.Remove(r.Context(), by, r.PathValue("guid"))
	} else {
		undo.Folder, err = c.Folders.Remove(r.Context(), by, r.PathValue("guid"))
	}
	if err != nil {
		return err
	}
	return c.tell(w, r, by, k.base(), "deleted", 0, &undo)
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
