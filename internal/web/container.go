package web

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
)

// containerKind says what companies are sorted into.
type containerKind string

const (
	ofFolders containerKind = "folder"
	ofTiers   containerKind = "tier"
)

func (k containerKind) base() string {
	if k == ofTiers {
		return tiersPath
	}
	return foldersPath
}

// container is a folder or a tier.
type container struct {
	Kind               containerKind
	GUID, Name         string
	Description        string
	Count              int64
	Facts              []fact
	CanEdit, CanDelete bool
	Form               containerForm
	Delete             string // address
}

func (in *container) base() string { return in.Kind.base() }

// IsTier reports which of the two it is.
func (in *container) IsTier() bool { return in.Kind == ofTiers }

// narrow adds to a filter that companies are in the container.
func (in *container) narrow(f *portfolioFilter) {
	if in.IsTier() {
		f.tier = in.GUID
		return
	}
	f.folder = in.GUID
}

// fix takes away what the page of a container has no choice of.
func (in *container) fix(v *portfolioView) {
	if in.IsTier() {
		v.Filter.Tiers = nil
		return
	}
	v.Filter.Folders, v.Bulk.Folder = nil, in.GUID
}

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

func ofTier(by actor.Actor, t *portfolio.Tier) *container {
	in := &container{
		Kind: ofTiers, GUID: t.GUID, Name: t.Name, Description: t.Description, CanEdit: by.Has(actor.PortfolioRW),
		CanDelete: by.Has(actor.PortfolioRW) && (by.AllCompanies || by.IsAdmin()),
		Facts:     []fact{{say("Rank"), say("%d", t.Rank)}}, Form: newContainerForm(ofTiers, tiersPath+"/"+t.GUID),
	}
	in.Delete = in.Form.Action + "/delete"
	in.Form.Name.Value, in.Form.Description.Value, in.Form.Rank.Value = t.Name, t.Description, strconv.FormatInt(t.Rank, 10)
	return in
}

func ofFolder(by actor.Actor, f *portfolio.Folder) *container {
	in := &container{
		Kind: ofFolders, GUID: f.GUID, Name: f.Name, Description: f.Description, CanEdit: f.EditableBy(by), CanDelete: f.DeletableBy(by),
		Facts: []fact{{say("Seen by"), sayShared(f)}}, Form: newContainerForm(ofFolders, foldersPath+"/"+f.GUID),
	}
	if f.OwnerName != nil {
		in.Facts = append(in.Facts, fact{say("Owner"), plain(*f.OwnerName)})
	}
	in.Delete = in.Form.Action + "/delete"
	in.Form.Name.Value, in.Form.Description.Value = f.Name, f.Description
	return in
}

// sayShared says who sees a folder beside the admins.
func sayShared(f *portfolio.Folder) phrase {
	s := f.Sharing
	switch {
	case s.WithAll:
		return say("Everybody here")
	case !s.IsShared:
		return say("Its owner")
	case s.GroupEditsContents || s.GroupEditsProperties:
		return say("Its owner's access group")
	}
	return count(int64(len(s.With)), "Its owner and %d person", "Its owner and %d people")
}

func (c *Web) oneContainer(ctx context.Context, by actor.Actor, k containerKind, guid string) (*container, error) {
	if k == ofTiers {
		t, err := c.Tiers.Outline(ctx, by, guid)
		if err != nil {
			return nil, err
		}
		return ofTier(by, &t), nil
	}
	f, err := c.Folders.Outline(ctx, by, guid)
	if err != nil {
		return nil, err
	}
	return ofFolder(by, &f), nil
}

// containerAt is the container that a page of the portfolio is about; nil for
// none.
func (c *Web) containerAt(r *http.Request, by actor.Actor, path string) (*container, error) {
	for _, k := range []containerKind{ofFolders, ofTiers} {
		if guid, ok := strings.CutPrefix(path, k.base()+"/"); ok {
			return c.oneContainer(r.Context(), by, k, guid)
		}
	}
	return nil, nil
}
