// Package user is the user family: /user/v1, with its routes, wire types,
// envelope and errors.
package user

import (
	"log/slog"
	"net/http"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

// API serves the user family.
type API struct {
	api.Common
	Calls *identity.Calls // how many a token may make
	Log   *slog.Logger
	Doors *identity.Doors

	Users    *identity.Users
	Accesses *identity.Accesses
	Tokens   *identity.Tokens
	Roles    *identity.Roles
	Sessions *identity.Sessions
	People   *collab.People
}

// Prefix is where the family is mounted.
const Prefix = "/user/v1"

// Handler returns the routes of the family.
func (a *API) Handler() *api.Edge {
	f := &api.Family{Common: a.Common, Admit: a.Calls.Admit, Log: a.Log, Doors: a.Doors, Speaks: true, Shape: shape}
	return f.Mux(map[string][]api.Route{Prefix: a.routes()})
}

// routes: reading it is reading the family. What has no right may be asked by
// everybody; the verb says how much they get.
func (a *API) routes() []api.Route {
	const (
		one    = "/users/{user}"
		access = one + "/access/{access}"
		tokens = access + "/tokens"
	)
	return []api.Route{
		{Method: "GET", Path: "/users", Need: actor.UsersR, Handle: a.listUsers},
		{Method: "GET", Path: "/users/current/data", Handle: a.ownData},
		{Method: "POST", Path: "/users", Need: actor.UsersRW, Handle: a.createUser, Repeat: api.Made("user", a.getUser)},
		{Method: "GET", Path: one, Need: actor.UsersR, Handle: a.getUser},
		{Method: "PATCH", Path: one, Need: actor.UsersRW, Handle: a.changeUser},
		{Method: "DELETE", Path: one, Need: actor.UsersRW, Handle: a.deleteUser},

		{Method: "GET", Path: one + "/rights", Need: actor.UsersR, Handle: a.listRights},
		{Method: "GET", Path: one + "/roles", Need: actor.UsersR, Handle: a.listOffers},
		{Method: "GET", Path: one + "/sessions", Need: actor.UsersRW, Handle: a.listSessions},
		{Method: "DELETE", Path: one + "/sessions", Need: actor.UsersRW, Handle: a.endSessions},
		{Method: "DELETE", Path: one + "/sessions/{session}", Need: actor.UsersRW, Handle: a.endSession},

		{Method: "GET", Path: "/access", Need: actor.UsersR, Handle: a.listAllAccesses},
		{Method: "GET", Path: one + "/access", Need: actor.UsersR, Handle: a.listAccesses},
		{Method: "POST", Path: one + "/access", Need: actor.UsersRW, Handle: a.createAccess, Repeat: api.Made("access", a.getAccess)},
		{Method: "GET", Path: access, Need: actor.UsersR, Handle: a.getAccess},
		{Method: "PATCH", Path: access, Need: actor.UsersRW, Handle: a.changeAccess},
		{Method: "DELETE", Path: access, Need: actor.UsersRW, Handle: a.deleteAccess},

		{Method: "GET", Path: tokens, Handle: a.listTokens, Refuses: true},
		{Method: "POST", Path: tokens, Handle: a.createToken, Repeat: api.Made("token", a.getToken)},
		{Method: "POST", Path: tokens + "/retrieval", Handle: a.sendToken, Repeat: &api.Repeat{Status: http.StatusCreated, Answer: sentToken}},
		{Method: "POST", Path: tokens + "/{token}/rotate", Handle: a.rotateToken, Repeat: api.Made("token", a.getToken)},
		{Method: "DELETE", Path: tokens + "/{token}", Handle: a.revokeToken},

		{Method: "GET", Path: "/roles", Handle: a.listRoles},
		{Method: "POST", Path: "/roles", Need: actor.UsersRW, Handle: a.createRole, Repeat: api.Made("role", a.madeRole)},
		{Method: "PATCH", Path: "/roles/{role}", Need: actor.UsersRW, Handle: a.changeRole},
		{Method: "DELETE", Path: "/roles/{role}", Need: actor.UsersRW, Handle: a.deleteRole},

		{Method: "POST", Path: "/introspect", Need: actor.IntrospectR, Handle: a.introspect, Asks: true},
	}
}

// envelope is every answer of the family that succeeds.
type envelope struct {
	Message string `json:"message"`
	Data    any    `json:"data"`
}

func ok(w http.ResponseWriter, status int, data any) error {
	return api.JSON(w, status, envelope{"OK", data})
}

type failure struct {
	Code    string            `json:"code"`
	Message string            `json:"message"`
	Details map[string]string `json:"details,omitempty"` // field -> what is wrong with it
}

// shape is a failure of the user family.
func shape(_ *http.Request, f *fault.Error, _ int) any {
	return map[string][]failure{"errors": {{string(f.Kind), f.Detail, f.Fields}}}
}

// stamp is a time as the family writes it: 2023-01-01T00:00:00+00:00.
type stamp time.Time

// MarshalJSON writes the time in UTC, to the second.
func (s stamp) MarshalJSON() ([]byte, error) {
	return []byte(time.Time(s).UTC().Format(`"2006-01-02T15:04:05+00:00"`)), nil
}

// UnmarshalJSON reads what MarshalJSON writes.
func (s *stamp) UnmarshalJSON(text []byte) error {
	t, err := time.Parse(`"2006-01-02T15:04:05-07:00"`, string(text))
	*s = stamp(t)
	return err
}

func maybeStamp(t *time.Time) *stamp {
	if t == nil {
		return nil
	}
	s := stamp(*t)
	return &s
}

// person is who made or changed something; null if it was the server itself.
type person struct {
	ID        string `json:"id"`
	FirstName string `json:"firstname"`
	LastName  string `json:"lastname"`
}

func toPerson(p identity.Person) *person {
	if p.GUID == "" {
		return nil
	}
	return &person{p.GUID, p.FirstName, p.LastName}
}

func mapped[T, W any](all []T, to func(T) W) []W {
	out := make([]W, 0, len(all))
	for _, v := range all {
		out = append(out, to(v))
	}
	return out
}
