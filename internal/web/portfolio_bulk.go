package web

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
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

// mostAtOnce is how many companies one form of the ledger changes.
const mostAtOnce = mostRows

// changeCompanies does to the chosen companies what a button says.
func (c *Web) changeCompanies(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := by.Need(actor.PortfolioRW); err != nil {
		return err
	}
	chosen := r.PostForm["company"]
	what, n, undo, err := c.changeChosen(r, by, chosen)
	if err == nil {
		return c.tell(w, r, by, portfolioBack(r), what, n, undo)
	}
	f := formFault(err, fault.Conflict, fault.Forbidden)
	if f == nil {
		return err
	}
	return c.complainOfChosen(w, r, by, f, chosen)
}

func (c *Web) changeChosen(r *http.Request, by actor.Actor, chosen []string) (what string, n int64, undo *portfolio.Undo, err error) {
	ctx, folder, tier := r.Context(), r.PostFormValue("folder"), r.PostFormValue("tier")
	p := fault.Problems{}
	p.Require(len(chosen) > 0, "company", "must be chosen: tick the companies that you mean")
	p.Require(len(chosen) <= mostAtOnce, "company", "are more than %d", mostAtOnce)
	do := r.PostFormValue("do")
	switch do {
	case "add", "remove":
		p.Require(portfolio.IsGUID(folder), "folder", "must be chosen")
	case "tier":
		p.Require(tier == noTier || portfolio.IsGUID(tier), "tier", "must be chosen")
	default:
		return "", 0, nil, fault.New(fault.NotFound, "That cannot be done to companies.")
	}
	if err := p.Err(); err != nil {
		return "", 0, nil, err
	}
	if do == "tier" {
		return c.place(ctx, by, tier, chosen)
	}
	m := portfolio.Members{Add: chosen}
	if do == "remove" {
		m = portfolio.Members{Remove: chosen}
	}
	return c.move(ctx, by, folder, m)
}

// noTier stands for none in a form, where nothing chosen is another thing.
const noTier = "none"

// complainOfChosen shows the ledger as it was, with what is wrong above it.
func (c *Web) complainOfChosen(w http.ResponseWriter, r *http.Request, by actor.Actor, f *fault.Error, chosen []string) error {
	u, err := url.Parse(portfolioBack(r))
	if err != nil {
		return err
	}
	l := ledger{path: portfolioPath, status: http.StatusUnprocessableEntity, fault: f, chosen: chosen}
	if f.Kind == fault.Conflict {
		l.status = http.StatusConflict
	}
	if l.filter, err = readPortfolioFilter(u.Query()); err != nil {
		return err
	}
	if l.container, err = c.containerAt(r, by, u.Path); err != nil {
		return err
	}
	if l.container != nil {
		l.path = u.Path
	}
	return c.showPortfolio(w, r, by, l)
}

// sendJSON answers a script.
func sendJSON(w http.ResponseWriter, v any) error {
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(v)
}
