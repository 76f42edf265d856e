package web

import (
	"net/http"
	"strconv"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
)

// findingView is a finding that a request shares, and what its recipient does
// about it.
type findingView struct {
	Number                    string // its place, for the ids of its form
	ID, Title, About          string
	Evidence, Status, Comment string
	Statuses                  []option
}

// remediations says the states of a remediation in words.
var remediations = map[collab.RemediationStatus]string{
	"open": "Open", "in_progress": "In progress", "fixed": "Fixed", "accepted_risk": "Risk accepted", "not_applicable": "Not applicable",
}

func findingViews(findings []collab.SharedFinding) []findingView {
	all := make([]findingView, len(findings))
	for i, f := range findings {
		v := findingView{
			Number: strconv.Itoa(i + 1), ID: f.ID, Title: f.Title, Evidence: f.Evidence, Comment: f.Comment, Status: remediations[f.Remediation],
		}
		about := []string{sayVector(f.Vector)}
		for _, more := range known(fact{"", f.Severity}, fact{"seen ", sayDay(f.FirstSeen)}, fact{"last ", sayDay(f.LastSeen)}) {
			about = append(about, more.Name+more.Value)
		}
		if v.Title == "" {
			v.Title = about[0]
		}
		v.About = strings.Join(about, ", ")
		for _, s := range collab.RemediationStatuses {
			v.Statuses = append(v.Statuses, option{string(s), remediations[s], s == f.Remediation})
		}
		all[i] = v
	}
	return all
}

// remediate takes what the recipient does about one of the findings.
func (c *Web) remediate(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid := strings.ToLower(r.PathValue("guid"))
	status, comment := collab.RemediationStatus(r.PostFormValue("status")), r.PostFormValue("comment")
	_, err := c.Requests.Remediate(r.Context(), by, guid, r.PostFormValue("id"), collab.RemediationChange{Status: &status, Comment: &comment})
	if f := formFault(err, fault.Conflict); err != nil && f != nil {
		return c.showLetter(w, r, by, refusalStatus(f), f)
	}
	if err != nil {
		return err
	}
	return see(w, r, "/inbox/"+guid+"?done=remediation")
}
