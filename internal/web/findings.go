package web

import (
	"strconv"
	"strings"

	"gatehouse/internal/collab"
	"gatehouse/internal/portfolio"
)

// findingView is a finding that a request shares, and what its recipient does
// about it.
type findingView struct {
	Number       string // its place, for the ids of its form
	ID, Evidence string
	Title        phrase
	About        phrase
	State        state
	Comment      *saying // nil for none
	Statuses     []option
	Files        []fileView

	// To be answered, in a form with the others.
	Version            int64
	Tag                string // of what is said already
	By                 phrase // whoever said that
	Room               bool   // for a file more
	Status, Said, File field
}

// remediations says the states of a remediation in words, and in the colours of
// the states of a request.
var remediations = map[collab.RemediationStatus]state{
	"open": {"", say("Open")}, "in_progress": {"pending", say("In progress")}, "fixed": {"active", say("Fixed")},
	"accepted_risk": {"resolved", say("Risk accepted")}, "not_applicable": {"never", say("Not applicable")},
}

// findingViews shows findings with what the recipient says of them, to the
// recipient as its own.
func findingViews(findings []collab.SharedFinding, mine bool) []findingView {
	all := make([]findingView, len(findings))
	for i, f := range findings {
		v := findingView{
			Number: strconv.Itoa(i + 1), ID: f.ID, Title: plain(f.Title), Evidence: f.Evidence, State: remediations[f.Remediation],
		}
		if f.Comment != "" && f.RemediatedAt != nil {
			v.Comment = &saying{Who: f.RecipientName, Body: f.Comment, At: *f.RemediatedAt, Mine: mine}
		}
		facts := findingFacts(&f)
		if v.Title == nil {
			v.Title, facts = facts[0], facts[1:]
		}
		v.About = started(listed(facts...))
		for _, s := range collab.RemediationStatuses {
			v.Statuses = append(v.Statuses, option{string(s), remediations[s].Text, s == f.Remediation})
		}
		all[i] = v
	}
	return all
}

// findingFacts are what is known of a finding, its risk vector first.
func findingFacts(f *collab.SharedFinding) []phrase {
	facts := []phrase{sayVector(f.Vector)}
	if f.Severity != "" {
		facts = append(facts, severity(f.Severity))
	}
	if f.FirstSeen != nil {
		facts = append(facts, say("first seen %s", sayDay(f.FirstSeen)))
	}
	if f.LastSeen != nil {
		facts = append(facts, say("last seen %s", sayDay(f.LastSeen)))
	}
	return facts
}

// sayFinding tells a finding of the portfolio: its title, which is its risk vector
// where it has none, and what else is known in few words.
func sayFinding(f *portfolio.Finding) (title, about phrase) {
	title = sayVector(f.Vector)
	var more []phrase
	if f.Title != "" {
		title, more = plain(f.Title), []phrase{title}
	}
	if f.Severity != "" {
		more = append(more, severity(f.Severity))
	}
	if f.LastSeen != nil {
		more = append(more, say("last seen %s", sayDay(f.LastSeen)))
	}
	return title, listed(more...)
}

// severities are the words of those that Gatehouse's importer knows.
var severities = map[string]phrase{
	"minor": say("minor"), "moderate": say("moderate"), "material": say("material"), "severe": say("severe"),
	"low": say("low"), "medium": say("medium"), "high": say("high"), "critical": say("critical"),
}

func severity(s string) phrase {
	if known, ok := severities[strings.ToLower(s)]; ok {
		return known
	}
	return plain(s)
}
