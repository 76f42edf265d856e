package web

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
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

// decide decides on the registrations that the page before showed.
func (c *Web) decide(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	verdict := r.PostFormValue("verdict")
	decision, ok := map[string]collab.Decision{"approve": collab.Approve, "reject": collab.Reject}[verdict]
	if !ok {
		return fault.Field("verdict", "must be approve or reject")
	}
	guids := checked(r.PostForm)
	changes := make([]collab.Change, len(guids))
	for i, guid := range guids {
		changes[i] = collab.Change{GUID: guid, Status: string(decision)}
		if decision == collab.Approve {
			changes[i].CompanyGUID = strings.ToLower(r.PostFormValue("company." + guid))
		}
	}
	done, not, err := c.Requests.Bulk(r.Context(), by, changes)
	if err != nil {
		return err
	}
	back := listBack(r.PostFormValue("back"))
	if len(not) == 0 {
		return see(w, r, withDone(back, verdict, len(done)))
	}
	v := decideView{Verdict: verdict, Back: withDone(back, verdict, len(done))}
	if err := c.fillDecision(r, by, &v, undecided(not), r.PostForm); err != nil {
		return err
	}
	why := make(map[string]string)
	for _, o := range not {
		why[o.GUID] = o.Message
	}
	v.Undone = append(v.Undone, v.Rows...)
	v.Rows = nil
	for i := range v.Undone {
		if v.Undone[i].Why == nil {
			v.Undone[i].Why = sentence(phrase{why[v.Undone[i].GUID]})
		}
	}
	v.Wrong = &wrong{Headline: count(int64(len(not)), "%d registration could not be decided.", "%d registrations could not be decided.")}
	v = v.told(by)
	v.Lead = count(int64(len(done)), "%d was decided.", "%d were decided.")
	return render(w, r, http.StatusConflict, v)
}

func undecided(not []collab.Outcome) (guids []string) {
	for _, o := range not {
		guids = append(guids, o.GUID)
	}
	return guids
}

// withDone adds to the address of a list what was done.
func withDone(back, verdict string, n int) string {
	u, err := url.Parse(back)
	if err != nil {
		return registrationsPath
	}
	q := u.Query()
	q.Set("done", verdict)
	q.Set("n", strconv.Itoa(n))
	u.RawQuery = q.Encode()
	return u.RequestURI()
}

// decided says what was done to the registrations of a list.
func decided(q url.Values) phrase {
	n, err := strconv.ParseInt(q.Get("n"), 10, 64)
	if err != nil || n < 1 {
		return nil
	}
	switch q.Get("done") {
	case "approve":
		return count(n, "%d registration is approved. The invitation is on its way.", "%d registrations are approved. The invitations are on their way.")
	case "reject":
		return count(n, "%d registration is rejected. A polite mail says so.", "%d registrations are rejected. Polite mails say so.")
	}
	return nil
}

// decideOne decides on one registration, from its row.
func (c *Web) decideOne(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, verdict := strings.ToLower(r.PathValue("guid")), r.PathValue("verdict")
	change := collab.Change{GUID: guid}
	switch verdict {
	case "approve":
		change.Status, change.CompanyGUID = string(collab.Approve), strings.ToLower(r.PostFormValue("company."+guid))
	case "reject":
		change.Status = string(collab.Reject)
	default:
		return fault.New(fault.NotFound, "That cannot be done to a registration.")
	}
	_, err := c.Requests.Change(r.Context(), by, change)
	if err == nil {
		return see(w, r, withDone(listBack(r.PostFormValue("back")), verdict, 1))
	}
	if said := formFault(err); said != nil {
		return c.showRegistrations(w, r, by, http.StatusUnprocessableEntity, said)
	}
	if said := formFault(err, fault.Conflict); said != nil {
		return c.showRegistrations(w, r, by, http.StatusConflict, said)
	}
	return err
}
