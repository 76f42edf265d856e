package ratings

import (
	"encoding/json"
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/audit"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
)

func (a *API) folderRoutes() []api.Route {
	const r, rw = actor.PortfolioR, actor.PortfolioRW
	return []api.Route{
		{Method: "GET", Path: "/folders", Need: r, Handle: a.listFolders, Topics: audit.Portfolio | audit.Identity},
		{Method: "POST", Path: "/folders", Need: rw, Handle: a.createFolder, Repeat: api.Made("guid", a.oneFolder)},
		{Method: "GET", Path: "/folders/{guid}", Need: r, Handle: a.oneFolder},
		{Method: "PATCH", Path: "/folders/{guid}", Need: rw, Handle: a.changeFolder},
		{Method: "DELETE", Path: "/folders/{guid}", Need: rw, Handle: a.deleteFolder},
		{Method: "PATCH", Path: "/folders/{guid}/companies", Need: rw, Handle: a.moveFolderCompanies},
	}
}

func (a *API) listFolders(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if _, err := api.Bool(r.URL.Query(), "exclude_subscription_folders", false); err != nil { // there are none
		return err
	}
	folders, err := a.Folders.List(r.Context(), by)
	if err != nil {
		return err
	}
	all := make([]folder, len(folders))
	for i := range folders {
		all[i] = toFolder(&folders[i], by)
	}
	return writeWhole(a, w, r, "folders", folderColumns, all)
}

// writeWhole answers what a call asks for of a whole list.
func writeWhole[T any](a *API, w http.ResponseWriter, r *http.Request, name string, columns []api.Column[T], all []T) error {
	if _, err := api.FormatOf(w, r); err != nil { // before anything is said of the pages beside it
		return err
	}
	some, err := api.Narrow(w, r, a.PublicURL, columns, all)
	if err != nil {
		return err
	}
	return writeArray(w, r, name, columns, some)
}

// writeArray answers a list in the format that the call asks for.
func writeArray[T any](w http.ResponseWriter, r *http.Request, name string, columns []api.Column[T], all []T) error {
	format, err := api.FormatOf(w, r)
	if err != nil {
		return err
	}
	each := pickOf(r).Each(api.EachOf(all))
	columns = api.PickColumns(columns, api.NewPick(api.List(r.URL.Query(), "fields")))
	sheet := &api.Sheet[T]{Name: name, Columns: columns, Each: each, Row: fromJSON[T]}
	return sheet.Write(w, format)
}

func fromJSON[T any](text []byte) (*T, error) {
	v := new(T)
	return v, json.Unmarshal(text, v)
}

type folderBody struct {
	Name              api.Opt[string]      `json:"name"`
	Description       api.Opt[string]      `json:"description"`
	ContentExpiryDays api.Opt[int64]       `json:"content_expiry_days"`
	Shared            api.Opt[sharingBody] `json:"shared_options"`
}

func (a *API) createFolder(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	in, err := api.Body[folderBody](w, r, false, "folder", "body")
	if err != nil {
		return err
	}
	if !in.Name.Set {
		return fault.Field("name", "This field is required.")
	}
	f, err := a.Folders.Create(r.Context(), by, portfolio.FolderDraft{
		Name: in.Name.Value, Description: in.Description.Value, ContentExpiryDays: in.ContentExpiryDays.Ptr(),
		Sharing: in.Shared.Ptr().change(),
	})
	if err != nil {
		return err
	}
	api.Version(w, f.Version)
	return api.JSON(w, http.StatusCreated, toFolder(&f, by))
}

func (a *API) oneFolder(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	f, err := a.Folders.One(r.Context(), by, guid)
	if err != nil {
		return err
	}
	api.Version(w, f.Version)
	return api.JSON(w, http.StatusOK, toFolder(&f, by))
}

func (a *API) changeFolder(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	in, err := api.Body[folderBody](w, r, false, "folder", "body")
	if err != nil {
		return err
	}
	change, err := in.change()
	if err != nil {
		return err
	}
	f, err := a.Folders.Change(r.Context(), by, guid, change)
	if err != nil {
		return err
	}
	api.Version(w, f.Version)
	return api.JSON(w, http.StatusOK, toFolder(&f, by))
}

func (in *folderBody) change() (portfolio.FolderChange, error) {
	p := fault.Problems{}
	p.Require(!in.Name.Null, "name", mayNotBeNull)
	p.Require(!in.Description.Null, "description", mayNotBeNull)
	p.Require(!in.Shared.Null, "shared_options", mayNotBeNull)
	change := portfolio.FolderChange{Name: in.Name.Ptr(), Description: in.Description.Ptr(), Sharing: in.Shared.Ptr().change()}
	if in.ContentExpiryDays.Set {
		days := in.ContentExpiryDays.Ptr()
		change.ContentExpiryDays = &days
	}
	return change, p.Err()
}

func (a *API) deleteFolder(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	if err := a.Folders.Delete(r.Context(), by, guid); err != nil {
		return err
	}
	return api.NoContent(w)
}

func (a *API) moveFolderCompanies(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, members, err := moveBody(w, r)
	if err != nil {
		return err
	}
	moved, err := a.Folders.Move(r.Context(), by, guid, members)
	if err != nil {
		return err
	}
	return api.JSON(w, http.StatusOK, toMoved(moved))
}
