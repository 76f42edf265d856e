package ratings

import (
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
)

// colleagueRoutes are who works on a request beside its recipient. The
// recipient's side needs no role.
func (a *API) colleagueRoutes() []api.Route {
	const out, in = "/access-requests/{guid}/colleagues", "/inbox/{guid}/colleagues"
	sent, received := &sided{a, collab.Requester}, &sided{a, collab.Requestee}
	return []api.Route{
		{Method: "GET", Path: out, Need: actor.RequestsR, Handle: sent.listColleagues},
		{Method: "DELETE", Path: out + "/{colleague_guid}", Need: actor.RequestsRW, Handle: sent.removeColleague},
		{Method: "GET", Path: in, Handle: received.listColleagues},
		{Method: "POST", Path: in, Handle: a.inviteColleague, Repeat: a.invitedBefore(received)},
		{Method: "GET", Path: in + "/{colleague_guid}", Handle: received.oneColleague},
		{Method: "DELETE", Path: in + "/{colleague_guid}", Handle: received.removeColleague},
	}
}

type colleague struct {
	GUID       string        `json:"guid"`
	FormalName string        `json:"formal_name"`
	Email      string        `json:"email"`
	Status     string        `json:"status"` // invited, active
	Invited    string        `json:"invited_time"`
	Joined     *string       `json:"joined_time"`
	Expires    *string       `json:"expires_time"` // of an invitation that waits
	InvitedBy  messageAuthor `json:"invited_by"`
	IsMe       bool          `json:"is_me"`
}

var colleagueColumns = []api.Column[colleague]{
	{Name: "guid", Width: 36, Cell: func(k *colleague) any { return k.GUID }},
	{Name: "formal_name", Width: 20, Cell: func(k *colleague) any { return k.FormalName }},
	{Name: "email", Width: 30, Cell: func(k *colleague) any { return k.Email }},
	{Name: "status", Width: 8, Cell: func(k *colleague) any { return k.Status }},
	{Name: "invited_time", Width: 20, Cell: func(k *colleague) any { return k.Invited }},
	{Name: "joined_time", Width: 20, Cell: func(k *colleague) any { return k.Joined }},
	{Name: "expires_time", Cell: func(k *colleague) any { return k.Expires }},
	{Name: "invited_by.formal_name", Width: 20, Cell: func(k *colleague) any { return k.InvitedBy.FormalName }},
	{Name: "is_me", Cell: func(k *colleague) any { return k.IsMe }},
}

func toColleague(by actor.Actor) func(k *collab.Colleague) colleague {
	return func(k *collab.Colleague) colleague {
		c := colleague{
			GUID: k.GUID, FormalName: k.FormalName, Email: k.Email, Status: "invited", Invited: moment(k.InvitedAt), Joined: maybeMoment(k.JoinedAt),
			InvitedBy: messageAuthor{k.InviterGUID, k.InviterName}, IsMe: k.Is(by),
		}
		if k.IsIn() {
			c.Status = "active"
		} else {
			c.Expires = maybeMoment(&k.ExpiresAt)
		}
		return c
	}
}

// listColleagues answers those who have accepted, and to the recipient's side also
// those who are invited.
func (s *sided) listColleagues(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	if _, err := api.FormatOf(w, r); err != nil {
		return err
	}
	all, err := s.Colleagues.List(r.Context(), by, s.side, guid)
	if err != nil {
		return err
	}
	return writeWhole(s.API, w, r, "colleagues", colleagueColumns, wires(all, toColleague(by)))
}

func (s *sided) oneColleague(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	k, err := s.Colleagues.One(r.Context(), by, s.side, guid, r.PathValue("colleague_guid"))
	if err != nil {
		return err
	}
	api.Version(w, k.Version)
	return api.JSON(w, http.StatusOK, toColleague(by)(&k))
}

// inviteColleague mails to somebody at the caller's own domain. The answer is the
// same whoever that is.
func (a *API) inviteColleague(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	in, err := api.Body[struct {
		FormalName api.Opt[string] `json:"formal_name"`
		Email      api.Opt[string] `json:"email"`
		All        api.Opt[bool]   `json:"all_requests"`
	}](w, r, false, "colleague", "body")
	if err != nil {
		return err
	}
	p := fault.Problems{}
	p.Require(!in.FormalName.Null, "formal_name", mayNotBeNull)
	p.Require(!in.Email.Null, "email", mayNotBeNull)
	p.Require(!in.All.Null, "all_requests", mayNotBeNull)
	if err := p.Err(); err != nil {
		return err
	}
	k, err := a.Colleagues.Invite(r.Context(), by, guid, collab.ColleagueDraft{
		FormalName: in.FormalName.Value, Email: in.Email.Value, Everywhere: in.All.Value,
	})
	if err != nil {
		return err
	}
	api.Version(w, k.Version)
	return api.JSON(w, http.StatusCreated, toColleague(by)(&k))
}

// invitedBefore answers the invitation that a call made before: the one to the
// request in its path, of all that it made.
func (a *API) invitedBefore(received *sided) *api.Repeat {
	return &api.Repeat{Status: http.StatusCreated, Answer: func(w http.ResponseWriter, r *http.Request, by actor.Actor, made []string) error {
		err := error(fault.New(fault.NotFound, "Not found."))
		for _, guid := range made {
			r.SetPathValue("colleague_guid", guid)
			if err = received.oneColleague(w, r, by); !fault.Is(err, fault.NotFound) {
				return err
			}
		}
		return err
	}}
}

func (s *sided) removeColleague(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	if err := s.Colleagues.Remove(r.Context(), by, s.side, guid, r.PathValue("colleague_guid")); err != nil {
		return err
	}
	return api.NoContent(w)
}
