package user

import (
	"net/http"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

// role is an entry of the catalogue: the contract's Role.
type role struct {
	ID          string `json:"id"`
	Description string `json:"description"`
}

func toRole(r identity.Role) role { return role(r) }

func (a *API) listRoles(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	held, err := a.Roles.Held(r.Context(), by)
	if err != nil {
		return err
	}
	return writeWhole(w, r, "roles", roleColumns, mapped(held, toRole))
}

type roleBody struct {
	ID          api.Opt[string] `json:"id"`
	Description api.Opt[string] `json:"description"`
}

func readRole(w http.ResponseWriter, r *http.Request) (roleBody, error) {
	in, err := api.Body[roleBody](w, r, true)
	if err != nil {
		return in, err
	}
	p := fault.Problems{}
	p.Require(!in.ID.Null, "id", mayNotBeNull)
	p.Require(!in.Description.Null, "description", mayNotBeNull)
	return in, p.Err()
}

func (a *API) createRole(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := a.Roles.MayChange(by); err != nil {
		return err
	}
	in, err := readRole(w, r)
	if err != nil {
		return err
	}
	made := identity.Role{ID: in.ID.Value, Description: strings.TrimSpace(in.Description.Value)}
	if err := a.Roles.Add(r.Context(), by, made); err != nil {
		return err
	}
	return ok(w, http.StatusCreated, toRole(made))
}

// madeRole answers a role to who made it before.
func (a *API) madeRole(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	made, err := a.Roles.One(r.Context(), by, r.PathValue("role"))
	if err != nil {
		return err
	}
	return ok(w, http.StatusOK, toRole(made))
}

func (a *API) changeRole(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := a.Roles.MayChange(by); err != nil {
		return err
	}
	in, err := readRole(w, r)
	if err != nil {
		return err
	}
	p := fault.Problems{}
	p.Require(!in.ID.Set, "id", "cannot be changed")
	p.Require(in.Description.Set, "description", "must be set")
	if err := p.Err(); err != nil {
		return err
	}
	changed, err := a.Roles.Describe(r.Context(), by, identity.Role{ID: r.PathValue("role"), Description: in.Description.Value})
	if err != nil {
		return err
	}
	return ok(w, http.StatusOK, toRole(changed))
}

func (a *API) deleteRole(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := a.Roles.Remove(r.Context(), by, r.PathValue("role")); err != nil {
		return err
	}
	return api.NoContent(w)
}
