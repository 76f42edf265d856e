package ratings

import (
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
)

// moreTimeRoutes are asking for more time, its answer, and leaving.
func (a *API) moreTimeRoutes() []api.Route {
	const out, in = "/access-requests/{guid}/more-time", "/inbox/{guid}/more-time"
	sent, received := &sided{a, collab.Requester}, &sided{a, collab.Requestee}
	return []api.Route{
		{Method: "GET", Path: out, Need: actor.RequestsR, Handle: sent.listAsks},
		{Method: "POST", Path: out, Need: actor.RequestsRW, Handle: a.answerAsk, Repeat: &api.Repeat{Status: http.StatusOK, Answer: sent.newestAsk}},
		{Method: "GET", Path: in, Handle: received.listAsks},
		{Method: "POST", Path: in, Handle: a.askForTime, Repeat: &api.Repeat{Status: http.StatusCreated, Answer: received.newestAsk}},
		{Method: "POST", Path: "/inbox/{guid}/leave", Handle: a.leaveReceived, Repeat: api.Silent()},
	}
}

type timeAsk struct {
	GUID       string         `json:"guid"`
	State      string         `json:"state"` // open, given, refused
	Days       int64          `json:"days"`
	Why        string         `json:"why"`
	Created    string         `json:"created_time"`
	AskedBy    messageAuthor  `json:"asked_by"`
	GivenDays  *int64         `json:"given_days"`
	Word       string         `json:"word"`
	Answered   *string        `json:"answered_time"`
	AnsweredBy *messageAuthor `json:"answered_by"`
}

var askColumns = []api.Column[timeAsk]{
	{Name: "guid", Width: 36, Cell: func(a *timeAsk) any { return a.GUID }},
	{Name: "state", Width: 8, Cell: func(a *timeAsk) any { return a.State }},
	{Name: "days", Width: 5, Cell: func(a *timeAsk) any { return a.Days }},
	{Name: "why", Width: 40, Cell: func(a *timeAsk) any { return a.Why }},
	{Name: "created_time", Width: 20, Cell: func(a *timeAsk) any { return a.Created }},
	{Name: "asked_by.formal_name", Width: 20, Cell: func(a *timeAsk) any { return a.AskedBy.FormalName }},
	{Name: "given_days", Width: 10, Cell: func(a *timeAsk) any { return a.GivenDays }},
	{Name: "word", Width: 30, Cell: func(a *timeAsk) any { return a.Word }},
	{Name: "answered_time", Width: 20, Cell: func(a *timeAsk) any { return a.Answered }},
	{Name: "answered_by.formal_name", Cell: func(a *timeAsk) any {
		if a.AnsweredBy == nil {
			return nil
		}
		return a.AnsweredBy.FormalName
	}},
}

func toAsk(a *collab.Ask) timeAsk {
	t := timeAsk{
		GUID: a.GUID, State: string(a.State), Days: a.Days, Why: a.Why, Created: moment(a.CreatedAt), AskedBy: messageAuthor{a.AskerGUID, a.AskerName},
		GivenDays: a.GivenDays, Word: a.Word, Answered: maybeMoment(a.AnsweredAt),
	}
	if a.AnsweredBy != nil && a.AnsweredByName != nil {
		t.AnsweredBy = &messageAuthor{*a.AnsweredBy, *a.AnsweredByName}
	}
	return t
}

// listAsks answers the newest first.
func (s *sided) listAsks(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	if _, err := api.FormatOf(w, r); err != nil {
		return err
	}
	asks, err := s.Asks.List(r.Context(), by, s.side, guid)
	if err != nil {
		return err
	}
	return writeWhole(s.API, w, r, "more-time", askColumns, wires(asks, toAsk))
}

// newestAsk answers an ask to who has asked or answered it before.
func (s *sided) newestAsk(w http.ResponseWriter, r *http.Request, by actor.Actor, _ []string) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	asks, err := s.Asks.List(r.Context(), by, s.side, guid)
	if err != nil {
		return err
	}
	if len(asks) == 0 {
		return fault.New(fault.NotFound, "Not found.")
	}
	return api.JSON(w, http.StatusOK, toAsk(&asks[0]))
}

func (a *API) askForTime(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	in, err := api.Body[struct {
		Days int64  `json:"days"`
		Why  string `json:"why"`
	}](w, r, false, "body")
	if err != nil {
		return err
	}
	ask, err := a.Asks.More(r.Context(), by, guid, in.Days, in.Why)
	if err != nil {
		return err
	}
	return api.JSON(w, http.StatusCreated, toAsk(&ask))
}

// answerAsk gives the days that it names, those that were asked for if it names
// none, or refuses.
func (a *API) answerAsk(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	in, err := api.Body[struct {
		Answer string          `json:"answer"`
		Days   api.Opt[int64]  `json:"days"`
		Word   api.Opt[string] `json:"word"`
	}](w, r, false, "body")
	if err != nil {
		return err
	}
	p := fault.Problems{}
	p.Require(in.Answer == "give" || in.Answer == "refuse", "answer", "must be one of give, refuse")
	p.Require(!in.Days.Null, "days", mayNotBeNull)
	p.Require(!in.Word.Null, "word", mayNotBeNull)
	if err := p.Err(); err != nil {
		return err
	}
	var ask collab.Ask
	if in.Answer == "give" {
		ask, err = a.Asks.Give(r.Context(), by, guid, in.Days.Ptr(), in.Word.Value)
	} else {
		ask, err = a.Asks.Refuse(r.Context(), by, guid, in.Word.Value)
	}
	if err != nil {
		return err
	}
	return api.JSON(w, http.StatusOK, toAsk(&ask))
}

func (a *API) leaveReceived(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "guid")
	if err != nil {
		return err
	}
	var in struct {
		Why api.Opt[string] `json:"why"`
	}
	if r.ContentLength != 0 {
		text, err := api.Raw(w, r, "body")
		if err != nil {
			return err
		}
		if err := api.Decode(w, text, false, &in); err != nil {
			return err
		}
	}
	if in.Why.Null {
		return fault.Field("why", mayNotBeNull)
	}
	if err := a.Requests.Leave(r.Context(), by, guid, in.Why.Value); err != nil {
		return err
	}
	return api.NoContent(w)
}
