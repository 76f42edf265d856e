package web

import (
	"context"
	"net/http"
	"strconv"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
)

const (
	foldersPath = portfolioPath + "/folders"
	tiersPath   = portfolioPath + "/tiers"
)

// mountContainers adds the pages of folders and tiers.
func (c *Web) mountContainers(member func(string, memberHandler)) {
	for base, kind := range map[string]containerKind{foldersPath: ofFolders, tiersPath: ofTiers} {
		with := func(h func(http.ResponseWriter, *http.Request, actor.Actor, containerKind) error) memberHandler {
			return func(w http.ResponseWriter, r *http.Request, by actor.Actor) error { return h(w, r, by, kind) }
		}
		member("GET "+base, with(c.containers))
		member("POST "+base, with(c.makeContainer))
		member("GET "+base+"/{guid}", with(c.container))
		member("POST "+base+"/{guid}", with(c.editContainer))
		member("POST "+base+"/{guid}/delete", with(c.deleteContainer))
	}
}

// containersView lists the folders or the tiers.
type containersView struct {
	page
	Kind      containerKind
	Tabs      []tab
	Notice    *done
	Wrong     *wrong
	Rows      []container
	CanChange bool
	Form      containerForm // for a new one
}

func (containersView) file() string { return "containers.html" }

// IsTiers reports which of the two the page lists.
func (v containersView) IsTiers() bool { return v.Kind == ofTiers }

func (c *Web) containers(w http.ResponseWriter, r *http.Request, by actor.Actor, k containerKind) error {
	form := newContainerForm(k, k.base())
	return c.showContainers(w, r, by, k, http.StatusOK, form, nil)
}

func (c *Web) showContainers(w http.ResponseWriter, r *http.Request, by actor.Actor, k containerKind, status int, form containerForm, f *fault.Error) error {
	rows, err := c.listContainers(r.Context(), by, k)
	if err != nil {
		return err
	}
	if k == ofTiers && form.Rank.Value == "" && f == nil {
		form.Rank.Value = strconv.Itoa(len(rows) + 1)
	}
	v := newContainers(by, k, rows, form)
	v.Notice = doneOf(r.URL.Query(), k.base())
	v.Wrong = complain(f, v.Form.fields()...)
	v.page = v.failed(v.Wrong)
	return render(w, r, status, v)
}

func newContainers(by actor.Actor, k containerKind, rows []container, form containerForm) containersView {
	title := say("Folders")
	if k == ofTiers {
		title = say("Tiers")
	}
	return containersView{
		page: console(by, title, "portfolio"), Kind: k, Tabs: portfolioTabs(by, k.base()), Rows: rows, CanChange: by.Has(actor.PortfolioRW), Form: form,
	}
}

func (c *Web) listContainers(ctx context.Context, by actor.Actor, k containerKind) (all []container, err error) {
	var counts map[string]int64
	if k == ofTiers {
		tiers, err := c.Tiers.Outlines(ctx, by)
		if err != nil {
			return nil, err
		}
		for i := range tiers {
			all = append(all, *ofTier(by, &tiers[i]))
		}
		if counts, err = c.Tiers.Counts(ctx, by); err != nil {
			return nil, err
		}
	} else {
		folders, err := c.Folders.Outlines(ctx, by)
		if err != nil {
			return nil, err
		}
		for i := range folders {
			all = append(all, *ofFolder(by, &folders[i]))
		}
		if counts, err = c.Folders.Counts(ctx, by); err != nil {
			return nil, err
		}
	}
	for i := range all {
		all[i].Count = counts[all[i].GUID]
	}
	return all, nil
}

// shelves are all that companies can be sorted into, without their companies.
func (c *Web) shelves(ctx context.Context, by actor.Actor) (folders []portfolio.Folder, tiers []portfolio.Tier, err error) {
	if folders, err = c.Folders.Outlines(ctx, by); err != nil {
		return nil, nil, err
	}
	tiers, err = c.Tiers.Outlines(ctx, by)
	return folders, tiers, err
}
