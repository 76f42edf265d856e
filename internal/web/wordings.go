package web

import (
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/mail"
)

// wordingsView lists every mail, and which the customer says in its own words.
type wordingsView struct {
	page
	Rows  []wordingRow
	Calls []apiCall
}

func (wordingsView) file() string { return "wordings.html" }

type wordingRow struct {
	Name, To phrase
	In       []wordingCell
}

type wordingCell struct {
	Href     string
	Language phrase
	IsOwn    bool
}

func (c *Web) wordings(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	own, err := c.Wordings.List(r.Context(), by)
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, c.newWordings(by, own))
}

func (c *Web) newWordings(by actor.Actor, own []mail.Wording) wordingsView {
	v := wordingsView{
		page:  console(by, say("Wording of mails"), "settings"),
		Calls: []apiCall{c.call(say("List them"), "GET", "/ratings/v1/mail-wordings", nil)},
	}
	changed := make(map[string]bool, len(own))
	for _, o := range own {
		changed[o.Template+"/"+o.Language] = true
	}
	for _, template := range mail.Templates() {
		row := wordingRow{Name: sayTemplate(template), To: mailNames[template].To}
		for _, l := range mailLanguages {
			at := template + "/" + l.Value
			row.In = append(row.In, wordingCell{Href: wordingPath + "/" + at, Language: l.Name, IsOwn: changed[at]})
		}
		v.Rows = append(v.Rows, row)
	}
	return v
}
