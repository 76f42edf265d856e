package web

import (
	"net/http"

	"gatehouse/internal/actor"
)

const (
	dataPath  = "/account/data"
	erasePath = "/account/erase"
)

// mountOwnData adds the pages on which people get what is held about them, or have
// it erased.
func (c *Web) mountOwnData(stranger func(string, handler), member func(string, memberHandler)) {
	member("GET "+dataPath, c.showData)
	member("GET "+dataPath+".json", c.dataFile)
	member("GET "+erasePath, c.showErase)
	member("POST "+erasePath, c.erase)
	stranger("GET /account/erased", c.erased)
}

// dataView says what is in the file, and gives it.
type dataView struct {
	page
	Holds []phrase
	File  string
	Erase string // the page that erases it all
}

func (dataView) file() string { return "data.html" }

func (c *Web) showData(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	return render(w, r, http.StatusOK, newData(by))
}

func newData(by actor.Actor) dataView {
	v := dataView{page: console(by, say("Your data"), "account"), File: dataPath + ".json", Erase: erasePath}
	v.Holds = []phrase{
		say("Who you are here: name, address, phone, language."),
		say("Your ways in: accesses, roles, sessions, second factors and tokens, without any secret."),
		say("What you received and what you sent."),
		say("What you wrote: messages, comments, files by name, whom you invited."),
		say("What Gatehouse wrote to you: mails by kind and day, notifications."),
		say("What you did, from the record of events."),
	}
	return v
}

// dataFile sends what is held about the reader. It takes a fresh proof: whoever
// finds a screen unlocked must not leave with it all.
func (c *Web) dataFile(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := c.Sessions.Fresh(r.Context(), by); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Disposition", `attachment; filename="gatehouse-data.json"`)
	return c.People.Dossier(r.Context(), by, w)
}
