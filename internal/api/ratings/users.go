package ratings

import (
	"context"
	"net/http"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/identity"
	"gatehouse/internal/portfolio"
)

func (a *API) userRoutes() []api.Route {
	return []api.Route{
		{Method: "GET", Path: "/users", Need: actor.UsersR, Handle: a.listUserDetails},
		{Method: "GET", Path: "/users/current", Handle: a.currentUser},
		{Method: "GET", Path: "/users/quota", Need: actor.UsersR, Handle: a.usersQuota},
		{Method: "GET", Path: "/users/{user_guid}", Need: actor.UsersR, Handle: a.oneUserDetail},
	}
}

func (a *API) userRoutesV2() []api.Route {
	const one, r, rw = "/users/{user_guid}", actor.UsersR, actor.UsersRW
	return []api.Route{
		{Method: "GET", Path: "/users", Need: r, Handle: a.listUsers},
		{Method: "POST", Path: "/users", Need: rw, Handle: a.createUser, Repeat: api.Made("user_guid", a.oneUser)},
		{Method: "POST", Path: "/users/query", Need: r, Handle: a.queryUsers, Asks: true},
		{Method: "GET", Path: "/users/current", Handle: a.ownUser},
		{Method: "PATCH", Path: "/users/current", Handle: a.changeOwnUser},
		{Method: "GET", Path: one, Need: r, Handle: a.oneUser},
		{Method: "PATCH", Path: one, Need: rw, Handle: a.changeUser},
		{Method: "DELETE", Path: one, Need: rw, Handle: a.deleteUser},
		{Method: "POST", Path: one + "/require-mfa", Need: rw, Handle: a.requireFactor, Repeat: api.Silent().As(http.StatusOK)},
		{Method: "POST", Path: one + "/resend-activation-email", Need: rw, Handle: a.sendActivation, Repeat: api.Silent().As(http.StatusOK)},
		{Method: "POST", Path: one + "/reset-mfa", Need: rw, Handle: a.resetFactors, Repeat: api.Silent().As(http.StatusOK)},
		{Method: "POST", Path: one + "/reset-pending-mfa", Need: rw, Handle: a.resetPendingFactors, Repeat: api.Silent().As(http.StatusOK)},
	}
}

// user is the contract's User of the second version. What follows
// preferred_contact_for_entities is Gatehouse's own.
type user struct {
	GUID                  string                    `json:"guid"`
	Email                 string                    `json:"email"`
	FormalName            string                    `json:"formal_name"`
	FriendlyName          string                    `json:"friendly_name"`
	Group                 groupRef                  `json:"group"`
	Roles                 []userRole                `json:"roles"` // always one
	Status                string                    `json:"status"`
	JoinedTime            string                    `json:"joined_time"`
	LastLoginTime         *string                   `json:"last_login_time"`
	LandingPage           string                    `json:"landing_page"`
	EmailPreferences      identity.EmailPreferences `json:"email_preferences"`
	Features              []string                  `json:"features"` // of the original service: there are none
	IsAvailableForContact bool                      `json:"is_available_for_contact"`
	IsCompanyAPIToken     bool                      `json:"is_company_api_token"`
	PreferredContactFor   []string                  `json:"preferred_contact_for_entities"`
	IsActive              bool                      `json:"is_active"`
	PendingEmail          *string                   `json:"pending_email"` // asked for, and not proven yet
}

type userRole struct {
	Name string `json:"name"`
	Slug string `json:"slug"`
}

func (a *API) toUserWire(u *identity.User, companies []string) user {
	return user{
		GUID: u.GUID, Email: u.Email, FormalName: u.FormalName, FriendlyName: u.FriendlyName,
		Group: groupRef{u.GroupGUID, u.GroupName}, Roles: []userRole{{portfolio.Title(string(u.Role)), string(u.Role)}},
		Status: a.Users.Status(u), JoinedTime: u.CreatedAt.Format(time.RFC3339), LastLoginTime: timeOrNull(u.LastLoginAt),
		LandingPage: u.LandingPage, EmailPreferences: u.EmailPreferences, Features: []string{},
		IsAvailableForContact: u.IsAvailableForContact, IsCompanyAPIToken: u.IsService,
		PreferredContactFor: append([]string{}, companies...), IsActive: u.IsActive, PendingEmail: u.PendingEmail,
	}
}

func timeOrNull(t *time.Time) *string {
	if t == nil {
		return nil
	}
	s := t.Format(time.RFC3339)
	return &s
}

// answerUser writes one user with the companies that it is the one to ask about.
func (a *API) answerUser(w http.ResponseWriter, r *http.Request, by actor.Actor, status int, u identity.User) error {
	companies, err := a.Users.Companies(r.Context(), by, []identity.User{u})
	if err != nil {
		return err
	}
	text, err := pickOf(r).Of(a.toUserWire(&u, companies[u.GUID]))
	if err != nil {
		return err
	}
	api.Version(w, u.Version)
	return api.JSON(w, status, text)
}

func (a *API) oneUser(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "user_guid")
	if err != nil {
		return err
	}
	u, err := a.Users.One(r.Context(), by, guid)
	if err != nil {
		return err
	}
	return a.answerUser(w, r, by, http.StatusOK, u)
}

func (a *API) ownUser(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	u, err := a.Users.Own(r.Context(), by)
	if err != nil {
		return err
	}
	return a.answerUser(w, r, by, http.StatusOK, u)
}

func (a *API) createUser(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	in, err := readUser(w, r)
	if err != nil {
		return err
	}
	draft, choices, err := in.draft()
	if err != nil {
		return err
	}
	u, err := a.Users.Enrol(r.Context(), by, draft, choices)
	if err != nil {
		return err
	}
	return a.answerUser(w, r, by, http.StatusCreated, u)
}

func (a *API) changeUser(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "user_guid")
	if err != nil {
		return err
	}
	in, err := readUser(w, r)
	if err != nil {
		return err
	}
	u, err := a.Users.Amend(r.Context(), by, guid, in.change())
	if err != nil {
		return err
	}
	return a.answerUser(w, r, by, http.StatusOK, u)
}

func (a *API) changeOwnUser(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	in, err := readUser(w, r)
	if err != nil {
		return err
	}
	u, err := a.Users.AmendOwn(r.Context(), by, in.change())
	if err != nil {
		return err
	}
	return a.answerUser(w, r, by, http.StatusOK, u)
}

func (a *API) deleteUser(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "user_guid")
	if err != nil {
		return err
	}
	if err := a.Users.Delete(r.Context(), by, guid); err != nil {
		return err
	}
	return api.NoContent(w)
}

func (a *API) requireFactor(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	return toUser(w, r, by, a.Users.RequireFactor)
}

func (a *API) sendActivation(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	return toUser(w, r, by, a.Users.SendActivation)
}

func (a *API) resetFactors(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	return toUser(w, r, by, a.Users.ResetFactors)
}

func (a *API) resetPendingFactors(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	return toUser(w, r, by, a.Users.ResetPendingFactors)
}

// toUser does something to the user of the path that has no answer.
func toUser(w http.ResponseWriter, r *http.Request, by actor.Actor, do func(ctx context.Context, by actor.Actor, ref string) error) error {
	guid, err := api.PathGUID(r, "user_guid")
	if err != nil {
		return err
	}
	if err := do(r.Context(), by, guid); err != nil {
		return err
	}
	w.WriteHeader(http.StatusOK)
	return nil
}
