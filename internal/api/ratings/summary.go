package ratings

import (
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/collab"
)

// summaryRoutes need no role, like the inbox that they count.
func (a *API) summaryRoutes() []api.Route {
	return []api.Route{{Method: "GET", Path: "/collaboration/summary", Handle: a.summarise}}
}

// summary is the contract's CollaborationSummary.
type summary struct {
	Received struct {
		Invitations   invitationTally `json:"invitations"`
		SharedRecords recordTally     `json:"shared_records"`
	} `json:"received"`
}

type invitationTally struct {
	Latest    *summaryRequester `json:"latest_requester"` // null if there is none
	Total     int               `json:"total_count"`
	Unread    int               `json:"total_unread"`
	Companies int               `json:"unique_companies_count"`
}

type recordTally struct {
	Latest    *summaryRequester `json:"latest_requester"`
	Total     int               `json:"total_count"`
	Companies int               `json:"unique_companies_count"`
}

type summaryRequester struct {
	Company summaryName `json:"company"`
	User    summaryName `json:"user"`
}

type summaryName struct {
	GUID string `json:"guid"`
	Name string `json:"name"`
}

func requesterOf(t *collab.Tally) *summaryRequester {
	if t.Latest == nil {
		return nil
	}
	return &summaryRequester{
		Company: summaryName{t.Latest.RequesterCompanyGUID, t.Latest.RequesterCompanyName},
		User:    summaryName{t.Latest.RequesterGUID, t.Latest.RequesterFormalName},
	}
}

func (a *API) summarise(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	s, err := a.Inbox.Summary(r.Context(), by)
	if err != nil {
		return err
	}
	var out summary
	out.Received.Invitations = invitationTally{requesterOf(&s.Invitations), s.Invitations.Total, s.Invitations.Unread, s.Invitations.Companies}
	out.Received.SharedRecords = recordTally{requesterOf(&s.Shared), s.Shared.Total, s.Shared.Companies}
	return api.JSON(w, http.StatusOK, out)
}
