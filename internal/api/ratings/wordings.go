package ratings

import (
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
)

// wordingRoutes are Gatehouse's own.
func (a *API) wordingRoutes() []api.Route {
	const all, one = "/mail-wordings", "/mail-wordings/{template}/{language}"
	return []api.Route{
		{Method: "GET", Path: all, Need: actor.SettingsR, Handle: a.listWordings},
		{Method: "GET", Path: one, Need: actor.SettingsR, Handle: a.oneWording},
		{Method: "PUT", Path: one, Need: actor.SettingsRW, Handle: a.putWording},
		{Method: "DELETE", Path: one, Need: actor.SettingsRW, Handle: a.deleteWording},
		{Method: "POST", Path: one + "/test", Need: actor.SettingsRW, Handle: a.testWording, Repeat: api.Silent()},
	}
}

// wording is a mail in a language: the customer's own parts, null where the
// original stands, and the original.
type wording struct {
	Template     string          `json:"template"`
	Language     string          `json:"language"`
	IsOwn        bool            `json:"is_own"`
	Subject      *string         `json:"subject"`
	Opening      *string         `json:"opening"`
	Closing      *string         `json:"closing"`
	UpdatedTime  *string         `json:"updated_time"`
	Original     wordingOriginal `json:"original"`
	Placeholders []string        `json:"placeholders"`
}

// wordingOriginal has a null subject where that says what has happened, and stays.
type wordingOriginal struct {
	Subject *string `json:"subject"`
	Opening string  `json:"opening"`
}

func toWording(w *mail.Wording) (wording, error) {
	o, err := mail.Original(w.Template, w.Language)
	if err != nil {
		return wording{}, err
	}
	out := wording{
		Template: w.Template, Language: w.Language, IsOwn: !w.IsOriginal(), Subject: orNull(w.Subject), Opening: orNull(w.Opening),
		Closing: orNull(w.Closing), Original: wordingOriginal{orNull(o.Subject), o.Opening}, Placeholders: mail.Places(w.Template),
	}
	if !w.UpdatedAt.IsZero() {
		out.UpdatedTime = maybeMoment(&w.UpdatedAt)
	}
	if out.Placeholders == nil {
		out.Placeholders = []string{}
	}
	return out, nil
}

var wordingColumns = []api.Column[wording]{
	{Name: "template", Width: 22, Cell: func(w *wording) any { return w.Template }},
	{Name: "language", Width: 8, Cell: func(w *wording) any { return w.Language }},
	{Name: "is_own", Width: 6, Cell: func(w *wording) any { return w.IsOwn }},
	{Name: "subject", Width: 40, Cell: func(w *wording) any { return w.Subject }},
	{Name: "opening", Cell: func(w *wording) any { return w.Opening }},
	{Name: "closing", Cell: func(w *wording) any { return w.Closing }},
	{Name: "updated_time", Cell: func(w *wording) any { return w.UpdatedTime }},
	{Name: "original.subject", Cell: func(w *wording) any { return w.Original.Subject }},
	{Name: "original.opening", Cell: func(w *wording) any { return w.Original.Opening }},
	{Name: "placeholders", Cell: func(w *wording) any { return w.Placeholders }},
}

// listWordings answers every mail in every language.
func (a *API) listWordings(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	own, err := a.Wordings.List(r.Context(), by)
	if err != nil {
		return err
	}
	known := make(map[[2]string]mail.Wording, len(own))
	for _, o := range own {
		known[[2]string{o.Template, o.Language}] = o
	}
	var all []wording
	for _, template := range mail.Templates() {
		for _, language := range mail.Languages {
			one, ok := known[[2]string{template, language}]
			if !ok {
				one = mail.Wording{Template: template, Language: language}
			}
			out, err := toWording(&one)
			if err != nil {
				return err
			}
			all = append(all, out)
		}
	}
	if all, err = api.Narrow(w, r, a.PublicURL, wordingColumns, all); err != nil {
		return err
	}
	return writeArray(w, r, "mail-wordings", wordingColumns, all)
}

func (a *API) oneWording(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	found, err := a.Wordings.One(r.Context(), by, r.PathValue("template"), r.PathValue("language"))
	if err != nil {
		return err
	}
	return answerWording(w, &found)
}

func answerWording(w http.ResponseWriter, found *mail.Wording) error {
	out, err := toWording(found)
	if err != nil {
		return err
	}
	if found.Version > 0 {
		api.Version(w, found.Version)
	}
	return api.JSON(w, http.StatusOK, out)
}

// putWording takes the parts as they are to be: what is left out, or null, is the
// original.
func (a *API) putWording(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	in, err := api.Body[struct {
		Subject api.Opt[string] `json:"subject"`
		Opening api.Opt[string] `json:"opening"`
		Closing api.Opt[string] `json:"closing"`

		Template     any `json:"template"` // what follows is read-only
		Language     any `json:"language"`
		IsOwn        any `json:"is_own"`
		UpdatedTime  any `json:"updated_time"`
		Original     any `json:"original"`
		Placeholders any `json:"placeholders"`
	}](w, r, false, "wording", "body")
	if err != nil {
		return err
	}
	kept, err := a.Wordings.Set(r.Context(), by, mail.Wording{
		Template: r.PathValue("template"), Language: r.PathValue("language"),
		Subject: in.Subject.Value, Opening: in.Opening.Value, Closing: in.Closing.Value,
	})
	if err != nil {
		return err
	}
	return answerWording(w, &kept)
}

func (a *API) deleteWording(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := a.Wordings.Reset(r.Context(), by, r.PathValue("template"), r.PathValue("language")); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// testWording sends the mail to the caller's own address.
func (a *API) testWording(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if by.Email == "" {
		return fault.New(fault.Conflict, "This access belongs to nobody who could read a mail.")
	}
	if err := a.Wordings.Test(r.Context(), by, r.PathValue("template"), r.PathValue("language")); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}
