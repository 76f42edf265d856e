package ratings

import (
	"io"
	"net/http"
	"strconv"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/collab"
)

// evidenceRoutes are the files with which recipients show what they say of findings.
func (a *API) evidenceRoutes() []api.Route {
	const out, in = "/access-requests/{guid}/findings/{id}/evidence", "/inbox/{guid}/findings/{id}/evidence"
	sent, received := &sided{a, collab.Requester}, &sided{a, collab.Requestee}
	return []api.Route{
		{Method: "GET", Path: out, Need: actor.RequestsR, Handle: sent.listFiles},
		{Method: "GET", Path: out + "/{file_guid}", Need: actor.RequestsR, Handle: sent.downloadFile},
		{Method: "GET", Path: in, Handle: received.listFiles},
		{Method: "POST", Path: in, Handle: a.addFile, Repeat: &api.Repeat{Status: http.StatusCreated, Answer: received.oneFile, Most: collab.MaxFile}},
		{Method: "GET", Path: in + "/{file_guid}", Handle: received.downloadFile},
		{Method: "DELETE", Path: in + "/{file_guid}", Handle: a.removeFile},
	}
}

type evidence struct {
	GUID      string        `json:"guid"`
	Name      string        `json:"name"`
	MediaType string        `json:"media_type"`
	Size      int64         `json:"size"`
	SHA256    string        `json:"sha256"`
	Created   string        `json:"created_time"`
	Author    messageAuthor `json:"author"`
	IsMine    bool          `json:"is_mine"`
}

var evidenceColumns = []api.Column[evidence]{
	{Name: "guid", Width: 36, Cell: func(f *evidence) any { return f.GUID }},
	{Name: "name", Width: 32, Cell: func(f *evidence) any { return f.Name }},
	{Name: "media_type", Width: 20, Cell: func(f *evidence) any { return f.MediaType }},
	{Name: "size", Width: 9, Cell: func(f *evidence) any { return f.Size }},
	{Name: "sha256", Cell: func(f *evidence) any { return f.SHA256 }},
	{Name: "created_time", Width: 20, Cell: func(f *evidence) any { return f.Created }},
	{Name: "author.guid", Cell: func(f *evidence) any { return f.Author.GUID }},
	{Name: "author.formal_name", Width: 20, Cell: func(f *evidence) any { return f.Author.FormalName }},
	{Name: "is_mine", Cell: func(f *evidence) any { return f.IsMine }},
}

func (s *sided) evidence(by actor.Actor) func(f *collab.File) evidence {
	return func(f *collab.File) evidence {
		return evidence{
			GUID: f.GUID, Name: f.Name, MediaType: f.Type, Size: f.Size, SHA256: f.Hash, Created: moment(f.CreatedAt),
			Author: messageAuthor{f.AuthorGUID, f.AuthorName}, IsMine: f.IsMine(s.side, by),
		}
	}
}

func (s *sided) listFiles(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	if _, err := api.FormatOf(w, r); err != nil {
		return err
	}
	files, err := s.Files.List(r.Context(), by, s.side, guid, r.PathValue("id"))
	if err != nil {
		return err
	}
	return writeWhole(s.API, w, r, "evidence", evidenceColumns, wires(files, s.evidence(by)))
}

// downloadFile answers what is in a file: to be saved, and never shown as a page.
func (s *sided) downloadFile(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	own, err := api.PathGUID(r, "file_guid")
	if err != nil {
		return err
	}
	f, err := s.Files.One(r.Context(), by, s.side, guid, r.PathValue("id"), own)
	if err != nil {
		return err
	}
	body, err := s.Files.Body(r.Context(), &f)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "application/octet-stream")
	h.Set("Content-Disposition", f.Disposition())
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	_, err = w.Write(body)
	return err
}

// addFile takes a file as it is, named by a parameter, or in a form.
func (a *API) addFile(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	name, body, err := api.AnyFile(w, r, collab.MaxFile)
	if err != nil {
		return err
	}
	f, err := a.Files.Add(r.Context(), by, guid, r.PathValue("id"), collab.FileDraft{Name: name, Body: body})
	if err != nil {
		return err
	}
	s := &sided{a, collab.Requestee}
	return api.JSON(w, http.StatusCreated, s.evidence(by)(&f))
}

// oneFile answers a file to who handed it in before.
func (s *sided) oneFile(w http.ResponseWriter, r *http.Request, by actor.Actor, made []string) error {
	if _, err := io.Copy(io.Discard, r.Body); err != nil {
		return err
	}
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	own := ""
	if len(made) > 0 {
		own = made[0]
	}
	f, err := s.Files.One(r.Context(), by, s.side, guid, r.PathValue("id"), own)
	if err != nil {
		return err
	}
	return api.JSON(w, http.StatusCreated, s.evidence(by)(&f))
}

func (a *API) removeFile(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	own, err := api.PathGUID(r, "file_guid")
	if err != nil {
		return err
	}
	if err := a.Files.Remove(r.Context(), by, guid, r.PathValue("id"), own); err != nil {
		return err
	}
	return api.NoContent(w)
}
