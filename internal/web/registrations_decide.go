package web

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
)

// decideView shows what will happen to several registrations, before it does; and
// afterwards what did not.
type decideView struct {
	page
	Wrong   *wrong
	Heading phrase
	Lead    phrase
	Back    string
	Verdict string
	Button  phrase
	Danger  bool
	Rows    []decideRow
	Undone  []decideRow // and why
	CanGo   bool
}

func (decideView) file() string { return "decide.html" }

type decideRow struct {
	GUID, Href  string
	Name        phrase
	Email       string
	Company     phrase
	CompanyGUID string // that was chosen, of several
	Why         phrase
}

// mostDecided is how many registrations are decided at once.
const mostDecided = collab.MostKnown

// askToDecide shows what a decision on the chosen registrations will do.
func (c *Web) askToDecide(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := by.Need(actor.RequestsRW); err != nil {
		return err
	}
	q := r.URL.Query()
	v := decideView{Verdict: q.Get("verdict"), Back: listBack(q.Get("back"))}
	if v.Verdict != "approve" && v.Verdict != "reject" {
		return fault.Field("verdict", "must be approve or reject")
	}
	guids := checked(q)
	if len(guids) == 0 {
		return see(w, r, v.Back)
	}
	if err := c.fillDecision(r, by, &v, guids, q); err != nil {
		return err
	}
	return render(w, r, http.StatusOK, v.told(by))
}

// checked are the guids that were checked, each once, as many as are decided at
// once.
func checked(q url.Values) (guids []string) {
	seen := make(map[string]bool)
	for _, guid := range q["request"] {
		if guid = strings.ToLower(guid); !seen[guid] && len(guids) < mostDecided {
			seen[guid] = true
			guids = append(guids, guid)
		}
	}
	return guids
}

// listBack is the list that one came from.
func listBack(address string) string {
	if u, err := url.Parse(address); err == nil && u.Path == registrationsPath && u.Host == "" && u.Scheme == "" {
		return u.RequestURI()
	}
	return registrationsPath
}

// fillDecision reads the chosen registrations: those that are still to be decided,
// and those that are not.
func (c *Web) fillDecision(r *http.Request, by actor.Actor, v *decideView, guids []string, q url.Values) error {
	known, err := c.Registrations.Known(r.Context(), by, guids)
	if err != nil {
		return err
	}
	for _, guid := range guids {
		request, err := c.Requests.One(r.Context(), by, guid)
		if fault.Is(err, fault.NotFound) {
			continue
		}
		if err != nil {
			return err
		}
		var d collab.Document
		if err := json.Unmarshal(request.Document, &d); err != nil {
			return err
		}
		row := decideRow{GUID: guid, Href: "/outbox/" + guid, Name: recipient(&d), Email: d.RequesteeEmail, Company: plain(d.RequesteeCompanyName)}
		if k := known[guid]; k != nil && v.Verdict == "approve" {
			if row.choose(k, strings.ToLower(q.Get("company."+guid))); k.IsNewCompany {
				row.Why = say("New company, as typed")
			}
		}
		if d.Awaiting == nil || *d.Awaiting != collab.Approval {
			row.Why = say("It has been decided already.")
			v.Undone = append(v.Undone, row)
			continue
		}
		v.Rows = append(v.Rows, row)
	}
	return nil
}

// choose names the company that was chosen, of those that the address fits.
func (row *decideRow) choose(k *collab.Known, guid string) {
	for _, f := range k.Fits {
		if f.GUID == guid && guid != k.CompanyGUID {
			row.CompanyGUID, row.Company = guid, plain(f.Name)
		}
	}
}

// told adds the words.
func (v decideView) told(by actor.Actor) decideView {
	n := int64(len(v.Rows))
	v.CanGo, v.Danger = n > 0, v.Verdict == "reject"
	if v.Danger {
		v.Heading = count(n, "Reject %d registration?", "Reject %d registrations?")
		v.Lead = say("Each of these people gets a polite mail. They may register again.")
		v.Button = say("Reject %d", n)
	} else {
		v.Heading = count(n, "Approve %d registration?", "Approve %d registrations?")
		v.Lead = say("Each of these people gets an invitation by mail, in your name. Once they accept it, they have access.")
		v.Button = say("Approve %d and invite", n)
	}
	if n == 0 {
		v.Heading, v.Lead = say("There is nothing left to decide"), nil
	}
	v.page = console(by, v.Heading, "registrations").failed(v.Wrong)
	return v
}
