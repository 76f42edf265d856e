package ratings

import (
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
)

func (a *API) sharedFindingRoutes() []api.Route {
	sent, received := &sided{a, collab.Requester}, &sided{a, collab.Requestee}
	return []api.Route{
		{Method: "GET", Path: "/access-requests/{guid}/findings", Need: actor.RequestsR, Handle: sent.listShared},
		{Method: "GET", Path: "/access-requests/received/{guid}/findings", Handle: received.listShared},
		{Method: "PATCH", Path: "/access-requests/received/{guid}/findings/{id}", Handle: a.remediate},
	}
}

type sharedFinding struct {
	ID          string       `json:"id"` // rolledup_observation_id
	RiskVector  sharedVector `json:"risk_vector"`
	Severity    string       `json:"severity"`
	Title       string       `json:"title"`
	Evidence    string       `json:"evidence"`
	FirstSeen   *string      `json:"first_seen"`
	LastSeen    *string      `json:"last_seen"`
	Remediation remediation  `json:"remediation"`
}

type sharedVector struct {
	Slug string `json:"slug"`
	Name string `json:"name"`
}

type remediation struct {
	Status    collab.RemediationStatus `json:"status"`
	Comment   string                   `json:"comment"`
	Updated   *string                  `json:"updated_time"` // null until the recipient says something
	UpdatedBy *messageAuthor           `json:"updated_by"`
}

var sharedColumns = []api.Column[sharedFinding]{
	{Name: "id", Width: 24, Cell: func(f *sharedFinding) any { return f.ID }},
	{Name: "risk_vector.slug", Width: 20, Cell: func(f *sharedFinding) any { return f.RiskVector.Slug }},
	{Name: "risk_vector.name", Cell: func(f *sharedFinding) any { return f.RiskVector.Name }},
	{Name: "severity", Width: 10, Cell: func(f *sharedFinding) any { return f.Severity }},
	{Name: "title", Width: 40, Cell: func(f *sharedFinding) any { return f.Title }},
	{Name: "evidence", Cell: func(f *sharedFinding) any { return f.Evidence }},
	{Name: "first_seen", Cell: func(f *sharedFinding) any { return f.FirstSeen }},
	{Name: "last_seen", Width: 10, Cell: func(f *sharedFinding) any { return f.LastSeen }},
	{Name: "remediation.status", Width: 18, Cell: func(f *sharedFinding) any { return string(f.Remediation.Status) }},
	{Name: "remediation.comment", Width: 40, Cell: func(f *sharedFinding) any { return f.Remediation.Comment }},
	{Name: "remediation.updated_time", Cell: func(f *sharedFinding) any { return f.Remediation.Updated }},
	{Name: "remediation.updated_by.formal_name", Cell: func(f *sharedFinding) any {
		if f.Remediation.UpdatedBy == nil {
			return nil
		}
		return f.Remediation.UpdatedBy.FormalName
	}},
}

func toShared(f *collab.SharedFinding) sharedFinding {
	s := sharedFinding{
		ID: f.ID, RiskVector: sharedVector{f.Vector, portfolio.VectorName(f.Vector)}, Severity: f.Severity, Title: f.Title,
		Evidence: f.Evidence, FirstSeen: f.FirstSeen, LastSeen: f.LastSeen,
		Remediation: remediation{Status: f.Remediation, Comment: f.Comment, Updated: maybeMoment(f.RemediatedAt)},
	}
	if f.RemediatedAt != nil && f.RecipientGUID != nil {
		s.Remediation.UpdatedBy = &messageAuthor{*f.RecipientGUID, f.RecipientName}
	}
	return s
}

// listShared answers the findings in the order in which the sender chose them.
func (s *sided) listShared(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	if _, err := api.FormatOf(w, r); err != nil {
		return err
	}
	findings, err := s.Requests.Shared(r.Context(), by, s.side, guid)
	if err != nil {
		return err
	}
	return writeWhole(s.API, w, r, "findings", sharedColumns, wires(findings, toShared))
}

// remediate takes what the recipient does about a finding, bare or in the form in
// which it is answered.
func (a *API) remediate(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	in, err := api.Body[struct {
		Status  api.Opt[collab.RemediationStatus] `json:"status"`
		Comment api.Opt[string]                   `json:"comment"`
	}](w, r, false, "remediation", "body")
	if err != nil {
		return err
	}
	p := fault.Problems{}
	p.Require(!in.Status.Null, "status", mayNotBeNull)
	p.Require(!in.Comment.Null, "comment", mayNotBeNull)
	if err := p.Err(); err != nil {
		return err
	}
	f, err := a.Requests.Remediate(r.Context(), by, guid, r.PathValue("id"), collab.RemediationChange{
		Status: in.Status.Ptr(), Comment: in.Comment.Ptr(),
	})
	if err != nil {
		return err
	}
	return api.JSON(w, http.StatusOK, toShared(&f))
}
