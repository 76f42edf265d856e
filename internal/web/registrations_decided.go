package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
)

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
	why := make(map[string]phrase)
	for _, o := range not {
		why[o.GUID] = inAll(o.Fault)
	}
	v.Undone = append(v.Undone, v.Rows...)
	v.Rows = nil
	for i := range v.Undone {
		if v.Undone[i].Why == nil {
			v.Undone[i].Why = sentence(why[v.Undone[i].GUID])
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
	if said := formFault(err, fault.Conflict); said != nil {
		return c.showRegistrations(w, r, by, refusalStatus(said), said)
	}
	return err
}
