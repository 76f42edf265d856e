package user

import (
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/identity"
)

// session is a browser in which a user is signed in.
type session struct {
	ID         string `json:"id"`
	CustomerID int64  `json:"customer_id"`
	Profile    string `json:"profile"` // "" is the login itself
	Method     string `json:"method"`
	Factor     string `json:"factor"`
	Agent      string `json:"agent"`
	IP         string `json:"ip"`
	CreatedAt  stamp  `json:"created_at"`
	LastSeenAt stamp  `json:"last_seen_at"`
}

func toSession(s identity.OpenSession) session {
	return session{s.GUID, s.CustomerID, s.Profile, s.Method, s.Factor, s.Agent, s.IP, stamp(s.CreatedAt), stamp(s.SeenAt)}
}

var sessionColumns = []api.Column[session]{
	{Name: "id", Width: 36, Cell: func(s *session) any { return s.ID }},
	{Name: "method", Width: 10, Cell: func(s *session) any { return s.Method }},
	{Name: "factor", Width: 10, Cell: func(s *session) any { return s.Factor }},
	{Name: "ip", Width: 20, Cell: func(s *session) any { return s.IP }},
	{Name: "last_seen_at", Width: 25, Cell: func(s *session) any { return s.LastSeenAt }},
	{Name: "created_at", Width: 25, Cell: func(s *session) any { return s.CreatedAt }},
	{Name: "profile", Cell: func(s *session) any { return s.Profile }},
	{Name: "agent", Cell: func(s *session) any { return s.Agent }},
	{Name: "customer_id", Cell: func(s *session) any { return s.CustomerID }},
}

func (a *API) listSessions(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	all, err := a.Sessions.Of(r.Context(), by, r.PathValue("user"))
	if err != nil {
		return err
	}
	return writeWhole(w, r, "sessions", sessionColumns, mapped(all, toSession))
}

func (a *API) endSessions(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := a.Sessions.EndAllOf(r.Context(), by, r.PathValue("user")); err != nil {
		return err
	}
	return api.NoContent(w)
}

func (a *API) endSession(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := a.Sessions.EndOneOf(r.Context(), by, r.PathValue("user"), r.PathValue("session")); err != nil {
		return err
	}
	return api.NoContent(w)
}
