package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/portfolio"
)

// done is what a form has done, and how it is taken back.
type done struct {
	Text phrase
	Undo string // the address of the form that takes it back; "" if nothing can
	Back string
}

// doings says what was done, to n companies or to whatever it was.
var doings = map[string]func(n int64) phrase{
	"filled": func(n int64) phrase {
		return count(n, "%d company was put into the folder.", "%d companies were put into the folder.")
	},
	"emptied": func(n int64) phrase {
		return count(n, "%d company was taken out of the folder.", "%d companies were taken out of the folder.")
	},
	"placed": func(n int64) phrase {
		return count(n, "%d company has another tier now.", "%d companies have another tier now.")
	},
	"unmoved": func(int64) phrase { return say("Nothing changed: it was so already.") },
	"undone":  func(int64) phrase { return say("It is as it was before.") },
	"saved":   func(int64) phrase { return say("Your changes are saved.") },
	"made":    func(int64) phrase { return say("It is there now. Put companies into it.") },
	"deleted": func(int64) phrase { return say("It is deleted. Its companies are where they were.") },
	"added":   func(int64) phrase { return say("The contact is there.") },
	"removed": func(int64) phrase { return say("The contact is removed.") },
	"preferred": func(int64) phrase {
		return say("This is the preferred contact now: invited if an invitation names nobody.")
	},
}

// doneOf reads from the address of a page what led there. back is where an undo
// leads.
func doneOf(q url.Values, back string) *done {
	doing := doings[q.Get("done")]
	if doing == nil {
		return nil
	}
	n, err := strconv.ParseInt(q.Get("n"), 10, 64)
	if err != nil || n < 0 {
		n = 0
	}
	d := &done{Text: doing(n), Back: back}
	if guid := q.Get("undo"); portfolio.IsGUID(guid) {
		d.Undo = portfolioPath + "/undo/" + guid
	}
	return d
}

// tell leads back to a page and has it say what was done, and offer to undo it.
func (c *Web) tell(w http.ResponseWriter, r *http.Request, by actor.Actor, back, what string, n int64, undo *portfolio.Undo) error {
	v := url.Values{"done": {what}}
	if n > 0 {
		v.Set("n", strconv.FormatInt(n, 10))
	}
	if undo != nil {
		guid, err := c.Undos.Keep(r.Context(), by, *undo)
		if err != nil {
			return err
		}
		if guid != "" {
			v.Set("undo", guid)
		}
	}
	join := "?"
	if strings.Contains(back, "?") {
		join = "&"
	}
	return see(w, r, back+join+v.Encode())
}

// portfolioBack is the page of the portfolio that a form came from, with its filters.
func portfolioBack(r *http.Request) string {
	back := local(r.PostFormValue("back"))
	u, err := url.Parse(back)
	if err != nil || !strings.HasPrefix(u.Path, portfolioPath) && !strings.HasPrefix(u.Path, "/companies/") {
		return portfolioPath
	}
	q := u.Query()
	for _, name := range []string{"done", "n", "undo"} {
		q.Del(name)
	}
	u.RawQuery = q.Encode()
	return u.String()
}

func (c *Web) undo(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := c.Undos.Do(r.Context(), by, r.PathValue("guid")); err != nil {
		return err
	}
	return c.tell(w, r, by, portfolioBack(r), "undone", 0, nil)
}
