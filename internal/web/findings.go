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
	Number                     string // its place, for the ids of its form
	ID, Title, About, Evidence string
	State                      state
	Comment                    *saying // nil for none
	Statuses                   []option
}

// remediations says the states of a remediation in words, and in the colours of
// the states of a request.
var remediations = map[collab.RemediationStatus]state{
	"open": {"", "Open"}, "in_progress": {"pending", "In progress"}, "fixed": {"active", "Fixed"},
	"accepted_risk": {"resolved", "Risk accepted"}, "not_applicable": {"never", "Not applicable"},
}

// findingViews shows findings with what the recipient says of them, to the
// recipient as its own.
func findingViews(findings []collab.SharedFinding, mine bool) []findingView {
	all := make([]findingView, len(findings))
	for i, f := range findings {
		v := findingView{
			Number: strconv.Itoa(i + 1), ID: f.ID, Title: f.Title, Evidence: f.Evidence, State: remediations[f.Remediation],
		}
		if f.Comment != "" && f.RemediatedAt != nil {
			v.Comment = &saying{Who: f.RecipientName, Body: f.Comment, At: *f.RemediatedAt, Mine: mine}
		}
		name := sayVector(f.Vector)
		if v.Title == "" {
			v.Title, name = name, ""
		}
		var about []string
		for _, more := range known(fact{"", name}, fact{"", f.Severity}, fact{"first\u00a0seen\u00a0", sayDay(f.FirstSeen)}, fact{"last\u00a0seen\u00a0", sayDay(f.LastSeen)}) {
			about = append(about, more.Name+more.Value)
		}
		v.About = capital(strings.Join(about, ", "))
		for _, s := range collab.RemediationStatuses {
			v.Statuses = append(v.Statuses, option{string(s), remediations[s].Text, s == f.Remediation})
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
