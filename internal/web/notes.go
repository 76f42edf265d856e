package web

import (
	"net/http"
	"net/url"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
)

// notesView is what an organisation writes down about a request for itself, with
// the form to change it.
type notesView struct {
	Now      string // as they are
	Text     field
	Tag      string // of those that the form edits
	MayWrite bool
	Open     bool   // the form is
	Clash    bool   // somebody else changed them meanwhile: Now is theirs, Text mine
	Undo     string // the notes before the last change, which a form puts back
	CanUndo  bool
}

// newNotes shows the notes of a request: after they were saved with what was
// there before, after a clash beside those that somebody else wrote.
func newNotes(r *http.Request, by actor.Actor, request *collab.Request, p past) notesView {
	v := notesView{
		Tag: request.NotesTag(), MayWrite: by.Has(actor.RequestsRW),
		Text: field{ID: "notes", Name: "notes", Label: say("Notes"), Rows: 5, MaxLength: 5000, Hint: say("Only your organisation sees them.")},
	}
	if request.Notes != nil {
		v.Now = *request.Notes
	}
	v.Text.Value = v.Now
	if r.PostForm.Has("notes") {
		v.Text.Value, v.Open = r.PostFormValue("notes"), true
		v.Clash = r.PostFormValue("tag") != v.Tag
	}
	if r.URL.Query().Get("done") == "notes" && v.MayWrite {
		v.Undo, v.CanUndo = p.formerNotes()
	}
	return v
}

// note saves the notes that were edited, if nobody else has changed them since.
func (c *Web) note(r *http.Request, by actor.Actor, guid string) error {
	text := strings.ReplaceAll(r.PostFormValue("notes"), "\r\n", "\n")
	notes := &text
	if text == "" {
		notes = nil
	}
	tag := r.PostFormValue("tag")
	if tag == "" {
		return fault.Field("notes", "The form is damaged.")
	}
	_, err := c.Requests.Change(r.Context(), by, collab.Change{GUID: guid, Notes: &notes, Edits: tag})
	return err
}

// backOf is the list that the reader came from, as their browser says.
func backOf(r *http.Request) string {
	from, err := url.Parse(r.Referer())
	if err != nil || from.Path != "/outbox" || from.Host != r.Host {
		return "/outbox"
	}
	if f, err := readOutboxAsk(from.Query()); err == nil {
		return f.href()
	}
	return "/outbox"
}
