package web

import (
	"cmp"
	"net/http"
	"net/url"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
)

const wordingPath = "/settings/wording"

// wordingView is the form of one mail in one language, and how it looks.
type wordingView struct {
	page
	Wrong                     *wrong
	Notice                    phrase
	Action                    string
	Name, To, Language        phrase
	Tongues                   []tab
	Subject, Opening, Closing field
	IsSubjectFixed            bool
	Places                    []string
	IsOwn, IsUnsaved          bool
	CanChange                 bool
	Changed                   *time.Time
	Picture                   mailPicture
	Calls                     []apiCall
}

func (wordingView) file() string { return "wording.html" }

var wordingNotices = map[string]phrase{
	"save":  say("Saved. Mails that are sent from now on say it so."),
	"reset": say("The original stands again."),
	"test":  say("A test is on its way to you."),
}

// wording shows the form: as it is kept, or with what the address says, to be
// looked at before it is saved.
func (c *Web) wording(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if r.URL.Query().Has("opening") {
		return c.showWording(w, r, by, r.URL.Query(), nil)
	}
	return c.showWording(w, r, by, nil, nil)
}

// showWording shows what is kept, or what was typed.
func (c *Web) showWording(w http.ResponseWriter, r *http.Request, by actor.Actor, typed url.Values, f *fault.Error) error {
	kept, err := c.Wordings.One(r.Context(), by, r.PathValue("template"), r.PathValue("language"))
	if err != nil {
		return err
	}
	shown := kept
	if typed != nil {
		if shown, err = typedWording(kept, typed); err != nil {
			return err
		}
		if wrongs := shown.Check(); f == nil && wrongs != nil {
			f = fault.Of(wrongs)
		}
	}
	picture := shown
	if f != nil {
		picture = kept
	}
	said, err := c.Wordings.Preview(r.Context(), by, picture)
	if err != nil {
		return err
	}
	v, err := c.newWording(by, &kept, &shown, said)
	if err != nil {
		return err
	}
	v.Notice = wordingNotices[r.URL.Query().Get("done")]
	status := http.StatusOK
	if typed != nil {
		v.IsUnsaved = f == nil
		v.Picture.Href = listAddress(v.Action+"/page", url.Values{"subject": {picture.Subject}, "opening": {picture.Opening}, "closing": {picture.Closing}})
	}
	if f != nil {
		status = answers[f.Kind].status
		if f.Kind == fault.Invalid {
			status = http.StatusUnprocessableEntity
		}
	}
	v.Wrong = complain(f, &v.Subject, &v.Opening, &v.Closing)
	v.page = v.failed(v.Wrong)
	w.Header().Set("Content-Security-Policy", framePolicy)
	return render(w, r, status, v)
}

// typedWording is what was typed. What is the original's is left to it, so that
// a better one comes through.
func typedWording(kept mail.Wording, in url.Values) (mail.Wording, error) {
	w := kept
	w.Subject, w.Opening, w.Closing = mail.CleanText(in.Get("subject")), mail.CleanText(in.Get("opening")), mail.CleanText(in.Get("closing"))
	return w, w.Leave()
}

func (c *Web) newWording(by actor.Actor, kept, shown *mail.Wording, said mail.Rendered) (wordingView, error) {
	o, err := mail.Original(kept.Template, kept.Language)
	if err != nil {
		return wordingView{}, err
	}
	at := kept.Template + "/" + kept.Language
	v := wordingView{
		page: console(by, say("Wording: %s", sayTemplate(kept.Template)), "settings"), Action: wordingPath + "/" + at,
		Name: sayTemplate(kept.Template), To: mailNames[kept.Template].To, Language: nameOfLanguage(kept.Language),
		Subject:        wordingField("subject", say("Subject"), nil, cmp.Or(shown.Subject, o.Subject), 0, mail.MaxSubject),
		Opening:        wordingField("opening", say("Opening"), say("Greeting and introduction. An empty line begins a new paragraph."), cmp.Or(shown.Opening, o.Opening), 7, mail.MaxOpening),
		Closing:        wordingField("closing", say("Closing"), say("Below the mail: a farewell, a signature. Empty, there is none."), shown.Closing, 3, mail.MaxClosing),
		IsSubjectFixed: mail.IsSubjectFixed(kept.Template), Places: mail.Places(kept.Template), IsOwn: kept.Version > 0,
		CanChange: by.Has(actor.SettingsRW),
		Picture: mailPicture{
			ID: "preview", Name: say("How it looks"), To: plain(by.FormalName), Subject: said.Subject, Text: said.Text, Href: wordingPath + "/" + at + "/page",
			Frame: say("The mail as a mail program shows it"),
		},
	}
	if v.IsOwn {
		v.Changed = &kept.UpdatedAt
	}
	for _, l := range mailLanguages {
		v.Tongues = append(v.Tongues, tab{Name: l.Name, Href: wordingPath + "/" + kept.Template + "/" + l.Value, Current: l.Value == kept.Language})
	}
	v.Calls = c.wordingCalls(by, kept, o)
	return v, nil
}

func wordingField(name string, label, hint phrase, value string, rows, most int) field {
	return field{ID: name, Name: name, Type: "text", Label: label, Hint: hint, Value: value, Rows: rows, MaxLength: most, Autocomplete: "off"}
}

func (c *Web) wordingCalls(by actor.Actor, kept *mail.Wording, o mail.Wording) []apiCall {
	path := "/ratings/v1/mail-wordings/" + kept.Template + "/" + kept.Language
	calls := []apiCall{c.call(say("Read it"), "GET", path, nil)}
	if !by.Has(actor.SettingsRW) {
		return calls
	}
	body := map[string]any{"opening": cmp.Or(kept.Opening, o.Opening)}
	if subject := cmp.Or(kept.Subject, o.Subject); subject != "" {
		body["subject"] = subject
	}
	if kept.Closing != "" {
		body["closing"] = kept.Closing
	}
	return append(calls, c.call(say("Change it"), "PUT", path, body), c.call(say("Let the original stand again"), "DELETE", path, nil),
		c.call(say("Send a test to yourself"), "POST", path+"/test", nil))
}

// changeWording saves what was typed, lets the original stand again, or sends a test.
func (c *Web) changeWording(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	template, language, do := r.PathValue("template"), r.PathValue("language"), r.PostForm.Get("do")
	var err error
	switch do {
	case "test":
		err = c.Wordings.Test(r.Context(), by, template, language)
	case "reset":
		err = c.Wordings.Reset(r.Context(), by, template, language)
	default:
		do = "save"
		var kept mail.Wording
		if kept, err = c.Wordings.One(r.Context(), by, template, language); err != nil {
			return err
		}
		if kept, err = typedWording(kept, r.PostForm); err == nil {
			_, err = c.Wordings.Set(r.Context(), by, kept)
		}
	}
	if err == nil {
		return see(w, r, wordingPath+"/"+template+"/"+language+"?done="+do)
	}
	f := formFault(err, fault.TooMany)
	if f == nil {
		return err
	}
	if do == "save" {
		return c.showWording(w, r, by, r.PostForm, f)
	}
	return c.showWording(w, r, by, nil, f)
}

// wordingFrame is the page of the mail, for the frame that shows it: as it is
// kept, or as the address says.
func (c *Web) wordingFrame(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	kept, err := c.Wordings.One(r.Context(), by, r.PathValue("template"), r.PathValue("language"))
	if err != nil {
		return err
	}
	if q := r.URL.Query(); q.Has("opening") {
		if kept, err = typedWording(kept, q); err != nil {
			return err
		}
		if err := kept.Check(); err != nil {
			return err
		}
	}
	said, err := c.Wordings.Preview(r.Context(), by, kept)
	if err != nil {
		return err
	}
	return writeMail(w, said)
}
