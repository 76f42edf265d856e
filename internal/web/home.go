package web

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
)

// homeView is where the day begins: what waits, what became of invitations, and
// what has happened last.
type homeView struct {
	page
	Notice phrase
	Waits  []waiting
	Partly bool // more may wait than was looked at
	Since  *sinceView
	Funnel *funnelView
	Recent []happening
	Begin  []step // for who has nothing yet
}

func (homeView) file() string { return "home.html" }

// waiting is one thing that waits, with the first of it.
type waiting struct {
	Class  string
	Amount phrase
	Text   phrase
	Under  phrase
	Go     way // to all of it; its Href may be ""
	Items  []way
}

// sinceView is the form that says that one has seen what others said.
type sinceView struct {
	From time.Time
	UpTo string // microseconds
}

// happening is one line of what has happened last.
type happening struct {
	Class, Href string
	Text        phrase
	Company     string
	At          time.Time
}

// step is one of those that one begins with.
type step struct {
	Title, Text phrase
	Go          way
}

// mountHome adds the first page, the search and the help.
func (c *Web) mountHome(member func(string, memberHandler)) {
	member("GET /home", c.home)
	member("POST /home/seen", c.homeSeen)
	member("GET /search", c.search)
	member("GET /help/keyboard", c.keyboard)
}

// seesHome reports whether there is anything at home for by. Who has but an inbox
// begins there.
func seesHome(by actor.Actor) bool { return whoIs(by).SeesHome }

const recentLines = 10

func (c *Web) home(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if !seesHome(by) {
		return see(w, r, "/inbox")
	}
	now := c.Now()
	v := homeView{page: console(by, say("Home"), "home")}
	if r.URL.Query().Get("done") == "seen" {
		v.Notice = say("Noted. From now on only what is new is counted.")
	}
	if by.Has(actor.RequestsR) {
		if err := c.homeOfRequests(r, by, &v, now); err != nil {
			return err
		}
	}
	ends, err := c.ending(r, by, now)
	if err != nil {
		return err
	}
	v.Waits = append(v.Waits, ends...)
	if v.Funnel == nil && len(v.Recent) == 0 && !v.Partly {
		v.Begin = begin(by)
	}
	return render(w, r, http.StatusOK, v)
}

// homeOfRequests adds what there is for who sees requests.
func (c *Web) homeOfRequests(r *http.Request, by actor.Actor, v *homeView, now time.Time) error {
	ctx := r.Context()
	in, err := c.Requests.Waiting(ctx, by)
	if err != nil {
		return err
	}
	if v.Waits, err = waits(by, &in); err != nil {
		return err
	}
	v.Partly = in.Partly()
	if in.Accepted.N+in.Declined.N+in.Findings.N > 0 {
		v.Since = &sinceView{From: in.Since, UpTo: strconv.FormatInt(now.UnixMicro(), 10)}
	}
	recent, err := c.Requests.Recent(ctx, by, recentLines)
	if err != nil {
		return err
	}
	for i := range recent {
		line, err := happened(&recent[i])
		if err != nil {
			return err
		}
		v.Recent = append(v.Recent, line)
	}
	f, err := c.funnel(r, by, now)
	if err == nil && (len(recent) > 0 || f.Partly || f.Steps[0].N > 0) { // what happened long ago is in one of them
		v.Funnel = f
	}
	return err
}

// homeSeen notes that what others said has been seen.
func (c *Web) homeSeen(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	micros, err := strconv.ParseInt(r.PostFormValue("up_to"), 10, 64)
	if err != nil || micros < 0 || micros > 1<<53 {
		return fault.New(fault.Invalid, "The form is damaged.")
	}
	if err := c.Requests.Look(r.Context(), by, time.UnixMicro(micros).UTC()); err != nil {
		return err
	}
	return see(w, r, "/home?done=seen")
}

// happened says what has happened.
func happened(h *collab.Happening) (happening, error) {
	var d collab.Document
	if err := json.Unmarshal(h.Document, &d); err != nil {
		return happening{}, err
	}
	name, sender := recipient(&d), requester(&d)
	line := happening{At: h.At, Href: "/outbox/" + d.GUID, Company: d.RequesteeCompanyName, Class: string(h.What)}
	switch h.What {
	case collab.HasAccepted:
		line.Text = say("%s accepted", name)
	case collab.HasDeclined:
		line.Text = say("%s declined", name)
	case collab.HasRegistered:
		line.Text = say("%s registered through a form", name)
	default:
		line.Text = say("%s invited %s", sender, name)
		if h.Times > 1 {
			others := count(int64(h.Times-1), "%d other", "%d others")
			line.Text = say("%s invited %s", sender, say("%s and %s", name, others))
			line.Company = ""
		}
	}
	return line, nil
}

// begin are the first steps of an organisation, as far as by may take them.
func begin(by actor.Actor) []step {
	var all []step
	for _, s := range []struct {
		right actor.Right
		step
	}{
		{actor.PortfolioRW, step{
			say("Bring your companies"), say("A file with names and domains is enough. You see what would happen before it does."),
			way{say("Import companies"), "/portfolio/import"},
		}},
		{actor.RequestsRW, step{
			say("Invite somebody"), say("A person at a vendor or a client gets a mail with a link, and access for the days that you choose."),
			way{say("Send an invitation"), "/invite"},
		}},
		{actor.LinksRW, step{
			say("Let people come to you"), say("Publish a registration form. Whoever fills it in waits for your decision."),
			way{say("Make a form"), "/forms/new"},
		}},
	} {
		if by.Has(s.right) {
			all = append(all, s.step)
		}
	}
	return all
}

// firsts are links to the first requests of a pile.
func firsts(rows []collab.Row) ([]way, error) {
	var all []way
	for i := range rows {
		var d collab.Document
		if err := json.Unmarshal(rows[i].Document, &d); err != nil {
			return nil, err
		}
		text := recipient(&d)
		if d.RequesteeCompanyName != "" {
			text = say("%s, %s", text, strings.TrimSpace(d.RequesteeCompanyName))
		}
		all = append(all, way{text, "/outbox/" + d.GUID})
	}
	return all, nil
}
