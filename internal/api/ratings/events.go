package ratings

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

func (a *API) eventRoutes() []api.Route {
	const all, verify = "/events", "/events/verify"
	return []api.Route{
		{Method: "GET", Path: all, Need: actor.AuditR, Handle: a.listEvents, Format: ocsfFormat},
		{Method: "GET", Path: all + "/{seq}", Need: actor.AuditR, Handle: a.oneEvent},
		{Method: "GET", Path: verify, Need: actor.AuditR, Handle: a.checkedEvents},
		{Method: "POST", Path: verify, Need: actor.AuditR, Handle: a.checkEvents, Repeat: &api.Repeat{Status: http.StatusOK, Answer: a.checkAgain}},
	}
}

// event is a line of the record.
type event struct {
	Seq         int64           `json:"seq"`
	GUID        string          `json:"guid"`
	CreatedTime string          `json:"created_time"`
	Action      string          `json:"action"`
	UserGUID    *string         `json:"user_guid"` // null is the server itself
	UserName    *string         `json:"user_name"`
	UserEmail   *string         `json:"user_email"`
	AccessID    *int64          `json:"access_id"`
	AccessType  *string         `json:"access_type"`
	Subject     string          `json:"subject"`
	IP          *string         `json:"ip"` // or the network, of what is counted
	Details     json.RawMessage `json:"details"`
	DetailsHash *string         `json:"details_hash"`
	Hash        *string         `json:"hash"` // null until it is sealed
}

var eventColumns = []api.Column[event]{
	{Name: "seq", Width: 8, Cell: func(e *event) any { return e.Seq }},
	{Name: "created_time", Width: 20, Cell: func(e *event) any { return e.CreatedTime }},
	{Name: "action", Width: 28, Cell: func(e *event) any { return e.Action }},
	{Name: "user_guid", Cell: func(e *event) any { return e.UserGUID }},
	{Name: "user_name", Width: 20, Cell: func(e *event) any { return e.UserName }},
	{Name: "user_email", Width: 28, Cell: func(e *event) any { return e.UserEmail }},
	{Name: "access_id", Cell: func(e *event) any { return e.AccessID }},
	{Name: "access_type", Cell: func(e *event) any { return e.AccessType }},
	{Name: "subject", Width: 36, Cell: func(e *event) any { return e.Subject }},
	{Name: "ip", Width: 15, Cell: func(e *event) any { return e.IP }},
	{Name: "details", Cell: func(e *event) any { return string(e.Details) }},
	{Name: "details_hash", Cell: func(e *event) any { return e.DetailsHash }},
	{Name: "hash", Cell: func(e *event) any { return e.Hash }},
	{Name: "guid", Cell: func(e *event) any { return e.GUID }},
}

func toEvent(r *audit.Recorded) event {
	e := event{
		Seq: r.Seq, GUID: r.GUID, CreatedTime: r.At.UTC().Format(time.RFC3339Nano), Action: r.Action, UserGUID: orNull(r.User),
		UserName: orNull(r.UserName), UserEmail: orNull(r.UserEmail), AccessType: orNull(r.AccessType), Subject: r.Subject,
		IP: orNull(r.From()), Details: r.Details, DetailsHash: orNull(r.DetailsHash), Hash: orNull(r.Hash),
	}
	if r.AccessID != 0 {
		e.AccessID = &r.AccessID
	}
	return e
}

// EventFilter reads what of the record is asked for: action, user, subject, since,
// until, limit and after.
func EventFilter(q url.Values) (f audit.Filter, err error) {
	f = audit.Filter{Actions: api.List(q, "action"), Who: q.Get("user"), Subject: q.Get("subject")}
	for name, at := range map[string]**time.Time{"since": &f.From, "until": &f.Until} {
		if *at, err = instant(q, name); err != nil {
			return f, err
		}
	}
	if f.Limit, err = api.Int(q, "limit", 0, 0, maxLimit); err != nil {
		return f, err
	}
	after, err := api.Int(q, "after", 0, 0, 1<<62)
	f.Before = int64(after)
	return f, err
}

// instant reads a time, or a day, which begins at midnight UTC.
func instant(q url.Values, name string) (*time.Time, error) {
	text := q.Get(name)
	if text == "" {
		return nil, nil //nolint:nilnil // absent is not an error
	}
	for _, form := range []string{time.RFC3339Nano, time.DateOnly} {
		if t, err := time.Parse(form, text); err == nil {
			t = t.UTC()
			return &t, nil
		}
	}
	return nil, fault.Field(name, "must be a day such as 2026-01-31, or a time such as 2026-01-31T10:00:00Z")
}

const ocsfFormat = "ocsf"

// listEvents answers a page as JSON, newest first; as a file everything, if no
// limit was sent. It never counts.
func (a *API) listEvents(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	q := r.URL.Query()
	f, err := EventFilter(q)
	if err != nil {
		return err
	}
	if q.Get("format") == ocsfFormat {
		return a.ocsfEvents(w, r, by, f)
	}
	format, err := api.FormatOf(w, r)
	if err != nil {
		return err
	}
	sheet := eventSheet()
	sheet.Columns = api.PickColumns(sheet.Columns, pickOf(r))
	if format == api.FormatJSON || f.Limit > 0 {
		f.Limit = min(f.Limit, audit.MostEvents)
		if f.Limit == 0 {
			f.Limit = 100
		}
		page, err := a.Events.Page(r.Context(), by, f)
		if err != nil {
			return err
		}
		if page.Next > 0 {
			api.Link(w, r, a.PublicURL, "next", url.Values{"after": {strconv.FormatInt(page.Next, 10)}})
		}
		sheet.Each = pickOf(r).Each(api.EachOf(wires(page.Events, toEvent)))
		return sheet.Write(w, format)
	}
	sheet.Each = pickOf(r).Each(everyEvent(r.Context(), a.Events, by, f))
	return sheet.Write(w, format)
}

// ExportEvents is [API.Export] of the record.
func (a *API) ExportEvents(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	return a.listEvents(w, r, by)
}

func (a *API) oneEvent(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	seq, err := strconv.ParseInt(r.PathValue("seq"), 10, 64)
	if err != nil {
		return fault.New(fault.NotFound, "There is no such event.")
	}
	e, err := a.Events.One(r.Context(), by, seq)
	if err != nil {
		return err
	}
	return api.JSON(w, http.StatusOK, toEvent(&e))
}

// eventCheck is how far a check of the record has come, and what it found.
type eventCheck struct {
	GUID        *string        `json:"guid"`
	State       string         `json:"state"` // unchecked, running, intact, damaged
	StartedTime *string        `json:"started_time"`
	EndedTime   *string        `json:"ended_time"`
	Events      int64          `json:"events"` // looked at so far
	Until       int64          `json:"until"`  // seq of the newest when it began
	Problems    int64          `json:"problems"`
	Findings    []eventFinding `json:"findings"` // the first hundred
}

type eventFinding struct {
	Seq     int64  `json:"seq"`
	Problem string `json:"problem"`
	Detail  string `json:"detail"`
}

// toEventCheck of nil is that the record has not been checked yet.
func toEventCheck(k *audit.Check) eventCheck {
	if k == nil {
		return eventCheck{State: "unchecked", Findings: []eventFinding{}}
	}
	out := eventCheck{
		GUID: &k.GUID, State: "running", StartedTime: maybeMoment(&k.StartedAt), EndedTime: maybeMoment(k.EndedAt),
		Events: k.Events, Until: k.Until, Problems: k.Wrong, Findings: []eventFinding{},
	}
	switch {
	case k.Wrong > 0:
		out.State = "damaged"
	case k.EndedAt != nil:
		out.State = "intact"
	}
	for _, f := range k.Findings {
		out.Findings = append(out.Findings, eventFinding{f.Seq, f.Problem, f.Detail})
	}
	return out
}

func (a *API) checkedEvents(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	k, err := a.Events.Checked(r.Context(), by)
	if err != nil {
		return err
	}
	return api.JSON(w, http.StatusOK, toEventCheck(k))
}

// checkAgain answers how far the check is that was begun before.
func (a *API) checkAgain(w http.ResponseWriter, r *http.Request, by actor.Actor, _ []string) error {
	return a.checkedEvents(w, r, by)
}

// checkEvents begins a check; a short record is checked when it answers.
func (a *API) checkEvents(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if r.ContentLength != 0 { // there is nothing to say, but what is sent must be JSON
		if _, err := api.Body[struct{}](w, r, false); err != nil {
			return err
		}
	}
	k, err := a.Events.Check(r.Context(), by, func(ctx context.Context, tx *db.Tx) error { return tenant.Check(ctx, tx, by) })
	if err != nil {
		return err
	}
	status := http.StatusOK
	if k.EndedAt == nil {
		status = http.StatusAccepted
	}
	return api.JSON(w, status, toEventCheck(k))
}
