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

// containerForm asks for what is said about a folder or tier.
type containerForm struct {
	Action, Button    string
	Name, Description field
	Rank              field // of a tier
}

func newContainerForm(k containerKind, action string) containerForm {
	line := func(name string, label, hint phrase) field {
		return field{ID: "container-" + name, Name: name, Label: label, Hint: hint, Type: "text", Autocomplete: "off", MaxLength: 255}
	}
	f := containerForm{Action: action, Name: line("name", say("Name"), nil), Description: line("description", say("Description"), nil)}
	f.Name.Required = true
	if k == ofTiers {
		f.Rank = line("rank", say("Rank"), say("The most important tier has the lowest."))
		f.Rank.Required, f.Rank.InputMode, f.Rank.MaxLength = true, "numeric", 7
	}
	return f
}

// IsTier reports whether a rank is asked for.
func (f containerForm) IsTier() bool { return f.Rank.Name != "" }

// HasProblem reports whether something is wrong with what was sent.
func (f containerForm) HasProblem() bool {
	return f.Name.Problem != nil || f.Description.Problem != nil || f.Rank.Problem != nil
}

func (f *containerForm) fields() []*field {
	if f.IsTier() {
		return []*field{&f.Name, &f.Description, &f.Rank}
	}
	return []*field{&f.Name, &f.Description}
}

// read takes what was sent, and the rank as a number.
func (f *containerForm) read(r *http.Request) (rank int64, err error) {
	for _, in := range f.fields() {
		in.Value = r.PostFormValue(in.Name)
	}
	if !f.IsTier() {
		return 0, nil
	}
	rank, err = strconv.ParseInt(strings.TrimSpace(f.Rank.Value), 10, 64)
	if err != nil {
		return 0, fault.Field("rank", "must be an integer")
	}
	return rank, nil
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
